"""How tests render a text as a guide's body, in a library that holds nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from app.library.catalogues import Catalogue, Key
from app.library.glossary import Glossary
from app.library.guides import FrontMatter, Guide
from app.library.languages import Language
from app.library.library import Library
from app.library.markdown import parse_blocks, units
from app.pages.guide_body import render_body
from app.pages.reader import Reader

_FRONT = FrontMatter(
    title="Title",
    summary="Summary.",
    topic="police",
    order=1,
    urgency="now",
    checked=datetime.date(2026, 1, 1),
    review_by=datetime.date(2026, 6, 1),
    legal_review="none",
    sources=("law-1",),
)


class PlainFurniture:
    """A page's furniture without a page: every call leaves a mark that tests can compare."""

    def box_title(self, box: str) -> Markup:
        return Markup("[title of {}]").format(box)

    def box_icon(self, box: str) -> Markup:
        return Markup("[icon of {}]").format(box)

    def untranslated(self, shown_in: Language) -> Markup:
        return Markup("[untranslated: {}]").format(shown_in.code)

    def untranslated_short(self, *_: object) -> Markup:
        return Markup("[untranslated]")

    def message_state(self, *_: object) -> str:
        return ""

    def contacts(self, identifiers: Sequence[str]) -> Markup:
        return Markup("[contacts {}]").format(", ".join(identifiers))

    def contact(self, identifier: str, *_: object) -> Markup:
        return Markup("[contact {}]").format(identifier)

    def address(self, scheme: str, target: str) -> str:
        return f"/{scheme}/{target}"

    def reference(self, source: str, articles: Sequence[str], *_: object) -> Markup:
        return Markup("[reference {} {}]").format(source, ", ".join(articles))

    def same_block(self, block: str, *_: object) -> Markup:
        return Markup("[same {}]").format(block)


def guide_of(text: str) -> Guide:
    """Return a guide with this body, whatever its form."""
    found = tuple(units(parse_blocks(text)))
    return Guide("guide", "content/guides/guide.md", _FRONT, text, found, (), frozenset())


def library_of(entries: Mapping[Key, str], *, direction: str = "ltr") -> Library:
    """Return a library with the source language ``en`` and one translation, ``xx``."""
    source = _language("en", "source", "ltr")
    translation = _language("xx", "draft", direction)
    nothing: Mapping[str, object] = MappingProxyType({})
    catalogues = {("xx", "guides"): Catalogue(dict(entries))}
    return Library(
        languages=MappingProxyType({"en": source, "xx": translation}),
        topics=nothing,
        needs=nothing,
        cities=nothing,
        sources=nothing,
        guides=nothing,
        contacts=nothing,
        notices=nothing,
        held_numbers=frozenset(),
        glossary=Glossary(()),
        signatures=nothing,
        catalogues=MappingProxyType(catalogues),
    )


def body(guide: Guide, entries: Mapping[Key, str], language: str) -> str:
    """Return a guide's body as HTML in ``en`` or, with these translations, in ``xx``."""
    library = library_of(entries)
    return str(render_body(guide, Reader(library, library.languages[language]), PlainFurniture()))


def identity(guide: Guide) -> dict[Key, str]:
    """Return the catalogue that translates every message of a guide to itself."""
    return {(unit.context, unit.message): unit.message for unit in guide.units}


def _language(code: str, state: str, direction: str) -> Language:
    return Language(
        code=code,
        tag=code,
        name=code,
        english_name=code,
        direction=direction,
        fallback=None if state == "source" else "en",
        format_locale="en_GB",
        voice=code,
        state=state,
    )
