"""Sizes that never grow to make a build pass (design, section 6)."""

from __future__ import annotations

import json
from pathlib import Path

import brotli
import pytest
from flask import Flask

from app import create_app
from app.library.library import Library
from app.offline.packs import LARGEST_PART
from app.pages.addresses import guide_path, home_path
from app.settings import Settings
from app.site.freeze import PAGE_QUALITY, freeze
from app.site.release import Release

FIRST_ROUND_TRIP = 14_600
ALL_SCRIPTS = 12 * 1024
WHOLE_LANGUAGE = 180 * 1024


@pytest.fixture(scope="module")
def project_pages(project_library: Library) -> Flask:
    return create_app(Settings(), project_library)


@pytest.fixture(scope="module")
def release(project_pages: Flask, tmp_path_factory: pytest.TempPathFactory) -> Release:
    return freeze(project_pages, tmp_path_factory.mktemp("budgets"))


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


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_a_whole_language_stays_within_its_share(release: Release, language: str) -> None:
    index = release.public / "packs" / f"{language}.json"
    described = json.loads(index.read_text(encoding="utf-8"))
    wire = [
        (release.public / f"{address.lstrip('/')}.br").stat().st_size for address, _ in described["parts"]
    ]
    assert max(wire) <= LARGEST_PART
    assert sum(wire) <= WHOLE_LANGUAGE
    assert index.with_name(f"{language}.json.br").stat().st_size <= 1536
    assert described["wire"] >= sum(wire)
