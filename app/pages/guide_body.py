"""A guide's body as HTML: translated block by block, with its boxes, references and fallbacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from app.library.guides import Guide
from app.library.languages import Language
from app.library.markdown import Unit, build_parser, parse_blocks, parse_inline
from app.pages.reader import Reader

# A run of Arabic inside a line that is written from left to right, and the other way round: each is
# isolated, so that brackets and full stops beside it stay where they belong.
_ARABIC = re.compile("[\u0600-\u06ff](?:[\u0600-\u06ff\\s،]*[\u0600-\u06ff])?")
# Numbers such as 82-5-1 too: in a line from right to left they would be read backwards.
_LATIN = re.compile(r"[A-Za-zÀ-ɏ](?:[0-9A-Za-zÀ-ɏ'’ ./-]*[0-9A-Za-zÀ-ɏ])?|[0-9]+(?:-[0-9]+)+")


class Furniture(Protocol):
    """What the body needs from the page around it: words of the interface and links in HTML."""

    def box_title(self, box: str) -> Markup:
        """Return the heading of a ``now`` or ``times`` box."""

    def box_icon(self, box: str) -> Markup:
        """Return the icon before a box's own heading."""

    def untranslated(self, shown_in: Language) -> Markup:
        """Return the quiet label above a paragraph shown in another language."""

    def untranslated_short(self) -> Markup:
        """Return the quiet label beside a list item or cell shown in another language."""

    def message_state(self, unit: Unit) -> str:
        """Return in which state a unit's message is, for the preview; empty on every real page."""

    def contacts(self, identifiers: Sequence[str]) -> Markup:
        """Return the list of contacts that a ``contacts`` box names."""

    def contact(self, identifier: str) -> Markup:
        """Return a contact's name, with its number as a tap-to-call link when it may be shown."""

    def address(self, scheme: str, target: str) -> str:
        """Return where a link with words of its own leads."""

    def reference(self, source: str, articles: Sequence[str]) -> Markup:
        """Return the small reference after a statement: "art. 23", or the source's label."""

    def same_block(self, block: str) -> Markup:
        """Return the link to the same block in the reference language, empty when there is none."""


def render_body(guide: Guide, reader: Reader, furniture: Furniture) -> Markup:
    """Return a guide's body as HTML for a reader.

    Args:
        guide: the guide.
        reader: the language to show it in.
        furniture: the page's own words and links.

    Returns:
        Sections with stable anchors; statements of law have stable block ids ``p<number>``.
    """
    tokens = parse_blocks(guide.text)
    for number, unit in enumerate(guide.units, start=1):
        _translate(tokens, unit, number, reader, furniture)
    return Markup(_Renderer(furniture, reader).render(_sections(tokens), build_parser().options, {}))


def _translate(tokens: list[Token], unit: Unit, number: int, reader: Reader, furniture: Furniture) -> None:
    """Put a unit's words in place, and mark its block with language, label and id."""
    token, wording = tokens[unit.index], reader.word("guides", unit.context, unit.message)
    token.content = wording.text
    parse_inline(token)
    foreign = wording.language != reader.language.code
    shown_in = reader.library.languages[wording.language]
    token.meta["direction"] = shown_in.direction
    token.meta["foreign"] = foreign
    opener = _opener(tokens, unit.index)
    state = furniture.message_state(unit)
    if state:
        opener.attrSet("data-message", state)
    if foreign:
        opener.attrSet("lang", shown_in.tag)
        opener.attrSet("dir", shown_in.direction)
        if opener.type == "paragraph_open":
            opener.meta["foreign"] = shown_in
        elif opener.type != "heading_open":
            _append(token, furniture.untranslated_short())
    cites = any(str(child.attrGet("href") or "").startswith("source:") for child in token.children or [])
    if cites and opener.type != "heading_open":
        opener.attrSet("id", f"p{number}")
        link = furniture.same_block(f"p{number}")
        _append(token, _own(link, reader) if foreign else link)


def _own(html: Markup, reader: Reader) -> Markup:
    """Return the page's own words for a block in another language: marked as the reader's, or empty."""
    language = reader.language
    wrapped = Markup('<span lang="{}" dir="{}">{}</span>').format(language.tag, language.direction, html)
    return wrapped if html else html


def _append(token: Token, html: Markup) -> None:
    if html:
        children = token.children or []
        token.children = [*children, Token("html_inline", "", 0, content=str(html))]


def _opener(tokens: Sequence[Token], index: int) -> Token:
    """Return the token that opens the visible block around an inline token."""
    opener = tokens[index - 1]
    if opener.type == "paragraph_open" and opener.hidden:
        return tokens[index - 2]
    return opener


