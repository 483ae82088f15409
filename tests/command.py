"""The ``dalil`` command over a sample, for the tests of what it answers."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import CliRunner, Result

from app.cli import main
from tests.sample import Sample

Run = Callable[..., Result]


def runner(sample: Sample) -> Run:
    """Return what runs a command over a sample as it is then; an error that is not spoken is raised."""
    folders = {"DALIL_CONTENT": str(sample.content), "DALIL_TRANSLATIONS": str(sample.translations)}

    def run(*arguments: str, **settings: str) -> Result:
        result = CliRunner().invoke(main, arguments, env={**folders, **settings})
        if not isinstance(result.exception, SystemExit | None):
            raise result.exception
        return result

    return run
