"""How every command speaks: what it prints, and how it says what it cannot do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from rich.console import Console

from app.library.languages import Language
from app.library.library import Library
from app.library.loading import load_languages, load_library
from app.library.messages import compile_catalogues
from app.library.problems import ContentError
from app.settings import SettingError, Settings
from app.site.freeze import FreezeError
from app.site.release import NoRelease

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


def languages_of(settings: Settings) -> list[Language]:
    """Return every language of the content, published or not."""
    return list(load_languages(settings.content).values())


def library_of(settings: Settings) -> Library:
    """Compile the catalogues and return the library that the settings name."""
    compile_catalogues(settings.translations, languages_of(settings))
    return load_library(settings.content, settings.translations)
