"""The parity lint: a translation may change words, never links, figures, form or direction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from markdown_it.token import Token

from app.library.body_check import ADDRESS
from app.library.markdown import links, parse_inline
from app.library.problems import Problem

# Groups of three digits, whatever stands between them, and what stands before a fraction.
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ \u00a0\u202f.,\u066c]\d{3})+)(?!\d)")
_DECIMAL = re.compile(r"(?<=\d)[,\u066b](?=\d)")
_FIGURE = re.compile(r"\d+(?:\.\d+)*")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
_STRAY_PERCENT = re.compile(r"%(?!\(\w+\)[sd])")
_BLOCK_MARKER = re.compile(r"^\s*(#{1,6}\s|[-+*]\s|>|:::|\d+[.)]\s|```|~~~)")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
# Isolates (U+2066 to U+2069) are allowed: closed, they cannot reorder what stands outside them.
_BIDI_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e]")
_ISOLATE, _ISOLATE_END = re.compile("[\u2066-\u2068]"), "\u2069"
_LINE_END = re.compile("[\n\r\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")


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
    if _more(ADDRESS, source, translation):
        yield "an address stands in the translation that the source has not", "Remove it"
    lost, added = _apart(figures(source), figures(translation))
    if lost or added:
        yield f"the figures differ ({_said(lost, added)})", "Keep every number of the source, in digits"
    lost, added = _apart(_placeholders(source), _placeholders(translation))
    if lost or added:
        yield f"the placeholders differ ({_said(lost, added)})", "Copy them from the source, unchanged"
    if _placeholders(source) and _STRAY_PERCENT.search(translation.replace("%%", "")):
        yield "a single % stands in the translation", "Write it twice: %%"
    if _strong(source) != _strong(translation):
        yield "the bold words differ from the source", "Put ** around the same words, with no space inside"
    if "![" in translation and "![" not in source:
        yield "an image stands in the translation", "Remove it"
    if _more(_HTML, source, translation):
        yield "HTML stands in the translation", "Remove it"
    if _BLOCK_MARKER.match(translation) and not _BLOCK_MARKER.match(source):
        yield "the translation begins like a heading or a list", "Remove the sign at its beginning"
    if _more(_BIDI_CONTROL, source, translation) or _open_isolate(translation):
        yield (
            "an invisible direction mark stands in the translation",
            "Remove it; the page sets directions itself",
        )
    if _line_ends(source) != _line_ends(translation):
        yield "the line breaks differ from the source", "Break the line exactly where the source does"


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

    ``25,000``, ``25 000`` and ``٢٥٬٠٠٠`` are one figure; ``17.92`` and ``17,92`` are another than ``1792``.
    """
    plain = _LINK_TARGET.sub("]", text)
    latin = "".join(str(int(char)) if char.isdecimal() else char for char in plain)
    joined = _THOUSANDS.sub(lambda found: found[1] + re.sub(r"\D", "", found[2]), latin)
    return Counter(_FIGURE.findall(_DECIMAL.sub(".", joined)))


def _counted_links(text: str) -> Counter[tuple[str, str, bool]]:
    """Count the links, and what is written like one but cannot be followed."""
    found = Counter(links(_inline(text)))
    found["", "", False] += text.count("](") - found.total()
    return found


def _strong(text: str) -> int:
    return sum(child.type == "strong_open" for child in _inline(text).children or [])


def _inline(text: str) -> Token:
    """Parse a message as the page does."""
    token = Token("inline", "", 0, content=text)
    parse_inline(token)
    return token


def _more(pattern: re.Pattern[str], source: str, translation: str) -> bool:
    return bool(Counter(pattern.findall(translation)) - Counter(pattern.findall(source)))


def _open_isolate(text: str) -> bool:
    return len(_ISOLATE.findall(text)) != text.count(_ISOLATE_END)


def _line_ends(text: str) -> tuple[int, int]:
    bare = text.strip()
    return len(_LINE_END.findall(bare)), bare.count("\\\n")


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
