"""The header policy, as a matrix: every kind of answer and every method, exact values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from app import create_app
from app.privacy import HeaderPolicy, policy, style_hash
from app.settings import Settings
from app.site.freeze import freeze
from app.site.server import create_front_desk, create_server
from tests.sample import Sample

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "NONSENSE")
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' {sheet}; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker saved-page"
)
FIXED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NEVER = ("Set-Cookie", "Server", "X-Powered-By", "Access-Control-Allow-Origin")


class BufferedClient(Client):
    """A client that reads each answer to its end and closes it, as a server does."""

    def open(self, *args: Any, **options: Any) -> Any:
        """Ask, and read the whole answer."""
        return super().open(*args, buffered=True, **options)


class Answers:
    """Both servers over the sample: the frozen one of production, and the app that renders pages."""

    def __init__(self, sample: Sample, site: Path) -> None:
        settings = Settings(content=sample.content, translations=sample.translations)
        self.app = create_app(settings, sample.load())

        @self.app.get("/fault/")
        def fault() -> str:
            raise RuntimeError("fault")

        self.assets = self.app.extensions["dalil.assets"]
        self.release = freeze(self.app, site)
        self.clients = {
            "frozen": BufferedClient(create_server(self.release)),
            "rendered": BufferedClient(self.app),
        }

    def paths(self) -> dict[str, str]:
        """Return an address for each kind of answer."""
        return {
            "chooser": "/",
            "page": "/fr/",
            "guide": "/ar/guides/arrest/",
            "contact": "/en/contacts/police/",
            "script": self.assets.address("js/page.js"),
            "icon": self.assets.address("icons/icon.svg"),
            "redirect": "/fr/contacts",
            "missing": "/fr/nothing/",
            "health": "/healthz",
            "sitemap": "/sitemap.xml",
            "fault": "/fault/",
        }


@pytest.fixture(scope="module")
def answers(untouched_sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder = tmp_path_factory.mktemp("matrix")
    return Answers(untouched_sample.copy(folder), folder / "site")


KINDS = (
    "chooser",
    "page",
    "guide",
    "contact",
    "script",
    "icon",
    "redirect",
    "missing",
    "health",
    "sitemap",
    "fault",
)


@pytest.mark.parametrize("server", ["frozen", "rendered"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", METHODS)
def test_every_answer_carries_the_whole_policy(answers: Answers, server: str, kind: str, method: str) -> None:
    response = answers.clients[server].open(answers.paths()[kind], method=method)
    expected = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY.format(sheet=style_hash(answers.assets.sheet)),
        **FIXED,
    }
    assert {name: response.headers.get(name) for name in expected} == expected
    assert [name for name in NEVER if name in response.headers] == []
    assert "geolocation=()" in response.headers["Permissions-Policy"]
    assert "web-share=(self)" in response.headers["Permissions-Policy"]
    for name in expected:
        assert len(response.headers.getlist(name)) == 1


@pytest.mark.parametrize("kind", ["chooser", "guide", "script"])
def test_an_answer_that_nothing_changed_carries_the_policy(answers: Answers, kind: str) -> None:
    client, path = answers.clients["frozen"], answers.paths()[kind]
    tag = client.get(path).headers["ETag"]
    response = client.get(path, headers={"If-None-Match": tag})
    assert response.status_code == 304
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_statuses_are_what_they_should_be(answers: Answers) -> None:
    statuses = {
        kind: answers.clients["frozen"].get(path).status_code for kind, path in answers.paths().items()
    }
    assert statuses == {
        "chooser": 200,
        "page": 200,
        "guide": 200,
        "contact": 200,
        "script": 200,
        "icon": 200,
        "redirect": 302,
        "missing": 404,
        "health": 200,
        "sitemap": 200,
        "fault": 404,
    }
    assert answers.clients["rendered"].get("/fault/").status_code == 500


def test_a_fault_behind_the_files_still_carries_the_policy(answers: Answers) -> None:
    desk = create_front_desk(answers.release)

    @desk.get("/broken/")
    def broken() -> str:
        raise RuntimeError("broken")

    response = Client(HeaderPolicy(desk.wsgi_app, answers.release.headers)).get("/broken/")
    assert response.status_code == 500
    assert response.headers["X-Frame-Options"] == "DENY"


def test_transport_security_is_sent_over_tls_only(answers: Answers) -> None:
    client = answers.clients["frozen"]
    assert "Strict-Transport-Security" not in client.get("/fr/").headers
    secure = client.get("/fr/", base_url="https://dalil.example")
    assert secure.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_the_policy_allows_the_sheet_of_the_pages_and_no_other(answers: Answers) -> None:
    page = answers.clients["frozen"].get("/fr/").text
    sheet = page.split("<style>")[1].split("</style>")[0]
    assert style_hash(sheet) in policy(sheet)["Content-Security-Policy"]
    assert style_hash(sheet) == style_hash(answers.assets.sheet)
    assert style_hash(sheet + " ") != style_hash(sheet)
    assert ' style="' not in page
