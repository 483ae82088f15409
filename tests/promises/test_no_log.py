"""This program keeps no list of visitors: no address, no time, no page."""

from __future__ import annotations

import http.client
import os
from pathlib import Path

import pytest

from app.site.release import Release
from tests.browser.fixtures import start_server

MARKERS = ("marker-path", "marker-query", "marker-agent", "marker-language", "marker-body", "203.0.113.77")


@pytest.fixture
def walked(release: Release, tmp_path: Path) -> Path:
    """The production command in an empty folder, walked through by a visitor who leaves marks everywhere."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    server = start_server(release.folder.parent.parent, tmp_path, cwd=home, env=environment)
    try:
        _walk(int(server.address.rpartition(":")[2]))
    finally:
        server.stop()
    return tmp_path


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_no_file_and_no_output_of_the_server_knows_the_visitor(walked: Path, release: Release) -> None:
    written = [path for path in walked.rglob("*") if path.is_file()]
    assert [path.name for path in written] == ["output.txt"], "the server wrote a file that nobody asked for"
    printed = (walked / "output.txt").read_text(encoding="utf-8")
    assert [marker for marker in MARKERS if marker in printed] == []
    assert "GET" not in printed
    newest = max(path.stat().st_mtime for path in release.folder.rglob("*"))
    assert newest <= (walked / "home").stat().st_mtime, "the server wrote into the site"


def _walk(port: int) -> None:
    paths = (
        "/",
        "/ar/",
        "/fr/guides/marker-path/",
        "/marker-path?marker-query=1",
        "/en/contacts/?q=marker-query",
    )
    headers = {
        "User-Agent": "marker-agent",
        "Accept-Language": "marker-language",
        "X-Forwarded-For": "203.0.113.77",
    }
    for method in ("GET", "HEAD", "POST", "DELETE"):
        for path in paths:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request(
                method, path, body="marker-body" if method == "POST" else None, headers=headers
            )
            assert connection.getresponse().read() is not None
            connection.close()
