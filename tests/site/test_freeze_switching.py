"""Freezing beside what is in force: the switch is one step, and older releases go one by one."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.site.freeze import _switch as switch
from app.site.release import Release, current_release
from tests.site.folders import files, releases

Build = Callable[[], Release]


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that fills up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_leaves_the_last_good_release_and_no_rest_of_the_new_one(
    good: Release, build_next: Build, site: Path
) -> None:
    before = files(site)
    with small_disk(4000), pytest.raises(OSError, match="File too large"):
        build_next()
    assert files(site) == before
    assert current_release(site) == good
    assert build_next().identifier != good.identifier


def test_what_stops_the_switch_leaves_the_last_good_release_in_force(
    good: Release, build_next: Build, site: Path
) -> None:
    (site / f".current.{os.getpid()}").mkdir()
    with pytest.raises(OSError):
        build_next()
    assert current_release(site) == good
    assert len(releases(site)) == 2


def test_a_reader_of_the_link_finds_a_whole_release_at_every_moment(
    good: Release, build_next: Build, site: Path
) -> None:
    stop, seen, broken = threading.Event(), set(), []

    def watch() -> None:
        while not stop.is_set():
            try:
                found = current_release(site)
                seen.add(found.identifier)
                (found.public / "ary" / "contacts" / "index.html.br").read_bytes()
                (site / "current" / "public" / "index.html").read_bytes()
            except Exception as error:
                broken.append(error)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        built = [build_next().identifier for _ in range(2)]
    finally:
        stop.set()
        watcher.join()
    assert broken == []
    assert seen <= {good.identifier, *built}
    assert len(seen) > 1
    assert not [path for path in site.iterdir() if path.name not in ("current", "releases")]


WATCH_THE_LINK = """
import os, sys
described, end = sys.argv[1:]
missing = 0
print("watching", flush=True)
while not os.path.exists(end):
    for _ in range(2000):
        try:
            os.stat(described)
        except OSError:
            missing += 1
print(missing)
"""


def test_the_link_is_never_gone_not_even_for_an_instant(
    good: Release, build_next: Build, site: Path, tmp_path: Path
) -> None:
    both = [good.identifier, build_next().identifier]
    command = [
        sys.executable,
        "-c",
        WATCH_THE_LINK,
        str(site / "current" / "release.json"),
        str(tmp_path / "end"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watcher:
        assert watcher.stdout is not None
        try:
            assert watcher.stdout.readline() == "watching\n"
            for identifier in both * 1000:
                switch(site, identifier)
        finally:
            (tmp_path / "end").touch()
        assert watcher.stdout.read() == "0\n"


def test_only_the_three_newest_releases_are_kept(good: Release, build_next: Build, site: Path) -> None:
    built = [good.identifier, *(build_next().identifier for _ in range(4))]
    assert len(set(built)) == 5
    assert releases(site) == set(built[-3:])
    assert current_release(site).identifier == built[-1]


def test_going_back_to_older_words_serves_their_release_and_does_not_sweep_it(
    good: Release, build: Build, build_next: Build, site: Path
) -> None:
    others = [build_next().identifier for _ in range(2)]
    assert build() == good
    assert current_release(site) == good
    assert releases(site) == {good.identifier, *others}
