"""What every view and template needs: the library, the reader, the settings and the shared files."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, current_app, g

from app.library.library import Library
from app.pages.assets import Assets
from app.pages.reader import Reader
from app.settings import Settings


def install_furniture(app: Flask) -> None:
    """Give every template the reader, the settings and the shared files."""
    app.context_processor(page_furniture)


def library() -> Library:
    """Return the app's library."""
    found: Library = current_app.extensions["dalil.library"]
    return found


def become_reader(code: str | None) -> None:
    """Make a language the current reader's; an unknown one is a page that does not exist."""
    languages = library().languages
    if code is not None and code not in languages:
        abort(404)
    g.reader = Reader(library(), languages[code] if code else library().source_language)


def find_reader(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the language out of the address."""
    del endpoint
    become_reader((values or {}).pop("code", None))


def page_furniture() -> dict[str, object]:
    """Give every template the reader, the settings and the shared files."""
    settings: Settings = current_app.extensions["dalil.settings"]
    assets: Assets = current_app.extensions["dalil.assets"]
    return {
        "reader": g.reader,
        "language": g.reader.language,
        "languages": list(library().languages.values()),
        "leave_address": settings.leave_address(g.reader.language.code),
        "settings": settings,
        "assets": assets,
    }
