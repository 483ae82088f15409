"""Signatures: a role and a day for one text only, gone with its first change, and never half written."""

from __future__ import annotations

import datetime

import pytest

from app.library.problems import ContentError
from app.library.review import review
from app.library.signing import Reading, sign
from tests.library.breaking import Break, assert_plain, assert_told
from tests.sample import Sample

DAY = datetime.date(2026, 5, 4)
REVIEWS = "reviews.yaml"


def warnings(sample: Sample) -> list[str]:
    found = review(
        sample.load(), sample.project, sample.content, sample.translations, datetime.date(2026, 4, 1)
    )
    return [problem.message for problem in found.problems if "sign" in problem.message]


def record(sample: Sample, role: str, guide: str | None = None, language: str | None = None) -> None:
    sign(sample.load(), sample.content, Reading(role, DAY, guide, language))


def translate_whole(sample: Sample, language: str, slug: str) -> None:
    for context, message in sample.load().guides[slug].messages():
        sample.translate(language, message, message, context=context)


def test_a_lawyers_signature_stands_on_the_guide_until_its_text_changes(sample: Sample) -> None:
    record(sample, "law clinic", guide="arrest")
    library = sample.load()
    review_of_arrest = library.legal_review(library.guides["arrest"])
    assert review_of_arrest is not None
    assert (review_of_arrest.role, review_of_arrest.date) == ("law clinic", DAY)
    assert "legal_review: law clinic 2026-05-04\n" in sample.read("guides/arrest.md")
    assert warnings(sample) == []
    sample.replace("guides/arrest.md", "Do not sign a paper you cannot read.", "Do not sign a paper.")
    changed = sample.load()
    assert changed.legal_review(changed.guides["arrest"]) is None
    assert any("nobody signed, or the text changed" in message for message in warnings(sample))


def test_wrapping_lines_anew_takes_no_signature_away(sample: Sample) -> None:
    record(sample, "lawyer", guide="held")
    sample.replace("guides/held.md", "Keep every paper.", "Keep every\npaper.")
    library = sample.load()
    assert library.legal_review(library.guides["held"]) is not None


def test_a_readers_signature_stands_on_one_guide_in_one_language(sample: Sample) -> None:
    translate_whole(sample, "fr", "held")
    record(sample, "native speaker", "held", "fr")
    library = sample.load()
    assert library.language_review("fr", library.guides["held"]) is not None
    assert library.language_review("fr", library.guides["arrest"]) is None
    assert library.language_review("fr") is None
    sample.translate("fr", "Keep every paper.", "Gardez chaque papier.")
    library = sample.load()
    assert library.language_review("fr", library.guides["held"]) is None
    assert "the text changed after a native speaker signed it on 2026-05-04" in warnings(sample)


def test_who_signs_a_language_signs_each_guide_in_it(sample: Sample) -> None:
    record(sample, "translator", language="fr")
    library = sample.load()
    whole = library.language_review("fr")
    assert whole is not None and whole.role == "translator"
    assert library.language_review("fr", library.guides["arrest"]) == whole
    sample.translate("fr", "Free legal advice for foreigners.", "Conseil gratuit.", domain="contacts")
    assert sample.load().language_review("fr") is None


def test_a_second_signature_takes_the_place_of_the_first_and_leaves_the_others(sample: Sample) -> None:
    before = sample.read(REVIEWS).count("- role:")
    record(sample, "law clinic", guide="held")
    assert sample.read(REVIEWS).count("- role:") == before
    library = sample.load()
    signature = library.legal_review(library.guides["held"])
    assert signature is not None and signature.role == "law clinic"


@pytest.mark.parametrize(
    ("role", "guide", "language", "told"),
    [
        ("lawyer", None, None, "nothing is named"),
        ("lawyer", "nothing", None, "does not exist"),
        ("lawyer", "held", "fr", "a lawyer cannot sign this"),
        ("native speaker", "held", None, "a native speaker cannot sign this"),
        ("native speaker", None, "en", "'en' is not a translation"),
        ("native speaker", None, "xx", "'xx' is not a translation"),
        ("native speaker", "held", "ary", "is not whole in 'ary'"),
    ],
)
def test_what_cannot_be_signed_is_told_and_nothing_is_written(
    sample: Sample, role: str, guide: str | None, language: str | None, told: str
) -> None:
    before = sample.read(REVIEWS), sample.read("guides/held.md")
    with pytest.raises(ContentError, match=told) as raised:
        record(sample, role, guide, language)
    assert_plain(raised.value.problems[0])
    assert (sample.read(REVIEWS), sample.read("guides/held.md")) == before


ENTRY = '- role: lawyer\n  date: 2026-03-01\n  guide: held\n  text: "0123456789abcdef"\n'
BROKEN = {
    "a person's name": Break(REVIEWS, "role: lawyer", "role: Jane Doe", "role", "not one of", "'law clinic'"),
    "no fingerprint": Break(
        REVIEWS, '  text: "0123456789abcdef"\n', "", "text", "missing", "Add it", "- role"
    ),
    "half a fingerprint": Break(REVIEWS, "0123456789abcdef", "0123", "text", "form", "Copy"),
    "nothing named": Break(
        REVIEWS, "  guide: held\n", "", "", "neither a guide nor a language", "review sign", None
    ),
    "a lawyer for a language": Break(
        REVIEWS, "  guide: held\n", "  language: fr\n", "language", "not its language", "Remove"
    ),
    "a reader without a language": Break(
        REVIEWS, "role: lawyer", "role: translator", "", "signs a language", "review sign", None
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_entry_is_told_with_its_mend(sample: Sample, broken: Break) -> None:
    sample.write(REVIEWS, ENTRY)
    assert_told(sample, broken)


def test_an_entry_for_a_guide_that_went_is_a_warning(sample: Sample) -> None:
    sample.write(REVIEWS, ENTRY.replace("held", "gone"))
    assert "what a lawyer signed on 2026-03-01 is not there any more" in warnings(sample)
