"""The traps of WhiteNoise (research, offline-push-speed 3.2): each one set again, and none may close."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path

import brotli
import pytest

from app.site.release import Release, read_release
from app.site.server import create_server
from tests.site.visitor import Visitor

PAGE = "/ar/guides/arrest/"
ENCODINGS = ["", "gzip", "br"]


@pytest.fixture
def copy(release: Release, tmp_path: Path) -> Release:
    """A release that the test may damage."""
    return read_release(shutil.copytree(release.folder, tmp_path / "copy"))


def tag_of(client: Visitor, encoding: str = "") -> str:
    """Return the tag of the page in one encoding."""
    return client.get(PAGE, headers={"Accept-Encoding": encoding}).headers["ETag"]


def test_each_encoding_has_its_own_tag(client: Visitor) -> None:
    tags = {tag_of(client, encoding) for encoding in ENCODINGS}
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)
    known = {"If-None-Match": tag_of(client, "gzip"), "Accept-Encoding": "br"}
    assert client.get(PAGE, headers=known).status_code == 200


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("known", ["W/{}", '"another", {}', '"a,b",W/{} , "c"', "*", " {} "])
def test_a_tag_that_a_proxy_made_weak_or_put_in_a_list_is_known_again(
    client: Visitor, known: str, encoding: str
) -> None:
    tag = tag_of(client, encoding)
    for method in ("GET", "HEAD"):
        headers = {"If-None-Match": known.format(tag), "Accept-Encoding": encoding}
        answer = client.open(PAGE, method=method, headers=headers)
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("known", ['"another"', 'W/"another", "one more"', "nonsense", "", '"'])
def test_a_tag_of_something_else_is_not_taken_for_this_one(client: Visitor, known: str) -> None:
    assert client.get(PAGE, headers={"If-None-Match": known}).status_code == 200


def test_a_date_never_stands_for_the_content(copy: Release) -> None:
    # After a step back to an earlier release, its files are older than what the reader has.
    os.utime(copy.public / PAGE.strip("/") / "index.html", (0, 0))
    answer = Visitor(create_server(copy)).get(
        PAGE, headers={"If-Modified-Since": "Mon, 23 Nov 2026 10:00:00 GMT"}
    )
    assert answer.status_code == 200
    assert "Last-Modified" not in answer.headers


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("asked", "first", "after"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=5-5", 5, 6),
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, None),
        ("bytes=-1", -1, None),
        ("bytes=-99999999", 0, None),
        ("bytes=10-99999999", 10, None),
    ],
)
def test_a_part_of_a_file_is_exactly_that_part(
    client: Visitor, encoding: str, asked: str, first: int, after: int | None
) -> None:
    whole = client.get(PAGE, headers={"Accept-Encoding": encoding})
    size = len(whole.data)
    part = client.get(PAGE, headers={"Accept-Encoding": encoding, "Range": asked})
    start, end, _ = slice(first, after).indices(size)
    assert part.status_code == 206
    assert part.data == whole.data[start:end]
    assert part.headers["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
    assert part.headers.getlist("Content-Length") == [str(end - start)]
    assert part.headers["ETag"] == whole.headers["ETag"]
    assert part.headers.get("Content-Encoding") == whole.headers.get("Content-Encoding")


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused_with_the_size(client: Visitor, asked: str) -> None:
    size = len(client.get(PAGE).data)
    answer = client.get(PAGE, headers={"Range": asked})
    assert (answer.status_code, answer.data) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{size}"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=9-3",
        "bytes=0-1,4-5",
        "bytes=-",
        "bytes=a-b",
        "pages=1-2",
        "bytes=+1-2",
        "bytes=٠-٩",
        f"bytes={'9' * 5000}-",
        "",
    ],
)
def test_a_part_that_makes_no_sense_is_answered_with_the_whole(client: Visitor, asked: str) -> None:
    # WSGI carries a header's bytes as Latin-1.
    answer = client.get(PAGE, environ_overrides={"HTTP_RANGE": asked.encode().decode("latin-1")})
    assert answer.status_code == 200
    assert answer.data == client.get(PAGE).data


def test_the_rest_of_another_edition_or_encoding_is_never_sent(client: Visitor) -> None:
    tag = tag_of(client, "br")
    asked = {"Range": "bytes=10-", "Accept-Encoding": "br"}
    assert client.get(PAGE, headers={**asked, "If-Range": tag}).status_code == 206
    others = (f"W/{tag}", '"another"', tag_of(client, "gzip"), "Mon, 23 Nov 2026 10:00:00 GMT")
    for other in others:
        answer = client.get(PAGE, headers={**asked, "If-Range": other})
        assert (answer.status_code, "Content-Range" in answer.headers) == (200, False), other


def test_only_a_question_for_the_content_has_parts(client: Visitor) -> None:
    answer = client.head(PAGE, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.headers["Content-Length"]) == (200, str(len(client.get(PAGE).data)))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_file_that_is_replaced_or_deleted_while_it_is_served_stays_whole(
    copy: Release, encoding: str
) -> None:
    client = Visitor(create_server(copy))
    headers = {"Accept-Encoding": encoding}
    before = client.get(PAGE, headers=headers)
    for path in (copy.public / PAGE.strip("/")).iterdir():
        path.write_bytes(b"short")
    replaced = client.get(PAGE, headers=headers)
    shutil.rmtree(copy.folder)
    deleted = client.get(PAGE, headers=headers)
    for answer in (replaced, deleted):
        assert (answer.status_code, answer.data) == (200, before.data)
        assert dict(answer.headers) == dict(before.headers)
    assert client.get("/ar/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("br;q=0", None),
        ("br;q=0, gzip", "gzip"),
        ("br; Q=0.000, gzip;q=0.5", "gzip"),
        ("gzip;q=0, *", "br"),
        ("*", "br"),
        ("*;q=0", None),
        ("BR", "br"),
        ("brotli", None),
        ("x-br-y, gzip;q=nonsense", None),
    ],
)
def test_an_encoding_that_the_browser_refuses_is_not_sent(
    client: Visitor, release: Release, accepted: str, sent: str | None
) -> None:
    words = (release.public / PAGE.strip("/") / "index.html").read_bytes()
    answer = client.get(PAGE, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == sent
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[sent]
    assert unpack(answer.data) == words  # type: ignore[operator]
