"""Guides: front matter, body and the checks that keep a guide true to its form."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationInfo, field_validator

from app.library.body_check import BodyCheck, Reference, check_words
from app.library.markdown import Unit, parse_blocks
from app.library.problems import Problem
from app.library.validation import Identifier, Identifiers, Record, Text, validate
from app.library.yaml_files import Document, parse_yaml

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)

LegalReview = Annotated[str, StringConstraints(pattern=r"^(none|[a-z][a-z ]* 20[0-9]{2}-[0-9]{2}-[0-9]{2})$")]


class FrontMatter(Record):
    """The keys at the top of a guide; ``legal_review`` is ``none``, or a role and a date, never a name.

    A legal review counts only together with its signature, which knows the text that was read.
    """

    title: Text
    summary: Text
    topic: Identifier
    order: int
    urgency: Literal["now", "soon", "know"]
    checked: datetime.date
    review_by: datetime.date
    legal_review: LegalReview
    sources: Identifiers

    @field_validator("title", "summary")
    @classmethod
    def _bare_words(cls, value: str) -> str:
        found = [message for message, _ in check_words(value)]
        if "](" in value:
            found.append("a link stands in the text")
        if found:
            raise ValueError(f"{found[0]} | Say it in plain words; details belong in the guide's body")
        return value

    @field_validator("review_by")
    @classmethod
    def _review_follows_check(cls, value: datetime.date, info: ValidationInfo) -> datetime.date:
        if "checked" in info.data and value <= info.data["checked"]:
            raise ValueError("'review_by' is not after 'checked' | Set it to the day the guide is due again")
        return value


@dataclass(frozen=True)
class Guide:
    """A rights guide in the source language; ``text`` is its body, ``units`` what translators translate."""

    slug: str
    file: str
    front: FrontMatter
    text: str
    units: tuple[Unit, ...]
    references: tuple[Reference, ...]
    anchors: frozenset[str]

    def messages(self) -> Iterator[tuple[str | None, str]]:
        """Yield context and message of everything a reader of this guide reads, front matter first."""
        yield "guide title", self.front.title
        yield "guide summary", self.front.summary
        for unit in self.units:
            yield unit.context, unit.message

    def articles(self) -> dict[str, list[str]]:
        """Return the articles that the guide cites of each source, each once, in the order of the law."""
        cited: dict[str, list[str]] = {source: [] for source in self.front.sources}
        for reference in self.references:
            if reference.scheme == "source":
                source, _, articles = reference.target.partition("#")
                known = cited.setdefault(source, [])
                known.extend(article for article in articles.split(",") if article and article not in known)
        return {source: sorted(known, key=_article_order) for source, known in cited.items()}


def _article_order(article: str) -> tuple[int, ...]:
    return tuple(int(part) for part in article.split("-"))


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """Return front matter, body and the body's first line, or ``None`` when there is no front matter."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return None
    return found[1], text[found.end() :], text[: found.end()].count("\n") + 1


def load_guide(slug: str, text: str, file: str) -> tuple[Guide | None, list[Problem]]:
    """Return the guide written in a file's text, or every problem in it.

    Args:
        slug: the guide's name in addresses, the file's name without its ending.
        text: the file's text.
        file: how the file is called in problems.

    Returns:
        The guide, or ``None`` with at least one problem.
    """
    parts = split_front_matter(text)
    if parts is None:
        mend = "Begin the file with --- on its own line, the keys, and --- again"
        return None, [Problem(file, 1, "", "the front matter is missing", mend)]
    front_text, body, first_line = parts
    document, problems = parse_yaml(front_text, file, first_line=2)
    front = None
    if document.data is not None:
        front, found = validate(FrontMatter, document, file)
        problems += found
    tokens = parse_blocks(body)
    check = BodyCheck(file, first_line, tokens)
    problems += check.problems
    if front is None or problems:
        return None, problems
    guide = Guide(slug, file, front, body, tuple(check.units), tuple(check.references), check.anchors)
    return guide, _check_sources(guide, document)


def _check_sources(guide: Guide, document: Document) -> list[Problem]:
    used = {
        reference.target.partition("#")[0] for reference in guide.references if reference.scheme == "source"
    }
    line = document.line_of(("sources",))
    problems = []
    for source in sorted(used - set(guide.front.sources)):
        message = f"'{source}' is cited in the text but not listed"
        problems.append(Problem(guide.file, line, "sources", message, "Add it to the list"))
    for source in sorted(set(guide.front.sources) - used):
        message = f"'{source}' is listed but never cited"
        problems.append(Problem(guide.file, line, "sources", message, "Cite it in the text, or remove it"))
    return problems
