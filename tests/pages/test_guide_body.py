"""A guide's body: its boxes, sections and anchors, its references, and what is in another language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.pages.html_tree import Element
from tests.sample import Sample

Page = Callable[..., Element]

LANGUAGES = ("en", "fr", "ar", "ary")


def article(page: Element) -> Element:
    """Return the guide itself, without the page around it."""
    return page.one("article")


def ids(page: Element) -> list[str]:
    """Return the ids of a guide's elements in their order, sources left out."""
    found = [element.get("id") for element in article(page).walk()]
    return [name for name in found if name and not name.startswith("source")]


def test_what_to_do_now_is_a_box_with_numbered_steps(page: Page) -> None:
    box = page("/en/guides/arrest/").one("section", css="now")
    assert box["aria-labelledby"] == "now"
    assert box.one("h2", id="now").one("mark").text == "Do now"
    steps = box.one("ol", css="steps").all("li")
    assert [step.one("strong").text for step in steps] == ["Stay calm.", "Ask for a lawyer."]


def test_time_limits_are_a_box_with_a_heading_of_the_interface(page: Page) -> None:
    box = page("/en/guides/arrest/").one("section", **{"aria-labelledby": "times"})
    assert box.one("h2", id="times").text == "Time limits"
    assert len(box.one("ul", css="times").all("li")) == 2


@pytest.mark.parametrize(
    ("box", "anchor", "heading", "icon"),
    [
        ("danger", "sign", "Do not sign", "#i-triangle-alert"),
        ("know", "no-papers", "If you have no papers", "#i-info"),
    ],
)
def test_a_caution_is_labelled_by_its_own_heading(
    page: Page, box: str, anchor: str, heading: str, icon: str
) -> None:
    found = page("/en/guides/arrest/").one("section", css=box)
    assert found.has(css="note")
    assert found["aria-labelledby"] == anchor
    assert found.one("h3", id=anchor).one("span").text == heading
    assert found.one("h3").one("use")["href"] == icon


def test_a_box_of_contacts_lists_them_in_the_order_of_the_guide(page: Page) -> None:
    contacts = page("/en/guides/arrest/").one("ul", css="orgs").all("li", css="org")
    assert [contact.one("h3").one("a")["href"] for contact in contacts] == [
        f"/en/contacts/{name}/" for name in ("police", "legal-aid", "night-line")
    ]


def test_a_list_outside_a_box_is_a_plain_list(page: Page) -> None:
    section = page("/en/guides/arrest/").one("section", **{"aria-labelledby": "how"})
    assert section.one("ul").get("class") is None
    assert section.all("ol") == []


