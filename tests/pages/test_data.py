"""Contacts as data: HSDS's own names and types, one card at a time, and nothing that pages withhold."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.library.library import Library
from app.pages.addresses import cards, data_files
from app.pages.contact_view import ContactView
from app.pages.data import vcard
from app.pages.reader import Reader
from tests.pages.apps import app_over
from tests.sample import HELD_NUMBER, Sample

# The names that HSDS 3.1 gives these objects, those it requires, and the objects inside them
# (github.com/openreferral/specification, schema/*.json).
SERVICE = {
    "id", "organization_id", "program_id", "name", "alternate_name", "description", "url", "email", "status",
    "interpretation_services", "application_process", "fees_description", "accreditations",
    "eligibility_description", "minimum_age", "maximum_age", "assured_date", "assurer_email", "alert",
    "phones", "schedules", "service_areas", "service_at_locations", "languages", "organization", "funding",
    "cost_options", "program", "required_documents", "contacts", "attributes", "metadata",
}  # fmt: skip
INSIDE: Mapping[str, tuple[set[str], set[str]]] = {
    "phones": ({"id", "number", "extension", "type", "description", "languages"}, {"id", "number"}),
    "schedules": (
        {"id", "freq", "byday", "opens_at", "closes_at", "dtstart", "until", "description"},
        {"id"},
    ),
    "service_areas": ({"id", "name", "description", "extent", "extent_type", "uri"}, {"id"}),
    "service_at_locations": ({"id", "description", "location"}, {"id"}),
    "languages": ({"id", "name", "code", "note"}, {"id"}),
    "required_documents": ({"id", "document", "uri"}, {"id"}),
}
LOCATION = {"id", "location_type", "url", "name", "addresses"}
ADDRESS = {
    "id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
}  # fmt: skip
STATUS = {"active", "inactive", "defunct", "temporarily closed"}
PHONE_TYPES = {"text", "voice", "fax", "cell", "video", "pager", "textphone"}

Entry = dict[str, object]


@pytest.fixture(params=["app", "project_app"])
def over(request: pytest.FixtureRequest) -> Flask:
    """The app over the sample, then over the real content."""
    app: Flask = request.getfixturevalue(request.param)
    return app


def services(client: FlaskClient, language: str = "en") -> list[Entry]:
    response = client.get(f"/{language}/contacts.json")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    found: list[Entry] = response.get_json()["services"]
    return found


def every_object(value: object) -> list[Entry]:
    if isinstance(value, list):
        return [found for item in value for found in every_object(item)]
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in every_object(item))]
    return []


def test_every_contact_is_a_service_in_hsds_names(over: Flask) -> None:
    library: Library = over.extensions["dalil.library"]
    found = services(over.test_client())
    assert [entry["dalil"]["id"] for entry in found] == list(library.contacts)  # type: ignore[index]
    for entry in found:
        assert {"id", "name", "status"} <= set(entry) <= SERVICE | {"dalil"}
        assert entry["status"] in STATUS
        assert {"id", "name", "description"} <= set(entry["organization"])  # type: ignore[call-overload]
        for key, (known, required) in INSIDE.items():
            for inner in entry.get(key, []):  # type: ignore[attr-defined]
                assert required <= set(inner) <= known, key
        for phone in entry.get("phones", []):  # type: ignore[attr-defined]
            assert phone["type"] in PHONE_TYPES
        for place in entry.get("service_at_locations", []):  # type: ignore[attr-defined]
            assert set(place["location"]) <= LOCATION
            assert all(set(address) == ADDRESS for address in place["location"]["addresses"])


def test_identifiers_are_uuids_each_once_and_the_same_in_every_language(over: Flask) -> None:
    client = over.test_client()

    def identifiers(language: str) -> list[str]:
        objects = every_object([{**entry, "dalil": None} for entry in services(client, language)])
        return [str(found["id"]) for found in objects if "id" in found]

    english = identifiers("en")
    assert len(set(english)) == len(english)
    assert all(str(uuid.UUID(identifier)) == identifier for identifier in english)
    assert identifiers("fr") == english


def test_texts_are_in_the_readers_language(sample: Sample) -> None:
    client = app_over(sample).test_client()
    (french,) = [entry for entry in services(client, "fr") if entry["dalil"]["id"] == "legal-aid"]  # type: ignore[index]
    assert french["description"] == "Conseil juridique gratuit aux étrangers."
    assert french["name"] == "Aide juridique"


def test_hours_are_weekly_rules(client: FlaskClient) -> None:
    (entry,) = [entry for entry in services(client) if entry["name"] == "Legal aid line"]
    (schedule,) = entry["schedules"]  # type: ignore[misc]
    assert {key: schedule[key] for key in ("freq", "byday", "opens_at", "closes_at")} == {
        "freq": "WEEKLY",
        "byday": "MO,TU,WE,TH,FR",
        "opens_at": "09:00",
        "closes_at": "15:00",
    }


def test_a_withheld_address_and_a_held_number_are_in_no_data(sample: Sample) -> None:
    sample.replace(
        "contacts/legal-aid.yaml",
        "address: 1 Sample Street, Rabat",
        "address: 1 Sample Street, Rabat\naddress_withheld: true",
    )
    app = app_over(sample)
    client = app.test_client()
    files = [path for code in ("en", "ar") for path in data_files(app.extensions["dalil.library"], code)]
    assert len(files) > 4
    for path in files:
        text = client.get(path).text
        assert "Sample Street" not in text, path
        assert HELD_NUMBER not in text, path
        assert HELD_NUMBER.replace("+212", "0") not in text, path


def test_each_contact_with_a_number_to_call_has_a_card_and_no_other(over: Flask) -> None:
    library: Library = over.extensions["dalil.library"]
    client = over.test_client()
    listed = set(cards(library, "fr"))
    for contact in library.contacts.values():
        path = f"/fr/contacts/{contact.id}.vcf"
        response = client.get(path)
        assert (response.status_code == 200) == (path in listed) == bool(contact.number), contact.id
        page = client.get(f"/fr/contacts/{contact.id}/").text
        assert (f'href="{path}"' in page) == (path in listed), contact.id


def test_a_card_says_what_its_page_says(reader: Callable[[str], Reader]) -> None:
    english = reader("en")
    card = vcard(ContactView(english.library.contacts["legal-aid"], english))
    lines = card.split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert "FN:Legal aid line" in lines
    assert "TEL:+212500000001" in lines
    assert any(line.startswith("NOTE:Number published by Sample Association") for line in lines)
    assert lines[-2:] == ["END:VCARD", ""]


def test_an_unknown_contact_has_no_card(client: FlaskClient) -> None:
    assert client.get("/fr/contacts/nobody.vcf").status_code == 404
