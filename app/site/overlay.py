"""The preview's overlay: each block of a guide says in which state its message is, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog

from app.library.catalogues import catalogue_path
from app.library.guides import Guide
from app.library.library import Library
from app.library.markdown import Unit
from app.library.messages import read_catalog

# What a block's state is made of: the reader's language, the guide and the unit.
MessageState = Callable[[str, Guide, Unit], str]


def message_states(library: Library, translations: Path) -> MessageState:
    """Return a function that says in which state a message is.

    Args:
        library: the library that is previewed.
        translations: the folder of catalogues; each is read once.

    Returns:
        A function of language code, guide and unit. It answers a word (``source``, ``checked``,
        ``translated``, ``fuzzy`` or ``missing``), a colon, and the file and line where the message stands.
    """
    catalogues: dict[str, Catalog] = {}

    def catalogue(language: str) -> Catalog:
        if language not in catalogues:
            path = catalogue_path(translations, language, "guides", "po")
            catalogues[language] = read_catalog(path, path.name)[0] if path.exists() else Catalog()
        return catalogues[language]

    def state(language: str, guide: Guide, unit: Unit) -> str:
        if library.languages[language].state == "source":
            return f"source: {guide.file}"
        message = catalogue(language).get(unit.message, unit.context)
        place = f"{language}/guides.po:{message.lineno}" if message and message.lineno else guide.file
        if message is None or not message.string:
            return f"missing: {place}"
        if message.fuzzy:
            return f"fuzzy: {place}"
        checked = library.language_review(language, guide) is not None
        return f"{'checked' if checked else 'translated'}: {place}"

    return state
