"""Guides saved on this phone open without internet, all of them or none."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Server
from tests.browser.phone import Phone, cache_names, keep

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_what_is_saved_opens_with_the_server_dead(phone: Phone, running: Server) -> None:
    keep(phone, running, "fr")
    running.kill()
    phone.restart()
    page = phone.page()
    for path in ("/fr/", "/fr/guides/police-arrest/", "/fr/contacts/", "/fr/privacy/"):
        answer = page.goto(running.address + path)
        assert answer is not None and answer.from_service_worker, path
        expect(page.locator("h1")).to_be_visible()


def test_a_language_that_did_not_arrive_whole_is_not_said_to_be_saved(phone: Phone, running: Server) -> None:
    page = phone.page()
    index = page.request.get(f"{running.address}/packs/fr.json").json()
    last = index["parts"][-1][0]
    phone.context.route(f"**{last}", lambda route: route.abort("connectionreset"))
    page.goto(f"{running.address}/fr/")
    expect(page.locator("[data-keep] [data-does=keep]")).to_be_visible(timeout=30_000)
    state = page.evaluate("caches.match('/saved-state.json').then(found => found && found.json())")
    assert not (state or {}).get("languages")
    assert any(name.startswith("dalil-pack-fr") for name in cache_names(page)), "a retry starts from nothing"
    running.kill()
    answer = page.goto(f"{running.address}/fr/guides/work/")
    assert answer is not None and answer.status == 503
