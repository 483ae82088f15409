"""Every kind of page in every first language: accessible, fitting, quiet and alone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from app.library.loading import load_languages
from app.settings import Settings
from tests.browser.fixtures import Server, Visit, start_visit

LANGUAGES = ("ar", "fr", "en")
KINDS = (
    "",
    "guides/police-arrest/",
    "guides/health/",
    "contacts/",
    "contacts/unhcr-rabat/",
    "contacts/cjf-fes/",
    "about/",
    "privacy/",
    "leave/",
    "no-such-page/",
)
PATHS = ["/", *(f"/{language}/{kind}" for language in LANGUAGES for kind in KINDS)]
# The longest words are in other languages; a page of each kind with the most of them is enough.
OTHERS = [code for code in load_languages(Settings().content) if code not in LANGUAGES]
OTHER_KINDS = ("", "guides/start-here/", "contacts/cjf-fes/")
OTHER_PATHS = [f"/{code}/{kind}" for code in OTHERS for kind in OTHER_KINDS]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(visit: Visit) -> list[str]:
    """Return what axe finds on the open page, one line a violation."""
    options = {"runOnly": {"type": "tag", "values": AXE_RULES}}
    found: Any = Axe().run(visit.page, options=options).response["violations"]
    return [f"{item['id']}: {node['html'][:150]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, server: Server, path: str, scheme: str) -> None:
    visit = start_visit(chromium, server, color_scheme=scheme)
    visit.open(path)
    # Collapsed lists hide what a reader can open: open them all before looking.
    visit.page.evaluate("document.querySelectorAll('details').forEach(list => { list.open = true })")
    assert violations(visit) == []
    visit.context.close()


@pytest.mark.parametrize("path", OTHER_PATHS)
def test_axe_finds_nothing_in_the_other_languages(visit: Visit, path: str) -> None:
    visit.open(path)
    visit.page.evaluate("document.querySelectorAll('details').forEach(list => { list.open = true })")
    assert violations(visit) == []


@pytest.mark.parametrize(
    ("path", "text_size"),
    [*((path, size) for path in PATHS for size in (100, 200)), *((path, 200) for path in OTHER_PATHS)],
)
def test_nothing_scrolls_sideways_at_320_pixels(
    chromium: Browser, server: Server, path: str, text_size: int
) -> None:
    visit = start_visit(chromium, server, viewport={"width": 320, "height": 640})
    sizes = {"fontSizes": {"standard": 16 * text_size // 100, "fixed": 13 * text_size // 100}}
    visit.context.new_cdp_session(visit.page).send("Page.setFontSizes", sizes)
    visit.open(path)
    visit.page.evaluate("document.querySelectorAll('details').forEach(list => { list.open = true })")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    visit.context.close()


def test_doubling_the_text_size_really_doubles_it(chromium: Browser, server: Server) -> None:
    sizes = []
    for standard in (16, 32):
        visit = start_visit(chromium, server)
        session = visit.context.new_cdp_session(visit.page)
        session.send("Page.setFontSizes", {"fontSizes": {"standard": standard, "fixed": standard}})
        visit.open("/en/")
        sizes.append(visit.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
        visit.context.close()
    assert sizes[1] == pytest.approx(2 * sizes[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_walk_asks_only_us_sets_no_cookie_and_raises_no_error(visit: Visit, language: str) -> None:
    for kind in KINDS[:-1]:
        visit.open(f"/{language}/{kind}")
    hosts = {request.url.split("/")[2] for request in visit.requests}
    assert hosts == {visit.address.split("/")[2]}
    assert visit.context.cookies() == []
    assert visit.page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert visit.complaints == []


def test_the_policy_is_in_force_and_not_only_sent(visit: Visit) -> None:
    visit.open("/en/guides/work/")
    assert visit.page.evaluate("crossOriginIsolated") is True
    ran = visit.page.evaluate(
        """() => {
            window.ran = false;
            const script = document.createElement('script');
            try { script.textContent = 'window.ran = true'; } catch (refused) { return window.ran; }
            document.body.appendChild(script);
            return window.ran;
        }"""
    )
    assert ran is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_readable_without_style_sheet(plain_visit: Visit, language: str) -> None:
    page = plain_visit.open(f"/{language}/guides/police-arrest/")
    tallest = page.evaluate(
        """() => {
            document.querySelectorAll('style').forEach(sheet => sheet.remove());
            return Math.max(...Array.from(document.querySelectorAll('svg'), icon => icon.clientHeight));
        }"""
    )
    assert tallest <= 24, "an icon without the style sheet covers the text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_tap_targets_are_at_least_48_pixels_high(visit: Visit, language: str) -> None:
    for kind in ("", "guides/told-to-leave/", "contacts/", "contacts/unhcr-rabat/"):
        visit.open(f"/{language}/{kind}")
        small = visit.page.evaluate(
            """() => Array.from(document.querySelectorAll('.bar a, .crumb a, .rows a, .help li a, .call,'
                + ' .btn, footer a, summary, select, .plainlist a'))
                .filter(target => target.offsetParent && target.getBoundingClientRect().height < 47.5)
                .map(target => target.outerHTML.slice(0, 120))"""
        )
        assert small == []
