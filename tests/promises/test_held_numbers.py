"""A number that we do not trust appears nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from app.library.contacts import fingerprint
from app.library.library import Library
from app.settings import PROJECT
from app.site.numbers import isolated_numbers, linked_numbers, numbers_in
from app.site.release import Release

CONTACTS = PROJECT / "content" / "contacts"


def states() -> dict[str, str]:
    """Return the state of every number of the content, by its digits as they are dialled and abroad."""
    found = {}
    for file in sorted(CONTACTS.glob("*.yaml")):
        for phone in yaml.safe_load(file.read_text(encoding="utf-8")).get("phones") or []:
            for number in (phone.get("number"), phone.get("e164")):
                if number:
                    found[re.sub(r"\D", "", number)] = phone["publish"]
    return found


def test_every_number_on_every_page_is_one_that_may_be_shown(frozen_pages: Mapping[str, str]) -> None:
    allowed = {number for number, state in states().items() if state in ("yes", "verify_first")}
    seen: set[str] = set()
    for path, page in frozen_pages.items():
        numbers = linked_numbers(page) | isolated_numbers(page)
        assert numbers <= allowed, f"{path} shows {numbers - allowed}"
        seen |= numbers
    assert len(seen) >= 40


def test_every_number_that_may_be_shown_is_shown(
    frozen_pages: Mapping[str, str], project_library: Library
) -> None:
    for contact in project_library.contacts.values():
        page = frozen_pages[f"/ar/contacts/{contact.id}/"]
        for phone in contact.phones:
            digits = re.sub(r"\D", "", phone.address)
            assert digits in linked_numbers(page), f"{contact.id} does not show {phone.number}"


def test_no_number_on_hold_is_on_a_page_however_it_is_written(
    frozen_pages: Mapping[str, str], project_library: Library
) -> None:
    assert len(project_library.held_numbers) >= 20
    for path, page in frozen_pages.items():
        held = [number for number in numbers_in(page) if fingerprint(number) in project_library.held_numbers]
        assert held == [], path


def test_no_number_on_hold_is_in_any_public_file(release: Release, project_library: Library) -> None:
    for file in _texts(release.public):
        runs = set(
            re.findall(r"(?<!\d)\d{7,15}(?!\d)", re.sub(r"(?<=\d)[ .-](?=\d)", "", file.read_text("utf-8")))
        )
        held = [run for run in runs if fingerprint(run) in project_library.held_numbers]
        assert held == [], file.name


def test_no_number_on_hold_is_written_in_the_repository(project_library: Library) -> None:
    for folder in ("content", "translations", "docs"):
        for file in _texts(PROJECT / folder):
            text = re.sub(r"(?<=\d)[ .-](?=\d)", "", file.read_text("utf-8"))
            runs = set(re.findall(r"(?<!\d)\d{7,15}(?!\d)", text))
            assert [run for run in runs if fingerprint(run) in project_library.held_numbers] == [], file.name


def _texts(folder: Path) -> list[Path]:
    endings = {".html", ".xml", ".txt", ".js", ".md", ".yaml", ".po", ".json"}
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in endings]