def _sections(tokens: Sequence[Token]) -> list[Token]:
    """Wrap each second-level heading and what follows it into a section labelled by the heading."""
    wrapped: list[Token] = []
    is_open = False
    for token in tokens:
        if token.type == "html_block":
            continue
        if token.type == "heading_open" and token.tag == "h2":
            if is_open:
                wrapped.append(Token("section_close", "section", -1, block=True))
            section = Token("section_open", "section", 1, block=True)
            section.attrSet("aria-labelledby", str(token.attrGet("id")))
            wrapped.append(section)
            is_open = True
        wrapped.append(token)
    if is_open:
        wrapped.append(Token("section_close", "section", -1, block=True))
    return wrapped


class _Renderer(RendererHTML):
    """Renders boxes, links and foreign blocks; everything else as markdown-it does."""

    def __init__(self, furniture: Furniture, reader: Reader) -> None:
        super().__init__()
        self.furniture = furniture
        self.reader = reader
        self._direction = reader.language.direction
        self._foreign = False
        self._box = ""
        self._empty_link_end = -1

    def _titled_box(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Open a box whose heading comes from the interface: what to do now, and time limits."""
        self._box = box = _box_name(tokens[index])
        css = ' class="note now"' if box == "now" else ""
        return f'<section{css} aria-labelledby="{box}"><h2 id="{box}">{self.furniture.box_title(box)}</h2>\n'

    def _headed_box(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Open a box that begins with a heading of its own."""
        self._box = _box_name(tokens[index])
        return f'<section class="note {self._box}" aria-labelledby="{tokens[index + 1].attrGet("id")}">\n'

    def _contacts_box(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        opened = tokens[index].nesting == 1
        return str(self.furniture.contacts(tokens[index].info.split()[1:])) if opened else ""

    def _box_close(self, *_: object) -> str:
        self._box = ""
        return "</section>\n"

    container_now_open = container_times_open = _titled_box
    container_danger_open = container_know_open = _headed_box
    container_contacts_open = container_contacts_close = _contacts_box
    container_now_close = container_times_close = container_danger_close = container_know_close = _box_close

    def heading_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        opened = self.renderToken(tokens, index, options, env)
        return (
            f"{opened}{self.furniture.box_icon(self._box)}<span>"
            if self._box in ("danger", "know")
            else opened
        )

    def heading_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        closed = self.renderToken(tokens, index, options, env)
        return f"</span>{closed}" if self._box in ("danger", "know") else closed

    def ordered_list_open(
        self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
    ) -> str:
        if self._box == "now":
            tokens[index].attrSet("class", "steps")
        return self.renderToken(tokens, index, options, env)

    def bullet_list_open(
        self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
    ) -> str:
        if self._box == "times":
            tokens[index].attrSet("class", "times")
        return self.renderToken(tokens, index, options, env)

    def paragraph_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        opened = self.renderToken(tokens, index, options, env)
        shown_in = tokens[index].meta.get("foreign")
        if shown_in is None:
            return opened
        return f'<div class="other">{self.furniture.untranslated(shown_in)}{opened}'

    def paragraph_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        closed = self.renderToken(tokens, index, options, env)
        return f"{closed}</div>\n" if tokens[index - 2].meta.get("foreign") else closed

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """Render block tokens, remembering whether the words in each are foreign, and their direction."""
        result = ""
        for index, token in enumerate(tokens):
            if token.type == "inline":
                self._direction = token.meta.get("direction", self.reader.language.direction)
                self._foreign = token.meta.get("foreign", False)
                self._empty_link_end = -1
                result += self.renderInline(token.children or [], options, env)
            elif token.type in self.rules:
                result += self.rules[token.type](tokens, index, options, env)
            else:
                result += self.renderToken(tokens, index, options, env)
        return result

    def text(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        text = tokens[index].content
        if self._direction == "ltr":
            return _isolate(_ARABIC, text, ' lang="ar" dir="rtl"')
        return _isolate(_LATIN, text, ' dir="ltr"')

    def link_open(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        scheme, _separator, target = str(tokens[index].attrGet("href") or "").partition(":")
        if tokens[index + 1].type != "link_close":
            return f'<a href="{escape(self.furniture.address(scheme, target))}">'
        self._empty_link_end = index + 1
        if scheme == "source":
            source, _separator, articles = target.partition("#")
            html = self.furniture.reference(source, [part for part in articles.split(",") if part])
        else:
            html = self.furniture.contact(target)
        return str(_own(html, self.reader) if self._foreign else html)

    def link_close(self, _tokens: Sequence[Token], index: int, *_: object) -> str:
        return "" if index == self._empty_link_end else "</a>"


def _box_name(token: Token) -> str:
    return token.type.removeprefix("container_").removesuffix("_open")


def _isolate(pattern: re.Pattern[str], text: str, attributes: str) -> str:
    parts, end = [], 0
    for found in pattern.finditer(text):
        parts += [str(escape(text[end : found.start()])), f"<bdi{attributes}>{escape(found[0])}</bdi>"]
        end = found.end()
    return "".join([*parts, str(escape(text[end:]))])
