"""From pydantic's errors to sentences an editor can act on."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.library.problems import Problem
from app.library.yaml_files import Document, Location


class Record(BaseModel):
    """A frozen piece of content; unknown keys are errors, and nothing is converted silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if values.count(value) > 1:
            raise ValueError(f"'{value}' is there twice | Remove one of the two")
    return values


Identifiers = Annotated[tuple[Identifier, ...], Field(min_length=1, strict=False), AfterValidator(_each_once)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]

RecordType = TypeVar("RecordType", bound=Record)


def validate(
    model: type[RecordType], document: Document, name: str
) -> tuple[RecordType | None, list[Problem]]:
    """Return the record a document holds, or every problem that keeps it from being one.

    Args:
        model: the record to build.
        document: the parsed YAML with its lines.
        name: how the file is called in problems.

    Returns:
        The record, or ``None`` with at least one problem.
    """
    if not isinstance(document.data, dict):
        mend = "Write one 'key: value' on each line"
        return None, [Problem(name, document.line_of(()), "", "this is not a list of keys", mend)]
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        # What could not even be read has been reported already.
        details = [detail for detail in error.errors() if detail["loc"] not in document.unreadable]
        deepest = [detail for detail in details if not _follows_from_another(detail, details)]
        return None, [_problem(detail, model, document, name) for detail in deepest]


def validate_list(
    model: type[RecordType], document: Document, name: str
) -> tuple[list[RecordType], list[Problem]]:
    """Return the records of a document that is a list, and every problem in it.

    Args:
        model: the record each entry must be.
        document: the parsed YAML with its lines.
        name: how the file is called in problems.

    Returns:
        The valid records in their order, and the problems of the others.
    """
    if not isinstance(document.data, list):
        mend = "Start each entry with '- ' on its own line"
        return [], [Problem(name, document.line_of(()), "", "the file is not a list", mend)]
    records: list[RecordType] = []
    problems: list[Problem] = []
    for index, data in enumerate(document.data):
        here = {key[1:]: line for key, line in document.lines.items() if key[:1] == (index,)}
        unreadable = frozenset(key[1:] for key in document.unreadable if key[:1] == (index,))
        record, found = validate(model, Document(data, here, unreadable), name)
        problems.extend(found)
        if record is not None:
            records.append(record)
    return records, problems


def _follows_from_another(detail: Any, details: list[Any]) -> bool:
    """Say whether an error only repeats that an entry inside it is wrong."""
    location = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(location)] == location and len(other["loc"]) > len(location) for other in details
    )


def _problem(detail: Any, model: type[Record], document: Document, name: str) -> Problem:
    # Pydantic's own steps are no keys of the file: a validator's name, the mark of a wrong key.
    inner = ("function-", "[key]")
    location: Location = tuple(part for part in detail["loc"] if not str(part).startswith(inner))
    field = ".".join(str(part) for part in location)
    message, mend = _sentence(detail, model)
    return Problem(name, document.line_of(location), field, message, mend)


# Pydantic's kinds of error, as a sentence and a mend; {given} is the value, {expected} what it should be.
_SENTENCES = {
    "missing": ("the key is missing", "Add it"),
    "string_type": ("the value is not a text", "Put quotes around it, as it is written here"),
    "string_too_short": ("the text is empty", "Write it, or remove the key"),
    "string_too_long": ("the text is too long", "Shorten it"),
    "literal_error": ("{given} is not one of the allowed values", "Use {expected}"),
    "tuple_type": ("{given} is not a list", "Write it as [first, second]"),
    "too_short": ("the list is empty", "Write at least one entry into it"),
    "bool_type": ("{given} is neither true nor false", "Write true or false, without quotes"),
    "int_type": ("{given} is not a whole number", "Write digits only, without quotes"),
    "date_type": (
        "{given} is not a date",
        "Write it as YEAR-MONTH-DAY, for example 2026-11-22, without quotes",
    ),
    "model_type": ("{given} has no keys", "Write 'key: value' pairs"),
}

# The forms that texts may have, by how their pattern begins, and how an editor meets each.
_FORMS = {
    "^https?": "Write a whole web address that begins with https://",
    "^[a-z][a-z0-9]*(-": "Use small letters a to z, digits and single hyphens",
    "^[a-z]{2,3}": "Use the two or three small letters of the language's code",
    "^(guide|": "Write guide:<name> or contact:<name>, the name of its file without the ending",
    "^(none|": "Write none, or a role and a date such as lawyer 2026-11-22, and never a name",
    "^(undated|": "Write undated, or YEAR, YEAR-MONTH or YEAR-MONTH-DAY, in quotes",
    "^(19|20)": "Write YEAR, YEAR-MONTH or YEAR-MONTH-DAY, in quotes",
    "^20": "Write YEAR-MONTH, for example 2026-11, in quotes",
    r"^\+?[0-9]": "Write digits only, as dialled, in quotes; a number abroad begins with +",
    r"^\+[0-9]": "Write + and digits only, with the code of the country, in quotes",
    "^[0-9a-f]": "Copy the whole SHA-256 of the number's digits: 64 signs, 0 to 9 and a to f",
    "^[^@": "Write an e-mail address, for example name@example.org",
}


def _sentence(detail: Any, model: type[Record]) -> tuple[str, str]:
    kind, value = detail["type"], detail.get("input")
    if kind == "extra_forbidden":
        return "the key is not known", f"Correct its spelling or remove it; {_known_keys(detail, model)}"
    if kind == "string_pattern_mismatch":
        return f"{_shown(value)} has a form that is not allowed here", _form(detail["ctx"]["pattern"])
    if kind == "value_error":
        problem, _, mend = str(detail["ctx"]["error"]).partition(" | ")
        return problem, mend or "Correct it"
    if value is None:
        return "the value is missing", "Write it after the colon, or remove the key"
    if kind == "literal_error" and not isinstance(value, str):
        # YAML reads a bare no as false: show nothing that the editor did not write.
        kind = "string_type"
    words = {"given": _shown(value), "expected": detail.get("ctx", {}).get("expected", "")}
    message, mend = _SENTENCES.get(kind, (str(detail["msg"]).removesuffix("."), "Correct it"))
    return message.format(**words), mend.format(**words)


def _form(pattern: str) -> str:
    return next(mend for beginning, mend in _FORMS.items() if pattern.startswith(beginning))


def _known_keys(detail: Any, model: type[Record]) -> str:
    if len(detail["loc"]) > 1:
        return "see the other entries of the file"
    return f"known keys: {', '.join(model.model_fields)}"


def _shown(value: Any) -> str:
    """Return a value as the editor wrote it, or a word for it where YAML has made something else of it."""
    if not isinstance(value, (str, int, float, datetime.date)) or isinstance(value, bool):
        return "the value"
    text = str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"
