"""Contacts are checked key by key, above all their numbers, which are shown as people write them."""

from __future__ import annotations

import hashlib

import pytest

from app.library.contacts import Phone, fingerprint
from app.library.library import Library
from tests.library.breaking import Break, assert_told
from tests.sample import HELD_NUMBER, Sample

LEGAL_AID = "contacts/legal-aid.yaml"
NIGHT_LINE = "contacts/night-line.yaml"
NAME = "{ar: المساعدة القانونية, fr: Aide juridique, en: Legal aid line}"
NUMBER = 'number: "0500000001"'
E164 = 'e164: "+212500000001"'
HOURS = "schedules: Mo-Fr 09:00-15:00"


def legal(old: str, new: str, field: str, message: str, mend: str, *, at: str = "") -> Break:
    """Return a break of the contact that has everything."""
    return Break(LEGAL_AID, old, new, field, message, mend, at)


BROKEN = {
    "no name": legal(NAME, "{}", "name", "name is missing", "Arabic, French or English"),
    "name that is a bare word": legal(NAME, "Legal aid", "name", "no keys", "'key: value'"),
    "empty name": legal(NAME, '{en: ""}', "name.en", "empty", "Write it"),
    "unknown kind": legal("kind: association", "kind: ngo", "kind", "'ngo'", "'association'"),
    "unknown key": legal("order: 20", "order: 20\nphone: none", "phone", "not known", "phones", at="phone: "),
    "no need": legal("[law, emergency]", "[]", "needs", "list is empty", "at least one"),
    "need there twice": legal("[law, emergency]", "[law, law]", "needs", "'law' is there twice", "Remove"),
    "city with a capital": legal("[rabat]", "[Rabat]", "cities.0", "'Rabat'", "small letters"),
    "no description": legal(
        "description: Free legal advice for foreigners.\n", "", "description", "missing", "Add it", at="name:"
    ),
    "papers that YAML takes for false": legal('papers: "no"', "papers: no", "papers", "not a text", "quotes"),
    "papers in other words": legal(
        'papers: "no"', "papers: never", "papers", "'never'", "'no', 'may', 'yes' or 'unknown'"
    ),
    "unknown status": legal(
        "status: active", "status: open", "status", "'open'", "'active', 'unconfirmed' or 'closed'"
    ),
    "e-mail not in a list": legal(
        "[help@legal.example]", "help@legal.example", "email", "not a list", "[first, second]"
    ),
    "e-mail that is none": legal("[help@legal.example]", "[help]", "email.0", "'help'", "name@example.org"),
    "website that is a script": legal(
        "https://legal.example/", "javascript:alert(1)", "website", "form", "https://"
    ),
    "website in quotes inside": legal(
        "https://legal.example/", "'https://x/\"onclick=\"'", "website", "form", "https://"
    ),
    "date of a source in words": legal(
        "date: undated", "date: never", "sources.0.date", "'never'", "undated"
    ),
    "day read, not month": legal(
        'read: "2026-02"', 'read: "2026-02-01"', "sources.0.read", "form", "YEAR-MONTH"
    ),
    "month that does not exist": legal(
        'read: "2026-02"', 'read: "2026-13"', "sources.0.read", "form", "2026-11"
    ),
    "number without quotes": legal(
        NUMBER, "number: 0500000001", "phones.0.number", "not a text", "as it is written here"
    ),
    "number with spaces": legal(NUMBER, 'number: "05 00 00 00 01"', "phones.0.number", "form", "digits only"),
    "number in Arabic digits": legal(
        NUMBER, 'number: "٠٥٠٠٠٠٠٠٠١"', "phones.0.number", "form", "digits only"
    ),
    "number missing": legal(f"- {NUMBER}\n    {E164}", f"- {E164}", "phones.0", "missing", "'number'"),
    "number too long for any country": legal(E164, 'e164: "+2125000000012345"', "phones.0.e164", "form", "+"),
    "number that no country has": legal(
        f"{NUMBER}\n    {E164}", 'number: "+999123456"', "phones.0", "'+999123456'", "source"
    ),
    "international number of no country": legal(
        E164, 'e164: "+999500000001"', "phones.0", "'+999500000001'", "Copy", at=NUMBER
    ),
    "international number with too many digits": legal(
        E164, 'e164: "+21250000000100"', "phones.0", "cannot be", "Copy", at=NUMBER
    ),
    "international form that differs": legal(
        E164, 'e164: "+212500000002"', "phones.0", "two different numbers", "same source", at=NUMBER
    ),
    "short number in place of a long one": legal(
        NUMBER, 'number: "01"', "phones.0", "two different numbers", "same source"
    ),
    "only zeros in place of a long one": legal(
        NUMBER, 'number: "000"', "phones.0", "two different numbers", "same source"
    ),
    "unknown channel": legal(
        "[voice, whatsapp]", "[voice, fax]", "phones.0.channels.1", "'fax'", "'voice', 'sms' or 'whatsapp'"
    ),
    "no channel": legal("[voice, whatsapp]", "[]", "phones.0.channels", "list is empty", "at least one"),
    "shown, in a way YAML takes for true": legal(
        "publish: verify_first", "publish: yes", "phones.0.publish", "not a text", "quotes"
    ),
    "number on hold written out": legal(
        "publish: verify_first",
        "publish: hold",
        "phones.0",
        "on hold is written out",
        "fingerprint",
        at=NUMBER,
    ),
    "held number written beside its fingerprint": Break(
        NIGHT_LINE,
        "publish: hold",
        f'publish: hold\n    e164: "{HELD_NUMBER}"',
        "phones.0",
        "written out",
        "Keep only",
    ),
    "held number written as at home beside its fingerprint": Break(
        NIGHT_LINE,
        "publish: hold",
        'publish: hold\n    number: "0500000002"',
        "phones.0",
        "written out",
        "Keep only",
    ),
    "held number without fingerprint": Break(
        NIGHT_LINE, "    fingerprint:", "    label:", "phones.0", "no fingerprint", "SHA-256", "publish: hold"
    ),
    "fingerprint cut short": Break(
        NIGHT_LINE, 'fingerprint: "d2c6', 'fingerprint: "', "phones.0.fingerprint", "form", "64 signs"
    ),
    "shown with a fingerprint only": Break(
        NIGHT_LINE, "publish: hold", 'publish: "yes"', "phones.0", "missing", "'number'"
    ),
    "hours in words": legal(HOURS, "schedules: weekdays", "schedules", "cannot be read", "Mo-Fr 09:00-12:00"),
    "hours that no day has": legal(
        HOURS, "schedules: Mo-Fr 25:00-35:00", "schedules", "cannot be read", "Mo-Fr"
    ),
    "hours of a season": legal(
        HOURS, "schedules: Jun-Aug Mo 09:00-12:00", "schedules", "more than days and times", "note"
    ),
    "hours of one week in a month": legal(
        HOURS, 'schedules: "Mo[1] 09:00-12:00"', "schedules", "more than days", "note"
    ),
    "hours without an end": legal(HOURS, "schedules: Mo-Fr 09:00+", "schedules", "more than days", "note"),
    "hours by the sun": legal(
        HOURS, "schedules: Mo-Fr sunrise-sunset", "schedules", "more than days", "note"
    ),
    "hours with a comment": legal(
        HOURS, 'schedules: Mo 09:00-12:00 "call"', "schedules", "more than days", "note"
    ),
}

