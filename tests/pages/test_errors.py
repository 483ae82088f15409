"""When something fails: the reader gets a page in their language, and the log gets nothing of the reader."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask, abort, current_app, request
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader
from werkzeug.test import TestResponse

from app.pages.errors import report_fault
from tests.pages.apps import app_over
from tests.pages.html_tree import parse
from tests.sample import Sample

MARK = "Amina-0612345678"
LANGUAGES = [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("ary", "rtl")]


class Whisper(Exception):
    """A fault whose message, and whose cause, hold what a visitor sent."""


@pytest.fixture
def broken_app(sample: Sample) -> Flask:
    """The sample's app with addresses that fail in every way, with the visitor's words in each message."""
    app = app_over(sample)

    @app.route("/<code>/<words>/break/", methods=["GET", "POST"])
    def break_down(code: str, words: str) -> str:
        sent = f"{code} {words} {request.args} {request.headers} {request.get_data(as_text=True)}"
        try:
            raise ValueError(sent)
        except ValueError as error:
            raise Whisper(sent) from error

    @app.get("/<code>/<words>/template/")
    def break_template(code: str, words: str) -> str:
        template = current_app.jinja_env.from_string("{{ words[code].nothing.here }}")
        return template.render(code=code, words={words: words})

    @app.get("/<code>/<words>/refuse/")
    def refuse(code: str, words: str) -> str:
        abort(418, f"{code} {words}")

    return app


def visit(client: FlaskClient, kind: str, code: str = "fr", method: str = "GET") -> TestResponse:
    """Visit a failing address with the mark in every place that a visitor can write in."""
    return client.open(
        f"/{code}/{MARK}/{kind}/",
        method=method,
        query_string={"q": MARK, MARK: "1"},
        headers={
            "User-Agent": MARK,
            "Referer": f"http://{MARK}/",
            "Cookie": f"a={MARK}",
            "X-Forwarded-For": MARK,
        },
        data=MARK if method == "POST" else None,
    )


def printed(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> str:
    """Return everything that was logged or printed, with what a handler could make of each record."""
    output = capsys.readouterr()
    records = "".join(f"{record.__dict__}{record.exc_info}" for record in caplog.records)
    return f"{output.out}{output.err}{caplog.text}{records}"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_fault_is_logged_by_its_type_and_place_and_nothing_else(
    broken_app: Flask, method: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    response = visit(broken_app.test_client(), "break", method=method)
    assert response.status_code == 500
    assert MARK not in printed(caplog, capsys)
    assert len(caplog.records) == 1
    logged = caplog.records[0].getMessage()
    assert re.fullmatch(r"Whisper in tests/pages/test_errors\.py, line \d+", logged)
    assert caplog.records[0].exc_info is None


def test_a_fault_in_a_template_is_logged_without_its_values(
    broken_app: Flask, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    response = visit(broken_app.test_client(), "template")
    assert response.status_code == 500
    assert [record.getMessage().split()[0] for record in caplog.records] == ["UndefinedError"]
    assert MARK not in printed(caplog, capsys)


def test_the_place_that_is_logged_is_the_innermost_of_ours(
    sample: Sample, caplog: pytest.LogCaptureFixture
) -> None:
    app = app_over(sample)
    app.extensions["dalil.library"] = None
    assert app.test_client().get("/fr/").status_code == 500
    assert re.fullmatch(r"AttributeError in app/pages/\w+\.py, line \d+", caplog.records[0].getMessage()), (
        caplog.text
    )


def test_a_fault_of_a_library_is_placed_where_we_called_it(caplog: pytest.LogCaptureFixture) -> None:
    try:
        re.compile("(")
    except re.error as error:
        report_fault(error)
    assert re.fullmatch(r"error in .*\.py, line \d+", caplog.records[0].getMessage())


@pytest.mark.parametrize(("code", "direction"), LANGUAGES)
def test_the_page_of_a_fault_is_in_the_readers_language_and_offers_a_way_on(
    broken_app: Flask, code: str, direction: str
) -> None:
    response = visit(broken_app.test_client(), "break", code)
    html = parse(response.text).one("html")
    assert response.status_code == 500
    assert (html["lang"], html["dir"]) == (code, direction)
    assert html.one("h1").text == "Something went wrong here"
    assert [link["href"] for link in html.one("main").all("a")] == [f"/{code}/", f"/{code}/contacts/"]
    assert response.headers["Cache-Control"] == "no-store"
    assert MARK not in response.text


def test_the_page_of_a_fault_outside_any_language_follows_the_browser(broken_app: Flask) -> None:
    @broken_app.get("/broken")
    def broken() -> str:
        raise Whisper(MARK)

    response = broken_app.test_client().get("/broken", headers={"Accept-Language": "ar-MA, en;q=0.3"})
    assert response.status_code == 500
    assert parse(response.text).one("html")["lang"] == "ar"


def test_the_pages_of_errors_speak_through_the_catalogue(sample: Sample) -> None:
    sample.translate("fr", "This page does not exist", "Cette page n’existe pas", domain="messages")
    sample.translate("fr", "Something went wrong here", "Une erreur s’est produite", domain="messages")
    app = app_over(sample)
    app.add_url_rule("/fr/broken/", view_func=lambda: 1 / 0)  # type: ignore[arg-type,return-value]
    client = app.test_client()
    assert parse(client.get("/fr/none/").text).one("h1").text == "Cette page n’existe pas"
    assert parse(client.get("/fr/broken/").text).one("h1").text == "Une erreur s’est produite"


def test_another_error_keeps_its_status_and_says_nothing_of_the_request(broken_app: Flask) -> None:
    response = visit(broken_app.test_client(), "refuse")
    assert response.status_code == 418
    assert parse(response.text).one("h1").text == "Something went wrong here"
    assert MARK not in response.text


def test_a_missing_page_is_not_logged_at_all(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    assert visit(client, "nothing").status_code == 404
    assert visit(client, "nothing", method="POST").status_code == 404
    assert caplog.records == []
    assert printed(caplog, capsys) == ""


def test_the_page_of_a_missing_address_does_not_repeat_the_address(client: FlaskClient) -> None:
    assert MARK not in visit(client, "nothing").text


@pytest.mark.parametrize("path", ["break", "nothing"])
@pytest.mark.parametrize("page", ["{{ nothing.at.all }}", "{% broken", "{{ request.path / 0 }}"])
def test_when_even_the_page_for_an_error_fails_nothing_of_the_request_is_printed(
    broken_app: Flask,
    path: str,
    page: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    loader = broken_app.jinja_loader
    assert loader is not None
    broken_app.jinja_loader = ChoiceLoader([DictLoader({"pages/error.html": page}), loader])
    response = visit(broken_app.test_client(), path)
    assert (response.status_code, response.text) == (500, "Dalil: 500\n")
    assert response.headers["X-Frame-Options"] == "DENY"
    assert caplog.records
    assert MARK not in printed(caplog, capsys)
