"""A guide's body in several languages at once: each passage says which one it is in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.library.library import Library
from tests.pages.html_tree import Element, parse
from tests.sample import Sample

Page = Callable[..., Element]

STATEMENT = (
    "They must tell you why, in a language you understand. The paper is called المحضر in Arabic. "
    "[](source:law-1#23)"
)
QUIET = "This paragraph is not translated yet. Here it is in %(language)s:"
SHORT = "not translated yet"


def own_words(block: Element) -> str:
    """Return a block's words without its references, which belong to the page around it."""
    return "".join(child if isinstance(child, str) else "" for child in block.children).strip()


def test_an_untranslated_paragraph_says_its_language_and_is_labelled_in_the_readers(
    sample: Sample, page: Page
) -> None:
    sample.translate("fr", QUIET, "Pas encore traduit. Le voici en %(language)s :", domain="messages")
    block = page("/fr/guides/arrest/").one("p", id="p6")
    assert block.spoken_as() == ("en", "ltr")
    assert block.text.startswith("They must tell you why")
    assert block.parent is not None
    assert block.parent.has(css="other")
    label = block.parent.one("p", css="state")
    assert label.text == "Pas encore traduit. Le voici en English :"
    assert label.spoken_as() == ("fr", "ltr")


@pytest.mark.parametrize(
    ("path", "block"),
    [
        ("/ar/guides/arrest/", "li"),
        ("/ar/guides/held/", "th"),
        ("/ar/guides/held/", "td"),
    ],
)
def test_an_untranslated_item_or_cell_says_its_language_and_carries_a_short_label(
    sample: Sample, page: Page, path: str, block: str
) -> None:
    sample.translate("ar", SHORT, "غير مترجم بعد", domain="messages")
    section = page(path).one("section", **{"aria-labelledby": "how" if block == "li" else "rights"})
    for found in section.all(block):
        assert found.spoken_as() in (("en", "ltr"), ("fr", "ltr"))
        label = found.one("small")
        assert label.text == "(غير مترجم بعد)"
        assert label.spoken_as() == ("ar", "rtl")
    assert section.all(block)


def test_an_untranslated_heading_says_its_language(page: Page) -> None:
    read = page("/ary/guides/arrest/")
    assert read.one("h2", id="rights").text == "Ce que dit la loi"
    assert read.one("h2", id="rights").spoken_as() == ("fr", "ltr")
    assert read.one("h3", id="sign").text == "Do not sign"
    assert read.one("h3", id="sign").spoken_as() == ("en", "ltr")


def test_a_translated_passage_carries_no_mark_and_no_label(page: Page) -> None:
    read = page("/fr/guides/arrest/")
    for block in (read.one("li", id="p1"), read.one("p", id="p7"), read.one("h2", id="rights")):
        assert "lang" not in block.attributes
        assert "dir" not in block.attributes
        assert block.all("small") == []
    assert not any(around.has(css="other") for around in read.one("p", id="p7").around())


def test_the_source_language_has_no_label_at_all(page: Page) -> None:
    guide = page("/en/guides/arrest/").one("article")
    assert guide.all("div", css="other") == []
    assert guide.all("small", lang="en") == []
    assert SHORT not in guide.text


def test_an_arabic_page_shows_the_french_sentence_before_the_english_one(sample: Sample, page: Page) -> None:
    sample.translate("fr", STATEMENT, "On doit vous dire pourquoi. [](source:law-1#23)")
    block = page("/ar/guides/arrest/").one("p", id="p6")
    assert block.spoken_as() == ("fr", "ltr")
    assert own_words(block) == "On doit vous dire pourquoi."
    assert block.parent is not None
    assert block.parent.one("p", css="state").text == QUIET % {"language": "Français"}
    assert block.parent.one("p", css="state").spoken_as() == ("ar", "rtl")


def test_an_arabic_fallback_is_laid_out_from_right_to_left_in_its_own_language(
    sample: Sample, page: Page
) -> None:
    sample.translate("ar", "Keep every paper.", "احتفظ بكل ورقة.")
    block = page("/ary/guides/held/").one("p", lang="ar", dir="rtl")
    assert block.text == "احتفظ بكل ورقة."


@pytest.mark.parametrize(("code", "spoken"), [("ar", ("ar", "rtl")), ("ary", ("ary", "rtl"))])
def test_the_pages_own_words_inside_a_foreign_passage_say_their_language(
    sample: Sample, page: Page, code: str, spoken: tuple[str, str]
) -> None:
    sample.translate(code, "art. %(article)s", "المادة %(article)s", domain="messages")
    read = page(f"/{code}/guides/arrest/")
    reference = read.one("p", id="p6").one("a", href="#source-law-1")
    assert reference.text.endswith("المادة 23")
    assert reference.spoken_as() == spoken
    step = read.one("ol", css="steps").one("a", css="tel")
    name = (step.all("bdi", lang="fr") or [step])[0]
    assert (name.text.partition(" 05")[0], name.spoken_as()) in [
        ("المساعدة القانونية", ("ar", "rtl")),
        ("Aide", ("fr", "ltr")),
    ]


