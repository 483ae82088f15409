"""What a build costs today, after one edit and with ten times the guides; what phones download after one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app.site.release import current_release
from tests.benchmarks.row import PROJECT, Row
from tests.browser.fixtures import dalil

LANGUAGE = "en"
EDITED = "police-arrest.md"
TIMES_MORE = (2, 5, 10)
# A build that takes longer is ended and told as such.
PATIENCE = 420


@dataclass(frozen=True)
class Cost:
    """What one build took, and how many pages it made."""

    seconds: float
    memory: int
    pages: int


def measure_building(site: Path) -> list[Row]:
    """Return the rows on builds, and on what a phone asks for after one.

    Args:
        site: where to build today's content; it must not exist yet.
    """
    with _content() as copy:
        today = _build(copy, site)
        edited_site = copy / "edited"
        shutil.copytree(site, edited_site, symlinks=True)
        words = _edit(copy / "content" / "guides" / EDITED)
        edited = _build(copy, edited_site, "--previous", str(site))
        return [
            Row("build, cold", f"{today.seconds:.0f} s", "60 s", _how(today)),
            Row("build after one edited paragraph", f"{edited.seconds:.0f} s", "10 s", _how(edited)),
            _update(site, edited_site, words),
        ]


def measure_curve(_site: Path) -> Iterator[Row]:
    """Yield a row for each larger content: copies of every guide under other slugs, more and more of them."""
    with _content() as copy:
        guides = list((copy / "content" / "guides").glob("*.md"))
        today = _build(copy, copy / "today")
        for times in TIMES_MORE:
            for guide in guides:
                for number in range(2, times + 1):
                    shutil.copyfile(guide, guide.with_name(f"{guide.stem}-{number}.md"))
            cost = _build(copy, copy / f"times-{times}")
            shutil.rmtree(copy / f"times-{times}")
            more = cost.pages / today.pages
            longer = cost.seconds / today.seconds
            how = f"{_how(cost)}; {more:.1f} x the pages, {longer:.1f} x the time of today"
            growth = f"{longer / more:.2f} x ({cost.seconds:.0f} s)"
            yield Row(f"build with {times} x guides, time per page against today", growth, "1 x", how)


@contextmanager
def _content() -> Iterator[Path]:
    """Copy the words and their translations to where they may be changed."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("content", "translations"):
            shutil.copytree(PROJECT / name, Path(folder) / name)
        yield Path(folder)


def _build(copy: Path, site: Path, *options: str) -> Cost:
    """Build the content of a folder by the command that people use."""
    environment = {
        **os.environ,
        "DALIL_CONTENT": str(copy / "content"),
        "DALIL_TRANSLATIONS": str(copy / "translations"),
    }
    started = time.monotonic()
    command = ["timeout", "--preserve-status", str(PATIENCE), *dalil("build", "--site", str(site), *options)]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    if process.returncode:
        raise RuntimeError(f"a build failed or took more than {PATIENCE} s")
    pages = sum(1 for _ in current_release(site).public.rglob("index.html"))
    return Cost(seconds, used.ru_maxrss * 1024, pages)


def _how(cost: Cost) -> str:
    return f"{cost.pages:,} pages, peak memory {cost.memory / 1e6:,.0f} MB; `dalil build`, start to end"


def _edit(path: Path) -> str:
    """Change three words of one paragraph, and return what was done to it."""
    paragraphs = path.read_text("utf-8").split("\n\n")
    place = next(
        place
        for place, paragraph in enumerate(paragraphs)
        if len(paragraph) > 150 and paragraph[0].isalpha() and "---" not in paragraph
    )
    paragraphs[place] += " Ask for it today."
    path.write_text("\n\n".join(paragraphs), "utf-8")
    return f"a sentence of four words added to one paragraph of {path.name}"


def _update(before: Path, after: Path, words: str) -> Row:
    """Say what a phone that has the earlier release downloads, in every language that it may have."""
    sizes = {}
    earlier, release = current_release(before), current_release(after)
    for code in release.languages:
        had = json.loads((earlier.public / "packs" / f"{code}.json").read_bytes())["release"]
        index = release.public / "packs" / f"{code}.json"
        delta, _ = json.loads(index.read_bytes())["deltas"][had]
        sizes[code] = _on_the_wire(index) + _on_the_wire(release.public / delta.lstrip("/"))
    most = max(sizes, key=lambda code: sizes[code])
    how = (
        f"index and delta, brotli, without HTTP headers; {words}; English {sizes[LANGUAGE]:,}, "
        f"median of {len(sizes)} languages {median(sizes.values()):,.0f}, most ({most}) {sizes[most]:,}"
    )
    return Row("bytes after one edited paragraph", f"{sizes[most]:,} bytes", "4,000", how)


def _on_the_wire(path: Path) -> int:
    compressed = path.with_name(path.name + ".br")
    return (compressed if compressed.is_file() else path).stat().st_size
