"""The sample, frozen; and the tools to freeze it again after a test has changed it."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.site.freeze import freeze
from app.site.release import Release, current_release
from app.site.server import create_server
from tests.pages.apps import app_over
from tests.sample import Sample
from tests.site.visitor import Visitor


@pytest.fixture(scope="session")
def release(untouched_sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The sample as it is written, frozen once; tests only read it."""
    folder = tmp_path_factory.mktemp("release")
    return freeze(app_over(untouched_sample.copy(folder)), folder / "site")


@pytest.fixture
def client(release: Release) -> Visitor:
    """A visitor of the server that serves the frozen sample."""
    return Visitor(create_server(release))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder for the releases of one test, which does not exist yet."""
    return tmp_path / "site"


@pytest.fixture
def good(release: Release, site: Path) -> Release:
    """The sample as it is written, in force in the folder of the test."""
    shutil.copytree(release.folder.parent.parent, site, symlinks=True)
    return current_release(site)


@pytest.fixture
def build(sample: Sample, site: Path) -> Callable[[], Release]:
    """Freeze the sample as the test has changed it."""
    return lambda: freeze(app_over(sample), site)


@pytest.fixture
def build_next(sample: Sample, build: Callable[[], Release]) -> Iterator[Callable[[], Release]]:
    """Freeze the sample with one more word than the last time."""
    number = itertools.count(1)

    def next_build() -> Release:
        words = sample.read("guides/held.md").replace(
            "Keep every paper.", f"Keep every paper {next(number)}."
        )
        untouched = sample.read("guides/held.md")
        sample.write("guides/held.md", words)
        try:
            return build()
        finally:
            sample.write("guides/held.md", untouched)

    yield next_build
