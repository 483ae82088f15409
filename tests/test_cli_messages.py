"""The ``dalil messages`` commands: from texts to templates, catalogues, their state, and a whole site."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from app.site.release import current_release
from tests.command import Run, runner
from tests.sample import Sample

TODAY = "2026-08-01"


@pytest.fixture
def run(sample: Sample) -> Run:
    """Run a command over the sample as the test has changed it."""
    return runner(sample)


def translate_interface(sample: Sample) -> None:
    """Give every message of the interface a translation: itself."""
    for code in ("fr", "ar", "ary"):
        path = sample.catalogue(code, "messages")
        with path.open("rb") as file:
            catalog = read_po(file)
        for message in catalog:
            message.string = message.string or message.id
        with path.open("wb") as file:
            write_po(file, catalog, width=0)


def test_templates_of_all_messages_are_written_where_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    result = run("messages", "extract", "--to", str(tmp_path / "pot"))
    assert result.exit_code == 0
    for domain in ("messages", "guides", "contacts"):
        with (tmp_path / "pot" / f"{domain}.pot").open("rb") as file:
            catalog = read_po(file)
        assert len(catalog) > 5
        assert f"{domain}.pot: {len(catalog)} messages\n" in result.stdout


def test_an_update_brings_every_catalogue_up_to_date_once(sample: Sample, run: Run) -> None:
    result = run("messages", "update")
    assert (result.exit_code, result.stdout) == (0, "9 catalogues changed.\n")
    assert sample.catalogue("ary", "messages").exists()
    assert run("messages", "update").stdout == "0 catalogues changed.\n"


def test_an_update_keeps_translations_and_leaves_changed_sentences_untranslated(
    sample: Sample, run: Run
) -> None:
    run("messages", "update")
    sample.replace(
        "guides/arrest.md", "The fine is at most 25,000 dirhams.", "The fine is at most 30,000 dirhams."
    )
    run("messages", "update")
    library = sample.load()
    assert library.word("fr", "guides", "guide title", "If you are arrested").language == "fr"
    changed = "The fine is at most 30,000 dirhams. [](source:leaflet)"
    assert library.word("fr", "guides", None, changed).language == "en"
    told = run("messages", "status").stdout
    assert "fr guides: the sentence changed" in told
    assert f"  now: {changed}\n" in told
    assert "  was: The fine is at most 25,000 dirhams. [](source:leaflet)\n" in told
    assert "  translation: L’amende est de 25 000 dirhams au plus. [](source:leaflet)\n" in told


def test_status_counts_what_is_translated_and_what_is_uncertain(sample: Sample, run: Run) -> None:
    run("messages", "update")
    sample.translate("fr", "Keep every paper.", "Gardez tout.", fuzzy=True)
    result = run("messages", "status")
    assert result.exit_code == 0
    rows = {tuple(line.split()[:2]): line.split()[2:] for line in result.stdout.splitlines()[1:]}
    assert rows[("fr", "guides")][::2] == ["8", "1"]
    assert rows[("ary", "guides")][::2] == ["1", "0"]
    assert rows[("fr", "guides")][1] == rows[("ary", "guides")][1]
    assert set(rows) == {
        (code, domain) for code in ("fr", "ar", "ary") for domain in ("messages", "guides", "contacts")
    }


def test_compiling_writes_what_changed_and_nothing_twice(sample: Sample, run: Run) -> None:
    result = run("messages", "compile")
    count = len(list(sample.translations.rglob("*.po")))
    assert (result.exit_code, result.stdout) == (0, f"{count} catalogues compiled.\n")
    assert len(list(sample.translations.rglob("*.mo"))) == count
    assert run("messages", "compile").stdout == "0 catalogues compiled.\n"
    sample.translate("fr", "Keep every paper.", "Gardez tout.")
    assert run("messages", "compile").stdout == "1 catalogues compiled.\n"


@pytest.mark.parametrize("command", ["update", "compile", "status"])
def test_a_catalogue_that_cannot_be_read_is_named_and_kept(sample: Sample, run: Run, command: str) -> None:
    sample.catalogue("fr").write_bytes(b'msgid "\xff"\nmsgstr ""\n')
    result = run("messages", command)
    assert result.exit_code == 1
    assert "translations/fr/LC_MESSAGES/guides.po" in result.stderr
    assert result.stderr.splitlines()[-1] == "1 to mend. Nothing was changed."
    assert sample.catalogue("fr").read_bytes() == b'msgid "\xff"\nmsgstr ""\n'


def test_from_texts_to_a_site_in_every_language(sample: Sample, run: Run, tmp_path: Path) -> None:
    assert run("messages", "update").exit_code == 0
    translate_interface(sample)
    assert run("messages", "compile").exit_code == 0
    reviewed = run("review", "--today", TODAY)
    assert reviewed.exit_code == 0, reviewed.stdout
    built = run("build", "--site", str(tmp_path / "site"))
    assert built.exit_code == 0, built.stderr
    assert "pages in 4 languages." in built.stdout
    assert current_release(tmp_path / "site").languages == ("en", "fr", "ar", "ary")
