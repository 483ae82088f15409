"""A browser of one window around Debian's WebKitGTK, with a profile that outlives it.

MiniBrowser keeps nothing when a driver steers it (its automation sessions are private ones), so a restart
could not be told from a forgotten phone. Debian's own Python runs this file, because the bindings lie there.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")

from gi.repository import Gtk, WebKit2  # noqa: E402 - the versions come first

SET_PARENT_DEATH_SIGNAL = 1


def main(name: str, profile: Path) -> None:
    """Wait for WebKitWebDriver, and give it a window whenever it asks for one; end when the driver ends."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    context = WebKit2.WebContext.new_with_website_data_manager(
        WebKit2.WebsiteDataManager(
            base_data_directory=str(profile / "data"), base_cache_directory=str(profile / "cache")
        )
    )
    context.set_automation_allowed(True)

    def start(_context: object, session: WebKit2.AutomationSession) -> None:
        browser = WebKit2.ApplicationInfo()
        browser.set_name(name)
        session.set_application_info(browser)
        session.connect("create-web-view", open_window)

    def open_window(_session: object) -> WebKit2.WebView:
        view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
        window = Gtk.Window(default_width=360, default_height=640)
        window.add(view)
        window.show_all()
        return view

    context.connect("automation-started", start)
    Gtk.main()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
