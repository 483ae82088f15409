"""Urgent notices: loaded, checked, translated, and named when their day is over."""

from __future__ import annotations

import datetime

import pytest

from app.library.review import review
from tests.library.breaking import Break, assert_told
from tests.sample import Sample

TEXT = "The night line is silent. Call the police."
NOTICE = f"- id: silent\n  text: {TEXT}\n  until: 2026-12-31\n  page: contact:police\n"

BROKEN = {
    "day missing": Break("notices.yaml", "  until: 2026-12-31\n", "", "until", "missing", "Add it", "- id"),
    "no day": Break("notices.yaml", "2026-12-31", "soon", "until", "not a date", "YEAR-MONTH-DAY"),
    "web address": Break(
        "notices.yaml", "contact:police", "https://x.example/", "page", "form", "guide:<name>"
    ),
    "no such contact": Break(
        "notices.yaml",
        "contact:police",
        "contact:nobody",
        "silent.page",
        "does not exist",
        "content/contacts",
        None,
    ),
    "no such guide": Break(
        "notices.yaml",
        "contact:police",
        "guide:nothing",
        "silent.page",
        "does not exist",
        "content/guides",
        None,
    ),
}


@pytest.fixture
def noticed(sample: Sample) -> Sample:
    sample.write("notices.yaml", NOTICE)
    return sample


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_notice_is_told_with_its_mend(noticed: Sample, broken: Break) -> None:
    assert_told(noticed, broken)


def test_a_notice_is_a_message_for_translators(noticed: Sample) -> None:
    noticed.translate("fr", TEXT, "La ligne de nuit se tait.", domain="contacts", context="notice")
    words = noticed.load().word("fr", "contacts", "notice", TEXT)
    assert (words.text, words.language) == ("La ligne de nuit se tait.", "fr")


def test_a_notice_whose_day_is_over_is_a_warning(noticed: Sample) -> None:
    def warned(day: datetime.date) -> list[str]:
        found = review(noticed.load(), noticed.project, noticed.content, noticed.translations, day)
        return [problem.message for problem in found.problems if "notice" in problem.message]

    assert warned(datetime.date(2026, 12, 31)) == []
    assert warned(datetime.date(2027, 1, 1)) == ["the notice 'silent' ended on 2026-12-31"]
