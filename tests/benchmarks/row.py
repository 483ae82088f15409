"""What every measurement needs: a row to report, a free port, a ``dalil`` to run."""

from __future__ import annotations

import socket
import sys
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


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def dalil(*arguments: str) -> list[str]:
    """Return the command line of a ``dalil`` command, with the Python that measures."""
    return [sys.executable, "-c", "from app.cli import main; main()", *arguments]
