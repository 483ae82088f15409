"""A contact whose details nobody has read or confirmed for a year asks for a call."""

from __future__ import annotations

import datetime

import pytest

from app.library.review_contacts import check_contacts, last_read
from tests.sample import Sample

FILE = "contacts/legal-aid.yaml"


def warned(sample: Sample, day: datetime.date) -> set[str]:
    return {problem.file for problem in check_contacts(sample.load(), day)}


def test_a_contact_is_old_a_year_after_the_end_of_the_month_it_was_read_in(sample: Sample) -> None:
    assert "content/contacts/legal-aid.yaml" not in warned(sample, datetime.date(2027, 2, 28))
    assert "content/contacts/legal-aid.yaml" in warned(sample, datetime.date(2027, 3, 1))


def test_a_call_makes_it_young_again(sample: Sample) -> None:
    sample.replace(FILE, "order: 20", "order: 20\nassured_date: 2026-12-24")
    assert last_read(sample.load().contacts["legal-aid"]) == datetime.date(2026, 12, 24)
    assert "content/contacts/legal-aid.yaml" not in warned(sample, datetime.date(2027, 12, 24))
    assert "content/contacts/legal-aid.yaml" in warned(sample, datetime.date(2027, 12, 25))


@pytest.mark.parametrize(("month", "end"), [("2026-12", (2026, 12, 31)), ("2028-02", (2028, 2, 29))])
def test_a_month_ends_on_its_last_day(sample: Sample, month: str, end: tuple[int, int, int]) -> None:
    sample.replace(FILE, '"2026-02"', f'"{month}"')
    assert last_read(sample.load().contacts["legal-aid"]) == datetime.date(*end)
