"""Writing a signature: into ``reviews.yaml``, and for a lawyer's also into the guide's own front matter."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.library.library import Library
from app.library.problems import ContentError, Problem
from app.library.signatures import (
    LANGUAGE_ROLES,
    LEGAL_ROLES,
    Signature,
    guide_text,
    language_text,
    legal_text,
)

REVIEWS = "reviews.yaml"
_LEGAL_REVIEW = re.compile(r"^legal_review: .*$", re.MULTILINE)
_HEAD = """\
# Who read what, and when: a role and a day, never a person's name. 'dalil review sign' writes this file.
# An entry counts only while the text is the one that was read; a later change takes it away.
"""


@dataclass(frozen=True)
class Reading:
    """That somebody read something: their role, the day, and the guide, the language or both.

    Without a language it is the guide's law that was read; without a guide, everything in the language.
    """

    role: str
    date: datetime.date
    guide: str | None = None
    language: str | None = None


def sign(library: Library, content: Path, reading: Reading) -> Signature:
    """Record that somebody read a guide, a guide in a language, or a whole language.

    Args:
        library: the library as it was read.
        content: the folder it came from.
        reading: who read what, and when.

    Returns:
        The signature, already written.

    Raises:
        ContentError: what is to be signed does not exist, is not whole, or does not fit the role; nothing
            was written.
    """
    problem = next(_hindrances(library, reading), None)
    if problem:
        raise ContentError([Problem(f"content/{REVIEWS}", None, "", *problem)])
    guide, language = reading.guide, reading.language
    signature = Signature(
        role=reading.role,  # type: ignore[arg-type]  # one of the roles, as checked above
        date=reading.date,
        text=_text(library, guide, language),
        guide=guide,
        language=language,
    )
    signatures = {**library.signatures, signature.signs: signature}
    entries = [_entry(one) for one in signatures.values()]
    if language is None and guide is not None:
        path = content / "guides" / f"{guide}.md"
        text = path.read_text(encoding="utf-8")
        _replace(path, _LEGAL_REVIEW.sub(f"legal_review: {reading.role} {reading.date}", text, count=1))
    _replace(content / REVIEWS, _HEAD + "\n".join(entries))
    return signature


def _hindrances(library: Library, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield why a signature cannot be given, and what to do about it."""
    guide, language = reading.guide, reading.language
    roles = LANGUAGE_ROLES if language else LEGAL_ROLES
    if guide is None and language is None:
        yield "nothing is named that was read", "Name a guide, a language, or both"
    if reading.role not in roles:
        yield f"a {reading.role} cannot sign this", f"Use one of the roles: {', '.join(roles)}"
    if guide is not None and guide not in library.guides:
        yield f"the guide '{guide}' does not exist", "Use the name of a file in content/guides"
    elif language is not None:
        translations = [code for code, known in library.languages.items() if known.state != "source"]
        if language not in translations:
            yield f"'{language}' is not a translation", f"Use one of: {', '.join(translations)}"
        elif guide is not None and library.coverage(library.guides[guide], language).missing:
            yield f"the guide '{guide}' is not whole in '{language}'", "Translate what is missing first"


def _text(library: Library, guide: str | None, language: str | None) -> str:
    if language is None:
        return legal_text(library.guides[guide or ""])
    if guide is None:
        return language_text(library.catalogues, language)
    return guide_text(library.guides[guide], library.catalogues[language, "guides"])


def _entry(signature: Signature) -> str:
    values = {
        "role": signature.role,
        "date": signature.date.isoformat(),
        "guide": signature.guide,
        "language": signature.language,
        "text": f'"{signature.text}"',
    }
    lines = [f"{name}: {value}" for name, value in values.items() if value]
    return "- " + "\n  ".join(lines) + "\n"


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
