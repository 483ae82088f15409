"""The ``dalil`` command; what an editor types and what it answers."""

from __future__ import annotations

from pathlib import Path

import click

from app import create_app
from app.commands.console import languages_of, library_of, out, spoken_errors
from app.commands.messages import messages
from app.commands.new import new
from app.commands.review import review_command, review_of
from app.library.problems import ContentError
from app.offline.bundle import Circumstances
from app.settings import PROJECT, read_settings
from app.site.freeze import freeze
from app.site.preview import run_preview
from app.site.release import current_release
from app.site.serve import serve_release

SITE = PROJECT / "build" / "site"


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
    library = library_of(settings)
    problems = review_of(library, settings).errors
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
    run_preview(settings, lambda: languages_of(settings), host, port)


main.add_command(messages)
main.add_command(new)
main.add_command(review_command)
