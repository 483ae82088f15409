"""One printable page for the clinic's lawyer: every statement of law with its article, source and state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from app.library.guides import Guide
from app.library.library import Library
from app.library.problems import ContentError, Problem
from app.library.records import Source
from app.library.signatures import Signature

_CITATION = re.compile(r"\[([^\]]*)\]\(source:([a-z0-9-]+)(?:#([^)]*))?\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:guide|contact):([^)]*)\)")


@dataclass(frozen=True)
class Statement:
    """A passage that cites a source: its words in two languages, and what it cites with the articles."""

    number: int
    words: str
    beside: str | None
    citations: tuple[tuple[Source, str], ...]


@dataclass(frozen=True)
class Chapter:
    """A guide in the report: its statements, and who checked its law."""

    guide: Guide
    statements: tuple[Statement, ...]
    review: Signature | None


def write_report(app: Flask, path: Path, beside: str) -> None:
    """Write the report of an app's library.

    Args:
        app: the app; its library is reported.
        path: the HTML file to write; its folder is made.
        beside: the code of the language shown beside the source text.

    Raises:
        ContentError: the library has no such language.
    """
    library: Library = app.extensions["dalil.library"]
    if beside not in library.languages:
        mend = f"Use one of: {', '.join(library.languages)}"
        raise ContentError(
            [Problem("--beside", None, "", f"'{beside}' is not a language of the library", mend)]
        )
    html = app.jinja_env.get_template("site/report.html").render(
        chapters=[chapter(library, guide, beside) for guide in library.guides.values()],
        beside=library.languages[beside],
        edition=library.edition,
        sources=library.sources,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")


def chapter(library: Library, guide: Guide, beside: str) -> Chapter:
    """Return a guide's statements of law, numbered in their order."""
    return Chapter(guide, tuple(_statements(library, guide, beside)), library.legal_review(guide))


def _statements(library: Library, guide: Guide, beside: str) -> Iterator[Statement]:
    number = 0
    for unit in guide.units:
        citations = tuple(
            (library.sources[source], articles) for _, source, articles in _CITATION.findall(unit.message)
        )
        if citations:
            number += 1
            wording = library.word(beside, "guides", unit.context, unit.message)
            translation = _plain(wording.text) if wording.language == beside else None
            yield Statement(number, _plain(unit.message), translation, citations)


def _plain(message: str) -> str:
    """Return a message without citations and markup; a contact or guide stands by its name."""
    words = _CITATION.sub(lambda found: found[1], message)
    words = _LINK.sub(lambda found: found[1] or f"[{found[2]}]", words)
    return re.sub(r"\s+", " ", re.sub(r"[*`\\]", "", words)).strip()
