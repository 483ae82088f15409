"""What a copy can be told from outside: every setting, and a sentence for every value that is wrong."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from app.settings import PROJECT, SettingError, Settings, read_settings

NAMES = (
    "DALIL_URL",
    "DALIL_OPERATOR",
    "DALIL_OPERATOR_CONTACT",
    "DALIL_LEAVE_URL",
    "DALIL_CONTENT",
    "DALIL_TRANSLATIONS",
)


def test_without_any_setting_a_copy_shows_the_projects_own_words() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert settings.content == PROJECT / "content"
    assert settings.translations == PROJECT / "translations"
    assert settings.static == PROJECT / "static"
    assert (settings.url, settings.operator, settings.operator_contact) == ("", "", "")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", ["", " ", "\n"])
def test_an_empty_setting_is_no_setting(name: str, value: str) -> None:
    assert read_settings({name: value}) == Settings()


def test_what_belongs_to_others_is_not_read() -> None:
    others = {
        "PATH": "/bin",
        "HOME": "/root",
        "_DALIL_RELEASE": "/x",
        "MY_DALIL_URL": "x",
        "DATABASE_URL": "x",
    }
    assert read_settings(others) == Settings()


def test_the_environment_of_the_process_is_read_as_it_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DALIL_OPERATOR", "Someone")
    assert read_settings().operator == "Someone"
    monkeypatch.setenv("DALIL_OPERATOR", "Someone else")
    assert read_settings().operator == "Someone else"


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://dalil.example", "https://dalil.example"),
        ("https://dalil.example/", "https://dalil.example"),
        ("  https://dalil.example ", "https://dalil.example"),
        ("http://192.168.1.10:8000", "http://192.168.1.10:8000"),
        ("http://localhost:80/", "http://localhost:80"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://دليل.example", "https://دليل.example"),
    ],
)
def test_the_public_address_has_no_final_slash(value: str, address: str) -> None:
    assert read_settings({"DALIL_URL": value}).url == address


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("aide@legal.example", "mailto:aide@legal.example"),
        ("first.last+dalil@mail.legal.example", "mailto:first.last+dalil@mail.legal.example"),
        ("https://legal.example/contact", "https://legal.example/contact"),
        ("http://legal.example", "http://legal.example"),
        ("https://social.example/@dalil.ma", "https://social.example/@dalil.ma"),
    ],
)
def test_who_answers_can_be_written_to_by_mail_or_on_a_page(value: str, address: str) -> None:
    assert read_settings({"DALIL_OPERATOR_CONTACT": value}).operator_contact == address


def test_the_operator_is_one_line_of_words() -> None:
    words = "جمعية المساعدة & Co <Rabat>"
    assert read_settings({"DALIL_OPERATOR": f" {words} "}).operator == words
    assert read_settings({"DALIL_OPERATOR": "x" * 200}).operator == "x" * 200


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (None, "https://fr.wikipedia.org/"),
        ("https://weather.example/", "https://weather.example/"),
        ("https://weather.example", "https://weather.example"),
        (
            "https://{language}.weather.example/{language}/?l={language}",
            "https://fr.weather.example/fr/?l=fr",
        ),
    ],
)
def test_leaving_leads_to_a_harmless_page_in_the_readers_language(value: str | None, address: str) -> None:
    environment = {"DALIL_LEAVE_URL": value} if value else {}
    assert read_settings(environment).leave_address("fr") == address


@pytest.mark.parametrize(
    ("name", "field"), [("DALIL_CONTENT", "content"), ("DALIL_TRANSLATIONS", "translations")]
)
def test_a_folder_may_lie_elsewhere(tmp_path: Path, name: str, field: str) -> None:
    assert getattr(read_settings({name: str(tmp_path)}), field) == tmp_path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DALIL_URL", "dalil.example"),
        ("DALIL_URL", "//dalil.example"),
        ("DALIL_URL", "ftp://dalil.example"),
        ("DALIL_URL", "https://"),
        ("DALIL_URL", "https:///"),
        ("DALIL_URL", "https://dalil.example/guides/"),
        ("DALIL_URL", "https://dalil.example?x=1"),
        ("DALIL_URL", "https://dalil.example/#top"),
        ("DALIL_URL", "https://user:secret@dalil.example"),
        ("DALIL_URL", "https://dalil example"),
        ("DALIL_URL", 'https://dalil.example"><script>'),
        ("DALIL_URL", "https://dalil.example\nX: y"),
        ("DALIL_URL", "http://[bad"),
        ("DALIL_URL", "http://dalil.example:99999"),
        ("DALIL_URL", "http://dalil.example:port"),
        ("DALIL_URL", "javascript:alert(1)"),
        ("DALIL_OPERATOR", "x" * 201),
        ("DALIL_OPERATOR", "one\ntwo"),
        ("DALIL_OPERATOR", "one\rtwo"),
        ("DALIL_OPERATOR", "one\u2028two"),
        ("DALIL_OPERATOR_CONTACT", "aide"),
        ("DALIL_OPERATOR_CONTACT", "aide@legal"),
        ("DALIL_OPERATOR_CONTACT", "aide at legal.example"),
        ("DALIL_OPERATOR_CONTACT", "mailto:aide@legal.example"),
        ("DALIL_OPERATOR_CONTACT", "a@b.example, c@d.example"),
        ("DALIL_OPERATOR_CONTACT", "javascript:alert(1)"),
        ("DALIL_OPERATOR_CONTACT", "javascript:x@legal.example"),
        ("DALIL_OPERATOR_CONTACT", 'https://legal.example/"onclick="x'),
        ("DALIL_OPERATOR_CONTACT", "+212500000001"),
        ("DALIL_LEAVE_URL", "http://weather.example/"),
        ("DALIL_LEAVE_URL", "weather.example"),
        ("DALIL_LEAVE_URL", "https://"),
        ("DALIL_LEAVE_URL", "https:///weather"),
        ("DALIL_LEAVE_URL", "https://{lang}.weather.example/"),
        ("DALIL_LEAVE_URL", "https://weather.example/{Language}"),
        ("DALIL_LEAVE_URL", 'https://weather.example/"x'),
        ("DALIL_LEAVE_URL", "javascript:alert(1)"),
        ("DALIL_CONTENT", "/no/such/folder"),
        ("DALIL_CONTENT", __file__),
        ("DALIL_TRANSLATIONS", "/no/such/folder"),
        ("DALIL_TRANSLATIONS", __file__),
    ],
)
def test_a_value_that_cannot_be_right_is_a_sentence_that_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_settings({name: value})
    said = str(refused.value)
    assert said.startswith(f"{name} is ")
    assert said.endswith(".")
    assert said.count(". ") >= 1, "says no mend"


@pytest.mark.parametrize("name", ["DALIL_ULR", "DALIL_PORT", "DALIL_", "DALIL_STATIC", "DALIL_url"])
def test_a_name_that_is_not_known_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_settings({name: "x"})
    said = str(refused.value)
    assert said.startswith(f"{name} is not a setting.")
    assert all(known in said for known in NAMES)


def test_an_unknown_name_is_refused_even_when_it_is_empty() -> None:
    with pytest.raises(SettingError, match="DALIL_ULR is not a setting"):
        read_settings({"DALIL_ULR": ""})


def test_a_setting_of_notifications_is_left_alone() -> None:
    assert read_settings({"DALIL_INSTANCE": "/var/lib/dalil"}) == Settings()


def test_settings_never_change_once_read() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().url = "https://other.example"  # type: ignore[misc]