SHOWN = {
    "short code": ({"number": "8350"}, "8350", "8350"),
    "emergency": ({"number": "19"}, "19", "19"),
    "landline": ({"number": "0537545400", "e164": "+212537545400"}, "0537 54 54 00", "+212537545400"),
    "mobile": ({"number": "0600000001", "e164": "+212600000001"}, "0600 00 00 01", "+212600000001"),
    "free of charge": ({"number": "0800004747"}, "0800 00 47 47", "0800004747"),
    "free of charge, from abroad": (
        {"number": "0800004747", "e164": "+212800004747"},
        "0800 00 47 47",
        "+212800004747",
    ),
    "short, beginning like one free of charge": ({"number": "0800"}, "0800", "0800"),
    "without international form": ({"number": "0537545400"}, "0537545400", "0537545400"),
    "Morocco from abroad": ({"number": "+212537545400"}, "+212 5 37 54 54 00", "+212537545400"),
    "abroad, written as at home there": (
        {"number": "0486517161", "e164": "+33486517161"},
        "+33 4 86 51 71 61",
        "+33486517161",
    ),
    "abroad": ({"number": "+33486517161"}, "+33 4 86 51 71 61", "+33486517161"),
    "abroad, twice": (
        {"number": "+33486517161", "e164": "+33486517161"},
        "+33 4 86 51 71 61",
        "+33486517161",
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_a_contact_is_told_with_its_place(sample: Sample, broken: Break) -> None:
    assert_told(sample, broken)


@pytest.mark.parametrize(("written", "shown", "dialled"), SHOWN.values(), ids=SHOWN)
def test_a_number_is_shown_as_people_write_it_and_dialled_from_anywhere(
    written: dict[str, str], shown: str, dialled: str
) -> None:
    phone = Phone(publish="yes", **written)
    assert (phone.shown, phone.address) == (shown, dialled)


def test_every_number_of_the_project_is_shown_with_exactly_its_own_digits(project_library: Library) -> None:
    phones = [phone for contact in project_library.contacts.values() for phone in contact.phones]
    for phone in phones:
        assert "".join(phone.shown.split()).replace("-", "") == phone.number
    assert phones


@pytest.mark.parametrize("written", ["+212500000002", "+212 5 00 00 00 02", "(+212) 500-000-002"])
def test_a_fingerprint_depends_on_the_digits_alone(written: str) -> None:
    assert fingerprint(written) == hashlib.sha256(b"212500000002").hexdigest()
    assert fingerprint(written) != fingerprint("+212500000003")


def test_the_held_number_is_recognised_by_its_fingerprint(sample: Sample) -> None:
    assert sample.load().held_numbers == {fingerprint(HELD_NUMBER)}


def test_a_contact_is_called_on_its_first_number_that_answers_calls(sample: Sample) -> None:
    sample.replace(LEGAL_AID, "channels: [voice, whatsapp]", "channels: [whatsapp]")
    first = '  - number: "0500000001"'
    sample.replace(LEGAL_AID, first, f'  - {{number: "19", publish: "yes", channels: [sms]}}\n{first}')
    assert sample.load().contacts["legal-aid"].number is None
    sample.replace(LEGAL_AID, "channels: [whatsapp]", "channels: [whatsapp, voice]")
    found = sample.load().contacts["legal-aid"].number
    assert found is not None
    assert found.number == "0500000001"
