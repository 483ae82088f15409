"""The checks of a guide's text: its boxes, headings, sections, words and links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from app.library.markdown import BOXES, LINK_SCHEMES, is_comment, links, parse_inline, units
from app.library.problems import Problem

SECTIONS = ("rights", "how", "care", "help")
MOST_STEPS = 5

_ANCHOR = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
# What the page around the text calls its own parts.
_TAKEN_ANCHOR = re.compile(r"^(now|times|main|sources|p[0-9]+|(source|i)-.*)$")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
# Seven digits or more, with the separators people write: a telephone number, not 2026-11-22 or 1,000,000.
_NUMBER = re.compile(r"(?<![\w#-])(?!(?:19|20)\d{2}-\d)\+?\d(?:[ .()-]?\d){6,}(?![\w-])")
ADDRESS = re.compile(r"https?://|www\.|[\w.]+@[\w-]+\.[a-z]{2,}|\b[\w-]+\.(?:ma|org|com|net|int)\b", re.I)


@dataclass(frozen=True)
class Reference:
    """A link of a guide to a guide, a contact or a source, with its line in the file."""

    scheme: str
    target: str
    line: int


def check_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may not stand in a guide's words, each with how to mend it; link addresses do not count."""
    plain = re.sub(r"\]\([^)]*\)", "]", text)
    if _HTML.search(plain):
        yield "raw HTML stands in the text", "Write it in Markdown"
    if found := _NUMBER.search(plain):
        yield f"a telephone number '{found[0]}' stands in the text", "Refer to the contact: [](contact:<id>)"
    if found := ADDRESS.search(plain):
        yield f"an address '{found[0]}' stands in the text", "Refer to a contact or a source by its id"
    if "![" in text:
        yield "an image stands in the text", "Say it in words"


class BodyCheck:
    """Goes through a guide's body once, gathers units and references, and notes every problem."""

    def __init__(self, file: str, first_line: int, tokens: Sequence[Token]) -> None:
        self.file = file
        self.first_line = first_line
        self.tokens = tokens
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.units = list(units(tokens))
        self._anchors: dict[str, int] = {}
        self._once: Counter[str] = Counter()
        self._blocks()
        self._order()
        for unit in self.units:
            self._words(tokens[unit.index], self._line(unit.line))

    @property
    def anchors(self) -> frozenset[str]:
        """Return the anchors that other guides may link to."""
        return frozenset(self._anchors)

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
                self._heading(index, token, line)
            elif token.type.startswith("container_") and token.nesting == 1:
                depth += 1
                self._box(index, token, line, depth)
            elif token.type.startswith("container_") and token.nesting == -1:
                depth -= 1
            elif token.type == "inline" and token.content.lstrip().startswith(":::"):
                mend = f"Use one of: {', '.join(BOXES)}; close it with ::: on its own line"
                self._problem(line, "", f"the box '{token.content.split(chr(10))[0]}' is not known", mend)

    def _heading(self, index: int, token: Token, line: int) -> None:
        anchor = token.attrGet("id")
        if not self.tokens[index + 1].content:
            self._problem(line, "", "the heading has no words", "Write them before the anchor")
        if token.tag not in ("h2", "h3"):
            self._problem(line, "", f"a heading of level {token.tag[1]} stands in the text", "Use ## or ###")
        if anchor is None:
            self._problem(line, "", "the heading has no anchor", "End the line with {#short-name}")
        elif not _ANCHOR.match(str(anchor)):
            mend = "Use small letters a to z, digits and hyphens"
            self._problem(line, "", f"the anchor '{anchor}' has a form that is not allowed", mend)
        elif _TAKEN_ANCHOR.match(str(anchor)):
            self._problem(line, "", f"the page itself has an anchor '{anchor}'", "Choose another")
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
        if name != "contacts" and token.info.split()[1:]:
            self._problem(line, name, "words stand after the box's name", "Move them into the box")
        if name in ("now", "times"):
            self._once[name] += 1
            if self._once[name] == 2:
                self._problem(line, name, "the box is there twice", "Put everything into the first one")
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
        first = next((token.type for token in self.tokens if token.type != "html_block"), "")
        if first != "container_now_open":
            self._problem(
                self.first_line, "now", "the guide does not open with what to do now", "Begin with ::: now"
            )
        missing = [anchor for anchor in SECTIONS if anchor not in self._anchors]
        for anchor in missing:
            mend = f"Add '## … {{#{anchor}}}'"
            self._problem(None, anchor, f"the section '{anchor}' is missing", mend)
        present = [anchor for anchor in self._anchors if anchor in SECTIONS]
        if not missing and present != list(SECTIONS):
            early = next(anchor for anchor, wanted in zip(present, SECTIONS, strict=True) if anchor != wanted)
            mend = f"Put the sections in this order: {', '.join(SECTIONS)}"
            self._problem(self._anchors[early], early, f"the section '{early}' stands too early", mend)

    def _words(self, token: Token, line: int) -> None:
        for message, mend in check_words(token.content):
            self._problem(line, "", message, mend)
        self._links(token, line)

    def _links(self, token: Token, line: int) -> None:
        parse_inline(token)
        found = list(links(token))
        if "][" in token.content or "]:" in token.content:
            mend = "Write the words and the address together: [words](guide:<name>)"
            self._problem(line, "", "a link is written in two parts", mend)
        if token.content.count("](") != len(found) or not all(target for _, target, _ in found):
            schemes = ", ".join(f"{scheme}:" for scheme in LINK_SCHEMES)
            self._problem(line, "", "a link cannot be followed", f"Links begin with {schemes} and name one")
            return
        for scheme, target, empty in found:
            self.references.append(Reference(scheme, target, line))
            if scheme == "guide" and empty:
                mend = "Write the words between the brackets"
                self._problem(line, "", f"the link to guide '{target}' has no words", mend)
