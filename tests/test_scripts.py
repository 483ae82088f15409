"""Every script is syntax that an old phone's browser can parse: ECMAScript 2017, read by a real parser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import esprima
import pytest

from app.settings import Settings

STATIC = Settings().static
MODULES = sorted((STATIC / "js").glob("*.js"))
WORKERS = sorted(STATIC.glob("*.js"))


def nodes(value: Any) -> Iterator[Any]:
    """Yield every node of a syntax tree."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, esprima.nodes.Node):
        yield value
        for item in vars(value).values():
            yield from nodes(item)


def newer_than_2017(tree: Any) -> list[str]:
    """Return what the parser accepts although it came after 2017: object spread and rest, import()."""
    found = []
    for node in nodes(tree):
        parts = getattr(node, "properties", None) or []
        if node.type in ("ObjectExpression", "ObjectPattern"):
            found += [part.type for part in parts if part.type in ("SpreadElement", "RestElement")]
        if node.type == "Import":
            found.append("import()")
    return found


@pytest.mark.parametrize("script", MODULES, ids=lambda path: path.name)
def test_a_module_is_ecmascript_2017(script: Path) -> None:
    assert newer_than_2017(esprima.parseModule(script.read_text("utf-8"))) == []


@pytest.mark.parametrize("script", WORKERS, ids=lambda path: path.name)
def test_a_worker_is_ecmascript_2017(script: Path) -> None:
    assert newer_than_2017(esprima.parseScript(script.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "newer",
    [
        "a?.b",
        "a ?? b",
        "try { a() } catch { b() }",
        "for await (const x of y) z()",
        "const a = 1n",
        "a ||= b",
    ],
)
def test_newer_syntax_is_refused(newer: str) -> None:
    with pytest.raises(esprima.Error):
        esprima.parseModule(newer)


@pytest.mark.parametrize("newer", ["const a = { ...b }", "const { a, ...b } = c", "import('x')"])
def test_what_the_parser_lets_through_is_found_in_its_tree(newer: str) -> None:
    assert newer_than_2017(esprima.parseModule(newer))


def test_there_are_scripts() -> None:
    assert len(MODULES) > 8
    assert {path.name for path in WORKERS} == {"service-worker.js", "self-destructing-worker.js"}
