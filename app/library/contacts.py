"""Contacts: organisations and the numbers that may be shown, after HSDS where it has a name."""

from __future__ import annotations

import datetime
import hashlib
from typing import Annotated, Literal

import phonenumbers
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # missing in its stubs
from pydantic import Field, StringConstraints, field_validator, model_validator

from app.library.hours import is_weekly
from app.library.records import PARTIAL_DATE, Names, SomeName
from app.library.validation import Identifier, Identifiers, Record, Text, WebAddress

Kind = Literal[
    "emergency",
    "hotline",
    "un",
    "legal-clinic",
    "institution",
    "association",
    "embassy",
    "rescue",
    "search",
]
Channel = Literal["voice", "sms", "whatsapp"]
Dialled = Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{2,15}$")]


def fingerprint(number: str) -> str:
    """Return the fingerprint by which a number on hold is recognised without being written down.

    Args:
        number: a number as dialled; only its digits count.

    Returns:
        The SHA-256 of the digits, in hexadecimal.
    """
    digits = "".join(character for character in number if character.isdigit())
    return hashlib.sha256(digits.encode()).hexdigest()


def _is_possible(number: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _dialled_at_home(e164: str) -> str:
    """Return how a number is dialled inside its own country: with 0 in place of the country's code."""
    return f"0{phonenumbers.parse(e164).national_number}"


class Phone(Record):
    """A number with its state: shown (``yes``), shown with a caution (``verify_first``) or on hold.

    A number on hold is not in the file at all, only its fingerprint, so that it cannot slip out and a test
    can still prove that it appears nowhere.
    """

    number: Dialled | None = None
    e164: Annotated[str, StringConstraints(pattern=r"^\+[0-9]{6,15}$")] | None = None
    label: Text | None = None
    channels: tuple[Channel, ...] = Field(default=("voice",), min_length=1, strict=False)
    publish: Literal["yes", "verify_first", "hold"]
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None

    @model_validator(mode="after")
    def _number_agrees_with_state(self) -> Phone:
        if self.publish == "hold" and (self.number or self.e164):
            raise ValueError("a number on hold is written out | Keep only its fingerprint")
        if self.publish == "hold" and not self.fingerprint:
            raise ValueError("a number on hold has no fingerprint | Add its SHA-256 as 'fingerprint'")
        if self.publish != "hold" and not self.number:
            raise ValueError("a number that is shown is missing | Add 'number', in quotes, as dialled")
        for written in (self.e164, self.number):
            if written and written.startswith("+") and not _is_possible(written):
                raise ValueError(f"'{written}' cannot be a telephone number | Copy it again from its source")
        if self.e164 and self.number not in (self.e164, _dialled_at_home(self.e164)):
            raise ValueError("'number' and 'e164' are two different numbers | Copy both from the same source")
        return self

    @property
    def address(self) -> str:
        """Return what a ``tel:`` link dials: the international form, or a short code as it is."""
        return self.e164 or self.number or ""

    @property
    def shown(self) -> str:
        """Return the number as people write it: ``0537 54 54 00``, ``+33 4 86 51 71 61``, ``8350``."""
        number, address = self.number or "", self.address
        if number.startswith("+") or (address.startswith("+") and not address.startswith("+212")):
            parsed = phonenumbers.parse(address)
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        if address.startswith("+212"):
            return " ".join([number[:4], *(number[at : at + 2] for at in range(4, len(number), 2))])
        if number.startswith("0800") and len(number) == 10:
            return f"{number[:4]} {number[4:6]} {number[6:8]} {number[8:]}"
        return number


class ContactSource(Record):
    """Where a contact's details were read; ``read`` is the month of reading, as YEAR-MONTH."""

    publisher: Text
    url: WebAddress
    date: Annotated[str, StringConstraints(pattern=f"^(undated|{PARTIAL_DATE})$")]
    read: Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
    note: str = ""


class ContactFile(Record):
    """The keys of a contact's file; see CONTRIBUTING for what each one means."""

    name: SomeName
    short: Names = Names()
    kind: Kind
    needs: Identifiers
    cities: Identifiers
    description: Text
    eligibility_description: Text | None = None
    address: Text | None = None
    address_withheld: bool = False
    phones: tuple[Phone, ...] = Field(default=(), strict=False)
    email: tuple[Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$")], ...] = Field(
        default=(), strict=False
    )
    website: WebAddress | None = None
    schedules: Text | None = None
    schedules_note: Text | None = None
    languages: tuple[Text, ...] = Field(default=(), strict=False)
    languages_assumed: bool = False
    fees_description: Text | None = None
    papers: Literal["no", "may", "yes", "unknown"]
    required_documents: Text | None = None
    police_linked: bool = False
    women_only: bool = False
    minors: bool = False
    status: Literal["active", "unconfirmed", "closed"]
    alert: Text | None = None
    order: int = 100
    assured_date: datetime.date | None = None
    sources: Annotated[tuple[ContactSource, ...], Field(min_length=1, strict=False)]

    @field_validator("schedules")
    @classmethod
    def _hours_are_readable(cls, value: str | None) -> str | None:
        if value is not None:
            mend = "Write them like Mo-Fr 09:00-12:00,13:00-15:00; Sa 09:00-12:00; the rest is a note"
            try:
                OpeningHours(value)
            except ParserError as error:
                raise ValueError(f"the hours '{value}' cannot be read | {mend}") from error
            if not is_weekly(value):
                raise ValueError(f"the hours '{value}' are more than days and times | {mend}")
        return value


class Contact(ContactFile):
    """A contact of the library; its numbers on hold have been left behind at loading."""

    id: Identifier

    @property
    def number(self) -> Phone | None:
        """Return the first number to call, if any may be shown."""
        voices = [phone for phone in self.phones if "voice" in phone.channels]
        return voices[0] if voices else None
