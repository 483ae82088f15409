"""The library speaks every language as far as it can, says how far that is, and has an edition."""

from __future__ import annotations

import datetime
from dataclasses import FrozenInstanceError

import pytest

from app.library.catalogues import Wording
from app.library.library import Coverage, Library
from tests.sample import Sample

MESSAGE = "Keep every paper."


def word(library: Library, language: str, message: str = MESSAGE, context: str | None = None) -> Wording:
    """Return a message of the guides in a language."""
    return library.word(language, "guides", context, message)


def test_the_nearest_language_that_has_the_message_is_shown(sample: Sample) -> None:
    assert word(sample.load(), "ary") == Wording(MESSAGE, "en")
    sample.translate("fr", MESSAGE, "Gardez tout.")
    assert word(sample.load(), "ary") == Wording("Gardez tout.", "fr")
    sample.translate("ar", MESSAGE, "احتفظ بكل شيء.")
    assert word(sample.load(), "ary") == Wording("احتفظ بكل شيء.", "ar")
    sample.translate("ary", MESSAGE, "خبي كولشي.")
    assert word(sample.load(), "ary") == Wording("خبي كولشي.", "ary")


def test_a_reader_gets_no_language_that_is_not_among_the_fallbacks(sample: Sample) -> None:
    sample.translate("ar", MESSAGE, "احتفظ بكل شيء.")
    library = sample.load()
    assert word(library, "fr") == Wording(MESSAGE, "en")
    assert word(library, "en") == Wording(MESSAGE, "en")


@pytest.mark.parametrize("state", [{"fuzzy": True}, {"obsolete": True}], ids=["fuzzy", "obsolete"])
def test_what_is_not_finished_gives_way_to_the_fallback(sample: Sample, state: dict[str, bool]) -> None:
    sample.translate("fr", MESSAGE, "Gardez tout.")
    sample.translate("ar", MESSAGE, "ربما", **state)
    assert word(sample.load(), "ar") == Wording("Gardez tout.", "fr")


def test_the_chain_of_fallbacks_ends_with_the_source_once(sample: Sample) -> None:
    library = sample.load()
    chains = {code: [language.code for language in library.fallbacks(code)] for code in library.languages}
    assert chains == {
        "en": ["en"],
        "fr": ["fr", "en"],
        "ar": ["ar", "fr", "en"],
        "ary": ["ary", "ar", "fr", "en"],
    }


def test_the_source_language_is_known_wherever_it_stands_in_the_list(sample: Sample) -> None:
    first, *others = sample.read("languages.yaml").split("\n\n")
    sample.write("languages.yaml", "\n\n".join([*others, first]))
    library = sample.load()
    assert list(library.languages)[-1] == library.source_language.code == "en"
    assert word(library, "fr") == Wording(MESSAGE, "en")


def test_an_unpublished_fallback_ends_the_chain_at_the_source(sample: Sample) -> None:
    sample.replace("languages.yaml", "voice: ar\n", "voice: ar\n  published: false\n")
    sample.translate("fr", MESSAGE, "Gardez tout.")
    library = sample.load()
    assert [language.code for language in library.fallbacks("ary")] == ["ary", "en"]
    assert word(library, "ary") == Wording(MESSAGE, "en")


def test_coverage_counts_the_passages_of_a_guide_that_are_in_the_catalogue(sample: Sample) -> None:
    library = sample.load()
    guide = library.guides["arrest"]
    total = len(list(guide.messages()))
    counted = {code: library.coverage(guide, code) for code in library.languages}
    assert counted == {
        "en": Coverage(total, total),
        "fr": Coverage(7, total),
        "ar": Coverage(2, total),
        "ary": Coverage(1, total),
    }


def test_a_translation_equal_to_its_source_counts_as_translated(sample: Sample) -> None:
    before = sample.load()
    sample.translate("ary", MESSAGE, MESSAGE)
    after = sample.load()
    assert after.coverage(after.guides["held"], "ary").translated == 1
    assert before.coverage(before.guides["held"], "ary").translated == 0
    assert word(after, "ary") == Wording(MESSAGE, "ary")


def test_what_a_reader_sees_in_another_language_does_not_count(sample: Sample) -> None:
    sample.translate("fr", MESSAGE, "Gardez tout.")
    library = sample.load()
    assert word(library, "ar").language == "fr"
    assert library.coverage(library.guides["held"], "ar").translated == 0


@pytest.mark.parametrize(
    ("translated", "total", "percent"), [(0, 3, 0), (2, 3, 66), (199, 200, 99), (3, 3, 100), (0, 0, 100)]
)
def test_a_hundred_percent_means_all(translated: int, total: int, percent: int) -> None:
    coverage = Coverage(translated, total)
    assert (coverage.percent, coverage.missing) == (percent, total - translated)


def test_the_edition_is_the_newest_date_on_which_anything_was_read(sample: Sample) -> None:
    assert sample.load().edition == datetime.date(2026, 3, 2)
    sample.replace("guides/held.md", "checked: 2026-03-01", "checked: 2026-03-09")
    assert sample.load().edition == datetime.date(2026, 3, 9)


def test_guides_are_found_by_topic_in_their_order(sample: Sample) -> None:
    library = sample.load()
    assert [guide.slug for guide in library.guides_about("police")] == ["arrest", "held"]
    assert library.guides_about("papers") == []


def test_a_library_cannot_be_changed(sample: Sample) -> None:
    library = sample.load()
    for lists in (library.languages, library.guides, library.contacts, library.catalogues):
        with pytest.raises(TypeError):
            lists["new"] = None  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        library.guides = {}  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        library.guides["arrest"].text = ""  # type: ignore[misc]


def test_loading_twice_gives_the_same_library(sample: Sample) -> None:
    assert sample.load() == sample.load()


def test_every_message_of_the_project_has_words_in_every_language(project_library: Library) -> None:
    for code in project_library.languages:
        allowed = {language.code for language in project_library.fallbacks(code)}
        for guide in project_library.guides.values():
            for context, message in guide.messages():
                wording = project_library.word(code, "guides", context, message)
                assert wording.text.strip()
                assert wording.language in allowed
