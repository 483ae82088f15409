"""What the journey needs: two releases of the real content, a server, another site, and three browsers."""

from __future__ import annotations

import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from app import create_app
from app.settings import Settings
from app.site.freeze import freeze
from tests.browser.fixtures import Server, free_port, start_server
from tests.engines.engines import Engine, WebKitEngine, screen, start_chromium, start_firefox
from tests.sample import PROJECT, Sample

GUIDE = "guides/work.md"
NEW_WORDS = "Vos droits au travail, nouvelle édition"
LANGUAGES = ("ar", "fr", "en")
OF_SELENIUM = "setting remote_server_addr"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of this folder reach this machine, and nothing else."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))
            # Selenium warns of its own way of starting WebKitWebDriver.
            item.add_marker(
                pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")
            )


class Neutral(http.server.BaseHTTPRequestHandler):
    """Answers with a page that has nothing to do with us."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Neutral</title><p>Nothing to see.")

    def log_message(self, *_: object) -> None:
        """Say nothing of it."""


@dataclass(frozen=True)
class Releases:
    """Two releases of one site, in two folders; the second one knows what changed since the first."""

    first: Path
    second: Path


@pytest.fixture(scope="session")
def other_site() -> Iterator[str]:
    """The address of a site that is not ours, where forgetting ends."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Neutral) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory, other_site: str) -> Releases:
    """The real content in three languages, and again with other words in the title of a French guide."""
    folder = tmp_path_factory.mktemp("releases")
    project = Sample(folder / "project")
    shutil.copytree(PROJECT / "content", project.content)
    shutil.copytree(PROJECT / "translations", project.translations)
    languages = project.read("languages.yaml")
    # Each language costs seconds of freezing; the others are not what engines differ in.
    unpublished = re.sub(
        r"(?m)^- code: (\w+)$",
        lambda found: found[0] + ("" if found[1] in LANGUAGES else "\n  published: false"),
        re.sub(r"(?m)^  published:.*\n", "", languages),
    )
    project.write("languages.yaml", unpublished)
    made = Releases(folder / "first", folder / "second")
    _freeze(project, made.first, None, other_site)
    title = re.search(r"(?m)^title: (.+)$", project.read(GUIDE))
    assert title
    project.translate("fr", title[1], NEW_WORDS, context="guide title")
    _freeze(project, made.second, made.first, other_site)
    return made


def _freeze(project: Sample, site: Path, previous: Path | None, other_site: str) -> None:
    settings = Settings(content=project.content, translations=project.translations, leave_url=other_site)
    freeze(create_app(settings, project.load()), site, previous)


class Host:
    """One address, at which a server may be killed and another release served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.server: Server | None = None

    def serve(self, site: Path) -> None:
        """Serve a site until it is killed."""
        self.kill()
        self.server = start_server(site, self.folder, port=self.port)

    def kill(self) -> None:
        """End the server and its workers by SIGKILL, so that nothing can answer."""
        if self.server:
            self.server.kill()
            assert self.server.process.poll() is not None


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path)
    yield made
    made.kill()


@pytest.fixture(params=["chromium", "firefox", "webkitgtk"])
def engine(request: pytest.FixtureRequest, driver: Playwright, tmp_path: Path) -> Iterator[Engine]:
    """One of the three browsers, with an empty profile."""
    profile = tmp_path / "profile"
    if request.param == "webkitgtk":
        with screen() as display:
            yield from _until_closed(WebKitEngine(profile, display))
    else:
        start = start_chromium if request.param == "chromium" else start_firefox
        yield from _until_closed(start(driver, profile))


def _until_closed(engine: Engine) -> Iterator[Engine]:
    yield engine
    engine.close()
