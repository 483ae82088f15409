"""A guide's text keeps its form: boxes, headings, sections, words and links are checked with their lines."""

from __future__ import annotations

import pytest

from tests.library.breaking import Break, assert_told, line_of
from tests.sample import Sample

ARREST = "guides/arrest.md"
# A sentence inside the danger box, and a heading before which a box of its own may stand.
SENTENCE = "Do not sign a paper you cannot read."
HELP = "## Who helps {#help}"


def words(new: str, message: str, mend: str) -> Break:
    """Return a break of one sentence."""
    return Break(ARREST, SENTENCE, new, "", message, mend)


def after(block: str, message: str, mend: str, at: str = "") -> Break:
    """Return a break by a block that follows the sentence."""
    return Break(ARREST, SENTENCE, f"{SENTENCE}\n\n{block}\n\nAnd more.", "", message, mend, at or block)


def box(text: str, field: str, message: str, mend: str) -> Break:
    """Return a break by a box before the last section."""
    return Break(ARREST, HELP, f"{text}\n\n{HELP}", field, message, mend)


WORDS = {
    "HTML": words("Do <b>not</b> sign.", "raw HTML", "Markdown"),
    "HTML comment in a line": words("Sign <!-- no --> not.", "raw HTML", "Markdown"),
    "closing tag": words("Do not sign.</p>", "raw HTML", "Markdown"),
    "HTML in code": words("Do not `<script>` sign.", "raw HTML", "Markdown"),
    "number with spaces": words("Call 0500 00 00 09.", "'0500 00 00 09'", "[](contact:<id>)"),
    "number without spaces": words("Call 0500000009 now.", "'0500000009'", "[](contact:<id>)"),
    "number with dots": words("Call 05.00.00.00.09.", "'05.00.00.00.09'", "[](contact:<id>)"),
    "number from abroad": words("Call +33 1 99 00 00 00.", "'+33 1 99 00 00 00'", "[](contact:<id>)"),
    "number in Arabic digits": words("Call ٠٥٠٠٠٠٠٠٠٩.", "'٠٥٠٠٠٠٠٠٠٩'", "[](contact:<id>)"),
    "number as the words of a link": words("[0500 00 00 09](contact:police)", "telephone number", "contact"),
    "web address": words("See https://help.example.", "'https://'", "by its id"),
    "web address without scheme": words("See www.help.example.", "'www.'", "by its id"),
    "name of a site": words("See help.ma today.", "'help.ma'", "by its id"),
    "e-mail address": words("Write to us@help.example.", "'us@help.example'", "by its id"),
    "image": words("![A paper](source:leaflet)", "image", "words"),
    "link to a site": words("[Read](//help/x).", "cannot be followed", "guide:, contact:, source:"),
    "link that is a script": words("[Read](javascript:alert(1)).", "cannot be followed", "guide:"),
    "link to a file": words("[Read](arrest.md).", "cannot be followed", "guide:"),
    "link to nothing": words("[Read]().", "cannot be followed", "guide:"),
    "link to an empty name": words("[Read](guide:).", "cannot be followed", "guide:"),
    "link in code": words("`[Read](guide:held)`", "cannot be followed", "guide:"),
    "link with a gap": words("[Read](guide: held).", "cannot be followed", "guide:"),
    "link whose address stands apart": words("[Read][1] this.", "two parts", "[words](guide:<name>)"),
    "guide without words": words("[](guide:held)", "no words", "between the brackets"),
}

BLOCKS = {
    "HTML block": after("<div>", "raw HTML", "<!-- Translators: … -->"),
    "comment for nobody": after("<!-- to do -->", "raw HTML", "<!-- context: … -->"),
    "indented text": after("    Indented", "block of code", "four spaces"),
    "fence": after("```\nfence\n```", "block of code", "four spaces"),
    "title": after("# Title {#title}", "level 1", "## or ###"),
    "deep heading": after("#### Deep {#deep}", "level 4", "## or ###"),
    "heading without anchor": after("### Bare", "no anchor", "{#short-name}"),
    "heading without words": after("### {#bare}", "no words", "before the anchor"),
    "underlined heading without anchor": after("Bare\n---", "no anchor", "{#short-name}"),
    "anchor with capitals": after("### Bare {#Bare}", "'Bare'", "small letters"),
    "anchor in Arabic": after("### Bare {#ورقة}", "form", "small letters"),
    "anchor there twice": after("### Again {#sign}", "'sign' is used twice", "line 47"),
    "anchor of the page itself": after("### Now {#now}", "'now'", "another"),
    "anchor of a statement": after("### Seven {#p7}", "'p7'", "another"),
    "anchor of a source": after("### Law {#source-law-1}", "'source-law-1'", "another"),
    "address of a link apart": after("[1]: guide:held", "two parts", "[words](guide:<name>)"),
}

