"""``python -m tests.benchmarks``: measure on this machine, and write what came out as a page."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.benchmarks.building import measure_building, measure_curve
from tests.benchmarks.reading import measure_reading
from tests.benchmarks.row import PROJECT, Row
from tests.benchmarks.serving import measure_serving

# Building comes first: the others read the site that it leaves.
_PARTS: dict[str, Callable[[Path], Iterable[Row]]] = {
    "building": measure_building,
    "serving": measure_serving,
    "reading": measure_reading,
    "curve": measure_curve,
}

_HEAD = """\
# Benchmarks

Written by `make bench` on {day}: {machine}.

Ratios come first, because they hold on other machines too: both sides ran in turn, on the same machine, over
loopback. Load (1, 5, 15 minutes): {before} before, {after} after. When it is above the number of processors
before, others were busy here too, and every second told below is longer than on an idle machine.

| what | result | budget | how |
|---|---|---|---|
"""


def main() -> None:
    """Measure what is asked for, show each row as soon as it is known, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(_PARTS)}")
    parser.add_argument("--site", type=Path, help="a frozen site, when nothing is to be built")
    parser.add_argument("--write", type=Path, help="where the page goes")
    told = parser.parse_args()
    if unknown := set(told.parts) - set(_PARTS):
        parser.error(f"not known: {', '.join(unknown)}")
    before, rows = _load(), []
    with tempfile.TemporaryDirectory() as folder:
        site = told.site or Path(folder) / "site"
        for part in told.parts or _PARTS:
            for row in _PARTS[part](site):
                print(row, flush=True)
                rows.append(row)
    if told.write:
        head = _HEAD.format(
            day=datetime.datetime.now(datetime.UTC).date(), machine=_machine(), before=before, after=_load()
        )
        told.write.write_text(head + "".join(f"{row}\n" for row in rows), "utf-8")


def _load() -> str:
    return ", ".join(f"{load:.1f}" for load in os.getloadavg())


def _machine() -> str:
    """Return what this machine is, without its name."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    processor = model[1] if model else platform.machine()
    python = platform.python_version()
    return f"{os.cpu_count()} processors ({processor}), {memory:.0f} GB, {system}, Python {python}"


if __name__ == "__main__":
    os.chdir(PROJECT)
    main()
