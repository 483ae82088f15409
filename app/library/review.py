"""What an editor must know about the content: errors stop a release, warnings ask for work."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.library.guides import Guide
from app.library.library import Library
from app.library.messages import extract, read_catalog, source_files
from app.library.parity import check_entry
from app.library.problems import Problem

LONGEST_SENTENCE = 15
FEWEST_WORDS, MOST_WORDS = 400, 900

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`#]|\{#[^}]*\}|^:::.*$|^\s*(?:[-*]|\d+\.)\s", re.MULTILINE)


@dataclass(frozen=True)
class GuideReport:
    """One row of the review's table: a guide, its size, its long sentences and its coverage in percent."""

    slug: str
    words: int
    long_sentences: int
    coverage: dict[str, int]
    review_by: datetime.date


@dataclass(frozen=True)
class Review:
    """The outcome of a review: every problem, and one row for each guide."""

    problems: tuple[Problem, ...]
    guides: tuple[GuideReport, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that stop a release."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def review(
    library: Library, project: Path, content: Path, translations: Path, today: datetime.date
) -> Review:
    """Review a library that could be loaded.

    Args:
        library: the library.
        project: the folder that holds ``app/``.
        content: the folder the library came from.
        translations: the folder of catalogues.
        today: the day to measure "overdue" by.

    Returns:
        Everything found, errors first.
    """
    problems = [
        *_check_catalogues(library, project, content, translations),
        *(problem for guide in library.guides.values() for problem in _check_guide(library, guide, today)),
        *_check_use(library),
        *_check_notices(library, today),
    ]
    rows = tuple(_report(library, guide) for guide in library.guides.values())
    return Review(tuple(sorted(set(problems), key=Problem.sort_key)), rows)


def sentences(text: str) -> list[str]:
    """Return the sentences of a message without its markup."""
    plain = _MARKUP.sub(lambda found: found[1] or "", text)
    return [part.strip() for part in _SENTENCE_END.split(plain) if part.strip()]


def words(text: str) -> int:
    """Count the words a reader reads in a text, without its markup."""
    return len(re.findall(r"\b[\w’'-]+\b", " ".join(sentences(text))))


def _report(library: Library, guide: Guide) -> GuideReport:
    long_ones = sum(len(_long_sentences(unit.message)) for unit in guide.units)
    coverage = {code: library.coverage(guide, code).percent for code in library.languages}
    total = sum(words(unit.message) for unit in guide.units)
    return GuideReport(guide.slug, total, long_ones, coverage, guide.front.review_by)


def _long_sentences(message: str) -> list[str]:
    return [sentence for sentence in sentences(message) if words(sentence) > LONGEST_SENTENCE]


def _check_catalogues(
    library: Library, project: Path, content: Path, translations: Path
) -> Iterator[Problem]:
    templates = {domain: extract(project, content, domain) for domain in ("messages", "guides", "contacts")}
    for _, domain, path in source_files(translations, list(library.languages.values())):
        name = f"translations/{path.relative_to(translations).as_posix()}"
        if not path.exists():
            yield Problem(name, None, "", "the catalogue is missing", "Run 'dalil messages update'")
            continue
        catalog, problems = read_catalog(path, name)
        yield from problems
        known = {(message.context, message.id) for message in catalog if message.id}
        wanted = {(message.context, message.id) for message in templates[domain] if message.id}
        if not problems and known != wanted:
            count = len(known ^ wanted)
            yield Problem(
                name, None, "", f"{count} messages do not match the texts", "Run 'dalil messages update'"
            )
        for message in catalog:
            if not message.id:
                continue
            source, translation = str(message.id), str(message.string or "")
            if translation and not message.fuzzy:
                yield from check_entry(name, message.lineno, message.context, source, translation)
            elif domain == "messages" and (message.context, message.id) in wanted:
                short = f"«{source[:60]}»"
                mend = "Translate it, or set 'published: false' for the language"
                yield Problem(name, message.lineno, short, "an interface message is not translated", mend)


def _check_guide(library: Library, guide: Guide, today: datetime.date) -> Iterator[Problem]:
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
    for unit in guide.units:
        for number in _short_numbers(library, unit.message):
            message = f"the telephone number '{number}' seems to stand in the text"
            yield Problem(guide.file, None, "", message, "Refer to the contact: [](contact:<id>)")


def _short_numbers(library: Library, message: str) -> Iterator[str]:
    plain = re.sub(r"\]\([^)]*\)", "]", message)
    for contact in library.contacts.values():
        for phone in contact.phones:
            number = phone.number or ""
            # "Call 15" is a number; "call within 15 days" and "article 19-12" are not.
            called = rf"\b(?:call|dial|ring)\b[^.:;]{{0,25}}(?<![\d.,-]){number}(?![\d-]|[.,]\d| \w+s\b)"
            if len(number) <= 4 and re.search(called, plain, re.IGNORECASE):
                yield number


def _check_use(library: Library) -> Iterator[Problem]:
    used = {source for guide in library.guides.values() for source in guide.front.sources}
    for source in library.sources:
        if source not in used:
            message = f"no guide cites the source '{source}'"
            yield Problem("content/sources.yaml", None, "", message, "Cite it, or remove it", "warning")


def _check_notices(library: Library, today: datetime.date) -> Iterator[Problem]:
    for notice in library.notices.values():
        if notice.until < today:
            message = f"the notice '{notice.id}' ended on {notice.until}"
            mend = "Remove it, or give it a later day"
            yield Problem("content/notices.yaml", None, f"{notice.id}.until", message, mend, "warning")
