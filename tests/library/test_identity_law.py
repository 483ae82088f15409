"""The identity law: a translation that says the same as the source renders the same HTML, to the byte.

The law has two halves. A catalogue that translates every message to itself changes nothing on the page; and
taking the words out as messages and putting them back changes nothing either, except that a line end inside
a paragraph may have become a space.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML

from app.library.library import Library
from app.library.markdown import build_parser, parse_blocks, parse_inline, units
from tests.library.rendering import body, guide_of, identity
from tests.library.snippets import SNIPPETS

# Where putting the words back does change the HTML. None of them can stand in a guide.
EXCEPTIONS = {
    "line end with two spaces in code": "A `word  \nin` code.",
}

_WORDS = st.sampled_from(
    [
        "a",
        "b c",
        "*",
        "**",
        "_",
        "`",
        "``",
        "[",
        "](guide:held)",
        "](",
        "](source:x#1)",
        ")",
        "!",
        "<b>",
        "&amp;",
    ]
    + [" ", "  ", "\n", "\\", "\\\n", "\t", "\u00a0", "ا", "٢", "1", ".", ":", "-", "|", "#", "{#x}", '"']
)
_BEGINNINGS = st.sampled_from(
    ["", "", "", "- ", "1. ", "> ", "## ", "### ", "  ", "    ", "::: know\n", "| "]
)
TEXTS = st.lists(st.tuples(_BEGINNINGS, st.lists(_WORDS, max_size=8).map("".join)), max_size=5).map(
    lambda blocks: "\n\n".join(beginning + words for beginning, words in blocks)
)


def rendered(text: str, *, through_messages: bool) -> str:
    """Return a text as plain HTML, with its words taken out as messages and put back, or left alone."""
    tokens = parse_blocks(text)
    if through_messages:
        for unit in units(tokens):
            tokens[unit.index].content = unit.message
    for token in tokens:
        if token.type == "inline":
            parse_inline(token)
    return str(RendererHTML().render(tokens, build_parser().options, {}))


def on_one_line(html: str) -> str:
    """Return HTML in which line ends are spaces."""
    return html.replace("\n", " ")


def test_the_corpus_is_large_and_nothing_in_it_is_there_twice() -> None:
    assert len(SNIPPETS) == len(set(SNIPPETS)) > 100


@pytest.mark.parametrize("text", SNIPPETS)
def test_an_identity_translation_changes_nothing_on_the_page(text: str) -> None:
    guide = guide_of(text)
    assert body(guide, identity(guide), "xx") == body(guide, {}, "en")


@pytest.mark.parametrize("text", SNIPPETS)
def test_words_that_were_taken_out_and_put_back_read_the_same(text: str) -> None:
    assert on_one_line(rendered(text, through_messages=True)) == on_one_line(
        rendered(text, through_messages=False)
    )


@pytest.mark.parametrize("text", EXCEPTIONS.values(), ids=EXCEPTIONS)
def test_the_known_exceptions_are_still_exceptions(text: str) -> None:
    assert on_one_line(rendered(text, through_messages=True)) != on_one_line(
        rendered(text, through_messages=False)
    )


@given(TEXTS)
def test_an_identity_translation_changes_nothing_whatever_is_written(text: str) -> None:
    guide = guide_of(text)
    assert body(guide, identity(guide), "xx") == body(guide, {}, "en")


@given(TEXTS)
@example("a\\\\\nb")
def test_words_put_back_read_the_same_whatever_is_written(text: str) -> None:
    assert on_one_line(rendered(text, through_messages=True)) == on_one_line(
        rendered(text, through_messages=False)
    )


def test_every_guide_of_the_project_obeys_the_law(project_library: Library) -> None:
    for guide in project_library.guides.values():
        assert body(guide, identity(guide), "xx") == body(guide, {}, "en"), guide.slug
        taken_out = rendered(guide.text, through_messages=True)
        assert on_one_line(taken_out) == on_one_line(rendered(guide.text, through_messages=False)), guide.slug


def test_a_guide_without_translation_does_not_pass_for_a_translated_one(project_library: Library) -> None:
    guide = next(iter(project_library.guides.values()))
    assert body(guide, {}, "xx") != body(guide, {}, "en")
