"""Three browsers behind one small interface: open, run a script, click, and start again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import BrowserContext, BrowserType, Error, Playwright
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.fixtures import CHROMIUM_FLAGS, chromium_program

PATIENCE = 60
WEBKIT_NAME = "DalilTest"


class Engine(Protocol):
    """A browser with one window and a profile that outlives it."""

    def open(self, address: str) -> bool:
        """Open an address, wait until it is loaded, and say whether anything answered."""

    def run(self, script: str) -> Any:
        """Run the body of an asynchronous function in the page, and return what it returns."""

    def click(self, selector: str) -> None:
        """Click the one element that a selector finds."""

    def wait_for_address(self, address: str) -> None:
        """Wait until the window shows an address."""

    def restart(self) -> None:
        """Close the browser and start it again: nothing but the profile is left."""

    def close(self) -> None:
        """Close the browser and wait until it has ended."""


class PlaywrightEngine:
    """Chromium or Firefox ESR, driven by Playwright."""

    def __init__(self, browser: BrowserType, profile: Path, **options: Any) -> None:
        self.browser = browser
        self.profile = profile
        self.options = options
        self._start()

    def _start(self) -> None:
        self.context: BrowserContext = self.browser.launch_persistent_context(
            str(self.profile), viewport={"width": 360, "height": 640}, **self.options
        )
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page = self.context.new_page()

    def open(self, address: str) -> bool:
        try:
            self.page.goto(address, wait_until="load")
        except Error as error:
            if "CONNECTION_REFUSED" not in error.message:
                raise
            return False
        return True

    def run(self, script: str) -> Any:
        return self.page.evaluate(f"async () => {{ {script} }}")

    def click(self, selector: str) -> None:
        self.page.locator(selector).click()

    def wait_for_address(self, address: str) -> None:
        self.page.wait_for_url(address)

    def restart(self) -> None:
        self.context.close()
        self._start()

    def close(self) -> None:
        self.context.close()


class WebKitEngine:
    """WebKitGTK, driven by Selenium through WebKitWebDriver, in a browser of ours that keeps its profile."""

    def __init__(self, profile: Path, display: str) -> None:
        self.profile = profile
        self.display = display
        self._start()

    def _start(self) -> None:
        options = Options()
        options.binary_location = "/usr/bin/python3"
        options.set_capability("browserName", WEBKIT_NAME)
        for argument in (Path(__file__).with_name("webkit_browser.py"), WEBKIT_NAME, self.profile):
            options.add_argument(str(argument))
        service = Service(
            _program("WebKitWebDriver"),
            log_output=str(self.profile.with_suffix(".log")),
            env={**os.environ, "DISPLAY": self.display, "GDK_BACKEND": "x11"},
            popen_kw={"start_new_session": True},
        )
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.driver.set_script_timeout(PATIENCE)
        self.driver.set_page_load_timeout(PATIENCE)
        self.group = service.process.pid

    def open(self, address: str) -> bool:
        self.driver.get(address)
        # Where nothing answers, WebKitGTK shows an empty page with the reason in it.
        return self.run("return document.URL;") != "about:blank"

    def run(self, script: str) -> Any:
        answer = self.driver.execute_async_script(
            f"""const done = arguments[arguments.length - 1];
            const work = async () => {{ {script} }};
            work().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));
            """
        )
        assert "error" not in answer, answer["error"]
        return answer.get("value")

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def wait_for_address(self, address: str) -> None:
        WebDriverWait(self.driver, PATIENCE).until(lambda driver: driver.current_url == address)

    def restart(self) -> None:
        self.close()
        self._start()

    def close(self) -> None:
        self.driver.quit()
        # Its processes end one after the other, and the last one still writes to the profile.
        try:
            wait_until(lambda: not _is_running(self.group), "WebKitGTK did not end")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)


def start_chromium(driver: Playwright, profile: Path) -> Engine:
    """Start the system's Chromium."""
    return PlaywrightEngine(driver.chromium, profile, executable_path=chromium_program(), args=CHROMIUM_FLAGS)


def start_firefox(driver: Playwright, profile: Path) -> Engine:
    """Start the system's Firefox ESR, over WebDriver BiDi: an unpatched Firefox speaks nothing else."""
    return PlaywrightEngine(
        driver.firefox, profile, executable_path=_program("firefox-esr"), channel="moz-firefox"
    )


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees, for the engine that cannot do without; yields its name."""
    ready, told = os.pipe()
    command = [_program("Xvfb"), "-displayfd", str(told), "-screen", "0", "800x700x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(told)
    try:
        with os.fdopen(ready) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_until(condition: Callable[[], object], otherwise: str) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, otherwise
        # A pause between two looks, so that looking takes no processor from the browser.
        time.sleep(0.02)


def _is_running(group: int) -> bool:
    with suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is missing: run 'make test-browsers', which installs it"
    return found
