"""``plancheck review``: the whole desk, as its user sees it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cli_kit import BAD, GOOD, RULES, Cli, make_cli, with_offers, with_rules
from jsonschema import Draft202012Validator

import plancheck_schemas
from plancheck.formats import Paper, Report, Source, Style

VALIDATOR = Draft202012Validator(json.loads(plancheck_schemas.text("report")))


def ledger(report: Mapping[str, Any], style: Style) -> list[bytes]:
    VALIDATOR.validate(report)
    return [json.dumps(report["batch"], ensure_ascii=False).encode(), style.lang.encode()]


def slip(
    report: Mapping[str, Any], plan: Mapping[str, Any], source: Source | None, style: Style
) -> bytes:
    del report, style
    if plan["problem"] or source is None:
        return b""
    return source.data + str(plan["blocks"][0]["text"]).encode()


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    with_rules(monkeypatch, RULES)
    reports = (
        Report("l", ledger, binary=True, desk={"zh": "台账.json", "en": "ledger.json"}),
        Report("text", lambda _report, _style: ("not on the desk",)),
    )
    papers = (Paper("slip", {"zh": ".回执.txt", "en": ".slip.txt"}, slip),)
    with_offers(monkeypatch, reports=reports, papers=papers)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1740787200")
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "好.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b" / "差.txt").write_text(BAD.replace("育英", "第三"), encoding="utf-8")
    return folder


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


def written(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_ledger_and_papers_are_written(cli: Cli) -> None:
    result = cli("review", "in", "-o", "out")
    assert result.code == 1
    assert written(Path("out")) == [
        "plancheck-rounds.json",
        "台账.json",
        "各校/b/差.回执.txt",
        "各校/好.回执.txt",
    ]
    paper = (Path("out") / "各校" / "好.回执.txt").read_text("utf-8")
    assert paper == GOOD + "2024年育英小学工会工作计划"


def test_what_needs_attention_comes_first(cli: Cli) -> None:
    lines = cli("review", "in", "-o", "out").out.splitlines()
    assert lines[0] == "退回重报：1 份"
    assert "第三小学工会（in/b/差.txt）：缺：title of care/visits" in lines[1]
    assert "修改后备案：1 份" in lines
    assert lines[-1] == "审核材料 3 个文件，写在 out"


def test_quiet_names_only_what_is_wrong(cli: Cli) -> None:
    out = cli("review", "in", "-o", "out", "-q").out
    assert "退回重报" not in out
    assert "共 2 份" in out


def test_in_english(cli: Cli) -> None:
    result = cli("review", "in", "-o", "out", "--lang", "en")
    assert "schools/好.slip.txt" in written(Path("out"))
    assert "ledger.json" in written(Path("out"))
    assert "missing: title of care/visits" in " ".join(result.out.split())


def test_a_second_run_changes_nothing(cli: Cli) -> None:
    cli("review", "in", "-o", "out")
    before = {name: (Path("out") / name).read_bytes() for name in written(Path("out"))}
    cli("review", "in", "-o", "out", "--today", "2025-04-01")
    assert {name: (Path("out") / name).read_bytes() for name in written(Path("out"))} == before


def test_a_plan_that_was_mended_is_compared(cli: Cli, desk: Path) -> None:
    cli("review", "in", "-o", "out")
    (desk / "b" / "差.txt").write_text(GOOD.replace("育英", "第三"), encoding="utf-8")
    result = cli("review", "in", "-o", "out")
    assert "第 2 次报送：已补 2 项，仍缺 0 项，新增 1 项" in " ".join(result.out.split())


def test_a_file_that_cannot_be_read_has_no_paper_here_and_is_named(cli: Cli, desk: Path) -> None:
    (desk / "坏.docx").write_bytes(b"PK\x03\x04")
    result = cli("review", "in", "-o", "out")
    assert result.code == 3
    assert "读不出的文件 1 个：" in result.out
    assert "in/坏.docx：" in result.out
    assert not [name for name in written(Path("out")) if "坏" in name]


def test_a_roster_tells_who_is_missing(cli: Cli) -> None:
    Path("r.csv").write_text("学校\n育英小学\n第五小学\n", encoding="utf-8")
    out = cli("review", "in", "-o", "out", "--roster", "r.csv").out
    assert "尚未报送的 1 所：第五小学" in out
    assert "名册里找不到学校的计划 1 份：in/b/差.txt" in out


def test_schools_that_do_not_come_again_are_named(cli: Cli, desk: Path) -> None:
    cli("review", "in", "-o", "out")
    (desk / "b" / "差.txt").unlink()
    assert "上次报送过、这次没有送来的 1 所：第三小学" in cli("review", "in", "-o", "out").out


def test_the_folder_may_lie_among_the_plans_and_is_no_submission(cli: Cli) -> None:
    cli("review", "in", "-o", "in/out")
    again = cli("review", "in", "-o", "in/out")
    assert "共 2 份" in again.out


def test_what_was_written_here_is_no_submission(cli: Cli, desk: Path) -> None:
    cli("review", "in", "-o", "out")
    paper = Path("out") / "各校" / "好.回执.txt"
    (desk / "回执.txt").write_bytes(paper.read_bytes())
    result = cli("review", "in", "-o", "out")
    assert "共 2 份" in result.out
    assert "in/回执.txt" in result.err


def test_a_paper_knows_its_own(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Paper("slip", {"zh": ".回执.txt"}, slip, own=lambda data: data.startswith(b"slip"))
    with_offers(monkeypatch, papers=(own,))
    (desk / "x.txt").write_bytes(b"slip of another round")
    assert "共 2 份" in cli("review", "in", "-o", "out").out


def test_what_was_written_before_a_failure_is_still_known_as_ours(cli: Cli, desk: Path) -> None:
    paper = Path("out") / "各校" / "好.回执.txt"
    paper.mkdir(parents=True)  # as when it is open in another program: it cannot be written
    assert cli("review", "in", "-o", "out").code == 2
    paper.rmdir()
    (desk / "b" / "差.txt").write_text(GOOD, encoding="utf-8")  # the ledger says something else now
    assert "已改名保留" not in cli("review", "in", "-o", "out").out
    assert not [name for name in written(Path("out")) if "(1)" in name]


def test_a_letter_that_people_changed_is_kept(cli: Cli) -> None:
    cli("review", "in", "-o", "out")
    paper = Path("out") / "各校" / "好.回执.txt"
    paper.write_text("changed", encoding="utf-8")
    out = cli("review", "in", "-o", "out").out
    assert "已改名保留" in out
    assert "changed" in [path.read_text("utf-8") for path in paper.parent.glob("*.txt")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("in",), "-o"),
        (("in", "-o", "in"), "分开"),
        (("in/b", "-o", "in"), "分开"),
        (("in", "-o", "in/好.txt"), "是一个文件"),
        (("in", "-o", "out", "--roster", "none.csv"), "none.csv"),
        (("in", "-o", "out", "--today", "1.3.2025"), "不是日期"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    cli: Cli, words: tuple[str, ...], told: str
) -> None:
    result = cli("review", *words)
    assert result.code == 2
    assert told in result.err
    assert not Path("out").exists()


def test_a_damaged_memory_stops_the_run_with_advice(cli: Cli) -> None:
    Path("out").mkdir()
    (Path("out") / "plancheck-rounds.json").write_text("{", encoding="utf-8")
    result = cli("review", "in", "-o", "out")
    assert result.code == 2
    assert "移走" in result.err


def test_a_paper_that_fails_stops_no_other(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_report: object, plan: Mapping[str, Any], *_: object) -> bytes:
        if "差" in plan["path"]:
            raise RuntimeError
        return b"good"

    with_offers(monkeypatch, papers=(Paper("p", {"zh": ".p"}, broken),))
    result = cli("review", "in", "-o", "out")
    assert result.code == 3
    assert written(Path("out") / "各校") == ["好.p"]
    assert "文书“p”在 in/b/差.txt 上出错（RuntimeError）" in result.err
