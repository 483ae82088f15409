"""Catalogues follow the texts through Babel: nothing is guessed, nothing is lost, nothing is half written."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

from app.library.catalogues import DOMAINS
from app.library.messages import (
    Changed,
    compile_catalogues,
    extract,
    status,
    write_templates,
)
from tests.library.catalogue_tools import ARREST, NEW, OLD, TRANSLATION, catalog, entry, files, updated
from tests.sample import Sample


def test_extract_finds_the_interface_in_python_and_templates(sample: Sample) -> None:
    found = extract(sample.project, sample.content, "messages")
    assert {str(message.id) for message in found if message.id} == {
        "Hello, %(name)s",
        "Your rights",
        "Everything here works without internet.",
    }
    assert entry(found, "Hello, %(name)s").auto_comments == ["shown at the top of every page"]
    assert "python-format" in entry(found, "Hello, %(name)s").flags


def test_extract_finds_every_message_that_the_library_looks_up(sample: Sample) -> None:
    library = sample.load()
    guides = extract(sample.project, sample.content, "guides")
    for guide in library.guides.values():
        for context, message in guide.messages():
            entry(guides, message, context)
    for topic in library.topics.values():
        entry(guides, topic.title, "topic title")
    for source in library.sources.values():
        entry(guides, source.title, "source title")
        entry(guides, source.publisher, "publisher")
    contacts = extract(sample.project, sample.content, "contacts")
    for contact in library.contacts.values():
        entry(contacts, contact.description)
    for need in library.needs.values():
        entry(contacts, need.title, "need title")


def test_a_message_in_several_files_names_each_of_them_once_without_lines(sample: Sample) -> None:
    found = extract(sample.project, sample.content, "guides")
    shared = entry(found, "What the law says", "heading")
    assert shared.locations == [("content/guides/arrest.md", 0), ("content/guides/held.md", 0)]


def test_catalogues_name_files_without_line_numbers(sample: Sample) -> None:
    updated(sample)
    references = [
        line for line in sample.catalogue("fr").read_text("utf-8").split("\n") if line.startswith("#:")
    ]
    assert "#: content/guides/arrest.md" in references
    assert not any(":" in line.removeprefix("#:") for line in references)


def test_moving_text_changes_no_catalogue(sample: Sample) -> None:
    updated(sample)
    sample.replace(ARREST, "## How to act {#how}\n", "\n\n## How to act {#how}\n")
    sample.replace(ARREST, "They must tell you why, in a", "They must tell you\nwhy, in a")
    assert updated(sample) == []


def test_updating_twice_changes_nothing(sample: Sample) -> None:
    first = updated(sample)
    assert sorted(first) == sorted(
        f"{language}/LC_MESSAGES/{domain}.po" for language in ("fr", "ar", "ary") for domain in DOMAINS
    )
    before = files(sample)
    assert updated(sample) == []
    assert files(sample) == before


def test_a_finished_translation_survives_an_update(sample: Sample) -> None:
    updated(sample)
    assert entry(catalog(sample), OLD).string == TRANSLATION
    assert entry(catalog(sample), "What the law says", "heading").string == "Ce que dit la loi"


def test_a_changed_message_is_untranslated_and_the_old_one_obsolete(sample: Sample) -> None:
    updated(sample)
    sample.replace(ARREST, "You can stay silent. [](", "You can always stay silent. [](")
    updated(sample)
    found = catalog(sample)
    assert (entry(found, NEW).string, entry(found, NEW).fuzzy) == ("", False)
    assert OLD not in found
    assert [message.string for message in found.obsolete.values()] == [TRANSLATION]
    assert not any(message.fuzzy for message in found)


def test_a_message_that_comes_back_has_its_translation_again(sample: Sample) -> None:
    updated(sample)
    sample.replace(ARREST, "You can stay silent. [](", "You can always stay silent. [](")
    updated(sample)
    sample.replace(ARREST, "You can always stay silent. [](", "You can stay silent. [](")
    updated(sample)
    found = catalog(sample)
    assert entry(found, OLD).string == TRANSLATION
    assert [str(message.id) for message in found.obsolete.values()] == [NEW]


def test_an_empty_entry_takes_back_what_lies_obsolete_beside_it(sample: Sample) -> None:
    sample.translate("fr", OLD, "")
    updated(sample)
    path = sample.catalogue("fr")
    gone = f'\n#~ msgid "{OLD}"\n#~ msgstr "{TRANSLATION}"\n'
    path.write_text(path.read_text("utf-8") + gone, encoding="utf-8")
    updated(sample)
    assert entry(catalog(sample), OLD).string == TRANSLATION
    assert OLD not in catalog(sample).obsolete


def test_a_newer_translation_wins_over_an_obsolete_one(sample: Sample) -> None:
    updated(sample)
    path = sample.catalogue("fr")
    gone = f'\n#~ msgid "{OLD}"\n#~ msgstr "Jadis."\n'
    path.write_text(path.read_text("utf-8") + gone, encoding="utf-8")
    updated(sample)
    assert entry(catalog(sample), OLD).string == TRANSLATION


def test_status_tells_what_a_changed_sentence_used_to_say_and_its_translation(sample: Sample) -> None:
    updated(sample)
    sample.replace(ARREST, "You can stay silent. [](", "You can always stay silent. [](")
    updated(sample)
    changed = {
        (state.language, state.domain): state.changed
        for state in status(sample.translations, sample.languages())
        if state.changed
    }
    assert changed == {("fr", "guides"): (Changed(NEW, OLD, TRANSLATION),)}


def test_a_sentence_that_is_translated_again_is_no_longer_told(sample: Sample) -> None:
    updated(sample)
    sample.replace(ARREST, "You can stay silent. [](", "You can always stay silent. [](")
    updated(sample)
    sample.translate("fr", NEW, TRANSLATION)
    assert not any(state.changed for state in status(sample.translations, sample.languages()))


def test_status_counts_what_is_translated_fuzzy_and_there(sample: Sample) -> None:
    sample.translate("ary", "Keep every paper.", "ربما", fuzzy=True)
    updated(sample)
    states = {
        (state.language, state.domain): state for state in status(sample.translations, sample.languages())
    }
    total = len(extract(sample.project, sample.content, "guides"))
    darija = states["ary", "guides"]
    assert (darija.translated, darija.fuzzy, darija.total, darija.complete) == (1, 1, total, False)
    assert ("en", "guides") not in states


def test_a_whole_catalogue_is_complete(sample: Sample) -> None:
    for message in ("Hello, %(name)s", "Your rights", "Everything here works without internet."):
        sample.translate("fr", message, f"({message})", domain="messages")
    updated(sample)
    states = {
        (state.language, state.domain): state for state in status(sample.translations, sample.languages())
    }
    assert states["fr", "messages"].complete
    assert not states["ar", "messages"].complete


def test_a_language_that_babel_does_not_know_gets_a_catalogue(sample: Sample) -> None:
    with pytest.raises(UnknownLocaleError):
        Locale.parse("ary")
    updated(sample)
    header = sample.catalogue("ary").read_text("utf-8").split("\n\n")[0]
    assert '"Language-Team: Darija\\n"' in header
    assert entry(catalog(sample, "ary"), "If you are arrested", "guide title").string == "إلا شدوك"
    assert sample.load().word("ary", "guides", "guide title", "If you are arrested").language == "ary"


def test_a_catalogue_names_no_person_and_no_moment(sample: Sample) -> None:
    updated(sample)
    header = sample.catalogue("fr").read_text("utf-8").split("\n\n")[0]
    assert "FIRST AUTHOR" not in header
    assert '"Last-Translator: \\n"' in header
    assert '"POT-Creation-Date: 2026-11-22 00:00+0000\\n"' in header


def test_compiling_leaves_out_what_is_not_finished(sample: Sample) -> None:
    sample.translate("fr", "Keep every paper.", "Presque", fuzzy=True)
    sample.translate("fr", "Gone.", "Parti.", obsolete=True)
    compile_catalogues(sample.translations, sample.languages())
    compiled = sample.catalogue("fr").with_suffix(".mo").read_bytes().decode("utf-8", "replace")
    assert "Restez calme" in compiled
    assert "Presque" not in compiled
    assert "Parti" not in compiled


def test_compiling_twice_writes_once(sample: Sample) -> None:
    assert compile_catalogues(sample.translations, sample.languages())
    assert compile_catalogues(sample.translations, sample.languages()) == []


def test_nothing_temporary_is_left_behind(sample: Sample) -> None:
    updated(sample)
    compile_catalogues(sample.translations, sample.languages())
    assert {path.suffix for path in files(sample)} == {".po", ".mo"}


def test_templates_are_written_for_translation_tools(sample: Sample, tmp_path: Path) -> None:
    written = dict(write_templates(sample.project, sample.content, tmp_path / "pot"))
    assert {path.name: count for path, count in written.items()} == {
        f"{domain}.pot": len(extract(sample.project, sample.content, domain)) for domain in DOMAINS
    }
    for path, count in written.items():
        with path.open("rb") as file:
            assert len(read_po(file)) == count > 0
    assert f'msgid "{OLD}"\n' in (tmp_path / "pot" / "guides.pot").read_text("utf-8")
