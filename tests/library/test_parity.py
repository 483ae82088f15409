"""The parity lint refuses what a translation may not change, and lets everything else be translated."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.parity import check_entry, differences, figures
from tests.library.breaking import assert_plain
from tests.library.rendering import body, guide_of

LAW = "You may stay. [](source:law-1#23) Read [this](guide:held)."

KEPT = {
    "words": ("You may stay.", "Vous pouvez rester."),
    "links in another order": (LAW, "Lisez [cela](guide:held). On peut rester. [](source:law-1#23)"),
    "thousands with a space": ("At most 25,000 dirhams.", "25 000 dirhams au plus."),
    "thousands with a narrow no-break space": ("At most 25,000 dirhams.", "25\u202f000 dirhams au plus."),
    "thousands with a no-break space": ("At most 25,000 dirhams.", "25\u00a0000 dirhams au plus."),
    "thousands with a point": ("At most 25,000 dirhams.", "25.000 dirhams au plus."),
    "thousands without a sign": ("At most 25,000 dirhams.", "25000 dirhams au plus."),
    "thousands in Arabic digits": ("At most 25,000 dirhams.", "٢٥٬٠٠٠ درهم على الأكثر"),
    "millions": ("1,000,000 dirhams", "1 000 000 de dirhams"),
    "decimals with a comma": ("17.92 dirhams an hour", "17,92 dirhams par heure"),
    "decimals in Arabic digits": ("17.92 dirhams an hour", "١٧٫٩٢ درهما للساعة"),
    "Arabic-Indic digits": ("After 48 hours and 5 days", "بعد ٤٨ ساعة و٥ أيام"),
    "Persian digits": ("After 48 hours", "بعد ۴۸ ساعة"),
    "figures in another order": ("2 of 10", "Sur 10, 2"),
    "articles joined by a word": ("articles 23, 24", "articles 23 et 24"),
    "number of a law": ("Law 02-03", "القانون 02-03"),
    "bold on other words": ("Do **not** sign it.", "**Ne** signez rien."),
    "weak emphasis lost": ("*Then* sign.", "Puis signez."),
    "placeholders moved": ("%(first)s to %(last)s", "من %(first)s إلى %(last)s"),
    "percent sign without placeholders": ("20 percent", "20 %"),
    "line break where the source has one": ("One\\\ntwo", "Un\\\ndeux"),
    "closed isolates": ("The word", "\u2067الكلمة\u2069"),
    "joiners, which some scripts need": ("The word", "می\u200cخواهم"),
    "arithmetic signs": ("Less than 3", "< 3"),
    "list marker where the source has one": ("- 5 dirhams", "- 5 درهم"),
}

REFUSED = {
    "link lost": (LAW, "On peut rester. [](source:law-1#23)", "links"),
    "link to another guide": (LAW, LAW.replace("guide:held", "guide:work"), "links"),
    "link to another article": (LAW, LAW.replace("#23", "#24"), "links"),
    "link there twice": (LAW, f"{LAW} [](source:law-1#23)", "links"),
    "words put into a reference": (LAW, LAW.replace("[](", "[art.]("), "links"),
    "words of a link lost": (LAW, LAW.replace("[this](", "[]("), "links"),
    "gap in a link": (LAW, LAW.replace("[this](", "[this] ("), "links"),
    "link behind an indent": ("Sign.", "    [Signez](guide:held)", "links"),
    "link to a site": ("Sign.", "[Signez](https://site.example/)", "links"),
    "address of a site": ("Sign.", "Signez sur www.site.example", "address"),
    "e-mail address": ("Sign.", "Signez : a@site.example", "address"),
    "figure lost": ("After 48 hours", "Après deux jours", "missing: 48"),
    "figure added": ("Call them.", "Appelez le 15.", "added: 15"),
    "figure changed": ("After 48 hours", "Après 84 heures", "missing: 48; added: 84"),
    "figure changed in Arabic": ("After 48 hours", "بعد ٨٤ ساعة", "missing: 48; added: 84"),
    "one of two equal figures lost": ("2 days or 2 nights", "2 jours", "missing: 2"),
    "thousands lost": ("25,000 dirhams", "25 dirhams", "missing: 25000; added: 25"),
    "a zero lost": ("25,000 dirhams", "2 500 dirhams", "missing: 25000; added: 2500"),
    "comma of a decimal lost": ("17.92 dirhams", "1792 dirhams", "missing: 17.92; added: 1792"),
    "decimal made thousands": ("1.5 years", "1 500 ans", "missing: 1.5; added: 1500"),
    "telephone number": ("Call them.", "Appelez le 0500 00 00 09.", "figures"),
    "bold lost": ("**Stop.** Go.", "Arrêtez. Partez.", "bold"),
    "bold broken by a space": ("**Stop.** Go.", "** قف. ** اذهب", "bold"),
    "bold broken by a letter": ("**Stop.** Go.", "**قف.**اذهب", "bold"),
    "placeholder lost": ("Read on %(day)s.", "Lu.", "missing: %(day)s"),
    "placeholder added": ("Read lately.", "Lu le %(day)s.", "added: %(day)s"),
    "placeholder translated": ("Read on %(day)s.", "Lu le %(jour)s.", "added: %(jour)s"),
    "placeholder broken": ("Read on %(day)s.", "Lu le %(day) s.", "placeholders"),
    "placeholder of another kind": ("%(n)s passages", "%(n)d passages", "placeholders"),
    "single percent sign beside a placeholder": ("%(n)s percent", "%(n)s %", "single %"),
    "HTML": ("Sign.", "<b>Signez.</b>", "HTML"),
    "more HTML than the source": ("<b>Sign.</b>", "<b>Signez</b><br>", "HTML"),
    "HTML comment": ("Sign.", "Signez <!-- oui -->", "HTML"),
    "image": ("Sign.", "![Signez](guide:held)", "image"),
    "heading": ("Sign.", "# Signez", "heading or a list"),
    "bullet": ("Sign.", "- Signez", "heading or a list"),
    "number of a list": ("Sign.", "1. Signez", "heading or a list"),
    "quotation": ("Sign.", "> Signez", "heading or a list"),
    "box": ("Sign.", "::: danger", "heading or a list"),
    "fence": ("Sign.", "``` signez", "heading or a list"),
    "right-to-left mark": ("Sign.", "\u200fوقع", "direction mark"),
    "right-to-left override": ("Sign.", "\u202eوقع\u202c", "direction mark"),
    "embedding": ("Sign.", "\u202bوقع\u202c", "direction mark"),
    "Arabic letter mark": ("Sign.", "\u061cوقع", "direction mark"),
    "isolate left open": ("Sign.", "\u2067وقع", "direction mark"),
    "two lines": ("Sign.", "Signez\nici", "line breaks"),
    "two paragraphs": ("Sign.", "Signez\n\nici", "line breaks"),
    "line break lost": ("One\\\ntwo", "Un, deux", "line breaks"),
    "line break made a new line": ("One\\\ntwo", "Un\ndeux", "line breaks"),
    "line separator": ("Sign.", "Signez\u2028ici", "line breaks"),
    "carriage return": ("Sign.", "Signez\rici", "line breaks"),
}

SOURCE = "Do not sign. [](source:law-1#24)"
HOSTILE = {
    "script": "<script>alert(1)</script> [](source:law-1#24)",
    "image with a script": "<img src=x onerror=alert(1)> [](source:law-1#24)",
    "end of the paragraph": "Non.</p><p onclick=alert(1)>Si. [](source:law-1#24)",
    "end of the section": "</section></main><iframe src=//site.example> [](source:law-1#24)",
    "link that is a script": "[Non](javascript:alert(1)) [](source:law-1#24)",
    "link that is an encoded script": "[Non](&#x6A;avascript:alert%28`1`%29) [](source:law-1#24)",
    "link with data": "[Non](data:text/html,<script>alert(1)</script>) [](source:law-1#24)",
    "link that leaves its attribute": '[Non](guide:x"onmouseover="alert) [](source:law-1#24)',
    "link to a site": "[Non](https://site.example/) [](source:law-1#24)",
    "bare link": "<https://site.example/> [](source:law-1#24)",
    "link changed": "Non. [](source:law-1#25)",
    "image": "![Non](https://site.example/x.png) [](source:law-1#24)",
    "image of ours": "![Non](guide:held) [](source:law-1#24)",
    "heading": "# Non. [](source:law-1#24)",
    "underlined heading": "Non. [](source:law-1#24)\n===",
    "list": "- Non. [](source:law-1#24)",
    "box": "::: danger\nNon. [](source:law-1#24)\n:::",
    "table": "| Non | Si |\n| --- | --- |\n| a | [](source:law-1#24) |",
    "anchor of a link apart": "[Non][1] [](source:law-1#24)\n\n[1]: https://site.example",
}


def told(source: str, translation: str) -> list[str]:
    """Return the reasons for which a translation is refused."""
    return [reason for reason, _ in differences(source, translation)]


@pytest.mark.parametrize(("source", "translation"), KEPT.values(), ids=KEPT)
def test_what_a_translation_may_change_is_not_complained_about(source: str, translation: str) -> None:
    assert told(source, translation) == []


@pytest.mark.parametrize(("source", "translation", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_a_translation_may_not_change_is_refused_with_the_reason(
    source: str, translation: str, reason: str
) -> None:
    assert any(reason in said for said in told(source, translation)), told(source, translation)


@pytest.mark.parametrize(("source", "translation", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_names_file_line_and_message_in_plain_words(
    source: str, translation: str, reason: str
) -> None:
    del reason
    problems = list(check_entry("translations/fr/LC_MESSAGES/guides.po", 7, "heading", source, translation))
    for problem in problems:
        assert (problem.file, problem.line) == ("translations/fr/LC_MESSAGES/guides.po", 7)
        assert source[:20] in problem.field
        assert problem.field.endswith("(heading)")
        assert_plain(problem)


def test_a_long_message_is_named_by_its_beginning() -> None:
    (problem,) = check_entry("x.po", 1, None, "Sign nothing you cannot read. " * 9, "Un\ndeux")
    assert problem.field.startswith("«Sign nothing you cannot read.")
    assert len(problem.field) < 60


@pytest.mark.parametrize("translation", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_translation_is_refused(translation: str) -> None:
    assert told(SOURCE, translation)


@pytest.mark.parametrize("translation", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_translation_is_harmless_should_it_be_shown(translation: str) -> None:
    guide = guide_of(SOURCE)
    (unit,) = guide.units
    page = body(guide, {(unit.context, unit.message): translation}, "xx")
    assert "[reference law-1 2" in page
    for allowed in (
        *('<p id="p1">', "</p>", "<code>1</code>", "</a>"),
        *('<a href="/guide/held">', '<a href="/guide/x%22onmouseover=%22alert">'),
    ):
        page = page.replace(allowed, "")
    assert "<" not in page, page


@given(st.text(alphabet="ab *[]()<>/!#-.1٢%\\\n,:&;\"'`_ا", max_size=40))
def test_no_translation_brings_in_a_tag_or_an_attribute(translation: str) -> None:
    guide = guide_of(SOURCE)
    (unit,) = guide.units
    page = body(guide, {(unit.context, unit.message): translation}, "xx")
    kinds = {tag.split(">")[0].split(" ")[0] for tag in page.split("<")[1:]}
    assert kinds <= {"p", "/p", "em", "/em", "strong", "/strong", "code", "/code", "br", "bdi", "/bdi"}


@given(st.text(alphabet="ab *[]()!#-.,1٢%\\'`_ ا(source:x)", max_size=60))
def test_a_text_is_at_parity_with_itself(text: str) -> None:
    assert told(text, text) == []


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "٬", ""]))
def test_a_figure_is_the_same_whatever_separates_its_thousands(number: int, separator: str) -> None:
    assert figures(f"{number:,}".replace(",", separator)) == Counter([str(number)])


@given(st.integers(0, 10**9))
def test_a_figure_is_the_same_in_arabic_digits(number: int) -> None:
    arabic = str(number).translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
    assert figures(arabic) == figures(str(number)) == Counter([str(number)])


def test_figures_in_the_address_of_a_link_do_not_count() -> None:
    assert figures("Wait [2 days](guide:held-48). [](source:law-1#66)") == Counter(["2"])
