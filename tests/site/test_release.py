"""A release as it lies on disk: found by the link that names it, and by its description."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.privacy import policy
from app.site.release import NoRelease, Release, current_release, read_release


def test_a_release_knows_its_headers_its_languages_and_its_files(release: Release) -> None:
    assert release.languages == ("en", "fr", "ar", "ary")
    assert release.source_language == "en"
    assert release.folder.name == release.identifier
    page = (release.public / "fr" / "index.html").read_text("utf-8")
    sheet = page.split("<style>")[1].split("</style>")[0]
    assert release.headers == policy(sheet)


def test_the_description_says_what_the_release_is_and_no_time_of_the_clock(release: Release) -> None:
    described = json.loads((release.folder / "release.json").read_text("utf-8"))
    keys = {"release", "edition", "headers", "languages", "source_language", "content", "assets", "previous"}
    assert set(described) == keys
    assert described["previous"] == []
    assert described["release"] == release.identifier
    assert described["edition"] == "2026-03-02"


@pytest.mark.parametrize("code", ["en", "fr", "ar", "ary"])
def test_each_language_has_a_page_for_what_is_missing_and_another_for_a_fault(
    release: Release, code: str
) -> None:
    missing = release.error_page(code, "missing").decode()
    fault = release.error_page(code, "fault").decode()
    for page in (missing, fault):
        assert f'<html lang="{code}"' in page
        assert 'content="noindex"' in page
    assert "<h1>This page does not exist</h1>" in missing
    assert "<h1>Something went wrong here</h1>" in fault


def test_the_current_release_is_named_by_its_own_folder_and_not_by_the_link(
    build: Callable[[], Release], site: Path
) -> None:
    built = build()
    found = current_release(site)
    assert found == built
    assert found.folder == (site / "releases" / built.identifier).resolve()
    assert "current" not in found.folder.parts


def test_a_release_stays_the_same_while_a_later_one_is_built(
    build_next: Callable[[], Release], site: Path
) -> None:
    first = build_next()
    words = (first.public / "en" / "guides" / "held" / "index.html").read_bytes()
    second = build_next()
    assert current_release(site).identifier == second.identifier != first.identifier
    assert (first.public / "en" / "guides" / "held" / "index.html").read_bytes() == words
    assert read_release(first.folder) == first


@pytest.mark.parametrize(
    "state", ["no folder", "an empty folder", "a link to nothing", "a folder without words"]
)
def test_where_nothing_was_built_a_sentence_says_which_command_does(site: Path, state: str) -> None:
    if state != "no folder":
        (site / "releases" / "abc").mkdir(parents=True)
    if state == "a link to nothing":
        (site / "current").symlink_to("releases/gone")
    if state == "a folder without words":
        (site / "current").symlink_to("releases/abc")
    with pytest.raises(NoRelease, match=r"There is no site in site/\. Run 'dalil build' first\."):
        current_release(site)
