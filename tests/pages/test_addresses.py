"""The one list of public pages, and the paths it is made of."""

from __future__ import annotations

import pytest
from flask import Flask

from app.library.library import Library
from app.pages import addresses
from app.pages.addresses import WITHOUT_INTERNET, every_page, saved_pages
from tests.sample import Sample


def test_the_list_holds_the_chooser_and_every_page_in_every_language(sample: Sample) -> None:
    tails = [
        "",
        "contacts/",
        "phone/",
        "about/",
        "privacy/",
        "leave/",
        "contacts/police/",
        "contacts/legal-aid/",
        "contacts/night-line/",
        "guides/arrest/",
        "guides/held/",
    ]
    expected = ["/"] + [f"/{code}/{tail}" for code in ("en", "fr", "ar", "ary") for tail in tails]
    assert [page.path for page in every_page(sample.load())] == expected


def test_no_address_is_listed_twice(project_library: Library) -> None:
    paths = [page.path for page in every_page(project_library)]
    assert len(paths) == len(set(paths))
    assert len(paths) == 1 + len(project_library.languages) * (
        6 + len(project_library.guides) + len(project_library.contacts)
    )


def test_a_page_says_its_language_and_what_it_shares_with_the_others(sample: Sample) -> None:
    pages = {page.path: page for page in every_page(sample.load())}
    assert (pages["/"].language, pages["/"].tail) == (None, "")
    assert (pages["/fr/"].language, pages["/fr/"].tail) == ("fr", "")
    guide = pages["/ary/guides/held/"]
    assert (guide.language, guide.tail) == ("ary", "guides/held/")


def test_a_language_that_is_not_published_has_no_page(sample: Sample) -> None:
    sample.replace("languages.yaml", "format_locale: fr_MA", "format_locale: fr_MA\n  published: false")
    languages = {page.language for page in every_page(sample.load())}
    assert languages == {None, "en", "ar", "ary"}


def test_every_page_that_the_app_can_show_is_in_the_list(app: Flask) -> None:
    library = app.extensions["dalil.library"]
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.endswith("/")]
    values = {"slug": library.guides, "identifier": library.contacts, "code": library.languages}
    shown = set()
    for rule in rules:
        paths = [rule]
        for name, known in values.items():
            paths = [path.replace(f"<{name}>", value) for path in paths for value in known]
        shown |= set(paths)
    saved = {path for code in library.languages for path in saved_pages(library, code)}
    assert shown == saved
    hidden = {f"/{code}/{name}/" for code in library.languages for name in WITHOUT_INTERNET}
    assert saved - hidden == {page.path for page in every_page(library)}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (addresses.home_path("ary"), "/ary/"),
        (addresses.guide_path("fr", "told-to-leave"), "/fr/guides/told-to-leave/"),
        (addresses.contact_path("ar", "police"), "/ar/contacts/police/"),
        (addresses.single_path("en", "about"), "/en/about/"),
        (addresses.single_path("en", ""), "/en/"),
    ],
)
def test_paths_are_language_first_and_end_with_a_slash(path: str, expected: str) -> None:
    assert path == expected
