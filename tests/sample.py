"""A small valid library in a folder of its own, which tests break, translate and load."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from app.library.catalogues import catalogue_path
from app.library.languages import Language
from app.library.library import Library
from app.library.loading import load_languages, load_library
from app.library.messages import compile_catalogues
from app.library.problems import ContentError, Problem
from app.library.signatures import Signature
from app.library.signing import Reading, sign

PROJECT = Path(__file__).resolve().parent.parent

# The number that contacts/night-line.yaml knows by its fingerprint only.
HELD_NUMBER = "+212500000002"

# Language, domain, context, message and translation. French translates a part of the guide "arrest", Arabic
# less of it, and Darija, a language that Babel does not know, only its title.
_TRANSLATIONS = (
    ("fr", "guides", "guide title", "If you are arrested", "Si on vous arrête"),
    (
        "fr",
        "guides",
        "guide summary",
        "You can stay silent. You can ask for a lawyer.",
        "Vous pouvez garder le silence. Vous pouvez demander un avocat.",
    ),
    (
        "fr",
        "guides",
        None,
        "**Stay calm.** You can stay silent. [](source:law-1#66)",
        "**Restez calme.** Vous pouvez garder le silence. [](source:law-1#66)",
    ),
    (
        "fr",
        "guides",
        None,
        "**Ask for a lawyer.** Call [](contact:legal-aid).",
        "**Demandez un avocat.** Appelez [](contact:legal-aid).",
    ),
    ("fr", "guides", "heading", "What the law says", "Ce que dit la loi"),
    (
        "fr",
        "guides",
        None,
        "The fine is at most 25,000 dirhams. [](source:leaflet)",
        "L’amende est de 25 000 dirhams au plus. [](source:leaflet)",
    ),
    (
        "fr",
        "guides",
        None,
        "Read [If you are held](guide:held) before you go. Then call [the legal line](contact:legal-aid).",
        "Lisez [Si on vous retient](guide:held) avant. Puis appelez [la ligne](contact:legal-aid).",
    ),
    ("fr", "guides", "topic title", "Police and arrest", "Police et arrestation"),
    ("fr", "contacts", None, "Free legal advice for foreigners.", "Conseil juridique gratuit aux étrangers."),
    ("fr", "contacts", "need title", "Legal help", "Aide juridique"),
    ("ar", "guides", "guide title", "If you are arrested", "إذا اعتقلوك"),
    (
        "ar",
        "guides",
        None,
        "The fine is at most 25,000 dirhams. [](source:leaflet)",
        "الغرامة ٢٥٬٠٠٠ درهم على الأكثر. [](source:leaflet)",
    ),
    ("ar", "contacts", None, "Free legal advice for foreigners.", "استشارة قانونية مجانية للأجانب."),
    ("ary", "guides", "guide title", "If you are arrested", "إلا شدوك"),
)


class Sample:
    """The sample's folders, and every way in which a test may change them before loading.

    ``project`` is the folder that stands for the repository; ``content``, ``translations`` and an ``app``
    with a few words lie in it. Names of content files are relative to ``content``: ``guides/arrest.md``.
    """

    def __init__(self, project: Path) -> None:
        self.project = project
        self.content = project / "content"
        self.translations = project / "translations"

    @classmethod
    def create(cls, project: Path) -> Sample:
        """Write the whole sample, valid and with its catalogues, into an empty folder."""
        sample = cls(project)
        shutil.copytree(PROJECT / "tests" / "sample_project", project, dirs_exist_ok=True)
        for language, domain, context, message, translation in _TRANSLATIONS:
            sample.translate(language, message, translation, domain=domain, context=context)
        sample.sign("lawyer", guide="held")
        sample.sign("native speaker", language="ar")
        for compiled in sample.translations.rglob("*.mo"):
            compiled.unlink()
        return sample

    def sign(self, role: str, guide: str | None = None, language: str | None = None) -> Signature:
        """Record that somebody read a guide or a language on 1 March 2026."""
        return sign(self.load(), self.content, Reading(role, datetime.date(2026, 3, 1), guide, language))

    def copy(self, project: Path) -> Sample:
        """Return a copy of the sample in another folder."""
        shutil.copytree(self.project, project, dirs_exist_ok=True)
        return Sample(project)

    def read(self, file: str) -> str:
        """Return the text of a content file."""
        return (self.content / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        """Write a content file, new or in place of the one that is there."""
        path = self.content / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def replace(self, file: str, old: str, new: str) -> int:
        """Replace a text that stands once in a content file; return the line on which it stood."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def remove(self, file: str) -> None:
        """Remove a content file."""
        (self.content / file).unlink()

    def catalogue(self, language: str, domain: str = "guides") -> Path:
        """Return where a catalogue's source file lies."""
        return catalogue_path(self.translations, language, domain, "po")

    def translate(
        self,
        language: str,
        message: str,
        translation: str,
        *,
        domain: str = "guides",
        context: str | None = None,
        fuzzy: bool = False,
        obsolete: bool = False,
    ) -> None:
        """Write one catalogue entry, in place of the one that is there; an empty one with ``""``."""
        path = self.catalogue(language, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = Catalog(project="Sample", charset="utf-8", fuzzy=False)
        if path.exists():
            with path.open("rb") as file:
                catalog = read_po(file)
        catalog.delete(message, context)
        entry = Message(message, translation, flags=["fuzzy"] if fuzzy else [], context=context)
        if obsolete:
            catalog.obsolete[message if context is None else (message, context)] = entry
        else:
            catalog[message] = entry
        with path.open("wb") as file:
            write_po(file, catalog, width=0)

    def languages(self) -> list[Language]:
        """Return the sample's languages, published or not."""
        return list(load_languages(self.content).values())

    def load(self) -> Library:
        """Compile the catalogues and load the library."""
        compile_catalogues(self.translations, self.languages())
        return load_library(self.content, self.translations)

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem that keeps the content from loading; none when it loads."""
        try:
            load_library(self.content, self.translations)
        except ContentError as error:
            return error.problems
        return ()
