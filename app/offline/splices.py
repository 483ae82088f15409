"""Splices: what to cut out of an old text and what to put there, to get the new one.

Positions count UTF-16 units, because the phone applies them to JavaScript strings.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

# Where the old text is cut (from, to), and the words that go there.
Splice = tuple[int, int, str]


def splices(old: str, new: str) -> list[Splice]:
    """Return the splices that turn one text into another, in the order of the old text.

    Args:
        old: the text that a phone already has.
        new: the text that it shall have.

    Returns:
        Cuts that do not overlap; none when the texts are equal.
    """
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = _starts(old_lines)
    found = []
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind != "equal":
            removed, added = "".join(old_lines[first:last]), "".join(new_lines[new_first:new_last])
            found.append(_narrow(starts[first], removed, added))
    return found


def apply(old: str, cuts: list[Splice]) -> str:
    """Return the text that the splices make of an old one, as the phone does."""
    units = old.encode("utf-16-le")
    parts, at = [], 0
    for start, end, words in cuts:
        parts += [units[2 * at : 2 * start], words.encode("utf-16-le")]
        at = end
    return b"".join([*parts, units[2 * at :]]).decode("utf-16-le")


def _starts(lines: list[str]) -> list[int]:
    """Return where each line begins, and where the text ends, in UTF-16 units."""
    return list(_running_total(_units(line) for line in lines))


def _running_total(lengths: Iterator[int]) -> Iterator[int]:
    total = 0
    yield total
    for length in lengths:
        total += length
        yield total


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _narrow(start: int, removed: str, added: str) -> Splice:
    """Leave out what a removed and an added text share at their beginnings and ends."""
    shortest = min(len(removed), len(added))
    head = 0
    while head < shortest and removed[head] == added[head]:
        head += 1
    tail = 0
    while tail < shortest - head and removed[-1 - tail] == added[-1 - tail]:
        tail += 1
    kept_removed, kept_added = removed[head : len(removed) - tail], added[head : len(added) - tail]
    begin = start + _units(removed[:head])
    return begin, begin + _units(kept_removed), kept_added
