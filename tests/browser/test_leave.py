"""Leaving: by click, by Shift three times, as a plain link; hidden at once, usable after "Back"."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Visit

LANGUAGES = ("ar", "fr", "en")
NEUTRAL_ADDRESS = re.compile(r"https://\w+\.wikipedia\.org/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_link_leaves_without_javascript(plain_visit: Visit, language: str) -> None:
    page = plain_visit.open(f"/{language}/guides/trafficking-help/")
    page.locator(".leave").click()
    page.wait_for_url(NEUTRAL_ADDRESS)
    asked = [request for request in plain_visit.requests if "wikipedia.org" in request.url]
    assert [request.all_headers().get("referer") for request in asked] == [None]


# Run in one go, so that what is seen is what stands on the screen before the other page arrives.
CLICK_AND_LOOK = """() => {
    const before = document.title;
    document.querySelector('.leave').click();
    const overlay = document.querySelector('.leaving');
    const box = overlay.getBoundingClientRect();
    return {
        size: [box.left, box.top, box.width, box.height],
        onTop: [[5, 5], [180, 320], [355, 635]]
            .every(([x, y]) => document.elementFromPoint(x, y) === overlay),
        spoken: overlay.getAttribute('role') === 'alert' && overlay.textContent,
        title: document.title,
        before,
    };
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_click_hides_the_page_before_the_other_one_arrives(visit: Visit, language: str) -> None:
    page = visit.open(f"/{language}/guides/trafficking-signs/")
    seen = page.evaluate(CLICK_AND_LOOK)
    assert seen["size"] == [0, 0, 360, 640]
    assert seen["onTop"], "something of the page is still on the screen"
    assert seen["spoken"]
    assert seen["title"] not in ("", seen["before"])
    page.wait_for_url(NEUTRAL_ADDRESS)
    asked = [request for request in visit.requests if "wikipedia.org" in request.url]
    assert [request.all_headers().get("referer") for request in asked] == [None]


def test_shift_three_times_leaves(visit: Visit) -> None:
    page = visit.open("/en/guides/work/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL_ADDRESS)


def test_shift_with_letters_does_not_leave(visit: Visit) -> None:
    page = visit.open("/en/guides/work/")
    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("b")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.locator(".leaving").count() == 0
    assert page.url.startswith(visit.address)


def test_the_second_press_is_announced_and_escape_does_nothing(visit: Visit) -> None:
    page = visit.open("/en/")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.get_by_role("status").last).to_have_text("Press Shift again to leave.")
    page.keyboard.press("Escape")
    assert page.url.startswith(visit.address)


def test_back_skips_the_page_that_was_left(visit: Visit) -> None:
    page = visit.open("/en/")
    page.goto(visit.address + "/en/guides/trafficking-help/")
    page.locator(".leave").click()
    page.wait_for_url(NEUTRAL_ADDRESS)
    page.go_back()
    assert page.url == visit.address + "/en/"
    expect(page.locator("h1")).to_be_visible()


def test_a_page_that_comes_back_is_usable(visit: Visit) -> None:
    page = visit.open("/en/guides/work/")
    # The event that a browser sends to a page that it brings back from its memory.
    seen = page.evaluate(
        """() => {
            const title = document.title;
            document.querySelector('.leave').click();
            window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
            const top = document.elementFromPoint(180, 320);
            return { overlays: document.querySelectorAll('.leaving').length, same: document.title === title,
                     readable: Boolean(top.closest('main, .bar, .crumb')) };
        }"""
    )
    assert seen == {"overlays": 0, "same": True, "readable": True}
