"""Every guide shows its sources, the day they were read, and how much is translated."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app import create_app
from app.library.library import Library
from app.pages.reader import Reader
from app.settings import Settings
from tests.sample import Sample


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_guide_names_each_source_and_the_day_it_was_read(
    frozen_pages: Mapping[str, str], project_library: Library, language: str
) -> None:
    reader = Reader(project_library, project_library.languages[language])
    for guide in project_library.guides.values():
        page = frozen_pages[f"/{language}/guides/{guide.slug}/"]
        assert reader.day(guide.front.checked) in page, guide.slug
        for source in guide.front.sources:
            assert f'<li id="source-{source}">' in page, f"{guide.slug} does not list {source}"
            assert f'href="#source-{source}"' in page, f"{guide.slug} does not cite {source}"


def test_every_statement_with_an_article_says_which(
    frozen_pages: Mapping[str, str], project_library: Library
) -> None:
    for guide in project_library.guides.values():
        page = frozen_pages[f"/en/guides/{guide.slug}/"]
        for source, articles in guide.articles().items():
            for article in articles:
                assert article in page, f"{guide.slug} does not show {source} {article}"


def test_a_guide_without_a_lawyers_check_says_so(
    frozen_pages: Mapping[str, str], project_library: Library
) -> None:
    unchecked = [guide for guide in project_library.guides.values() if guide.front.legal_review == "none"]
    for guide in unchecked:
        assert "Not yet checked by a lawyer." in frozen_pages[f"/en/guides/{guide.slug}/"]


def test_a_translation_by_computer_says_so_in_its_own_language(
    frozen_pages: Mapping[str, str], project_library: Library
) -> None:
    message = "Translated by computer, not yet checked by a person."
    for code, language in project_library.languages.items():
        if language.state == "draft":
            words = project_library.catalogues[code, "messages"].lookup(None, message)
            assert words is not None and words != message
            for path, page in frozen_pages.items():
                if path.startswith(f"/{code}/"):
                    assert words in page, path


def test_a_guide_that_is_not_whole_says_how_much_is_missing(sample: Sample) -> None:
    library = sample.load()
    app = create_app(Settings(content=sample.content, translations=sample.translations), library)
    coverage = library.coverage(library.guides["arrest"], "ar")
    assert 0 < coverage.missing < coverage.total
    page = app.test_client().get("/ar/guides/arrest/").text
    assert f"{coverage.missing}" in page
    assert f"{coverage.total}" in page
