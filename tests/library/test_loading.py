"""Loading tells every mistake in files, lists and references, with its place and how to mend it."""

from __future__ import annotations

import pytest

from app.library.library import Library
from app.library.loading import load_languages
from app.library.problems import ContentError
from tests.library.breaking import Break, assert_plain, assert_told
from tests.sample import HELD_NUMBER, Sample

LANGUAGES = "languages.yaml"
ARREST = "guides/arrest.md"
LEGAL_AID = "contacts/legal-aid.yaml"
SENTENCE = "Do not sign a paper you cannot read."

BROKEN_LISTS = {
    "two source languages": Break(
        LANGUAGES,
        "voice: fr-FR\n  state: draft",
        "voice: fr-FR\n  state: source",
        "state",
        "2 languages",
        "exactly one",
        None,
    ),
    "language called reviewed": Break(
        LANGUAGES,
        "voice: fr-FR\n  state: draft",
        "voice: fr-FR\n  state: reviewed",
        "state",
        "not one of the allowed",
        "'source' or 'draft'",
        "state: reviewed",
    ),
    "source language not published": Break(
        LANGUAGES,
        "voice: en-GB",
        "voice: en-GB\n  published: false",
        "en.published",
        "not published",
        "",
        None,
    ),
    "fallback to a language that is not there": Break(
        LANGUAGES,
        "fallback: en",
        "fallback: wo",
        "fr.fallback",
        "'wo'",
        "another language of this file",
        None,
    ),
    "reference to itself": Break(
        LANGUAGES,
        "fallback: ar\n  reference: fr",
        "fallback: ar\n  reference: ary",
        "ary.reference",
        "'ary'",
        "another language",
        None,
    ),
    "no fallback": Break(
        LANGUAGES, "  fallback: en\n", "", "fr.fallback", "missing", "language shown instead", None
    ),
    "language code written as a word": Break(
        LANGUAGES, "code: ary", "code: Darija", "code", "'Darija'", "two or three small letters"
    ),
    "unknown locale": Break(
        LANGUAGES, "format_locale: fr_MA", "format_locale: fr-MA", "format_locale", "'fr-MA'", "ar_MA"
    ),
    "unknown direction": Break(
        LANGUAGES,
        "direction: ltr\n  fallback",
        "direction: left\n  fallback",
        "direction",
        "'left'",
        "'ltr' or 'rtl'",
    ),
    "language there twice": Break(
        LANGUAGES, "code: ary", "code: ar", "code", "'ar' is there twice", "Rename"
    ),
    "topic there twice": Break(
        "topics.yaml",
        "- id: police\n  title: Police and arrest",
        "- {id: police, title: One, icon: a}\n- {id: police, title: Two, icon: b}\n- id: law\n  title: Law",
        "id",
        "'police' is there twice",
        "remove one",
        "- {id: police, title: Two",
    ),
    "list without dashes": Break(
        "topics.yaml",
        "- id: police\n  title: Police and arrest\n  icon: hand",
        "id: police",
        "",
        "list",
        "- ",
    ),
    "entry that is a bare word": Break(
        "needs.yaml", "- id: law\n  title: Legal help\n  icon: scale", "- law", "", "keys", "'key: value'"
    ),
    "empty list file": Break(
        "topics.yaml",
        "- id: police\n  title: Police and arrest\n  icon: hand\n",
        "",
        "",
        "nothing",
        "Fill it",
    ),
    "only a comment in a list file": Break(
        "topics.yaml",
        "- id: police\n  title: Police and arrest\n  icon: hand\n",
        "# later\n",
        "",
        "nothing",
        "Fill it in",
    ),
    "city without a name": Break(
        "cities.yaml",
        "{en: Rabat, fr: Rabat, ar: الرباط}",
        "{}",
        "name",
        "missing",
        "Arabic, French or English",
    ),
    "city named in a language we have no place for": Break(
        "cities.yaml", "ar: الرباط", "de: Rabat", "name.de", "not known", "the other entries"
    ),
    "source without a web address": Break(
        "sources.yaml", "https://leaflet.example/", "leaflet.example", "url", "form", "https://"
    ),
    "source dated by a number": Break(
        "sources.yaml", 'date: "2024"', "date: 2024", "date", "not a text", "quotes"
    ),
    "source dated in a month that does not exist": Break(
        "sources.yaml", 'date: "2024"', 'date: "2024-13"', "date", "'2024-13'", "YEAR-MONTH"
    ),
    "source read on a day that does not exist": Break(
        "sources.yaml", "read: 2026-02-01", "read: 2026-02-30", "1.read", "'2026-02-30'", "Correct it"
    ),
    "source read yesterday": Break(
        "sources.yaml", "read: 2026-02-01", "read: yesterday", "read", "not a date", "YEAR-MONTH-DAY"
    ),
}

