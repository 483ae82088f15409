"""Old phones: without each newer part of a browser pages still read, and say what is not possible."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.fixtures import Server, Visit, start_visit

TAKEN = {
    "serviceWorker": "delete Navigator.prototype.serviceWorker",
    "caches": "delete window.caches",
    "indexedDB": "delete window.indexedDB",
    "locks": "delete Navigator.prototype.locks",
    "crypto.subtle": "delete Crypto.prototype.subtle",
    "trustedTypes": "delete window.trustedTypes",
}
TAKEN["all at once"] = ";".join(TAKEN.values())
NEEDED_TO_SAVE = ("serviceWorker", "caches", "crypto.subtle", "all at once")


@pytest.fixture(params=TAKEN)
def without(request: pytest.FixtureRequest) -> str:
    """The name of what is taken away."""
    return str(request.param)


@pytest.fixture
def old(chromium: Browser, server: Server, without: str) -> Iterator[Visit]:
    """A visit with a browser that lacks it; it does not know Trusted Types in the policy either."""
    started = start_visit(chromium, server, bypass_csp=True)
    started.page.add_init_script(TAKEN[without])
    yield started
    started.context.close()


def test_pages_read_and_their_scripts_raise_no_error(old: Visit) -> None:
    for path in ("/fr/", "/fr/guides/police-arrest/", "/fr/contacts/", "/fr/about/"):
        page = old.open(path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".leave")).to_be_visible()
    page = old.open("/fr/contacts/")
    page.locator("#city").select_option("rabat")
    assert page.locator("[data-cities][hidden]").count() > 0
    assert old.complaints == []


def test_the_phone_page_says_honestly_whether_saving_is_possible(old: Visit, without: str) -> None:
    page = old.open("/en/phone/")
    unsupported = page.locator("[data-unsupported]")
    button = page.locator("[data-language=en] [data-does=add]")
    if without in NEEDED_TO_SAVE:
        expect(unsupported).to_be_visible()
        expect(button).to_be_hidden()
    else:
        expect(unsupported).to_be_hidden()
        button.click()
        expect(page.locator("[data-language=en] [role=status]")).to_contain_text("Checked", timeout=30_000)
    assert old.complaints == []


def test_no_bar_offers_what_cannot_be_done(old: Visit, without: str) -> None:
    page = old.open("/en/guides/work/")
    page.wait_for_load_state("networkidle")
    if without in NEEDED_TO_SAVE:
        expect(page.locator("[data-keep]")).to_be_hidden()
    else:
        expect(page.locator("[data-keep] [role=status]")).to_contain_text("2026", timeout=30_000)


def test_forgetting_works_as_far_as_it_can(old: Visit) -> None:
    page = old.open("/en/phone/")
    page.locator("[data-forget] button").click()
    page.wait_for_url("https://en.wikipedia.org/")
