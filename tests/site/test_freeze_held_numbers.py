"""Freezing refuses a page that shows a number on hold, wherever the number comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library.contacts import fingerprint
from app.site.freeze import FreezeError, freeze
from app.site.release import Release, current_release
from tests.pages.apps import app_over
from tests.sample import HELD_NUMBER, Sample

AT_HOME = "0500000002"
REFUSED = r"The page {} shows a number that is on hold\."


@pytest.fixture(params=[AT_HOME, HELD_NUMBER])
def held_sample(sample: Sample, request: pytest.FixtureRequest) -> Sample:
    """The sample, which knows one number on hold as it is dialled at home or from abroad."""
    sample.replace("contacts/night-line.yaml", fingerprint(HELD_NUMBER), fingerprint(request.param))
    return sample


def test_the_sample_as_it_is_shows_no_number_on_hold(held_sample: Sample, site: Path) -> None:
    assert freeze(app_over(held_sample), site).public.is_dir()


@pytest.mark.parametrize(
    "words",
    [
        AT_HOME,
        "05 00 00 00 02",
        "05.00.00.00.02",
        "(0500) 000-002",
        HELD_NUMBER,
        "+212 5 00 00 00 02",
        "19/0500000002",
        "٠٥٠٠٠٠٠٠٠٢",
        "**05** 00 00 **00** 02",
    ],
)
def test_a_number_written_in_a_translation_is_refused(
    good: Release, held_sample: Sample, site: Path, words: str
) -> None:
    held_sample.translate("fr", "Keep every paper.", f"Gardez {words}.")
    with pytest.raises(FreezeError, match=REFUSED.format("/fr/guides/held/index.html")):
        freeze(app_over(held_sample), site)
    assert current_release(site) == good
    assert [path.name for path in (site / "releases").iterdir()] == [good.identifier]


@pytest.mark.parametrize("channel", ["voice", "whatsapp"])
def test_a_number_that_another_contact_dials_or_opens_is_refused(
    held_sample: Sample, site: Path, channel: str
) -> None:
    file = "contacts/legal-aid.yaml"
    held_sample.replace(file, "channels: [voice, whatsapp]", f"channels: [{channel}]")
    held_sample.replace(file, '"0500000001"', f'"{AT_HOME}"')
    held_sample.replace(file, '"+212500000001"', f'"{HELD_NUMBER}"')
    with pytest.raises(FreezeError, match=REFUSED.format(r"\S+")):
        freeze(app_over(held_sample), site)
    assert not site.exists()


def test_a_number_that_the_settings_bring_is_refused(held_sample: Sample, site: Path) -> None:
    app = app_over(held_sample, operator=f"Association, {AT_HOME}")
    with pytest.raises(FreezeError, match=REFUSED.format("/en/about/index.html")):
        freeze(app, site)


def test_a_number_in_the_page_of_an_error_is_refused(held_sample: Sample, site: Path) -> None:
    held_sample.translate("fr", "Page not found", f"Appelez {AT_HOME}", domain="messages")
    with pytest.raises(FreezeError, match=REFUSED.format("errors/fr/missing.html")):
        freeze(app_over(held_sample), site)


def test_the_refusal_does_not_repeat_the_number(held_sample: Sample, site: Path) -> None:
    held_sample.translate("fr", "Keep every paper.", f"Gardez {AT_HOME}.")
    with pytest.raises(FreezeError) as refused:
        freeze(app_over(held_sample), site)
    assert AT_HOME[-6:] not in str(refused.value)
