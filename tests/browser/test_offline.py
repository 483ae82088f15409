"""Kept on the phone: save a language, kill the server, and read all of it from a cold browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Server
from tests.browser.phone import Phone, cache_names, keep

LANGUAGES = ("ar", "fr", "en")


def kill(server: Server) -> None:
    """Kill the server and its workers, so that nothing can answer."""
    server.kill()
    assert server.process.poll() is not None


def saved_paths(site: Path, language: str) -> list[str]:
    """Return every path that the language's parts hold."""
    public = site / "current" / "public"
    index = json.loads((public / "packs" / f"{language}.json").read_text(encoding="utf-8"))
    parts = [json.loads((public / address.lstrip("/")).read_bytes()) for address, _ in index["parts"]]
    return [path for part in parts for path, _, _ in part["pages"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_from_a_cold_start_with_the_server_killed(
    phone: Phone, running: Server, site: Path, language: str
) -> None:
    keep(phone, running, language)
    kill(running)
    phone.restart()
    page = phone.page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    elsewhere: list[str] = []
    # Playwright marks the handler it is given, and a built-in method cannot be marked.
    page.on("request", lambda request: elsewhere.append(request.url))
    paths = saved_paths(site, language)
    assert len(paths) > 90
    for path in paths:
        answer = page.goto(running.address + path)
        assert answer is not None and answer.status == 200 and answer.from_service_worker, path
        assert page.locator("h1").count() == 1, path
    # Looking for news fails without internet, and so does the picture that only installing needs.
    needed = [url for url in failed if "/packs/" not in url and not url.endswith(".png")]
    assert [what for what in needed if what != "Failed to fetch"] == []
    assert [url for url in elsewhere if not url.startswith(running.address)] == []


def test_a_saved_page_is_as_well_guarded_as_a_served_one(phone: Phone, running: Server) -> None:
    keep(phone, running, "fr")
    served = phone.page().request.get(f"{running.address}/fr/guides/work/").headers
    kill(running)
    page = phone.page()
    answer = page.goto(f"{running.address}/fr/guides/work/")
    assert answer is not None and answer.from_service_worker
    for name in (
        "content-security-policy",
        "referrer-policy",
        "x-frame-options",
        "cross-origin-opener-policy",
        "cross-origin-embedder-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
        "x-content-type-options",
    ):
        assert answer.headers[name] == served[name], name
    assert page.evaluate("crossOriginIsolated") is True
    ran = page.evaluate(
        """() => {
            window.ran = false;
            const script = document.createElement('script');
            try { script.textContent = 'window.ran = true'; } catch (refused) { return window.ran; }
            document.body.appendChild(script);
            return window.ran;
        }"""
    )
    assert ran is False
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "sticky"


def test_an_unsaved_page_lists_what_is_saved_in_the_saved_language(phone: Phone, running: Server) -> None:
    keep(phone, running, "ar")
    kill(running)
    page = phone.page()
    page.goto(f"{running.address}/fr/guides/work/")
    assert page.locator("html").get_attribute("lang") == "ar"
    page.locator("main .rows a").nth(2).click()
    page.wait_for_url("**/ar/guides/**")
    expect(page.locator("h1")).to_be_visible()


def test_saved_pages_behave_as_served_ones(phone: Phone, running: Server) -> None:
    keep(phone, running, "fr")
    keep(phone, running, "ar")
    kill(running)
    phone.restart()
    page = phone.page()
    page.goto(f"{running.address}/fr/contacts/#asylum")
    expect(page.locator("section[aria-labelledby=asylum] .org").first).to_be_visible()
    page.locator("#city").select_option("rabat")
    assert page.locator("[data-cities][hidden]").count() > 0
    page.goto(f"{running.address}/fr/guides/work/")
    page.locator("a[href^='#source-']").first.click()
    assert "#source-" in page.url
    page.go_back()
    page.go_back()
    assert page.url.startswith(f"{running.address}/fr/contacts/")
    page.goto(f"{running.address}/fr/")
    page.locator(".crumb a[hreflang=ar]").click()
    page.wait_for_url("**/ar/")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_leaving_without_internet_ends_on_a_plain_page_of_this_phone(phone: Phone, running: Server) -> None:
    keep(phone, running, "fr")
    kill(running)
    page = phone.page()
    page.goto(f"{running.address}/fr/guides/trafficking-help/")
    page.locator(".leave").click()
    page.wait_for_url("**/fr/away/")
    assert "Dalil" not in page.content().split("<body>")[1]
    assert "Dalil" not in page.title()


def test_a_language_is_removed_whole(phone: Phone, running: Server) -> None:
    keep(phone, running, "en")
    page = phone.page()
    page.goto(f"{running.address}/en/phone/")
    page.locator("[data-language=en] [data-does=remove]").click()
    expect(page.locator("[data-language=en] [role=status]")).to_contain_text("Not saved.")
    assert cache_names(page) == ["dalil-state"]


def test_forgetting_by_its_button_empties_this_phone_and_leaves(phone: Phone, running: Server) -> None:
    keep(phone, running, "en")
    page = phone.page()
    page.goto(f"{running.address}/en/phone/")
    page.locator("[data-forget] button").click()
    page.wait_for_url("https://en.wikipedia.org/")
    page.goto(f"{running.address}/healthz")
    assert cache_names(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0


def test_a_retry_fetches_only_the_parts_that_are_missing(phone: Phone, running: Server, site: Path) -> None:
    index = json.loads((site / "current/public/packs/ar.json").read_text(encoding="utf-8"))
    first, last = index["parts"][0][0], index["parts"][-1][0]
    assert first != last, "the language fits in one part: nothing can be cut between parts"
    page = phone.page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(running.address)))
    page.goto(f"{running.address}/en/about/")
    phone.context.route(f"**{last}", lambda route: route.abort("connectionreset"))
    page.goto(f"{running.address}/en/phone/")
    line = page.locator("[data-language=ar] [role=status]")
    button = page.locator("[data-language=ar] [data-does=add]")
    button.click()
    expect(line).to_contain_text("The connection was cut", timeout=30_000)
    phone.context.unroute(f"**{last}")
    button.click()
    expect(line).to_contain_text("Checked just now", timeout=30_000)
    assert [asked.count(part) for part in (first, last)] == [1, 2]


def test_the_server_empties_storage_for_our_own_pages_only(running: Server, phone: Phone) -> None:
    asked = phone.page().request
    ours = asked.post(f"{running.address}/forget", headers={"Sec-Fetch-Site": "same-origin"}, max_redirects=0)
    assert (ours.status, ours.headers.get("clear-site-data")) == (303, '"storage"')
    script = asked.post(
        f"{running.address}/forget", headers={"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
    )
    assert (script.status, script.headers.get("clear-site-data")) == (204, '"storage"')
    other = asked.post(f"{running.address}/forget", headers={"Sec-Fetch-Site": "cross-site"}, max_redirects=0)
    assert (other.status, other.headers.get("clear-site-data")) == (403, None)


def test_each_language_says_what_it_costs_or_took(phone: Phone, running: Server, site: Path) -> None:
    def size(language: str) -> str:
        index = json.loads((site / f"current/public/packs/{language}.json").read_text("utf-8"))
        return f"({chr(0x2066)}{round(index['wire'] / 1024)} kB{chr(0x2069)})"

    keep(phone, running, "en")
    page = phone.page()
    page.goto(f"{running.address}/en/phone/")
    saved, absent = (page.locator(f"[data-language={code}] [role=status]") for code in ("en", "ar"))
    expect(saved).to_contain_text("Checked just now: nothing is missing. " + size("en"), timeout=10_000)
    expect(absent).to_have_text("Not saved. " + size("ar"))
