"""Catalogues through Babel: extract what is to be translated, update, compile and tell the state."""

from __future__ import annotations

import datetime
import difflib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from app.library.catalogues import DOMAINS, catalogue_path
from app.library.languages import Language
from app.library.problems import ContentError, Problem

PROJECT = "Dalil"

# Which files feed which domain, and by which extraction method.
_METHODS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "messages": (
        "app",
        [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.xml", "jinja2")],
    ),
    "guides": (
        "content",
        [("guides/*.md", "guide"), ("topics.yaml", "content"), ("sources.yaml", "content")],
    ),
    "contacts": (
        "content",
        [("contacts/*.yaml", "content"), ("needs.yaml", "content"), ("notices.yaml", "content")],
    ),
}
_EXTRACTORS = {
    "guide": "app.library.extraction:extract_guide",
    "content": "app.library.extraction:extract_content",
}
# A line of a catalogue: empty, a comment, or a text in quotes with or without its keyword.
_PO_LINE = re.compile(
    r'(#(?!~).*|(#~\s*)?((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s*)?"([^"\\]|\\.)*"|#~)?'
)
# Older than any catalogue, so that files made from one commit are the same on every machine.
_EPOCH = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Changed:
    """A message without translation that resembles one that went: what it said, and how it was translated."""

    message: str
    was: str
    translation: str


@dataclass(frozen=True)
class Status:
    """How far a catalogue is: counts of messages, and what changed under its translations."""

    language: str
    domain: str
    translated: int
    fuzzy: int
    total: int
    changed: tuple[Changed, ...]

    @property
    def complete(self) -> bool:
        """Say whether every message is translated."""
        return self.translated == self.total


