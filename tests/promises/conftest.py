"""The real content as served: frozen once, and its pages by address."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.library.library import Library
from app.pages.addresses import every_page
from app.settings import Settings
from app.site.release import Release, current_release


@pytest.fixture(scope="session")
def project_app(project_library: Library) -> Flask:
    """The app over the repository's own content."""
    return create_app(Settings(), project_library)


@pytest.fixture(scope="session")
def release(site: Path) -> Release:
    """The repository's own content, frozen."""
    return current_release(site)


@pytest.fixture(scope="session")
def frozen_pages(release: Release, project_library: Library) -> Mapping[str, str]:
    """Every public page's HTML by its address."""
    return {page.path: _html(release.public, page.path) for page in every_page(project_library)}


def _html(public: Path, path: str) -> str:
    return (public / path.lstrip("/") / "index.html").read_text(encoding="utf-8")
