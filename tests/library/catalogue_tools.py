"""How tests update the sample's catalogues and read them, as Babel does."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.library.messages import update
from tests.sample import Sample

ARREST = "guides/arrest.md"
OLD = "**Stay calm.** You can stay silent. [](source:law-1#66)"
NEW = "**Stay calm.** You can always stay silent. [](source:law-1#66)"
TRANSLATION = "**Restez calme.** Vous pouvez garder le silence. [](source:law-1#66)"


def updated(sample: Sample) -> list[str]:
    """Update the sample's catalogues; return which files changed."""
    changed = update(sample.project, sample.content, sample.translations, sample.languages())
    return [path.relative_to(sample.translations).as_posix() for path in changed]


def catalog(sample: Sample, language: str = "fr", domain: str = "guides") -> Catalog:
    """Read a catalogue as Babel does."""
    with sample.catalogue(language, domain).open("rb") as file:
        return read_po(file)


def entry(found: Catalog, message: str, context: str | None = None) -> Message:
    """Return an entry that must be there."""
    inside = found.get(message, context)
    assert inside is not None, message
    return inside


def files(sample: Sample) -> dict[Path, bytes]:
    """Return every file of the translations with its bytes."""
    return {path: path.read_bytes() for path in sample.translations.rglob("*") if path.is_file()}
