"""The glossary: one agreed word for each term, and a review that names what departs from it."""

from __future__ import annotations

import datetime

import pytest

from app.library.glossary import Glossary, Term
from app.library.review import review
from tests.library.breaking import Break, assert_told
from tests.library.rendering import guide_of
from tests.sample import Sample

PROSECUTOR = Term(
    term="prosecutor",
    meaning="The office.",
    french="procureur",
    arabic="النيابة العامة",
    words={"fr": ("parquet",)},
)
KING = Term(
    term="King's Prosecutor",
    meaning="The magistrate.",
    french="procureur du Roi",
    arabic="وكيل الملك",
    explain=True,
    words={"fr": ("procureur du Roi",), "ar": ("وكيل الملك",)},
)
GLOSSARY = Glossary.of([PROSECUTOR, KING])


def departures(message: str, translation: str, language: str = "fr", context: str | None = None) -> list[str]:
    return [term.term for term, _ in GLOSSARY.departures(language, context, message, translation)]


def test_the_longer_term_is_not_read_as_the_shorter() -> None:
    assert [term.term for term in GLOSSARY.terms_in("Ask the King's Prosecutor.")] == ["King's Prosecutor"]
    both = GLOSSARY.terms_in("The King's Prosecutor or another prosecutor.")
    assert [term.term for term in both] == ["King's Prosecutor", "prosecutor"]
    assert GLOSSARY.terms_in("See [this](guide:prosecutor).") == []
    assert GLOSSARY.terms_in("Two prosecutors.") == [PROSECUTOR]


def test_a_translation_departs_when_no_agreed_form_is_in_it() -> None:
    assert departures("Ask the King's Prosecutor.", "Demandez au juge.") == ["King's Prosecutor"]
    assert departures("Ask the King's Prosecutor.", "Demandez au Procureur du roi.") == []
    assert departures("Ask the prosecutor.", "Demandez au parquet.") == []
    assert departures("Ask the prosecutor.", "اسأل.", "ar") == [], "no word is agreed in this language"
    assert departures("The King's Prosecutor", "Le juge", context="source title") == []


def test_arabic_is_compared_without_vowels_and_variants_of_alif() -> None:
    assert departures("The King's Prosecutor.", "وَكِيل الملك.", "ar") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The King's Prosecutor (procureur du Roi, وكيل الملك) decides.\n\nThe King's Prosecutor.", []),
        (
            "The King's Prosecutor decides.\n\nThe King's Prosecutor (procureur du Roi, وكيل الملك).",
            ["after its first"],
        ),
        ("## The King's Prosecutor {#x}\n\nThe King's Prosecutor (procureur du Roi, وكيل الملك).", []),
        ("The **King's Prosecutor** (procureur du Roi, القاضي) decides.", ["has «القاضي» in brackets"]),
        ("The King's Prosecutor decides.", []),
    ],
)
def test_brackets_stand_at_the_first_mention_and_hold_the_official_words(text: str, told: list[str]) -> None:
    found = [message for _, message in GLOSSARY.late_brackets(guide_of(text))]
    assert len(found) == len(told)
    assert all(expected in message for expected, message in zip(told, found, strict=True))


def test_the_review_warns_of_a_departure_at_its_catalogue_and_line(sample: Sample) -> None:
    message = "**Ask for a lawyer.** Call [](contact:legal-aid)."
    sample.translate("fr", message, "**Demandez un juge.** Appelez [](contact:legal-aid).")
    found = review(
        sample.load(), sample.project, sample.content, sample.translations, datetime.date(2026, 4, 1)
    )
    (problem,) = [problem for problem in found.problems if "as agreed" in problem.message]
    assert (problem.severity, problem.file) == ("warning", "translations/fr/LC_MESSAGES/guides.po")
    assert problem.line
    assert "«lawyer» is not translated as agreed, «avocat»" in problem.message


BROKEN = {
    "meaning missing": Break(
        "glossary.yaml",
        "  meaning: A member of the bar; advises and pleads in court.\n",
        "",
        "meaning",
        "missing",
        "Add it",
        "- term",
    ),
    "a word alone": Break(
        "glossary.yaml", "fr: [avocat]", "fr: avocat", "words.fr", "not a list", "[first, second]"
    ),
    "no word": Break("glossary.yaml", "fr: [avocat]", "fr: []", "words.fr", "empty", "at least one"),
    "no language": Break(
        "glossary.yaml",
        "fr: [avocat]",
        "french: [avocat]",
        "words.french",
        "form",
        "two or three small letters",
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_entry_is_told_with_its_mend(sample: Sample, broken: Break) -> None:
    assert_told(sample, broken)
