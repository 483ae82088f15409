"""The small lists that guides and contacts point to: sources, topics, needs and cities."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from app.library.validation import Identifier, Record, Text, WebAddress

# A year, a month or a day: as much of a date as a source itself gives.
PARTIAL_DATE = r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
PartialDate = Annotated[str, StringConstraints(pattern=f"^{PARTIAL_DATE}$")]


class Source(Record):
    """A law or a page that guides cite; ``label`` is what a reference in the text shows.

    ``official_title`` is the Arabic title of a law as published; ``date`` is missing where the source bears
    none; ``read`` is the day it was last read; ``as_of`` says up to which day the text that was read goes;
    ``articles`` says that references must name an article.
    """

    id: Identifier
    label: Text
    title: Text
    official_title: Text | None = None
    publisher: Text
    number: Text | None = None
    date: PartialDate | None = None
    date_is_estimate: bool = False
    url: WebAddress
    read: datetime.date
    as_of: datetime.date | None = None
    articles: bool = False


class Topic(Record):
    """A group of guides on the home page."""

    id: Identifier
    title: Text
    icon: Identifier


class Need(Record):
    """A reason to look for a contact; a heading with an anchor on the contacts page."""

    id: Identifier
    title: Text
    icon: Identifier


class Names(Record):
    """A name as it is written in Arabic, French and English; it is not translated further."""

    ar: Text | None = None
    fr: Text | None = None
    en: Text | None = None

    def best(self, language: str) -> tuple[str, str]:
        """Return the name for a reader of a language, and the code of the language it is written in."""
        order = [language, "fr", "en", "ar"]
        for code in order:
            name: str | None = getattr(self, code, None)
            if name:
                return name, code
        raise ValueError("a name must be given in Arabic, French or English")


def _some_name(names: Names) -> Names:
    if not (names.ar or names.fr or names.en):
        raise ValueError("the name is missing | Give it in Arabic, French or English")
    return names


# Names of which at least one is given.
SomeName = Annotated[Names, AfterValidator(_some_name)]


class City(Record):
    """A place on the contacts page."""

    id: Identifier
    name: SomeName
