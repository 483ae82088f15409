"""The fault table: on a line that fails in every way, what was saved opens, and a retry ends well."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.browser.fixtures import Server
from tests.browser.line import Answer, Fault, Line
from tests.browser.phone import Phone

POINTS = tuple(share / 10 for share in range(10))
PARTS = r"/packs/[0-9a-f]{32}\.json"


class Saver:
    """A phone that has French saved, and saves English over a line that fails."""

    def __init__(self, phone: Phone, line: Line, site: Path) -> None:
        self.phone = phone
        self.line = line
        index = json.loads((site / "current/public/packs/en.json").read_text("utf-8"))
        self.parts = [address for address, _ in index["parts"]]
        self.page = self.open_phone_page()
        self.add("fr")
        self.expect("fr", "here")

    def open_phone_page(self) -> Page:
        page = self.phone.page()
        page.goto(f"{self.line.address}/fr/phone/")
        return page

    def item(self, language: str) -> Locator:
        return self.page.locator(f"[data-language={language}]")

    def add(self, language: str) -> None:
        button = self.item(language).locator("[data-does=add]")
        expect(button).to_be_visible(timeout=20_000)
        button.click()

    def remove(self) -> None:
        self.item("en").locator("[data-does=remove]").click()
        self.expect("en", "absent")

    def words(self, name: str) -> str:
        """Return the words that the page has for a state, in the reader's French, up to its first figure."""
        said = self.page.locator("[data-phone]").get_attribute(f"data-{name}")
        assert said, name
        return said.partition("%(")[0].strip()

    def expect(self, language: str, name: str, timeout: int = 20_000) -> None:
        shown = self.item(language).locator("[role=status]")
        expect(shown).to_contain_text(self.words(name), timeout=timeout)

    def expect_saved_opens(self) -> None:
        """Assert that French opens without any line, whole, and that English is not said to be saved."""
        self.line.down = True
        page = self.phone.page()
        answer = page.goto(f"{self.line.address}/fr/guides/police-arrest/")
        assert answer is not None and answer.from_service_worker and answer.status == 200
        expect(page.locator("h1")).to_be_visible()
        state = page.evaluate("caches.match('/saved-state.json').then((found) => found.json())")
        assert list(state["languages"]) == ["fr"]
        page.close()
        self.line.down = False

    def expect_retry_fetches_only(self, missing: list[str]) -> None:
        """Assert that a retry on a good line ends well, and asks for no part that had arrived."""
        self.line.heal()
        self.line.asked.clear()
        self.add("en")
        self.expect("en", "here")
        asked = [path for path in self.line.asked if path in self.parts]
        assert asked == missing


@pytest.fixture(scope="module")
def line(server: Server) -> Iterator[Line]:
    opened = Line(server.address)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def saver(
    driver: Playwright, line: Line, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Saver]:
    phone = Phone(driver, tmp_path_factory.mktemp("faults") / "profile")
    yield Saver(phone, line, site)
    phone.context.close()


@pytest.fixture(autouse=True)
def good_line(line: Line) -> Iterator[None]:
    line.heal()
    yield
    line.heal()


@pytest.mark.fault("cut at ten points of a part", "the connection was cut")
@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_a_part_cut_at_any_point(saver: Saver, framing: str, encoding: str) -> None:
    for point in POINTS:
        fault = Fault(encoding=encoding, framing=framing, after=point)
        saver.line.fail(saver.parts[1], fault)
        saver.add("en")
        saver.expect("en", "line")
    saver.expect_saved_opens()
    saver.expect_retry_fetches_only(saver.parts[1:])
    saver.remove()


def page_of_another(_: Answer) -> Answer:
    headers = {"Content-Type": "text/html; charset=utf-8"}
    return Answer(200, headers, b"<!doctype html><title>Wi-Fi</title><h1>Log in</h1>")


def flipped(answer: Answer) -> Answer:
    return replace(answer, body=answer.body.replace(b"<h1", b"<h2", 1))


def status(code: int, body: bytes) -> Callable[[Answer], Answer]:
    return lambda _: Answer(code, {"Content-Type": "text/plain"}, body)


def login(_: Answer) -> Answer:
    return Answer(302, {"Location": "/fr/about/"}, b"")


ONE_PART = {
    "wrong hash": (Fault(change=flipped), "damaged"),
    "empty answer with status 200": (Fault(change=status(200, b"")), "line"),
    "HTML page with status 200": (Fault(change=page_of_another), "foreign"),
    "404 without a body": (Fault(change=status(404, b"")), "foreign"),
    "404 with a body": (Fault(change=status(404, b"no")), "foreign"),
    "500 without a body": (Fault(change=status(500, b"")), "line"),
    "500 with a body": (Fault(change=status(500, b"fault")), "line"),
    "503 without a body": (Fault(change=status(503, b"")), "line"),
    "503 with a body": (Fault(change=status(503, b"busy")), "line"),
    "redirect to a login page": (Fault(change=login), "foreign"),
    "connection reset": (Fault(after=0.4, end="reset"), "line"),
}
TOLD = {
    "line": "the connection was cut",
    "foreign": "another page came, perhaps a Wi-Fi login",
    "damaged": "something is missing or damaged",
}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.fault(name, TOLD[told])) for name, (_, told) in ONE_PART.items()],
)
def test_one_part_fails(saver: Saver, name: str) -> None:
    fault, told = ONE_PART[name]
    saver.line.fail(saver.parts[1], fault)
    saver.add("en")
    saver.expect("en", told)
    saver.expect_saved_opens()
    saver.expect_retry_fetches_only(saver.parts[1:])
    saver.remove()


