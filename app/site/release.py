"""A release: one immutable folder with every public file, compressed, and the headers it is served with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

CURRENT = "current"
RELEASES = "releases"
PUBLIC = "public"
ERRORS = "errors"
DESCRIPTION = "release.json"


class NoRelease(Exception):
    """There is nothing to serve; the message says which command makes it."""


@dataclass(frozen=True)
class Release:
    """A frozen site on disk.

    ``content`` is the hash of its pages alone, ``assets`` the hash that names its shared files, and
    ``previous`` names the releases before it, newest first.
    """

    folder: Path
    identifier: str
    headers: dict[str, str]
    languages: tuple[str, ...]
    source_language: str
    content: str
    assets: str
    previous: tuple[str, ...]

    @property
    def public(self) -> Path:
        """Return the folder of the files that anyone may ask for."""
        return self.folder / PUBLIC

    def error_page(self, language: str, kind: str) -> bytes:
        """Return the frozen error page of a language, ``missing`` or ``fault``."""
        return (self.folder / ERRORS / language / f"{kind}.html").read_bytes()


def current_release(site: Path) -> Release:
    """Return the release that is to be served.

    Args:
        site: the folder that ``dalil build`` writes.

    Returns:
        The release behind the ``current`` link, by its real path: a later build does not move it.

    Raises:
        NoRelease: nothing has been built yet.
    """
    if not (site / CURRENT / DESCRIPTION).is_file():
        raise NoRelease(f"There is no site in {site.name}/. Run 'dalil build' first.")
    return read_release((site / CURRENT).resolve())


def read_release(folder: Path) -> Release:
    """Return the release in a folder, as its description says."""
    described = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    return Release(
        folder,
        described["release"],
        described["headers"],
        tuple(described["languages"]),
        described["source_language"],
        described["content"],
        described["assets"],
        tuple(described["previous"]),
    )
