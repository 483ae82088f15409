"""Finding telephone numbers in finished pages, so that one on hold can be refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINKED = re.compile(r'href="(?:tel:|https://wa\.me/)(\+?[0-9]+)"')
_ISOLATED = re.compile(r'<bdi dir="ltr">([+0-9][0-9 ]*)</bdi>')
_WRITTEN = re.compile(r"(?<![\w/#.-])\+?[0-9](?:[ .\u00a0\u202f()-]{0,2}[0-9]){6,14}(?![\w/-])")
_TAG = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<svg\b.*?</svg>|<[^>]*>", re.DOTALL)


def linked_numbers(page: str) -> set[str]:
    """Return the numbers that a page dials or opens in WhatsApp, as digits."""
    return {_digits(number) for number in _LINKED.findall(page)}


def isolated_numbers(page: str) -> set[str]:
    """Return the numbers that a page shows in ``<bdi dir="ltr">``, as digits; hours are not numbers."""
    return {_digits(number) for number in _ISOLATED.findall(page)}


def numbers_in(page: str) -> Iterator[str]:
    """Yield everything in a page that is or looks like a telephone number: linked, isolated or written."""
    yield from linked_numbers(page)
    yield from isolated_numbers(page)
    for found in _WRITTEN.findall(_TAG.sub(" ", page)):
        yield _digits(found)


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", number)
