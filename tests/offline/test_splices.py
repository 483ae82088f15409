"""Splices: whatever the texts, cutting and filling gives the new one, in the units that phones count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.offline.splices import apply, splices

TEXTS = st.text(alphabet="ab <>/\nجه😀é", max_size=60)


@given(TEXTS, TEXTS)
def test_the_splices_of_two_texts_make_the_second_of_the_first(old: str, new: str) -> None:
    assert apply(old, splices(old, new)) == new


@given(TEXTS)
def test_equal_texts_have_no_splices(text: str) -> None:
    assert splices(text, text) == []


def test_a_changed_word_travels_alone() -> None:
    old = "".join(f"<p>Line {number}: you have 48 hours.</p>\n" for number in range(50))
    at = old.index("48", 200)
    new = f"{old[:at]}72{old[at + 2 :]}"
    assert splices(old, new) == [(at, at + 2, "72")]


def test_positions_count_utf_16_units() -> None:
    assert splices("😀a\n", "😀b\n") == [(2, 3, "b")]


def test_splices_do_not_overlap_and_stand_in_order() -> None:
    old = "one\ntwo\nthree\nfour\n"
    found = splices(old, "one\nTWO\nthree\nFOUR\nfive\n")
    ends = [end for _, end, _ in found]
    starts = [start for start, _, _ in found]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
