"""Whatever a record refuses, an editor reads a sentence about it and never a program's words."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, StringConstraints, create_model

from app.library.contacts import ContactFile
from app.library.guides import FrontMatter
from app.library.languages import Language
from app.library.records import City, Need, Source, Topic
from app.library.validation import Record, validate, validate_list
from app.library.yaml_files import Document, parse_yaml
from tests.library.breaking import assert_plain

RECORDS = [FrontMatter, Language, Source, Topic, Need, City, ContactFile]
WRONG = [None, True, 7, 1.5, "", " ", "\u202e~", "x" * 5000, [], [None], [[]], {}, {"a": {}}, ["", ""], b"x"]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
@pytest.mark.parametrize("wrong", WRONG, ids=[repr(wrong)[:12] for wrong in WRONG])
def test_any_wrong_value_in_any_key_is_told_in_plain_words(record: type[Record], wrong: Any) -> None:
    data = dict.fromkeys([*record.model_fields, "unheard-of"], wrong)
    found, problems = validate(record, Document(data, {}), "content/x.yaml")
    assert found is None
    assert len(problems) > 1
    for problem in problems:
        assert_plain(problem)


def _patterns(model: type[BaseModel]) -> set[str]:
    """Return every pattern that texts of a record must match."""

    def walk(schema: Any) -> set[str]:
        if isinstance(schema, dict):
            own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
            return own.union(*map(walk, schema.values()))
        return set().union(*map(walk, schema)) if isinstance(schema, list) else set()

    return walk(model.model_json_schema())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_form_that_a_text_must_have_is_explained_in_words(record: type[Record]) -> None:
    patterns = _patterns(record)
    assert patterns
    for pattern in patterns:
        form = Annotated[str, StringConstraints(pattern=pattern)]
        model = create_model("Form", __base__=Record, value=(form, ...))
        _, (problem,) = validate(model, Document({"value": "¿?"}, {}), "x")
        assert problem.field == "value"
        assert_plain(problem)


def test_a_value_that_could_not_be_read_is_told_once() -> None:
    document, unreadable = parse_yaml("id: x\ntitle: One\nicon: 2026-02-30", "x")
    found, problems = validate(Topic, document, "x")
    assert (found, problems) == (None, [])
    assert len(unreadable) == 1


def test_a_wrong_entry_does_not_take_the_others_of_its_list_away() -> None:
    document, _ = parse_yaml("- {id: a, title: A, icon: a}\n- {id: B}\n- {id: c, title: C, icon: c}", "x")
    records, problems = validate_list(Topic, document, "content/topics.yaml")
    assert [record.id for record in records] == ["a", "c"]
    assert {problem.line for problem in problems} == {2}


def test_what_cannot_be_read_in_one_entry_hides_nothing_in_the_next() -> None:
    entry = "- {{id: {}, label: L, title: T, publisher: P, url: 'https://u.example', read: {}}}\n"
    document, unreadable = parse_yaml(entry.format("a", "2026-02-30") + entry.format("b", "soon"), "x")
    _, problems = validate_list(Source, document, "x")
    assert [problem.line for problem in unreadable] == [1]
    assert [(problem.line, problem.field) for problem in problems] == [(2, "read")]


def test_an_empty_list_is_told_beside_a_wrong_entry_of_another() -> None:
    document, _ = parse_yaml("needs: []\ncities: [Bad One]", "x")
    _, problems = validate(ContactFile, document, "x")
    fields = [problem.field for problem in problems if problem.line in (1, 2)]
    assert {"needs", "cities.0"} <= set(fields)


def test_a_list_that_has_lost_a_wrong_entry_is_not_also_called_empty() -> None:
    document, _ = parse_yaml("needs: [Bad One]", "x")
    _, problems = validate(ContactFile, document, "x")
    assert [problem.field for problem in problems if problem.field.startswith("needs")] == ["needs.0"]


@pytest.mark.parametrize("text", ["- a", "word", "7", "2026-11-22"])
def test_a_file_that_is_no_record_is_told(text: str) -> None:
    document, _ = parse_yaml(text, "x")
    found, (problem,) = validate(Topic, document, "x")
    assert found is None
    assert "'key: value'" in problem.mend


def test_a_long_value_is_shown_shortened() -> None:
    _, problems = validate(Source, Document({"date": "Long " * 40}, {}), "x")
    (message,) = [problem.message for problem in problems if problem.field == "date"]
    assert "Long Long" in message
    assert len(message) < 110


@pytest.mark.parametrize("value", [True, ["a"], {"a": "b"}])
def test_a_value_is_never_shown_otherwise_than_it_is_written(value: Any) -> None:
    _, problems = validate(FrontMatter, Document({"order": value}, {}), "x")
    (message,) = [problem.message for problem in problems if problem.field == "order"]
    assert message == "the value is not a whole number"
