"""Sizes that never grow to make a build pass (design, section 6)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from flask import Flask

from app import create_app
from app.library.catalogues import Catalogue
from app.library.library import Library
from app.library.loading import load_languages
from app.offline.bundle import Frozen, language_pack
from app.offline.packs import LARGEST_PART, MOST_DELTAS, Pack, deltas_from, index, parts
from app.pages.addresses import guide_path, home_path, saved_pages
from app.privacy import policy
from app.settings import Settings
from app.site.freeze import PAGE_QUALITY
from app.site.release import Release, current_release

FIRST_ROUND_TRIP = 14_600
ALL_SCRIPTS = 12 * 1024
WHOLE_LANGUAGE = 180 * 1024
EDITED_PARAGRAPH = 4 * 1024
INDEX = 1536
LANGUAGES = list(load_languages(Settings().content))


@pytest.fixture(scope="module")
def project_pages(project_library: Library) -> Flask:
    return create_app(Settings(), project_library)


@pytest.fixture(scope="module")
def release(site: Path) -> Release:
    return current_release(site)


def compressed(app: Flask, path: str) -> int:
    """Return the size of a page as it travels: brotli at the quality that pages are frozen with."""
    return len(brotli.compress(app.test_client().get(path).data, quality=PAGE_QUALITY, lgwin=22))


def test_a_guide_and_a_home_arrive_in_the_first_round_trip(
    project_pages: Flask, project_library: Library
) -> None:
    paths = [guide_path(code, slug) for code in project_library.languages for slug in project_library.guides]
    paths += [home_path(code) for code in project_library.languages]
    sizes = {path: compressed(project_pages, path) for path in paths}
    assert {path: size for path, size in sizes.items() if size > FIRST_ROUND_TRIP} == {}


def test_all_scripts_together_stay_small() -> None:
    scripts = sorted(Path(Settings().static / "js").glob("*.js"))
    total = sum(len(brotli.compress(script.read_bytes(), quality=11)) for script in scripts)
    assert scripts
    assert total <= ALL_SCRIPTS


def test_the_worker_is_small() -> None:
    worker = (Settings().static / "service-worker.js").read_bytes()
    assert len(brotli.compress(worker, quality=11)) <= 2 * 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_language_stays_within_its_share(release: Release, language: str) -> None:
    index = release.public / "packs" / f"{language}.json"
    described = json.loads(index.read_text(encoding="utf-8"))
    wire = [
        (release.public / f"{address.lstrip('/')}.br").stat().st_size for address, _ in described["parts"]
    ]
    assert max(wire) <= LARGEST_PART
    assert sum(wire) <= WHOLE_LANGUAGE
    assert index.with_name(f"{language}.json.br").stat().st_size <= INDEX
    assert described["wire"] >= sum(wire)


def pack_of(library: Library, language: str) -> Pack:
    """Return what a phone keeps of one language."""
    app = create_app(Settings(), library)
    assets = app.extensions["dalil.assets"]
    client = app.test_client()
    pages = {path: client.get(path).text for path in saved_pages(library, language)}
    return language_pack(Frozen(library, assets, policy(assets.sheet), pages, {language: {}}), language)


def with_edit(library: Library, language: str, number: int) -> Library:
    """Return a library in which one paragraph of a guide reads otherwise in one language."""
    guide = list(library.guides.values())[number]
    unit = next(unit for unit in guide.units if unit.context is None and len(unit.message) > 80)
    catalogue = library.catalogues[language, "guides"]
    edited = f"{catalogue.lookup(unit.context, unit.message)} Une phrase de plus, pour le numéro {number}."
    entries = {**catalogue.entries, (unit.context, unit.message): edited}
    return replace(library, catalogues={**library.catalogues, (language, "guides"): Catalogue(entries)})


def on_the_wire(data: bytes) -> int:
    return len(brotli.compress(data, quality=11, lgwin=24))


def test_an_edited_paragraph_of_the_real_content_costs_little_also_five_releases_later(
    project_library: Library,
) -> None:
    library = replace(
        project_library, languages={code: project_library.languages[code] for code in ("fr", "en")}
    )
    packs = [pack_of(library, "fr")]
    for number in range(MOST_DELTAS):
        library = with_edit(library, "fr", number * 5)
        packs.insert(0, pack_of(library, "fr"))
    newest, *earlier = packs
    assert len({pack.release for pack in packs}) == MOST_DELTAS + 1
    steps = deltas_from(earlier, newest)
    assert len(steps) == MOST_DELTAS
    listed = on_the_wire(index(newest, parts(newest), steps, notices=[], kill=False))
    assert listed <= INDEX
    assert listed + on_the_wire(steps[earlier[0].release].data) <= EDITED_PARAGRAPH
    assert listed + on_the_wire(steps[earlier[-1].release].data) <= EDITED_PARAGRAPH
