"""The identity law: a translation that says the same as the source renders the same HTML, to the byte.

The law has two halves. A catalogue that translates every message to itself changes nothing on the page; and
taking the words out as messages and putting them back changes nothing either, except that a line end inside
a paragraph may have become a space.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from app.library.library import Library
from app.library.markdown import build_parser, parse_blocks, parse_inline, units
from tests.library.rendering import body, guide_of, identity
from tests.library.snippets import SNIPPETS

# Where putting the words back does change the HTML, and why. No guide has code over two lines.
EXCEPTIONS = {
    "a line end inside code keeps the spaces around it": "A `word \nin` code.",
    "two spaces before a line end inside code are no line break": "A `word  \nin` code.",
}

_WORDS = st.one_of(
    st.sampled_from(["a", "b c", "ا", "٢", "1", ".", ":", "-", "|", "#", '"', "&amp;", "<b>"]),
    st.sampled_from(["*", "**", "_", "`", "``", "[", "!", "](guide:held)", "](source:x#1)", "](", ")"]),
    st.sampled_from([" ", "  ", "\n", "\\", "\\\n", "\t", "\u00a0"]),
)
_BEGINNINGS = st.sampled_from(
    ["", "", "", "- ", "1. ", "> ", "## ", "### ", "  ", "    ", "::: know\n", "| "]
)
TEXTS = st.lists(st.tuples(_BEGINNINGS, st.lists(_WORDS, max_size=8).map("".join)), max_size=5).map(
    lambda blocks: "\n\n".join(beginning + words for beginning, words in blocks)
)


def through_messages(text: str) -> str:
    """Return a text as HTML, its words taken out as messages and put back."""
    tokens = parse_blocks(text)
    for unit in units(tokens):
        tokens[unit.index].content = unit.message
    for token in tokens:
        if token.type == "inline":
            parse_inline(token)
    return _html(tokens)


def untouched(text: str) -> str:
    """Return a text as the HTML that markdown-it makes of it in one go, with our anchors as ids."""
    parser = build_parser()
    parser.core.ruler.enable("inline")
    return re.sub(r"<(h[1-6])>(.*?)\s*\{#([^}]*)\}</\1>", r'<\1 id="\3">\2</\1>', _html(parser.parse(text)))


def _html(tokens: list[Token]) -> str:
    """Return tokens as HTML in which a line end is a space; spaces before it cannot be seen."""
    html = str(RendererHTML().render(tokens, build_parser().options, {}))
    return re.sub(r"[ \t]*\n[ \t]*", " ", re.sub(r"[ \t\n]+(?=<br />)", "", html))


def test_the_corpus_is_large_and_nothing_in_it_is_there_twice() -> None:
    assert len(SNIPPETS) == len(set(SNIPPETS)) > 100


@pytest.mark.parametrize("text", SNIPPETS)
def test_an_identity_translation_changes_nothing_on_the_page(text: str) -> None:
    guide = guide_of(text)
    assert body(guide, identity(guide), "xx") == body(guide, {}, "en")


@pytest.mark.parametrize("text", SNIPPETS)
def test_words_that_were_taken_out_and_put_back_read_the_same(text: str) -> None:
    assert through_messages(text) == untouched(text)


@pytest.mark.parametrize("text", EXCEPTIONS.values(), ids=EXCEPTIONS)
def test_the_known_exceptions_are_still_exceptions(text: str) -> None:
    assert through_messages(text) != untouched(text)


@given(TEXTS)
def test_an_identity_translation_changes_nothing_whatever_is_written(text: str) -> None:
    guide = guide_of(text)
    assert body(guide, identity(guide), "xx") == body(guide, {}, "en")


@given(TEXTS)
def test_words_put_back_read_the_same_whatever_is_written(text: str) -> None:
    assume(not any("`" in token.content and "\n" in token.content for token in parse_blocks(text)))
    assert through_messages(text) == untouched(text)


def test_every_guide_of_the_project_obeys_the_law(project_library: Library) -> None:
    for guide in project_library.guides.values():
        assert body(guide, identity(guide), "xx") == body(guide, {}, "en"), guide.slug
        assert through_messages(guide.text) == untouched(guide.text), guide.slug


def test_a_guide_without_translation_does_not_pass_for_a_translated_one(project_library: Library) -> None:
    guide = next(iter(project_library.guides.values()))
    assert body(guide, {}, "xx") != body(guide, {}, "en")
