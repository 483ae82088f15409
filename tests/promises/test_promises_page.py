"""The privacy page and this folder name the same promises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_each_promise_on_the_page_is_a_file_here_and_each_file_a_promise(
    frozen_pages: Mapping[str, str], language: str
) -> None:
    page = frozen_pages[f"/{language}/privacy/"]
    promised = set(re.findall(r'<li id="([a-z-]+)">', page.split('id="limits"')[0]))
    here = {
        file.stem.removeprefix("test_").replace("_", "-") for file in Path(__file__).parent.glob("test_*.py")
    }
    assert promised == here - {"promises-page"}
