"""What a reader is told in their language: words with their real language, names, dates and lists."""

from __future__ import annotations

import datetime
import re

import pytest

from app.library.records import Names
from app.pages.reader import Reader
from tests.sample import Sample

MONTHS = {
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "ماي",
        "يونيو",
        "يوليوز",
        "غشت",
        "شتنبر",
        "أكتوبر",
        "نونبر",
        "دجنبر",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
MONTHS["ary"] = MONTHS["ar"]


def reader_of(sample: Sample, code: str) -> Reader:
    library = sample.load()
    return Reader(library, library.languages[code])


@pytest.mark.parametrize("code", ["en", "fr", "ar", "ary"])
def test_days_and_months_are_written_as_in_morocco_with_western_digits(sample: Sample, code: str) -> None:
    reader = reader_of(sample, code)
    for number, name in enumerate(MONTHS[code], start=1):
        assert reader.day(datetime.date(2026, number, 22)) == f"22 {name} 2026"
        assert reader.month(datetime.date(2026, number, 1)) == f"{name} 2026"
        assert reader.month(f"2026-{number:02}") == f"{name} 2026"


@pytest.mark.parametrize("code", ["en", "fr", "ar", "ary"])
@pytest.mark.parametrize("value", ["2024", "2024-11", "2024-11-30"])
def test_a_partial_date_says_as_much_as_its_source_says_and_no_more(
    sample: Sample, code: str, value: str
) -> None:
    said = reader_of(sample, code).month(value)
    assert re.findall(r"\d+", said) == ["2024"]
    assert said == ("2024" if value == "2024" else f"{MONTHS[code][10]} 2024")


@pytest.mark.parametrize(
    ("code", "listed"),
    [("en", "A, B and C"), ("fr", "A, B et C"), ("ar", "A وB وC"), ("ary", "A وB وC")],
)
def test_lists_are_joined_as_the_language_joins_them(sample: Sample, code: str, listed: str) -> None:
    reader = reader_of(sample, code)
    assert reader.listed(["A", "B", "C"]) == listed
    assert reader.listed(["A"]) == "A"
    assert reader.listed([]) == ""


@pytest.mark.parametrize(
    ("code", "context", "message", "said"),
    [
        ("en", "guide title", "If you are arrested", "If you are arrested"),
        ("fr", "guide title", "If you are arrested", "Si on vous arrête"),
        ("ary", "guide title", "If you are arrested", "إلا شدوك"),
        ("ar", "heading", "What the law says", '<span lang="fr" dir="ltr">Ce que dit la loi</span>'),
        ("ary", "heading", "What the law says", '<span lang="fr" dir="ltr">Ce que dit la loi</span>'),
        ("ar", "heading", "How to act", '<span lang="en" dir="ltr">How to act</span>'),
        ("fr", "heading", "How to act", '<span lang="en" dir="ltr">How to act</span>'),
    ],
)
def test_words_say_which_language_they_are_really_in(
    sample: Sample, code: str, context: str, message: str, said: str
) -> None:
    reader = reader_of(sample, code)
    assert reader.say("guides", context, message) == said
    assert reader.plain("guides", context, message) == re.sub("<[^>]*>", "", said)


def test_an_arabic_word_on_a_darija_page_is_marked_as_arabic(sample: Sample) -> None:
    said = reader_of(sample, "ary").say("contacts", None, "Free legal advice for foreigners.")
    assert said == '<span lang="ar" dir="rtl">استشارة قانونية مجانية للأجانب.</span>'


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_words_are_escaped_whatever_language_they_are_in(sample: Sample, code: str) -> None:
    sample.translate("fr", "a <b> & c", "<i>é</i> & c", context="heading")
    said = reader_of(sample, code).say("guides", "heading", "a <b> & c")
    assert "<b>" not in said
    assert "<i>" not in said
    assert "&amp; c" in said


def test_a_context_is_part_of_the_message(sample: Sample) -> None:
    reader = reader_of(sample, "fr")
    assert reader.plain("guides", "heading", "If you are arrested") == "If you are arrested"
    assert reader.plain("contacts", "guide title", "If you are arrested") == "If you are arrested"


@pytest.mark.parametrize(
    ("code", "names", "html", "text"),
    [
        ("ar", {"ar": "الشرطة", "fr": "Police"}, "الشرطة", "الشرطة"),
        ("ar", {"fr": "Police", "en": "Cops"}, '<bdi lang="fr" dir="ltr">Police</bdi>', "Police"),
        ("fr", {"fr": "A & B"}, "A &amp; B", "A & B"),
        ("fr", {"ar": "الشرطة"}, '<bdi lang="ar" dir="rtl">الشرطة</bdi>', "الشرطة"),
        ("en", {"ar": "الشرطة", "fr": "A < B"}, '<bdi lang="fr" dir="ltr">A &lt; B</bdi>', "A < B"),
    ],
)
def test_a_name_in_another_language_is_isolated_and_says_so(
    sample: Sample, code: str, names: dict[str, str], html: str, text: str
) -> None:
    reader = reader_of(sample, code)
    assert reader.name(Names(**names)) == html
    assert reader.name_text(Names(**names)) == text


@pytest.mark.parametrize(
    ("code", "translated", "total"), [("en", 20, 20), ("fr", 7, 20), ("ar", 2, 20), ("ary", 1, 20)]
)
def test_coverage_counts_the_passages_of_a_guide_in_the_readers_language(
    sample: Sample, code: str, translated: int, total: int
) -> None:
    coverage = reader_of(sample, code).coverage("arrest")
    assert (coverage.translated, coverage.total) == (translated, total)