BROKEN_REFERENCES = {
    "unknown topic": Break(ARREST, "topic: police", "topic: papers", "topic", "'papers'", "police", None),
    "unknown guide": Break(
        ARREST, "guide:held", "guide:nowhere", "", "guide 'nowhere'", "content/guides", "Read [If"
    ),
    "guide without that anchor": Break(
        ARREST, "guide:held", "guide:held#nowhere", "", "no anchor 'nowhere'", "Correct it", "Read [If"
    ),
    "unknown contact in the text": Break(
        ARREST, SENTENCE, f"{SENTENCE} [](contact:nobody)", "", "contact 'nobody'", "content/contacts"
    ),
    "contact with an anchor": Break(
        ARREST, SENTENCE, f"{SENTENCE} [](contact:police#x)", "", "no anchor 'x'", "before the #"
    ),
    "unknown contact in a box": Break(
        ARREST, "::: contacts police", "::: contacts nobody", "", "contact 'nobody'", "without its ending"
    ),
    "law cited without an article": Break(
        ARREST, "(source:law-1#24)", "(source:law-1)", "", "without an article", "source:law-1#"
    ),
    "article that is no number": Break(
        ARREST, "(source:law-1#24)", "(source:law-1#24bis)", "", "'24bis'", "#23,24"
    ),
    "unknown need": Break(
        LEGAL_AID, "needs: [law,", "needs: [money,", "needs", "'money'", "needs.yaml", None
    ),
    "unknown city": Break(
        LEGAL_AID, "cities: [rabat]", "cities: [fes]", "cities", "'fes'", "cities.yaml", None
    ),
}


def test_the_sample_has_no_problem(sample: Sample) -> None:
    assert sample.problems() == ()


@pytest.mark.parametrize("broken", BROKEN_LISTS.values(), ids=BROKEN_LISTS)
def test_a_mistake_in_a_list_is_told_with_its_place(sample: Sample, broken: Break) -> None:
    assert_told(sample, broken)


@pytest.mark.parametrize("broken", BROKEN_REFERENCES.values(), ids=BROKEN_REFERENCES)
def test_a_reference_that_leads_nowhere_is_told_with_its_place(sample: Sample, broken: Break) -> None:
    assert_told(sample, broken)


def test_an_unknown_source_is_told_in_the_list_and_where_it_is_cited(sample: Sample) -> None:
    sample.replace(ARREST, "sources: [law-1,", "sources: [law-1, ghost,")
    line = sample.replace(ARREST, SENTENCE, f"{SENTENCE} [](source:ghost#1)")
    told = [(problem.line, problem.field, problem.message) for problem in sample.problems()]
    said = "the source 'ghost' does not exist"
    assert sorted(told, key=str) == [(line, "", said), (None, "sources", said)]


def test_a_list_without_a_source_language_is_told(sample: Sample) -> None:
    sample.replace(LANGUAGES, "state: source", "state: draft\n  fallback: fr")
    (problem,) = [problem for problem in sample.problems() if problem.field == "state"]
    assert "0 languages" in problem.message
    assert "exactly one" in problem.mend


