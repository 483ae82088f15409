"""``dalil messages``: catalogues through Babel."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from app.commands.console import languages_of, out, spoken_errors
from app.library.messages import compile_catalogues, status, update, write_templates
from app.settings import PROJECT, read_settings


@click.group()
def messages() -> None:
    """Catalogues: what is to be translated, and how far it is."""


@messages.command("extract")
@click.option("--to", type=click.Path(path_type=Path), default=PROJECT / "build" / "messages")
@spoken_errors
def extract_command(to: Path) -> None:
    """Write the templates (.pot) of all messages, for translation tools."""
    settings = read_settings()
    for path, count in write_templates(PROJECT, settings.content, to):
        out.print(f"{path.name}: {count} messages")


@messages.command("update")
@spoken_errors
def update_command() -> None:
    """Bring every catalogue up to date with the texts; changed sentences become untranslated."""
    settings = read_settings()
    changed = update(PROJECT, settings.content, settings.translations, languages_of(settings))
    out.print(f"{len(changed)} catalogues changed.")


@messages.command("compile")
@spoken_errors
def compile_command() -> None:
    """Compile every catalogue; fuzzy and obsolete entries are left out."""
    settings = read_settings()
    changed = compile_catalogues(settings.translations, languages_of(settings))
    out.print(f"{len(changed)} catalogues compiled.")


@messages.command("status")
@spoken_errors
def status_command() -> None:
    """Say how far each catalogue is, and what changed sentences used to say."""
    settings = read_settings()
    table = Table("language", "catalogue", "translated", "of", "fuzzy", box=None)
    states = status(settings.translations, languages_of(settings))
    for state in states:
        counts = (str(state.translated), str(state.total), str(state.fuzzy))
        table.add_row(state.language, state.domain, *counts)
    out.print(table)
    for state in states:
        for change in state.changed:
            out.print(f"\n{state.language} {state.domain}: the sentence changed", markup=False)
            for label, text in (
                ("now", change.message),
                ("was", change.was),
                ("translation", change.translation),
            ):
                out.print(f"  {label}: {text}", markup=False)
