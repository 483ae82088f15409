"""What tests of every room share: the project's own library, and a small sample of one to change."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from app.library.library import Library
from app.library.loading import load_languages, load_library
from app.library.messages import compile_catalogues
from tests.sample import PROJECT, Sample

# The browser, the servers and the phone are shared: Playwright can only be started once.
pytest_plugins = [
    "tests.browser.fixtures",
    "tests.browser.phone",
    "tests.browser.publisher",
    "tests.browser.fault_table",
]

# A slow machine is no reason for a property to fail.
hypothesis.settings.register_profile("dalil", deadline=None)
hypothesis.settings.load_profile("dalil")


@pytest.fixture(scope="session")
def project_library() -> Library:
    """The library of the repository, with its catalogues compiled."""
    content, translations = PROJECT / "content", PROJECT / "translations"
    compile_catalogues(translations, list(load_languages(content).values()))
    return load_library(content, translations)


@pytest.fixture(scope="session")
def untouched_sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample as it is written once; tests get copies of it."""
    return Sample.create(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def sample(untouched_sample: Sample, tmp_path: Path) -> Sample:
    """A small valid library in a folder of its own, for a test to break, translate and load."""
    return untouched_sample.copy(tmp_path)
