"""What lies in a folder of releases."""

from __future__ import annotations

from pathlib import Path


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def releases(site: Path) -> set[str]:
    """Return the names of the releases in a site."""
    return {path.name for path in (site / "releases").iterdir()}
