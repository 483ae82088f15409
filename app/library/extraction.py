"""Babel extraction methods for guides (Markdown) and for the lists and contacts (YAML)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from app.library.guides import split_front_matter
from app.library.markdown import parse_blocks, units
from app.library.yaml_files import Document, Location, parse_yaml

# What Babel expects of an extraction method: line, function, message(s), comments.
Extracted = tuple[int, str, str | tuple[str, str], list[str]]

# The translatable fields of each YAML file, with the context their messages carry. The pages look messages
# up through these same tables, so that extraction and page cannot disagree.
FRONT_MATTER_FIELDS = {"title": "guide title", "summary": "guide summary"}
LIST_FIELDS: Mapping[str, Mapping[str, str | None]] = {
    "topics": {"title": "topic title"},
    "needs": {"title": "need title"},
    "notices": {"text": "notice"},
    "sources": {"label": "source label", "title": "source title", "publisher": "publisher"},
}
CONTACT_FIELDS: Mapping[str, str | None] = {
    "description": None,
    "eligibility_description": None,
    "alert": None,
    "schedules_note": None,
    "fees_description": None,
    "required_documents": None,
}
# Texts in the lists inside a contact: the list, the field and the context.
CONTACT_LIST_FIELDS = (("phones", "label", "phone label"), ("sources", "publisher", "publisher"))


def extract_guide(
    fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Yield the messages of a guide: its front matter's title and summary, then its text in order."""
    del keywords, comment_tags, options
    parts = split_front_matter(fileobj.read().decode("utf-8-sig").replace("\r\n", "\n"))
    if parts is None:
        return
    front, body, first_line = parts
    document, _ = parse_yaml(front, "", first_line=2)
    if isinstance(document.data, dict):
        for field, context in FRONT_MATTER_FIELDS.items():
            yield from _message(document, (field,), context)
    for unit in units(parse_blocks(body)):
        yield _extracted(first_line + unit.line, unit.context, unit.message, list(unit.comments))


def extract_content(
    fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Yield the messages of a YAML file of the content: one of the lists, or a contact."""
    del keywords, comment_tags, options
    document, _ = parse_yaml(fileobj.read().decode("utf-8-sig"), "")
    fields = LIST_FIELDS.get(Path(fileobj.name).stem)
    if fields is not None and isinstance(document.data, list):
        for index in range(len(document.data)):
            for field, context in fields.items():
                yield from _message(document, (index, field), context)
    elif isinstance(document.data, dict):
        for field, context in CONTACT_FIELDS.items():
            yield from _message(document, (field,), context)
        for key, field, context in CONTACT_LIST_FIELDS:
            entries = document.data.get(key)
            for index in range(len(entries) if isinstance(entries, list) else 0):
                yield from _message(document, (key, index, field), context)


def _message(document: Document, location: Location, context: str | None) -> Iterator[Extracted]:
    value = document.data
    for part in location:
        if isinstance(value, list) and isinstance(part, int):
            value = value[part]
        else:
            value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, str) and value.strip():
        yield _extracted(document.line_of(location) or 1, context, value.strip(), [])


def _extracted(line: int, context: str | None, message: str, comments: list[str]) -> Extracted:
    if context is None:
        return line, "gettext", message, comments
    return line, "pgettext", (context, message), comments
