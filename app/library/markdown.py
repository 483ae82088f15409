"""Markdown guides as a walk over translatable units, shared by extraction and page (design, section 3).

The ``inline`` token of markdown-it holds the source of exactly one unit. A translation takes the place of
that source before it is parsed as inline Markdown, so nothing is ever rendered back to Markdown, and a
translation cannot open a heading, a list or a box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt, rules_core
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

BOXES = ("now", "times", "danger", "know", "contacts")
LINK_SCHEMES = ("guide", "contact", "source")

_ANCHOR = re.compile(r"\s*\{#([^}]*)\}\s*$")
_COMMENT = re.compile(r"^<!--\s*(Translators|context):\s*(.*?)\s*-->\s*$", re.DOTALL)
_CONTEXT_BY_BLOCK = {"heading_open": "heading", "th_open": "table heading", "td_open": "table cell"}


@dataclass(frozen=True)
class Unit:
    """One translatable unit of a guide: where it stands, its message and what a translator should know."""

    index: int
    message: str
    context: str | None
    comments: tuple[str, ...]
    line: int


def build_parser() -> MarkdownIt:
    """Return the parser of guides: CommonMark with tables, boxes, and no raw HTML inside a line.

    Images and autolinks are off, so that a translation cannot bring them in; so are link addresses that stand
    apart from their words, which no translator would see. HTML blocks still become tokens, so that comments
    to translators are found and everything else can be refused with its line.
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.disable(["html_inline", "image", "autolink", "reference"])
    for box in BOXES:
        parser.use(container_plugin, name=box)
    parser.validateLink = _is_our_link  # type: ignore[method-assign]
    parser.core.ruler.disable("inline")
    return parser


def _is_our_link(url: str) -> bool:
    return url.partition(":")[0] in LINK_SCHEMES


_PARSER = build_parser()


def parse_blocks(text: str) -> list[Token]:
    """Return the block tokens of a guide's body; headings carry their anchor as ``id``, not in their text."""
    tokens = _PARSER.parse(text)
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[index + 1]
            found = _ANCHOR.search(inline.content)
            if found:
                token.attrSet("id", found[1])
                inline.content = inline.content[: found.start()]
    return tokens


def parse_inline(token: Token) -> None:
    """Parse the source in an ``inline`` token into its children, escaped signs and entities as plain text."""
    state = rules_core.StateCore("", _PARSER, {}, [token])
    rules_core.inline(state)
    rules_core.text_join(state)


def units(tokens: Sequence[Token]) -> Iterator[Unit]:
    """Walk over the translatable units of a guide in reading order: the one walk both sides share."""
    comments: list[str] = []
    context: str | None = None
    for index, token in enumerate(tokens):
        if token.type == "html_block":
            found = _COMMENT.match(token.content.strip())
            if found and found[1] == "context":
                context = found[2]
            elif found:
                comments.append(" ".join(found[2].split()))
        elif token.type == "inline" and token.content.strip():
            line = (token.map or [0])[0]
            here = context or _CONTEXT_BY_BLOCK.get(tokens[index - 1].type)
            yield Unit(index, normalise(token.content), here, tuple(comments), line)
            comments, context = [], None


def normalise(source: str) -> str:
    """Return a unit's text on one line, so that wrapping a guide anew keeps its translations.

    Hard line breaks (two spaces or a backslash at the end of a line) are kept as a backslash.
    """

    def join(match: re.Match[str]) -> str:
        hard = match[1] == "\\" or match[1].endswith("  ")
        return "\\\n" if hard else " "

    return re.sub(r"(\\| {2,}|[ \t]*)\n[ \t]*", join, source.strip())


def is_comment(token: Token) -> bool:
    """Say whether an HTML block is a comment to translators, the only HTML a guide may hold."""
    return _COMMENT.match(token.content.strip()) is not None


def links(token: Token) -> Iterator[tuple[str, str, bool]]:
    """Yield scheme, target and whether the words are empty, for each link of a parsed ``inline`` token."""
    children = token.children or []
    for index, child in enumerate(children):
        if child.type == "link_open":
            scheme, _, target = str(child.attrGet("href") or "").partition(":")
            yield scheme, target, children[index + 1].type == "link_close"
