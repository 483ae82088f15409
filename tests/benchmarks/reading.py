"""What a reader waits for, in Chromium: a first page and a whole language on slow lines, and a saved page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from app.site.release import current_release
from tests.benchmarks.row import Row
from tests.benchmarks.serving import PAGE, dalil_server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PHONE: ViewportSize = {"width": 360, "height": 640}
SLOWER = 6
ROUNDS_ON_A_LINE = 3
ROUNDS_SAVED = 15

_FIRST_WORDS = """() => new Promise((resolve) => {
  const told = ({ name, startTime }) => name === "first-contentful-paint" && resolve(startTime);
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(told));
  observer.observe({ type: "paint", buffered: true });
})"""

_SAVED = """() => new Promise((resolve) => {
  const words = document.querySelector("[data-keep] [role=status]");
  const look = () => {
    if (!words.textContent.includes("2026")) return;
    const files = performance.getEntriesByType("resource").filter((entry) => entry.name.includes("/packs/"));
    const bytes = files.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
    resolve([performance.now() - Math.min(...files.map((entry) => entry.startTime)), bytes]);
  };
  new MutationObserver(look).observe(words, { childList: true, characterData: true, subtree: true });
  look();
})"""


@dataclass(frozen=True)
class Line:
    """A slow line: kilobits in a second, and the milliseconds that each request waits."""

    speed: int
    delay: int

    def __str__(self) -> str:
        return f"{self.speed} kbit/s, {self.delay} ms"

    def bare(self, size: float) -> float:
        """Return the milliseconds that so many bytes take alone, in one request."""
        return self.delay + size * 8 / self.speed


LINES = (Line(400, 400), Line(150, 800))


def measure_reading(site: Path) -> list[Row]:
    """Return the rows on what a reader waits for."""
    with dalil_server(site) as (address, _), sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        size = (current_release(site).public / PAGE.strip("/") / "index.html.br").stat().st_size
        rows = [_first_page(browser, address, line, size) for line in LINES]
        rows += [_language(browser, address, line) for line in LINES]
        browser.close()
        with tempfile.TemporaryDirectory() as profile:
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=program, args=FLAGS, viewport=PHONE
            )
            rows.append(_saved_page(context, address, current_release(site).public))
            context.close()
    return rows


@contextmanager
def _cold_page(browser: Browser, line: Line) -> Iterator[Page]:
    """Open a page of a phone that was never here, on a slow line."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    bytes_a_second = line.speed * 1000 / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": line.delay,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    context.close()


def _first_page(browser: Browser, address: str, line: Line, size: int) -> Row:
    waited = []
    for _round in range(ROUNDS_ON_A_LINE):
        with _cold_page(browser, line) as page:
            page.goto(address + PAGE, wait_until="commit")
            waited.append(page.evaluate(_FIRST_WORDS))
    bare = line.bare(size)
    how = (
        f"first contentful paint of {PAGE}, cold, processor {SLOWER} x slower, median of {len(waited)}, "
        f"{min(waited) / 1000:.2f} to {max(waited) / 1000:.2f} s; its {size:,} bytes alone take "
        f"{bare / 1000:.2f} s (calculated); the emulation has no time for setting up a connection"
    )
    return Row(
        f"first readable page, {line}",
        f"{median(waited) / bare:.2f} x ({median(waited) / 1000:.2f} s)",
        "",
        how,
    )


def _language(browser: Browser, address: str, line: Line) -> Row:
    ratios, seconds, size = [], [], 0.0
    for _round in range(ROUNDS_ON_A_LINE):
        with _cold_page(browser, line) as page:
            page.goto(f"{address}/{PAGE.split('/')[1]}/", wait_until="commit")
            page.wait_for_selector("[data-keep]", state="attached")
            waited, size = page.evaluate(_SAVED)
            ratios.append(waited / line.bare(size))
            seconds.append(waited / 1000)
    how = (
        f"French, from the first question for the index until it says that it is saved, processor {SLOWER} x "
        f"slower, median of {len(ratios)}, {min(ratios):.2f} to {max(ratios):.2f}; {size:,.0f} bytes of "
        f"brotli, which take {line.bare(size) / 1000:.1f} s in one request (calculated)"
    )
    budget = "2 x" if line == LINES[0] else ""
    return Row(f"saving a language, {line}", f"{median(ratios):.2f} x ({median(seconds):.1f} s)", budget, how)


def _saved_page(context: BrowserContext, address: str, public: Path) -> Row:
    """Compare a page that the phone keeps with the same file from its disk, in turn."""
    page = context.new_page()
    page.goto(f"{address}/{PAGE.split('/')[1]}/")
    page.evaluate(_SAVED)
    page.goto(address + PAGE)
    waited: dict[str, list[float]] = {
        address + PAGE: [],
        (public / PAGE.strip("/") / "index.html").as_uri(): [],
    }
    for _round in range(ROUNDS_SAVED):
        for url, times in waited.items():
            page.goto("about:blank")
            page.goto(url, wait_until="commit")
            times.append(page.evaluate(_FIRST_WORDS))
            if url.startswith(address) and not page.evaluate(
                "performance.getEntriesByType('navigation')[0].workerStart > 0"
            ):
                raise RuntimeError("the page did not come from the phone")
    kept, file = (median(times) for times in waited.values())
    how = (
        f"first contentful paint of {PAGE}, by service worker {kept:.0f} ms, from file:// {file:.0f} ms, "
        f"medians of {ROUNDS_SAVED} interleaved rounds, server running, nothing slowed"
    )
    return Row("a saved page, against the same file from disk", f"{kept / file:.2f} x", "2 x", how)
