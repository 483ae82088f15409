"""From the folders ``content/`` and ``translations/`` to a library, or to every problem in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from app.library.body_check import Reference
from app.library.catalogues import DOMAINS, read_catalogue
from app.library.contacts import Contact, ContactFile, Phone
from app.library.glossary import Glossary, Term
from app.library.guides import Guide, load_guide
from app.library.languages import Language
from app.library.library import Library
from app.library.notices import Notice
from app.library.problems import ContentError, Problem
from app.library.records import City, Need, Source, Topic
from app.library.signatures import Signature
from app.library.validation import RecordType, validate, validate_list
from app.library.yaml_files import Document, parse_yaml, read_text

Item = TypeVar("Item")

_SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


@dataclass
class _Loader:
    content: Path
    problems: list[Problem] = field(default_factory=list)

    def name(self, path: Path) -> str:
        return f"content/{path.relative_to(self.content).as_posix()}"

    def problem(self, file: str, line: int | None, where: str, message: str, mend: str) -> None:
        self.problems.append(Problem(file, line, where, message, mend))

    def document(self, path: Path) -> Document:
        """Parse one YAML file; what cannot be read becomes a problem and an empty document."""
        name = self.name(path)
        if not path.is_file():
            self.problem(name, None, "", "the file is missing", "Create it; see CONTRIBUTING for its keys")
            return Document([], {})
        text, problems = read_text(path, name)
        self.problems += problems
        if problems:
            return Document(None, {})
        document, problems = parse_yaml(text, name)
        self.problems += problems
        return document

    def records(self, model: type[RecordType], file: str, key: str = "id") -> dict[str, RecordType]:
        """Load a file that is a list of records, each with its own id."""
        path = self.content / file
        document = self.document(path)
        if document.data is None:
            return {}
        records, problems = validate_list(model, document, self.name(path))
        self.problems += problems
        found: dict[str, RecordType] = {}
        for record in records:
            identifier = str(getattr(record, key))
            if identifier in found:
                entries = enumerate(document.data)
                twice = [at for at, data in entries if isinstance(data, dict) and data.get(key) == identifier]
                line = document.line_of((twice[-1], key))
                self.problem(
                    self.name(path), line, key, f"'{identifier}' is there twice", "Rename or remove one"
                )
            found[identifier] = record
        return found

    def each_file(self, folder: str, ending: str) -> Iterable[Path]:
        """Yield a folder's files in the order of their names, noting names that cannot be addresses."""
        for path in sorted((self.content / folder).glob("*")):
            if path.suffix != f".{ending}":
                mend = f"Move it away; this folder holds {ending} files only"
                self.problem(self.name(path), None, "", "the file does not belong here", mend)
            elif not _SLUG.match(path.stem):
                mend = "Use small letters a to z, digits and single hyphens; the name becomes the address"
                self.problem(self.name(path), None, "", "the file's name cannot be an address", mend)
            else:
                yield path

    def guides(self) -> list[Guide]:
        found = []
        for path in self.each_file("guides", "md"):
            text, problems = read_text(path, self.name(path))
            if not problems:
                guide, problems = load_guide(path.stem, text, self.name(path))
                if guide is not None:
                    found.append(guide)
            self.problems += problems
        return found

    def contacts(self) -> tuple[list[Contact], frozenset[str]]:
        found, held = [], set()
        for path in self.each_file("contacts", "yaml"):
            document = self.document(path)
            if document.data is None:
                continue
            record, problems = validate(ContactFile, document, self.name(path))
            self.problems += problems
            if record is not None:
                held |= {phone.fingerprint for phone in record.phones if phone.fingerprint}
                shown: tuple[Phone, ...] = tuple(p for p in record.phones if p.publish != "hold")
                values = {key: getattr(record, key) for key in ContactFile.model_fields}
                found.append(Contact(id=path.stem, **{**values, "phones": shown}))
        return found, frozenset(held)

    def signatures(self) -> Mapping[tuple[str | None, str | None], Signature]:
        """Load who read what; of two entries for the same text the last counts."""
        file = "content/reviews.yaml"
        document = self.document(self.content / "reviews.yaml")
        if document.data is None:
            return {}
        signatures, problems = validate_list(Signature, document, file)
        self.problems += problems
        for signature in signatures:
            if signature.problem():
                self.problem(file, None, "", signature.problem(), "Let 'dalil review sign' write the entry")
        return MappingProxyType({signature.signs: signature for signature in signatures})

    def check_languages(self, languages: Mapping[str, Language]) -> None:
        # Half a list would only make every other language look wrong too; languages are loaded first.
        if self.problems:
            return
        file = "content/languages.yaml"
        sources = [code for code, language in languages.items() if language.state == "source"]
        if len(sources) != 1:
            message = f"{len(sources)} languages have the state 'source'"
            self.problem(
                file, None, "state", message, "Give it to exactly one: the language the guides are written in"
            )
        for code in sources:
            if not languages[code].published:
                mend = "Publish it: readers of every other language may be shown it"
                self.problem(file, None, f"{code}.published", "the source language is not published", mend)
        for code, language in languages.items():
            for where in ("fallback", "reference"):
                target = getattr(language, where)
                if target is not None and (target == code or target not in languages):
                    mend = "Use the code of another language of this file"
                    self.problem(
                        file, None, f"{code}.{where}", f"'{target}' is not another language here", mend
                    )
            if language.state != "source" and language.fallback is None:
                self.problem(
                    file, None, f"{code}.fallback", "the key is missing", "Name the language shown instead"
                )
            seen, following = {code}, language.fallback
            while following is not None and following in languages:
                if following in seen:
                    self.problem(
                        file, None, f"{code}.fallback", "the fallbacks run in a circle", "End at the source"
                    )
                    break
                seen.add(following)
                following = languages[following].fallback

    def check_references(self, library: Library) -> None:
        guides = library.guides
        targets: dict[str, Mapping[str, object]] = {"guide": guides, "contact": library.contacts}
        for guide in guides.values():
            if guide.front.topic not in library.topics:
                message = f"the topic '{guide.front.topic}' does not exist"
                self.problem(guide.file, None, "topic", message, f"Use one of: {', '.join(library.topics)}")
            for source in guide.front.sources:
                if source not in library.sources:
                    message = f"the source '{source}' does not exist"
                    self.problem(guide.file, None, "sources", message, "Add it to content/sources.yaml")
            for reference in guide.references:
                identifier, _, anchor = reference.target.partition("#")
                if reference.scheme == "source":
                    self._check_citation(guide, reference, library.sources)
                elif identifier not in targets[reference.scheme]:
                    message = f"the {reference.scheme} '{identifier}' does not exist"
                    mend = f"Use the name of a file in content/{reference.scheme}s, without its ending"
                    self.problem(guide.file, reference.line, "", message, mend)
                elif anchor and (reference.scheme != "guide" or anchor not in guides[identifier].anchors):
                    message = f"the {reference.scheme} '{identifier}' has no anchor '{anchor}'"
                    self.problem(guide.file, reference.line, "", message, "Correct it, or end before the #")
        self._check_contacts(library)
        self._check_notices(library)

    def _check_contacts(self, library: Library) -> None:
        for contact in library.contacts.values():
            file = f"content/contacts/{contact.id}.yaml"
            for where, values, known in (
                ("needs", contact.needs, library.needs),
                ("cities", contact.cities, library.cities),
            ):
                for value in values:
                    if value not in known:
                        mend = f"Use an id of content/{where}.yaml"
                        self.problem(file, None, where, f"'{value}' does not exist", mend)

    def _check_notices(self, library: Library) -> None:
        known: dict[str, Mapping[str, object]] = {"guide": library.guides, "contact": library.contacts}
        for notice in library.notices.values():
            scheme, _, identifier = (notice.page or "").partition(":")
            if scheme and identifier not in known[scheme]:
                message = f"the {scheme} '{identifier}' does not exist"
                mend = f"Use the name of a file in content/{scheme}s, without its ending"
                self.problem("content/notices.yaml", None, f"{notice.id}.page", message, mend)

    def _check_citation(self, guide: Guide, reference: Reference, sources: Mapping[str, Source]) -> None:
        identifier, _, articles = reference.target.partition("#")
        source = sources.get(identifier)
        if source is None:
            message = f"the source '{identifier}' does not exist"
            self.problem(guide.file, reference.line, "", message, "Add it to content/sources.yaml")
        elif source.articles and not articles:
            message = f"'{identifier}' is cited without an article"
            self.problem(guide.file, reference.line, "", message, f"Write source:{identifier}#<article>")
        elif articles and not re.fullmatch(r"[0-9]+(-[0-9]+)*(,[0-9]+(-[0-9]+)*)*", articles):
            message = f"'{articles}' is not a list of articles"
            self.problem(guide.file, reference.line, "", message, "Write #23 or #23,24 or #82-5-1")


