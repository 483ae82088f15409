"""Urgent notices as a language's index carries them to every phone."""

from __future__ import annotations

from app.library.library import Library
from app.pages.addresses import contact_path, guide_path


def notices_for(library: Library, language: str) -> list[dict[str, str]]:
    """Return the notices for readers of a language, each in it or in the nearest language that has it.

    Args:
        library: the library.
        language: the reader's language code.

    Returns:
        For each notice its ``id``, ``text``, ``lang``, ``dir``, last day ``until``, and ``path`` when it
        leads to a page. The phone leaves out those whose day is over; the build never asks the clock.
    """
    found = []
    for notice in library.notices.values():
        wording = library.word(language, "contacts", "notice", notice.text)
        shown_in = library.languages[wording.language]
        entry = {
            "id": notice.id,
            "text": wording.text,
            "lang": shown_in.tag,
            "dir": shown_in.direction,
            "until": notice.until.isoformat(),
        }
        if notice.page:
            scheme, _, identifier = notice.page.partition(":")
            path = guide_path if scheme == "guide" else contact_path
            entry["path"] = path(language, identifier)
        found.append(entry)
    return found
