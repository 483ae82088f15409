"""The words of this edition: eight guides, whole in English, French and Arabic."""

from __future__ import annotations

import datetime

import pytest

from app.library.library import Library
from app.library.review import review
from app.library.review_guides import FEWEST_WORDS, MOST_WORDS
from app.settings import PROJECT

FIRST_GUIDES = {
    "police-arrest",
    "told-to-leave",
    "trafficking-signs",
    "trafficking-help",
    "trafficking-or-smuggling",
    "legal-help",
    "work",
    "health",
}


def test_the_first_eight_guides_are_there(project_library: Library) -> None:
    assert set(project_library.guides) >= FIRST_GUIDES


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_guide_is_whole_in_the_first_three_languages(project_library: Library, language: str) -> None:
    missing = {
        guide.slug: project_library.coverage(guide, language).missing
        for guide in project_library.guides.values()
        if guide.slug in FIRST_GUIDES and project_library.coverage(guide, language).missing
    }
    assert missing == {}


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_contact_is_whole_in_the_first_three_languages(project_library: Library, language: str) -> None:
    catalogue = project_library.catalogues[language, "contacts"]
    texts = [
        text
        for contact in project_library.contacts.values()
        for text in (contact.description, contact.eligibility_description, contact.alert)
        if text
    ]
    assert [text for text in texts if catalogue.lookup(None, text) is None] == []


def test_the_review_finds_no_error_and_every_guide_keeps_its_length(project_library: Library) -> None:
    found = review(
        project_library, PROJECT, PROJECT / "content", PROJECT / "translations", datetime.date(2026, 11, 23)
    )
    assert [str(problem) for problem in found.errors] == []
    lengths = {row.slug: row.words for row in found.guides}
    assert {slug: words for slug, words in lengths.items() if not FEWEST_WORDS <= words <= MOST_WORDS} == {}


def test_the_fes_clinic_and_every_emergency_number_are_listed(project_library: Library) -> None:
    assert "cjf-fes" in project_library.contacts
    numbers = {
        name: project_library.contacts[name].phones[0].number
        for name in ("police", "gendarmerie", "samu", "civil-protection")
    }
    assert numbers == {"police": "19", "gendarmerie": "177", "samu": "141", "civil-protection": "15"}


def test_police_lines_and_embassies_carry_their_warning(project_library: Library) -> None:
    for contact in project_library.contacts.values():
        if contact.kind == "embassy" or contact.police_linked:
            assert contact.alert, f"{contact.id} has no warning"
        assert contact.assured_date is None, f"nobody has called {contact.id} yet"


def test_every_contact_in_a_guide_can_be_reached_or_says_why_not(project_library: Library) -> None:
    for guide in project_library.guides.values():
        for reference in guide.references:
            if reference.scheme == "contact":
                contact = project_library.contacts[reference.target]
                reachable = contact.phones or contact.address or contact.website or contact.alert
                assert reachable, f"{guide.slug} sends people to {contact.id}"
