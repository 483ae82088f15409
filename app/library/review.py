"""What an editor must know about the content: errors stop a release, warnings ask for work."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message

from app.library.guides import Guide
from app.library.library import Library
from app.library.messages import extract, read_catalog, source_files
from app.library.parity import check_entry
from app.library.problems import Problem, Severity
from app.library.review_contacts import check_contacts
from app.library.review_guides import LongSentence, check_guide, long_sentences, words


@dataclass(frozen=True)
class GuideReport:
    """One row of the review's table: a guide, its size, its long sentences and its coverage in percent."""

    slug: str
    words: int
    long_sentences: tuple[LongSentence, ...]
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
        *(problem for guide in library.guides.values() for problem in check_guide(library, guide, today)),
        *_check_use(library),
        *check_contacts(library, today),
        *_check_signatures(library),
        *_check_notices(library, today),
    ]
    rows = tuple(_report(library, guide) for guide in library.guides.values())
    return Review(tuple(sorted(set(problems), key=Problem.sort_key)), rows)


def _report(library: Library, guide: Guide) -> GuideReport:
    long_ones = tuple(long_sentences(guide))
    coverage = {code: library.coverage(guide, code).percent for code in library.languages}
    total = sum(words(unit.message) for unit in guide.units)
    return GuideReport(guide.slug, total, long_ones, coverage, guide.front.review_by)


def _check_catalogues(
    library: Library, project: Path, content: Path, translations: Path
) -> Iterator[Problem]:
    templates = {domain: extract(project, content, domain) for domain in ("messages", "guides", "contacts")}
    for language, domain, path in source_files(translations, list(library.languages.values())):
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
            # An editor without git cannot mend it, and the reader is shown the text in another language;
            # a button has no such place to fall back to.
            severity: Severity = "error" if domain == "messages" else "warning"
            told = f"{count} messages do not match the texts"
            yield Problem(name, None, "", told, "Run 'dalil messages update'", severity)
        for message in catalog:
            if not message.id:
                continue
            source, translation = str(message.id), str(message.string or "")
            if translation and not message.fuzzy:
                yield from check_entry(name, message.lineno, message.context, source, translation)
                yield from _check_terms(library, language.code, name, message)
            elif domain == "messages" and (message.context, message.id) in wanted:
                short = f"«{source[:60]}»"
                mend = "Translate it, or set 'published: false' for the language"
                yield Problem(name, message.lineno, short, "an interface message is not translated", mend)


def _check_terms(library: Library, language: str, name: str, message: Message) -> Iterator[Problem]:
    departures = library.glossary.departures(language, message.context, str(message.id), str(message.string))
    for term, agreed in departures:
        told = f"«{term.term}» is not translated as agreed, «{agreed}»"
        mend = "Use the agreed word, or add the form used here to content/glossary.yaml"
        yield Problem(name, message.lineno, f"«{str(message.id)[:40]}»", told, mend, "warning")


def _check_signatures(library: Library) -> Iterator[Problem]:
    file = "content/reviews.yaml"
    for (language, slug), signature in library.signatures.items():
        guide = library.guides.get(slug or "")
        if (slug and guide is None) or (language and language not in library.languages):
            message = f"what a {signature.role} signed on {signature.date} is not there any more"
            yield Problem(file, None, slug or language or "", message, "Remove the entry", "warning")
            continue
        if language is None:
            intact = guide is not None and library.legal_review(guide) is not None
        else:
            intact = library.language_review(language, guide) is not None
        if not intact:
            message = f"the text changed after a {signature.role} signed it on {signature.date}"
            what = " ".join(part for part in (slug, language) if part)
            mend = "Have it read again, then run 'dalil review sign'"
            yield Problem(file, None, what, message, mend, "warning")


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
