"""A lookup answers "translated" or "not": only finished entries are ever shown."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from app.library.catalogues import Catalogue, catalogue_of, catalogue_path, read_catalogue
from app.library.messages import compile_catalogues
from tests.sample import Sample

MESSAGE = "Keep every paper."


def compiled(sample: Sample, language: str = "fr", domain: str = "guides") -> Catalogue:
    """Compile the sample's catalogues and return one."""
    compile_catalogues(sample.translations, sample.languages())
    return read_catalogue(sample.translations, language, domain)


def test_a_finished_entry_is_found(sample: Sample) -> None:
    sample.translate("fr", MESSAGE, "Gardez tous les papiers.")
    assert compiled(sample).lookup(None, MESSAGE) == "Gardez tous les papiers."


def test_an_entry_with_a_context_is_found_in_that_context_only(sample: Sample) -> None:
    sample.translate("fr", "Take care", "Attention", context="heading")
    catalogue = compiled(sample)
    assert catalogue.lookup("heading", "Take care") == "Attention"
    assert catalogue.lookup(None, "Take care") is None
    assert catalogue.lookup("table heading", "Take care") is None


def test_one_message_may_be_translated_differently_in_each_context(sample: Sample) -> None:
    sample.translate("fr", "Police", "La police", context="table cell")
    sample.translate("fr", "Police", "Police", context="heading")
    catalogue = compiled(sample)
    assert (catalogue.lookup("table cell", "Police"), catalogue.lookup("heading", "Police")) == (
        "La police",
        "Police",
    )


@pytest.mark.parametrize("context", [None, "heading"])
@pytest.mark.parametrize(
    ("translation", "state"),
    [("Presque", {"fuzzy": True}), ("Jadis", {"obsolete": True}), ("", {}), ("", {"fuzzy": True})],
    ids=["fuzzy", "obsolete", "empty", "empty and fuzzy"],
)
def test_what_is_not_finished_is_not_translated(
    sample: Sample, translation: str, state: dict[str, bool], context: str | None
) -> None:
    sample.translate("fr", MESSAGE, translation, context=context, **state)
    assert compiled(sample).lookup(context, MESSAGE) is None


def test_a_catalogue_that_was_never_compiled_is_as_strict() -> None:
    catalog = Catalog()
    catalog.add("done", "fini", context="heading")
    catalog.add("almost", "presque", flags=["fuzzy"])
    catalog.add("empty", "")
    catalog.add(("one", "many"), ("un", "des"))
    assert catalogue_of(catalog) == Catalogue({("heading", "done"): "fini"})


def test_line_breaks_quotes_and_arabic_come_back_as_they_were_written(sample: Sample) -> None:
    translation = 'سطر "أول"\\\nوثان \\* {#x} %(n)s'
    sample.translate("ar", MESSAGE, translation)
    assert compiled(sample, "ar").lookup(None, MESSAGE) == translation


def test_a_language_without_catalogues_translates_nothing(sample: Sample) -> None:
    assert read_catalogue(sample.translations, "wo", "guides") == Catalogue({})


def test_the_header_of_a_catalogue_is_no_message(sample: Sample) -> None:
    assert compiled(sample).lookup(None, "") is None


def test_domains_are_apart(sample: Sample) -> None:
    sample.translate("fr", MESSAGE, "Gardez tous les papiers.", domain="contacts")
    assert compiled(sample, domain="guides").lookup(None, MESSAGE) is None
    assert compiled(sample, domain="contacts").lookup(None, MESSAGE) == "Gardez tous les papiers."


def test_catalogues_lie_where_gettext_tools_look_for_them(sample: Sample) -> None:
    path = catalogue_path(sample.translations, "ary", "guides", "po")
    assert path.relative_to(sample.translations).as_posix() == "ary/LC_MESSAGES/guides.po"
    assert path.is_file()
