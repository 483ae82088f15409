"""What a page says about a contact: how to reach it, what to know before, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from app.library.contacts import Phone
from app.pages.contact_view import ContactView, call_link
from app.pages.reader import Reader
from tests.pages.html_tree import Element
from tests.sample import HELD_NUMBER, Sample

Page = Callable[..., Element]
Become = Callable[[str], Reader]

FILE = "contacts/legal-aid.yaml"
NOT_CALLED = "Number published by %(publisher)s, read %(month)s, not yet confirmed by a call."
PHONES = """\
phones:
  - number: "0500000001"
    e164: "+212500000001"
    label: Main number
    channels: [voice, whatsapp]
    publish: verify_first
"""


def view(reader: Reader, identifier: str = "legal-aid") -> ContactView:
    return ContactView(reader.library.contacts[identifier], reader)


def give_number(sample: Sample, lines: str) -> None:
    """Give the legal line one number, in place of the one it has."""
    sample.replace(FILE, PHONES, f"phones:\n  - {lines}\n" if lines else "")


def states(page: Element) -> list[str]:
    return [state.text for state in page.one("main").all("p", css="state")]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Number published by Sample Association, read February 2026, not yet confirmed by a call."),
        ("fr", "Numéro publié par Association, lu en février 2026, pas encore confirmé par un appel."),
        ("ar", "رقم نشرته جمعية، قرئ في فبراير 2026، لم يؤكده اتصال بعد."),
    ],
)
def test_a_number_says_who_published_it_when_it_was_read_and_that_nobody_called(
    sample: Sample, reader: Become, code: str, said: str
) -> None:
    sample.translate("fr", "Sample Association", "Association", domain="contacts", context="publisher")
    sample.translate("ar", "Sample Association", "جمعية", domain="contacts", context="publisher")
    french = "Numéro publié par %(publisher)s, lu en %(month)s, pas encore confirmé par un appel."
    sample.translate("fr", NOT_CALLED, french, domain="messages")
    arabic = "رقم نشرته %(publisher)s، قرئ في %(month)s، لم يؤكده اتصال بعد."
    sample.translate("ar", NOT_CALLED, arabic, domain="messages")
    assert view(reader(code)).provenance == said


def test_a_number_that_somebody_called_says_on_which_day(sample: Sample, reader: Become) -> None:
    sample.replace(FILE, "status: active", "status: active\nassured_date: 2026-11-20")
    said = view(reader("en")).provenance
    assert said == "Number published by Sample Association. Confirmed by a call on 20 November 2026."


def test_the_first_source_is_the_one_that_published_the_number(sample: Sample, reader: Become) -> None:
    first = '  - publisher: The bar\n    url: https://bar.example/\n    date: "2025"\n    read: "2026-01"\n'
    sample.replace(FILE, "sources:\n", f"sources:\n{first}")
    assert view(reader("en")).provenance.startswith("Number published by The bar, read January 2026")


@pytest.mark.parametrize(("path", "css"), [("/en/contacts/legal-aid/", "quiet"), ("/en/contacts/", "quiet")])
def test_the_sentence_about_the_call_stands_under_the_number(page: Page, path: str, css: str) -> None:
    said = [found.text for found in page(path).one("main").all("p", css=css)]
    assert [text for text in said if "Sample Association, read February 2026, not yet confirmed" in text]


def test_a_contact_without_a_number_says_nothing_about_one(page: Page, reader: Become) -> None:
    assert view(reader("en"), "night-line").provenance == ""
    text = page("/en/contacts/night-line/").one("main").text
    assert "Number published" not in text
    assert "call stays in the list" not in text


@pytest.mark.parametrize(
    ("code", "message", "days"),
    [
        ("en", "%(first)s to %(last)s", "Monday to Friday"),
        ("fr", "Du %(first)s au %(last)s", "Du lundi au vendredi"),
        ("ar", "من %(first)s إلى %(last)s", "من الاثنين إلى الجمعة"),
        ("ary", "من %(first)s حتى ل%(last)s", "من الاثنين حتى لالجمعة"),
    ],
)
def test_hours_are_days_in_words_and_times_from_left_to_right(
    sample: Sample, page: Page, code: str, message: str, days: str
) -> None:
    if code != "en":
        sample.translate(code, "%(first)s to %(last)s", message, domain="messages")
    row = page(f"/{code}/contacts/legal-aid/").one("dl", css="hours").one("div")
    assert row.one("dt").text == days
    assert row.one("dd").one("bdi", dir="ltr").text == row.one("dd").text == "09:00–15:00"


def test_hours_name_single_days_and_every_span_of_a_day(sample: Sample, reader: Become) -> None:
    sample.replace(FILE, "Mo-Fr 09:00-15:00", "Mo-Tu 09:00-12:00,14:00-18:00; Sa 10:00-12:00")
    assert view(reader("fr")).hours == [
        ("lundi to mardi", '<bdi dir="ltr">09:00–12:00</bdi>, <bdi dir="ltr">14:00–18:00</bdi>'),
        ("samedi", '<bdi dir="ltr">10:00–12:00</bdi>'),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("status: active", "status: active", "Monday to Friday 09:00–15:00. Call first."),
        ("schedules: Mo-Fr 09:00-15:00\n", "", "Hours not known. Call first."),
        (PHONES, "", "Monday to Friday 09:00–15:00. Check before you go."),
        ("schedules: Mo-Fr 09:00-15:00", 'schedules: "24/7"', "Day and night, according to the source."),
        ("status: active", "status: unconfirmed", "Not confirmed that it is still active."),
        ("status: active", "status: closed", "Closed for now."),
    ],
)
def test_a_contact_is_never_said_to_be_open_only_to_be_called_first(
    sample: Sample, page: Page, old: str, new: str, said: str
) -> None:
    sample.replace(FILE, old, new)
    read = page("/en/contacts/legal-aid/")
    assert states(read) == [said]
    card = page("/en/contacts/").one("section", **{"aria-labelledby": "law"})
    assert [state.text for state in card.all("p", css="state")] == [said]
    # What is said of the phone's own list of contacts is no opening hour.
    words_of_page = read.one("main").text.replace("Anyone who opens the contacts", "")
    for words in (words_of_page, card.text):
        assert not re.search(r"\b(open|opens|opened|now open)\b", words, re.IGNORECASE)


def test_a_contact_without_hours_and_without_a_number_says_so(sample: Sample, page: Page) -> None:
    sample.replace("contacts/night-line.yaml", "status: unconfirmed", "status: active")
    sample.replace("contacts/night-line.yaml", "alert: Its number is not confirmed.\n", "")
    assert states(page("/en/contacts/night-line/")) == ["No number that we may show."]


@pytest.mark.parametrize(
    ("lines", "address", "shown"),
    [
        ('{number: "19", publish: "yes"}', "tel:19", "19"),
        ('{number: "8350", publish: "yes"}', "tel:8350", "8350"),
        ('{number: "0800004747", publish: "yes"}', "tel:0800004747", "0800 00 47 47"),
        (
            '{number: "0500000001", e164: "+212500000001", publish: "yes"}',
            "tel:+212500000001",
            "0500 00 00 01",
        ),
        (
            '{number: "+33486517161", e164: "+33486517161", publish: "yes"}',
            "tel:+33486517161",
            "+33 4 86 51 71 61",
        ),
    ],
)
def test_a_number_is_dialled_whole_and_a_short_code_as_it_is(
    sample: Sample, page: Page, lines: str, address: str, shown: str
) -> None:
    give_number(sample, lines)
    for code in ("en", "ar"):
        button = page(f"/{code}/contacts/legal-aid/").one("div", css="acts").one("a")
        assert button["href"] == address
        number = button.one("bdi")
        assert (number.text, number["dir"]) == (shown, "ltr")


def test_whatsapp_is_offered_for_a_number_that_answers_there_with_a_warning(page: Page) -> None:
    read = page("/en/contacts/legal-aid/")
    call, chat = read.one("div", css="acts").all("a")
    assert (call["href"], chat["href"]) == ("tel:+212500000001", "https://wa.me/212500000001")
    assert chat.text == "WhatsApp 0500 00 00 01"
    assert "noreferrer" in chat["rel"]
    assert "WhatsApp is another company" in read.one("main").text


def test_whatsapp_is_not_offered_for_other_numbers(page: Page) -> None:
    read = page("/en/contacts/police/").one("main")
    assert [link["href"] for link in read.one("div", css="acts").all("a")] == ["tel:19"]
    assert "WhatsApp" not in read.text


def test_a_number_that_only_chats_is_not_called(sample: Sample, page: Page, reader: Become) -> None:
    sample.replace(FILE, "channels: [voice, whatsapp]", "channels: [whatsapp]")
    acts = page("/en/contacts/legal-aid/").one("div", css="acts")
    assert [link["href"] for link in acts.all("a")] == ["https://wa.me/212500000001"]
    assert call_link(view(reader("en"))) == '<a href="/en/contacts/legal-aid/">Legal line</a>'


def test_a_number_without_its_international_form_offers_no_chat(reader: Become) -> None:
    found = view(reader("en"))
    phone = Phone.model_construct(number="8350", channels=("voice", "whatsapp"), publish="yes")
    shown = ContactView(found.contact.model_copy(update={"phones": (phone,)}), found.reader)
    assert (shown.calls, shown.chats) == ([phone], [])


@pytest.mark.parametrize("code", ["en", "fr", "ar", "ary"])
def test_a_number_on_hold_is_on_no_page_of_its_contact(page: Page, code: str) -> None:
    for path in (f"/{code}/contacts/night-line/", f"/{code}/contacts/", f"/{code}/guides/arrest/"):
        read = page(path)
        assert not [link for link in read.all("a") if HELD_NUMBER[-6:] in link["href"]]
        assert HELD_NUMBER[-6:] not in re.sub(r"\s", "", read.raw_text)


@pytest.mark.parametrize(
    ("code", "languages"),
    [("en", "French and Arabic"), ("fr", "français et arabe"), ("ar", "الفرنسية والعربية")],
)
def test_languages_are_named_in_the_readers_language(reader: Become, code: str, languages: str) -> None:
    assert view(reader(code)).languages == languages


@pytest.mark.parametrize(
    ("code", "spoken", "name"),
    [
        ("en", "tl", "Tagalog"),
        ("fr", "tl", "tagalog"),
        ("en", "ary", "Moroccan Arabic"),
        ("ar", "ary", "الدارجة"),
        ("en", "zgh", "Standard Moroccan Tamazight"),
        ("en", "xx", "xx"),
    ],
)
def test_a_language_is_named_even_when_babel_has_no_locale_for_it(
    sample: Sample, reader: Become, code: str, spoken: str, name: str
) -> None:
    sample.replace(FILE, "languages: [fr, ar]", f"languages: [{spoken}]")
    assert view(reader(code)).languages == name


@pytest.mark.parametrize("assumed", [True, False])
def test_languages_that_nobody_confirmed_are_said_to_be_likely(
    sample: Sample, page: Page, assumed: bool
) -> None:
    written = f"languages: [fr, ar]\nlanguages_assumed: {str(assumed).lower()}"
    sample.replace(FILE, "languages: [fr, ar]", written)
    facts = facts_of(page("/en/contacts/legal-aid/"))
    assert facts["Languages"] == "French and Arabic" + (". Likely, not confirmed." if assumed else "")


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        ('"no"', "No"),
        ("may", "It may ask for them"),
        ('"yes"', "Yes"),
        ("unknown", "Not known. Ask before you go."),
    ],
)
def test_whether_it_asks_for_papers_is_said_in_words(
    sample: Sample, page: Page, papers: str, said: str
) -> None:
    sample.replace(FILE, 'papers: "no"', f"papers: {papers}")
    assert facts_of(page("/en/contacts/legal-aid/"))["Asks for papers?"] == said


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("police", "Yes, or it may pass reports to the police or the prosecutor."),
        ("legal-aid", "Not known"),
    ],
)
def test_a_link_to_the_police_is_said_and_never_denied(page: Page, contact: str, said: str) -> None:
    assert facts_of(page(f"/en/contacts/{contact}/"))["Linked to the police?"] == said


def test_women_only_and_children_are_said_where_they_are_true_and_only_there(page: Page) -> None:
    night = facts_of(page("/en/contacts/night-line/"))
    assert (night["Women only"], night["For children"]) == ("Yes", "Yes")
    assert not {"Women only", "For children"} & set(facts_of(page("/en/contacts/legal-aid/")))


def test_an_address_that_is_withheld_is_not_shown_and_neither_are_links_to_it(
    page: Page,
) -> None:
    read = page("/en/contacts/night-line/").one("main")
    assert "The address is not shown, to protect the people there." in read.text
    assert read.all("address") == []
    assert read.one("ul", css="sources").all("a") == []
    shown = page("/en/contacts/legal-aid/").one("main")
    assert shown.one("address").one("bdi", lang="fr", dir="ltr").text == "1 Sample Street, Rabat"
    assert shown.one("ul", css="sources").one("a")["href"] == "https://leaflet.example/"


def facts_of(page: Element) -> dict[str, str]:
    """Return what a contact's page lists under "Before you go"."""
    rows = page.one("section", **{"aria-labelledby": "before"}).one("dl").all("div")
    return {row.one("dt").text: row.one("dd").text for row in rows}
