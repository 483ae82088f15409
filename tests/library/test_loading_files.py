"""Loading tells what is wrong with a whole file: its name, its encoding, its size, or that it is empty."""

from __future__ import annotations

import pytest

from app.library.yaml_files import LARGEST_FILE
from tests.library.breaking import assert_plain
from tests.sample import Sample

ARREST = "guides/arrest.md"
LANGUAGES = "languages.yaml"
LEGAL_AID = "contacts/legal-aid.yaml"


@pytest.mark.parametrize(
    "file", ["languages.yaml", "topics.yaml", "needs.yaml", "cities.yaml", "sources.yaml"]
)
def test_a_missing_list_is_told(sample: Sample, file: str) -> None:
    sample.remove(file)
    missing = [problem for problem in sample.problems() if problem.message == "the file is missing"]
    assert [(problem.file, problem.line) for problem in missing] == [(f"content/{file}", None)]


@pytest.mark.parametrize(
    ("file", "message", "mend"),
    [
        ("guides/Arrest.md", "cannot be an address", "small letters"),
        ("guides/été.md", "cannot be an address", "small letters"),
        ("guides/two words.md", "cannot be an address", "single hyphens"),
        ("guides/arrest.txt", "does not belong here", "md files only"),
        ("contacts/police.yml", "does not belong here", "yaml files only"),
        ("contacts/1st.yaml", "cannot be an address", "the name becomes the address"),
    ],
)
def test_a_file_name_that_cannot_be_an_address_is_told(
    sample: Sample, file: str, message: str, mend: str
) -> None:
    sample.write(file, "anything")
    (problem,) = sample.problems()
    assert (problem.file, problem.line) == (f"content/{file}", None)
    assert message in problem.message
    assert mend in problem.mend
    assert_plain(problem)


@pytest.mark.parametrize("file", [ARREST, LEGAL_AID, LANGUAGES])
def test_a_file_that_is_not_utf_8_is_told_with_the_line(sample: Sample, file: str) -> None:
    lines = sample.read(file).encode().split(b"\n")
    lines[4] += " # é".encode("latin-1")
    sample.write(file, b"\n".join(lines))
    problem = next(problem for problem in sample.problems() if problem.file == f"content/{file}")
    assert (problem.line, problem.message) == (5, "the file is not written in UTF-8")
    assert_plain(problem)


@pytest.mark.parametrize("file", [ARREST, LEGAL_AID, LANGUAGES, "sources.yaml"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(sample: Sample, file: str) -> None:
    before = sample.load()
    sample.write(file, b"\xef\xbb\xbf" + sample.read(file).replace("\n", "\r\n").encode())
    assert sample.load() == before


@pytest.mark.parametrize("file", [ARREST, LEGAL_AID, "topics.yaml"])
def test_a_huge_file_is_refused_without_being_parsed(sample: Sample, file: str) -> None:
    sample.write(file, "&" * (LARGEST_FILE + 1))
    (problem,) = [problem for problem in sample.problems() if problem.file == f"content/{file}"]
    assert (problem.line, problem.message) == (None, "the file has 262,145 bytes, more than 262,144")
    assert_plain(problem)


@pytest.mark.parametrize("file", [LEGAL_AID, "contacts/police.yaml"])
def test_an_empty_contact_is_told_and_not_passed_over(sample: Sample, file: str) -> None:
    sample.write(file, "")
    (problem,) = sample.problems()
    assert (problem.file, problem.line, problem.message) == (f"content/{file}", 1, "nothing is written here")


def test_an_empty_guide_is_told_and_not_passed_over(sample: Sample) -> None:
    sample.write("guides/held.md", "")
    (problem,) = sample.problems()
    assert (problem.file, problem.line) == ("content/guides/held.md", 1)
