"""Baselines: what was there before is let pass, what is new or worse is told."""

import json
from pathlib import Path

import pytest
from cli_kit import BAD, GOOD, Cli, make_cli, mentions, with_rules
from fakes import defect
from jsonschema import Draft202012Validator

import plancheck_schemas
from plancheck.model import Paragraph, Place
from plancheck.outcome import Review
from plancheck.profile import Profile
from plancheck.reading.plan import Plan
from plancheck.rule import Finding

SCHEMA = Draft202012Validator(json.loads(plancheck_schemas.text("baseline")))


def blanks(plan: Plan) -> list[Finding]:
    """Find every ××."""
    return [
        Finding("××", Place(number, block.text.index("××"), block.text.index("××") + 2))
        for number, block in enumerate(plan.document.blocks)
        if isinstance(block, Paragraph) and "××" in block.text
    ]


@pytest.fixture(autouse=True)
def plans(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rules = (mentions("慰问", "care/visits"), defect(blanks))
    with_rules(monkeypatch, rules, (Profile("default"), Profile("strict", unwaivable=("care/",))))
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/差.txt").write_text(BAD + "联系人××\n", encoding="utf-8")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    run = make_cli(capsys)
    assert run("check", "in").code == 1
    assert run("baseline", "in").code == 0
    return run


WITH = ("--waivers", "plancheck-baseline.json")


def test_what_was_there_is_let_pass(cli: Cli) -> None:
    SCHEMA.validate(json.loads(Path("plancheck-baseline.json").read_text("utf-8")))
    result = cli("check", "in", *WITH)
    assert result.code == 0
    assert "基线中已有" in result.out


def test_lines_that_move_change_nothing(cli: Cli) -> None:
    Path("in/差.txt").write_text("\n\n县教育工会\n" + BAD + "\n联系人 ××\n", encoding="utf-8")
    assert cli("check", "in", *WITH).code == 0


def test_what_is_new_is_told(cli: Cli) -> None:
    Path("in/差.txt").write_text(BAD + "联系人××\n电话××\n", encoding="utf-8")
    report = cli("check", "in", *WITH, "--format", "json").json
    assert report["outcome"]["exit_code"] == 1
    assert [bool(each["waiver"]) for each in report["plans"][0]["defects"]] == [True, False]


def test_a_plan_that_is_new_is_judged_whole(cli: Cli) -> None:
    Path("in/新.txt").write_text(BAD, encoding="utf-8")
    assert cli("check", "in", *WITH).code == 1


def test_what_was_mended_is_told(cli: Cli) -> None:
    Path("in/差.txt").write_text(GOOD, encoding="utf-8")
    result = cli("check", "in", *WITH)
    assert result.code == 0
    assert "基线里有 2 条已经补上（plancheck-baseline.json）" in "".join(result.out.split("\n  "))


def test_a_reviewer_can_set_it_aside(cli: Cli) -> None:
    assert cli("check", "in", *WITH, "--no-waivers").code == 1


def test_a_profile_can_forbid_it(cli: Cli) -> None:
    report = cli("check", "in", *WITH, "--profile", "strict", "--format", "json").json
    assert report["plans"][0]["results"][0]["status"] == "missing"
    assert report["plans"][0]["defects"][0]["waiver"] is not None


def test_paths_are_seen_from_the_files_folder(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("in")
    assert cli("check", ".", "--waivers", "../plancheck-baseline.json").code == 0


def test_a_new_one_does_not_build_on_the_old(cli: Cli) -> None:
    before = Path("plancheck-baseline.json").read_text("utf-8")
    cli("baseline", "in", *WITH)
    assert Path("plancheck-baseline.json").read_text("utf-8") == before


def test_what_got_worse_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from fakes import checked, plan, quote, requirement

    from plancheck.baseline import Baseline, Known, found
    from plancheck.rule import Status, Verdict

    def review(status: Status) -> Review:
        return checked(plan("慰问"), requirement(Verdict(status, (quote("慰问"),))), path="a.txt")

    monkeypatch.chdir("/")
    partial, missing = review(Status.PARTIAL), review(Status.MISSING)
    ((_, seen, _),) = found(partial)
    known = {seen: Known("care/visits", "partial")}
    baseline = Baseline("b.json", {"a.txt": known})
    assert baseline.covered(partial) == {0: Known("care/visits", "partial")}
    assert baseline.covered(missing) == {}
    worse = replace(baseline, plans={"a.txt": {seen: Known("care/visits", "missing")}})
    assert list(worse.covered(partial)) == [0]


def test_a_file_that_cannot_be_read_is_not_in_it(cli: Cli) -> None:
    Path("in/坏.docx").write_bytes(b"PK")
    result = cli("baseline", "in")
    assert result.code == 3
    assert "坏.docx" in result.err


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"version": 2, "plans": {}}', '{"plans": {"a": 1}}']
)
def test_a_damaged_file_is_told(cli: Cli, content: str) -> None:
    Path("b.json").write_text(content, encoding="utf-8")
    result = cli("check", "in", "--waivers", "b.json")
    assert result.code == 2
    assert "b.json" in result.err


def test_its_name_tells_it_from_waivers(cli: Cli) -> None:
    assert cli("baseline", "in", "-o", "b.toml").code == 2
