"""Reviews by people: a signature names a role, a day and the very text that was read, never a person.

A later change of the text takes the signature away, because its fingerprint no longer fits (issue 4).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import StringConstraints, ValidationInfo, field_validator

from app.library.catalogues import DOMAINS, Catalogue
from app.library.guides import Guide
from app.library.languages import LanguageCode
from app.library.validation import Identifier, Record

LEGAL_ROLES = ("lawyer", "law clinic")
LANGUAGE_ROLES = ("native speaker", "translator")
Role = Literal["lawyer", "law clinic", "native speaker", "translator"]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Signature(Record):
    """An entry of ``content/reviews.yaml``: who read what, and when.

    Without ``language`` it is a lawyer's for a guide; with both, a reader's of a guide in a language; with
    ``language`` alone, of everything in that language. ``text`` is the fingerprint of what was read.
    """

    role: Role
    date: datetime.date
    text: Fingerprint
    guide: Identifier | None = None
    language: LanguageCode | None = None

    @field_validator("language")
    @classmethod
    def _role_fits(cls, value: str | None, info: ValidationInfo) -> str | None:
        role = info.data.get("role")
        if value and role in LEGAL_ROLES:
            raise ValueError(f"a {role} signs a guide's law, not its language | Remove 'language'")
        return value

    @property
    def signs(self) -> tuple[str | None, str | None]:
        """Return what is signed: the language and the guide, each ``None`` where it does not matter."""
        return self.language, self.guide

    def problem(self) -> str:
        """Return what is wrong with the entry as a whole; empty when nothing is."""
        if self.guide is None and self.language is None:
            return "it names neither a guide nor a language"
        if self.language is None and self.role in LANGUAGE_ROLES:
            return f"a {self.role} signs a language, and none is named"
        return ""


def legal_text(guide: Guide) -> str:
    """Return the fingerprint of a guide's own text and of everything it refers to."""
    refers = [(reference.scheme, reference.target) for reference in guide.references]
    return _fingerprint([list(guide.messages()), refers, list(guide.front.sources)])


def guide_text(guide: Guide, catalogue: Catalogue) -> str:
    """Return the fingerprint of a guide in a language: each message with its translation."""
    return _fingerprint([(*key, catalogue.lookup(*key)) for key in guide.messages()])


def language_text(catalogues: Mapping[tuple[str, str], Catalogue], language: str) -> str:
    """Return the fingerprint of everything in a language: all entries of its catalogues."""
    entries: Iterable[tuple[str, str, str, str]] = (
        (domain, context or "", message, translation)
        for domain in DOMAINS
        for (context, message), translation in catalogues[language, domain].entries.items()
    )
    return _fingerprint(sorted(entries))


def _fingerprint(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:16]
