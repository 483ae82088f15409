"""We set no cookie. Nothing is stored to recognise you."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from app.library.library import Library
from app.pages.addresses import every_page
from app.settings import PROJECT

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


@pytest.mark.parametrize("method", METHODS)
def test_no_answer_sets_a_cookie(project_app: Flask, project_library: Library, method: str) -> None:
    client = project_app.test_client(use_cookies=True)
    paths = [page.path for page in every_page(project_library) if page.language in (None, "fr")]
    for path in [*paths, "/healthz", "/robots.txt", "/sitemap.xml", "/missing", "/fr/missing/"]:
        response = client.open(path, method=method, headers={"Cookie": "marker=1"})
        assert "Set-Cookie" not in response.headers, path
        assert "Cookie" not in response.headers.get("Vary", ""), path


def test_no_script_stores_anything() -> None:
    stores = ("document.cookie", "localStorage", "sessionStorage", "indexedDB")
    for script in Path(PROJECT / "static" / "js").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert [word for word in stores if word in text] == [], script.name
