"""The workflow files in ``docs/ci.md`` are files of their kind, and their commands work."""

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli_kit import GOOD, Cli, make_cli
from test_reports import REPORTS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
GITHUB, GITLAB, HOOK = (
    yaml.safe_load(text) for text in re.findall(r"```yaml\n(.+?)```", PAGE, re.DOTALL)
)
STEPS = GITHUB["jobs"]["plancheck"]["steps"]


def commands() -> list[list[str]]:
    """Return the plancheck commands of the workflows, their words after the program's name."""
    lines = [step["run"] for step in STEPS if "run" in step] + GITLAB["plancheck"]["script"]
    lines += re.findall(r"`(plancheck check plans [^`]+)`", README)
    return [shlex.split(line)[1:] for line in lines if line.startswith("plancheck ")]


def written(words: list[str]) -> Iterator[str]:
    return (word for option, word in pairwise(words) if option == "-o")


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_the_commands_work(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plans").mkdir()
    Path("plans/计划.txt").write_text(GOOD, encoding="utf-8")
    cli: Cli = make_cli(capsys)
    assert cli(*words).code == 1
    assert all(Path(name).stat().st_size for name in written(words))


def test_there_are_commands_for_both_platforms() -> None:
    assert len(commands()) == 4


def test_what_a_workflow_hands_on_it_has_written() -> None:
    files = {name for words in commands() for name in written(words)}
    (upload,) = [step for step in STEPS if "upload-sarif" in step.get("uses", "")]
    handed: dict[str, Any] = {**upload["with"], **GITLAB["plancheck"]["artifacts"]["reports"]}
    assert set(handed.values()) < files


def test_the_hook_is_the_one_there_is() -> None:
    there = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in HOOK["repos"][0]["hooks"]] == [hook["id"] for hook in there]


@pytest.mark.parametrize("page", [PAGE, README], ids=["ci.md", "README"])
def test_the_tables_name_formats_there_are(page: str) -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", page, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"\w+", row)} & set(REPORTS)
    assert {"github", "gitlab", "junit", "markdown", "sarif"} <= named


def test_the_limits_on_the_page_are_those_of_the_code() -> None:
    from plancheck_reports import github, gitlab, markdown
    from plancheck_reports.sarif.texts import MOST_RESULTS

    assert f"{MOST_RESULTS:,} results" in PAGE
    assert markdown.ROOM < 1024 * 1024
    assert github.SHOWN == 10
    assert all(f"`{severity}`" in PAGE for severity in gitlab.SEVERITIES.values())
