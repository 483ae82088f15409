"""From a release's finished pages to everything a phone downloads: parts, deltas and one index a language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.library.library import Library
from app.offline.notices import notices_for
from app.offline.packs import Asset, Pack, deltas_from, index, next_edition, parts, read_pack, saved_page
from app.pages.addresses import saved_pages
from app.pages.assets import Assets

SHEET = "css/dalil.css"
MANIFEST = "manifest.webmanifest"
# What saved pages link to and a phone can hold as text; larger icons are fetched when an app is installed.
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_KEPT_TYPES = {".webmanifest": "application/manifest+json", ".vcf": "text/vcard; charset=utf-8"}


@dataclass(frozen=True)
class Frozen:
    """A release's finished pages by their paths, what they share, and each language's other files to keep."""

    library: Library
    assets: Assets
    headers: Mapping[str, str]
    pages: Mapping[str, str]
    kept: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Circumstances:
    """What an index says that no page shows: whether phones must let go of what they saved."""

    kill: bool = False


def bundle(
    frozen: Frozen, earlier: Mapping[str, Sequence[Pack]], circumstances: Circumstances
) -> Iterator[tuple[str, bytes]]:
    """Yield every file under ``/packs/`` by its address.

    Args:
        frozen: the release's finished pages.
        earlier: earlier packs of each language, newest first.
        circumstances: what the indexes say beside the pages.
    """
    for language in frozen.library.languages:
        before = earlier.get(language, ())
        unnamed = language_pack(frozen, language)
        edition = next_edition(frozen.library.edition.isoformat(), before, unnamed.release)
        pack = replace(unnamed, edition=edition)
        files, steps = parts(pack), deltas_from(before, pack)
        for file in [*files, *steps.values()]:
            yield file.address, file.data
        notices = notices_for(frozen.library, language)
        yield f"/packs/{language}.json", index(pack, files, steps, notices=notices, kill=circumstances.kill)


def language_pack(frozen: Frozen, language: str) -> Pack:
    """Return everything that a phone keeps of one language, still without the name of its edition."""
    sheet = frozen.assets.address(SHEET)
    kept = tuple(
        Asset(frozen.assets.address(name), _MEDIA_TYPES[Path(name).suffix], data.decode())
        for name, data in frozen.assets.files.items()
        if Path(name).suffix in _MEDIA_TYPES
    )
    kept += tuple(
        Asset(path, _KEPT_TYPES[Path(path).suffix], text) for path, text in frozen.kept[language].items()
    )
    wanted = saved_pages(frozen.library, language)
    pages = {path: saved_page(frozen.pages[path], sheet) for path in wanted}
    return Pack(language, "", frozen.headers, kept, pages)


def earlier_packs(public: Path, languages: Sequence[str]) -> dict[str, Pack]:
    """Return the packs that an earlier release holds, by their languages; none for a language it lacks."""
    found = {}
    for language in languages:
        path = public / "packs" / f"{language}.json"
        if path.is_file():
            described = json.loads(path.read_text(encoding="utf-8"))
            files = [(public / address.lstrip("/")).read_bytes() for address, _ in described["parts"]]
            found[language] = read_pack(files, described["edition"])
    return found


def pack_files(public: Path, languages: Sequence[str]) -> Iterator[str]:
    """Yield the addresses of the parts and deltas that an earlier release's own indexes name."""
    for language in languages:
        path = public / "packs" / f"{language}.json"
        if path.is_file():
            described = json.loads(path.read_text(encoding="utf-8"))
            yield from (address for address, _ in [*described["parts"], *described["deltas"].values()])
