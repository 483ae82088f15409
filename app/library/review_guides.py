"""What a review says of each guide: overdue, too long, without a contact, law without its source."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.library.guides import Guide
from app.library.library import Library
from app.library.markdown import Unit
from app.library.problems import Problem

LONGEST_SENTENCE = 15
FEWEST_WORDS, MOST_WORDS = 400, 900

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`#]|\{#[^}]*\}|^:::.*$|^\s*(?:[-*]|\d+\.)\s", re.MULTILINE)
# Words that make a sentence a statement of law; an attributed report is cited all the same.
_LAW = re.compile(
    r"\b(?:by law|the law (?:gives|says|forbids|lets|limits|protects|punishes|allows)"
    r"|is (?:an|a criminal) offence|punish(?:ed|able)|(?:months?|years?) in prison|fine of|forbidden by"
    r"|you have the right to|article \d|the court (?:must|can)"
    r"|(?:police|prosecutor|employer|landlord|administration|hospital)s? must)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LongSentence:
    """A sentence over the limit: the guide's file, its words and what it says."""

    file: str
    words: int
    text: str


def sentences(text: str) -> list[str]:
    """Return the sentences of a message without its markup."""
    plain = _MARKUP.sub(lambda found: found[1] or "", text)
    return [part.strip() for part in _SENTENCE_END.split(plain) if part.strip()]


def words(text: str) -> int:
    """Count the words a reader reads in a text, without its markup."""
    return len(re.findall(r"\b[\w’'-]+\b", " ".join(sentences(text))))


def long_sentences(guide: Guide) -> list[LongSentence]:
    """Return a guide's sentences over the limit, in their order."""
    return [
        LongSentence(guide.file, words(sentence), sentence)
        for unit in guide.units
        for sentence in sentences(unit.message)
        if words(sentence) > LONGEST_SENTENCE
    ]


def check_guide(library: Library, guide: Guide, today: datetime.date) -> Iterator[Problem]:
    if guide.front.review_by < today:
        message = f"the guide was due for review on {guide.front.review_by}"
        mend = "Read its sources again, then set 'checked' and 'review_by'"
        yield Problem(guide.file, None, "review_by", message, mend, "warning")
    total = sum(words(unit.message) for unit in guide.units)
    if not FEWEST_WORDS <= total <= MOST_WORDS:
        message = f"the guide has {total} words"
        yield Problem(guide.file, None, "", message, f"Aim at {FEWEST_WORDS} to {MOST_WORDS}", "warning")
    if not any(reference.scheme == "contact" for reference in guide.references):
        yield Problem(guide.file, None, "help", "the guide names no contact", "Add ::: contacts …", "warning")
    if guide.front.legal_review != "none" and library.legal_review(guide) is None:
        message = "the front matter names a legal review that nobody signed, or the text changed since"
        mend = "Set it to none, or run 'dalil review sign'"
        yield Problem(guide.file, None, "legal_review", message, mend, "warning")
    for term, message in library.glossary.late_brackets(guide):
        yield Problem(
            guide.file, None, f"«{term}»", f"the term {message}", "See content/glossary.yaml", "warning"
        )
    for unit in guide.units:
        if stated := _unsourced(unit):
            message = f"«{stated}» seems to state law, and no source follows"
            mend = "End the paragraph with [](source:<id>#<article>), or say it in another way"
            yield Problem(guide.file, None, f"«{unit.message[:40]}»", message, mend, "warning")
        for number in _short_numbers(library, unit.message):
            message = f"the telephone number '{number}' seems to stand in the text"
            yield Problem(guide.file, None, "", message, "Refer to the contact: [](contact:<id>)")


def _unsourced(unit: Unit) -> str:
    """Return the words that state law in a passage without any source; empty when there are none."""
    if unit.context == "heading" or "](source:" in unit.message or "](guide:" in unit.message:
        return ""
    found = _LAW.search(" ".join(sentences(unit.message)))
    return found[0] if found else ""


def _short_numbers(library: Library, message: str) -> Iterator[str]:
    plain = re.sub(r"\]\([^)]*\)", "]", message)
    for contact in library.contacts.values():
        for phone in contact.phones:
            number = phone.number or ""
            # "Call 15" is a number; "call within 15 days" and "article 19-12" are not.
            called = rf"\b(?:call|dial|ring)\b[^.:;]{{0,25}}(?<![\d.,-]){number}(?![\d-]|[.,]\d| \w+s\b)"
            if len(number) <= 4 and re.search(called, plain, re.IGNORECASE):
                yield number
