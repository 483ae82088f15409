"""Names are found in the reader's language or the nearest other one; records cannot be changed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.library.records import City, Names, Topic


@pytest.mark.parametrize(
    ("names", "language", "best"),
    [
        ({"ar": "ا", "fr": "F", "en": "E"}, "ar", ("ا", "ar")),
        ({"ar": "ا", "fr": "F", "en": "E"}, "en", ("E", "en")),
        ({"ar": "ا", "en": "E"}, "fr", ("E", "en")),
        ({"ar": "ا", "fr": "F", "en": "E"}, "wo", ("F", "fr")),
        ({"ar": "ا"}, "en", ("ا", "ar")),
    ],
)
def test_a_name_is_shown_in_the_readers_language_or_else_in_french_english_or_arabic(
    names: dict[str, str], language: str, best: tuple[str, str]
) -> None:
    assert Names(**names).best(language) == best


def test_a_name_that_was_never_given_cannot_be_shown() -> None:
    with pytest.raises(ValueError, match="Arabic, French or English"):
        Names().best("fr")


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_one_name_is_enough_whichever_its_language(language: str) -> None:
    city = City.model_validate({"id": "rabat", "name": {language: "R"}})
    assert city.name.best("wo") == ("R", language)


def test_a_record_cannot_be_changed() -> None:
    topic = Topic(id="police", title="Police", icon="hand")
    with pytest.raises(ValidationError):
        topic.title = "Other"  # type: ignore[misc]
