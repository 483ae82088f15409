"""Freezing: the same words give the same bytes, and nothing broken ever takes the place of what works."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
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
from tests.sample import PROJECT, Sample
from tests.site.folders import files, releases

Build = Callable[[], Release]

COMPRESSED = (".br", ".gz")


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


BUILD_ELSEWHERE = """
import sys
from pathlib import Path
from app.site.freeze import freeze
from tests.pages.apps import app_over
from tests.sample import Sample
print(freeze(app_over(Sample(Path(sys.argv[1]))), Path(sys.argv[1]) / "out").identifier)
"""


@pytest.mark.parametrize(
    "machine",
    [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANGUAGE": "fr"},
    ],
)
def test_another_process_on_another_machine_makes_the_same_release(
    untouched_sample: Sample, release: Release, tmp_path: Path, machine: dict[str, str]
) -> None:
    copy = untouched_sample.copy(tmp_path)
    built = subprocess.run(
        [sys.executable, "-c", BUILD_ELSEWHERE, str(copy.project)],
        env={**os.environ, **machine, "PYTHONPATH": str(PROJECT)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert built.stdout.strip() == release.identifier
    assert files(copy.project / "out" / "releases" / release.identifier) == files(release.folder)


def test_one_changed_word_gives_another_release_and_changes_only_its_pages(
    good: Release, build: Build, sample: Sample
) -> None:
    sample.replace("guides/held.md", "Keep every paper.", "Keep each paper.")
    after = build()
    assert after.identifier != good.identifier
    old, new = without_packs(files(good.folder)), without_packs(files(after.folder))
    assert set(old) == set(new)
    changed = {name for name in old if old[name] != new[name] and not name.endswith(COMPRESSED)}
    # "About" too: the lawyer read another word, so the signature is gone.
    names = ("guides/held", "about")
    pages = {f"public/{code}/{name}/index.html" for code in ("en", "fr", "ar", "ary") for name in names}
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
    data = ("/manifest.webmanifest", "/contacts.json", ".vcf")
    assert all(name.startswith("packs/") or name.endswith(data) for name in rest)
    page = (release.public / "fr" / "index.html").read_text("utf-8")
    linked = set(re.findall(r'"/(static/[^"]+)"', page))
    assert linked
    assert linked <= others


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


def test_building_the_same_words_again_changes_nothing(good: Release, build: Build, site: Path) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in good.folder.rglob("*")}
    assert build() == good
    assert {path: path.stat().st_mtime_ns for path in good.folder.rglob("*")} == stamps
    assert releases(site) == {good.identifier}


def broken_content(sample: Sample) -> None:
    sample.replace("guides/held.md", "topic: police", "topic: nothing")


def broken_contact(sample: Sample) -> None:
    sample.replace("contacts/police.yaml", "papers: may", "papers: perhaps")


def broken_catalogue(sample: Sample) -> None:
    sample.catalogue("fr").write_bytes(b'msgid "\xff\nmsgstr')


@pytest.mark.parametrize("break_it", [broken_content, broken_contact, broken_catalogue])
def test_broken_content_leaves_the_last_good_release_in_force(
    good: Release, build: Build, sample: Sample, site: Path, break_it: Callable[[Sample], None]
) -> None:
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
    good: Release, sample: Sample, site: Path, template: str, words: str
) -> None:
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


def test_what_did_not_change_is_not_compressed_again(good: Release, build: Build, sample: Sample) -> None:
    kept = "fr/guides/arrest/index.html.br"
    mark = good.public / kept
    mark.write_bytes(mark.read_bytes() + b"mark")
    sample.replace("guides/held.md", "Keep every paper.", "Keep each paper.")
    after = build()
    assert after.identifier != good.identifier
    assert (after.public / kept).read_bytes() == mark.read_bytes()
    changed = "fr/guides/held/index.html"
    unpacked = brotli.decompress((after.public / f"{changed}.br").read_bytes())
    assert unpacked == (after.public / changed).read_bytes()
