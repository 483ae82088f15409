"""Shared files: their folder is named by what is in it, and the style sheet travels inside the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.pages.assets import Assets, compact, load_assets
from app.settings import PROJECT
from tests.pages.html_tree import parse


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A copy of the project's shared files."""
    return shutil.copytree(PROJECT / "static", tmp_path / "static")


def assets_of(app: object) -> Assets:
    assets: Assets = app.extensions["dalil.assets"]  # type: ignore[attr-defined]
    return assets


def test_every_shared_file_is_read_as_it_is(static: Path) -> None:
    assets = load_assets(static)
    on_disk = {path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file()}
    assert set(assets.files) == on_disk
    for name, data in assets.files.items():
        assert data == (static / name).read_bytes()


@pytest.mark.parametrize("name", ["js/page.js", "js/leave.js", "css/dalil.css", "icons/icon.svg"])
@pytest.mark.parametrize("place", ["first", "last"])
def test_any_byte_of_any_file_changes_the_folders_name(static: Path, name: str, place: str) -> None:
    before = load_assets(static).hash
    data = bytearray((static / name).read_bytes())
    data[0 if place == "first" else -1] ^= 1
    (static / name).write_bytes(data)
    assert load_assets(static).hash != before


def test_a_new_a_removed_and_a_renamed_file_change_the_folders_name(static: Path) -> None:
    names = [load_assets(static).hash]
    (static / "js" / "more.js").write_bytes(b"")
    names.append(load_assets(static).hash)
    (static / "js" / "more.js").rename(static / "js" / "other.js")
    names.append(load_assets(static).hash)
    (static / "js" / "leave.js").unlink()
    names.append(load_assets(static).hash)
    assert len(set(names)) == 4


def test_two_files_that_change_places_change_the_folders_name(static: Path) -> None:
    before = load_assets(static).hash
    first, second = static / "js" / "leave.js", static / "js" / "filter.js"
    words = first.read_bytes(), second.read_bytes()
    first.write_bytes(words[1])
    second.write_bytes(words[0])
    assert load_assets(static).hash != before


def test_the_folders_name_depends_on_nothing_but_its_files(static: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(static, tmp_path / "elsewhere", copy_function=shutil.copyfile)
    (elsewhere / ".DS_Store").write_bytes(b"left by an editor")
    assert load_assets(elsewhere) == load_assets(static)


def test_an_address_names_the_folder_and_an_unknown_file_is_an_error(static: Path) -> None:
    assets = load_assets(static)
    assert assets.address("js/page.js") == f"/static/{assets.hash}/js/page.js"
    assert len(assets.hash) == 16
    with pytest.raises(KeyError, match=r"js/none\.js"):
        assets.address("js/none.js")


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("a{b:c}", "a{b:c}"),
        ("/* one\n two */\na{\n  b:c;\n  d:e\n}\n", "a{\nb:c;\nd:e\n}"),
        ("a{b:c}/* one */i{d:e}/* two */u{f:g}", "a{b:c}i{d:e}u{f:g}"),
        ("a{b:url( 'x y' )}", "a{b:url( 'x y' )}"),
        ("a b{c:d  e}", "a b{c:d  e}"),
    ],
)
def test_a_sheet_loses_comments_and_indentation_and_no_rule(sheet: str, expected: str) -> None:
    assert compact(sheet) == expected


def test_every_page_carries_the_sheet_inside_and_links_the_scripts_by_hash(client: FlaskClient) -> None:
    assets = assets_of(client.application)
    page = parse(client.get("/fr/").text)
    assert page.one("style").raw_text == assets.sheet
    assert page.all("link", rel="stylesheet") == []
    script = page.one("script")
    assert (script["src"], script["type"]) == (assets.address("js/page.js"), "module")
    assert page.one("link", rel="icon")["href"] == assets.address("icons/icon.svg")
    assert script.raw_text == ""
