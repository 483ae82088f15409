"""Contacts beside each other: the page of all contacts, and the numbers that open the site."""

from __future__ import annotations

from collections.abc import Callable

from tests.pages.html_tree import Element
from tests.sample import Sample

Page = Callable[..., Element]

LEGAL_AID, NIGHT_LINE, POLICE = (f"contacts/{name}.yaml" for name in ("legal-aid", "night-line", "police"))


def listed(page: Element, need: str) -> tuple[list[str], list[str]]:
    """Return who is listed first under a need, and who else, by address."""
    section = page.one("section", **{"aria-labelledby": need})
    first = [item.one("h3").one("a")["href"] for item in section.all("li", css="org")]
    also = [link["href"] for line in section.all("ul", css="plainlist") for link in line.all("a")]
    return first, also


def test_a_contact_is_listed_once_under_its_first_need_and_named_under_the_others(page: Page) -> None:
    read = page("/fr/contacts/")
    assert listed(read, "emergency") == (
        ["/fr/contacts/police/", "/fr/contacts/night-line/"],
        ["/fr/contacts/legal-aid/"],
    )
    assert listed(read, "law") == (["/fr/contacts/legal-aid/"], [])


def test_contacts_that_can_be_called_come_before_those_that_cannot(sample: Sample, page: Page) -> None:
    sample.replace(NIGHT_LINE, "order: 30", "order: 1")
    assert listed(page("/fr/contacts/"), "emergency")[0] == [
        "/fr/contacts/police/",
        "/fr/contacts/night-line/",
    ]
    sample.replace(LEGAL_AID, "needs: [law, emergency]", "needs: [emergency, law]")
    sample.replace(LEGAL_AID, "order: 20", "order: 2")
    assert listed(page("/fr/contacts/"), "emergency")[0] == [
        "/fr/contacts/legal-aid/",
        "/fr/contacts/police/",
        "/fr/contacts/night-line/",
    ]


def test_a_need_is_a_heading_with_an_anchor_in_the_readers_language(page: Page) -> None:
    read = page("/fr/contacts/")
    assert read.one("h2", id="law").text == "Aide juridique"
    untranslated = read.one("h2", id="emergency").one("span")
    assert (untranslated.text, untranslated.spoken_as()) == ("Emergency", ("en", "ltr"))


def test_a_need_that_nobody_answers_is_left_out(sample: Sample, page: Page) -> None:
    sample.write("needs.yaml", sample.read("needs.yaml") + "- {id: work, title: Work, icon: briefcase}\n")
    assert page("/fr/contacts/").all("h2", id="work") == []


def test_only_the_first_list_is_open_and_every_list_says_how_long_it_is(page: Page) -> None:
    details = page("/en/contacts/").all("details")
    assert ["open" in found.attributes for found in details] == [True, False, False]
    assert [found.one("summary").text for found in details] == ["Contacts: 3", "Contacts: 1", "Contacts: 2"]


def test_cities_list_their_contacts_and_the_whole_country_is_no_city(page: Page) -> None:
    section = page("/ar/contacts/").one("section", **{"aria-labelledby": "cities"})
    assert [heading.text for heading in section.all("h3")] == ["الرباط"]
    assert [link["href"] for link in section.all("a")] == [
        "/ar/contacts/legal-aid/",
        "/ar/contacts/night-line/",
    ]
    assert section.one("h3", id="city-rabat")


def test_the_filter_by_city_is_hidden_until_a_script_shows_it(page: Page) -> None:
    form = page("/fr/contacts/").one("form")
    assert "hidden" in form.attributes
    assert [(option["value"], option.text) for option in form.all("option")] == [
        ("", "Tout le Maroc"),
        ("rabat", "Rabat"),
    ]
    assert "name" not in form.one("select").attributes


def test_a_contact_names_the_guides_that_send_readers_to_it(page: Page) -> None:
    def guides(contact: str) -> list[str]:
        sections = page(f"/fr/contacts/{contact}/").all("section", **{"aria-labelledby": "see"})
        return [link["href"] for section in sections for link in section.all("a")]

    assert guides("legal-aid") == ["/fr/guides/arrest/", "/fr/guides/held/"]
    assert guides("police") == ["/fr/guides/arrest/"]


def test_a_contact_leads_back_to_its_first_need(page: Page) -> None:
    crumbs = page("/ar/contacts/legal-aid/").one("nav", css="crumb").all("a")
    assert crumbs[0]["href"] == "/ar/contacts/#law"


def test_the_band_of_help_now_dials_at_once(page: Page) -> None:
    band = page("/ar/").one("section", css="help").one("ul")
    assert [(link["href"], link.one("b").text) for link in band.all("a")] == [("tel:19", "الشرطة")]


def test_an_emergency_number_on_hold_leaves_its_place_and_the_others_stay(sample: Sample, page: Page) -> None:
    sample.write("contacts/gendarmerie.yaml", sample.read(POLICE).replace('"19"', '"177"'))
    held = f'publish: hold\n    fingerprint: "{"0" * 64}"'
    sample.replace(POLICE, 'number: "19"\n    label: In cities\n    publish: "yes"', held)
    for path in ("/fr/", "/"):
        calls = [link["href"] for link in page(path).one("section", css="help").all("a")]
        assert [address for address in calls if address.startswith("tel:")] == ["tel:177"]


def test_a_home_without_any_emergency_number_can_still_be_read(sample: Sample, page: Page) -> None:
    held = f'publish: hold\n    fingerprint: "{"0" * 64}"'
    sample.replace(POLICE, 'number: "19"\n    label: In cities\n    publish: "yes"', held)
    assert page("/fr/").one("h1").text


def test_the_first_page_names_a_contact_that_has_no_short_name(page: Page) -> None:
    help_now = page("/").one("section", css="help").one("ul").text
    assert "None" not in help_now
    assert help_now == "Police · الشرطة 19"


def test_an_address_that_is_withheld_is_not_shown_even_when_it_was_left_in_the_file(
    sample: Sample, page: Page
) -> None:
    sample.replace(
        LEGAL_AID, "address: 1 Sample Street, Rabat", "address: 1 Sample Street\naddress_withheld: true"
    )
    assert "1 Sample Street" not in page("/fr/contacts/legal-aid/").raw_text
