"""The library: everything the app knows, loaded once, validated whole and never changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.library.catalogues import Catalogue, Wording
from app.library.contacts import Contact
from app.library.glossary import Glossary
from app.library.guides import Guide
from app.library.languages import Language
from app.library.notices import Notice
from app.library.records import City, Need, Source, Topic
from app.library.signatures import Signature, guide_text, language_text, legal_text


@dataclass(frozen=True)
class Coverage:
    """How many passages of a guide are translated, of how many; counted in the catalogue."""

    translated: int
    total: int

    @property
    def missing(self) -> int:
        """Return the number of passages shown in another language."""
        return self.total - self.translated

    @property
    def percent(self) -> int:
        """Return the share that is translated, rounded down, so that 100 means all of it."""
        return 100 * self.translated // self.total if self.total else 100


@dataclass(frozen=True)
class Library:
    """All languages, guides, contacts and their small lists, each in its reading order."""

    languages: Mapping[str, Language]
    topics: Mapping[str, Topic]
    needs: Mapping[str, Need]
    cities: Mapping[str, City]
    sources: Mapping[str, Source]
    guides: Mapping[str, Guide]
    contacts: Mapping[str, Contact]
    notices: Mapping[str, Notice]
    held_numbers: frozenset[str]
    glossary: Glossary
    signatures: Mapping[tuple[str | None, str | None], Signature]
    catalogues: Mapping[tuple[str, str], Catalogue]

    @property
    def source_language(self) -> Language:
        """Return the language the content is written in."""
        return next(language for language in self.languages.values() if language.state == "source")

    def fallbacks(self, language: str) -> Iterator[Language]:
        """Yield a language and those shown in its place, ending with the source language."""
        following: str | None = language
        while following is not None and following in self.languages:
            current = self.languages[following]
            yield current
            if current.state == "source":
                return
            following = current.fallback
        yield self.source_language

    def word(self, language: str, domain: str, context: str | None, message: str) -> Wording:
        """Return a message in a reader's language, or in the first fallback language that has it.

        Args:
            language: the reader's language code.
            domain: ``guides`` or ``contacts``.
            context: the message's context, ``None`` when it has none.
            message: the source text.

        Returns:
            The words, and the language they are really in.
        """
        for candidate in self.fallbacks(language):
            if candidate.state == "source":
                return Wording(message, candidate.code)
            found = self.catalogues[candidate.code, domain].lookup(context, message)
            if found is not None:
                return Wording(found, candidate.code)
        return Wording(message, self.source_language.code)

    def coverage(self, guide: Guide, language: str) -> Coverage:
        """Return how much of a guide is translated into a language."""
        messages = list(guide.messages())
        if self.languages[language].state == "source":
            return Coverage(len(messages), len(messages))
        catalogue = self.catalogues[language, "guides"]
        done = sum(catalogue.lookup(context, message) is not None for context, message in messages)
        return Coverage(done, len(messages))

    def legal_review(self, guide: Guide) -> Signature | None:
        """Return who checked a guide's law; ``None`` when nobody did, or when the text changed since."""
        signature = self.signatures.get((None, guide.slug))
        if signature is None or guide.front.legal_review != f"{signature.role} {signature.date}":
            return None
        return signature if signature.text == legal_text(guide) else None

    def language_review(self, language: str, guide: Guide | None = None) -> Signature | None:
        """Return who checked a language, or one guide in it; ``None`` when the text changed since.

        Whoever checked the whole language also checked each guide.
        """
        if language in self._whole_reviews:
            return self._whole_reviews[language]
        signature = self.signatures.get((language, guide.slug)) if guide else None
        if guide and signature and signature.text == guide_text(guide, self.catalogues[language, "guides"]):
            return signature
        return None

    @cached_property
    def _whole_reviews(self) -> Mapping[str, Signature]:
        """Who checked each whole language; worked out once, because every page and passage asks."""
        return {
            language: signature
            for (language, guide), signature in self.signatures.items()
            if language is not None
            and guide is None
            and language in self.languages
            and signature.text == language_text(self.catalogues, language)
        }

    def guides_about(self, topic: str) -> list[Guide]:
        """Return the guides of a topic in their order."""
        return [guide for guide in self.guides.values() if guide.front.topic == topic]

    @property
    def edition(self) -> datetime.date:
        """Return the newest date in the content: the edition, which never depends on the clock."""
        dates = [guide.front.checked for guide in self.guides.values()]
        dates += [source.read for source in self.sources.values()]
        return max(dates)
