"""The report for a lawyer: every passage that cites a source, with its article, its source and its state."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.library.library import Library
from app.library.problems import ContentError
from app.settings import Settings
from app.site.report import chapter, write_report
from tests.pages.apps import app_over
from tests.pages.html_tree import parse
from tests.sample import Sample


def report(app: Flask, folder: Path, beside: str = "fr") -> str:
    path = folder / "deep" / "review.html"
    write_report(app, path, beside)
    return path.read_text("utf-8")


def test_every_citation_of_every_guide_is_in_the_report(project_library: Library, tmp_path: Path) -> None:
    page = parse(report(create_app(Settings(), project_library), tmp_path))
    for guide in project_library.guides.values():
        cited = sum(reference.scheme == "source" for reference in guide.references)
        shown = sum(len(one.citations) for one in chapter(project_library, guide, "fr").statements)
        assert shown == cited > 0, guide.slug
        assert page.one(id=guide.slug).text == guide.front.title


def test_a_statement_stands_beside_its_translation_with_its_article(sample: Sample, tmp_path: Path) -> None:
    page = parse(report(app_over(sample), tmp_path))
    (row,) = [row for row in page.all("tr") if "Stay calm." in row.text]
    _, words, beside, source, _ = row.all("td")
    assert words.text == "Stay calm. You can stay silent."
    assert (beside["lang"], beside.text) == ("fr", "Restez calme. Vous pouvez garder le silence.")
    assert source.text == "Law 1, art. 66"
    assert source.one("a")["href"] == "https://law.example/1.pdf"


def test_what_is_not_translated_says_so_and_markup_stays_out(sample: Sample, tmp_path: Path) -> None:
    html = report(app_over(sample), tmp_path, beside="ary")
    assert "(not translated)" in html
    statements = re.findall(r"<td>(.*?)</td>", html)
    assert statements
    assert not [words for words in statements if "**" in words or "](" in words]


def test_the_report_says_who_signed_and_what_changed_since(sample: Sample, tmp_path: Path) -> None:
    assert "signed by a lawyer on 2026-03-01" in report(app_over(sample), tmp_path)
    sample.replace("guides/held.md", "Keep every paper.", "Keep each paper.")
    html = report(app_over(sample), tmp_path)
    assert "signed by a lawyer on" not in html
    assert "The text changed after the review of lawyer 2026-03-01: not signed." in html


def test_an_unknown_language_is_told(sample: Sample, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="'xx' is not a language of the library"):
        report(app_over(sample), tmp_path, beside="xx")
    assert not (tmp_path / "deep").exists()
