"""Apps over samples, for the tests of pages and of what is made of pages."""

from __future__ import annotations

from flask import Flask

from app import create_app
from app.settings import Settings
from tests.sample import Sample


def settings_of(sample: Sample, **settings: str) -> Settings:
    """Return the settings of a copy that shows a sample."""
    return Settings(content=sample.content, translations=sample.translations, **settings)  # type: ignore[arg-type]


def app_over(sample: Sample, **settings: str) -> Flask:
    """Return a new app over a sample as it is now."""
    return create_app(settings_of(sample, **settings), sample.load())
