"""The pages people read; each view finds its words and hands them to a template."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, abort, g, render_template

from app.library.contacts import Contact
from app.library.records import City, Need
from app.pages.addresses import every_page
from app.pages.contact_view import ContactView
from app.pages.furniture import find_reader, library
from app.pages.guide_view import GuideView
from app.pages.reader import Reader

pages = Blueprint("pages", __name__)

# The four numbers of the band on the home page: contact and icon.
EMERGENCY = (
    ("police", "shield"),
    ("gendarmerie", "route"),
    ("samu", "heart-pulse"),
    ("civil-protection", "flame"),
)
# The guide that a newcomer reads first, when the library has it.
FIRST = "start-here"

pages.url_value_preprocessor(find_reader)


@pages.get("/")
def choose() -> str:
    """Show the languages, each in its own name; nothing is guessed and nothing is remembered."""
    return render_template("pages/choose.html", tail="", numbers=_emergency(g.reader)[::2])


@pages.get("/<code>/")
def home() -> str:
    """Show help now, what is urgent, and every guide by topic."""
    views = [GuideView(guide, g.reader) for guide in library().guides.values()]
    topics = [
        (topic, [view for view in views if view.guide.front.topic == topic.id])
        for topic in library().topics.values()
    ]
    return render_template(
        "pages/home.html",
        tail="",
        numbers=_emergency(g.reader),
        first=[view for view in views if view.guide.slug == FIRST],
        urgent=[view for view in views if view.guide.front.urgency == "now"],
        topics=[(topic, views) for topic, views in topics if views],
    )


@pages.get("/<code>/guides/<slug>/")
def guide(slug: str) -> str:
    """Show one guide."""
    found = library().guides.get(slug) or abort(404)
    return render_template("pages/guide.html", tail=f"guides/{slug}/", view=GuideView(found, g.reader))


@pages.get("/<code>/contacts/")
def contacts() -> str:
    """Show every contact under the need it answers first, and an index of cities."""
    return render_template(
        "pages/contacts.html", tail="contacts/", by_need=list(_by_need()), by_city=list(_by_city())
    )


@pages.get("/<code>/contacts/<identifier>/")
def contact(identifier: str) -> str:
    """Show one contact: what it does, how to reach it, and what to know before."""
    found = library().contacts.get(identifier) or abort(404)
    view = ContactView(found, g.reader)
    guides = [
        GuideView(guide, g.reader)
        for guide in library().guides.values()
        if any(ref.scheme == "contact" and ref.target == identifier for ref in guide.references)
    ]
    return render_template("pages/contact.html", tail=f"contacts/{identifier}/", view=view, guides=guides)


@pages.get("/<code>/about/")
def about() -> str:
    """Say for whom this is, what it is not, its state of review and who answers for this copy."""
    coverages = [
        (GuideView(guide, g.reader), g.reader.coverage(guide.slug)) for guide in library().guides.values()
    ]
    return render_template("pages/about.html", tail="about/", coverages=coverages)


@pages.get("/<code>/privacy/")
def privacy() -> str:
    """Say what is promised about the reader's privacy, and what cannot be."""
    return render_template("pages/privacy.html", tail="privacy/")


@pages.get("/<code>/leave/")
def leave() -> str:
    """Say what "Leave now" does and what it cannot do."""
    return render_template("pages/leave.html", tail="leave/")


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """List every page with its other languages."""
    listed = [page for page in every_page(library()) if page.language]
    body = render_template("pages/sitemap.xml", pages=listed)
    return Response(body, mimetype="application/xml")


@pages.get("/robots.txt")
def robots() -> Response:
    """Invite search engines: people must be able to find their rights."""
    return Response(render_template("pages/robots.txt"), mimetype="text/plain")


@pages.get("/healthz")
def healthz() -> Response:
    """Say that the app answers, and nothing more."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


def _emergency(reader: Reader) -> list[tuple[ContactView, str]]:
    """Return the contacts of the band that have a number to call; one on hold leaves its place empty."""
    found = library().contacts
    return [
        (ContactView(found[name], reader), shape)
        for name, shape in EMERGENCY
        if name in found and found[name].number
    ]


def _by_need() -> Iterator[tuple[Need, list[ContactView], list[ContactView]]]:
    """Yield each need with the contacts that answer it first, and those that also answer it."""
    everyone = sorted(library().contacts.values(), key=_callable_first)
    for need in library().needs.values():
        first = [ContactView(contact, g.reader) for contact in everyone if contact.needs[0] == need.id]
        also = [ContactView(contact, g.reader) for contact in everyone if need.id in contact.needs[1:]]
        if first or also:
            yield need, first, also


def _callable_first(contact: Contact) -> tuple[bool, int, str]:
    return contact.number is None, contact.order, contact.id


def _by_city() -> Iterator[tuple[City, list[ContactView]]]:
    """Yield each city with its contacts; the whole country and abroad are no cities."""
    for city in library().cities.values():
        if city.id not in ("national", "abroad"):
            found = [contact for contact in library().contacts.values() if city.id in contact.cities]
            yield city, [ContactView(contact, g.reader) for contact in found]
