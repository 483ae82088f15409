"""The parity lint: a translation may change words, never links, figures, form or direction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from markdown_it.token import Token

from app.library.markdown import build_parser, links, parse_inline
from app.library.problems import Problem

_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ \u00a0\u202f]\d{3})+)(?!\d)")
_FIGURE = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_BLOCK_MARKER = re.compile(r"^\s*(#{1,6}\s|[-+*]\s|>|:::|\d+[.)]\s|```|~~~)")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
# Isolates (U+2066 to U+2069) are allowed: they cannot reorder what stands outside them.
_BIDI_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e]")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_PARSER = build_parser()


def differences(source: str, translation: str) -> Iterator[tuple[str, str]]:
    """Yield what a translation changes that it must not, each with how to mend it.

    Args:
        source: the message in the source language.
        translation: its translation, not empty.

    Yields:
        A reason and a mend, for each difference found.
    """
    if _counted_links(source) != _counted_links(translation):
        yield "the links differ from the source", "Keep every [words](address) with the same address"
    lost, added = _apart(figures(source), figures(translation))
    if lost or added:
        yield f"the figures differ ({_said(lost, added)})", "Keep every number of the source, in digits"
    lost, added = _apart(_placeholders(source), _placeholders(translation))
    if lost or added:
        yield f"the placeholders differ ({_said(lost, added)})", "Copy them from the source, unchanged"
    if _strong(source) != _strong(translation):
        yield "the bold words differ from the source", "Put ** around the same words, with no space inside"
    if "![" in translation:
        yield "an image stands in the translation", "Remove it"
    if _HTML.search(translation) and not _HTML.search(source):
        yield "HTML stands in the translation", "Remove it"
    if _BLOCK_MARKER.match(translation) and not _BLOCK_MARKER.match(source):
        yield "the translation begins like a heading or a list", "Remove the sign at its beginning"
    if _BIDI_CONTROL.search(translation):
        yield (
            "an invisible direction mark stands in the translation",
            "Remove it; the page sets directions itself",
        )
    if re.search(r"\S\n|\n\S", translation.strip()) and "\n" not in source.strip():
        yield "the translation has more than one line", "Write it on one line"


def check_entry(
    file: str, line: int | None, context: str | None, source: str, translation: str
) -> Iterator[Problem]:
    """Yield the problems of one catalogue entry, naming the message."""
    short = source if len(source) <= 50 else f"{source[:49]}…"
    field = f"«{short}»" if context is None else f"«{short}» ({context})"
    for reason, mend in differences(source, translation):
        yield Problem(file, line, field, reason, mend)


def figures(text: str) -> Counter[str]:
    """Count the figures in a text outside link addresses, whatever the digits and separators.

    ``25,000``, ``25 000`` and ``٢٥٬٠٠٠`` are one figure; so are ``17.92`` and ``17,92``.
    """
    plain = _LINK_TARGET.sub("]", text)
    latin = "".join(str(int(char)) if char.isdecimal() else char for char in plain)
    joined = _THOUSANDS.sub(lambda found: found[1] + re.sub(r"\D", "", found[2]), latin)
    return Counter(re.sub(r"\D", "", figure) for figure in _FIGURE.findall(joined))


def _counted_links(text: str) -> Counter[tuple[str, str, bool]]:
    return Counter(link for token in _inline(text) for link in links(token))


def _strong(text: str) -> int:
    return sum(child.type == "strong_open" for token in _inline(text) for child in token.children or [])


def _inline(text: str) -> list[Token]:
    tokens = [token for token in _PARSER.parse(text) if token.type == "inline"]
    for token in tokens:
        parse_inline(token)
    return tokens


def _placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text))


def _apart(source: Counter[str], translation: Counter[str]) -> tuple[list[str], list[str]]:
    return sorted((source - translation).elements()), sorted((translation - source).elements())


def _said(lost: list[str], added: list[str]) -> str:
    said = []
    if lost:
        said.append(f"missing: {', '.join(lost)}")
    if added:
        said.append(f"added: {', '.join(added)}")
    return "; ".join(said)