def test_each_second_heading_and_what_follows_it_is_a_section_of_its_own(page: Page) -> None:
    guide = article(page("/en/guides/arrest/"))
    sections = [child for child in guide.children if isinstance(child, Element) and child.tag == "section"]
    labels = [section["aria-labelledby"] for section in sections]
    assert labels == ["now", "times", "rights", "how", "care", "help", "sources"]
    for section in sections:
        heading = section.one("h2")
        assert heading["id"] == section["aria-labelledby"]
        assert next(child for child in section.children if isinstance(child, Element)) is heading
    rights, care = sections[2], sections[4]
    assert [heading["id"] for heading in rights.all("h3")] == ["paper"]
    assert [box["aria-labelledby"] for box in care.all("section")] == ["sign", "no-papers"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_anchors_and_block_ids_are_the_same_in_every_language(page: Page, code: str) -> None:
    expected = [
        "now",
        "p1",
        "times",
        "p3",
        "p4",
        "rights",
        "p6",
        "p7",
        "paper",
        "how",
        "care",
        "sign",
        "p15",
        "no-papers",
        "help",
    ]
    assert ids(page(f"/{code}/guides/arrest/")) == expected


def test_a_block_id_stands_at_the_statement_of_law_and_nowhere_else(page: Page) -> None:
    guide = article(page("/en/guides/arrest/"))
    assert (guide.one(id="p3").tag, guide.one(id="p6").tag) == ("li", "p")
    assert guide.one(id="p6").text.startswith("They must tell you why")
    for block in guide.all("p") + guide.all("li"):
        assert bool(block.all("a", css="ref")) == bool(re.fullmatch("p[0-9]+", block.get("id") or ""))


def test_a_table_is_shown_and_a_cell_that_states_the_law_has_an_id(sample: Sample, page: Page) -> None:
    sample.replace("guides/held.md", "| Judge | Hear you |", "| Judge | Hear you [](source:law-1#80) |")
    cell = page("/en/guides/held/").one("td", id="p9")
    assert cell.text == "Hear you Law 1 art. 80"
    assert [head.text for head in page("/en/guides/held/").all("th")] == ["Who", "What they must do"]


def test_comments_to_translators_are_not_shown(page: Page) -> None:
    assert "Translators" not in page("/en/guides/arrest/").raw_text
    assert "context:" not in page("/en/guides/arrest/").raw_text


@pytest.mark.parametrize(
    ("block", "shown", "heard"),
    [
        ("p1", "art. 66", "Law 1 art. 66"),
        ("p3", "arts 66, 80", "Law 1 arts 66, 80"),
        ("p7", "Sample leaflet", "Sample leaflet"),
    ],
)
def test_a_reference_shows_the_article_and_tells_screen_readers_the_law(
    page: Page, block: str, shown: str, heard: str
) -> None:
    read = page("/en/guides/arrest/")
    link = read.one(id=block).one("a", css="ref")
    hidden = "".join(span.raw_text for span in link.all("span", css="vh"))
    assert link.text == heard
    assert link.raw_text.removeprefix(hidden) == shown
    assert read.one("li", id=link["href"].removeprefix("#"))


def test_links_with_words_lead_to_guides_contacts_places_in_them_and_sources(
    sample: Sample, page: Page
) -> None:
    sample.replace(
        "guides/held.md", "Keep every paper.", "See [the law](source:law-1#80) and [police](contact:police)."
    )
    read = page("/fr/guides/held/")
    found = {link.text: link["href"] for link in article(read).all("a") if not link.get("class")}
    assert found["If you are arrested"] == "/fr/guides/arrest/#paper"
    assert found["the law"] == "#source-law-1"
    assert found["police"] == "/fr/contacts/police/"


def test_a_contact_without_words_is_its_name_and_its_number_to_tap(page: Page) -> None:
    link = page("/en/guides/arrest/").one("ol", css="steps").one("a", css="tel")
    assert (link["href"], link.text) == ("tel:+212500000001", "Legal line 0500 00 00 01")
    assert link.one("bdi", dir="ltr").text == "0500 00 00 01"


def test_a_contact_whose_number_is_on_hold_is_a_link_to_its_page(sample: Sample, page: Page) -> None:
    sample.replace("guides/held.md", "Keep every paper.", "Keep every paper. Ask [](contact:night-line).")
    link = page("/fr/guides/held/").one("section", **{"aria-labelledby": "care"}).one("a")
    assert (link["href"], link.text) == ("/fr/contacts/night-line/", "Ligne de nuit")


@pytest.mark.parametrize(("code", "reference"), [("fr", "ar"), ("ary", "fr")])
def test_a_draft_links_each_statement_of_law_to_itself_in_the_reference_language(
    page: Page, code: str, reference: str
) -> None:
    read, other = page(f"/{code}/guides/arrest/"), page(f"/{reference}/guides/arrest/")
    links = [link for link in article(read).all("a", css="ref") if link.get("hreflang")]
    path = f"/{reference}/guides/arrest/"
    assert [link["href"] for link in links] == [f"{path}#p{number}" for number in (1, 3, 4, 6, 7, 15)]
    for link in links:
        block = link["href"].partition("#")[2]
        assert link["hreflang"] == reference
        assert link.text.endswith(reference.upper())
        assert link in read.one(id=block).all("a")
        assert other.one(id=block)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_only_a_draft_needs_the_same_passage_in_another_language(page: Page, code: str) -> None:
    links = article(page(f"/{code}/guides/arrest/")).all("a", css="ref")
    assert [link for link in links if not link["href"].startswith("#source-")] == []


def test_a_reference_language_that_is_not_published_is_not_linked(sample: Sample, page: Page) -> None:
    sample.replace("languages.yaml", "voice: ar\n", "voice: ar\n  published: false\n")
    links = article(page("/fr/guides/arrest/")).all("a", css="ref")
    assert [link for link in links if not link["href"].startswith("#source-")] == []
