"""Interface words: each reader's from their own catalogue, known to Babel or not."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.pages.reader import Reader
from app.pages.wording import gettext
from tests.pages.apps import app_over
from tests.pages.html_tree import Element, parse
from tests.sample import Sample

Become = Callable[[str], Reader]
Page = Callable[..., Element]

GUIDES = {"fr": "Les guides", "ar": "الأدلة", "ary": "الدلائل"}


@pytest.fixture
def translated(sample: Sample) -> Sample:
    """The sample with one word of the interface in each language."""
    for code, word in GUIDES.items():
        sample.translate(code, "Guides", word, domain="messages")
    return sample


@pytest.mark.parametrize(("code", "word"), [("en", "Guides"), *GUIDES.items()])
@pytest.mark.usefixtures("translated")
def test_a_page_speaks_from_the_catalogue_of_its_own_language(page: Page, code: str, word: str) -> None:
    assert page(f"/{code}/").one("h2", id="guides").text == word


@pytest.mark.usefixtures("translated")
def test_a_language_that_babel_does_not_know_has_its_own_words_and_not_its_relatives(reader: Become) -> None:
    assert reader("ary").locale.language == "ar"
    assert gettext("Guides") == GUIDES["ary"]


def test_a_word_that_is_not_translated_is_shown_in_the_source_language(reader: Become) -> None:
    reader("fr")
    assert gettext("Guides") == "Guides"


def test_the_source_language_is_never_translated(sample: Sample, reader: Become) -> None:
    sample.translate("en", "Guides", "Something else", domain="messages")
    reader("en")
    assert gettext("Guides") == "Guides"


@pytest.mark.parametrize("state", ["fuzzy", "obsolete"])
def test_an_uncertain_translation_is_never_shown(sample: Sample, reader: Become, state: str) -> None:
    sample.translate("fr", "Guides", "Peut-être", domain="messages", **{state: True})
    reader("fr")
    assert gettext("Guides") == "Guides"


def test_variables_are_filled_in_and_a_percent_sign_may_stand_alone(sample: Sample, reader: Become) -> None:
    sample.translate("fr", "art. %(article)s", "l’art. %(article)s", domain="messages")
    sample.translate("fr", "100 %", "cent %", domain="messages")
    reader("fr")
    assert gettext("art. %(article)s", article="23 % <b>") == "l’art. 23 % <b>"
    assert gettext("100 %") == "cent %"


def test_variables_are_escaped_in_the_page(sample: Sample, page: Page) -> None:
    sample.replace("contacts/legal-aid.yaml", "publisher: Sample Association", "publisher: A <b> & Co")
    read = page("/fr/contacts/legal-aid/").one("main")
    assert "Number published by A <b> & Co, read février 2026" in read.text
    assert "<b>" in read.one("ul", css="sources").text
    assert read.one("ul", css="sources").all("b") == []


def test_a_translation_cannot_bring_html_into_the_interface(sample: Sample, page: Page) -> None:
    sample.translate("fr", "Guides", "<b>Guides</b> & <script>1</script>", domain="messages")
    heading = page("/fr/").one("h2", id="guides")
    assert heading.text == "<b>Guides</b> & <script>1</script>"
    assert heading.all() == []


def test_a_quotation_mark_in_a_translation_does_not_end_the_attribute_it_stands_in(
    sample: Sample, page: Page
) -> None:
    message, words = "Leaving was cancelled.", 'Dites "rester" & <vite>'
    sample.translate("fr", message, words, domain="messages")
    assert page("/fr/").one("a", css="leave")["data-expired"] == words


def test_readers_at_the_same_time_each_get_their_own_language(translated: Sample) -> None:
    app = app_over(translated)
    codes = ["en", "fr", "ar", "ary"] * 10

    def heading(code: str) -> str:
        return parse(app.test_client().get(f"/{code}/").text).one("h2", id="guides").text

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(heading, codes)) == [GUIDES.get(code, "Guides") for code in codes]


def test_two_apps_keep_their_words_apart(sample: Sample, translated: Sample) -> None:
    first = app_over(translated)
    sample.translate("fr", "Guides", "Autres", domain="messages")
    second = app_over(sample)
    words = [parse(app.test_client().get("/fr/").text).one("h2", id="guides").text for app in (second, first)]
    assert words[0] == "Autres"
