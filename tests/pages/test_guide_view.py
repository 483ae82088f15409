"""What a guide's page shows around its body: words, state, sources and what to read next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.pages.guide_view import GuideView
from app.pages.reader import Reader
from tests.pages.html_tree import Element
from tests.sample import Sample

Page = Callable[..., Element]
Become = Callable[[str], Reader]

THIRD_GUIDE = "guides/third.md"


def view(reader: Reader, slug: str = "arrest") -> GuideView:
    return GuideView(reader.library.guides[slug], reader)


def add_third_guide(sample: Sample) -> None:
    text = sample.read("guides/held.md").replace("If you are held", "A third one")
    sample.write(THIRD_GUIDE, text.replace("order: 20", "order: 30"))


@pytest.mark.parametrize(
    ("code", "title", "summary"),
    [
        ("en", "If you are arrested", "You can stay silent. You can ask for a lawyer."),
        ("fr", "Si on vous arrête", "Vous pouvez garder le silence. Vous pouvez demander un avocat."),
        (
            "ar",
            "إذا اعتقلوك",
            '<span lang="fr" dir="ltr">Vous pouvez garder le silence. Vous pouvez demander un avocat.</span>',
        ),
    ],
)
def test_title_and_summary_are_the_readers_or_say_whose_they_are(
    reader: Become, code: str, title: str, summary: str
) -> None:
    shown = view(reader(code))
    assert (shown.title, shown.summary) == (title, summary)
    assert "<" not in shown.title_text + shown.summary_text
    assert shown.path == f"/{code}/guides/arrest/"
    assert shown.icon == "hand"


def test_title_and_description_of_the_page_are_bare_words(sample: Sample, page: Page) -> None:
    sample.translate("fr", "If you are held", "Retenu ? <b> & après", context="guide title")
    read = page("/fr/guides/held/")
    assert read.one("title").text.startswith("Retenu ? <b> & après")
    assert read.one("h1").text == "Retenu ? <b> & après"
    assert read.one("meta", name="description")["content"] == "Being held has a time limit."
    assert read.one("p", css="lead").one("span").spoken_as() == ("en", "ltr")


def test_sources_are_listed_in_order_with_each_article_once(reader: Become) -> None:
    cited = [(source.id, articles) for source, articles in view(reader("fr")).cited()]
    assert cited == [("law-1", ["23", "24", "66", "80"]), ("leaflet", [])]


def test_articles_are_in_the_order_of_the_law(sample: Sample, reader: Become) -> None:
    sample.replace("guides/held.md", "source:law-1#80-2", "source:law-1#100,80-10,9,80-2,80")
    assert view(reader("en"), "held").cited()[0][1] == ["9", "80", "80-2", "80-10", "100"]


def test_the_list_of_sources_says_what_was_read_and_leads_there(page: Page) -> None:
    law, leaflet = page("/fr/guides/arrest/").one("ul", css="sources").all("li")
    assert law["id"] == "source-law-1"
    assert law.one("a")["href"] == "https://law.example/1.pdf"
    assert "arts 23, 24, 66, 80" in law.text
    assert "31 janvier 2026" in law.text
    official = law.one("bdi", lang="ar", dir="rtl")
    assert official.text == "قانون العينة"
    assert leaflet.text.startswith("What to do when you are stopped. Sample Association, 2024.")
    assert leaflet.one("span", lang="en", dir="ltr").text == "What to do when you are stopped"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('  date: "2024"\n', "", "Sample Association, page without a date."),
        (
            'date: "2024"',
            'date: "2024-03"\n  date_is_estimate: true',
            "Sample Association, about March 2024.",
        ),
        ('date: "2024"', 'date: "2024-03-05"', "Sample Association, March 2024."),
    ],
)
def test_a_source_says_how_old_it_is_as_far_as_it_is_known(
    sample: Sample, page: Page, old: str, new: str, said: str
) -> None:
    sample.replace("sources.yaml", old, new)
    assert said in page("/en/guides/arrest/").one("li", id="source-leaflet").text


@pytest.mark.parametrize(
    ("slug", "code", "checked", "lawyer"),
    [
        ("arrest", "en", "28 February 2026", "Not yet checked by a lawyer."),
        ("held", "en", "1 March 2026", "Checked by a lawyer"),
        ("arrest", "fr", "28 février 2026", "Not yet checked by a lawyer."),
        ("arrest", "ar", "28 فبراير 2026", "Not yet checked by a lawyer."),
    ],
)
def test_a_guide_says_when_its_sources_were_read_and_whether_a_lawyer_checked_it(
    page: Page, slug: str, code: str, checked: str, lawyer: str
) -> None:
    states = [state.text for state in page(f"/{code}/guides/{slug}/").all("p", css="state")]
    assert [state for state in states if checked in state and lawyer in state]


@pytest.mark.parametrize(("code", "draft"), [("en", False), ("fr", True), ("ar", False), ("ary", True)])
def test_only_a_draft_says_that_a_computer_translated_it(page: Page, code: str, draft: bool) -> None:
    text = page(f"/{code}/guides/arrest/").one("article").text
    assert ("Translated by computer, not yet checked by a person." in text) == draft


@pytest.mark.parametrize(
    ("code", "said"), [("en", None), ("fr", "13 of 20"), ("ar", "18 of 20"), ("ary", "19 of 20")]
)
def test_a_guide_says_how_much_of_it_is_not_translated(page: Page, code: str, said: str | None) -> None:
    states = [state.text for state in page(f"/{code}/guides/arrest/").one("article").all("p", css="state")]
    counted = [state for state in states if "passages are not translated yet" in state]
    assert counted == ([f"{said} passages are not translated yet."] if said else [])


def test_guides_to_read_next_are_those_it_links_to_then_those_of_its_topic(
    sample: Sample, reader: Become
) -> None:
    add_third_guide(sample)
    following = {
        slug: [other.guide.slug for other in view(reader("fr"), slug).following()]
        for slug in ("arrest", "held", "third")
    }
    assert following == {
        "arrest": ["held", "third"],
        "held": ["arrest", "third"],
        "third": ["arrest", "held"],
    }


def test_at_most_two_guides_are_named_and_never_the_same_one(sample: Sample, reader: Become) -> None:
    add_third_guide(sample)
    sample.write("guides/fourth.md", sample.read(THIRD_GUIDE).replace("A third one", "A fourth one"))
    sample.replace(
        "guides/held.md", "Keep every paper.", "See [here](guide:held#how) and [there](guide:third)."
    )
    assert [other.guide.slug for other in view(reader("en"), "held").following()] == ["arrest", "third"]


def test_a_guide_alone_in_the_library_has_nothing_to_read_next(sample: Sample, page: Page) -> None:
    sample.remove("guides/held.md")
    sample.replace("guides/arrest.md", "[If you are held](guide:held)", "this")
    read = page("/en/guides/arrest/")
    assert read.all("nav", **{"aria-label": "Read next"}) == []


def test_the_row_of_a_guide_to_read_next_leads_to_it(page: Page) -> None:
    row = page("/fr/guides/held/").one("nav", **{"aria-label": "Read next"}).one("a")
    assert (row["href"], row.one("b").text) == ("/fr/guides/arrest/", "Si on vous arrête")


def test_the_home_shows_urgent_guides_first_and_every_guide_under_its_topic(
    sample: Sample, page: Page
) -> None:
    add_third_guide(sample)
    read = page("/fr/")
    urgent = read.one("section", **{"aria-labelledby": "urgent"}).all("a")
    others = read.one("section", **{"aria-labelledby": "guides"}).all("a")
    assert [link["href"] for link in urgent] == ["/fr/guides/arrest/"]
    expected = ["/fr/guides/arrest/", "/fr/guides/held/", "/fr/guides/third/"]
    assert [link["href"] for link in others] == expected


def test_about_says_how_much_of_each_guide_is_in_the_readers_language(page: Page) -> None:
    rows = page("/fr/about/").one("section", **{"aria-labelledby": "trust"}).all("a")
    assert [(row["href"], row.one("b").text) for row in rows] == [
        ("/fr/guides/arrest/", "Si on vous arrête"),
        ("/fr/guides/held/", "If you are held"),
    ]
    assert [row.one("small").text for row in rows] == [
        "In your language: 35 %. Checked by a lawyer: not yet.",
        "In your language: 6 %. Checked by a lawyer: yes.",
    ]
    assert rows[1].one("b").one("span").spoken_as() == ("en", "ltr")
