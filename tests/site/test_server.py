"""The server of a release: whole files with the right headers, and pages for errors in the right language."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import brotli
import pytest

from app.site.release import Release, read_release
from app.site.server import create_server
from tests.pages.html_tree import parse
from tests.site.visitor import Visitor

PAGE = "/ar/guides/arrest/"


def path_of(release: Release, name: str) -> str:
    """Return the address of a shared file, whatever its folder is called in this release."""
    (found,) = release.public.glob(f"static/*/{name}")
    return "/" + found.relative_to(release.public).as_posix()


@pytest.fixture
def static(release: Release) -> Callable[[str], str]:
    """Return the address of a shared file."""
    return lambda name: path_of(release, name)


def test_every_public_file_is_served_as_it_was_frozen(client: Visitor, release: Release) -> None:
    paths = [
        path for path in release.public.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")
    ]
    for path in paths:
        address = "/" + path.relative_to(release.public).as_posix().removesuffix("index.html")
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.data == path.read_bytes(), address
        assert response.headers["Content-Length"] == str(len(response.data))
    assert len(paths) > 40


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", 'text/html; charset="utf-8"'),
        (PAGE, 'text/html; charset="utf-8"'),
        ("/robots.txt", 'text/plain; charset="utf-8"'),
        ("js/page.js", 'text/javascript; charset="utf-8"'),
        ("css/dalil.css", 'text/css; charset="utf-8"'),
        ("icons/icon.svg", "image/svg+xml"),
        ("/healthz", "text/plain; charset=utf-8"),
        ("/fr/nothing/", "text/html; charset=utf-8"),
    ],
)
def test_every_answer_says_what_it_is(
    client: Visitor, static: Callable[[str], str], path: str, content_type: str
) -> None:
    response = client.get(path if path.startswith("/") else static(path))
    assert response.headers.getlist("Content-Type") == [content_type]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_sitemap_is_xml(client: Visitor) -> None:
    assert client.get("/sitemap.xml").mimetype in ("application/xml", "text/xml")


@pytest.mark.parametrize("path", ["/", PAGE, "/fr/contacts/police/", "/robots.txt", "/sitemap.xml"])
def test_pages_are_asked_for_again_each_time(client: Visitor, path: str) -> None:
    assert client.get(path).headers.getlist("Cache-Control") == ["no-cache"]


def test_a_file_named_by_its_hash_is_kept_for_a_year(client: Visitor, static: Callable[[str], str]) -> None:
    for name in ("js/page.js", "icons/icon.svg"):
        assert client.get(static(name)).headers.getlist("Cache-Control") == [
            "max-age=31536000, public, immutable"
        ]


def test_the_tag_of_a_file_comes_from_its_content_and_from_nothing_else(
    release: Release, tmp_path: Path
) -> None:
    copy = shutil.copytree(release.folder, tmp_path / "copy")
    page = copy / "public" / "fr" / "index.html"
    words = page.read_bytes()
    before = Visitor(create_server(release)).get("/fr/").headers["ETag"]
    assert before == f'"{hashlib.sha256(words).hexdigest()[:20]}"'
    os.utime(page, (0, 0))
    assert Visitor(create_server(read_release(copy))).get("/fr/").headers["ETag"] == before
    stamp = page.stat()
    page.write_bytes(words.replace(b"Dalil", b"Dalim"))
    os.utime(page, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert page.stat().st_size == stamp.st_size
    assert Visitor(create_server(read_release(copy))).get("/fr/").headers["ETag"] != before


@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
@pytest.mark.parametrize("path", ["/", PAGE, "js/page.js"])
def test_what_has_not_changed_is_not_sent_again(
    client: Visitor, static: Callable[[str], str], path: str, encoding: str
) -> None:
    address = path if path.startswith("/") else static(path)
    first = client.get(address, headers={"Accept-Encoding": encoding})
    known = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": encoding}
    again = client.get(address, headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("", None),
        ("identity", None),
        ("deflate", None),
    ],
)
def test_the_smallest_encoding_that_the_browser_knows_is_sent(
    client: Visitor, release: Release, accepted: str, sent: str | None
) -> None:
    words = (release.public / PAGE.strip("/") / "index.html").read_bytes()
    response = client.get(PAGE, headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == sent
    assert "Accept-Encoding" in response.headers["Vary"]
    unpack: dict[str | None, Callable[[bytes], bytes]] = {
        "br": brotli.decompress,
        "gzip": gzip.decompress,
        None: bytes,
    }
    assert unpack[sent](response.data) == words
    assert response.headers["Content-Length"] == str(len(response.data))


@pytest.mark.parametrize("path", ["/", PAGE, "js/page.js", "/healthz", "/fr/nothing/"])
def test_a_question_for_the_head_is_answered_without_the_body(
    client: Visitor, static: Callable[[str], str], path: str
) -> None:
    address = path if path.startswith("/") else static(path)
    whole, head = client.get(address), client.head(address)
    assert head.data == b""
    assert head.status_code == whole.status_code
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize(
    ("path", "accepted", "code", "direction"),
    [
        ("/fr/nothing/", "ar", "fr", "ltr"),
        ("/ary/guides/nothing/", "", "ary", "rtl"),
        ("/ar/guides/arrest/more", "fr", "ar", "rtl"),
        ("/nothing", "ar-MA, fr;q=0.5", "ar", "rtl"),
        ("/xx/", "fr", "fr", "ltr"),
        ("/xx/", "de", "en", "ltr"),
        ("/xx/", "", "en", "ltr"),
    ],
)
def test_a_missing_page_is_said_to_be_missing_in_the_readers_language(
    client: Visitor, path: str, accepted: str, code: str, direction: str
) -> None:
    response = client.get(path, headers={"Accept-Language": accepted})
    html = parse(response.text).one("html")
    assert response.status_code == 404
    assert (html["lang"], html["dir"]) == (code, direction)
    assert html.one("h1").text == "This page does not exist"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", PAGE, "/healthz", "js/page.js"])
def test_a_method_that_is_not_offered_is_refused_with_those_that_are(
    client: Visitor, static: Callable[[str], str], method: str, path: str
) -> None:
    response = client.open(path if path.startswith("/") else static(path), method=method, data="x")
    assert response.status_code == 405
    offered = {word.strip() for word in response.headers["Allow"].split(",")}
    assert {"GET", "HEAD"} <= offered <= {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("path", ["/", PAGE, "/healthz", "/fr/nothing/", "/fr/contacts", "js/page.js"])
def test_no_answer_sets_a_cookie_or_opens_the_site_to_others(
    client: Visitor, static: Callable[[str], str], path: str
) -> None:
    address = path if path.startswith("/") else static(path)
    for headers in ({}, {"Origin": "https://other.example", "Cookie": "a=b"}):
        response = client.get(address, headers=headers)
        forbidden = {"set-cookie", "access-control-allow-origin", "server", "x-powered-by"}
        assert not forbidden & {name.lower() for name in response.headers.keys()}  # noqa: SIM118


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/fr", "/fr/"),
        ("/fr/guides/arrest", "/fr/guides/arrest/"),
        ("/ar/contacts/police", "/ar/contacts/police/"),
        ("/fr/index.html", "/fr/"),
        ("/index.html", "/"),
    ],
)
def test_a_folder_without_its_slash_leads_to_the_page(client: Visitor, path: str, target: str) -> None:
    response = client.get(path)
    assert response.status_code in (301, 302, 308)
    assert urljoin(path, response.headers["Location"]) == target
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/release.json",
        "/errors/",
        "/errors",
        "/errors/fr/missing.html",
        "/../release.json",
        "/static/../../release.json",
        "/%2e%2e/release.json",
        "/..%2frelease.json",
        "/public/index.html",
        "/static/",
        "/fr/guides/",
        "/fr/guides",
        "/fr/index.html.br",
        "/fr/index.html.gz",
        "/fr/%00",
        "/fr/\\..\\release.json",
        "/%ff%fe",
    ],
)
def test_nothing_beside_the_public_files_is_served_or_listed(client: Visitor, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Content-Security-Policy" not in response.text
    assert parse(response.text).one("h1").text == "This page does not exist"


def test_a_folder_of_shared_files_is_not_listed(client: Visitor, static: Callable[[str], str]) -> None:
    folder = static("js/page.js").removesuffix("js/page.js")
    for path in (folder, f"{folder}js/", f"{folder}js"):
        assert client.get(path).status_code == 404


def test_health_says_ok_and_is_not_kept(client: Visitor) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_the_headers_are_those_of_the_release(client: Visitor, release: Release) -> None:
    described = json.loads((release.folder / "release.json").read_text("utf-8"))["headers"]
    response = client.get(PAGE)
    assert {name: response.headers[name] for name in described} == described
