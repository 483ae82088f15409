"""The sample's site, published again and again: releases, and the server over the newest one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from app.offline.bundle import Circumstances
from app.settings import Settings
from app.site.freeze import freeze
from app.site.release import Release
from tests.browser.fixtures import Server, start_server
from tests.browser.phone import Phone
from tests.sample import Sample

GUIDE = "guides/held.md"
FIRST_WORDS = "Keep every paper."


class Publisher:
    """The sample's site, its releases and the server over the newest one."""

    def __init__(self, sample: Sample, folder: Path) -> None:
        self.sample = sample
        self.site = folder / "site"
        self.folder = folder
        self.words = FIRST_WORDS
        self.server: Server | None = None

    def publish(self, words: str, **circumstances: bool) -> Release:
        """Freeze the sample with other words in a guide, starting from the releases before."""
        self.sample.replace(GUIDE, self.words, words)
        self.words = words
        settings = Settings(content=self.sample.content, translations=self.sample.translations)
        app = create_app(settings, self.sample.load())
        return freeze(app, self.site, self.site, Circumstances(**circumstances))

    def serve(self, port: int | None = None) -> str:
        """Start a server over the newest release, on the port of the one before it."""
        known = int(self.server.address.rpartition(":")[2]) if self.server else port
        if self.server:
            self.server.kill()
        self.server = start_server(self.site, self.folder, port=known)
        return self.server.address


@pytest.fixture
def publisher(sample: Sample, tmp_path: Path) -> Iterator[Publisher]:
    made = Publisher(sample, tmp_path)
    made.publish("Keep each paper.")
    made.serve()
    yield made
    if made.server:
        made.server.kill()


def saved_words(phone: Phone, address: str) -> str:
    """Return the guide's text as this phone shows it with the server killed."""
    page = phone.page()
    answer = page.goto(f"{address}/en/guides/held/")
    assert answer is not None and answer.from_service_worker
    text = page.locator("article").inner_text()
    page.close()
    return text
