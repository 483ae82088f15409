"""``dalil review``: what an editor must know, and who has read what."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from app import create_app
from app.commands.console import library_of, out, spoken_errors
from app.library.library import Library
from app.library.links import check_links
from app.library.problems import ContentError, Problem
from app.library.review import GuideReport, Review, review
from app.library.signatures import LANGUAGE_ROLES, LEGAL_ROLES
from app.library.signing import Reading, sign
from app.settings import PROJECT, Settings, read_settings
from app.site.report import write_report


@click.group("review", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Measure 'overdue' by this day.")
@click.option(
    "--report", type=click.Path(path_type=Path), help="Also write one page for a lawyer to this file."
)
@click.option("--links", is_flag=True, help="Also ask every cited address whether it still answers.")
@click.option("--beside", default="fr", show_default=True, help="The report's second language.")
@click.pass_context
@spoken_errors
def review_command(context: click.Context, /, **options: Any) -> None:
    """Say what an editor must know; errors end with exit code 1."""
    if context.invoked_subcommand:
        return
    settings, report = read_settings(), options["report"]
    try:
        library = library_of(settings)
        found = review_of(library, settings, options["today"])
        problems, rows = found.problems, found.guides
    except ContentError as error:
        library, problems, rows = None, error.problems, ()
    if options["links"] and library:
        problems += tuple(check_links(library))
    if report and library:
        write_report(create_app(settings, library), report, options["beside"])
    if options["as_json"]:
        click.echo(json.dumps(_as_data(problems, rows), ensure_ascii=False, indent=1))
    else:
        _print_review(problems, rows)
        if report and library:
            out.print(f"The page for a lawyer is {report}.")
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


@review_command.command("sign")
@click.option("--role", type=click.Choice([*LEGAL_ROLES, *LANGUAGE_ROLES]), required=True)
@click.option("--guide", help="The guide that was read; without it, everything in the language.")
@click.option("--language", help="The language that was read; without it, the guide's law.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of the reading; today if not given.")
@spoken_errors
def sign_command(role: str, guide: str | None, language: str | None, date: datetime.datetime | None) -> None:
    """Record that a lawyer or a reader has read a text: a role and a day, never a name."""
    settings = read_settings()
    library = library_of(settings)
    day = date.date() if date else datetime.date.today()
    sign(library, settings.content, Reading(role, day, guide, language))
    what = " in ".join(
        part for part in (guide and f"the guide '{guide}'", language and f"'{language}'") if part
    )
    out.print(
        f"Recorded: a {role} read {what} on {day}. A change of the text takes it away again.", markup=False
    )


def review_of(library: Library, settings: Settings, today: datetime.datetime | None = None) -> Review:
    """Review a library as the settings describe it; ``today`` is the day to measure "overdue" by."""
    day = today.date() if today else datetime.date.today()
    return review(library, PROJECT, settings.content, settings.translations, day)


def _as_data(problems: tuple[Problem, ...], rows: tuple[GuideReport, ...]) -> dict[str, object]:
    return {
        "problems": [vars(problem) for problem in problems],
        "guides": [
            {
                **vars(row),
                "review_by": row.review_by.isoformat(),
                "long_sentences": [vars(sentence) for sentence in row.long_sentences],
            }
            for row in rows
        ],
    }


def _print_review(problems: tuple[Problem, ...], rows: tuple[GuideReport, ...]) -> None:
    if rows:
        codes = list(rows[0].coverage)
        table = Table("guide", "words", "long sentences", "review by", *codes, box=None)
        for row in rows:
            shares = (f"{row.coverage[code]} %" for code in codes)
            long_ones = str(len(row.long_sentences))
            table.add_row(row.slug, str(row.words), long_ones, str(row.review_by), *shares)
        out.print(table)
    for row in rows:
        for sentence in row.long_sentences:
            out.print(f"note: {sentence.file}: {sentence.words} words: {sentence.text}", markup=False)
    for problem in problems:
        out.print(f"{problem.severity}: {problem}", markup=False)
    errors = sum(problem.severity == "error" for problem in problems)
    out.print(f"{errors} errors, {len(problems) - errors} warnings.")
