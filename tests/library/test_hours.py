"""Opening hours become days and times of one week; what no week can say is not taken for one."""

from __future__ import annotations

import pytest

from app.library.hours import DayGroup, always_open, is_weekly, week
from app.library.library import Library

WEEKS = {
    "office": ("Mo-Fr 08:30-16:00", [DayGroup(0, 4, (("08:30", "16:00"),))]),
    "noon break": (
        "Mo-Fr 09:00-12:00,13:00-16:00",
        [DayGroup(0, 4, (("09:00", "12:00"), ("13:00", "16:00")))],
    ),
    "two rules": (
        "Tu-Th 09:00-13:00; Fr 13:00-17:00",
        [DayGroup(1, 3, (("09:00", "13:00"),)), DayGroup(4, 4, (("13:00", "17:00"),))],
    ),
    "days apart are not joined": (
        "Mo,We 09:00-12:00",
        [DayGroup(0, 0, (("09:00", "12:00"),)), DayGroup(2, 2, (("09:00", "12:00"),))],
    ),
    "every day": ("10:00-12:00", [DayGroup(0, 6, (("10:00", "12:00"),))]),
    "until midnight": ("Sa 20:00-24:00", [DayGroup(5, 5, (("20:00", "24:00"),))]),
    "a night belongs to two days": (
        "Fr 22:00-06:00",
        [DayGroup(4, 4, (("22:00", "24:00"),)), DayGroup(5, 5, (("00:00", "06:00"),))],
    ),
    "the last night reaches Monday": (
        "Su 22:00-06:00",
        [DayGroup(0, 0, (("00:00", "06:00"),)), DayGroup(6, 6, (("22:00", "24:00"),))],
    ),
    "a later rule takes a day out": (
        "Mo-We 09:00-12:00; Tu off",
        [DayGroup(0, 0, (("09:00", "12:00"),)), DayGroup(2, 2, (("09:00", "12:00"),))],
    ),
    "closed on holidays": ("Mo-Fr 09:00-12:00; PH off", [DayGroup(0, 4, (("09:00", "12:00"),))]),
}


@pytest.mark.parametrize(("schedules", "groups"), WEEKS.values(), ids=WEEKS)
def test_hours_become_groups_of_days(schedules: str, groups: list[DayGroup]) -> None:
    assert week(schedules) == groups


@pytest.mark.parametrize(("schedules", "groups"), WEEKS.values(), ids=WEEKS)
def test_what_can_be_shown_as_a_week_is_accepted(schedules: str, groups: list[DayGroup]) -> None:
    assert is_weekly(schedules)
    assert groups


@pytest.mark.parametrize(
    "schedules",
    ["Jun-Aug Mo 09:00-12:00", "Mo[1] 09:00-12:00", "Mo-Fr 09:00+", "week 1-10 09:00-10:00", "off", ""],
)
def test_what_a_week_cannot_show_is_not_taken_for_one(schedules: str) -> None:
    assert not is_weekly(schedules)


@pytest.mark.parametrize(("schedules", "always"), [("24/7", True), ("Mo-Su 00:00-24:00", False)])
def test_day_and_night_is_said_only_where_it_is_written(schedules: str, always: bool) -> None:
    assert always_open(schedules) is always


def test_every_contact_with_hours_has_a_week_to_show(project_library: Library) -> None:
    written = [contact.schedules for contact in project_library.contacts.values() if contact.schedules]
    assert written
    assert all(week(schedules) for schedules in written)
