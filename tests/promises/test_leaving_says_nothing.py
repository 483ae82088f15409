"""When you follow a link to another site, that site is not told where you came from."""

from __future__ import annotations

import re
from collections.abc import Mapping


def test_every_link_to_elsewhere_hides_where_it_came_from(frozen_pages: Mapping[str, str]) -> None:
    seen = 0
    for path, page in frozen_pages.items():
        assert '<meta name="referrer" content="no-referrer">' in page, path
        for link in re.findall(r'<a\b[^>]*href="https?://[^"]*"[^>]*>', page):
            seen += 1
            relations = re.search(r'rel="([^"]*)"', link)
            assert relations is not None, f"{path}: {link}"
            assert "noreferrer" in relations[1].split(), f"{path}: {link}"
            assert "target=" not in link, f"{path}: {link} opens a second window"
    assert seen > 100
