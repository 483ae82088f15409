"""The ``dalil`` command: what an editor types, what it answers, and the exit code that programs read."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from app.cli import main
from app.library.review import review
from app.site.release import Release, current_release
from tests.command import Run, runner
from tests.sample import PROJECT, Sample

TODAY = "2026-08-01"


@pytest.fixture
def run(sample: Sample) -> Run:
    """Run a command over the sample as the test has changed it."""
    return runner(sample)


def publish_only_english(sample: Sample) -> None:
    languages = sample.read("languages.yaml")
    for state in ("draft",):
        languages = languages.replace(f"state: {state}\n", f"state: {state}\n  published: false\n")
    sample.write("languages.yaml", languages)


def every_command(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from every_command(command, *path, name)


def test_every_command_says_what_it_does() -> None:
    commands = dict(every_command(main))
    expected = {("build",), ("serve",), ("dev",), ("review",), ("messages",)}
    expected |= {("messages", name) for name in ("extract", "update", "compile", "status")}
    assert expected <= set(commands)
    for path, command in commands.items():
        assert command.help, path
        shown = CliRunner().invoke(main, [*path, "--help"])
        assert shown.exit_code == 0
        assert command.help.splitlines()[0] in " ".join(shown.output.split())
        listed = " ".join(CliRunner().invoke(main, [*path[:-1], "--help"]).output.split())
        assert path[-1] in listed


def test_an_unknown_command_is_refused(run: Run) -> None:
    assert run("no-such-command").exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "dev",
        "review",
        "review --json",
        "messages extract",
        "messages update",
        "messages compile",
        "messages status",
    ],
)
@pytest.mark.parametrize(
    ("name", "value"), [("DALIL_URL", "nowhere"), ("DALIL_ULR", "https://dalil.example")]
)
def test_a_wrong_setting_stops_every_command_with_its_sentence(
    run: Run, command: str, name: str, value: str
) -> None:
    result = run(*command.split(), **{name: value})
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{name} is ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_review_without_errors_ends_well_and_counts_what_is_left(sample: Sample, run: Run) -> None:
    publish_only_english(sample)
    result = run("review", "--today", TODAY)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    # Two guides are short; Arabic was signed, and is not published any more.
    assert lines[-1] == "0 errors, 3 warnings."
    assert sum(line.startswith("warning: content/guides/") for line in lines) == 2
    assert [line.split()[0] for line in lines[:3]] == ["guide", "arrest", "held"]


def test_a_review_with_errors_ends_with_one(run: Run) -> None:
    result = run("review", "--today", TODAY)
    assert result.exit_code == 1
    errors = [line for line in result.stdout.splitlines() if line.startswith("error: ")]
    assert [line for line in errors if "translations/fr/LC_MESSAGES/messages.po" in line]
    assert result.stdout.splitlines()[-1].startswith(f"{len(errors)} errors, ")


def test_content_that_cannot_be_loaded_is_reviewed_all_the_same(sample: Sample, run: Run) -> None:
    line = sample.replace("contacts/police.yaml", "papers: may", "papers: perhaps")
    result = run("review")
    assert result.exit_code == 1
    assert f"error: content/contacts/police.yaml:{line}: papers: 'perhaps' is not one of" in result.stdout
    assert result.stdout.splitlines()[-1] == "1 errors, 0 warnings."


def test_a_problem_is_one_line_whatever_its_line_number_looks_like(sample: Sample, run: Run) -> None:
    written = sample.read("contacts/police.yaml")
    before = written[: written.index("papers: may")].count("\n")
    padding = "# a comment\n" * (99 - before)
    sample.write("contacts/police.yaml", padding + written.replace("papers: may", "papers: '[bold]:smile:'"))
    for command in ("review", "build"):
        result = run(command)
        (line,) = [line for line in result.output.splitlines() if "police.yaml" in line]
        assert "content/contacts/police.yaml:100: papers: '[bold]:smile:' is not one of" in line
        assert line.endswith("Use 'no', 'may', 'yes' or 'unknown'")


def test_json_says_everything_that_the_review_found(sample: Sample, run: Run) -> None:
    result = run("review", "--json", "--today", TODAY)
    assert (result.exit_code, result.stderr) == (1, "")
    told = json.loads(result.stdout)
    day = datetime.date.fromisoformat(TODAY)
    found = review(sample.load(), PROJECT, sample.content, sample.translations, day)
    assert set(told) == {"problems", "guides"}
    assert told["problems"] == [
        {
            "file": problem.file,
            "line": problem.line,
            "field": problem.field,
            "message": problem.message,
            "mend": problem.mend,
            "severity": problem.severity,
        }
        for problem in found.problems
    ]
    assert told["guides"] == [
        {
            "slug": guide.slug,
            "words": guide.words,
            "long_sentences": [vars(sentence) for sentence in guide.long_sentences],
            "coverage": guide.coverage,
            "review_by": guide.review_by.isoformat(),
        }
        for guide in found.guides
    ]
    assert {problem["severity"] for problem in told["problems"]} == {"error", "warning"}


def test_json_of_content_that_cannot_be_loaded_holds_its_problems(sample: Sample, run: Run) -> None:
    sample.replace("guides/held.md", "topic: police", "topic: nothing")
    result = run("review", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [problem["file"] for problem in told["problems"]] == ["content/guides/held.md"]
    assert told["guides"] == []


def test_json_of_a_review_without_errors_ends_well(sample: Sample, run: Run) -> None:
    publish_only_english(sample)
    result = run("review", "--json", "--today", TODAY)
    assert result.exit_code == 0
    assert {problem["severity"] for problem in json.loads(result.stdout)["problems"]} == {"warning"}


def test_json_keeps_arabic_readable(sample: Sample, run: Run) -> None:
    sample.replace("contacts/police.yaml", "papers: may", "papers: ربما")
    assert "ربما" in run("review", "--json").stdout


@pytest.mark.parametrize(
    ("today", "overdue"), [("2026-08-28", []), ("2026-08-29", ["arrest"]), ("2026-09-02", ["arrest", "held"])]
)
def test_overdue_is_measured_by_the_day_that_is_given(
    sample: Sample, run: Run, today: str, overdue: list[str]
) -> None:
    publish_only_english(sample)
    result = run("review", "--json", "--today", today)
    late = [
        problem["file"]
        for problem in json.loads(result.stdout)["problems"]
        if problem["field"] == "review_by"
    ]
    assert late == [f"content/guides/{slug}.md" for slug in overdue]
    assert result.exit_code == 0


def test_a_day_that_is_none_is_refused(run: Run) -> None:
    result = run("review", "--today", "yesterday")
    assert result.exit_code == 2
    assert "--today" in result.stderr


def test_a_build_says_what_it_made_and_switches_to_it(sample: Sample, run: Run, tmp_path: Path) -> None:
    publish_only_english(sample)
    result = run("build", "--site", str(tmp_path / "site"))
    assert (result.exit_code, result.stderr) == (0, "")
    release = current_release(tmp_path / "site")
    pages = len(list(release.public.rglob("index.html")))
    assert result.stdout == f"Release {release.identifier}: {pages} pages in 1 languages.\n"
    assert run("build", "--site", str(tmp_path / "site")).stdout == result.stdout


def test_a_build_with_errors_lists_them_and_changes_nothing(sample: Sample, run: Run, tmp_path: Path) -> None:
    site = str(tmp_path / "site")
    result = run("build", "--site", site)
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert [line for line in lines[:-1] if "translations/fr/LC_MESSAGES/messages.po" in line]
    assert lines[-1] == f"{len(lines) - 1} to mend. Nothing was changed."
    assert not (tmp_path / "site").exists()
    publish_only_english(sample)
    assert run("build", "--site", site).exit_code == 0
    good = current_release(tmp_path / "site")
    sample.replace("guides/held.md", "topic: police", "topic: nothing")
    assert run("build", "--site", site).exit_code == 1
    assert current_release(tmp_path / "site") == good


def test_a_build_may_start_from_the_releases_that_phones_have(
    sample: Sample, run: Run, tmp_path: Path
) -> None:
    publish_only_english(sample)
    site = str(tmp_path / "site")
    assert run("build", "--site", site).exit_code == 0
    first = current_release(tmp_path / "site")
    assert (first.previous, index_of(first)["kill"]) == ((), False)
    sample.replace("guides/held.md", "Keep every paper.", "Keep each paper.")
    assert run("build", "--site", site, "--previous", site, "--kill").exit_code == 0
    second = current_release(tmp_path / "site")
    assert (second.previous, index_of(second)["kill"]) == ((first.identifier,), True)


def index_of(release: Release) -> dict[str, object]:
    """Return what a phone reads first: the index of the English pack."""
    found: dict[str, object] = json.loads((release.public / "packs" / "en.json").read_text("utf-8"))
    return found


def test_a_number_on_hold_stops_the_build_with_a_sentence(sample: Sample, run: Run, tmp_path: Path) -> None:
    publish_only_english(sample)
    result = run("build", "--site", str(tmp_path / "site"), DALIL_OPERATOR="Call 0500000002")
    assert result.exit_code == 1
    assert result.stderr == "The page /en/about/index.html shows a number that is on hold.\n"
    assert not (tmp_path / "site").exists()


def test_serving_without_a_site_says_which_command_makes_one(run: Run, tmp_path: Path) -> None:
    result = run("serve", "--site", str(tmp_path / "site"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no site in site/. Run 'dalil build' first.\n"


@pytest.mark.parametrize("port", ["http", "80a", ""])
@pytest.mark.parametrize("command", ["serve", "dev"])
def test_a_port_that_is_no_number_is_refused(run: Run, command: str, port: str) -> None:
    assert run(command, "--port", port).exit_code == 2
