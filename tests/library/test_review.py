"""The review tells an editor what stops a release and what asks for work, each at its place."""

from __future__ import annotations

import datetime

import pytest

from app.library.messages import update
from app.library.problems import Problem
from app.library.review import Review, review
from app.library.review_guides import FEWEST_WORDS, LONGEST_SENTENCE, MOST_WORDS, sentences, words
from tests.library.breaking import assert_plain
from tests.sample import Sample

TODAY = datetime.date(2026, 4, 1)
FINE = "The fine is at most 25,000 dirhams. [](source:leaflet)"
INTERFACE = ("Hello, %(name)s", "Your rights", "Everything here works without internet.")


@pytest.fixture
def tidy(sample: Sample) -> Sample:
    """A sample whose interface is translated and whose catalogues match the texts."""
    for language in ("fr", "ar", "ary"):
        for message in INTERFACE:
            sample.translate(language, message, f"({message})", domain="messages")
    update(sample.project, sample.content, sample.translations, sample.languages())
    return sample


def reviewed(sample: Sample, today: datetime.date = TODAY) -> Review:
    """Return the review of a sample."""
    return review(sample.load(), sample.project, sample.content, sample.translations, today)


def found(sample: Sample, today: datetime.date = TODAY) -> list[Problem]:
    """Return what the review finds, but for the length of the sample's guides, which are short on purpose."""
    problems = reviewed(sample, today).problems
    for problem in problems:
        assert_plain(problem)
    # What changes the sample also takes its signatures away; test_signing.py speaks of them.
    return [
        problem
        for problem in problems
        if not problem.message.startswith("the guide has ") and "sign" not in problem.message
    ]


def test_a_tidy_library_has_nothing_to_mend(tidy: Sample) -> None:
    assert found(tidy) == []


def test_a_broken_translation_stops_the_release_at_its_file_and_line(tidy: Sample) -> None:
    tidy.translate("fr", FINE, "L’amende est de 2 500 dirhams. [](source:leaflet)")
    (problem,) = found(tidy)
    assert (problem.severity, problem.file) == ("error", "translations/fr/LC_MESSAGES/guides.po")
    lines = tidy.catalogue("fr").read_text("utf-8").split("\n")
    assert problem.line is not None
    assert FINE in "".join(lines[problem.line - 1 : problem.line + 2])
    assert "missing: 25000; added: 2500" in problem.message
    assert problem in reviewed(tidy).errors


def test_a_fuzzy_translation_is_not_held_to_parity(tidy: Sample) -> None:
    tidy.translate("fr", FINE, "L’amende est de 2 500 dirhams. [](source:leaflet)", fuzzy=True)
    assert found(tidy) == []


@pytest.mark.parametrize("state", [{}, {"fuzzy": True}], ids=["empty", "fuzzy"])
def test_an_interface_that_is_not_whole_stops_the_release(tidy: Sample, state: dict[str, bool]) -> None:
    tidy.translate("ar", "Your rights", "حقوقك" if state else "", domain="messages", **state)
    (problem,) = found(tidy)
    assert (problem.severity, problem.file) == ("error", "translations/ar/LC_MESSAGES/messages.po")
    assert problem.field == "«Your rights»"
    assert "published: false" in problem.mend


def test_a_language_that_is_not_published_may_be_unfinished(tidy: Sample) -> None:
    tidy.translate("ary", "Your rights", "", domain="messages")
    tidy.replace("languages.yaml", "voice: ar-MA", "voice: ar-MA\n  published: false")
    assert found(tidy) == []


def test_guides_and_contacts_may_be_untranslated(tidy: Sample) -> None:
    tidy.translate("fr", FINE, "")
    tidy.translate("fr", "Free legal advice for foreigners.", "", domain="contacts")
    assert found(tidy) == []


def test_catalogues_that_do_not_match_the_texts_are_told(tidy: Sample) -> None:
    tidy.replace("guides/arrest.md", "at most 25,000 dirhams", "never above 25,000 dirhams")
    problems = found(tidy)
    assert [(problem.file, problem.message) for problem in problems] == [
        (f"translations/{language}/LC_MESSAGES/guides.po", "2 messages do not match the texts")
        for language in ("ar", "ary", "fr")
    ]
    assert problems[0].mend == "Run 'dalil messages update'"


def test_a_catalogue_that_broke_after_loading_is_told_once(tidy: Sample) -> None:
    library = tidy.load()
    tidy.catalogue("fr").write_text('msgid "\n', encoding="utf-8")
    told = review(library, tidy.project, tidy.content, tidy.translations, TODAY).errors
    assert [(problem.file, problem.line) for problem in told] == [
        ("translations/fr/LC_MESSAGES/guides.po", 1)
    ]


def test_an_interface_message_that_went_needs_no_translation(tidy: Sample) -> None:
    tidy.translate("fr", "Good-bye", "", domain="messages")
    (problem,) = found(tidy)
    assert problem.message == "1 messages do not match the texts"


def test_a_missing_catalogue_is_told(tidy: Sample) -> None:
    tidy.catalogue("ary", "contacts").unlink()
    (problem,) = found(tidy)
    assert (problem.file, problem.message) == (
        "translations/ary/LC_MESSAGES/contacts.po",
        "the catalogue is missing",
    )


@pytest.mark.parametrize(
    ("today", "overdue"), [("2026-08-28", []), ("2026-08-29", ["arrest"]), ("2027-01-01", ["arrest", "held"])]
)
def test_a_guide_is_overdue_from_the_day_after_its_date(tidy: Sample, today: str, overdue: list[str]) -> None:
    problems = found(tidy, datetime.date.fromisoformat(today))
    assert [problem.file for problem in problems] == [f"content/guides/{slug}.md" for slug in overdue]
    assert {problem.severity for problem in problems} <= {"warning"}


