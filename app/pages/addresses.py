"""The addresses of everything people read: the one list that freezing, packs, sitemap and tests share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.library.library import Library

# Pages of a language that stand alone, by their last path segment ("" is the language's home).
SINGLE_PAGES = ("", "contacts", "phone", "about", "privacy", "leave")
# Pages that only a phone without internet shows: saved with the rest, listed nowhere.
WITHOUT_INTERNET = ("offline", "away")


@dataclass(frozen=True)
class Page:
    """A public page: its path, its language (``None`` for the language chooser) and what it shares with
    the same page in other languages."""

    path: str
    language: str | None
    tail: str


def home_path(language: str) -> str:
    """Return the path of a language's home."""
    return f"/{language}/"


def guide_path(language: str, slug: str) -> str:
    """Return the path of a guide."""
    return f"/{language}/guides/{slug}/"


def contact_path(language: str, identifier: str) -> str:
    """Return the path of a contact's own page."""
    return f"/{language}/contacts/{identifier}/"


def single_path(language: str, name: str) -> str:
    """Return the path of a page that stands alone, such as ``about``."""
    return f"/{language}/{name}/" if name else f"/{language}/"


def tails(library: Library) -> Iterator[str]:
    """Yield the part of each page's path that is the same in all languages."""
    for name in SINGLE_PAGES:
        yield f"{name}/" if name else ""
    # Contacts beside the page that lists them all: they share words, and so travel smaller together.
    for identifier in library.contacts:
        yield f"contacts/{identifier}/"
    for slug in library.guides:
        yield f"guides/{slug}/"


def every_page(library: Library) -> Iterator[Page]:
    """Yield every public page in every language, the language chooser first."""
    yield Page("/", None, "")
    for language in library.languages:
        for tail in tails(library):
            yield Page(f"/{language}/{tail}", language, tail)


def data_files(library: Library, language: str) -> Iterator[str]:
    """Yield the path of every file of contacts as data in a language."""
    yield f"/{language}/contacts.json"
    yield from cards(library, language)


def cards(library: Library, language: str) -> Iterator[str]:
    """Yield the path of each card that a phone can put into its own list of contacts."""
    for contact in library.contacts.values():
        if contact.number:
            yield f"/{language}/contacts/{contact.id}.vcf"


def saved_pages(library: Library, language: str) -> Iterator[str]:
    """Yield the path of every page that a phone keeps of one language, the language chooser first."""
    for page in every_page(library):
        if page.language in (None, language):
            yield page.path
    for name in WITHOUT_INTERNET:
        yield single_path(language, name)
