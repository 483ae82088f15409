"""Every answer tells your browser to refuse foreign programs, images and frames."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.privacy import style_hash
from app.site.release import Release


def test_the_policy_names_no_other_site_and_allows_no_program_in_the_page(release: Release) -> None:
    policy = release.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert re.findall(r"https?:|unsafe-|\*|data:|blob:", policy) == []
    assert "frame-ancestors 'none'" in policy


def test_pages_need_nothing_that_the_policy_refuses(
    frozen_pages: Mapping[str, str], release: Release
) -> None:
    for path, page in frozen_pages.items():
        sheets = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        assert len(sheets) == 1, path
        assert style_hash(sheets[0]) in release.headers["Content-Security-Policy"], path
        tags = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
        assert re.findall(r"<[^>]*\s(?:style|on[a-z]+)=", tags) == [], path
        assert re.findall(r"<script(?![^>]*\bsrc=)", tags) == [], path
        assert "javascript:" not in tags, path