BOXES = {
    "box in a box": Break(
        ARREST, SENTENCE, "::: know\n### In {#in}\n\nIn.", "know", "inside another box", "Close the first"
    ),
    "unknown box": box("::: tip\nText.\n:::", "", "'::: tip'", "now, times, danger, know, contacts"),
    "box closed twice": box(":::", "", "':::'", "close it with :::"),
    "box with words behind its name": box(
        "::: know this\n### X {#x}\n\nText.\n:::", "know", "after the box's name", "into the box"
    ),
    "danger without heading": box("::: danger\nText.\n:::", "danger", "no heading", "###"),
    "know without heading": box("::: know\n- Text.\n:::", "know", "no heading", "###"),
    "two boxes of what to do now": box("::: now\n1. Text.\n:::", "now", "twice", "first one"),
    "two boxes of time limits": box("::: times\n- Text.\n:::", "times", "twice", "first one"),
    "contacts without names": box("::: contacts\n:::", "contacts", "names no contact", "::: contacts first"),
    "contacts with text": box("::: contacts police\nText.\n:::", "contacts", "text stands", "above"),
    "time limits without list": Break(
        ARREST, "- **48 hours**", "**48 hours**", "times", "begin with a list", "- **48 hours**", "::: times"
    ),
    "steps without numbers": Break(
        ARREST, "1. **Stay", "- **Stay", "now", "numbered list", "1. **Do this.**", "::: now"
    ),
    "six steps": Break(
        ARREST,
        "2. **Ask",
        "2. Two.\n3. Three.\n4. Four.\n5. Five.\n6. **Ask",
        "now",
        "6 steps",
        "urgent",
        "::: now",
    ),
    "not opened by what to do now": Break(
        ARREST, "::: now", "First of all.\n\n::: now", "now", "does not open", "::: now", "\nFirst of all"
    ),
    "section missing": Break(
        ARREST, "## Take care {#care}", "### Take care {#caring}", "care", "missing", "{#care}", None
    ),
}

ACCEPTED = {
    "date": "It changed on 2026-11-22.",
    "years": "It ran from 2019-2020.",
    "amount": "It costs 1,000,000 dirhams, not 25,000.",
    "numbers of laws and articles": "See law 02-03, articles 82-5-1 and 82-5-2.",
    "short number": "Room 8350 on floor 19.",
    "times": "Open 09:00-15:00 on 24/7 days.",
    "angle brackets of arithmetic": "If 3 < 5 and 7 > 5.",
    "square brackets": "Write [sic] beside it.",
    "emphasis and code": "Say *no* to `this`, **please**.",
    "Arabic inside": "The paper is المحضر here.",
    "quotation": "> As the law says.",
    "comment for translators": "<!-- Translators: a paper -->\n\nDo not sign.",
    "link with a title": '[Read](guide:held "title").',
}


@pytest.mark.parametrize("broken", WORDS.values(), ids=WORDS)
def test_words_that_do_not_belong_in_a_guide_are_told(sample: Sample, broken: Break) -> None:
    assert_told(sample, broken)


@pytest.mark.parametrize("broken", BLOCKS.values(), ids=BLOCKS)
def test_blocks_that_do_not_belong_in_a_guide_are_told(sample: Sample, broken: Break) -> None:
    assert_told(sample, broken)


@pytest.mark.parametrize("broken", BOXES.values(), ids=BOXES)
def test_boxes_and_sections_out_of_form_are_told(sample: Sample, broken: Break) -> None:
    assert_told(sample, broken)


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_harmless_text_is_accepted(sample: Sample, text: str) -> None:
    sample.replace(ARREST, SENTENCE, text)
    assert sample.problems() == ()


def test_sections_in_another_order_are_told(sample: Sample) -> None:
    sample.replace(ARREST, "## How to act {#how}", "## How to act {#swap}")
    sample.replace(ARREST, "## Take care {#care}", "## Take care {#how}")
    sample.replace(ARREST, "## How to act {#swap}", "## How to act {#care}")
    (problem,) = sample.problems()
    assert problem.line == line_of(sample.read(ARREST), "{#care}")
    assert (problem.field, problem.message) == ("care", "the section 'care' stands too early")
    assert problem.mend.endswith("rights, how, care, help")


def test_a_comment_for_translators_may_stand_before_the_first_box(sample: Sample) -> None:
    sample.replace(ARREST, "::: now", "<!-- Translators: short orders -->\n\n::: now")
    assert sample.problems() == ()


def test_every_mistake_of_a_body_is_told_with_its_own_line(sample: Sample) -> None:
    sample.replace(ARREST, SENTENCE, "Call 0500 00 00 09.\n\nSee www.help.example.\n\n<br>")
    assert [(problem.line, problem.message.split(" '")[0]) for problem in sample.problems()] == [
        (49, "a telephone number"),
        (51, "an address"),
        (53, "raw HTML stands in the text"),
    ]
