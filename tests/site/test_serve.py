"""The production server as a process: it answers, and it ends when it is told to, at any moment."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.site.release import Release
from tests.sample import PROJECT

PATIENCE = 30

SERVE = """
import sys
from pathlib import Path
from types import SimpleNamespace
from app.site.serve import serve_release
serve_release(SimpleNamespace(folder=Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]))
"""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a release's folder by a process of its own; nothing of it is left at the end."""
    command = [sys.executable, "-c", SERVE, str(folder), str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=PROJECT, start_new_session=True, **quiet) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def answers(port: int) -> bool:
    """Say whether the server answers yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().read() == b"ok\n"
    except OSError:
        return False
    finally:
        connection.close()


def open_when_read(pipe: Path) -> int:
    """Open a pipe for writing as soon as another process reads from it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > deadline:
                raise


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_server_that_answers_ends_when_it_is_told_to(release: Release) -> None:
    port = free_port()
    with serving(release.folder, port) as process:
        deadline = time.monotonic() + PATIENCE
        while not answers(port):
            assert process.poll() is None
            assert time.monotonic() < deadline
        process.terminate()
        process.wait(timeout=PATIENCE)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_server_ends_when_it_is_told_to_even_while_a_worker_still_starts(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "release.json")
    with serving(tmp_path, free_port()) as process:
        # A worker that reads its release without end, because the other end of the pipe stays open.
        unfinished = open_when_read(tmp_path / "release.json")
        try:
            process.terminate()
            process.wait(timeout=PATIENCE)
        finally:
            os.close(unfinished)
