"""Contacts as data: for other services in HSDS's words, and one card at a time for a phone's own list."""

from __future__ import annotations

import json
import uuid

from flask import Blueprint, Response, abort, g
from segno.helpers import make_vcard_data

from app.library.contacts import Contact, Phone
from app.library.hours import week
from app.pages.contact_view import ContactView
from app.pages.furniture import find_reader, library
from app.pages.reader import Reader

data = Blueprint("data", __name__)
data.url_value_preprocessor(find_reader)

# So that an identifier stays the same in every language and every release.
_NAMESPACE = uuid.UUID("0b6ad3a1-53f1-5b3e-9d6c-3f1f1b0d6a11")
# HSDS knows four states; a contact that nobody has confirmed is none of the last three.
_STATUS = {"active": "active", "unconfirmed": "active", "closed": "temporarily closed"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIMEZONE = "Africa/Casablanca"
_ABROAD = "abroad"

Data = dict[str, object]


@data.get("/<code>/contacts.json")
def directory() -> Response:
    """Return every contact as HSDS services, each with its organisation inside it."""
    services = [service(contact, g.reader) for contact in library().contacts.values()]
    text = json.dumps({"services": services}, ensure_ascii=False, indent=1)
    return Response(text + "\n", mimetype="application/json")


@data.get("/<code>/contacts/<identifier>.vcf")
def card(identifier: str) -> Response:
    """Return a contact as a card that a phone can put into its own list."""
    contact = library().contacts.get(identifier) or abort(404)
    view = ContactView(contact, g.reader)
    if not view.calls:
        abort(404)
    return Response(vcard(view), mimetype="text/vcard")


def vcard(view: ContactView) -> str:
    """Return a vCard 3.0 (RFC 2426) with what may be shown, and the sentence that stands under its number."""
    contact = view.contact
    address = contact.address if contact.address and not contact.address_withheld else None
    return make_vcard_data(
        f";{view.name_text}",
        view.name_text,
        phone=[phone.address for phone in view.calls],
        url=contact.website,
        street=address,
        memo=view.provenance,
    )


def service(contact: Contact, reader: Reader) -> Data:
    """Return a contact as an HSDS 3 service, with names of our own for what HSDS lacks.

    Args:
        contact: the contact.
        reader: the language the texts are in.

    Returns:
        A service with its organisation, phones, schedules, languages and locations; keys without a value are
        left out. An address that is withheld is not in it.
    """
    view = ContactView(contact, reader)

    def text(message: str | None) -> str | None:
        return reader.plain("contacts", None, message) if message else None

    found: Data = {
        "id": _identifier("service", contact.id),
        "name": view.name_text,
        "description": text(contact.description),
        "url": contact.website,
        "email": contact.email[0] if contact.email and contact.status != "closed" else None,
        "status": _STATUS[contact.status],
        "fees_description": text(contact.fees_description),
        "eligibility_description": text(contact.eligibility_description),
        "assured_date": contact.assured_date.isoformat() if contact.assured_date else None,
        "alert": text(contact.alert),
        "phones": [_phone(contact, phone, view) for phone in contact.phones],
        "schedules": _schedules(contact),
        "service_areas": [_area(contact, city.id, reader.name_text(city.name)) for city in view.cities],
        "service_at_locations": _locations(contact, view),
        "languages": [_language(contact, code) for code in contact.languages],
        "organization": _organization(contact, view),
        "required_documents": _documents(contact, text(contact.required_documents)),
        "dalil": _own(contact),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def _identifier(kind: str, *names: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, "/".join((kind, *names))))


def _organization(contact: Contact, view: ContactView) -> Data:
    found: Data = {
        "id": _identifier("organization", contact.id),
        "name": view.name_text,
        "description": view.reader.plain("contacts", None, contact.description),
    }
    if contact.website:
        found["website"] = contact.website
    return found


def _phone(contact: Contact, phone: Phone, view: ContactView) -> Data:
    found: Data = {"id": _identifier("phone", contact.id, phone.address), "number": phone.address}
    kinds = {"voice": "voice", "sms": "text", "whatsapp": "cell"}
    found["type"] = kinds[phone.channels[0]]
    if phone.label:
        found["description"] = view.reader.plain("contacts", "phone label", phone.label)
    return found


def _schedules(contact: Contact) -> list[Data]:
    if contact.schedules is None:
        return []
    return [
        {
            "id": _identifier("schedule", contact.id, str(group.first), opens),
            "freq": "WEEKLY",
            "byday": ",".join(_DAYS[group.first : group.last + 1]),
            "opens_at": opens,
            "closes_at": closes,
        }
        for group in week(contact.schedules)
        for opens, closes in group.spans
    ]


def _area(contact: Contact, city: str, name: str) -> Data:
    return {"id": _identifier("area", contact.id, city), "name": name}


def _locations(contact: Contact, view: ContactView) -> list[Data]:
    if contact.address is None or contact.address_withheld or _ABROAD in contact.cities:
        return []
    location = _identifier("location", contact.id)
    address = {
        "id": _identifier("address", contact.id),
        "address_1": contact.address,
        "city": view.reader.name_text(view.cities[0].name),
        # HSDS asks for both keys; nobody knows them here.
        "state_province": "",
        "postal_code": "",
        "country": "MA",
        "address_type": "physical",
    }
    return [
        {
            "id": _identifier("at", contact.id),
            "location": {"id": location, "location_type": "physical", "addresses": [address]},
        }
    ]


def _language(contact: Contact, code: str) -> Data:
    found: Data = {"id": _identifier("language", contact.id, code), "code": code}
    if contact.languages_assumed:
        found["note"] = "assumed"
    return found


def _documents(contact: Contact, text: str | None) -> list[Data]:
    return [{"id": _identifier("document", contact.id), "document": text}] if text else []


def _own(contact: Contact) -> Data:
    """Return what HSDS has no name for."""
    return {
        "id": contact.id,
        "kind": contact.kind,
        "needs": list(contact.needs),
        "papers": contact.papers,
        "police_linked": contact.police_linked,
        "women_only": contact.women_only,
        "minors": contact.minors,
        # HSDS knows an offset only, and Morocco's changes in Ramadan.
        "timezone": _TIMEZONE,
        "address_withheld": contact.address_withheld,
        "confirmed": contact.status != "unconfirmed",
        "channels": {phone.address: list(phone.channels) for phone in contact.phones},
        "sources": [
            {"publisher": source.publisher, "date": source.date, "read": source.read}
            | ({} if contact.address_withheld else {"url": source.url})
            for source in contact.sources
        ],
    }
