"""Shared files: one folder named by its hash, and the style sheet that every page carries inside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Assets:
    """The shared files of a release: their folder's hash, their contents and the inline style sheet."""

    hash: str
    files: Mapping[str, bytes]
    sheet: str

    def address(self, name: str) -> str:
        """Return the address of a shared file, for example ``js/page.js``.

        Raises:
            KeyError: there is no such file.
        """
        if name not in self.files:
            raise KeyError(f"There is no shared file '{name}'.")
        return f"/static/{self.hash}/{name}"


def load_assets(static: Path) -> Assets:
    """Read the shared files; the folder's hash covers every name and every byte.

    Args:
        static: the folder of styles, scripts and icons.

    Returns:
        The files that pages link to, and the style sheet for their ``<style>`` element.
    """
    files = {
        path.relative_to(static).as_posix(): path.read_bytes()
        for path in sorted(static.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return Assets(digest.hexdigest()[:16], files, compact(files["css/dalil.css"].decode()))


def compact(sheet: str) -> str:
    """Return a style sheet without comments and indentation; compression does the rest."""
    return re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", sheet)).strip()
