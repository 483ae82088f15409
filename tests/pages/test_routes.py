"""Every address answers in the right language, and nothing but what it should."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.library.library import Library
from app.pages.addresses import data_files, every_page
from tests.pages.apps import app_over
from tests.pages.html_tree import Element, parse
from tests.sample import Sample

LANGUAGES = [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("ary", "rtl")]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


Trees = dict[str, Element]


@pytest.fixture(scope="module", params=["app", "project_app"])
def over(request: pytest.FixtureRequest) -> Flask:
    """The app over the sample, then the app over the real content."""
    app: Flask = request.getfixturevalue(request.param)
    return app


@pytest.fixture(scope="module")
def trees(over: Flask) -> Trees:
    """Every page of the list as it is served, by its path."""
    client = over.test_client()
    found = {}
    for listed in every_page(over.extensions["dalil.library"]):
        response = client.get(listed.path)
        assert response.status_code == 200, listed.path
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert response.text.startswith("<!doctype html>")
        found[listed.path] = parse(response.text)
    return found


def links(page: Element, rel: str) -> dict[str | None, str]:
    """Return where a page's ``<link>`` elements of a kind lead, by their language."""
    return {link.get("hreflang"): link["href"] for link in page.all("link", rel=rel)}


def test_every_page_answers_with_a_whole_page_in_its_own_language(over: Flask, trees: Trees) -> None:
    library: Library = over.extensions["dalil.library"]
    for listed in every_page(library):
        html = trees[listed.path].one("html")
        language = library.languages[listed.language] if listed.language else library.source_language
        assert (html["lang"], html["dir"]) == (language.tag, language.direction), listed.path
        assert html.one("h1").text, listed.path
        assert html.one("title").text, listed.path


def _data(app: Flask, language: str) -> list[str]:
    return list(data_files(app.extensions["dalil.library"], language))


def test_every_link_inside_the_site_leads_to_a_page_and_a_place_that_exist(over: Flask, trees: Trees) -> None:
    places = {
        path: {element["id"] for element in tree.walk() if element.get("id")} for path, tree in trees.items()
    }
    inside = [
        (path, link["href"])
        for path, tree in trees.items()
        for link in tree.all("a")
        if link["href"].startswith(("/", "#"))
    ]
    broken = []
    for path, address in inside:
        target, _, place = address.partition("#")
        if (place or "main") not in places.get(target or path, set()):
            broken.append((path, address))
    assert inside
    data = {path for code in over.extensions["dalil.library"].languages for path in _data(over, code)}
    assert [found for found in broken if found[1] not in data] == []


