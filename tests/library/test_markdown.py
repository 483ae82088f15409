"""The one walk over a guide: what its units are, their contexts, their comments and their words."""

from __future__ import annotations

import io

import pytest

from app.library.extraction import extract_guide
from app.library.library import Library
from app.library.markdown import links, normalise, parse_blocks, parse_inline, units
from tests.library.snippets import SNIPPETS
from tests.sample import Sample

TEXT = """::: now
1. **First.** Do it.
2. Second
   over two lines.
:::

## A section {#one}

A paragraph.

> A quotation.

| Head | Other |
| --- | --- |
| Cell |  |

::: contacts police
:::
"""


def walked(text: str) -> list[tuple[str | None, str]]:
    """Return context and message of every unit of a text."""
    return [(unit.context, unit.message) for unit in units(parse_blocks(text))]


def test_units_come_in_reading_order_with_the_context_of_their_block() -> None:
    assert walked(TEXT) == [
        (None, "**First.** Do it."),
        (None, "Second over two lines."),
        ("heading", "A section"),
        (None, "A paragraph."),
        (None, "A quotation."),
        ("table heading", "Head"),
        ("table heading", "Other"),
        ("table cell", "Cell"),
    ]


def test_units_know_the_line_they_begin_on() -> None:
    lines = TEXT.split("\n")
    for unit in units(parse_blocks(TEXT)):
        assert unit.message.split()[0] in lines[unit.line]


@pytest.mark.parametrize("text", SNIPPETS)
def test_no_visible_word_stands_outside_a_unit(text: str) -> None:
    tokens = parse_blocks(text)
    inside = {unit.index for unit in units(tokens)}
    for index, token in enumerate(tokens):
        if index not in inside and token.type not in ("html_block", "code_block"):
            assert not token.content.strip(), token


@pytest.mark.parametrize("text", SNIPPETS)
def test_extraction_finds_exactly_what_the_page_looks_up(text: str) -> None:
    file = io.BytesIO(f"---\ntitle: T\nsummary: S\n---\n{text}".encode())
    found = [message for _, _, message, _ in extract_guide(file, (), (), {})]
    extracted = [("", message) if isinstance(message, str) else message for message in found[2:]]
    assert extracted == [(context or "", message) for context, message in walked(text)]


@pytest.mark.parametrize(
    ("text", "units_with_comments"),
    [
        ("<!-- Translators: short -->\n\nOne.\n\nTwo.", [(None, "One.", ("short",)), (None, "Two.", ())]),
        ("<!-- Translators: short -->\nOne.", [(None, "One.", ("short",))]),
        ("<!--Translators:short-->\nOne.", [(None, "One.", ("short",))]),
        (
            "<!-- Translators: first -->\n<!-- Translators: second -->\n\nOne.",
            [(None, "One.", ("first", "second"))],
        ),
        ("<!-- Translators: over\n  two lines -->\n\nOne.", [(None, "One.", ("over two lines",))]),
        ("<!-- context: button -->\n\n## One {#one}", [("button", "One", ())]),
        (
            "<!-- context: button -->\n<!-- Translators: short -->\n\nOne.\n\nTwo.",
            [("button", "One.", ("short",)), (None, "Two.", ())],
        ),
        ("- <!-- Translators: short -->\n  One.\n- Two.", [(None, "One.", ("short",)), (None, "Two.", ())]),
        ("One.\n\n<!-- Translators: for nobody -->", [(None, "One.", ())]),
    ],
)
def test_a_comment_or_a_context_belongs_to_the_next_unit_only(
    text: str, units_with_comments: list[tuple[str | None, str, tuple[str, ...]]]
) -> None:
    found = [(unit.context, unit.message, unit.comments) for unit in units(parse_blocks(text))]
    assert found == units_with_comments


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("One line", "One line"),
        ("Two\nlines", "Two lines"),
        ("Two\n   lines", "Two lines"),
        ("Two \nlines", "Two lines"),
        ("Two\t\nlines", "Two lines"),
        ("Two  \nlines", "Two\\\nlines"),
        ("Two     \n  lines", "Two\\\nlines"),
        ("Two\\\nlines", "Two\\\nlines"),
        ("Two\\\n   lines", "Two\\\nlines"),
        ("Two  \t\nlines", "Two lines"),
        ("  at the edges  ", "at the edges"),
        ("Inner  spaces stay", "Inner  spaces stay"),
        ("", ""),
    ],
)
def test_a_message_stands_on_one_line_but_for_breaks_that_were_meant(source: str, message: str) -> None:
    assert normalise(source) == message
    assert normalise(message) == message


def test_wrapping_a_guide_anew_keeps_all_its_messages(sample: Sample) -> None:
    before = list(sample.load().guides["arrest"].messages())
    sample.replace("guides/arrest.md", "They must tell you why, in a", "They must tell\nyou why, in a")
    sample.replace("guides/arrest.md", "called\nالمحضر", "called المحضر")
    assert list(sample.load().guides["arrest"].messages()) == before


def test_an_anchor_is_not_part_of_the_words_of_its_heading() -> None:
    tokens = parse_blocks("### The paper {#paper}\n\nUnder {#no-heading}")
    assert [unit.message for unit in units(tokens)] == ["The paper", "Under {#no-heading}"]
    assert tokens[0].attrGet("id") == "paper"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](guide:x) and [](contact:y)", [("guide", "x", False), ("contact", "y", True)]),
        ("[](source:z#1,2)", [("source", "z#1,2", True)]),
        ("[**a** b](guide:x#y)", [("guide", "x#y", False)]),
        ("[a](https://b.c) [a](javascript:b) [a](//b) [a](data:x) [a](GUIDE:x) [a](xguide:x)", []),
        ("[a](<javascript:b>) [a](&#106;avascript:b) [a](java\tscript:b) <https://b.c>", []),
        ("![a](guide:x)", [("guide", "x", False)]),
        ("`[a](guide:x)`", []),
    ],
)
def test_only_links_of_ours_are_links(text: str, found: list[tuple[str, str, bool]]) -> None:
    (inline,) = [token for token in parse_blocks(text) if token.type == "inline"]
    parse_inline(inline)
    assert list(links(inline)) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2 \\* 3", "2 * 3"), ("&amp; &lt;b&gt;", "& <b>"), ("\\[a](guide:x)", "[a](guide:x)"), ("&#233;", "é")],
)
def test_escaped_signs_and_entities_are_plain_text(text: str, shown: str) -> None:
    (inline,) = [token for token in parse_blocks(text) if token.type == "inline"]
    parse_inline(inline)
    assert [(child.type, child.content) for child in inline.children or []] == [("text", shown)]


def test_every_guide_of_the_project_is_walked_the_same_way_twice(project_library: Library) -> None:
    for guide in project_library.guides.values():
        assert tuple(units(parse_blocks(guide.text))) == guide.units
