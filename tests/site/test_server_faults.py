"""The server when something fails, or while the next release is built: nothing of a visitor is printed."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from app.site.release import Release, read_release
from app.site.server import create_front_desk, create_server
from tests.pages.html_tree import parse
from tests.site.visitor import Visitor

MARK = "Amina-0612345678"


def ask(client: Visitor, path: str) -> TestResponse:
    """Ask for a page with the mark in every place that a visitor can write in."""
    return client.get(
        f"{path}{MARK}/", query_string={"q": MARK}, headers={"User-Agent": MARK, "Cookie": f"a={MARK}"}
    )


def test_a_fault_behind_the_files_is_a_page_in_the_readers_language_and_one_line_in_the_log(
    release: Release, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = create_front_desk(release)

    @desk.get("/<code>/broken/<words>/")
    def broken(code: str, words: str) -> str:
        raise RuntimeError(f"{code} {words}")

    response = ask(Visitor(desk), "/ary/broken/")
    html = parse(response.text).one("html")
    assert (response.status_code, html["lang"]) == (500, "ary")
    assert html.one("h1").text == "Something went wrong here"
    assert [record.getMessage().split(",")[0] for record in caplog.records] == [
        "RuntimeError in tests/site/test_server_faults.py"
    ]
    output = capsys.readouterr()
    assert MARK not in caplog.text + output.out + output.err + response.text


def test_a_server_whose_release_was_swept_away_still_answers_and_says_nothing_of_the_request(
    release: Release, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    copy = shutil.copytree(release.folder, tmp_path / "copy")
    client = Visitor(create_server(read_release(copy)))
    shutil.rmtree(copy)
    response = ask(client, "/fr/nothing/")
    assert (response.status_code, parse(response.text).one("html")["lang"]) == (404, "fr")
    output = capsys.readouterr()
    assert MARK not in caplog.text + output.out + output.err


def test_a_server_goes_on_with_its_release_while_the_next_is_built(
    good: Release, build_next: Callable[[], Release]
) -> None:
    client = Visitor(create_server(good))
    before = client.get("/en/guides/held/").data
    assert build_next().identifier != good.identifier
    assert client.get("/en/guides/held/").data == before
    assert client.get("/fr/nothing/").status_code == 404
