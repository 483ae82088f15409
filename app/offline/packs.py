"""Language packs: a whole language in a few verified files, and the small steps from one release to the next.

Everything here is a pure function of the pages of a release and of the earlier releases that are given
(design, sections 2 and 4).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import brotli

from app.offline.splices import splices

MOST_DELTAS = 5
LARGEST_PART = 64 * 1024
_ESTIMATE, _WINDOW = 5, 24

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
# What tells search engines of the page's other addresses is nothing to a phone.
_FOR_SEARCH = re.compile(r'<link rel="(?:canonical|alternate)"[^>]*>\n')


@dataclass(frozen=True)
class Asset:
    """A shared file that saved pages need: its address, its media type and its text."""

    address: str
    media_type: str
    text: str


@dataclass(frozen=True)
class Pack:
    """Everything one language keeps on a phone: headers, shared files and pages by their addresses."""

    language: str
    edition: str
    headers: Mapping[str, str]
    assets: tuple[Asset, ...]
    pages: Mapping[str, str]

    @property
    def release(self) -> str:
        """Return the hash of all that results on the phone; the phone computes the same to check itself."""
        lines = [f"{path} {sha256(body)}" for path, body in self.pages.items()]
        lines += [f"{asset.address} {sha256(asset.text)}" for asset in self.assets]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return sha256("\n".join(sorted(lines)))[:32]


@dataclass(frozen=True)
class PackFile:
    """A part or a delta: its address, named by its hash, and its bytes before compression."""

    address: str
    data: bytes


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def saved_page(html: str, sheet_address: str) -> str:
    """Return a page as the phone keeps it: the style sheet linked, because it travels once."""
    linked = _STYLE.sub(f'<link rel="stylesheet" href="{sheet_address}">', html, count=1)
    return _FOR_SEARCH.sub("", linked)


def parts(pack: Pack) -> list[PackFile]:
    """Return the parts of a pack, each at most ``LARGEST_PART`` bytes on the wire where whole pages allow.

    The first part also holds what is shared: the headers of every saved answer, and the shared files.
    """
    shared = {
        "headers": dict(pack.headers),
        "assets": [
            [asset.address, sha256(asset.text), asset.media_type, asset.text] for asset in pack.assets
        ],
    }
    found: list[PackFile] = []
    group: list[list[str]] = []
    size = _WireSize(_json(shared))
    for entry in ([path, sha256(body), body] for path, body in pack.pages.items()):
        if group and size.with_more(_json(entry)) > LARGEST_PART:
            found.append(_file(_part(pack, shared if not found else {}, group)))
            group, size = [], _WireSize(_json(entry))
        group.append(entry)
    found.append(_file(_part(pack, shared if not found else {}, group)))
    return found


class _WireSize:
    """An estimate of how large a file is on the wire, which grows with what is added to it.

    The files themselves are compressed harder, and so come out smaller.
    """

    def __init__(self, first: bytes) -> None:
        self._compressor = brotli.Compressor(quality=_ESTIMATE, lgwin=_WINDOW)
        self._size = 0
        self.with_more(first)

    def with_more(self, data: bytes) -> int:
        """Return the size with more in it, which stays in it."""
        self._size += len(self._compressor.process(data)) + len(self._compressor.flush())
        return self._size


def delta(old: Pack, new: Pack) -> PackFile:
    """Return the file that turns an old pack on a phone into a new one.

    A changed page travels as splices, or whole where that is shorter; headers and shared files travel only
    when they changed.
    """
    whole: list[list[str]] = []
    cut: list[list[object]] = []
    for path, body in new.pages.items():
        before = old.pages.get(path)
        if before is None:
            whole.append([path, sha256(body), body])
        elif before != body:
            cuts = splices(before, body)
            if len(json.dumps(cuts, ensure_ascii=False)) < len(body):
                cut.append([path, sha256(body), cuts])
            else:
                whole.append([path, sha256(body), body])
    known = {asset.address: asset for asset in old.assets}
    content: dict[str, object] = {
        "language": new.language,
        "from": old.release,
        "release": new.release,
        "pages": whole,
        "splices": cut,
        "removed": [path for path in old.pages if path not in new.pages],
        "assets": [
            [asset.address, sha256(asset.text), asset.media_type, asset.text]
            for asset in new.assets
            if known.get(asset.address) != asset
        ],
        "dropped": sorted(set(known) - {asset.address for asset in new.assets}),
    }
    if old.headers != new.headers:
        content["headers"] = dict(new.headers)
    return _file(content)


def index(
    pack: Pack, part_files: Sequence[PackFile], deltas: Mapping[str, PackFile], **extra: object
) -> bytes:
    """Return a language's index (design, section 5).

    Args:
        pack: the language's pack.
        part_files: its parts in their order.
        deltas: the ready-made deltas, by the release they start from.
        extra: ``notices`` and ``kill``.

    ``wire`` is added to the pinned keys: what the whole language costs in data, so that the page can say it
    before it begins. Raw bytes alone would say more than ten times too much.
    """
    content = {
        "edition": pack.edition,
        "release": pack.release,
        "parts": [[part.address, len(part.data)] for part in part_files],
        "deltas": {release: [file.address, len(file.data)] for release, file in deltas.items()},
        "wire": sum(_compressed_size(part.data) for part in part_files),
        **extra,
    }
    return _json(content)


def deltas_from(earlier: Sequence[Pack], new: Pack) -> dict[str, PackFile]:
    """Return deltas from earlier packs of a language, newest first, to the new one, by their releases."""
    found: dict[str, PackFile] = {}
    for old in earlier:
        if old.release != new.release and old.release not in found and len(found) < MOST_DELTAS:
            found[old.release] = delta(old, new)
    return found


def _part(pack: Pack, shared: Mapping[str, object], pages: Sequence[Sequence[str]]) -> dict[str, object]:
    # Without the release: a part whose pages stay the same stays the same file.
    return {"language": pack.language, **shared, "pages": list(pages)}


def _file(content: Mapping[str, object]) -> PackFile:
    data = _json(content)
    return PackFile(f"/packs/{hashlib.sha256(data).hexdigest()[:32]}.json", data)


def _compressed_size(data: bytes) -> int:
    # A quick estimate: the files themselves are compressed harder, and so come out smaller.
    return len(brotli.compress(data, quality=_ESTIMATE, lgwin=_WINDOW))


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def next_edition(day: str, earlier: Sequence[Pack], release: str) -> str:
    """Return an edition: the newest content date, with a letter when that day has several.

    Args:
        day: the newest date in the content.
        earlier: earlier packs of the language, newest first.
        release: the release to name.
    """
    for pack in earlier:
        if pack.release == release:
            return pack.edition
    same_day = [pack.edition for pack in earlier if pack.edition.startswith(day)]
    if not same_day:
        return day
    letters = [edition[len(day) :] for edition in same_day]
    return day + chr(max(ord(letter) if letter else ord("a") for letter in letters) + 1)


def read_pack(files: Sequence[bytes], edition: str) -> Pack:
    """Return the pack that a release's parts hold, so that a later release can start from it."""
    contents = [json.loads(data) for data in files]
    assets = tuple(Asset(address, kind, text) for address, _, kind, text in contents[0]["assets"])
    pages = {path: body for content in contents for path, _, body in content["pages"]}
    return Pack(contents[0]["language"], edition, contents[0]["headers"], assets, pages)
