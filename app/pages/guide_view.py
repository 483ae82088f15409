"""The furniture of a guide page: interface words, contact cards and references for its body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import current_app, get_template_attribute
from markupsafe import Markup, escape

from app.library.guides import Guide
from app.library.languages import Language
from app.library.markdown import Unit
from app.library.records import Source
from app.library.signatures import Signature
from app.pages.addresses import contact_path, guide_path
from app.pages.contact_view import ContactView, call_link
from app.pages.guide_body import render_body
from app.pages.icons import icon
from app.pages.reader import Reader
from app.pages.wording import gettext as _


@dataclass(frozen=True)
class GuideView:
    """A guide for one reader, with everything its template shows."""

    guide: Guide
    reader: Reader

    @property
    def title(self) -> Markup:
        """Return the guide's title."""
        return self.reader.say("guides", "guide title", self.guide.front.title)

    @property
    def title_text(self) -> str:
        """Return the guide's title as bare text."""
        return self.reader.plain("guides", "guide title", self.guide.front.title)

    @property
    def summary(self) -> Markup:
        """Return the guide's summary."""
        return self.reader.say("guides", "guide summary", self.guide.front.summary)

    @property
    def summary_text(self) -> str:
        """Return the guide's summary as bare text."""
        return self.reader.plain("guides", "guide summary", self.guide.front.summary)

    @property
    def path(self) -> str:
        """Return the guide's address in the reader's language."""
        return guide_path(self.reader.language.code, self.guide.slug)

    @property
    def legal_review(self) -> Signature | None:
        """Return who checked the guide's law, if anyone did and nothing changed since."""
        return self.reader.library.legal_review(self.guide)

    @property
    def language_review(self) -> Signature | None:
        """Return who checked this translation of the guide, if anyone did and nothing changed since."""
        return self.reader.library.language_review(self.reader.language.code, self.guide)

    @property
    def icon(self) -> str:
        """Return the name of the icon of the guide's topic."""
        return self.reader.library.topics[self.guide.front.topic].icon

    def body(self) -> Markup:
        """Return the guide's text as HTML."""
        return render_body(self.guide, self.reader, GuideFurniture(self))

    def cited(self) -> list[tuple[Source, list[str]]]:
        """Return the sources of the guide with the articles it cites of each."""
        articles = self.guide.articles()
        return [
            (self.reader.library.sources[source], articles[source]) for source in self.guide.front.sources
        ]

    def articles_in_words(self, articles: Sequence[str]) -> Markup:
        """Return the articles that the guide cites of a source, in words."""
        return articles_in_words(articles)

    def following(self) -> list[GuideView]:
        """Return at most two guides to read next: those it links to first, then its topic's."""
        links = [reference.target for reference in self.guide.references if reference.scheme == "guide"]
        slugs = [target.partition("#")[0] for target in links]
        slugs += [guide.slug for guide in self.reader.library.guides_about(self.guide.front.topic)]
        others = [slug for slug in dict.fromkeys(slugs) if slug != self.guide.slug]
        return [GuideView(self.reader.library.guides[slug], self.reader) for slug in others[:2]]


def articles_in_words(articles: Sequence[str]) -> Markup:
    """Return "art. 23" or "arts 23, 82-5-1" in the reader's language.

    Each number is isolated: in a line from right to left, "82-5-1" would otherwise be read as "1-5-82".
    """
    listed = Markup(_(", ")).join(Markup("<bdi>{}</bdi>").format(article) for article in articles)
    words = _("arts %(articles)s", articles="{}") if articles[1:] else _("art. %(article)s", article="{}")
    return Markup(escape(words)).format(listed)


class GuideFurniture:
    """Words and links for a guide's body; see ``guide_body.Furniture``."""

    def __init__(self, view: GuideView) -> None:
        self.view = view
        self.reader = view.reader
        self.library = view.reader.library

    def box_title(self, box: str) -> Markup:
        """Return the heading of a ``now`` or ``times`` box."""
        if box == "now":
            return Markup("{}<mark>{}</mark>").format(icon("hand"), _("Do now"))
        return Markup("{}").format(_("Time limits"))

    def box_icon(self, box: str) -> Markup:
        """Return the icon before a box's own heading."""
        return icon("triangle-alert" if box == "danger" else "info")

    def untranslated(self, shown_in: Language) -> Markup:
        """Return the quiet label above a paragraph shown in another language."""
        text = _("This paragraph is not translated yet. Here it is in %(language)s:", language=shown_in.name)
        return Markup('<p class="state">{}<span>{}</span></p>').format(icon("languages"), text)

    def untranslated_short(self) -> Markup:
        """Return the quiet label beside a list item or cell shown in another language."""
        language = self.reader.language
        return Markup(' <small lang="{}" dir="{}">({})</small>').format(
            language.tag, language.direction, _("not translated yet")
        )

    def message_state(self, unit: Unit) -> str:
        """Return in which state a unit's message is, for the preview; empty on every real page."""
        state: Callable[[str, Guide, Unit], str] | None = current_app.extensions.get("dalil.message_state")
        return state(self.reader.language.code, self.view.guide, unit) if state else ""

    def contacts(self, identifiers: Sequence[str]) -> Markup:
        """Return the list of contacts that a ``contacts`` box names."""
        card = get_template_attribute("pages/parts.html", "contact_card")
        views = [ContactView(self.library.contacts[identifier], self.reader) for identifier in identifiers]
        cards = Markup("").join(card(view, 3) for view in views)
        return Markup('<ul class="orgs">{}</ul>').format(cards)

    def contact(self, identifier: str) -> Markup:
        """Return a contact's name, with its number to tap when it may be shown."""
        return call_link(ContactView(self.library.contacts[identifier], self.reader))

    def address(self, scheme: str, target: str) -> str:
        """Return where a link with words of its own leads."""
        identifier, _separator, anchor = target.partition("#")
        if scheme == "source":
            return f"#source-{identifier}"
        code = self.reader.language.code
        path = guide_path(code, identifier) if scheme == "guide" else contact_path(code, identifier)
        return f"{path}#{anchor}" if anchor else path

    def reference(self, source: str, articles: Sequence[str]) -> Markup:
        """Return the small reference after a statement; screen readers also hear the law's name."""
        record = self.library.sources[source]
        label = self.reader.say("guides", "source label", record.label)
        if not articles:
            return Markup('<a class="ref" href="#source-{}">{}</a>').format(source, label)
        return Markup('<a class="ref" href="#source-{}"><span class="vh">{} </span>{}</a>').format(
            source, label, articles_in_words(articles)
        )

    def same_block(self, block: str) -> Markup:
        """Return the link from a draft's statement of law to the same block in the reference language."""
        language = self.reader.language
        reference = self.library.languages.get(language.reference or "")
        if language.state != "draft" or self.view.language_review or reference is None:
            return Markup()
        return Markup(' <a class="ref" href="{}#{}" hreflang="{}"><span class="vh">{} </span>{}</a>').format(
            guide_path(reference.code, self.view.guide.slug),
            block,
            reference.tag,
            _("The same passage in %(language)s:", language=reference.name),
            reference.code.upper(),
        )
