"""The files of a release, held in memory: WhiteNoise finds and names them, this answers for them.

WhiteNoise's own answers have traps (research, offline-push-speed 3.2): tags are compared to the letter, one
tag stands for every encoding, a date stands for the content, ``bytes=0-0`` is refused, ``If-Range`` is
ignored, an encoding that was refused is sent all the same, and a file that is replaced while it is served
goes out with the length of the old one. Held in memory, a release also outlives its folder.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import brotli
from whitenoise import WhiteNoise

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers = list[tuple[str, str]]

_UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
# "W/" is not part of the match: tags are compared weakly, as HTTP asks for here.
_TAG = re.compile(r'"[^"]*"')
_WITHOUT_BODY = ("Content-Type", "Content-Length", "Content-Encoding")


class Answer(NamedTuple):
    """One answer, as WSGI takes it."""

    status: str
    headers: Headers
    body: list[bytes]


class HeldForm(NamedTuple):
    """A file in one encoding, under a tag of its own; ``data`` must be unpacked by ``unpack``."""

    tag: str
    headers: Headers
    data: bytes
    unpack: Callable[[bytes], bytes] | None = None

    @property
    def body(self) -> bytes:
        """Return the bytes that go out."""
        return self.unpack(self.data) if self.unpack else self.data


class HeldFiles(WhiteNoise):  # type: ignore[misc]  # WhiteNoise brings no types
    """WhiteNoise with its addresses, types and lifetimes, and with answers that have none of its traps."""

    def get_static_file(self, *arguments: Any, **options: Any) -> HeldFile:
        """Return a file, read now and never again."""
        return HeldFile(super().get_static_file(*arguments, **options).alternatives)

    @staticmethod
    def serve(static_file: Any, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request for a file, or for an address that leads to one."""
        if not isinstance(static_file, HeldFile):
            return WhiteNoise.serve(static_file, environ, start_response)  # type: ignore[no-any-return]
        status, headers, body = static_file.answer(environ)
        start_response(status, headers)
        return body


class HeldFile:
    """A file in every encoding that it has, smallest first."""

    def __init__(self, alternatives: Iterable[tuple[object, str, Headers]]) -> None:
        """Read a file from what WhiteNoise knows of it: for each form a pattern, a path and its headers."""
        self.forms: dict[str, HeldForm] = {}
        for _, path, headers in alternatives:
            self._hold(Path(path).read_bytes(), dict(headers))

    def _hold(self, data: bytes, headers: dict[str, str]) -> None:
        encoding = headers.get("Content-Encoding", "")
        headers.pop("Last-Modified", None)
        headers["ETag"] = tag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
        unpack = None
        if not encoding and self.forms:
            # The plain form is the largest and the least asked for, so it is made from the smallest.
            smallest = next(iter(self.forms))
            data, unpack = self.forms[smallest].data, _UNPACK[smallest]
        self.forms[encoding] = HeldForm(tag, list(headers.items()), data, unpack)

    def answer(self, environ: WSGIEnvironment) -> Answer:
        """Return the answer to one request."""
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            return Answer("405 Method Not Allowed", [("Allow", "GET, HEAD")], [])
        accepted = _accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
        form = next(form for encoding, form in self.forms.items() if encoding in accepted)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and (known.strip() == "*" or form.tag in _TAG.findall(known)):
            kept = [(name, value) for name, value in form.headers if name not in _WITHOUT_BODY]
            return Answer("304 Not Modified", kept, [])
        if method == "HEAD":
            return Answer("200 OK", form.headers, [])
        if "HTTP_RANGE" in environ and environ.get("HTTP_IF_RANGE", form.tag) == form.tag:
            return _part(form, environ["HTTP_RANGE"])
        return Answer("200 OK", form.headers, [form.body])


# Browsers send a handful of different values; the bound is for those who send others.
@functools.lru_cache(maxsize=64)
def _accepted(header: str) -> frozenset[str]:
    """Return the encodings that may be sent; the plain form always may, because there is nothing else."""
    weights: dict[str, bool] = {}
    for item in header.lower().split(","):
        name, _, weight = item.partition(";")
        weights[name.strip()] = (
            not weight or re.fullmatch(r"q=(0\.0*[1-9]\d*|1(\.0*)?)", weight.strip()) is not None
        )
    anything = weights.get("*", False)
    return frozenset({"", *(name for name in _UNPACK if weights.get(name, anything))})


def _part(form: HeldForm, asked: str) -> Answer:
    """Return the part of a form that is asked for, or the whole when the question makes no sense."""
    body = form.body
    size = len(body)
    bounds = _RANGE.fullmatch(asked.strip())
    first, last = bounds.groups() if bounds else ("", "")
    if not (first or last) or (first and last and int(last) < int(first)):
        return Answer("200 OK", form.headers, [body])
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    if start >= size:
        return Answer("416 Range Not Satisfiable", [("Content-Range", f"bytes */{size}")], [])
    headers = [(name, value) for name, value in form.headers if name != "Content-Length"]
    headers += [("Content-Range", f"bytes {start}-{end - 1}/{size}"), ("Content-Length", str(end - start))]
    return Answer("206 Partial Content", headers, [body[start:end]])
