"""The live preview: always the content as it is now, and what is wrong with it in the page itself."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from app.library.loading import load_languages
from app.privacy import style_hash
from app.settings import PROJECT, Settings
from app.site.preview import Preview
from tests.pages.html_tree import parse
from tests.sample import Sample
from tests.site.visitor import Visitor

HELD = "/en/guides/held/"


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A copy of the project's shared files, for a test to change."""
    return shutil.copytree(PROJECT / "static", tmp_path / "static")


@pytest.fixture
def preview(sample: Sample, static: Path) -> Preview:
    """A preview of the sample, started once and never again."""
    settings = Settings(content=sample.content, translations=sample.translations, static=static)
    return Preview(settings, lambda: list(load_languages(sample.content).values()))


@pytest.fixture
def client(preview: Preview) -> Visitor:
    """An editor who looks at the preview."""
    return Visitor(preview)


def script_of(response: TestResponse) -> str:
    return parse(response.text).one("script")["src"]


def test_the_preview_shows_the_pages_as_they_are_published(client: Visitor) -> None:
    response = client.get(HELD)
    assert response.status_code == 200
    assert parse(response.text).one("h1").text == "If you are held"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert client.get("/fr/nothing/").status_code == 404


def test_a_changed_sentence_shows_without_a_restart(client: Visitor, sample: Sample) -> None:
    assert "Keep every paper." in client.get(HELD).text
    sample.replace("guides/held.md", "Keep every paper.", "Keep each paper.")
    text = client.get(HELD).text
    assert "Keep each paper." in text
    assert "Keep every paper." not in text


def test_a_changed_translation_shows_without_a_restart(client: Visitor, sample: Sample) -> None:
    assert "Keep every paper." in client.get("/fr/guides/held/").text
    sample.translate("fr", "Keep every paper.", "Gardez chaque papier.")
    assert "Gardez chaque papier." in client.get("/fr/guides/held/").text


def test_a_new_and_a_removed_guide_show_without_a_restart(client: Visitor, sample: Sample) -> None:
    assert client.get("/fr/guides/third/").status_code == 404
    sample.write("guides/third.md", sample.read("guides/held.md"))
    assert client.get("/fr/guides/third/").status_code == 200
    sample.remove("guides/third.md")
    assert client.get("/fr/guides/third/").status_code == 404


def test_a_changed_style_shows_without_a_restart_and_is_allowed_by_the_policy(
    client: Visitor, static: Path
) -> None:
    before = client.get("/fr/")
    (static / "css" / "dalil.css").write_text("body{color:rebeccapurple}", encoding="utf-8")
    after = client.get("/fr/")
    assert parse(after.text).one("style").raw_text == "body{color:rebeccapurple}"
    assert style_hash("body{color:rebeccapurple}") in after.headers["Content-Security-Policy"]
    assert script_of(before) != script_of(after)


def break_guide(sample: Sample) -> None:
    sample.replace("guides/held.md", "topic: police", "topic: <b>nothing</b>")


def break_languages(sample: Sample) -> None:
    sample.replace("languages.yaml", "format_locale: fr_MA", "format_locale: zz_ZZ")


def break_yaml(sample: Sample) -> None:
    sample.write("contacts/police.yaml", "name: [")


def break_catalogue(sample: Sample) -> None:
    sample.catalogue("ar").write_bytes(b'msgid "\xff"\nmsgstr ""\n')


@pytest.mark.parametrize(
    ("break_it", "file"),
    [
        (break_guide, "content/guides/held.md"),
        (break_languages, "content/languages.yaml"),
        (break_yaml, "content/contacts/police.yaml"),
        (break_catalogue, "translations/ar/LC_MESSAGES/guides.po"),
    ],
)
@pytest.mark.parametrize("path", ["/", HELD, "/fr/nothing/"])
def test_what_is_wrong_is_listed_in_the_page_and_gone_when_it_is_mended(
    client: Visitor, sample: Sample, break_it: Callable[[Sample], None], file: str, path: str
) -> None:
    before = client.get(path)
    kept = {place: place.read_bytes() for place in sample.project.rglob("*") if place.is_file()}
    break_it(sample)
    response = client.get(path)
    page = parse(response.text)
    assert response.status_code == 500
    assert page.one("h1").text.endswith("to mend")
    (listed,) = page.one("ul", css="rows").all("li")
    assert listed.one("b").text.startswith(file)
    assert listed.one("small").text.count(".") >= 2
    assert response.headers["X-Frame-Options"] == "DENY"
    for place, data in kept.items():
        place.write_bytes(data)
    after = client.get(path)
    assert (after.status_code, after.data) == (before.status_code, before.data)


