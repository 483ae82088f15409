"""What an index says of urgent notices: the reader's words, or honestly those of another language."""

from __future__ import annotations

from app.offline.notices import notices_for
from tests.sample import Sample

TEXT = "The night line is silent."


def test_a_notice_speaks_the_readers_language_or_says_which_it_speaks(sample: Sample) -> None:
    sample.write(
        "notices.yaml", f"- id: silent\n  text: {TEXT}\n  until: 2026-12-31\n  page: contact:police\n"
    )
    sample.translate("fr", TEXT, "La ligne de nuit se tait.", domain="contacts", context="notice")
    library = sample.load()
    (french,) = notices_for(library, "fr")
    assert french == {
        "id": "silent",
        "text": "La ligne de nuit se tait.",
        "lang": "fr",
        "dir": "ltr",
        "until": "2026-12-31",
        "path": "/fr/contacts/police/",
    }
    (arabic,) = notices_for(library, "ar")
    assert (arabic["lang"], arabic["text"]) == ("fr", french["text"])
    assert arabic["path"] == "/ar/contacts/police/"


def test_a_notice_may_lead_to_a_guide_or_nowhere(sample: Sample) -> None:
    entry = "- id: {}\n  text: {}.\n  until: 2026-12-31\n"
    sample.write("notices.yaml", entry.format("a", "A") + "  page: guide:held\n" + entry.format("b", "B"))
    first, second = notices_for(sample.load(), "en")
    assert first["path"] == "/en/guides/held/"
    assert "path" not in second
