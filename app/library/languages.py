"""The languages of the library: the one list that everything else follows."""

from __future__ import annotations

from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import StringConstraints, field_validator

from app.library.validation import Record, Text

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]

# What a language is: written first, or translated by computer. Who checked it since stands in reviews.yaml.
State = Literal["source", "draft"]


class Language(Record):
    """One language of the library, as ``content/languages.yaml`` describes it.

    ``code`` stands in addresses and file names, ``tag`` in ``lang`` attributes (BCP 47), ``format_locale``
    formats dates where Babel does not know the code, ``reference`` is the language that draft readers can
    compare a statement of law with, and ``fallback`` is shown where a passage is not translated.
    """

    code: LanguageCode
    tag: Text
    name: Text
    english_name: Text
    direction: Literal["ltr", "rtl"]
    fallback: LanguageCode | None = None
    reference: LanguageCode | None = None
    format_locale: Text
    voice: Text
    state: State
    published: bool = True

    @field_validator("format_locale")
    @classmethod
    def _known_to_babel(cls, value: str) -> str:
        try:
            Locale.parse(value)
        except (UnknownLocaleError, ValueError) as error:
            raise ValueError(
                f"the locale '{value}' is not known | Use a known one with _ in it, for example ar_MA"
            ) from error
        return value
