"""Urgent notices: a dead hotline or a changed law, told at the top of every page until a day."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import StringConstraints

from app.library.validation import Identifier, Record, Text

# Where a notice leads: a guide or a contact, written as in the guides' own links.
Target = Annotated[str, StringConstraints(pattern=r"^(guide|contact):[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Notice(Record):
    """A notice of ``content/notices.yaml``; ``until`` is the last day it is shown."""

    id: Identifier
    text: Text
    until: datetime.date
    page: Target | None = None
