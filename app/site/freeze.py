"""Freezing: every page into a plain file, compressed, in a folder that is switched to at once."""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
from flask import Flask
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from app.library.contacts import fingerprint
from app.library.library import Library
from app.offline.bundle import MANIFEST, Circumstances, Frozen, bundle
from app.offline.routes import WORKER
from app.pages.addresses import cards, data_files, saved_pages
from app.pages.assets import Assets
from app.pages.errors import report_fault, show_error
from app.privacy import policy
from app.site.earlier import carried_files, earlier_releases, packs_by_language
from app.site.numbers import numbers_in
from app.site.release import (
    CURRENT,
    DESCRIPTION,
    ERRORS,
    PUBLIC,
    RELEASES,
    NoRelease,
    Release,
    current_release,
    read_release,
)

# Measured on the largest guide: 9 gives 14,653 bytes in 15 ms, 10 gives 13,567 in 23 ms, 11 13,385 in 82 ms.
PAGE_QUALITY = 10
_SMALLEST = 128
_ALREADY_SMALL = {".png", ".jpg", ".webp", ".woff2", ".ogg", ".opus"}
_ALSO_KEPT = 2
_TEXTS = (".html", ".xml", ".txt", ".json", ".vcf")
_OTHER_FILES = ("/sitemap.xml", "/robots.txt", f"/{WORKER}")
KILLER = "self-destructing-worker.js"

Files = dict[str, bytes]


class FreezeError(Exception):
    """A page could not be frozen, or must not be published; the message says which and why."""


def freeze(
    app: Flask, site: Path, previous: Path | None = None, circumstances: Circumstances | None = None
) -> Release:
    """Freeze an app into a new release and switch to it.

    Args:
        app: the app with its library.
        site: the folder of releases; the last good release stays in place until the new one is whole.
        previous: the site whose releases phones may have, so that they need only what changed.
        circumstances: whether phones must let go of what they saved.

    Returns:
        The release now in force.

    Raises:
        FreezeError: a page failed, or shows a number that is on hold; nothing was switched.
    """
    files = dict(render(app))
    _check_numbers(files, app.extensions["dalil.library"])
    content = _hash(files)
    earlier = earlier_releases(previous, content)
    files.update(_packs(app, files, earlier, circumstances or Circumstances()))
    carried = {name: path for name, path in carried_files(earlier) if name not in files}
    files[DESCRIPTION] = _describe(app, content, earlier)
    identifier = _hash({**files, "carried": json.dumps(sorted(carried)).encode()})
    folder = site / RELEASES / identifier
    if not (folder / DESCRIPTION).is_file():
        _write(files, carried, folder, _current_folder(site))
    _switch(site, identifier)
    _sweep(site, {identifier, *read_release(folder).previous})
    return current_release(site)


def render(app: Flask) -> Iterator[tuple[str, bytes]]:
    """Yield every page and shared file of a release by its path inside the release's folder."""
    library: Library = app.extensions["dalil.library"]
    assets: Assets = app.extensions["dalil.assets"]
    client = app.test_client()
    for path in dict.fromkeys([*_addresses(library), *_OTHER_FILES]):
        response = client.get(path)
        if response.status_code != 200:
            raise FreezeError(f"The page {path} answers {response.status_code}. Run 'dalil dev' to see why.")
        yield f"{PUBLIC}{path}{'index.html' if path.endswith('/') else ''}", response.data
    for name, data in assets.files.items():
        yield f"{PUBLIC}{assets.address(name)}", data
    for language in library.languages:
        for kind, error in (("missing", NotFound()), ("fault", InternalServerError())):
            yield f"{ERRORS}/{language}/{kind}.html", _error_page(app, language, error)


def _addresses(library: Library) -> Iterator[str]:
    for language in library.languages:
        yield from saved_pages(library, language)
        yield f"/{language}/{MANIFEST}"
        yield from data_files(library, language)


