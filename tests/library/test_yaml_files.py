"""YAML is read with the line of every value, and what could surprise an editor is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library.yaml_files import LARGEST_FILE, parse_yaml, read_text
from tests.library.breaking import assert_plain

REFUSED = {
    "syntax": ("a: 1\nb: [", [(2, "", "this is not valid YAML")]),
    "tab": ("a:\n\tb: 1", [(2, "", "this is not valid YAML")]),
    "two documents": ("a: 1\n---\nb: 1", [(2, "", "this is not valid YAML")]),
    "name of nothing": ("a: *ghost", [(1, "", "this is not valid YAML")]),
    "key twice": ("a: 1\nb: 2\na: 3", [(3, "a", "the key is written twice")]),
    "key twice, deep": ("x:\n  - a: 1\n    a: 2", [(3, "x.0.a", "the key is written twice")]),
    "alias": ("a: &x [1]\nb: *x", [(2, "b", "an alias (*name) stands here")]),
    "alias of itself": ("a: 1\nb: &x\n  c: *x", [(3, "b.c", "an alias (*name) stands here")]),
    "alias in a list": ("a: &x 1\nb:\n  - *x", [(1, "b.0", "an alias (*name) stands here")]),
    "merge key": ("a: &x {b: 1}\nc:\n  <<: *x", [(3, "c.<<", "an alias (*name) stands here")]),
    "day that does not exist": ("a: 2026-02-30", [(1, "a", "'2026-02-30' cannot be read")]),
    "nothing but a day that does not exist": ("2026-02-30", [(1, "", "'2026-02-30' cannot be read")]),
    "object of Python": ("a: !!python/name:os.system x", [(1, "a", "'x' cannot be read")]),
    "number that is none": ("a: !!int twelve", [(1, "a", "'twelve' cannot be read")]),
    "nothing": ("", [(1, "", "nothing is written here")]),
    "comment only": ("# later\n", [(1, "", "nothing is written here")]),
    "null only": ("~", [(1, "", "nothing is written here")]),
    "too deep": ("[" * 50_000, [(None, "", "values stand too deep inside each other")]),
}


@pytest.mark.parametrize(("text", "told"), REFUSED.values(), ids=REFUSED)
def test_what_could_surprise_is_told_with_line_and_key(
    text: str, told: list[tuple[int | None, str, str]]
) -> None:
    _, problems = parse_yaml(text, "content/x.yaml")
    assert [(problem.line, problem.field, problem.message) for problem in problems] == told
    for problem in problems:
        assert_plain(problem)


def test_nine_levels_of_aliases_do_not_blow_up() -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10))
    document, problems = parse_yaml(f"l0: &l0 [x]\n{levels}", "x")
    assert problems
    assert len(str(document.data)) < 2000


def test_every_value_knows_its_line() -> None:
    document, problems = parse_yaml("a: 1\nb:\n  - c: 2\n    d: 3\n  - e", "x", first_line=11)
    assert problems == []
    assert document.data == {"a": 1, "b": [{"c": 2, "d": 3}, "e"]}
    assert [document.line_of(at) for at in [("a",), ("b",), ("b", 0, "d"), ("b", 1)]] == [11, 12, 14, 15]


def test_a_missing_key_is_told_at_what_encloses_it() -> None:
    document, _ = parse_yaml("a: 1\nb:\n  - c: 2", "x")
    assert document.line_of(("b", 0, "missing")) == 3
    assert document.line_of(("missing", "deeper")) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("'0500'", "0500"), ("2026-11", "2026-11"), ("yes", True), ("019", "019"), ("1_0", 10), ("~", None)],
)
def test_values_are_what_yaml_1_1_says(text: str, value: object) -> None:
    document, problems = parse_yaml(f"a: {text}", "x")
    assert (document.data, problems) == ({"a": value}, [])


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a" * LARGEST_FILE)
    assert read_text(path, "x") == ("a" * LARGEST_FILE, [])
    path.write_bytes(b"a" * (LARGEST_FILE + 1))
    text, (problem,) = read_text(path, "x")
    assert text == ""
    assert_plain(problem)


def test_text_comes_without_byte_order_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes("\ufeffÀ\r\nب\r\n".encode())
    assert read_text(path, "x") == ("À\nب\n", [])


def test_bytes_that_are_not_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes("un\ndeux\nété\n".encode("latin-1"))
    text, (problem,) = read_text(path, "content/x.md")
    assert (text, problem.file, problem.line) == ("", "content/x.md", 3)
    assert "UTF-8" in problem.message
