"""“Forget everything” deletes all that Dalil keeps on this phone, also without internet."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Server
from tests.browser.phone import Phone, cache_names, keep

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

LEFT = """async () => {
    const databases = indexedDB.databases ? await indexedDB.databases() : [];
    const workers = await navigator.serviceWorker.getRegistrations();
    return [databases.length, workers.length, localStorage.length, sessionStorage.length, document.cookie];
}"""


@pytest.mark.parametrize("alive", [True, False], ids=["with internet", "server dead"])
def test_nothing_is_left_after_the_button(phone: Phone, running: Server, alive: bool) -> None:
    keep(phone, running, "en")
    page = phone.page()
    if not alive:
        running.kill()
    page.goto(f"{running.address}/en/phone/")
    page.locator("[data-forget] button").click()
    page.wait_for_url("https://en.wikipedia.org/")
    # The same origin, without asking the server, which may be dead.
    empty = f"{running.address}/empty"
    phone.context.route(empty, lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(empty)
    assert cache_names(page) == []
    assert page.evaluate(LEFT) == [0, 0, 0, 0, ""]