@pytest.mark.parametrize(("block", "label"), [("p1", "Law 1"), ("p7", "Sample leaflet")])
def test_the_label_of_a_source_says_its_language_until_it_is_translated(
    sample: Sample, page: Page, block: str, label: str
) -> None:
    def reference() -> Element:
        links = page("/fr/guides/arrest/").one(id=block).all("a", css="ref")
        return next(link for link in links if link["href"].startswith("#source-"))

    assert reference().one("span", lang="en", dir="ltr").text == label
    sample.translate("fr", label, "Étiquette", context="source label")
    assert reference().text.startswith("Étiquette")
    assert reference().all("span", lang="en") == []


def test_the_link_to_the_same_passage_speaks_the_readers_language_in_a_foreign_passage(
    sample: Sample, page: Page
) -> None:
    sample.translate(
        "ary", "The same passage in %(language)s:", "نفس الفقرة بـ %(language)s:", domain="messages"
    )
    link = page("/ary/guides/arrest/").one("p", id="p6").one("a", hreflang="fr")
    assert link.text.startswith("نفس الفقرة بـ Français")
    assert link.spoken_as() == ("ary", "rtl")


@pytest.mark.parametrize(
    ("translation", "runs", "outside"),
    [
        ("Le papier (المحضر, procès-verbal).", ["المحضر"], "Le papier (, procès-verbal)."),
        ("Garde à vue (الحراسة النظرية).", ["الحراسة النظرية"], "Garde à vue ()."),
        ("Deux mots : أهلا، سهلا !", ["أهلا، سهلا"], "Deux mots :  !"),
        ("« وكيل الملك » et المحضر.", ["وكيل الملك", "المحضر"], "«  » et ."),
    ],
)
def test_arabic_words_in_a_french_sentence_are_isolated(
    sample: Sample, page: Page, translation: str, runs: list[str], outside: str
) -> None:
    sample.translate("fr", "Keep every paper.", translation)
    block = page("/fr/guides/held/").one("section", **{"aria-labelledby": "care"}).one("p")
    assert [(run.text, run["lang"], run["dir"]) for run in block.all("bdi")] == [
        (run, "ar", "rtl") for run in runs
    ]
    assert own_words(block) == outside
    assert block.text == translation


@pytest.mark.parametrize(
    ("translation", "runs", "outside"),
    [
        ("اسأل UNHCR في الرباط.", ["UNHCR"], "اسأل  في الرباط."),
        ("المحضر (procès-verbal).", ["procès-verbal"], "المحضر ()."),
        ("الحراسة (garde à vue) ثم OMDH و GADEM.", ["garde à vue", "OMDH", "GADEM"], "الحراسة () ثم  و ."),
        ("قانون l’Œuvre.", ["l’Œuvre"], "قانون ."),
        ("خلال 48 ساعة.", [], "خلال 48 ساعة."),
    ],
)
def test_latin_words_in_an_arabic_sentence_are_isolated(
    sample: Sample, page: Page, translation: str, runs: list[str], outside: str
) -> None:
    sample.translate("ar", "Keep every paper.", translation)
    block = page("/ar/guides/held/").one("section", **{"aria-labelledby": "care"}).one("p")
    assert [(run.text, run["dir"]) for run in block.all("bdi")] == [(run, "ltr") for run in runs]
    assert own_words(block) == outside
    assert block.text == translation


def test_a_foreign_passage_isolates_what_is_foreign_to_itself(page: Page) -> None:
    block = page("/ar/guides/arrest/").one("p", id="p6")
    assert block.spoken_as() == ("en", "ltr")
    arabic = block.one("bdi", lang="ar", dir="rtl")
    assert arabic.text == "المحضر"
    assert "They must" not in "".join(run.text for run in block.all("bdi"))


@pytest.mark.parametrize(
    "translation",
    [
        "Gardez <b>tout</b> <script>alert(1)</script> & plus.",
        "Gardez ![tout](guide:arrest) et <https://evil.example>.",
        "Gardez [tout](https://evil.example) et [ici](javascript:alert).",
    ],
)
def test_a_translation_can_bring_in_no_html_no_image_and_no_address(
    sample: Sample, page: Page, translation: str
) -> None:
    sample.translate("fr", "Keep every paper.", translation)
    section = page("/fr/guides/held/").one("section", **{"aria-labelledby": "care"})
    assert {element.tag for element in section.one("p").all()} <= {"a"}
    assert {link["href"] for link in section.all("a")} <= {"/fr/guides/arrest/"}


@pytest.mark.parametrize("translation", ["# Grand", "::: danger", "- un", "1. un", "> dit", "    code"])
def test_a_translation_can_open_no_block_of_its_own(sample: Sample, page: Page, translation: str) -> None:
    sample.translate("fr", "Keep every paper.", translation)
    section = page("/fr/guides/held/").one("section", **{"aria-labelledby": "care"})
    assert [element.tag for element in section.all()] == ["h2", "p"]
    assert section.one("p").text == translation.strip()


def test_the_real_guides_have_the_same_places_in_every_language(
    project_client: FlaskClient, project_library: Library
) -> None:
    for slug in project_library.guides:
        pages = [
            parse(project_client.get(f"/{code}/guides/{slug}/").text) for code in project_library.languages
        ]
        places = {tuple(ids(page)) for page in pages}
        assert len(places) == 1, slug
        assert {"now", "rights", "how", "care", "help", "sources"} <= set(places.pop())


def ids(page: Element) -> list[str]:
    """Return every id of the guide itself, in order."""
    return [element["id"] for element in page.one("article").walk() if element.get("id")]
