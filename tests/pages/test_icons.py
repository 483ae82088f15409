"""Icons: each page holds the shapes it uses, once, and every icon finds its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lucide import IconDoesNotExist

from app.library.library import Library
from app.pages.icons import exists, icon, shapes
from app.pages.routes import EMERGENCY
from tests.pages.html_tree import Element, parse

SHAPES = {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}


@pytest.fixture
def drawing(app: Flask) -> Iterator[None]:
    """A page on which nothing has been drawn yet."""
    with app.app_context():
        yield


def symbols(page: Element) -> list[Element]:
    return page.all("symbol")


@pytest.mark.usefixtures("drawing")
def test_an_icon_refers_to_its_shape_and_is_silent() -> None:
    drawn = parse(icon("phone")).one("svg")
    assert drawn.attributes == {"class": "i", "width": "24", "height": "24", "aria-hidden": "true"}
    assert drawn.one("use")["href"] == "#i-phone"
    assert parse(icon("star", "star")).one("svg")["class"] == "star"


@pytest.mark.usefixtures("drawing")
def test_each_shape_is_drawn_once_in_an_order_that_does_not_depend_on_its_use() -> None:
    for name in ("siren", "phone", "siren", "house", "phone"):
        icon(name)
    sheet = parse(shapes()).one("svg")
    assert "hidden" in sheet.attributes
    assert sheet["aria-hidden"] == "true"
    assert [symbol["id"] for symbol in symbols(sheet)] == ["i-house", "i-phone", "i-siren"]


@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize("name", ["phone", "log-out-left", "star", "shield", "circle-question-mark"])
def test_a_shape_is_lines_in_the_plain_namespace_of_the_page(name: str) -> None:
    icon(name)
    (symbol,) = symbols(parse(shapes()))
    assert symbol["viewBox".lower()] == "0 0 24 24"
    assert symbol.all()
    for line in symbol.all():
        assert line.tag in SHAPES
        assert not any(attribute.startswith(("on", "xmlns", "style")) for attribute in line.attributes)


@pytest.mark.usefixtures("drawing")
def test_a_page_without_icons_draws_none() -> None:
    assert symbols(parse(shapes())) == []


@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize("name", ["no-such-icon", "", "../phone", 'phone"><script>'])
def test_an_icon_that_does_not_exist_is_an_error_and_not_a_hole(name: str) -> None:
    assert not exists(name)
    with pytest.raises(IconDoesNotExist):
        icon(name)
    assert symbols(parse(shapes())) == []


def test_icons_do_not_pass_from_one_page_to_the_next(client: FlaskClient) -> None:
    client.get("/fr/contacts/legal-aid/")
    leaving = parse(client.get("/fr/leave/").text)
    assert "i-message-circle" not in [symbol["id"] for symbol in symbols(leaving)]


@pytest.mark.parametrize(
    "path",
    ["/", "/fr/", "/ar/", "/ar/guides/arrest/", "/fr/contacts/", "/ary/contacts/legal-aid/", "/fr/none/"],
)
def test_a_page_holds_exactly_the_shapes_it_refers_to(client: FlaskClient, path: str) -> None:
    page = parse(client.get(path).text)
    used = {use["href"].removeprefix("#") for use in page.all("use")}
    drawn = [symbol["id"] for symbol in symbols(page)]
    assert set(drawn) == used
    assert len(drawn) == len(set(drawn))


def test_every_icon_that_the_content_names_exists(project_library: Library) -> None:
    named = [topic.icon for topic in project_library.topics.values()]
    named += [need.icon for need in project_library.needs.values()]
    named += [shape for _, shape in EMERGENCY]
    assert named
    assert [name for name in named if not exists(name)] == []


@pytest.mark.parametrize(
    ("code", "leave", "onward"),
    [
        ("fr", "log-out", "chevron-right"),
        ("ar", "log-out-left", "chevron-left"),
        ("ary", "log-out-left", "chevron-left"),
    ],
)
def test_icons_of_movement_point_where_the_language_reads(
    client: FlaskClient, code: str, leave: str, onward: str
) -> None:
    page = parse(client.get(f"/{code}/").text)
    assert page.one("a", css="leave").one("use")["href"] == f"#i-{leave}"
    used = {use["href"] for use in page.one("main").all("use")}
    assert f"#i-{onward}" in used
    assert not used & {"#i-chevron-left", "#i-chevron-right"} - {f"#i-{onward}"}
