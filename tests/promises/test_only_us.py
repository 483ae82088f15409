"""Your browser talks to this site only. No advertiser, no statistics, no map, no video."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.pages.assets import load_assets
from app.settings import Settings

_ABSOLUTE = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)
_IN_STYLE = re.compile(r"url\(|@import|@font-face", re.IGNORECASE)
_FETCHED_RELATIONS = ("stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect")


def test_pages_fetch_nothing_from_elsewhere(frozen_pages: Mapping[str, str]) -> None:
    for path, page in frozen_pages.items():
        for source in re.findall(r'\b(?:src|srcset|poster|data)="([^"]*)"', page):
            assert not _ABSOLUTE.match(source), f"{path} fetches {source}"
        for link in re.findall(r"<link\b[^>]*>", page):
            relation = re.search(r'rel="([^"]*)"', link)
            address = re.search(r'href="([^"]*)"', link)
            assert relation and address, f"{path}: {link}"
            if set(relation[1].split()) & set(_FETCHED_RELATIONS):
                assert not _ABSOLUTE.match(address[1]), f"{path} fetches {address[1]}"
        assert re.findall(r"<(?:iframe|object|embed|img|video|audio)\b", page) == [], path


def test_styles_and_scripts_fetch_nothing_from_elsewhere() -> None:
    for name, data in load_assets(Settings().static).files.items():
        text = data.decode(errors="replace")
        if name.endswith(".css"):
            assert _IN_STYLE.findall(text) == [], name
        if name.endswith(".js"):
            assert re.findall(r"https?://", text) == [], name
