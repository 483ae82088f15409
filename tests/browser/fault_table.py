"""The fault table, written from how the tests of its rows ended."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``make faults`` ask for the fault table."""
    parser.addoption("--fault-table", type=Path, help="Write the fault table to this file.")


_OUTCOMES: dict[tuple[str, str], list[str]] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note how the test of each row of the fault table ended."""
    report = yield
    mark = item.get_closest_marker("fault")
    if mark and (report.when == "call" or report.failed):
        _OUTCOMES.setdefault((str(mark.args[0]), str(mark.args[1])), []).append(report.outcome)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the table when it was asked for."""
    path = session.config.getoption("--fault-table")
    if path and _OUTCOMES:
        lines = ["| fault | what the reader is told | tests | outcome |", "|---|---|---|---|"]
        for (fault, told), outcomes in _OUTCOMES.items():
            ended = "whole" if set(outcomes) == {"passed"} else "BROKEN"
            lines.append(f"| {fault} | {told} | {len(outcomes)} | {ended} |")
        head = (Path(__file__).parent / "faults.md").read_text(encoding="utf-8")
        path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
