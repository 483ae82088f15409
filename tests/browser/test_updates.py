"""News and faults: a phone takes only what changed, never mixes releases, and loses nothing it had."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.phone import Phone, cache_names
from tests.browser.publisher import Publisher, saved_words

MOST_BYTES_OF_AN_EDIT = 4 * 1024


NEWEST_IS_SAVED = """async () => {
    const index = await (await fetch('/packs/en.json', { cache: 'no-store' })).json();
    const state = await caches.match('/saved-state.json', { cacheName: 'dalil-state' });
    const saved = state && (await state.json()).languages.en;
    return Boolean(saved) && saved.release === index.release;
}"""
NOTHING_IS_LEFT = """async () => {
    const workers = await navigator.serviceWorker.getRegistrations();
    return workers.length === 0 && (await caches.keys()).length === 0;
}"""


def evaluate_settled(page: Page, expression: str) -> object:
    """Evaluate in a page that may be loaded anew meanwhile, as the worker that removes itself does to it."""
    for _ in range(5):
        try:
            return page.evaluate(expression)
        except Error:
            page.wait_for_load_state()
    return page.evaluate(expression)


def wait_until(page: Page, condition: str) -> None:
    """Wait until an asynchronous condition holds in a page, also when the page is loaded anew meanwhile."""
    waiting = f"""async () => {{
        const condition = {condition};
        const end = Date.now() + 20000;
        while (Date.now() < end) {{
            if (await condition()) return true;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }}
        return false;
    }}"""
    met = evaluate_settled(page, waiting)
    assert met, condition


def status(page: Page) -> object:
    """Return the line that says how English is on this phone."""
    return page.locator("[data-language=en] [role=status]")


def save_english(phone: Phone, address: str) -> Page:
    """Open "On this phone", save English, and return the page."""
    page = phone.page()
    page.goto(f"{address}/en/phone/")
    renew(page)
    return page


def renew(page: Page, expected: str = "") -> None:
    """Tap "Save or renew" and wait for the newest release, or for what the page says in its place."""
    shown = page.locator("[data-language=en] [role=status]")
    expect(shown).not_to_be_empty()
    page.locator("[data-language=en] [data-does=add]").click()
    if expected:
        expect(shown).to_contain_text(expected, timeout=10_000)
    else:
        wait_until(page, NEWEST_IS_SAVED)
        expect(shown).to_contain_text("Checked just now", timeout=10_000)


def wire_bytes(page: Page, act: Callable[[], None]) -> dict[str, int]:
    """Return the bytes that came over the line for each file of a pack while something was done."""
    finished: list[object] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108
    act()
    return {
        request.url: request.sizes()["responseBodySize"]  # type: ignore[attr-defined]
        for request in finished
        if "/packs/" in request.url  # type: ignore[attr-defined]
    }


def test_an_edited_paragraph_costs_at_most_four_kilobytes(phone: Phone, publisher: Publisher) -> None:
    assert publisher.server
    page = save_english(phone, publisher.server.address)
    publisher.publish("Keep all your papers in one place, and copies elsewhere.")
    address = publisher.serve()
    took = wire_bytes(page, lambda: renew(page))
    assert sum(took.values()) <= MOST_BYTES_OF_AN_EDIT, took
    publisher.server.kill()
    assert "copies elsewhere" in saved_words(phone, address)
    assert len([name for name in cache_names(page) if name.startswith("dalil-pack-en")]) == 1


def test_three_releases_behind_is_one_delta_and_seven_the_whole_pack(
    phone: Phone, publisher: Publisher
) -> None:
    assert publisher.server
    page = save_english(phone, publisher.server.address)
    for number in range(3):
        publisher.publish(f"Keep paper number {number}.")
    publisher.serve()
    took = wire_bytes(page, lambda: renew(page))
    index = json.loads((publisher.site / "current/public/packs/en.json").read_text("utf-8"))
    deltas = {address for address, _ in index["deltas"].values()}
    assert {url.partition("/packs/")[2] for url in took} - {"en.json"} <= {
        a.partition("/packs/")[2] for a in deltas
    }
    assert len(took) == 2
    for number in range(3, 10):
        publisher.publish(f"Keep paper number {number}.")
    publisher.serve()
    took = wire_bytes(page, lambda: renew(page))
    index = json.loads((publisher.site / "current/public/packs/en.json").read_text("utf-8"))
    parts = {address.partition("/packs/")[2] for address, _ in index["parts"]}
    assert {url.partition("/packs/")[2] for url in took} == {"en.json", *parts}


@pytest.mark.fault("rollback to an earlier release", "nothing; the words are those of then")
def test_going_back_to_an_earlier_release_leaves_the_phone_whole(phone: Phone, publisher: Publisher) -> None:
    assert publisher.server
    publisher.publish("Keep the second paper.")
    publisher.serve()
    page = save_english(phone, publisher.server.address)
    publisher.publish("Keep each paper.")
    address = publisher.serve()
    renew(page)
    publisher.server.kill()
    assert "Keep each paper." in saved_words(phone, address)


def half(data: bytes) -> bytes:
    """Return the first half of a file, as some browsers keep it when a line is cut."""
    return data[: len(data) // 2]


FAULTS: dict[str, tuple[Callable[[Route], None], str]] = {
    "login page": (
        lambda route: route.fulfill(body="<html>Wi-Fi login</html>", content_type="text/html"),
        "Another page came instead",
    ),
    "empty answer": (lambda route: route.fulfill(body=""), "The connection was cut"),
    "cut line": (lambda route: route.abort("connectionreset"), "The connection was cut"),
    "server fault": (lambda route: route.fulfill(status=500, body="fault"), "The connection was cut"),
    "missing": (lambda route: route.fulfill(status=404, body="no"), "Another page came instead"),
    "half a file": (
        lambda route: route.fulfill(body=half(route.fetch().body()), content_type="application/json"),
        "The connection was cut",
    ),
    "wrong bytes": (
        lambda route: route.fulfill(body=route.fetch().body().replace(b'"from"', b'"form"')),
        "Something is missing or damaged",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_the_old_release_whole_and_says_so(
    phone: Phone, publisher: Publisher, fault: str
) -> None:
    assert publisher.server
    page = save_english(phone, publisher.server.address)
    publisher.publish("Keep the newest paper.")
    address = publisher.serve()
    answer, words = FAULTS[fault]
    phone.context.route(re.compile(r"/packs/[0-9a-f]{32}\.json"), answer)
    renew(page, words)
    publisher.server.kill()
    phone.restart()
    assert "Keep each paper." in saved_words(phone, address)
    publisher.serve()
    page = phone.page()
    page.goto(f"{address}/en/phone/")
    renew(page)
    publisher.server.kill()
    assert "Keep the newest paper." in saved_words(phone, address)


@pytest.mark.fault("quota full", "this phone is full")
def test_a_full_phone_keeps_what_it_had(phone: Phone, publisher: Publisher) -> None:
    assert publisher.server
    page = save_english(phone, publisher.server.address)
    publisher.publish("Keep the newest paper.")
    address = publisher.serve()
    page.add_init_script(
        "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"
    )
    page.reload()
    renew(page, "This phone is full")
    publisher.server.kill()
    phone.restart()
    assert "Keep each paper." in saved_words(phone, address)


@pytest.mark.fault("two tabs, and one closed in mid-download", "nothing; the other tab goes on")
def test_two_tabs_at_once_and_one_closed_in_the_middle_end_whole(phone: Phone, publisher: Publisher) -> None:
    assert publisher.server
    address = publisher.server.address
    first, second = phone.page(), phone.page()
    for tab in (first, second):
        tab.goto(f"{address}/en/phone/")
        tab.locator("[data-language=en] [data-does=add]").click()
    first.close()
    expect(second.locator("[data-language=en] [role=status]")).to_contain_text("Checked", timeout=10_000)
    publisher.server.kill()
    assert "Keep each paper." in saved_words(phone, address)


@pytest.mark.fault("kill flag and self-destructing worker", "nothing; all is gone")
def test_the_kill_flag_removes_everything_and_the_worker(phone: Phone, publisher: Publisher) -> None:
    assert publisher.server
    save_english(phone, publisher.server.address).close()
    publisher.publish("Keep nothing.", kill=True)
    address = publisher.serve()
    page = phone.page()
    page.goto(f"{address}/en/phone/")
    evaluate_settled(
        page, "navigator.serviceWorker.getRegistration().then(found => { if (found) found.update(); })"
    )
    wait_until(page, NOTHING_IS_LEFT)
