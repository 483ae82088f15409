"""What a review says of contacts: details that were last read or confirmed too long ago."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from app.library.contacts import Contact
from app.library.library import Library
from app.library.problems import Problem

# A number that answers calls for help is read anew, or called, at least this often.
LONGEST_UNREAD = datetime.timedelta(days=365)


def check_contacts(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Yield a warning for each contact whose details nobody has read or confirmed for a year."""
    for contact in library.contacts.values():
        newest = last_read(contact)
        if today - newest > LONGEST_UNREAD:
            file = f"content/contacts/{contact.id}.yaml"
            message = f"the details were last read or confirmed in {newest:%Y-%m}"
            mend = "Call, or read the source again; then set 'assured_date', or 'read' of the source"
            yield Problem(file, None, "sources", message, mend, "warning")


def last_read(contact: Contact) -> datetime.date:
    """Return the newest day on which somebody called, or the last day of the newest month of reading."""
    days = [_end_of_month(source.read) for source in contact.sources]
    return max([*days, contact.assured_date] if contact.assured_date else days)


def _end_of_month(month: str) -> datetime.date:
    first = datetime.date.fromisoformat(f"{month}-01")
    return (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
