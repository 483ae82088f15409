"""Extraction finds every text of guides, lists and contacts, with its context and its line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.library.extraction import Extracted, extract_content, extract_guide
from tests.sample import Sample


def content(text: str, name: str) -> list[Extracted]:
    """Return what is extracted from a YAML file."""
    file = io.BytesIO(text.encode())
    file.name = name  # type: ignore[attr-defined]
    return list(extract_content(file, (), (), {}))


def guide(text: str | bytes) -> list[Extracted]:
    """Return what is extracted from a guide."""
    return list(extract_guide(io.BytesIO(text if isinstance(text, bytes) else text.encode()), (), (), {}))


def test_a_guide_gives_title_summary_and_text_with_lines_contexts_and_comments() -> None:
    text = (
        "---\ntitle: One\norder: 1\nsummary: Two.\n---\n\n## Three {#t}\n\n<!-- Translators: x -->\n\nFour.\n"
    )
    assert guide(text) == [
        (2, "pgettext", ("guide title", "One"), []),
        (4, "pgettext", ("guide summary", "Two."), []),
        (7, "pgettext", ("heading", "Three"), []),
        (11, "gettext", "Four.", ["x"]),
    ]


def test_windows_line_ends_and_a_byte_order_mark_give_the_same_messages(sample: Sample) -> None:
    text = sample.read("guides/arrest.md")
    assert guide(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == guide(text)


@pytest.mark.parametrize(
    "text", ["", "No front matter.", "---\ntitle: [\n---\n", "---\n- a\n---\n", "---\n---\n"]
)
def test_a_guide_that_cannot_be_loaded_gives_nothing_and_stops_nothing(text: str) -> None:
    assert guide(text) == []


@pytest.mark.parametrize(
    ("name", "text", "messages"),
    [
        ("topics.yaml", "- {id: a, title: One, icon: x}", [("topic title", "One")]),
        ("needs.yaml", "- {id: a, title: One, icon: x}", [("need title", "One")]),
        (
            "sources.yaml",
            "- {id: a, label: L, title: T, publisher: P, official_title: قانون, number: '1'}",
            [("source label", "L"), ("source title", "T"), ("publisher", "P")],
        ),
        ("cities.yaml", "- {id: a, name: {en: One}}", []),
        ("languages.yaml", "- {code: a, name: One}", []),
    ],
)
def test_a_list_gives_the_texts_that_readers_see(
    name: str, text: str, messages: list[tuple[str, str]]
) -> None:
    assert [message for _, _, message, _ in content(text, f"/content/{name}")] == messages


def test_a_contact_gives_its_texts_but_not_its_name_address_or_numbers(sample: Sample) -> None:
    found = content(sample.read("contacts/legal-aid.yaml"), "contacts/legal-aid.yaml")
    assert [message for _, _, message, _ in found] == [
        "Free legal advice for foreigners.",
        "Anyone, with or without papers.",
        "Closed on public holidays.",
        "Free.",
        ("phone label", "Main number"),
        ("publisher", "Sample Association"),
    ]
    lines = sample.read("contacts/legal-aid.yaml").split("\n")
    for line, _, message, _ in found:
        assert (message if isinstance(message, str) else message[1]) in lines[line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "[1, 2]",
        "description: 7",
        'description: " "',
        "phones: 1",
        "phones: [text]",
        "phones: {a: b}",
        "sources: [null]",
        "a: [",
    ],
)
def test_a_contact_that_cannot_be_loaded_gives_nothing_and_stops_nothing(text: str) -> None:
    assert content(text, "contacts/x.yaml") == []


@pytest.mark.parametrize("text", ["", "a: b", "word", "- word", "- [1]", "- {title: 7}"])
def test_a_list_that_cannot_be_loaded_gives_nothing_and_stops_nothing(text: str) -> None:
    assert content(text, "content/topics.yaml") == []


def test_space_around_a_text_is_no_part_of_its_message(sample: Sample) -> None:
    sample.replace(
        "contacts/police.yaml", "description: Police in cities.", "description: >\n  Police\n  in cities."
    )
    (first, *_) = content(sample.read("contacts/police.yaml"), "police.yaml")
    assert first[2] == "Police in cities."
    sample.translate("fr", "Police in cities.", "Police des villes.", domain="contacts")
    library = sample.load()
    description = library.contacts["police"].description
    assert library.word("fr", "contacts", None, description).text == "Police des villes."


def test_files_are_named_by_their_stem_wherever_they_lie(tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_text("- {id: a, title: One, icon: x}", encoding="utf-8")
    with path.open("rb") as file:
        assert len(list(extract_content(file, (), (), {}))) == 1
