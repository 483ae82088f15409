"""The reader decides what is kept: asked when data is dear, stopped by a tap, refused, forgotten whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.fixtures import Server
from tests.browser.phone import Phone, cache_names, keep


def bar(page: Page) -> Locator:
    """Return the bar that speaks of saving."""
    return page.locator("[data-keep]")


def words(page: Page) -> Locator:
    """Return the line of the bar that speaks of saving."""
    return bar(page).locator("[role=status]")


def tap(page: Page, does: str) -> None:
    """Tap a button of the bar."""
    bar(page).locator(f"[data-does={does}]").click()


def packs(page: Page) -> list[str]:
    """Return the names of the caches that hold pages."""
    return [name for name in cache_names(page) if name.startswith("dalil-pack-")]


def hold(route: Route) -> None:
    """Never answer, as a line that has gone quiet."""


def is_file(url: str) -> bool:
    """Say whether an address is that of a part or a delta, and not of an index."""
    return len(url.rpartition("/")[2]) > 20 and "/packs/" in url


def test_refusing_is_honoured_until_it_is_taken_back(phone: Phone, running: Server) -> None:
    page = phone.page()
    page.route(is_file, hold)
    page.goto(f"{running.address}/en/")
    tap(page, "refuse")
    expect(words(page)).to_have_text("Nothing is kept on this phone.")
    page.unroute(is_file)
    assert packs(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    phone.restart()
    page = phone.page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{running.address}/en/guides/work/")
    page.goto(f"{running.address}/en/contacts/", wait_until="networkidle")
    assert [url for url in asked if is_file(url)] == []
    expect(bar(page)).to_be_hidden()
    page.goto(f"{running.address}/en/phone/")
    page.locator("[data-language=en] [data-does=add]").click()
    expect(page.locator("[data-language=en] [role=status]")).to_contain_text("Checked", timeout=30_000)
    page.goto(f"{running.address}/en/")
    expect(words(page)).to_contain_text("2026", timeout=10_000)


def test_stopping_ends_the_download_and_keeps_nothing_half(phone: Phone, running: Server) -> None:
    page = phone.page()
    page.route(is_file, hold)
    page.goto(f"{running.address}/en/")
    tap(page, "stop")
    expect(words(page)).to_contain_text("You stopped it.")
    page.unroute(is_file)
    tap(page, "keep")
    expect(words(page)).to_contain_text("2026", timeout=30_000)


DEAR: dict[str, Callable[[Page], None]] = {
    "the reader saves data": lambda page: page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    ),
    "the language is large": lambda page: page.route(
        "**/packs/en.json",
        lambda route: route.fulfill(json={**route.fetch().json(), "wire": 301 * 1024}),
    ),
}


@pytest.mark.parametrize("reason", DEAR)
def test_where_data_is_dear_it_asks_first(phone: Phone, running: Server, reason: str) -> None:
    page = phone.page()
    DEAR[reason](page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{running.address}/en/")
    expect(words(page)).to_contain_text("Keep all guides on this phone")
    assert [url for url in asked if is_file(url)] == []
    tap(page, "keep")
    expect(words(page)).to_contain_text("2026", timeout=30_000)


def test_forgetting_by_its_button_works_with_the_server_killed(phone: Phone, running: Server) -> None:
    keep(phone, running, "en")
    running.kill()
    page = phone.page()
    page.goto(f"{running.address}/en/phone/")
    page.locator("[data-forget] button").click()
    page.wait_for_url("https://en.wikipedia.org/")
    # The same origin again, from the phone's own side: nothing answers, and nothing is left.
    phone.context.route(
        f"{running.address}/empty", lambda route: route.fulfill(body="", content_type="text/html")
    )
    page.goto(f"{running.address}/empty")
    assert cache_names(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0


def test_forgetting_leaves_although_the_line_has_gone_quiet(phone: Phone, running: Server) -> None:
    keep(phone, running, "en")
    page = phone.page()
    page.goto(f"{running.address}/en/phone/")
    page.route("**/forget", hold)
    page.locator("[data-forget] button").click()
    page.wait_for_url("https://en.wikipedia.org/", timeout=10_000)


def test_without_internet_the_other_saved_languages_are_named(phone: Phone, running: Server) -> None:
    keep(phone, running, "ar")
    keep(phone, running, "fr")
    running.kill()
    page = phone.page()
    page.goto(f"{running.address}/fr/guides/nothing-of-this-name/")
    others = page.locator("[data-other-languages] a:visible")
    expect(others).to_have_count(1)
    others.click()
    page.wait_for_url("**/ar/")
    expect(page.locator("h1")).to_be_visible()


def test_installing_is_offered_by_tap_only(phone: Phone, running: Server) -> None:
    page = phone.page()
    page.goto(f"{running.address}/en/phone/")
    button = page.locator("[data-install] button")
    # Chromium sends its own event only for a manifest and icons that it can install.
    expect(button).to_be_visible()
    page.evaluate(
        """() => {
            const event = new Event('beforeinstallprompt', { cancelable: true });
            event.prompt = () => { window.asked = (window.asked || 0) + 1; };
            window.held = !window.dispatchEvent(event);
        }"""
    )
    assert page.evaluate("window.held") is True
    assert page.evaluate("window.asked || 0") == 0
    button.click()
    assert page.evaluate("window.asked") == 1
    expect(button).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('appinstalled'))")
    expect(page.locator("[data-install] [role=status]")).to_contain_text("home screen")


def noticing(days: int, **more: str) -> Callable[[Route], None]:
    """Answer an index with one urgent notice that ends in some days."""
    until = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=days)
    notice = {
        "id": "silent",
        "text": "The line is silent.",
        "lang": "en",
        "dir": "ltr",
        "until": str(until),
        **more,
    }
    return lambda route: route.fulfill(json={**route.fetch().json(), "notices": [notice]})


def test_an_urgent_notice_stays_on_every_saved_page_until_it_is_withdrawn(
    phone: Phone, running: Server
) -> None:
    phone.context.route("**/packs/en.json", noticing(3, path="/en/contacts/police/"))
    keep(phone, running, "en")
    phone.context.unroute("**/packs/en.json")
    page = phone.page()
    for path in ("/en/", "/en/guides/work/", "/en/contacts/"):
        page.goto(running.address + path)
        expect(page.locator(".notices a")).to_have_text("The line is silent.")
    assert page.locator(".notices a").get_attribute("href") == "/en/contacts/police/"
    age_state(page, 1)
    page.reload()
    expect(page.locator(".notices")).to_have_count(0, timeout=10_000)
    page.goto(f"{running.address}/en/")
    expect(words(page)).to_contain_text("2026")
    assert page.locator(".notices").count() == 0


def test_a_notice_reaches_those_who_keep_nothing_and_ends_with_its_day(phone: Phone, running: Server) -> None:
    page = phone.page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.route("**/packs/en.json", noticing(0))
    page.goto(f"{running.address}/en/guides/work/")
    expect(page.locator(".notices .notice")).to_have_text("The line is silent.")
    page.unroute("**/packs/en.json")
    page.route("**/packs/en.json", noticing(-1))
    with page.expect_response("**/packs/en.json"):
        page.reload()
    page.wait_for_load_state("networkidle")
    assert page.locator(".notices").count() == 0


def age_state(page: Page, days: int) -> None:
    """Let the last look for news be some days ago."""
    page.evaluate(
        """async (days) => {
            const state = await (await caches.match('/saved-state.json')).json();
            state.checked = Date.now() - days * 86400000 - 1000;
            const cache = await caches.open('dalil-state');
            await cache.put('/saved-state.json', new Response(JSON.stringify(state)));
        }""",
        days,
    )


def test_a_copy_without_a_check_for_two_months_says_that_the_law_may_have_changed(
    phone: Phone, running: Server
) -> None:
    keep(phone, running, "en")
    page = phone.page()
    page.goto(f"{running.address}/en/guides/work/")
    age_state(page, 59)
    running.kill()
    page.reload()
    expect(words(page)).to_contain_text("Saved on this phone")
    age_state(page, 61)
    page.reload()
    expect(words(page)).to_have_text(
        "Last renewed 61 days ago. The law may have changed. Go online once to renew it."
    )


def test_a_look_for_news_makes_an_old_copy_young_again(phone: Phone, running: Server) -> None:
    keep(phone, running, "en")
    page = phone.page()
    page.goto(f"{running.address}/en/guides/work/")
    age_state(page, 61)
    page.reload()
    expect(words(page)).to_contain_text("Saved on this phone", timeout=10_000)
