"""Finding telephone numbers in finished pages, so that one on hold can be refused."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_LINKED = re.compile(r'href="(?:tel:|https://wa\.me/)(\+?[0-9]+)"')
_ISOLATED = re.compile(r'<bdi dir="ltr">([+0-9][0-9 ]*)</bdi>')
# Digits with at most a few signs between them: spaces, dots, brackets, invisible marks.
_WRITTEN = re.compile(r"[0-9]+(?:[^\w<>]{0,4}[0-9]+)*")
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_NO_WORDS = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def linked_numbers(page: str) -> set[str]:
    """Return the numbers that a page dials or opens in WhatsApp, as digits."""
    return {_digits(number) for number in _LINKED.findall(page)}


def isolated_numbers(page: str) -> set[str]:
    """Return the numbers that a page shows in ``<bdi dir="ltr">``, as digits; hours are not numbers."""
    return {_digits(number) for number in _ISOLATED.findall(page)}


def numbers_in(page: str) -> Iterator[str]:
    """Yield everything in a page that could be a telephone number: linked, isolated or written somehow.

    Far more than numbers is yielded, and each in its national and its international form: what counts is
    that no number on hold is missed, and a fingerprint knows it among all others.
    """
    words = _NO_WORDS.sub(" ", page).translate(_ARABIC_DIGITS)
    found = linked_numbers(page) | isolated_numbers(page)
    for text in (words, _TAG.sub(" ", words)):
        for run in set(_WRITTEN.findall(html.unescape(text))):
            found |= set(_neighbours(re.findall("[0-9]+", run)))
    for number in found:
        yield from _spellings(number)


def _neighbours(groups: list[str]) -> Iterator[str]:
    """Yield what groups of digits beside each other make together, as long as it can be a number."""
    for first in range(len(groups)):
        number = ""
        for group in groups[first:]:
            number += group
            if len(number) > _MOST_DIGITS:
                break
            if len(number) >= _LEAST_DIGITS:
                yield number


def _spellings(number: str) -> Iterator[str]:
    """Yield a number as it stands, and as it is dialled inside Morocco and from abroad."""
    abroad = number.removeprefix("00")
    yield from (number, abroad)
    if abroad.startswith("212") or number.startswith("0"):
        bare = abroad.removeprefix("212").lstrip("0")
        yield from (f"0{bare}", f"212{bare}")


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", number)
