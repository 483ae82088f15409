"""What a copy of Dalil can be told from outside: one frozen record, read once from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

# Settings of the part that sends notifications; one environment file may serve copies with and without it.
_BELONG_TO_PUSH = {"DALIL_INSTANCE"}


class SettingError(Exception):
    """A setting has a value that cannot be right; the message names the variable and the mend."""


@dataclass(frozen=True)
class Settings:
    """The settings of one copy.

    ``url`` is the public address without a final slash (empty when unknown); ``operator`` and
    ``operator_contact`` say who answers for the copy; ``leave_url`` is where "Leave now" goes, with
    ``{language}`` in place of the reader's language.
    """

    url: str = ""
    operator: str = ""
    operator_contact: str = ""
    leave_url: str = "https://{language}.wikipedia.org/"
    content: Path = PROJECT / "content"
    translations: Path = PROJECT / "translations"
    static: Path = PROJECT / "static"

    def leave_address(self, language: str) -> str:
        """Return the neutral page that "Leave now" opens for a reader of a language."""
        return self.leave_url.replace("{language}", language)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the environment gives, with defaults for the rest.

    Args:
        environment: names and values; only names that begin with ``DALIL_`` are read.

    Returns:
        The settings.

    Raises:
        SettingError: a value cannot be right, or a name is not known.
    """
    given = {name: value.strip() for name, value in environment.items() if name.startswith("DALIL_")}
    known = {
        "DALIL_URL": _web_address,
        "DALIL_OPERATOR": _words,
        "DALIL_OPERATOR_CONTACT": _contact,
        "DALIL_LEAVE_URL": _leave_address,
        "DALIL_CONTENT": _folder,
        "DALIL_TRANSLATIONS": _folder,
    }
    for name in given:
        if name not in known and name not in _BELONG_TO_PUSH:
            raise SettingError(f"{name} is not a setting. Use one of {', '.join(known)}, or remove it.")
    values = {
        name.removeprefix("DALIL_").lower(): read(name, given[name])
        for name, read in known.items()
        if given.get(name)
    }
    return Settings(**values)  # type: ignore[arg-type]


def _web_address(name: str, value: str) -> str:
    found = re.fullmatch(r"(https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::([0-9]{1,5}))?)/?", value)
    if not found or int(found[2] or 0) > 65535:
        raise SettingError(
            f"{name} is '{value}', which is not the address of a site. Write it like https://dalil.example, "
            "without a path."
        )
    return found[1]


def _words(name: str, value: str) -> str:
    if len(value.splitlines()) > 1 or len(value) > 200:
        raise SettingError(f"{name} is too long. Write one line of at most 200 characters.")
    return value


def _contact(name: str, value: str) -> str:
    if re.fullmatch(r"[^@:/\s<>\"]+@[^@:/\s<>\"]+\.[^@:/\s<>\"]+", value):
        return f"mailto:{value}"
    if re.fullmatch(r"https?://[^\s<>\"]+", value):
        return value
    raise SettingError(
        f"{name} is '{value}'. Write an e-mail address, or a web address that begins with https://."
    )


def _leave_address(name: str, value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"{}/]+(/[^\s<>\"{}]*)?", value.replace("{language}", "ar")):
        raise SettingError(
            f"{name} is '{value}'. Write the address of a harmless page that begins with https://; "
            "{language} may stand in it for the reader's language."
        )
    return value


def _folder(name: str, value: str) -> Path:
    path = Path(value)
    if not path.is_dir():
        raise SettingError(
            f"{name} is '{value}', which is not a folder. Correct the path, or remove the setting."
        )
    return path
