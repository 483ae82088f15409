"""How a test breaks one place of the sample and reads what an editor is told about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.library.problems import Problem
from tests.sample import Sample

# What only a programmer understands.
_JARGON = re.compile(
    r"\b(pydantic|tuple|regex|None|NoneType|Traceback|\w*Error|validation|pattern|Input|token)\b|[\^\\]"
)


@dataclass(frozen=True)
class Break:
    """One change to a valid file, and the one problem that must be told.

    ``at`` is a text on the line that must be named: ``""`` stands for the line of the change, ``None`` for
    no line. ``message`` and ``mend`` are key words.
    """

    file: str
    old: str
    new: str
    field: str
    message: str
    mend: str
    at: str | None = ""


def assert_told(sample: Sample, broken: Break) -> None:
    """Break the sample and assert that exactly this is told, in plain words and at the right place."""
    line: int | None = sample.replace(broken.file, broken.old, broken.new)
    if broken.at is None:
        line = None
    elif broken.at:
        line = line_of(sample.read(broken.file), broken.at)
    problems = sample.problems()
    told = [(problem.file, problem.line, problem.field) for problem in problems]
    assert told == [(f"content/{broken.file}", line, broken.field)], problems
    assert broken.message in problems[0].message
    assert broken.mend in problems[0].mend
    assert_plain(problems[0])


def assert_plain(problem: Problem) -> None:
    """Assert that message and mend are one sentence each, for a person who does not program."""
    for text in (problem.message, problem.mend):
        assert not _JARGON.search(text), text
        assert "\n" not in text
        assert not text.endswith(".")
    assert not re.match(r"[A-Z][a-z]", problem.message), problem.message
    assert re.match(r"[A-Z][a-z]+ ", f"{problem.mend} "), problem.mend


def line_of(text: str, words: str) -> int:
    """Return the first line on which words stand."""
    return text[: text.index(words)].count("\n") + 1