def test_fallbacks_in_a_circle_are_told_for_every_language_they_strand(sample: Sample) -> None:
    sample.replace(LANGUAGES, "fallback: en", "fallback: ary")
    problems = sample.problems()
    assert [problem.field for problem in problems] == ["ar.fallback", "ary.fallback", "fr.fallback"]
    assert {problem.message for problem in problems} == {"the fallbacks run in a circle"}
    assert_plain(problems[0])
    with pytest.raises(ContentError, match="run in a circle"):
        load_languages(sample.content)


def test_a_broken_language_does_not_make_the_others_look_broken(sample: Sample) -> None:
    sample.replace(LANGUAGES, "direction: ltr\n  fallback", "fallback")
    assert [(problem.field, problem.message) for problem in sample.problems()] == [
        ("direction", "the key is missing")
    ]


def test_problems_in_several_files_are_all_told_at_once(sample: Sample) -> None:
    sample.replace(ARREST, "urgency: now", "urgency: later")
    sample.replace(ARREST, SENTENCE, "Call 0500 00 00 09.")
    sample.replace("guides/held.md", "{#care}", "")
    sample.replace(LEGAL_AID, "status: active", "status: open")
    sample.replace("needs.yaml", "title: Emergency", "titel: Emergency")
    sample.write("contacts/broken.yaml", "name: [")
    told = {(problem.file.removeprefix("content/"), problem.field) for problem in sample.problems()}
    assert told == {
        (ARREST, "urgency"),
        (ARREST, ""),
        ("guides/held.md", ""),
        ("guides/held.md", "care"),
        (LEGAL_AID, "status"),
        ("needs.yaml", "titel"),
        ("needs.yaml", "title"),
        ("contacts/broken.yaml", ""),
    }


def test_the_error_says_all_its_problems_in_the_order_of_files_and_lines(sample: Sample) -> None:
    sample.replace(LANGUAGES, "direction: ltr\n  fallback", "direction: up\n  fallback")
    sample.replace(LANGUAGES, "state: source", "state: fresh")
    with pytest.raises(ContentError) as error:
        load_languages(sample.content)
    assert [line.split(" ")[0] for line in str(error.value).split("\n")] == [
        "content/languages.yaml:9:",
        "content/languages.yaml:15:",
    ]


def test_an_unpublished_language_is_left_out_of_the_library_but_kept_in_the_list(sample: Sample) -> None:
    sample.replace(LANGUAGES, "voice: ar-MA", "voice: ar-MA\n  published: false")
    assert list(sample.load().languages) == ["en", "fr", "ar"]
    assert list(load_languages(sample.content)) == ["en", "fr", "ar", "ary"]


def test_guides_follow_topics_and_order_and_contacts_their_order(sample: Sample) -> None:
    sample.replace(ARREST, "order: 10", "order: 30")
    sample.replace("contacts/night-line.yaml", "order: 30", "order: 1")
    library = sample.load()
    assert list(library.guides) == ["held", "arrest"]
    assert list(library.contacts) == ["night-line", "police", "legal-aid"]


def test_guides_follow_the_order_of_topics_before_their_own(sample: Sample) -> None:
    sample.replace("topics.yaml", "- id: police", "- {id: papers, title: Papers, icon: a}\n- id: police")
    sample.replace("guides/held.md", "topic: police", "topic: papers")
    assert list(sample.load().guides) == ["held", "arrest"]


def test_a_number_on_hold_is_left_behind_but_its_fingerprint_is_known(sample: Sample) -> None:
    library = sample.load()
    assert library.contacts["night-line"].phones == ()
    assert len(library.held_numbers) == 1
    assert HELD_NUMBER not in str(library)


def test_the_library_of_the_repository_loads(project_library: Library) -> None:
    assert project_library.guides
    assert project_library.contacts
