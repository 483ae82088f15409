"""What a page says about a contact: calls, cautions and where its numbers come from, in words."""

from __future__ import annotations

from dataclasses import dataclass

from babel.dates import get_day_names
from markupsafe import Markup, escape

from app.library.contacts import Contact, Phone
from app.library.hours import DayGroup, always_open, week
from app.library.records import City
from app.pages.reader import Reader
from app.pages.wording import gettext as _


@dataclass(frozen=True)
class ContactView:
    """A contact for one reader; templates ask it for words and never look into the contact's states."""

    contact: Contact
    reader: Reader

    @property
    def name(self) -> Markup:
        """Return the organisation's name, isolated when it is in another script."""
        return self.reader.name(self.contact.name)

    @property
    def name_text(self) -> str:
        """Return the organisation's name as bare text."""
        return self.reader.name_text(self.contact.name)

    @property
    def short_name(self) -> Markup:
        """Return the name that people say, where the organisation has one in the reader's language."""
        short = self.contact.short
        code = self.reader.language.code
        known = short.model_fields_set
        if code in known or (code not in ("ar", "fr", "en") and known):
            return self.reader.name(short)
        return self.name

    def short_in(self, language: str) -> str:
        """Return the name that people say in a language, or else the whole name without its brackets."""
        short: str | None = getattr(self.contact.short, language)
        return short or self.contact.name.best(language)[0].partition(" (")[0]

    def say(self, message: str | None) -> Markup:
        """Return one of the contact's own texts in the reader's language; empty for none."""
        return self.reader.say("contacts", None, message) if message else Markup()

    def label(self, phone: Phone) -> Markup:
        """Return what a number is for."""
        return self.reader.say("contacts", "phone label", phone.label) if phone.label else Markup()

    @property
    def calls(self) -> list[Phone]:
        """Return the numbers to call."""
        return [phone for phone in self.contact.phones if "voice" in phone.channels]

    @property
    def chats(self) -> list[Phone]:
        """Return the numbers that answer on WhatsApp, which knows international numbers only."""
        return [phone for phone in self.contact.phones if "whatsapp" in phone.channels and phone.e164]

    @property
    def cities(self) -> list[City]:
        """Return the cities where the contact is."""
        return [self.reader.library.cities[city] for city in self.contact.cities]

    @property
    def places(self) -> Markup:
        """Return the names of the contact's cities in one line."""
        return Markup(_(", ")).join(self.reader.name(city.name) for city in self.cities)

    @property
    def provenance(self) -> str:
        """Return the sentence that stands under every number until someone has called it."""
        if not self.contact.phones:
            return ""
        source = self.contact.sources[0]
        publisher = self.reader.plain("contacts", "publisher", source.publisher)
        if self.contact.assured_date is not None:
            day = self.reader.day(self.contact.assured_date)
            return _(
                "Number published by %(publisher)s. Confirmed by a call on %(day)s.",
                publisher=publisher,
                day=day,
            )
        return _(
            "Number published by %(publisher)s, read %(month)s, not yet confirmed by a call.",
            publisher=publisher,
            month=self.reader.month(source.read),
        )

    @property
    def languages(self) -> str:
        """Return the names of the languages spoken there, as the reader's language calls them."""
        return self.reader.listed([self._language_name(code) for code in self.contact.languages])

    @property
    def papers(self) -> str:
        """Return whether the contact asks for papers, in words."""
        return {
            "no": _("No"),
            "may": _("It may ask for them"),
            "yes": _("Yes"),
            "unknown": _("Not known. Ask before you go."),
        }[self.contact.papers]

    @property
    def day_and_night(self) -> bool:
        """Say whether the contact is said to answer day and night."""
        return self.contact.schedules is not None and always_open(self.contact.schedules)

    @property
    def hours(self) -> list[tuple[str, Markup]]:
        """Return the weekly hours as rows of days and times."""
        if self.contact.schedules is None or self.day_and_night:
            return []
        return [(self._days(group), self._times(group)) for group in week(self.contact.schedules)]

    def _language_name(self, code: str) -> str:
        own = self.reader.library.languages.get(code)
        return str(self.reader.locale.languages.get(code) or (own.name if own else code))

    def _days(self, group: DayGroup) -> str:
        names = get_day_names("wide", "stand-alone", self.reader.locale)
        first, last = names[group.first], names[group.last]
        if group.first == group.last:
            return str(first)
        return _("%(first)s to %(last)s", first=first, last=last)

    def _times(self, group: DayGroup) -> Markup:
        spans = [f"{opens}–{closes}" for opens, closes in group.spans]
        return Markup(_(", ")).join(Markup('<bdi dir="ltr">{}</bdi>').format(span) for span in spans)


def call_link(view: ContactView) -> Markup:
    """Return a contact inside a sentence: its name and number to tap, or its name linking to its page."""
    phone = view.contact.number
    if phone is None:
        return Markup('<a href="/{}/contacts/{}/">{}</a>').format(
            view.reader.language.code, view.contact.id, view.short_name
        )
    return Markup('<a class="tel" href="tel:{}">{} <bdi dir="ltr">{}</bdi></a>').format(
        phone.address, view.short_name, escape(phone.shown)
    )
