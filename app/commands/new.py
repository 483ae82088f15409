"""``dalil new``: skeletons that an editor fills in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from app.commands.console import languages_of, library_of, out, spoken_errors
from app.library.loading import load_languages, load_library
from app.library.messages import update
from app.library.problems import ContentError
from app.library.skeletons import new_contact, new_guide, new_language
from app.settings import PROJECT, Settings, read_settings


@click.group()
def new() -> None:
    """Write the skeleton of a guide, a contact or a language."""


@new.command("guide")
@click.argument("slug")
@click.option("--title", required=True, help="Its title, in plain words.")
@click.option("--topic", help="The id of its topic in topics.yaml.")
@spoken_errors
def guide_command(slug: str, title: str, topic: str | None) -> None:
    """Write the skeleton of a guide; SLUG is its name in addresses and never changes again."""
    settings = read_settings()
    library = library_of(settings)
    _keep_if_valid(settings, lambda: new_guide(library, settings.content, slug, title, topic))


@new.command("contact")
@click.argument("identifier")
@click.option("--name", required=True, help="Its name in French, as it writes itself.")
@click.option("--source", required=True, help="The web address where its details were read.")
@spoken_errors
def contact_command(identifier: str, name: str, source: str) -> None:
    """Write the skeleton of a contact, without a number; IDENTIFIER is its name in addresses."""
    settings = read_settings()
    library = library_of(settings)
    _keep_if_valid(settings, lambda: new_contact(library, settings.content, identifier, name, source))


@new.command("language")
@click.argument("code")
@click.option("--name", required=True, help="Its name, as its readers write it.")
@click.option("--english-name", required=True)
@click.option("--direction", type=click.Choice(["ltr", "rtl"]), default="ltr", show_default=True)
@click.option("--fallback", default="fr", show_default=True, help="What is shown where it has no words yet.")
@click.option("--format-locale", required=True, help="Whose dates it uses, for example ar_MA.")
@spoken_errors
def language_command(code: str, **values: str) -> None:
    """Add a language with empty catalogues; it is published when its interface is translated."""
    settings = read_settings()
    path = settings.content / "languages.yaml"
    before = path.read_bytes()
    new_language(settings.content, code, **values)
    try:
        load_languages(settings.content)
    except ContentError:
        path.write_bytes(before)
        raise
    update(PROJECT, settings.content, settings.translations, languages_of(settings))
    out.print(f"Added '{code}'. Translate translations/{code}/LC_MESSAGES/messages.po first.", markup=False)


def _keep_if_valid(settings: Settings, write: Callable[[], Path]) -> None:
    """Write a file and load everything with it; a file that does not fit is taken back."""
    path = write()
    try:
        load_library(settings.content, settings.translations)
    except ContentError:
        path.unlink()
        raise
    out.print(
        f"Wrote content/{path.parent.name}/{path.name}. Fill it in, then run 'dalil review'.", markup=False
    )
