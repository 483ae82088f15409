"""A line between the browser and the real server that can fail in every way a bad network does."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import brotli

Headers = dict[str, str]


@dataclass
class Answer:
    """What the server said, with its body unpacked; a fault changes it before it goes on."""

    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True)
class Fault:
    """What the line does to an answer on its way.

    ``change`` alters the answer; ``encoding`` packs its body; ``framing`` says how its end is told
    (``length``, ``chunked`` or ``close``); ``after`` is the share of the bytes that still arrives; ``end``
    says what happens then: ``close``, ``reset``, ``stall`` or ``trickle``.
    """

    change: Callable[[Answer], Answer] = lambda answer: answer
    encoding: str = "identity"
    framing: str = "length"
    after: float = 1.0
    end: str = "close"


@dataclass
class Line:
    """A proxy on its own port, in front of a server on another.

    ``faults`` holds a pattern for paths and the fault for them, the first that matches; ``asked`` lists every
    path that was asked for. While ``down`` is set nothing answers at all.
    """

    upstream: str
    faults: list[tuple[re.Pattern[str], Fault]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    down: bool = False

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._held: list[socket.socket] = []
        self._release = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """Return the origin that the browser sees."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def fail(self, pattern: str, fault: Fault) -> None:
        """Let answers for paths that match fail from now on, in place of every earlier fault."""
        self.faults = [(re.compile(pattern), fault)]

    def heal(self) -> None:
        """Let everything through again, and let go of connections that were held."""
        self.faults = []
        self.down = False
        self._release.set()
        self._release = threading.Event()

    def close(self) -> None:
        """End the line."""
        self._release.set()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, http.client.HTTPException):
            request = _read_request(connection)
            if request is None or self.down:
                _reset(connection)
                return
            method, path, headers, body = request
            self.asked.append(path)
            fault = next((fault for pattern, fault in self.faults if pattern.search(path)), Fault())
            answer = fault.change(self._ask(method, path, headers, body))
            self._deliver(connection, answer, fault)

    def _ask(self, method: str, path: str, headers: Headers, body: bytes) -> Answer:
        host, _, port = self.upstream.removeprefix("http://").partition(":")
        upstream = http.client.HTTPConnection(host, int(port), timeout=20)
        try:
            passed = {
                name: value
                for name, value in headers.items()
                if name.lower() not in ("accept-encoding", "connection", "host")
            }
            upstream.request(
                method, path, body=body or None, headers={**passed, "Accept-Encoding": "identity"}
            )
            response = upstream.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            upstream.close()

    def _deliver(self, connection: socket.socket, answer: Answer, fault: Fault) -> None:
        data = _packed(answer.body, fault.encoding)
        connection.sendall(_head(answer, fault, len(data)))
        kept = data[: int(len(data) * fault.after)] if fault.after < 1 else data
        if fault.end == "trickle":
            for at in range(len(kept)):
                connection.sendall(kept[at : at + 1])
                if self._release.wait(1):
                    return
        for piece in _framed(kept, fault.framing, whole=fault.after >= 1):
            connection.sendall(piece)
        if fault.end == "stall":
            self._release.wait(120)
        if fault.end == "reset":
            _reset(connection)


def _read_request(connection: socket.socket) -> tuple[str, str, Headers, bytes] | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = int(next((value for name, value in headers.items() if name.lower() == "content-length"), "0"))
    while len(body) < length:
        body += connection.recv(65536)
    method, path, _ = first.split(" ", 2)
    return method, path, headers, body


def _packed(body: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(body)
    return bytes(brotli.compress(body, quality=5)) if encoding == "br" else body


def _head(answer: Answer, fault: Fault, length: int) -> bytes:
    dropped = ("content-length", "content-encoding", "transfer-encoding", "connection")
    headers = {name: value for name, value in answer.headers.items() if name.lower() not in dropped}
    if fault.encoding != "identity":
        headers["Content-Encoding"] = fault.encoding
    if fault.framing == "length":
        headers["Content-Length"] = str(length)
    elif fault.framing == "chunked":
        headers["Transfer-Encoding"] = "chunked"
    headers["Connection"] = "close"
    lines = [f"HTTP/1.1 {answer.status} {http.client.responses.get(answer.status, 'Unknown')}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _framed(data: bytes, framing: str, *, whole: bool) -> Iterator[bytes]:
    if framing != "chunked":
        yield data
        return
    for at in range(0, len(data), 4096):
        piece = data[at : at + 4096]
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    if whole:
        yield b"0\r\n\r\n"


def _reset(connection: socket.socket) -> None:
    """Close with a reset instead of an end, as a middlebox does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
