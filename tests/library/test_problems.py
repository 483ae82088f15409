"""A problem reads as a line of a compiler's output: place, field, what is wrong, how to mend it."""

from __future__ import annotations

import pytest

from app.library.problems import ContentError, Problem


@pytest.mark.parametrize(
    ("line", "field", "place"),
    [
        (7, "title", "content/x.md:7: title: it is empty. Write it"),
        (None, "title", "content/x.md: title: it is empty. Write it"),
        (7, "", "content/x.md:7: it is empty. Write it"),
        (None, "", "content/x.md: it is empty. Write it"),
    ],
)
def test_a_problem_is_one_line_that_an_editor_can_click(line: int | None, field: str, place: str) -> None:
    assert str(Problem("content/x.md", line, field, "it is empty", "Write it")) == place


def test_an_error_holds_each_problem_once_errors_first_then_by_place() -> None:
    first = Problem("a.md", 2, "", "m", "M")
    second = Problem("a.md", 10, "", "m", "M")
    whole_file = Problem("a.md", None, "z", "m", "M")
    other = Problem("b.md", 1, "", "m", "M")
    warning = Problem("a.md", 1, "", "m", "M", "warning")
    error = ContentError([other, warning, second, first, whole_file, first])
    assert error.problems == (whole_file, first, second, other, warning)
    assert str(error).count("\n") == 4
