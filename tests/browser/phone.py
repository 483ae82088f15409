"""A browser with a profile that outlives it, and a server that a test may kill."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from tests.browser.fixtures import CHROMIUM_FLAGS, NEUTRAL, Server, chromium_program, start_server


class Phone:
    """A browser with a profile that outlives it, as on a phone."""

    def __init__(self, driver: Playwright, profile: Path) -> None:
        self.driver = driver
        self.profile = profile
        self.context = self._open()

    def _open(self) -> BrowserContext:
        context = self.driver.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=chromium_program(),
            args=CHROMIUM_FLAGS,
            viewport={"width": 360, "height": 640},
        )
        context.route(
            NEUTRAL, lambda route: route.fulfill(body="<title>Neutral</title>", content_type="text/html")
        )
        return context

    def restart(self) -> None:
        """Close the browser and start it again: nothing but the profile is left."""
        self.context.close()
        self.context = self._open()

    def kill(self) -> None:
        """End the browser by SIGKILL, as a phone that runs out of power does, and start it again."""
        with suppress(Error):
            subprocess.run(["pkill", "-KILL", "-f", str(self.profile)], check=True)
            self.context.close()
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()
        self.context = self._open()

    def page(self) -> Page:
        """Return a new page."""
        return self.context.new_page()


@pytest.fixture
def phone(driver: Playwright, tmp_path: Path) -> Iterator[Phone]:
    opened = Phone(driver, tmp_path / "profile")
    yield opened
    opened.context.close()


@pytest.fixture
def running(site: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that a test may kill."""
    server = start_server(site, tmp_path)
    yield server
    server.kill()


def keep(phone: Phone, server: Server, language: str) -> None:
    """Open a language's home and wait until it says that it is saved."""
    page = phone.page()
    page.goto(f"{server.address}/{language}/")
    expect(page.locator("[data-keep] button:visible")).to_have_count(0, timeout=30_000)
    expect(page.locator("[data-keep] [role=status]")).to_contain_text("2026", timeout=30_000)
    page.close()


def cache_names(page: Page) -> list[str]:
    """Return the names of all caches of the site."""
    names: list[str] = page.evaluate("caches.keys()")
    return names
