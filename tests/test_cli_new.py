"""``dalil new`` writes skeletons that pass every check, and takes back what does not fit."""

from __future__ import annotations

import pytest

from tests.command import Run, runner
from tests.sample import Sample


@pytest.fixture
def run(sample: Sample) -> Run:
    """Run a command over the sample as the test has changed it."""
    return runner(sample)


def test_a_new_guide_loads_at_once(sample: Sample, run: Run) -> None:
    result = run("new", "guide", "moving-house", "--title", "If you move house")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Wrote content/guides/moving-house.md." in result.stdout
    guide = sample.load().guides["moving-house"]
    assert guide.front.title == "If you move house"
    assert guide.front.legal_review == "none"


def test_a_new_contact_loads_at_once_and_has_no_number(sample: Sample, run: Run) -> None:
    result = run("new", "contact", "clinic-fes", "--name", "Clinique", "--source", "https://clinic.example/")
    assert (result.exit_code, result.stderr) == (0, "")
    contact = sample.load().contacts["clinic-fes"]
    assert (contact.name.fr, contact.phones, contact.status) == ("Clinique", (), "unconfirmed")


def test_a_new_language_that_babel_does_not_know_works_from_the_list_alone(sample: Sample, run: Run) -> None:
    result = run(
        *("new", "language", "shi", "--name", "ⵜⴰⵛⵍⵃⵉⵜ", "--english-name", "Tashelhit"),
        *("--fallback", "ar", "--format-locale", "ar_MA"),
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert "shi" not in sample.load().languages, "it is not published before its interface is translated"
    sample.replace(
        "languages.yaml", "voice: shi\n  state: draft\n  published: false", "voice: shi\n  state: draft"
    )
    sample.translate("shi", "If you are arrested", "ⵉⵖ ⴽ ⵓⵎⵥⵏ", context="guide title")
    library = sample.load()
    assert library.word("shi", "guides", "guide title", "If you are arrested").language == "shi"
    assert library.word("shi", "guides", "guide title", "If you are held").language == "en"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("guide", "Moving_House", "--title", "T"), "name cannot be an address"),
        (("guide", "moving", "--title", "T", "--topic", "none"), "the topic 'none' does not exist"),
        (("guide", "arrest", "--title", "T"), "the file is there already"),
        (("guide", "moving", "--title", "Call 0537 00 00 00"), "telephone number"),
        (("contact", "police", "--name", "N", "--source", "https://x.example/"), "the file is there already"),
        (("contact", "new-one", "--name", "N", "--source", "x.example"), "https://"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_left(
    sample: Sample, run: Run, arguments: tuple[str, ...], told: str
) -> None:
    before = {path: path.read_bytes() for path in sample.content.rglob("*") if path.is_file()}
    result = run("new", *arguments)
    assert result.exit_code == 1
    assert told in result.stderr
    assert {path: path.read_bytes() for path in sample.content.rglob("*") if path.is_file()} == before


def test_a_language_that_does_not_fit_leaves_the_list_as_it_was(sample: Sample, run: Run) -> None:
    before = sample.read("languages.yaml")
    result = run(
        *("new", "language", "shi", "--name", "T", "--english-name", "T"),
        *("--fallback", "xx", "--format-locale", "ar_MA"),
    )
    assert result.exit_code == 1
    assert "'xx' is not another language here" in result.stderr
    assert sample.read("languages.yaml") == before


def test_a_review_is_signed_and_reported(sample: Sample, run: Run) -> None:
    signed = run("review", "sign", "--role", "lawyer", "--guide", "arrest", "--date", "2026-07-01")
    assert (signed.exit_code, signed.stderr) == (0, "")
    assert "a lawyer read the guide 'arrest' on 2026-07-01" in signed.stdout
    library = sample.load()
    assert library.legal_review(library.guides["arrest"]) is not None
    page = sample.project / "review.html"
    run("review", "--report", str(page), "--today", "2026-08-01")
    assert "signed by a lawyer on 2026-07-01" in page.read_text("utf-8")


def test_a_signature_that_cannot_be_given_is_told(run: Run) -> None:
    result = run("review", "sign", "--role", "lawyer", "--guide", "nothing")
    assert result.exit_code == 1
    assert "the guide 'nothing' does not exist" in result.stderr
    assert run("review", "sign", "--role", "Jane Doe", "--guide", "held").exit_code == 2
