"""The real server as a subprocess on a free port, and the system's Chromium."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Where "Leave now" goes unless a copy says otherwise; the tests answer in its place.
NEUTRAL = "https://*.wikipedia.org/**"


@dataclass
class Server:
    """A running ``dalil serve``."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> None:
        """Ask the server to end, and wait until it has."""
        self.process.terminate()
        self.process.wait(timeout=60)

    def kill(self) -> None:
        """Kill the process and every worker it started, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def dalil(*arguments: str) -> list[str]:
    """Return the command line of a ``dalil`` command, with the Python that runs the tests."""
    return [sys.executable, "-c", "from app.cli import main; main()", *arguments]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, frozen once by the real command."""
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(dalil("build", "--site", str(folder)), capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def start_server(site: Path, folder: Path, port: int | None = None, **options: Any) -> Server:
    """Start the production server over a frozen site; what it printed is shown when it dies early."""
    port = port or free_port()
    log = folder / "output.txt"
    with log.open("wb") as output:
        command = dalil("serve", "--site", str(site), "--port", str(port))
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, **options
        )
    running = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait_until_healthy(running)
    except BaseException:
        running.kill()
        raise
    return running


@pytest.fixture(scope="session")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only read."""
    running = start_server(site, tmp_path_factory.mktemp("server"))
    yield running
    running.kill()


def _wait_until_healthy(server: Server) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            continue
    pytest.fail(f"the server did not start:\n{server.log.read_text()}")


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Playwright, started once: it cannot run twice in one process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium; Playwright's own is not downloaded."""
    browser = driver.chromium.launch(executable_path=chromium_program(), args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


def chromium_program() -> str:
    """Return the system's Chromium."""
    program = shutil.which("chromium")
    assert program, "Chromium is missing: run 'make test', which installs it"
    return program


@dataclass
class Visit:
    """A fresh browser context with a small phone's window, and everything it asked for and complained of."""

    context: BrowserContext
    page: Page
    address: str
    requests: list[Request]
    complaints: list[str]

    def open(self, path: str) -> Page:
        """Open a page of the site and wait until it is loaded."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page


def start_visit(chromium: Browser, server: Server, **options: object) -> Visit:
    """Start a visit with its own context; ``options`` are Playwright's for a new context."""
    settings: dict[str, object] = {"viewport": {"width": 360, "height": 640}, **options}
    context = chromium.new_context(**settings)  # type: ignore[arg-type]
    # Leaving never reaches the outside from a test.
    context.route(
        NEUTRAL, lambda route: route.fulfill(body="<title>Neutral</title>", content_type="text/html")
    )
    page = context.new_page()
    visit = Visit(context, page, server.address, [], [])
    # Playwright marks the handler it is given, and a built-in method cannot be marked.
    context.on("request", lambda request: visit.requests.append(request))  # noqa: PLW0108
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("console", lambda message: _note_error(visit, message.type, message.text))
    return visit


def _note_error(visit: Visit, kind: str, text: str) -> None:
    if kind == "error":
        visit.complaints.append(text)


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Visit]:
    """A visit with JavaScript."""
    started = start_visit(chromium, server)
    yield started
    started.context.close()


@pytest.fixture
def plain_visit(chromium: Browser, server: Server) -> Iterator[Visit]:
    """A visit with JavaScript switched off."""
    started = start_visit(chromium, server, java_script_enabled=False)
    yield started
    started.context.close()
