"""A catalogue that cannot be read is told with its line, and nothing is written for any language."""

from __future__ import annotations

import pytest

from app.library.messages import compile_catalogues, read_catalog, status
from app.library.problems import ContentError
from tests.library.breaking import assert_plain
from tests.library.catalogue_tools import OLD, TRANSLATION, catalog, entry, files, updated
from tests.sample import Sample

BROKEN = {
    "words outside quotes": (b'\nmsgid "a"\nmsgstr "b"\nand more\n', 4, "cannot be read"),
    "closing quote lost": (b'\nmsgid "a\nmsgstr "b"\n', 2, "cannot be read"),
    "closing quote of a translation lost": (b'\nmsgid "a"\nmsgstr "b\n', 3, "cannot be read"),
    "quote inside not escaped": (b'\nmsgid "a"\nmsgstr "b "c" d"\n', 3, "cannot be read"),
    "marks of a merge": (b'\n<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n=======\n', 2, "cannot be read"),
    "no translation line": (b'\nmsgid "a"\nmsgid "b"\nmsgstr "c"\n', 2, "msgstr"),
    "not UTF-8": (b'\nmsgid "a"\nmsgstr "\xe9t\xe9"\n', 3, "UTF-8"),
}


@pytest.mark.parametrize(("ending", "line", "words"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("act", ["update", "compile", "status"])
def test_a_broken_catalogue_is_told_with_its_line_and_nothing_is_written(
    sample: Sample, act: str, ending: bytes, line: int, words: str
) -> None:
    path = sample.catalogue("ary", "guides")
    lines = path.read_bytes().count(b"\n")
    path.write_bytes(path.read_bytes() + ending)
    before = files(sample)
    with pytest.raises(ContentError) as error:
        {
            "update": lambda: updated(sample),
            "compile": lambda: compile_catalogues(sample.translations, sample.languages()),
            "status": lambda: status(sample.translations, sample.languages()),
        }[act]()
    (problem,) = error.value.problems
    assert problem.file == "translations/ary/LC_MESSAGES/guides.po"
    assert problem.line == lines + line
    assert words in problem.message
    assert_plain(problem)
    assert files(sample) == before


def test_a_header_that_makes_no_sense_is_told_for_the_file_as_a_whole(sample: Sample) -> None:
    sample.catalogue("ary").write_text('msgid ""\nmsgstr "POT-Creation-Date: once\\n"\n', encoding="utf-8")
    with pytest.raises(ContentError) as error:
        sample.load()
    (problem,) = error.value.problems
    assert (problem.file, problem.line) == ("translations/ary/LC_MESSAGES/guides.po", None)
    assert "cannot be read" in problem.message


def test_every_broken_catalogue_is_told_at_once(sample: Sample) -> None:
    for language in ("fr", "ar"):
        sample.catalogue(language).write_text("nothing of this is a catalogue", encoding="utf-8")
    for act in (updated, Sample.load):
        with pytest.raises(ContentError) as error:
            act(sample)
        assert [problem.line for problem in error.value.problems] == [1, 1]


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(sample: Sample) -> None:
    path = sample.catalogue("fr")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    found, problems = read_catalog(path, "fr.po")
    assert problems == []
    assert entry(found, OLD).string == TRANSLATION


def test_a_header_that_names_another_encoding_does_no_harm(sample: Sample) -> None:
    path = sample.catalogue("ar")
    path.write_bytes(path.read_bytes().replace(b"charset=utf-8", b"charset=iso-8859-1"))
    updated(sample)
    assert entry(catalog(sample, "ar"), "If you are arrested", "guide title").string == "إذا اعتقلوك"