def test_no_page_uses_an_id_twice(trees: Trees) -> None:
    for path, tree in trees.items():
        ids = [element["id"] for element in tree.walk() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def test_the_first_page_names_each_language_in_its_own_words(client: FlaskClient) -> None:
    response = client.get("/", headers={"Accept-Language": "fr"})
    choices = parse(response.text).one("ul", css="choose").all("a")
    assert [(choice["href"], choice.text, choice["lang"], choice["dir"]) for choice in choices] == [
        ("/en/", "English", "en", "ltr"),
        ("/fr/", "Français", "fr", "ltr"),
        ("/ar/", "العربية", "ar", "rtl"),
        ("/ary/", "الدارجة", "ary", "rtl"),
    ]


def test_the_first_page_does_not_guess_and_does_not_remember(client: FlaskClient) -> None:
    response = client.get("/", headers={"Accept-Language": "ar"})
    assert response.status_code == 200
    assert "Location" not in response.headers
    assert "Set-Cookie" not in response.headers
    assert 'http-equiv="refresh"' not in response.text
    assert response.data == client.get("/", headers={"Accept-Language": "fr"}).data
    assert response.data == client.get("/").data


@pytest.mark.parametrize(("code", "direction"), LANGUAGES)
def test_a_home_says_its_language_and_direction_even_when_babel_does_not_know_the_language(
    client: FlaskClient, code: str, direction: str
) -> None:
    html = parse(client.get(f"/{code}/").text).one("html")
    assert (html["lang"], html["dir"]) == (code, direction)


@pytest.mark.parametrize("address", ["", "https://dalil.example"])
def test_a_page_names_its_address_and_its_other_languages(page: Callable[..., Element], address: str) -> None:
    read = page("/fr/guides/arrest/", url=address)
    assert links(read, "canonical") == {None: f"{address}/fr/guides/arrest/"}
    expected = {code: f"{address}/{code}/guides/arrest/" for code, _ in LANGUAGES}
    assert links(read, "alternate") == {**expected, "x-default": f"{address}/"}


@pytest.mark.parametrize("address", ["", "https://dalil.example"])
def test_the_first_page_names_its_address_and_all_homes(page: Callable[..., Element], address: str) -> None:
    read = page("/", url=address)
    assert links(read, "canonical") == {None: f"{address}/"}
    expected = {code: f"{address}/{code}/" for code, _ in LANGUAGES}
    assert links(read, "alternate") == {**expected, "x-default": f"{address}/"}


@pytest.mark.parametrize(
    ("path", "accepted", "shown_in"),
    [
        ("/fr/nothing/", "ar", "fr"),
        ("/ar/guides/nothing/", "fr", "ar"),
        ("/ary/contacts/nothing/", "", "ary"),
        ("/ary/guides/police/", "", "ary"),
        ("/fr/guides/arrest/more/", "", "fr"),
        ("/xx/", "ar", "ar"),
        ("/xx/guides/arrest/", "de, ar-MA;q=0.9, fr;q=0.5", "ar"),
        ("/a/b/c/d/", "fr-MA", "fr"),
        ("/xx/", "ar;q=0, fr;q=0.1", "fr"),
        ("/xx/", "ary;q=0.9, en;q=0.3", "ary"),
        ("/xx/", "de", "en"),
        ("/xx/", "", "en"),
        ("/xx/", "*", "en"),
        ("/FR/", "", "en"),
        ("/a/b/c/d/", ";;q=,,", "en"),
    ],
)
def test_a_missing_page_is_said_to_be_missing_in_the_readers_language(
    client: FlaskClient, path: str, accepted: str, shown_in: str
) -> None:
    response = client.get(path, headers={"Accept-Language": accepted})
    assert response.status_code == 404
    html = parse(response.text).one("html")
    assert (html["lang"], html["dir"]) == (shown_in, dict(LANGUAGES)[shown_in])
    assert [link["href"] for link in html.one("main").all("a")] == [f"/{shown_in}/", f"/{shown_in}/contacts/"]
    assert html.one("meta", name="robots")["content"] == "noindex"
    assert html.all("link", rel="canonical") == []
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/fr/", "/ar/guides/arrest/", "/robots.txt"])
def test_a_method_that_is_not_offered_keeps_the_list_of_those_that_are(
    client: FlaskClient, method: str, path: str
) -> None:
    response = client.open(path, method=method)
    assert response.status_code == 405
    assert set(re.split(r",\s*", response.headers["Allow"])) == {"GET", "HEAD", "OPTIONS"}
    assert response.headers.getlist("Content-Type") == ["text/html; charset=utf-8"]
    assert parse(response.text).one("h1").text


def test_health_says_ok_and_nothing_more(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["", "https://dalil.example"])
def test_search_engines_are_invited_and_find_the_sitemap(sample: Sample, address: str) -> None:
    response = app_over(sample, url=address).test_client().get("/robots.txt")
    lines = response.text.splitlines()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert lines[2] == f"Sitemap: {address or 'http://127.0.0.1:8000'}/sitemap.xml"
    assert "Disallow" not in response.text


def test_the_sitemap_lists_every_page_of_every_language_with_its_others(over: Flask) -> None:
    library: Library = over.extensions["dalil.library"]
    response = over.test_client().get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    base = "http://127.0.0.1:8000"
    root = ElementTree.fromstring(response.data)
    assert root.tag == f"{SITEMAP}urlset"
    listed = {url.findtext(f"{SITEMAP}loc", ""): url for url in root}
    assert len(listed) == len(root)
    pages = {f"{base}{page.path}": page for page in every_page(library) if page.language}
    assert list(listed) == list(pages)
    for address, url in listed.items():
        others = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        tail = pages[address].tail
        assert others == {tag.tag: f"{base}/{code}/{tail}" for code, tag in library.languages.items()}


def test_the_sitemap_carries_the_public_address(sample: Sample) -> None:
    text = app_over(sample, url="https://dalil.example").test_client().get("/sitemap.xml").text
    assert "<loc>https://dalil.example/ary/guides/held/</loc>" in text
    assert "127.0.0.1" not in text


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
def test_leave_now_is_on_every_page_and_speaks_the_readers_language(
    page: Callable[..., Element], code: str
) -> None:
    for path in (f"/{code}/", f"/{code}/guides/arrest/", f"/{code}/contacts/", f"/{code}/leave/"):
        leave = page(path).one("a", css="leave")
        assert leave["href"] == f"https://{code}.wikipedia.org/"
        assert all(leave[f"data-{name}"] for name in ("title", "leaving", "more", "expired"))
        assert "noreferrer" in leave["rel"]


def test_a_copy_says_who_answers_for_it_and_where_leaving_leads(page: Callable[..., Element]) -> None:
    read = page(
        "/fr/about/",
        operator="Aide & Co <Rabat>",
        operator_contact="mailto:aide@legal.example",
        leave_url="https://weather.example/{language}/",
    )
    assert "Aide & Co <Rabat>" in read.one("main").text
    assert read.one("main").one("a", href="mailto:aide@legal.example")
    assert read.one("a", css="leave")["href"] == "https://weather.example/fr/"
    nameless = page("/fr/about/")
    assert "mailto:" not in "".join(link["href"] for link in nameless.all("a"))
