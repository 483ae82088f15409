"""Numbers in finished pages: what is dialled, what is shown, and whatever could be a number."""

from __future__ import annotations

import pytest

from app.site.numbers import isolated_numbers, linked_numbers, numbers_in

HELD = "0500000002"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<a href="tel:19">19</a>', {"19"}),
        (
            '<a href="tel:+212500000001">x</a> <a class="x" href="tel:0800004747">y</a>',
            {"212500000001", "0800004747"},
        ),
        ('<a href="https://wa.me/212500000001" rel="nofollow">x</a>', {"212500000001"}),
        ('<a href="/fr/contacts/19/">19</a> <a href="https://example/212500000001">x</a>', set()),
        ("tel:212500000001", set()),
    ],
)
def test_linked_numbers_are_those_that_a_tap_dials(page: str, found: set[str]) -> None:
    assert linked_numbers(page) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<bdi dir="ltr">19</bdi>', {"19"}),
        ('<bdi dir="ltr">0500 00 00 01</bdi>', {"0500000001"}),
        ('<bdi dir="ltr">+33 4 86 51 71 61</bdi>', {"33486517161"}),
        ('<bdi dir="ltr">09:00–15:00</bdi>', set()),
        ('<bdi dir="ltr">help@legal.example</bdi>', set()),
        ("<bdi>82-5-1</bdi>", set()),
        ('<bdi lang="ar" dir="rtl">19</bdi>', set()),
    ],
)
def test_isolated_numbers_are_those_shown_from_left_to_right(page: str, found: set[str]) -> None:
    assert isolated_numbers(page) == found


@pytest.mark.parametrize(
    "page",
    [
        '<a href="tel:0500000002">call</a>',
        '<a href="tel:+212500000002">call</a>',
        '<a href="sms:0500000002">write</a>',
        '<a href="https://wa.me/212500000002">chat</a>',
        '<bdi dir="ltr">0500 00 00 02</bdi>',
        "<p>Call 0500000002 now.</p>",
        "<p>Call 05 00 00 00 02.</p>",
        "<p>Call 05.00.00.00.02.</p>",
        "<p>Call 05-00-00-00-02.</p>",
        "<p>Call 05\u00a000\u202f00\u00a000\u202f02.</p>",
        "<p>Call 05&nbsp;00&#160;00 00 02.</p>",
        "<p>Call (05) 00 00 00 02.</p>",
        "<p>Call +212 500 000 002.</p>",
        "<p>Call +212 (0) 500 000 002.</p>",
        "<p>Call 00212500000002.</p>",
        "<p>Tél.0500000002</p>",
        "<p>0500000001/0500000002</p>",
        "<p>0500000001 0500000002 0500000003</p>",
        "<p>Call 19 0500000002.</p>",
        "<p>Since 2024, 05 00 00 00 02, 24 hours.</p>",
        "<p>N0500000002N</p>",
        "<p>٠٥٠٠٠٠٠٠٠٢</p>",
        "<p>۰۵ ۰۰ ۰۰ ۰۰ ۰۲</p>",
        "<p>05<b>00</b>00<i>00</i>02</p>",
        "<p>05 <b>00</b> <b>00</b> 00 02</p>",
        "<p>05\u200e00\u206900\u200b00\u200f02</p>",
        '<meta name="description" content="Call 0500 000 002">',
        '<option data-number="0500000002">x</option>',
        "<!-- 0500000002 -->",
        "<title>0500000002</title>",
    ],
)
def test_a_number_is_found_however_it_is_written(page: str) -> None:
    found = set(numbers_in(page))
    assert HELD in found, page
    assert "212500000002" in found, page


@pytest.mark.parametrize(
    "page",
    [
        "<p>05 00 words 00 00 02</p>",
        "<p>0500</p><p>and then 000002</p>",
        "<style>a{b:0500000002}</style>",
        "<script>0500000002</script>",
        '<svg><path d="M0500000002"/></svg>',
        "<p>0500000003</p>",
        "",
    ],
)
def test_what_is_not_the_number_is_not_taken_for_it(page: str) -> None:
    assert HELD not in set(numbers_in(page))


def test_a_short_code_is_found_where_it_is_dialled_or_shown_and_not_in_every_figure() -> None:
    assert "8350" in set(numbers_in('<a href="tel:8350">x</a>'))
    assert "8350" in set(numbers_in('<bdi dir="ltr">8350</bdi>'))
    assert "8350" not in set(numbers_in("<p>8350 dirhams</p>"))


@pytest.mark.parametrize(
    "page", ["1 " * 4000, "12345678901234567890" * 200, "1." * 4000 + "x", "<" * 4000 + "1" * 4000]
)
def test_a_page_full_of_figures_makes_a_bounded_number_of_candidates(page: str) -> None:
    assert sum(1 for _ in numbers_in(page)) < 400_000
