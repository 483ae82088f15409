"""Freezing: every page into a plain file, compressed, in a folder that is switched to at once."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
from flask import Flask
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from app.library.contacts import fingerprint
from app.library.library import Library
from app.pages.addresses import every_page
from app.pages.assets import Assets
from app.pages.errors import report_fault, show_error
from app.privacy import policy
from app.site.numbers import numbers_in
from app.site.release import CURRENT, DESCRIPTION, ERRORS, PUBLIC, RELEASES, Release, current_release

# Pages at 9: a tenth of the time of 11 for two percent more bytes (design, section 6).
_QUALITY = 9
_SMALLEST = 128
_ALREADY_SMALL = {".png", ".jpg", ".webp", ".woff2", ".ogg", ".opus"}
_TEXTS = (".html", ".xml", ".txt")
_OTHER_FILES = ("/sitemap.xml", "/robots.txt")
_KEPT_RELEASES = 3

Files = dict[str, bytes]


class FreezeError(Exception):
    """A page could not be frozen, or must not be published; the message says which and why."""


def freeze(app: Flask, site: Path) -> Release:
    """Freeze an app into a new release and switch to it.

    Args:
        app: the app with its library.
        site: the folder of releases; the last good release stays in place until the new one is whole.

    Returns:
        The release now in force.

    Raises:
        FreezeError: a page failed, or shows a number that is on hold; nothing was switched.
    """
    files = dict(render(app))
    _check_numbers(files, app.extensions["dalil.library"])
    identifier = _identifier(files)
    folder = site / RELEASES / identifier
    if not (folder / DESCRIPTION).is_file():
        _write(files, folder)
    _switch(site, identifier)
    _sweep(site, identifier)
    return current_release(site)


def render(app: Flask) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a release by its path inside the release's folder, uncompressed."""
    library: Library = app.extensions["dalil.library"]
    assets: Assets = app.extensions["dalil.assets"]
    client = app.test_client()
    for path in [page.path for page in every_page(library)] + list(_OTHER_FILES):
        response = client.get(path)
        if response.status_code != 200:
            raise FreezeError(f"The page {path} answers {response.status_code}. Run 'dalil dev' to see why.")
        yield f"{PUBLIC}{path}{'index.html' if path.endswith('/') else ''}", response.data
    for name, data in assets.files.items():
        yield f"{PUBLIC}{assets.address(name)}", data
    for language in library.languages:
        for kind, error in (("missing", NotFound()), ("fault", InternalServerError())):
            yield f"{ERRORS}/{language}/{kind}.html", _error_page(app, language, error)
    yield DESCRIPTION, _describe(library, assets)


def _error_page(app: Flask, language: str, error: HTTPException) -> bytes:
    """Return the page that a reader of a language gets for an error."""
    with app.test_request_context(f"/{language}/"):
        app.preprocess_request()
        try:
            return app.make_response(show_error(error)).get_data()
        except Exception as fault:
            report_fault(fault)
            raise FreezeError(f"The page for the error {error.code} in '{language}' fails.") from None


def _describe(library: Library, assets: Assets) -> bytes:
    described: Mapping[str, object] = {
        "edition": library.edition.isoformat(),
        "headers": policy(assets.sheet),
        "languages": list(library.languages),
        "source_language": library.source_language.code,
    }
    return json.dumps(described, indent=1, ensure_ascii=False).encode()


def _identifier(files: Files) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()[:16]


def _check_numbers(files: Files, library: Library) -> None:
    """Refuse to publish a number that is on hold, wherever it comes from."""
    for name, data in files.items():
        if name.endswith(_TEXTS):
            for number in numbers_in(data.decode()):
                if fingerprint(number) in library.held_numbers:
                    raise FreezeError(f"The page {name.removeprefix(PUBLIC)} shows a number that is on hold.")


def _write(files: Files, folder: Path) -> None:
    """Write a release beside its place and move it there whole."""
    identifier = folder.name
    described = json.loads(files[DESCRIPTION])
    files[DESCRIPTION] = json.dumps(
        {"release": identifier, **described}, indent=1, ensure_ascii=False
    ).encode()
    temporary = folder.with_name(f".{identifier}.{os.getpid()}")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            for written in pool.map(lambda item: _write_file(temporary / item[0], item[1]), files.items()):
                del written
        shutil.rmtree(folder, ignore_errors=True)
        temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if PUBLIC in path.parts and len(data) >= _SMALLEST and path.suffix not in _ALREADY_SMALL:
        path.with_name(path.name + ".br").write_bytes(brotli.compress(data, quality=_QUALITY, lgwin=22))
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, compresslevel=9, mtime=0))


def _switch(site: Path, identifier: str) -> None:
    """Point ``current`` at a release in one step."""
    temporary = site / f".{CURRENT}.{os.getpid()}"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(Path(RELEASES) / identifier)
    temporary.replace(site / CURRENT)


def _sweep(site: Path, identifier: str) -> None:
    """Keep the newest releases, so that a server started from an older one goes on serving it."""
    releases = [path for path in (site / RELEASES).iterdir() if not path.name.startswith(".")]
    others = sorted(
        (path for path in releases if path.name != identifier), key=lambda path: path.stat().st_mtime
    )
    for path in others[: max(0, len(others) - (_KEPT_RELEASES - 1))]:
        shutil.rmtree(path)
