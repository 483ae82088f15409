"""Freezing: the same words give the same bytes, and nothing broken ever takes the place of what works."""

from __future__ import annotations

import gzip
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest
from jinja2 import ChoiceLoader, DictLoader

from app.library.problems import ContentError
from app.pages.addresses import every_page, saved_pages
from app.site.freeze import FreezeError, freeze
from app.site.release import Release, current_release
from tests.pages.apps import app_over
from tests.sample import Sample

Build = Callable[[], Release]

COMPRESSED = (".br", ".gz")


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def releases(site: Path) -> set[str]:
    return {path.name for path in (site / "releases").iterdir()}


@contextmanager
def at_another_time(monkeypatch: pytest.MonkeyPatch, seconds: float) -> Iterator[None]:
    """Let the clock that files and archives are stamped with say another time."""
    with monkeypatch.context() as patch:
        real, real_ns = time.time, time.time_ns
        patch.setattr(time, "time", lambda: real() + seconds)
        patch.setattr(time, "time_ns", lambda: real_ns() + int(seconds * 1e9))
        yield


def test_two_builds_in_other_folders_at_other_times_are_the_same_bytes(
    untouched_sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    for name, seconds in (("first", 0.0), ("another/place", 400 * 86_400.0)):
        copy = untouched_sample.copy(tmp_path / name)
        for path in copy.project.rglob("*"):
            os.utime(path, (1_600_000_000 + seconds, 1_600_000_000 + seconds))
        with at_another_time(monkeypatch, seconds):
            built.append(freeze(app_over(copy), tmp_path / name / "out"))
    assert built[0].folder != built[1].folder
    assert built[0].identifier == built[1].identifier
    assert files(built[0].folder) == files(built[1].folder)


def without_packs(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a release but those of its language packs."""
    return {name: data for name, data in found.items() if not name.startswith("public/packs/")}


def test_one_changed_word_gives_another_release_and_changes_only_its_pages(
    build: Build, sample: Sample
) -> None:
    before = build()
    sample.replace("guides/held.md", "Keep every paper.", "Keep each paper.")
    after = build()
    assert after.identifier != before.identifier
    old, new = without_packs(files(before.folder)), without_packs(files(after.folder))
    assert set(old) == set(new)
    changed = {name for name in old if old[name] != new[name] and not name.endswith(COMPRESSED)}
    pages = {f"public/{code}/guides/held/index.html" for code in ("en", "fr", "ar", "ary")}
    assert changed == pages | {"release.json"}


def test_every_page_of_the_list_is_in_the_release_and_in_no_other_place(
    release: Release, untouched_sample: Sample, tmp_path: Path
) -> None:
    library = untouched_sample.copy(tmp_path).load()
    paths = [path for code in library.languages for path in saved_pages(library, code)]
    assert {page.path for page in every_page(library)} < set(paths)
    expected = {path.lstrip("/") + "index.html" for path in paths}
    found = {name for name in files(release.public) if name.endswith(".html")}
    assert found == expected


def test_a_release_holds_what_search_engines_and_browsers_ask_for_beside_pages(release: Release) -> None:
    others = {name for name in files(release.public) if not name.endswith((".html", *COMPRESSED))}
    assert {"robots.txt", "sitemap.xml"} < others
    assert {"service-worker.js", "fr/manifest.webmanifest", "packs/fr.json"} < others
    shared = {name for name in others if name.startswith("static/")}
    rest = others - shared - {"robots.txt", "sitemap.xml", "service-worker.js"}
    assert all(name.startswith("packs/") or name.endswith("/manifest.webmanifest") for name in rest)
    page = (release.public / "fr" / "index.html").read_text("utf-8")
    assert [name for name in shared if f'"/{name}"' in page]


def test_what_is_compressed_gives_the_file_back(release: Release) -> None:
    found = files(release.public)
    packed = [name for name in found if name.endswith(COMPRESSED)]
    assert packed
    for name in packed:
        unpacked = brotli.decompress(found[name]) if name.endswith(".br") else gzip.decompress(found[name])
        assert unpacked == found[name[:-3]]
        assert len(found[name]) < len(unpacked)


def test_every_page_travels_compressed_and_pages_of_errors_are_not_public(release: Release) -> None:
    found = set(files(release.folder))
    for name in found:
        if name.startswith("public/") and name.endswith((".html", ".js", ".xml")):
            assert {f"{name}.br", f"{name}.gz"} <= found, name
    assert not any(name.startswith("public/errors") for name in found)
    assert {
        f"errors/{code}/{kind}.html" for code in release.languages for kind in ("missing", "fault")
    } < found


def test_building_the_same_words_again_changes_nothing(build: Build, site: Path) -> None:
    first = build()
    stamps = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
    assert build() == first
    assert {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")} == stamps
    assert releases(site) == {first.identifier}


def broken_content(sample: Sample) -> None:
    sample.replace("guides/held.md", "topic: police", "topic: nothing")


def broken_contact(sample: Sample) -> None:
    sample.replace("contacts/police.yaml", "papers: may", "papers: perhaps")


def broken_catalogue(sample: Sample) -> None:
    sample.catalogue("fr").write_bytes(b'msgid "\xff\nmsgstr')


@pytest.mark.parametrize("break_it", [broken_content, broken_contact, broken_catalogue])
def test_broken_content_leaves_the_last_good_release_in_force(
    build: Build, sample: Sample, site: Path, break_it: Callable[[Sample], None]
) -> None:
    good = build()
    before = files(site)
    break_it(sample)
    with pytest.raises(ContentError):
        build()
    assert files(site) == before
    assert current_release(site) == good


@pytest.mark.parametrize(
    "template",
    ["pages/guide.html", "pages/contacts.html", "pages/choose.html", "pages/error.html", "pages/sitemap.xml"],
)
@pytest.mark.parametrize("words", ["{{ nothing.at.all }}", "{% broken"])
def test_a_broken_template_leaves_the_last_good_release_in_force(
    build: Build, sample: Sample, site: Path, template: str, words: str
) -> None:
    good = build()
    before = files(site)
    app = app_over(sample)
    assert app.jinja_loader is not None
    app.jinja_loader = ChoiceLoader([DictLoader({template: words}), app.jinja_loader])
    with pytest.raises(FreezeError):
        freeze(app, site)
    assert files(site) == before
    assert current_release(site) == good


def test_a_page_that_fails_is_named_with_what_it_answers(sample: Sample, site: Path) -> None:
    app = app_over(sample)
    assert app.jinja_loader is not None
    app.jinja_loader = ChoiceLoader([DictLoader({"pages/privacy.html": "{{ a.b.c }}"}), app.jinja_loader])
    with pytest.raises(
        FreezeError, match=r"The page /en/privacy/ answers 500\. Run 'dalil dev' to see why\."
    ):
        freeze(app, site)
    assert not site.exists()


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that fills up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_leaves_the_last_good_release_and_no_rest_of_the_new_one(
    build_next: Build, site: Path
) -> None:
    good = build_next()
    before = files(site)
    with small_disk(4000), pytest.raises(OSError, match="File too large"):
        build_next()
    assert files(site) == before
    assert current_release(site) == good
    assert build_next().identifier != good.identifier


def test_what_stops_the_switch_leaves_the_last_good_release_in_force(build_next: Build, site: Path) -> None:
    good = build_next()
    (site / f".current.{os.getpid()}").mkdir()
    with pytest.raises(OSError):
        build_next()
    assert current_release(site) == good
    assert len(releases(site)) == 2


def test_a_reader_of_the_link_finds_a_whole_release_at_every_moment(build_next: Build, site: Path) -> None:
    first = build_next()
    stop, seen, broken = threading.Event(), set(), []

    def watch() -> None:
        while not stop.is_set():
            try:
                found = current_release(site)
                seen.add(found.identifier)
                (found.public / "ary" / "contacts" / "index.html.br").read_bytes()
                (site / "current" / "public" / "index.html").read_bytes()
            except Exception as error:
                broken.append(error)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        built = [build_next().identifier for _ in range(4)]
    finally:
        stop.set()
        watcher.join()
    assert broken == []
    assert seen <= {first.identifier, *built}
    assert len(seen) > 1
    assert not [path for path in site.iterdir() if path.name not in ("current", "releases")]


def test_only_the_three_newest_releases_are_kept(build_next: Build, site: Path) -> None:
    built = [build_next().identifier for _ in range(5)]
    assert len(set(built)) == 5
    assert releases(site) == set(built[-3:])
    assert current_release(site).identifier == built[-1]


def test_going_back_to_older_words_serves_their_release_and_does_not_sweep_it(
    build: Build, build_next: Build, site: Path
) -> None:
    oldest = build()
    others = [build_next().identifier for _ in range(2)]
    assert build() == oldest
    assert current_release(site) == oldest
    assert releases(site) == {oldest.identifier, *others}
