"""Sizes that never grow to make a build pass (design, section 6)."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest
from flask import Flask

from app import create_app
from app.library.library import Library
from app.pages.addresses import guide_path, home_path
from app.settings import Settings

FIRST_ROUND_TRIP = 14_600
ALL_SCRIPTS = 12 * 1024


@pytest.fixture(scope="module")
def project_pages(project_library: Library) -> Flask:
    return create_app(Settings(), project_library)


def compressed(app: Flask, path: str) -> int:
    """Return the size of a page as it travels: brotli at the quality that pages are frozen with."""
    return len(brotli.compress(app.test_client().get(path).data, quality=9, lgwin=22))


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
