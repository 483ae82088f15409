"""Reading YAML so that every value knows the line it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.library.problems import Problem

Location = tuple[str | int, ...]

# No content file comes near this; a larger one is a mistake or an attack on the reader's memory.
LARGEST_FILE = 256 * 1024


@dataclass(frozen=True)
class Document:
    """A parsed YAML document: its data, the line of every value in it, and the values that are no values."""

    data: Any
    lines: dict[Location, int]
    unreadable: frozenset[Location] = frozenset()

    def line_of(self, location: Location) -> int | None:
        """Return the line of a value, or of the nearest enclosing one that is known."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location)


def read_text(path: Path, name: str) -> tuple[str, list[Problem]]:
    """Return a content file's text, or the problem that keeps it from being read.

    Args:
        path: the file.
        name: how the file is called in problems, relative to the project.

    Returns:
        The text with ``\\n`` line ends (empty when unreadable), and at most one problem.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        message = f"the file has {size:,} bytes, more than {LARGEST_FILE:,}"
        return "", [Problem(name, None, "", message, "Split it, or remove what does not belong in it")]
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return "", [Problem(name, line, "", "the file is not written in UTF-8", "Save it again as UTF-8")]


def parse_yaml(text: str, name: str, first_line: int = 1) -> tuple[Document, list[Problem]]:
    """Parse YAML and remember lines; duplicate keys, aliases and syntax errors become problems.

    Args:
        text: the YAML source.
        name: how the file is called in problems.
        first_line: the line of the file on which ``text`` begins (front matter starts on line 2).

    Returns:
        The document (its data is ``None`` when it cannot be parsed) and the problems found.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + mark.line if mark else None
        mend = "Check quotes, colons and indentation (spaces, no tabs) on this line and the one above"
        return Document(None, {}), [Problem(name, line, "", "this is not valid YAML", mend)]
    except RecursionError:
        mend = "Write it flatter, as the other files have it"
        return Document(None, {}), [Problem(name, None, "", "values stand too deep inside each other", mend)]
    walk = _Walk(name, first_line)
    data = walk.value(node, ()) if node is not None else None
    if data is None and not walk.problems:
        mend = "Fill it in as the other files are, or remove the file"
        walk.problems.append(Problem(name, first_line, "", "nothing is written here", mend))
    return Document(data, walk.lines, frozenset(walk.unreadable)), walk.problems


class _Walk:
    """Builds plain data from YAML nodes, noting lines and refusing duplicate keys and aliases."""

    def __init__(self, name: str, first_line: int) -> None:
        self.name = name
        self.first_line = first_line
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self.unreadable: set[Location] = set()
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, location: Location) -> Any:
        self.lines.setdefault(location, self._line(node))
        # An alias brings the same node again: refusing it also refuses cycles and expansion bombs.
        if id(node) in self._seen:
            self.unreadable.add(location)
            line = self.lines[location]
            message, mend = "an alias (*name) stands here", "Write the value out in full"
            self._problem(line, location, message, mend)
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*location, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, location)

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*location, key)
            if key in data:
                line = self._line(key_node)
                self._problem(line, here, "the key is written twice", "Keep one of the two")
                continue
            self.lines[here] = self._line(key_node)
            data[key] = self.value(value_node, here)
        return data

    def _scalar(self, node: yaml.Node, location: Location) -> Any:
        try:
            return yaml.SafeLoader("").construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError):
            self.unreadable.add(location)
            mend = "Correct it, or put quotes around it if it is a text"
            self._problem(self._line(node), location, f"'{node.value}' cannot be read", mend)
            return None

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _problem(self, line: int, location: Location, message: str, mend: str) -> None:
        field = ".".join(str(part) for part in location)
        self.problems.append(Problem(self.name, line, field, message, mend))
