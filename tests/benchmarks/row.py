"""What every measurement needs: a row to report, a free port, a ``dalil`` to run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Row:
    """One thing measured: the result, the budget of the design if it has one, and how it was measured."""

    what: str
    result: str
    budget: str
    how: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.result} | {self.budget} | {self.how} |"