def _packs(
    app: Flask, files: Mapping[str, bytes], earlier: Sequence[Release], circumstances: Circumstances
) -> Iterator[tuple[str, bytes]]:
    """Yield parts, deltas and indexes; with the kill flag, also the worker that removes itself."""
    library: Library = app.extensions["dalil.library"]
    assets: Assets = app.extensions["dalil.assets"]
    pages = {
        path: files[f"{PUBLIC}{path}index.html"].decode()
        for language in library.languages
        for path in saved_pages(library, language)
    }
    kept = {
        code: {
            path: files[f"{PUBLIC}{path}"].decode() for path in (f"/{code}/{MANIFEST}", *cards(library, code))
        }
        for code in library.languages
    }
    frozen = Frozen(library, assets, policy(assets.sheet), pages, kept)
    before = packs_by_language(earlier, list(library.languages))
    for address, data in bundle(frozen, before, circumstances):
        yield f"{PUBLIC}{address}", data
    if circumstances.kill:
        yield f"{PUBLIC}/{WORKER}", assets.files[KILLER]


def _error_page(app: Flask, language: str, error: HTTPException) -> bytes:
    """Return the page that a reader of a language gets for an error."""
    with app.test_request_context(f"/{language}/"):
        app.preprocess_request()
        try:
            return app.make_response(show_error(error)).get_data()
        except Exception as fault:
            report_fault(fault)
            raise FreezeError(f"The page for the error {error.code} in '{language}' fails.") from None


def _describe(app: Flask, content: str, earlier: Sequence[Release]) -> bytes:
    library: Library = app.extensions["dalil.library"]
    assets: Assets = app.extensions["dalil.assets"]
    described: Mapping[str, object] = {
        "edition": library.edition.isoformat(),
        "headers": policy(assets.sheet),
        "languages": list(library.languages),
        "source_language": library.source_language.code,
        "content": content,
        "assets": assets.hash,
        "previous": [release.identifier for release in earlier],
    }
    return json.dumps(described, indent=1, ensure_ascii=False).encode()


def _hash(files: Mapping[str, bytes]) -> str:
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


def _current_folder(site: Path) -> Path | None:
    """Return the folder of the release in force, whose compressed files may serve again."""
    try:
        return current_release(site).folder
    except NoRelease:
        return None


def _write(files: Files, carried: Mapping[str, Path], folder: Path, current: Path | None) -> None:
    """Write a release beside its place and move it there whole."""
    identifier = folder.name
    described = {"release": identifier, **json.loads(files[DESCRIPTION])}
    files[DESCRIPTION] = json.dumps(described, indent=1, ensure_ascii=False).encode()
    temporary = folder.with_name(f".{identifier}.{os.getpid()}")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            for written in pool.map(
                lambda item: _write_file(temporary, item[0], item[1], current), files.items()
            ):
                del written
        for name, path in carried.items():
            _carry(path, temporary / name)
        shutil.rmtree(folder, ignore_errors=True)
        temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_file(folder: Path, name: str, data: bytes, current: Path | None) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if not name.startswith(PUBLIC) or len(data) < _SMALLEST or path.suffix in _ALREADY_SMALL:
        return
    before = current / name if current else None
    if before and before.is_file() and before.read_bytes() == data:
        _carry(before, path)
        return
    quality, window = (11, 24) if "packs" in path.parts else (PAGE_QUALITY, 22)
    forms = {".br": _brotli(data, quality, window), ".gz": gzip.compress(data, compresslevel=9, mtime=0)}
    for ending, compressed in forms.items():
        if len(compressed) < len(data):
            path.with_name(path.name + ending).write_bytes(compressed)


@functools.lru_cache(maxsize=64)
def _brotli(data: bytes, quality: int, window: int) -> bytes:
    # Remembered, because a build after a small change compresses most parts again.
    return bytes(brotli.compress(data, quality=quality, lgwin=window))


def _carry(path: Path, to: Path) -> None:
    """Copy a file of an earlier release with its compressed forms."""
    to.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("", ".br", ".gz"):
        source = path.with_name(path.name + ending)
        if source.is_file():
            shutil.copyfile(source, to.with_name(to.name + ending))


def _switch(site: Path, identifier: str) -> None:
    """Point ``current`` at a release in one step."""
    temporary = site / f".{CURRENT}.{os.getpid()}"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(Path(RELEASES) / identifier)
    temporary.replace(site / CURRENT)


def _sweep(site: Path, wanted: set[str]) -> None:
    """Delete old releases, but not those that the next starts from nor the newest, which may be served."""
    releases = [path for path in (site / RELEASES).iterdir() if not path.name.startswith(".")]
    others = sorted(
        (path for path in releases if path.name not in wanted), key=lambda path: path.stat().st_mtime
    )
    for path in others[: max(0, len(others) - _ALSO_KEPT)]:
        shutil.rmtree(path)