@pytest.mark.fault("stall without closing", "the connection was cut")
def test_a_line_that_goes_quiet(saver: Saver) -> None:
    saver.line.fail(saver.parts[1], Fault(after=0.5, end="stall"))
    saver.add("en")
    saver.expect("en", "line", timeout=40_000)
    saver.expect_saved_opens()
    saver.expect_retry_fetches_only(saver.parts[1:])
    saver.remove()


@pytest.mark.fault("one byte a second", "the bytes that have come; the reader may stop")
def test_a_line_that_hardly_moves_is_not_given_up_but_can_be_stopped(saver: Saver) -> None:
    saver.line.fail(saver.parts[1], Fault(end="trickle"))
    saver.add("en")
    saver.expect("en", "saving")
    saver.item("en").locator("[data-does=stop]").click()
    saver.expect("en", "stopped")
    saver.expect_saved_opens()
    saver.expect_retry_fetches_only(saver.parts[1:])
    saver.remove()


@pytest.mark.fault("index cut, empty or another page", "the connection was cut, or another page came")
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(framing="close", after=0.5), "line"),
        (Fault(change=status(200, b"")), "line"),
        (Fault(change=page_of_another), "foreign"),
        (Fault(change=status(503, b"")), "line"),
    ],
)
def test_the_index_fails(saver: Saver, fault: Fault, told: str) -> None:
    saver.line.fail(r"/packs/en\.json", fault)
    saver.add("en")
    saver.expect("en", told)
    saver.expect_saved_opens()
    saver.expect_retry_fetches_only(saver.parts)
    saver.remove()


@pytest.mark.fault("HTML with status 200 on every address", "another page came, perhaps a Wi-Fi login")
def test_a_captive_portal_answers_everything(saver: Saver) -> None:
    saver.line.fail("", Fault(change=page_of_another))
    saver.add("en")
    saver.expect("en", "foreign")
    page = saver.phone.page()
    page.goto(f"{saver.line.address}/fr/guides/police-arrest/")
    expect(page.locator("h1")).not_to_have_text("Log in")
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update()).catch(() => 0)")
    page.close()
    saver.expect_saved_opens()
    saver.expect_retry_fetches_only(saver.parts)
    saver.remove()


@pytest.mark.fault("browser ended by SIGKILL in mid-download", "nothing; it goes on where it was")
def test_the_browser_is_killed_in_the_middle(saver: Saver) -> None:
    saver.line.fail(saver.parts[1], Fault(after=0.5, end="stall"))
    with saver.page.expect_request(f"**{saver.parts[1]}"):
        saver.add("en")
    saver.phone.kill()
    saver.line.heal()
    saver.page = saver.open_phone_page()
    saver.expect_saved_opens()
    saver.expect("fr", "here")
    saver.expect_retry_fetches_only(saver.parts[1:])
    saver.remove()


@pytest.mark.fault("caches evicted under a living worker", "there is no internet, and nothing is saved")
def test_the_phone_throws_the_pages_away(saver: Saver) -> None:
    page = saver.phone.page()
    page.goto(f"{saver.line.address}/fr/about/")
    page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    saver.line.down = True
    answer = page.goto(f"{saver.line.address}/fr/guides/work/")
    assert answer is not None and answer.status == 503
    expect(page.locator("body")).to_contain_text("rien n’est gardé sur ce téléphone")
    saver.line.down = False
    answer = page.goto(f"{saver.line.address}/fr/guides/work/")
    assert answer is not None and answer.status == 200
    page.close()
    saver.page.goto(f"{saver.line.address}/fr/phone/")
    saver.expect("fr", "absent")
    saver.add("fr")
    saver.expect("fr", "here")


@pytest.mark.fault("clock wrong by a year", "nothing, or that the copy is old")
@pytest.mark.parametrize("days", [-366, 366])
def test_the_clock_is_wrong(saver: Saver, days: int) -> None:
    page = saver.phone.page()
    page.add_init_script(f"const now = Date.now; Date.now = () => now() + {days} * 86400000;")
    page.goto(f"{saver.line.address}/fr/guides/work/")
    expect(page.locator("[data-keep] [role=status]")).to_contain_text("2026", timeout=20_000)
    page.close()
    saver.expect_saved_opens()
