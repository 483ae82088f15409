"""What is wrong with the content, said so that an editor can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an editor must know: where it is, what is wrong and how to mend it."""

    file: str
    line: int | None
    field: str
    message: str
    mend: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        field = f" {self.field}:" if self.field else ""
        return f"{place}:{field} {self.message}. {self.mend}"

    def sort_key(self) -> tuple[str, str, int, str, str]:
        """Return the order in which problems are listed: errors first, then by place."""
        return (self.severity, self.file, self.line or 0, self.field, self.message)


class ContentError(Exception):
    """Content or catalogues cannot be loaded; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=Problem.sort_key))
        super().__init__("\n".join(str(problem) for problem in self.problems))
