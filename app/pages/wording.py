"""Interface words through Flask-Babel, for every language of the library, known to Babel or not."""

from __future__ import annotations

import html
from pathlib import Path

from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import Babel, Domain, get_translations
from flask_babel import gettext as _translated

from app.library.catalogues import catalogue_path
from app.library.languages import Language


def gettext(message: str, **variables: object) -> str:
    """Return an interface message in the reader's language, with its variables filled in."""
    return str(_translated(message, **variables))


class InterfaceDomain(Domain):  # type: ignore[misc]
    """The ``messages`` domain, chosen by the reader's language code instead of by Babel's locale names."""

    def __init__(self, translations: Path) -> None:
        super().__init__(domain="messages")
        self._folder = translations

    def get_translations(self) -> NullTranslations:
        """Return the interface catalogue of the current reader; the source language needs none."""
        language: Language = g.reader.language
        if language.code not in self.cache:
            path = catalogue_path(self._folder, language.code, "messages", "mo")
            if language.state == "source" or not path.exists():
                self.cache[language.code] = NullTranslations()
            else:
                with path.open("rb") as file:
                    self.cache[language.code] = Translations(file, domain="messages")
        translations: NullTranslations = self.cache[language.code]
        return translations


def _without_html(words: str) -> str:
    return html.escape(words, quote=False).replace('"', "&#34;")


def install_wording(app: Flask, translations: Path) -> None:
    """Let templates and views speak the reader's language; dates follow the language's format locale."""
    Babel(app, locale_selector=lambda: g.reader.language.format_locale)
    domain = InterfaceDomain(translations)
    # Jinja takes translations for HTML; in these, a quotation mark would end the attribute it stands in.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: _without_html(get_translations().ugettext(message)),
        lambda one, many, number: _without_html(get_translations().ungettext(one, many, number)),
        newstyle=True,
    )

    @app.before_request
    def use_interface_domain() -> None:
        domain.as_default()
