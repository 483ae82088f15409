"""Leaving: by click, by Shift three times and as a plain link; hidden at once, usable after "Back"."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NEUTRAL, Visit

LANGUAGES = ("ar", "fr", "en")
NEUTRAL_ADDRESS = re.compile(r"https://\w+\.wikipedia\.org/")


def hold_back(visit: Visit) -> list[Route]:
    """Keep the neutral page from answering, so that what happens before it can be seen."""
    held: list[Route] = []
    visit.context.unroute(NEUTRAL)
    visit.context.route(NEUTRAL, held.append)
    return held


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_link_leaves_without_javascript(plain_visit: Visit, language: str) -> None:
    page = plain_visit.open(f"/{language}/guides/trafficking-help/")
    page.locator(".leave").click()
    page.wait_for_url(NEUTRAL_ADDRESS)
    asked = [request for request in plain_visit.requests if "wikipedia.org" in request.url]
    assert [request.all_headers().get("referer") for request in asked] == [None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_click_hides_the_page_before_the_other_one_arrives(visit: Visit, language: str) -> None:
    page = visit.open(f"/{language}/guides/trafficking-signs/")
    title = page.title()
    held = hold_back(visit)
    page.locator(".leave").click(no_wait_after=True)
    overlay = page.locator(".leaving")
    expect(overlay).to_be_visible()
    box = overlay.bounding_box()
    assert box is not None and (box["width"], box["height"]) == (360, 640)
    covered = page.evaluate("document.elementFromPoint(180, 320).className")
    assert covered == "leaving"
    assert page.title() != title
    assert held[0].request.headers.get("referer") is None
    held[0].fulfill(body="<title>Neutral</title>", content_type="text/html")
    page.wait_for_url(NEUTRAL_ADDRESS)


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
    hold_back(visit)
    page.locator(".leave").click(no_wait_after=True)
    expect(page.locator(".leaving")).to_be_visible()
    # What a browser does when it brings a page back from its memory.
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator(".leaving")).to_have_count(0)
    assert "work" in page.title().lower()
    expect(page.locator("h1")).to_be_visible()
