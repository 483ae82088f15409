"""A guide's front matter is checked key by key; a guide knows its messages and the articles it cites."""

from __future__ import annotations

import datetime

import pytest

from app.library.guides import split_front_matter
from tests.library.breaking import Break, assert_told
from tests.sample import Sample

ARREST = "guides/arrest.md"
TITLE = "title: If you are arrested"
SUMMARY = "summary: You can stay silent. You can ask for a lawyer."
SOURCES = "sources: [law-1, leaflet]"


def front(old: str, new: str, field: str, message: str, mend: str, *, at: str = "") -> Break:
    """Return a break of the front matter."""
    return Break(ARREST, old, new, field, message, mend, at)


BROKEN = {
    "no title": front(f"{TITLE}\n", "", "title", "missing", "Add it"),
    "nothing after the colon": front(TITLE, "title:", "title", "value is missing", "after the colon"),
    "empty title": front(TITLE, 'title: " "', "title", "empty", "Write it"),
    "title that is a number": front(TITLE, "title: 42", "title", "not a text", "quotes"),
    "title with a colon": front(TITLE, "title: Arrest: what now", "", "not valid YAML", "colons"),
    "unknown key": front(
        "order: 10", "order: 10\ncolour: red", "colour", "not known", "title, summary", at="colour"
    ),
    "key there twice": front(
        "order: 10", "order: 10\norder: 11", "order", "twice", "one of the two", at="order: 11"
    ),
    "topic that is no identifier": front(
        "topic: police", "topic: The Police", "topic", "'The Police'", "small letters"
    ),
    "order in words": front("order: 10", "order: ten", "order", "whole number", "digits"),
    "order in quotes": front("order: 10", 'order: "10"', "order", "whole number", "without quotes"),
    "unknown urgency": front(
        "urgency: now", "urgency: later", "urgency", "'later'", "'now', 'soon' or 'know'"
    ),
    "urgency that YAML takes for false": front(
        "urgency: now", "urgency: no", "urgency", "not a text", "quotes"
    ),
    "date in quotes": front(
        "checked: 2026-02-28", 'checked: "2026-02-28"', "checked", "not a date", "without quotes"
    ),
    "date in words": front(
        "checked: 2026-02-28", "checked: 28 February", "checked", "'28 February'", "YEAR-MONTH-DAY"
    ),
    "day that does not exist": front(
        "checked: 2026-02-28", "checked: 2026-02-31", "checked", "'2026-02-31'", "Correct it"
    ),
    "due before it was checked": front(
        "review_by: 2026-08-28", "review_by: 2026-02-28", "review_by", "not after 'checked'", "due again"
    ),
    "reviewed by a named person": front(
        "legal_review: none", "legal_review: Jane Doe", "legal_review", "'Jane Doe'", "never a name"
    ),
    "no sources": front(SOURCES, "sources: []", "sources", "list is empty", "at least one"),
    "sources not in a list": front(
        SOURCES, "sources: law-1, leaflet", "sources", "not a list", "[first, second]"
    ),
    "source there twice": front(
        SOURCES, "sources: [law-1, leaflet, law-1]", "sources", "'law-1' is there twice", "Remove"
    ),
    "source cited but not listed": front(
        SOURCES, "sources: [law-1]", "sources", "'leaflet' is cited", "Add it to the list"
    ),
    "source listed but not cited": Break(
        "guides/held.md",
        "sources: [law-1]",
        "sources: [law-1, leaflet]",
        "sources",
        "'leaflet' is listed",
        "Cite it",
    ),
    "number in the summary": front(
        SUMMARY, "summary: Call 0500 00 00 09.", "summary", "'0500 00 00 09'", "plain words"
    ),
    "HTML in the title": front(TITLE, "title: If <b>you</b> are", "title", "HTML", "plain words"),
    "link in the summary": front(
        SUMMARY, 'summary: "Read [this](guide:held)."', "summary", "a link", "plain words"
    ),
    "address in the summary": front(
        SUMMARY, "summary: See help.example.org.", "summary", "'example.org'", "plain words"
    ),
    "alias": front(
        f"{TITLE}\n{SUMMARY}", "title: &a If\nsummary: *a", "summary", "alias", "in full", at="summary:"
    ),
    "a Python object": front(
        "order: 10", "order: !!python/object/apply:os.getcwd 10", "order", "cannot be read", "Correct it"
    ),
    "front matter not opened": front(f"---\n{TITLE}", TITLE, "", "front matter is missing", "---"),
    "front matter not closed": front(
        f"{SOURCES}\n---", SOURCES, "", "front matter is missing", "---", at="---"
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_the_front_matter_is_told_with_its_line(sample: Sample, broken: Break) -> None:
    assert_told(sample, broken)


def test_front_matter_of_comments_only_is_told(sample: Sample) -> None:
    body = sample.read("guides/held.md").split("---\n", 2)[2]
    sample.write("guides/held.md", f"---\n# later\n---\n{body}")
    (problem,) = [problem for problem in sample.problems() if problem.file == "content/guides/held.md"]
    assert (problem.line, problem.message) == (2, "nothing is written here")


@pytest.mark.parametrize(
    "review", ["none", "lawyer 2026-11-22", "law clinic 2026-11-22", "lawyer and judge 2026-01-01"]
)
def test_legal_review_is_none_or_a_role_with_a_date(sample: Sample, review: str) -> None:
    sample.replace(ARREST, "legal_review: none", f"legal_review: {review}")
    assert sample.load().guides["arrest"].front.legal_review == review


def test_front_matter_ends_at_its_first_closing_line_and_the_body_knows_its_line() -> None:
    assert split_front_matter("---\na: 1\nb: 2\n---\n\nText\n---\nmore\n") == (
        "a: 1\nb: 2",
        "\nText\n---\nmore\n",
        5,
    )
    assert split_front_matter("Text\n---\na: 1\n---\n") is None


def test_a_guide_names_everything_a_reader_reads_front_matter_first(sample: Sample) -> None:
    messages = list(sample.load().guides["held"].messages())
    assert messages[:4] == [
        ("guide title", "If you are held"),
        ("guide summary", "Being held has a time limit."),
        (None, "**Ask for the time.** Write it down."),
        ("heading", "What the law says"),
    ]
    assert messages[-1] == ("heading", "Who helps")
    assert ("table heading", "Who") in messages
    assert ("table cell", "Call your family") in messages


def test_articles_are_each_named_once_in_the_order_of_the_law(sample: Sample) -> None:
    sample.replace(ARREST, "(source:law-1#66,80)", "(source:law-1#100,66,9-2)")
    sample.replace(ARREST, "(source:law-1#24)", "(source:law-1#9-10,9)")
    assert sample.load().guides["arrest"].articles() == {
        "law-1": ["9", "9-2", "9-10", "23", "66", "80", "100"],
        "leaflet": [],
    }


def test_references_know_their_line_in_the_file(sample: Sample) -> None:
    guide = sample.load().guides["held"]
    lines = sample.read("guides/held.md").split("\n")
    for reference in guide.references:
        assert reference.target in lines[reference.line - 1]
    assert [(reference.scheme, reference.target) for reference in guide.references] == [
        ("contact", "legal-aid"),
        ("source", "law-1#80-2"),
        ("guide", "arrest#paper"),
    ]


def test_dates_of_a_guide_are_dates(sample: Sample) -> None:
    front = sample.load().guides["held"].front
    assert (front.checked, front.review_by) == (datetime.date(2026, 3, 1), datetime.date(2026, 9, 1))
