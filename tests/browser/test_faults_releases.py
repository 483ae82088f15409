"""The fault table, continued: releases that change while a phone is in the middle of one."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.line import Answer, Fault, Line
from tests.browser.phone import Phone
from tests.browser.publisher import Publisher, saved_words
from tests.browser.test_faults import PARTS


@pytest.fixture
def line(publisher: Publisher) -> Iterator[Line]:
    assert publisher.server
    opened = Line(publisher.server.address)
    yield opened
    opened.close()


def open_phone_page(phone: Phone, line: Line) -> Page:
    page = phone.page()
    page.goto(f"{line.address}/en/phone/")
    expect(page.locator("[data-language=en] [data-does=add]")).to_be_visible()
    return page


def add(page: Page) -> None:
    page.locator("[data-language=en] [data-does=add]").click()


def expect_told(page: Page, words: str) -> None:
    expect(page.locator("[data-language=en] [role=status]")).to_contain_text(words, timeout=20_000)


@pytest.mark.fault("server killed, and a newer release started in mid-download", "the connection was cut")
def test_the_release_changes_in_the_middle(phone: Phone, publisher: Publisher, line: Line) -> None:
    page = open_phone_page(phone, line)
    line.fail(PARTS, Fault(after=0.5, end="stall"))
    with page.expect_request(lambda request: len(request.url.rpartition("/packs/")[2]) > 30):
        add(page)
    publisher.publish("Keep the newest paper.")
    publisher.serve()
    line.heal()
    expect_told(page, "The connection was cut")
    add(page)
    expect_told(page, "Checked just now")
    line.down = True
    assert "Keep the newest paper." in saved_words(phone, line.address)


@pytest.mark.fault("index and parts of different releases", "something is missing or damaged")
def test_a_part_of_another_release_comes(phone: Phone, publisher: Publisher, line: Line) -> None:
    assert publisher.server
    page = open_phone_page(phone, line)
    add(page)
    expect_told(page, "Checked just now")
    publisher.publish("Keep the newest paper.")
    address = publisher.serve()
    index = json.loads((publisher.site / "current/public/packs/en.json").read_text("utf-8"))
    with urllib.request.urlopen(f"{address}{index['parts'][0][0]}") as answer:
        other = answer.read()

    def swapped(answer: Answer) -> Answer:
        return replace(answer, body=other)

    line.fail(next(iter(index["deltas"].values()))[0], Fault(change=swapped))
    add(page)
    expect_told(page, "Something is missing or damaged")
    line.down = True
    assert "Keep each paper." in saved_words(phone, line.address)
    line.heal()
    add(page)
    expect_told(page, "Checked just now")
    line.down = True
    assert "Keep the newest paper." in saved_words(phone, line.address)