def _by(items: Iterable[Item], key: Callable[[Item], str]) -> Mapping[str, Item]:
    return MappingProxyType({key(item): item for item in items})


def load_languages(content: Path) -> Mapping[str, Language]:
    """Return every language of the library, published or not.

    Args:
        content: the folder that holds ``languages.yaml``.

    Returns:
        The languages by their codes, in the order of the file.

    Raises:
        ContentError: the file is broken; it carries every problem found.
    """
    loader = _Loader(content)
    languages = loader.records(Language, "languages.yaml", key="code")
    loader.check_languages(languages)
    if loader.problems:
        raise ContentError(loader.problems)
    return MappingProxyType(languages)


def load_library(content: Path, translations: Path) -> Library:
    """Load and check everything the app knows.

    Args:
        content: the folder of guides, contacts and lists.
        translations: the folder of catalogues, already compiled.

    Returns:
        The library; only published languages are in it.

    Raises:
        ContentError: something is wrong; it carries every problem found.
    """
    loader = _Loader(content)
    languages = loader.records(Language, "languages.yaml", key="code")
    loader.check_languages(languages)
    topics = loader.records(Topic, "topics.yaml")
    sources = loader.records(Source, "sources.yaml")
    needs = loader.records(Need, "needs.yaml")
    cities = loader.records(City, "cities.yaml")
    terms = loader.records(Term, "glossary.yaml", key="term")
    notices = loader.records(Notice, "notices.yaml")
    signatures = loader.signatures()
    guides, (contacts, held) = loader.guides(), loader.contacts()
    if loader.problems:
        raise ContentError(loader.problems)
    place = list(topics)
    guides.sort(
        key=lambda g: (place.index(g.front.topic) if g.front.topic in topics else 0, g.front.order, g.slug)
    )
    contacts.sort(key=lambda contact: (contact.order, contact.id))
    published = {code: language for code, language in languages.items() if language.published}
    library = Library(
        languages=MappingProxyType(published),
        topics=MappingProxyType(topics),
        needs=MappingProxyType(needs),
        cities=MappingProxyType(cities),
        sources=MappingProxyType(sources),
        guides=_by(guides, lambda guide: guide.slug),
        contacts=_by(contacts, lambda contact: contact.id),
        notices=MappingProxyType(notices),
        held_numbers=held,
        glossary=Glossary.of(terms.values()),
        signatures=signatures,
        catalogues=MappingProxyType(
            {
                (code, domain): read_catalogue(translations, code, domain)
                for code in published
                for domain in DOMAINS
            }
        ),
    )
    loader.check_references(library)
    if loader.problems:
        raise ContentError(loader.problems)
    return library
