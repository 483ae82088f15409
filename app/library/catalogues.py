"""Compiled catalogues, read with Babel alone; a lookup answers "translated" or "not" (design, section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

DOMAINS = ("messages", "guides", "contacts")

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Catalogue:
    """The translations of one language in one domain; fuzzy, obsolete and empty entries are not in it."""

    entries: Mapping[Key, str]

    def lookup(self, context: str | None, message: str) -> str | None:
        """Return the translation of a message, or ``None`` when there is none."""
        return self.entries.get((context, message))


@dataclass(frozen=True)
class Wording:
    """A text as a reader gets it: the words, and the code of the language they are in."""

    text: str
    language: str


def catalogue_path(translations: Path, language: str, domain: str, ending: str) -> Path:
    """Return where a language's catalogue of a domain lies; ``ending`` is ``po`` or ``mo``."""
    return translations / language / "LC_MESSAGES" / f"{domain}.{ending}"


def read_catalogue(translations: Path, language: str, domain: str) -> Catalogue:
    """Return a language's compiled catalogue of a domain, empty when it has none.

    Args:
        translations: the folder of all catalogues.
        language: the language's code.
        domain: one of ``DOMAINS``.

    Returns:
        The catalogue; Babel leaves fuzzy and obsolete entries out when it compiles.
    """
    path = catalogue_path(translations, language, domain, "mo")
    if not path.exists():
        return Catalogue({})
    with path.open("rb") as file:
        return catalogue_of(read_mo(file))


def catalogue_of(catalog: Catalog) -> Catalogue:
    """Return the usable entries of one of Babel's catalogues: not fuzzy, not empty, not a plural."""
    return Catalogue(
        {
            (_context(message), str(message.id)): str(message.string)
            for message in catalog
            if message.id and isinstance(message.id, str) and message.string and not message.fuzzy
        }
    )


def _context(message: Message) -> str | None:
    # Babel leaves the contexts of a compiled catalogue in bytes.
    return message.context.decode() if isinstance(message.context, bytes) else message.context