def extract(project: Path, content: Path, domain: str) -> Catalog:
    """Return the template of a domain: every message with its context, files and comments.

    Args:
        project: the folder that holds ``app/``.
        content: the folder of guides and contacts.
        domain: one of ``DOMAINS``.

    Returns:
        A template catalogue; files are named without line numbers, so that moving text changes nothing.
    """
    root_name, patterns = _METHODS[domain]
    root = content if root_name == "content" else project / root_name
    methods = [(pattern, _EXTRACTORS.get(method, method)) for pattern, method in patterns]
    catalog = Catalog(project=PROJECT, charset="utf-8", creation_date=_EPOCH, revision_date=_EPOCH)
    options = {
        pattern: {"trimmed": "true", "silent": "false"} for pattern, method in patterns if method == "jinja2"
    }
    found = extract_from_dir(
        str(root), methods, options, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, _, message, comments, context in sorted(found, key=lambda item: item[0]):
        location = [(f"{root_name}/{Path(file).as_posix()}", 0)]
        catalog.add(message, None, location, auto_comments=comments, context=context)
    return catalog


def write_templates(project: Path, content: Path, to: Path) -> Iterator[tuple[Path, int]]:
    """Write the template of each domain into a folder, yielding each file and its number of messages."""
    for domain in DOMAINS:
        template = extract(project, content, domain)
        written = io.BytesIO()
        write_po(written, template, width=0, include_lineno=False)
        path = to / f"{domain}.pot"
        _write(path, written.getvalue())
        yield path, len(template)


def read_catalog(path: Path, name: str) -> tuple[Catalog, list[Problem]]:
    """Return a catalogue's source file, or the problem that keeps it from being read."""
    mend = "Open the file in a translation editor, or undo the last change"
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Catalog(), [Problem(name, line, "", "the catalogue is not written in UTF-8", mend)]
    # Babel repairs a line that lacks its closing quote by cutting off its last letter.
    for number, written in enumerate(text.split("\n"), start=1):
        if not _PO_LINE.fullmatch(written.strip()):
            return Catalog(), [Problem(name, number, "", "this line of the catalogue cannot be read", mend)]
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        # Babel counts lines from 0.
        at = error.lineno + 1 if isinstance(error, PoFileError) and error.lineno is not None else None
        reason = re.sub(r" on \d+$", "", str(error))
        return Catalog(), [Problem(name, at, "", f"the catalogue cannot be read ({reason})", mend)]
    catalog.charset = "utf-8"
    return catalog, []


def source_files(translations: Path, languages: Sequence[Language]) -> Iterator[tuple[Language, str, Path]]:
    """Yield each translated language with each domain and the path of its catalogue's source file."""
    for language in languages:
        if language.state != "source":
            for domain in DOMAINS:
                yield language, domain, catalogue_path(translations, language.code, domain, "po")


def update(project: Path, content: Path, translations: Path, languages: Sequence[Language]) -> list[Path]:
    """Bring every catalogue up to date with the texts, without guessing: changed means untranslated.

    Returns:
        The files that changed.

    Raises:
        ContentError: a catalogue cannot be read; it carries every such problem, and nothing was written.
    """
    templates = {domain: extract(project, content, domain) for domain in DOMAINS}
    problems: list[Problem] = []
    updated: list[tuple[Path, bytes]] = []
    for language, domain, path in source_files(translations, languages):
        catalog = Catalog(project=PROJECT, charset="utf-8", revision_date=_EPOCH)
        if path.exists():
            catalog, found = read_catalog(path, _name(path, translations))
            problems += found
        _bring_back(catalog, templates[domain])
        catalog.update(templates[domain], no_fuzzy_matching=True, update_creation_date=False)
        _name_catalogue(catalog, language)
        written = io.BytesIO()
        write_po(written, catalog, width=0, include_lineno=False)
        updated.append((path, written.getvalue()))
    if problems:
        raise ContentError(problems)
    return [path for path, data in updated if _write(path, data)]


def _bring_back(catalog: Catalog, template: Catalog) -> None:
    """Give a message that went and has come back, unchanged, the translation it had."""
    for key, message in list(catalog.obsolete.items()):
        if template.get(message.id, message.context) is not None:
            current = catalog.get(message.id, message.context)
            if current is None or not current.string:
                catalog.delete(message.id, message.context)
                catalog[message.id] = message
            del catalog.obsolete[key]


def _name_catalogue(catalog: Catalog, language: Language) -> None:
    """Give a catalogue a header that names its language and no person."""
    try:
        catalog.locale = Locale.parse(language.code)
    except UnknownLocaleError:
        # Babel lends the plural rules of a relative to a language it does not know.
        catalog.locale = Locale.parse(language.format_locale)
    catalog.header_comment = f"# {language.english_name} translations of {PROJECT}. Licence: CC BY-SA 4.0."
    catalog.version = ""
    catalog.msgid_bugs_address = catalog.last_translator = ""
    catalog.language_team = language.english_name
    catalog.creation_date = _EPOCH
    catalog.fuzzy = False


def compile_catalogues(translations: Path, languages: Sequence[Language]) -> list[Path]:
    """Compile every catalogue; fuzzy and obsolete entries are left out.

    Returns:
        The compiled files that changed.

    Raises:
        ContentError: a catalogue cannot be read; it carries every such problem, and nothing was written.
    """
    problems: list[Problem] = []
    compiled: list[tuple[Path, bytes]] = []
    for _, _, path in source_files(translations, languages):
        if path.exists():
            catalog, found = read_catalog(path, _name(path, translations))
            problems += found
            written = io.BytesIO()
            write_mo(written, catalog, use_fuzzy=False)
            compiled.append((path.with_suffix(".mo"), written.getvalue()))
    if problems:
        raise ContentError(problems)
    return [path for path, data in compiled if _write(path, data)]


def status(translations: Path, languages: Sequence[Language]) -> list[Status]:
    """Return the state of every catalogue that exists, with what changed under its translations."""
    found = []
    for language, domain, path in source_files(translations, languages):
        if path.exists():
            catalog, problems = read_catalog(path, _name(path, translations))
            if problems:
                raise ContentError(problems)
            messages = [message for message in catalog if message.id]
            done = [message for message in messages if message.string and not message.fuzzy]
            missing = [message for message in messages if not message.string]
            changes = tuple(_changes(missing, list(catalog.obsolete.values())))
            fuzzy = sum(message.fuzzy for message in messages)
            found.append(Status(language.code, domain, len(done), fuzzy, len(messages), changes))
    return found


def _changes(missing: Sequence[Message], obsolete: Sequence[Message]) -> Iterator[Changed]:
    gone = {str(message.id): str(message.string) for message in obsolete if message.string}
    for message in missing:
        # Shown to a person who decides; never used as a translation.
        near = difflib.get_close_matches(str(message.id), gone, n=1, cutoff=0.6)
        if near:
            yield Changed(str(message.id), near[0], gone[near[0]])


def _name(path: Path, translations: Path) -> str:
    return f"translations/{path.relative_to(translations).as_posix()}"


def _write(path: Path, data: bytes) -> bool:
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(path.suffix + ".new")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True
