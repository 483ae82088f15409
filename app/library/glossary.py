"""The glossary: one agreed word for each term of law, in every language, and the check that it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.library.guides import Guide
from app.library.languages import LanguageCode
from app.library.validation import Record, Text

# Messages that name somebody else's page or law: their words are not ours to choose.
_QUOTED = ("source label", "source title", "publisher")
_ADDRESS = re.compile(r"\]\([^)]*\)|%\(\w+\)s")


Forms = Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]


class Term(Record):
    """A term of ``content/glossary.yaml``.

    ``french`` and ``arabic`` are the official words that a reader hears and sees in Morocco. ``explain`` says
    that a guide which puts them in brackets does so at the first mention. ``words`` holds for each language
    the agreed word first, then other forms of it that a text may use.
    """

    term: Text
    meaning: Text
    french: Text
    arabic: Text
    explain: bool = False
    words: Mapping[LanguageCode, Forms] = {}


@dataclass(frozen=True)
class Glossary:
    """All terms, longest first, so that "King's Prosecutor" is not read as "prosecutor"."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Glossary:
        """Return a glossary of terms in any order."""
        return cls(tuple(sorted(terms, key=lambda term: -len(term.term))))

    def terms_in(self, message: str) -> list[Term]:
        """Return the terms that a source message uses, each once."""
        text = _ADDRESS.sub(" ", message)
        found = []
        for term in self.terms:
            pattern = _pattern(term.term)
            if pattern.search(text):
                found.append(term)
                text = pattern.sub(" ", text)
        return found

    def departures(
        self, language: str, context: str | None, message: str, translation: str
    ) -> Iterator[tuple[Term, str]]:
        """Yield each term whose agreed word is missing in a translation, with that word.

        Args:
            language: the translation's language code.
            context: the message's context; names of other people's pages are left alone.
            message: the source message.
            translation: its translation.
        """
        if context in _QUOTED:
            return
        written = _fold(_ADDRESS.sub(" ", translation))
        for term in self.terms_in(message):
            agreed = term.words.get(language, ())
            if agreed and not any(_fold(form) in written for form in agreed):
                yield term, agreed[0]

    def late_brackets(self, guide: Guide) -> Iterator[tuple[str, str]]:
        """Yield each explained term that a guide puts in brackets after its first mention, or wrongly.

        A heading is no first mention: it stays short.
        """
        texts = [unit.message for unit in guide.units if unit.context != "heading"]
        for term in self.terms:
            if not term.explain:
                continue
            bracket = re.compile(rf"{_pattern(term.term).pattern}[*\s]*\(([^)]*[\u0600-\u06ff][^)]*)\)", re.I)
            mentions = [text for text in texts if term in self.terms_in(text)]
            brackets = [bracket.search(mention) for mention in mentions]
            if any(brackets) and not brackets[0]:
                yield term.term, "is explained in brackets after its first mention"
            for found in filter(None, brackets):
                arabic = " ".join(_ARABIC_WORDS.findall(found[1]))
                if arabic not in term.arabic:
                    yield term.term, f"has «{arabic}» in brackets, not the glossary's «{term.arabic}»"


def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(term)}(?:s|es)?\b", re.IGNORECASE)


def _fold(text: str) -> str:
    """Return a text in which letters that writers mix up are one, for finding words in it."""
    folded = text.casefold().replace("’", "'").translate(_ARABIC_VARIANTS)
    return re.sub(r"\s+", " ", _MARKS.sub("", folded))


_ARABIC_WORDS = re.compile("[\u0600-\u06ff]+")
_ARABIC_VARIANTS = str.maketrans("أإآى", "اااي")
_MARKS = re.compile("[\u064b-\u0652\u0640*]")
