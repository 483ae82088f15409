"""Guides: front matter, body and the checks that keep a guide true to its form."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from markdown_it.token import Token
from pydantic import Field, StringConstraints, model_validator

from app.library.markdown import (
    BOXES,
    LINK_SCHEMES,
    Unit,
    is_comment,
    links,
    parse_blocks,
    parse_inline,
    units,
)
from app.library.problems import Problem
from app.library.validation import Identifier, Record, Text, validate
from app.library.yaml_files import Document, parse_yaml

SECTIONS = ("rights", "how", "care", "help")
MOST_STEPS = 5

_ANCHOR = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
# Seven digits or more, with the separators people write: a telephone number, not a date or an amount.
_NUMBER = re.compile(r"(?<![\w#-])\+?\d(?:[ .()-]?\d){6,}(?![\w-])")
_ADDRESS = re.compile(r"https?://|www\.|[\w.]+@[\w-]+\.[a-z]{2,}|\b[\w-]+\.(?:ma|org|com|net|int)\b", re.I)
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)

LegalReview = Annotated[str, StringConstraints(pattern=r"^(none|[a-z][a-z ]* 20[0-9]{2}-[0-9]{2}-[0-9]{2})$")]


class FrontMatter(Record):
    """The keys at the top of a guide; ``legal_review`` is ``none``, or a role and a date, never a name."""

    title: Text
    summary: Text
    topic: Identifier
    order: int
    urgency: Literal["now", "soon", "know"]
    checked: datetime.date
    review_by: datetime.date
    legal_review: LegalReview
    sources: Annotated[tuple[Identifier, ...], Field(min_length=1, strict=False)]

    @model_validator(mode="after")
    def _review_follows_check(self) -> FrontMatter:
        if self.review_by <= self.checked:
            raise ValueError("'review_by' is not after 'checked' | Set it to the day the guide is due again")
        return self


@dataclass(frozen=True)
class Reference:
    """A link of a guide to a guide, a contact or a source, with its line in the file."""

    scheme: str
    target: str
    line: int


@dataclass(frozen=True)
class Guide:
    """A rights guide in the source language; ``text`` is its body, ``units`` what translators translate."""

    slug: str
    file: str
    front: FrontMatter
    text: str
    units: tuple[Unit, ...]
    references: tuple[Reference, ...]

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
    check = _BodyCheck(file, first_line, tokens)
    problems += check.problems
    if front is None or problems:
        return None, problems
    guide = Guide(slug, file, front, body, tuple(check.units), tuple(check.references))
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


class _BodyCheck:
    """Goes through a guide's body once, gathers units and references, and notes every problem."""

    def __init__(self, file: str, first_line: int, tokens: Sequence[Token]) -> None:
        self.file = file
        self.first_line = first_line
        self.tokens = tokens
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.units = list(units(tokens))
        self._anchors: dict[str, int] = {}
        self._blocks()
        self._order()
        for unit in self.units:
            self._words(tokens[unit.index], self._line(unit.line))

    def _line(self, offset: int) -> int:
        return self.first_line + offset

    def _problem(self, line: int | None, field: str, message: str, mend: str) -> None:
        self.problems.append(Problem(self.file, line, field, message, mend))

    def _blocks(self) -> None:
        depth = 0
        for index, token in enumerate(self.tokens):
            line = self._line((token.map or [0])[0])
            if token.type == "html_block" and not is_comment(token):
                mend = "Write it in Markdown; only <!-- Translators: … --> and <!-- context: … --> may stay"
                self._problem(line, "", "raw HTML stands in the text", mend)
            elif token.type in ("fence", "code_block"):
                self._problem(
                    line, "", "a block of code stands in the text", "Do not indent text by four spaces"
                )
            elif token.type == "heading_open":
                self._heading(token, line)
            elif token.type.startswith("container_") and token.nesting == 1:
                depth += 1
                self._box(index, token, line, depth)
            elif token.type.startswith("container_") and token.nesting == -1:
                depth -= 1
            elif token.type == "inline" and token.content.lstrip().startswith(":::"):
                mend = f"Use one of: {', '.join(BOXES)}; close it with ::: on its own line"
                self._problem(line, "", f"the box '{token.content.split(chr(10))[0]}' is not known", mend)

    def _heading(self, token: Token, line: int) -> None:
        anchor = token.attrGet("id")
        if token.tag not in ("h2", "h3"):
            self._problem(line, "", f"a heading of level {token.tag[1]} stands in the text", "Use ## or ###")
        if anchor is None:
            self._problem(line, "", "the heading has no anchor", "End the line with {#short-name}")
        elif not _ANCHOR.match(str(anchor)):
            mend = "Use small letters a to z, digits and hyphens"
            self._problem(line, "", f"the anchor '{anchor}' has a form that is not allowed", mend)
        elif str(anchor) in self._anchors:
            mend = f"Choose another; the first stands on line {self._anchors[str(anchor)]}"
            self._problem(line, "", f"the anchor '{anchor}' is used twice", mend)
        else:
            self._anchors[str(anchor)] = line

    def _box(self, index: int, token: Token, line: int, depth: int) -> None:
        name = token.type.removeprefix("container_").removesuffix("_open")
        following = self.tokens[index + 1]
        if depth > 1:
            self._problem(
                line, name, "the box stands inside another box", "Close the first one with ::: before it"
            )
        if name == "contacts":
            identifiers = token.info.split()[1:]
            if not identifiers:
                self._problem(line, name, "the box names no contact", "Write ::: contacts first-id second-id")
            if following.type != "container_contacts_close":
                self._problem(
                    line, name, "text stands in the box", "Move it above; name the contacts on its first line"
                )
            self.references += [Reference("contact", target, line) for target in identifiers]
        elif name == "now":
            self._steps(index, line)
        elif name == "times" and following.type != "bullet_list_open":
            self._problem(
                line, name, "the box does not begin with a list", "Write '- **48 hours** **What for.** …'"
            )
        elif name in ("danger", "know") and following.type != "heading_open":
            self._problem(line, name, "the box has no heading", "Begin it with ### and an anchor")

    def _steps(self, index: int, line: int) -> None:
        if self.tokens[index + 1].type != "ordered_list_open":
            self._problem(
                line, "now", "the box does not begin with a numbered list", "Write '1. **Do this.** …'"
            )
            return
        steps = 0
        for token in self.tokens[index + 1 :]:
            if token.type == "container_now_close":
                break
            steps += token.type == "list_item_open"
        if steps > MOST_STEPS:
            mend = "Keep the most urgent; move the rest to a section"
            self._problem(line, "now", f"the box has {steps} steps, more than {MOST_STEPS}", mend)

    def _order(self) -> None:
        if not self.tokens or self.tokens[0].type != "container_now_open":
            self._problem(
                self.first_line, "now", "the guide does not open with what to do now", "Begin with ::: now"
            )
        missing = [anchor for anchor in SECTIONS if anchor not in self._anchors]
        for anchor in missing:
            mend = f"Add '## … {{#{anchor}}}'"
            self._problem(None, anchor, f"the section '{anchor}' is missing", mend)
        present = [anchor for anchor in self._anchors if anchor in SECTIONS]
        if not missing and present != list(SECTIONS):
            mend = f"Put them in this order: {', '.join(SECTIONS)}"
            self._problem(self._anchors[present[0]], "", "the sections stand in another order", mend)

    def _words(self, token: Token, line: int) -> None:
        plain = re.sub(r"\]\([^)]*\)", "]", token.content)
        if _HTML.search(plain):
            self._problem(line, "", "raw HTML stands in the text", "Write it in Markdown")
        if found := _NUMBER.search(plain):
            mend = "Refer to the contact: [](contact:<id>)"
            self._problem(line, "", f"a telephone number '{found[0]}' stands in the text", mend)
        if found := _ADDRESS.search(plain):
            mend = "Refer to a contact or a source by its id"
            self._problem(line, "", f"an address '{found[0]}' stands in the text", mend)
        if "![" in token.content:
            self._problem(line, "", "an image stands in the text", "Say it in words")
        self._links(token, line)

    def _links(self, token: Token, line: int) -> None:
        parse_inline(token)
        found = list(links(token))
        written = re.findall(r"\]\(\s*<?([a-z]+):([^)\s>]*)", token.content)
        if len(re.findall(r"\]\(", token.content)) != len(found):
            schemes = ", ".join(f"{scheme}:" for scheme in LINK_SCHEMES)
            self._problem(line, "", "a link cannot be followed", f"Links begin with {schemes}")
            return
        for scheme, target in written:
            self.references.append(Reference(scheme, target, line))
        for scheme, target, empty in found:
            if scheme == "guide" and empty:
                mend = "Write the words between the brackets"
                self._problem(line, "", f"the link to guide '{target}' has no words", mend)
