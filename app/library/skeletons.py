"""New guides, contacts and languages: skeletons that already pass every check."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from app.library.library import Library
from app.library.problems import ContentError, Problem

# A guide is due again half a year after its sources were read.
_REVIEW_AFTER = datetime.timedelta(days=182)

_GUIDE = """\
---
title: {title}
summary: Say in one short sentence what this is about, and the most urgent fact.
topic: {topic}
order: 100
urgency: know
checked: {today}
review_by: {due}
legal_review: none
sources: [{source}]
---

::: now
1. **Say what to do first.** Say why in one short sentence. {citation}
:::

## Your rights {{#rights}}

State a right in plain words. End the paragraph with its article. {citation}

## How to use them {{#how}}

- Say what to do, verb first.

## What can go wrong {{#care}}

Say honestly what can go wrong, and how to lower the risk.

## Who helps {{#help}}

Say in one line whom to ask first.

::: contacts {contact}
:::
"""

_CONTACT = """\
name:
  fr: {name}
kind: association
needs: [{need}]
cities: [{city}]
description: Say in at most 25 words what it does.
phones: []
papers: unknown
status: unconfirmed
assured_date: null
sources:
  - publisher: Say who published these details
    url: {url}
    date: undated
    read: "{month}"
"""

_LANGUAGE = """\

- code: {code}
  tag: {code}
  name: {name}
  english_name: {english_name}
  direction: {direction}
  fallback: {fallback}
  reference: {fallback}
  format_locale: {format_locale}
  voice: {code}
  state: draft
  published: false
"""


def new_guide(library: Library, content: Path, slug: str, title: str, topic: str | None) -> Path:
    """Write the skeleton of a guide.

    Args:
        library: the library it joins.
        content: the folder of the content.
        slug: the guide's name in addresses.
        title: its title.
        topic: the id of its topic; the first when not given.

    Returns:
        The file that was written.

    Raises:
        ContentError: the file is there already, or something it needs is not.
    """
    path = content / "guides" / f"{slug}.md"
    today = datetime.date.today()
    source = _first(library.sources, "content/sources.yaml", "a source")
    article = "#1" if library.sources[source].articles else ""
    text = _GUIDE.format(
        title=title,
        topic=topic or _first(library.topics, "content/topics.yaml", "a topic"),
        today=today,
        due=today + _REVIEW_AFTER,
        source=source,
        citation=f"[](source:{source}{article})",
        contact=_first(library.contacts, "content/contacts", "a contact"),
    )
    return _write_new(path, text)


def new_contact(library: Library, content: Path, identifier: str, name: str, url: str) -> Path:
    """Write the skeleton of a contact, without any number, and return its file; errors as ``new_guide``."""
    text = _CONTACT.format(
        name=name,
        need=_first(library.needs, "content/needs.yaml", "a need"),
        city=_first(library.cities, "content/cities.yaml", "a city"),
        url=url,
        month=f"{datetime.date.today():%Y-%m}",
    )
    return _write_new(content / "contacts" / f"{identifier}.yaml", text)


def new_language(content: Path, code: str, **values: str) -> Path:
    """Add a language that is not yet published to ``languages.yaml``, and return that file.

    ``values`` are ``name`` (as its readers write it), ``english_name``, ``direction``, ``fallback`` and
    ``format_locale``. Whether they fit is checked when the list is loaded, as for every entry.
    """
    path = content / "languages.yaml"
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(text + _LANGUAGE.format(code=code, **values), encoding="utf-8")
    return path


def _first(identifiers: Iterable[str], file: str, what: str) -> str:
    first = next(iter(identifiers), None)
    if first is None:
        raise ContentError([Problem(file, None, "", f"there is not yet {what}", "Add one first")])
    return first


def _write_new(path: Path, text: str) -> Path:
    name = f"content/{path.parent.name}/{path.name}"
    if path.exists():
        raise ContentError([Problem(name, None, "", "the file is there already", "Choose another name")])
    path.write_text(text, encoding="utf-8")
    return path
