"""A reader: one language of the library, with everything a page needs to speak it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from markupsafe import Markup, escape

from app.library.catalogues import Wording
from app.library.languages import Language
from app.library.library import Coverage, Library
from app.library.records import Names
from app.library.signatures import Signature


@dataclass(frozen=True)
class Reader:
    """The library in one language; every text it returns says which language it is really in."""

    library: Library
    language: Language

    @property
    def review(self) -> Signature | None:
        """Return who checked everything in this language, if anyone did and nothing changed since."""
        return self.library.language_review(self.language.code)

    @property
    def locale(self) -> Locale:
        """Return the locale that dates and lists are formatted in."""
        return Locale.parse(self.language.format_locale)

    def word(self, domain: str, context: str | None, message: str) -> Wording:
        """Return a message of the content in this language, or in its nearest fallback."""
        return self.library.word(self.language.code, domain, context, message)

    def say(self, domain: str, context: str | None, message: str) -> Markup:
        """Return a message as HTML, marked with its language where that is not the page's."""
        return self.mark(self.word(domain, context, message))

    def plain(self, domain: str, context: str | None, message: str) -> str:
        """Return a message as bare text, for titles and attributes."""
        return self.word(domain, context, message).text

    def mark(self, wording: Wording) -> Markup:
        """Return words as HTML, in a span with ``lang`` and ``dir`` when they are in another language."""
        if wording.language == self.language.code:
            return escape(wording.text)
        other = self.library.languages[wording.language]
        return Markup('<span lang="{}" dir="{}">{}</span>').format(other.tag, other.direction, wording.text)

    def name(self, names: Names) -> Markup:
        """Return an organisation's or a city's name as HTML, isolated when it is in another script."""
        text, code = names.best(self.language.code)
        if code == self.language.code:
            return escape(text)
        direction = "rtl" if code == "ar" else "ltr"
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(code, direction, text)

    def name_text(self, names: Names) -> str:
        """Return a name as bare text."""
        return names.best(self.language.code)[0]

    def day(self, date: datetime.date) -> str:
        """Return a date in words, for example ``22 November 2026``."""
        return format_date(date, "d MMMM y", locale=self.locale)

    def month(self, value: str | datetime.date) -> str:
        """Return a month in words from a date or from ``YEAR-MONTH``, or the year alone from ``YEAR``."""
        if isinstance(value, datetime.date):
            return format_skeleton("yMMMM", value, locale=self.locale)
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 1:
            return str(parts[0])
        return format_skeleton("yMMMM", datetime.date(parts[0], parts[1], 1), locale=self.locale)

    def listed(self, items: Sequence[str]) -> str:
        """Return texts joined as this language lists things."""
        return format_list(list(items), locale=self.locale)

    def coverage(self, slug: str) -> Coverage:
        """Return how much of a guide is in this language."""
        return self.library.coverage(self.library.guides[slug], self.language.code)
