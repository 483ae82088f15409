"""The contacts page: every list opens without JavaScript, and a city filter helps with it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Visit


def test_choosing_a_city_shows_its_contacts_and_those_for_the_whole_country(visit: Visit) -> None:
    page = visit.open("/en/contacts/")
    page.locator("#city").select_option("nador")
    shown = page.evaluate(
        "Array.from(document.querySelectorAll('.org[data-cities]')).filter(item => item.offsetParent)"
        ".map(item => item.dataset.cities)"
    )
    assert shown, "nothing is shown"
    assert all("nador" in cities.split() or "national" in cities.split() for cities in shown)
    assert any("nador" in cities.split() for cities in shown)


def test_all_of_morocco_brings_every_contact_back(visit: Visit) -> None:
    page = visit.open("/fr/contacts/")
    before = page.locator("[data-cities]:not([hidden])").count()
    page.locator("#city").select_option("fes")
    assert page.locator("[data-cities]:not([hidden])").count() < before
    page.locator("#city").select_option("")
    assert page.locator("[data-cities]:not([hidden])").count() == before


def test_a_link_to_a_need_opens_its_list(visit: Visit) -> None:
    page = visit.open("/ar/contacts/#asylum")
    expect(page.locator("section[aria-labelledby=asylum] .org").first).to_be_visible()


def test_the_choice_is_forgotten_for_the_next_person(visit: Visit) -> None:
    page = visit.open("/en/contacts/")
    page.locator("#city").select_option("oujda")
    page.goto(visit.address + "/en/about/")
    page.go_back()
    expect(page.locator("#city")).to_have_value("")
    assert page.locator("[data-cities][hidden]").count() == 0


def test_without_javascript_the_lists_open_and_no_dead_control_is_shown(plain_visit: Visit) -> None:
    page = plain_visit.open("/en/contacts/")
    assert page.locator("#city").is_hidden()
    page.locator("section[aria-labelledby=asylum] summary").click()
    expect(page.locator("section[aria-labelledby=asylum] .org").first).to_be_visible()
