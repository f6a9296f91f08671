"""The sample plans, whole files of every format, get the verdicts their labels say."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cli_kit import Cli, make_cli
from make_plans import PLANS, SAMPLES, made

FILES = [PLANS / name for name in SAMPLES]
EACH = pytest.mark.parametrize(
    "path", FILES, ids=[f"{source}{Path(name).suffix}" for name, (source, _) in SAMPLES.items()]
)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


def said_of(cli: Cli, path: Path) -> dict[str, Any]:
    """Return the part of the report about a file."""
    run = cli("check", path, "--format", "json", "--no-config")
    assert run.err == ""
    (plan,) = run.json["plans"]
    assert isinstance(plan, dict)
    return plan


def expected_of(path: Path) -> dict[str, Any]:
    content = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def school(unit: str | None) -> str | None:
    """Return a unit's name without its union: labels name the one or the other."""
    return unit.removesuffix("工会") if unit else unit


@EACH
def test_a_sample_gets_the_verdicts_of_its_label(cli: Cli, path: Path) -> None:
    expected = expected_of(path)["requirements"]
    statuses = {result["rule"]: result["status"] for result in said_of(cli, path)["results"]}
    assert statuses
    assert statuses == {rule: expected.get(rule) for rule in statuses}


@EACH
def test_a_sample_is_understood_as_its_label_says(cli: Cli, path: Path) -> None:
    plan, expected = said_of(cli, path), expected_of(path)
    assert plan["health"] == []
    assert plan["kind"] == expected["kind"]
    assert [plan["period"]["start"], plan["period"]["end"]] == expected["period"]
    assert school(plan["unit"]) == school(expected["unit"])
    assert plan["schedule"]["months"] == expected["schedule_months"]


@EACH
def test_a_sample_shown_as_a_document_gets_the_same_verdicts(
    cli: Cli, tmp_path: Path, path: Path
) -> None:
    shown = tmp_path / "x.json"
    shown.write_text(cli("show", path, "--document").out, encoding="utf-8")
    own = ("path", "sha256", "format")
    first, second = said_of(cli, path), said_of(cli, shown)
    assert {key: first[key] for key in first if key not in own} == {
        key: second[key] for key in second if key not in own
    }


def test_the_folder_of_samples_holds_good_plans_and_plans_with_gaps(cli: Cli) -> None:
    run = cli("check", PLANS, "--format", "json", "--no-config")
    summary = run.json["summary"]
    assert summary["plans"] == len(FILES)
    assert summary["complied"] >= 3
    assert summary["not_complied"] >= 2
    assert summary["unreadable"] == summary["unknown"] == 0
    assert run.code == 1


def test_what_a_person_does_not_see_would_change_the_verdict() -> None:
    """Otherwise the sample with deleted and hidden words would prove nothing."""
    (path,) = [path for path in FILES if SAMPLES[path.name][0] == "p02"]
    content = parts(path.read_bytes())["word/document.xml"].decode()
    assert '<w:delText xml:space="preserve">学期召开<' in content
    assert "11月、4月各召开一次教代会。" in content


def test_the_samples_are_what_the_script_makes() -> None:
    stale = [path.name for path, content in made() if parts(path.read_bytes()) != parts(content)]
    assert stale == [], "stale: run `python tests/make_plans.py`"


def parts(content: bytes) -> dict[str, bytes]:
    """Return what is ours in a file: the parts of a package that hold our words, or all of it."""
    if not content.startswith(b"PK"):
        return {"": content}
    ours = ("word/document.xml", "word/comments.xml", "word/header1.xml")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name in ours}


def test_the_script_makes_the_same_bytes_each_time() -> None:
    assert list(made()) == list(made())
