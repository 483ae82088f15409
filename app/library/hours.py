"""Opening hours: from OSM syntax to the days of a week, ready to be put into words."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from opening_hours import OpeningHours

# Any week without a public holiday: hours are shown as a weekly habit, never as "open now".
_MONDAY = datetime.datetime(2026, 11, 23)

Span = tuple[str, str]

_DAY = "(Mo|Tu|We|Th|Fr|Sa|Su)"
_DAYS = f"{_DAY}(-{_DAY})?(,{_DAY}(-{_DAY})?)*"
_TIMES = r"\d\d:\d\d-\d\d:\d\d(,\d\d:\d\d-\d\d:\d\d)*"
_RULE = f"(({_DAYS} )?{_TIMES}|(PH|{_DAYS}) off)"
_WEEKLY = re.compile(f"24/7|{_RULE}(; {_RULE})*")


@dataclass(frozen=True)
class DayGroup:
    """Days in a row with the same hours: first and last day (0 is Monday) and spans like 09:00 to 15:00."""

    first: int
    last: int
    spans: tuple[Span, ...]


def always_open(schedules: str) -> bool:
    """Say whether hours mean day and night, every day."""
    return schedules.replace(" ", "") == "24/7"


def is_weekly(schedules: str) -> bool:
    """Say whether hours are the same every week; only those can be shown as days and times without harm."""
    return _WEEKLY.fullmatch(schedules) is not None


def week(schedules: str) -> list[DayGroup]:
    """Return the weekly hours, closed days left out, neighbouring days with equal hours together.

    Args:
        schedules: hours in OSM ``opening_hours`` syntax, already validated.

    Returns:
        Groups of days in the order of the week.
    """
    days: list[tuple[Span, ...]] = []
    hours = OpeningHours(schedules)
    for day in range(7):
        start = _MONDAY + datetime.timedelta(days=day)
        days.append(tuple(_spans(hours, start, start + datetime.timedelta(days=1))))
    groups: list[DayGroup] = []
    for day, spans in enumerate(days):
        if groups and groups[-1].last == day - 1 and groups[-1].spans == spans:
            groups[-1] = DayGroup(groups[-1].first, day, spans)
        elif spans:
            groups.append(DayGroup(day, day, spans))
    return groups


def _spans(hours: OpeningHours, start: datetime.datetime, end: datetime.datetime) -> list[Span]:
    found = []
    for opens, closes, state, _ in hours.intervals(start, end):
        if str(state) == "open":
            last = f"{closes:%H:%M}" if closes < end else "24:00"
            found.append((f"{max(opens, start):%H:%M}", last))
    return found
