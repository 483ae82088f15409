"""The pages over the sample, over a sample that a test has changed, and over the real content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from app import create_app
from app.library.library import Library
from app.pages.reader import Reader
from app.settings import Settings
from tests.pages.apps import app_over
from tests.pages.html_tree import Element, parse
from tests.sample import Sample


@pytest.fixture(scope="session")
def app(untouched_sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app over the sample as it is written; tests that change anything make their own."""
    return app_over(untouched_sample.copy(tmp_path_factory.mktemp("pages")))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor of the sample without a past."""
    return app.test_client()


@pytest.fixture(scope="session")
def project_app(project_library: Library) -> Flask:
    """The app over the repository's own content."""
    return create_app(Settings(), project_library)


@pytest.fixture
def project_client(project_app: Flask) -> FlaskClient:
    """A visitor of the repository's own content without a past."""
    return project_app.test_client()


@pytest.fixture
def page(sample: Sample) -> Callable[..., Element]:
    """Return a page of the sample as the test has changed it; settings of the copy may be given."""

    def read(path: str, **settings: str) -> Element:
        response = app_over(sample, **settings).test_client().get(path)
        assert response.status_code == 200, path
        return parse(response.text)

    return read


@pytest.fixture
def reader(sample: Sample) -> Iterator[Callable[[str], Reader]]:
    """Make a language of the sample, as the test has changed it, the current reader's."""
    with ExitStack() as contexts:

        def become(code: str) -> Reader:
            app = app_over(sample)
            contexts.enter_context(app.test_request_context(f"/{code}/"))
            app.preprocess_request()
            assert g.reader.language.code == code
            return g.reader  # type: ignore[no-any-return]

        yield become