def test_every_problem_is_listed_with_its_line_and_nothing_of_it_becomes_html(
    client: Visitor, sample: Sample
) -> None:
    line = sample.replace("contacts/police.yaml", "papers: may", "papers: <b>may</b>")
    break_guide(sample)
    page = parse(client.get("/fr/").text)
    assert page.one("h1").text == "2 to mend"
    listed = [item.one("b").text for item in page.one("ul", css="rows").all("li")]
    assert f"content/contacts/police.yaml, line {line}: papers" in listed
    assert len(listed) == 2
    assert all(len(item.all("b")) == 1 for item in page.one("ul", css="rows").all("li"))


def test_a_preview_may_start_while_something_is_broken(sample: Sample, static: Path) -> None:
    break_languages(sample)
    settings = Settings(content=sample.content, translations=sample.translations, static=static)
    client = Visitor(Preview(settings, lambda: list(load_languages(sample.content).values())))
    assert client.get("/").status_code == 500
    sample.replace("languages.yaml", "format_locale: zz_ZZ", "format_locale: fr_MA")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("broken", [False, True])
def test_shared_files_are_served_and_unknown_ones_are_missing(
    client: Visitor, sample: Sample, static: Path, broken: bool
) -> None:
    if broken:
        break_yaml(sample)
    script = script_of(client.get("/"))
    folder = script.removesuffix("js/page.js")
    types = {
        "js/leave.js": "text/javascript",
        "css/dalil.css": "text/css",
        "icons/icon.svg": "image/svg+xml",
    }
    for name, mimetype in types.items():
        response = client.get(folder + name)
        assert (response.status_code, response.mimetype) == (200, mimetype)
        assert response.data == (static / name).read_bytes()
    for unknown in ("js/none.js", "js/", "../app/settings.py", "%2e%2e/README.md"):
        response = client.get(folder + unknown)
        assert (response.status_code, "SettingError" in response.text) == (404, False)


@pytest.mark.parametrize("broken", [False, True])
def test_pages_and_lists_of_problems_reload_by_themselves(
    client: Visitor, sample: Sample, static: Path, broken: bool
) -> None:
    if broken:
        break_yaml(sample)
    script = client.get(script_of(client.get("/fr/")))
    assert script.text.startswith((static / "js" / "page.js").read_text("utf-8"))
    assert 'import("/preview/reload.js")' in script.text
    reload_script = client.get("/preview/reload.js")
    assert reload_script.mimetype == "text/javascript"
    assert "/preview/changed?since=" in reload_script.text


def test_who_asks_for_the_first_time_is_answered_at_once(client: Visitor) -> None:
    response = client.get("/preview/changed?since=")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    assert response.text


def test_who_waits_for_a_change_is_answered_when_a_file_changes(preview: Preview, sample: Sample) -> None:
    known = Visitor(preview).get("/preview/changed?since=").text
    answers: list[str] = []

    def wait() -> None:
        answers.append(Visitor(preview).get(f"/preview/changed?since={known}").text)

    waiting = threading.Thread(target=wait)
    waiting.start()
    sample.replace("guides/held.md", "Keep every paper.", "Keep each paper.")
    waiting.join(timeout=15)
    assert len(answers) == 1
    assert answers[0] != known
    assert Visitor(preview).get(f"/preview/changed?since={known}").text == answers[0]


def test_each_block_of_a_guide_says_in_which_state_its_message_is(client: Visitor, sample: Sample) -> None:
    sample.translate("fr", "Keep every paper.", "Gardez tout.", fuzzy=True)
    sample.translate("fr", "If you are held", "Si on vous retient", context="heading")
    marks = re.findall(r'data-message="(\w+): ([^"]+)"', client.get("/fr/guides/arrest/").text)
    assert {state for state, _ in marks} == {"translated", "missing"}
    assert all(re.fullmatch(r"fr/guides\.po:\d+|content/guides/arrest\.md", place) for _, place in marks)
    source = re.findall(r'data-message="(\w+):', client.get("/en/guides/arrest/").text)
    assert set(source) == {"source"}
    held = re.findall(r'data-message="(\w+):', client.get("/fr/guides/held/").text)
    assert "fuzzy" in held


def test_the_overlay_is_the_previews_own(client: Visitor, static: Path) -> None:
    assert 'import("/preview/overlay.js")' in client.get(script_of(client.get("/fr/"))).text
    assert client.get("/preview/overlay.js").mimetype == "text/javascript"
    assert client.get("/preview/overlay.css").mimetype == "text/css"
    assert client.get("/preview/preview.py").status_code == 404
    assert not [path for path in static.rglob("*") if "overlay" in path.name]
