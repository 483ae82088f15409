"""The ``dalil`` command; what an editor types and what it answers."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from rich.console import Console
from rich.table import Table

from app import create_app
from app.library.languages import Language
from app.library.library import Library
from app.library.loading import load_languages, load_library
from app.library.messages import compile_catalogues, status, update, write_templates
from app.library.problems import ContentError, Problem
from app.library.review import GuideReport, Review, review
from app.offline.bundle import Circumstances
from app.settings import PROJECT, SettingError, Settings, read_settings
from app.site.freeze import FreezeError, freeze
from app.site.preview import run_preview
from app.site.release import NoRelease, current_release
from app.site.serve import serve_release

SITE = PROJECT / "build" / "site"

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# Without emoji: ":100:" in "guides/work.md:100: …" would become one.
out = Console(soft_wrap=True, highlight=False, emoji=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)


def spoken_errors(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Turn a known error into its sentences and exit code 1; an unknown one stays a traceback."""

    @wraps(command)
    def wrapped(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except ContentError as error:
            for problem in error.problems:
                err.print(str(problem), markup=False)
            err.print(f"{len(error.problems)} to mend. Nothing was changed.")
        except (SettingError, NoRelease, FreezeError) as error:
            err.print(str(error), markup=False)
        sys.exit(1)

    return wrapped


@click.group()
def main() -> None:
    """Dalil: a rights guide for migrants in Morocco that works without internet."""


@main.command()
@click.option("--site", type=click.Path(path_type=Path), default=SITE, help="Where the frozen site goes.")
@click.option("--previous", type=click.Path(path_type=Path), help="The site whose releases phones have.")
@click.option("--kill", is_flag=True, help="Tell every phone to delete what it saved.")
@spoken_errors
def build(site: Path, previous: Path | None, kill: bool) -> None:
    """Freeze every page into a new release and switch to it."""
    settings = read_settings()
    compile_catalogues(settings.translations, _languages(settings))
    library = load_library(settings.content, settings.translations)
    problems = _review(library, settings).errors
    if problems:
        raise ContentError(problems)
    release = freeze(create_app(settings, library), site, previous, Circumstances(kill=kill))
    pages = sum(1 for _ in release.public.rglob("index.html"))
    out.print(f"Release {release.identifier}: {pages} pages in {len(release.languages)} languages.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8000, show_default=True)
@click.option("--site", type=click.Path(path_type=Path), default=SITE, help="The frozen site.")
@spoken_errors
def serve(host: str, port: int, site: Path) -> None:
    """Serve what was frozen; no visitor is logged."""
    release = current_release(site)
    out.print(f"Dalil is at http://{host}:{port}/ (release {release.identifier}). Ctrl+C ends it.")
    serve_release(release, host, port)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8001, show_default=True)
@spoken_errors
def dev(host: str, port: int) -> None:
    """Show the content live: pages reload when a file changes, errors show in the page."""
    settings = read_settings()
    run_preview(settings, lambda: _languages(settings), host, port)


@main.command("review")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Measure 'overdue' by this day.")
@spoken_errors
def review_command(as_json: bool, today: datetime.datetime | None) -> None:
    """Say what an editor must know; errors end with exit code 1."""
    settings = read_settings()
    try:
        compile_catalogues(settings.translations, _languages(settings))
        found = _review(load_library(settings.content, settings.translations), settings, today)
        problems, rows = found.problems, found.guides
    except ContentError as error:
        problems, rows = error.problems, ()
    if as_json:
        click.echo(json.dumps(_as_data(problems, rows), ensure_ascii=False, indent=1))
    else:
        _print_review(problems, rows)
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


@main.group()
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
    changed = update(PROJECT, settings.content, settings.translations, _languages(settings))
    out.print(f"{len(changed)} catalogues changed.")


@messages.command("compile")
@spoken_errors
def compile_command() -> None:
    """Compile every catalogue; fuzzy and obsolete entries are left out."""
    settings = read_settings()
    changed = compile_catalogues(settings.translations, _languages(settings))
    out.print(f"{len(changed)} catalogues compiled.")


@messages.command("status")
@spoken_errors
def status_command() -> None:
    """Say how far each catalogue is, and what changed sentences used to say."""
    settings = read_settings()
    table = Table("language", "catalogue", "translated", "of", "fuzzy", box=None)
    states = status(settings.translations, _languages(settings))
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


def _languages(settings: Settings) -> list[Language]:
    return list(load_languages(settings.content).values())


def _review(library: Library, settings: Settings, today: datetime.datetime | None = None) -> Review:
    day = today.date() if today else datetime.date.today()
    return review(library, PROJECT, settings.content, settings.translations, day)


def _as_data(problems: tuple[Problem, ...], rows: tuple[GuideReport, ...]) -> dict[str, object]:
    return {
        "problems": [vars(problem) for problem in problems],
        "guides": [{**vars(row), "review_by": row.review_by.isoformat()} for row in rows],
    }


def _print_review(problems: tuple[Problem, ...], rows: tuple[GuideReport, ...]) -> None:
    if rows:
        codes = list(rows[0].coverage)
        table = Table("guide", "words", "long sentences", "review by", *codes, box=None)
        for row in rows:
            shares = (f"{row.coverage[code]} %" for code in codes)
            table.add_row(row.slug, str(row.words), str(row.long_sentences), str(row.review_by), *shares)
        out.print(table)
    for problem in problems:
        out.print(f"{problem.severity}: {problem}", markup=False)
    errors = sum(problem.severity == "error" for problem in problems)
    out.print(f"{errors} errors, {len(problems) - errors} warnings.")
