"""Every page can be read with JavaScript switched off. "Leave now" works then too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from app.library.library import Library

_VOID = {"meta", "link", "br", "img", "input", "hr"}


class _Words(HTMLParser):
    """Gathers the text of ``main`` and counts visible buttons that only a script could bring to life."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.dead_buttons = 0
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        inside_hidden = any(hidden for _, hidden in self._open)
        inside_form = any(name == "form" for name, _ in self._open)
        if tag == "button" and not inside_hidden and "hidden" not in given:
            # A form that sends works without a script.
            self.dead_buttons += not (inside_form and given.get("type") != "button")
        if tag not in _VOID:
            self._open.append((tag, "hidden" in given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over elements that close themselves, such as the shapes of icons."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(name == "main" for name, _ in self._open):
            self.text += data


def test_every_page_holds_its_words_and_its_exit_before_any_script(
    frozen_pages: Mapping[str, str],
) -> None:
    for path, page in frozen_pages.items():
        words = _Words()
        words.feed(page)
        assert len(words.text.split()) >= 12, f"{path} is empty without a script"
        assert words.dead_buttons == 0, f"{path} shows a button that needs a script"
        assert re.search(r'<a class="leave" href="https://[^"]+"', page), f"{path} has no exit"
        assert not re.search(r"<noscript", page), path


def test_every_guide_holds_all_its_paragraphs(
    frozen_pages: Mapping[str, str], project_library: Library
) -> None:
    for guide in project_library.guides.values():
        page = frozen_pages[f"/en/guides/{guide.slug}/"]
        blocks = len(re.findall(r"<(?:p|li|h2|h3|td|th)\b", page))
        assert blocks >= len(guide.units), guide.slug


def test_scripts_never_hold_up_the_page(frozen_pages: Mapping[str, str]) -> None:
    for path, page in frozen_pages.items():
        for script in re.findall(r"<script\b[^>]*>", page):
            assert 'type="module"' in script, f"{path}: {script} would hold up reading"
        assert not re.search(r"<link\b[^>]*rel=\"stylesheet\"", page), path