def test_a_guide_that_is_too_short_or_too_long_is_a_warning(tidy: Sample) -> None:
    tidy.replace("guides/held.md", "Keep every paper.", "Keep every paper. " * 400)
    update(tidy.project, tidy.content, tidy.translations, tidy.languages())
    problems = reviewed(tidy).problems
    told = {problem.file: problem for problem in problems if problem.message.startswith("the guide has")}
    assert set(told) == {"content/guides/arrest.md", "content/guides/held.md"}
    words_in_held = reviewed(tidy).guides[1].words
    assert words_in_held > 1200
    assert told["content/guides/held.md"].message == f"the guide has {words_in_held} words"
    assert {problem.severity for problem in told.values()} == {"warning"}


@pytest.mark.parametrize(
    ("total", "warned"),
    [(FEWEST_WORDS - 1, True), (FEWEST_WORDS, False), (MOST_WORDS, False), (MOST_WORDS + 1, True)],
)
def test_the_length_of_a_guide_has_limits_that_are_still_allowed(
    tidy: Sample, total: int, warned: bool
) -> None:
    missing = total - reviewed(tidy).guides[1].words
    tidy.replace("guides/held.md", "Keep every paper.", "Keep every paper." + " Word." * missing)
    problems = [
        problem for problem in reviewed(tidy).problems if problem.message == f"the guide has {total} words"
    ]
    assert bool(problems) is warned


def test_a_guide_that_names_no_contact_is_a_warning(tidy: Sample) -> None:
    tidy.replace("guides/held.md", "::: contacts legal-aid\n:::\n", "Nobody.\n")
    update(tidy.project, tidy.content, tidy.translations, tidy.languages())
    (problem,) = found(tidy)
    assert (problem.file, problem.field, problem.severity) == ("content/guides/held.md", "help", "warning")


def test_a_source_that_no_guide_cites_is_a_warning(tidy: Sample) -> None:
    source = '- {id: unread, label: U, title: U, publisher: U, url: "https://u.example", read: 2026-01-01}\n'
    tidy.write("sources.yaml", tidy.read("sources.yaml") + source)
    update(tidy.project, tidy.content, tidy.translations, tidy.languages())
    (problem,) = found(tidy)
    assert "'unread'" in problem.message
    assert problem.severity == "warning"


@pytest.mark.parametrize("number", ["19", "8350"])
@pytest.mark.parametrize(
    "text", ["Call {} at once.", "You can dial the number {}.", "Then ring {}, and wait."]
)
def test_a_short_number_written_out_in_a_guide_stops_the_release(
    tidy: Sample, text: str, number: str
) -> None:
    tidy.replace("contacts/police.yaml", 'number: "19"', f'number: "{number}"')
    tidy.replace("guides/held.md", "Keep every paper.", text.format(number))
    update(tidy.project, tidy.content, tidy.translations, tidy.languages())
    (problem,) = found(tidy)
    assert (problem.severity, problem.mend) == ("error", "Refer to the contact: [](contact:<id>)")
    assert f"'{number}'" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "Call within 19 days.",
        "Call about article 19-2.",
        "Pay 19 dirhams.",
        "Call if you wait. 19 is late.",
        "Call 190 or 119.",
    ],
)
def test_a_figure_that_is_no_number_to_call_is_left_alone(tidy: Sample, text: str) -> None:
    tidy.replace("guides/held.md", "Keep every paper.", text)
    update(tidy.project, tidy.content, tidy.translations, tidy.languages())
    assert found(tidy) == []


def test_errors_are_listed_before_warnings(tidy: Sample) -> None:
    tidy.translate("ar", "Your rights", "", domain="messages")
    outcome = reviewed(tidy, datetime.date(2027, 1, 1))
    severities = [problem.severity for problem in outcome.problems]
    assert severities == sorted(severities)
    assert set(severities) == {"error", "warning"}
    assert [problem.field for problem in outcome.errors] == ["«Your rights»"]


def test_the_table_has_a_row_for_each_guide_with_its_coverage(tidy: Sample) -> None:
    arrest, held = reviewed(tidy).guides
    assert (arrest.slug, arrest.coverage, arrest.review_by) == (
        "arrest",
        {"en": 100, "fr": 35, "ar": 10, "ary": 5},
        datetime.date(2026, 8, 28),
    )
    assert (held.slug, held.long_sentences, held.coverage["en"]) == ("held", (), 100)


def test_long_sentences_are_counted(tidy: Sample) -> None:
    long = " ".join(["word"] * (LONGEST_SENTENCE + 1))
    limit = " ".join(["word"] * LONGEST_SENTENCE)
    tidy.replace("guides/held.md", "Keep every paper.", f"{long}. {limit}. {long}?")
    first, second = reviewed(tidy).guides[1].long_sentences
    assert (first.file, first.words, first.text) == (
        "content/guides/held.md",
        LONGEST_SENTENCE + 1,
        f"{long}.",
    )
    assert second.text.endswith("?")


@pytest.mark.parametrize(
    ("text", "found_sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Say this: it is so.", ["Say this:", "it is so."]),
        ("**Bold.** [Words](guide:held). [](source:law-1#23)", ["Bold.", "Words."]),
        ("It costs 17.92 dirhams.", ["It costs 17.92 dirhams."]),
        ("", []),
    ],
)
def test_sentences_are_what_a_reader_reads(text: str, found_sentences: list[str]) -> None:
    assert sentences(text) == found_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One two.", 2),
        ("Don’t re-read [it](guide:held).", 3),
        ("**48** hours. [](source:a#1)", 2),
        ("حقوقك هنا", 2),
    ],
)
def test_words_are_counted_without_markup(text: str, count: int) -> None:
    assert words(text) == count
