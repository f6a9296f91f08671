"""The command line: exit codes, options, outputs, faults."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cli_kit import BAD, GOOD, RULES, Cli, make_cli, with_formats, with_reports, with_rules
from fakes import defect, finding, near, requirement
from jsonschema import Draft202012Validator
from readers.docx_builder import package

import plancheck_schemas
from plancheck import __version__
from plancheck.cli.program import COMMANDS
from plancheck.formats import Need, Reader, Report
from plancheck.model import Document
from plancheck.profile import Profile
from plancheck.reading.plan import Plan
from plancheck.rule import Basis, Example, Rule, Status, Verdict

PLANCHECK = [sys.executable, "-m", "plancheck"]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Run plancheck in an empty folder, with rules of our own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    with_rules(monkeypatch, RULES)
    return make_cli(capsys)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Return a folder with a good plan and a bad one."""
    folder = tmp_path / "计划"
    folder.mkdir()
    (folder / "好.txt").write_text(GOOD, encoding="utf-8")
    (folder / "差.txt").write_text(BAD, encoding="utf-8")
    return folder


def process(words: list[str | Path], env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Run plancheck as a process of its own."""
    command = [*PLANCHECK, *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **env})


# -- exit codes: DESIGN's table, a row each ---------------------------------------------------


def test_0_when_every_plan_complies(cli: Cli, plans: Path) -> None:
    assert cli("check", plans / "好.txt").code == 0


def test_1_when_something_is_at_the_fail_level(cli: Cli, plans: Path) -> None:
    result = cli("check", plans)
    assert result.code == 1
    assert "缺少" in result.out
    assert result.err == ""


@pytest.mark.parametrize(
    ("level", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_the_fail_level_decides(level: str, code: int, cli: Cli, plans: Path) -> None:
    assert cli("check", plans / "好.txt", "--fail-level", level).code == code


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["chek"],
        ["--nosuch"],
        ["check"],
        ["check", "--nosuch", "x"],
        ["check", "nosuch.docx"],
        ["check", "*.docx"],
        ["check", "empty"],
        ["check", "计划", "--format", "docbook"],
        ["check", "计划", "--select", "care/visit"],
        ["check", "计划", "--select", "info", "--ignore", "info"],
        ["check", "计划", "--without", "nosuch"],
        ["check", "计划", "--config", "nosuch.toml"],
        ["check", "计划", "-o", "nosuch/report.txt"],
        ["check", "计划", "--fail-level", "warn"],
        ["check", "计划", "--lang", "fr"],
        ["check", "计划", "--format"],
        ["check", "计划", "--quiet=yes"],
        ["check", "计划", "--config", "a", "--config", "b"],
        ["check", "计划", "--config", "a", "--no-config"],
        ["rules", "care/visit"],
        ["rules", "care/visits", "care/health"],
        ["try", "nosuch/rule"],
        ["plugins", "x"],
    ],
)
def test_2_when_something_must_be_mended_first(words: list[str], cli: Cli, plans: Path) -> None:
    (plans.parent / "empty").mkdir()
    result = cli(*words)
    assert result.code == 2
    assert "Traceback" not in result.err
    if words:
        assert result.err.startswith("plancheck: ")
        assert result.out == ""


def test_3_when_a_plan_is_unreadable_and_it_outranks_1(cli: Cli, plans: Path) -> None:
    (plans / "坏.docx").write_bytes(b"PK\x03\x04 no zip")
    result = cli("check", plans, "--format", "json")
    assert result.code == 3
    assert result.json["outcome"]["reasons"] == ["findings", "unreadable"]
    assert [plan["state"] for plan in result.json["plans"]] == ["unreadable", "checked", "checked"]


def test_3_when_a_rule_crashes(cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_rules(monkeypatch, (requirement(ZeroDivisionError(), "a/crash"), *RULES))
    result = cli("check", plans / "好.txt")
    assert result.code == 3
    assert "规则 a/crash 出错（ZeroDivisionError）" in result.out
    assert "Traceback" not in result.err
    assert "ZeroDivisionError" in cli("check", plans / "好.txt", "--debug").err


def test_3_when_something_is_unknown(
    cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, [requirement(Verdict(Status.MET), "a/baseless")])
    result = cli("check", plans, "--fail-level", "never")
    assert result.code == 3
    assert "无法判断" in result.out


def test_130_when_interrupted(cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_rules(monkeypatch, [requirement(KeyboardInterrupt(), "a/stop")])
    result = cli("check", plans, "-o", "report.txt")
    assert result.code == 130
    assert result.err == "plancheck: 已中断，报告里只有查完的 0 份。\n"
    assert "检查被中断" in Path("report.txt").read_text("utf-8")


def test_what_was_done_before_an_interrupt_is_written(
    cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(plan: Plan) -> Verdict:
        if plan.name == "差.txt":
            raise KeyboardInterrupt
        return Verdict(Status.MISSING)

    with_rules(monkeypatch, [requirement(stop, "a/stop")])
    result = cli("check", plans, "--format", "json")
    assert result.code == 130
    assert [Path(plan["path"]).name for plan in result.json["plans"]] == ["好.txt"]
    assert result.json["outcome"]["exit_code"] == 130
    assert "interrupted" in result.json["outcome"]["reasons"]


def test_an_unexpected_fault_of_ours_is_one_line(
    cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("plancheck.plugins.load", broken)
    result = cli("check", plans)
    assert result.code == 3
    assert len(result.err.splitlines()) == 1
    assert "ZeroDivisionError" in result.err
    assert "Traceback" in cli("check", plans, "--debug").err


@pytest.mark.parametrize("output", [[], ["--format", "json"], ["-o", "out"], ["--quiet"]])
@pytest.mark.parametrize(("name", "code"), [("好.txt", 0), ("差.txt", 1)])
def test_the_output_never_changes_the_code(
    output: list[str], name: str, code: int, cli: Cli, plans: Path
) -> None:
    assert cli("check", plans / name, *output).code == code


# -- what is checked --------------------------------------------------------------------------


def checked(cli: Cli, *words: str | Path) -> list[str]:
    """Return the paths a command checks."""
    content = cli("check", *words, "--format", "json").json
    return [plan["path"] for plan in content["plans"]]


def test_a_folder_gives_all_it_holds_sorted(cli: Cli, plans: Path) -> None:
    (plans / "a.html").write_text("<p>慰问</p>", encoding="utf-8")
    (plans / "子").mkdir()
    (plans / "子" / "b.MD").write_text(GOOD, encoding="utf-8")
    for name in ("~$好.txt", ".~lock.好.txt#", "._好.txt", "c.xlsx", "r.json", "无后缀"):
        (plans / name).write_text("x", encoding="utf-8")
    (plans / ".git").mkdir()
    (plans / ".git" / "d.txt").write_text(GOOD, encoding="utf-8")
    names = ["计划/a.html", "计划/好.txt", "计划/差.txt", "计划/子/b.MD"]
    assert checked(cli, "计划") == names


def test_a_folder_names_the_plans_that_cannot_be_read(cli: Cli, plans: Path) -> None:
    for name in ("一.pdf", "~$二.doc", "网页_files/图.png", "网页.files/图.jpg", "名册.xlsx"):
        (plans / name).parent.mkdir(exist_ok=True)
        (plans / name).write_bytes(b"%PDF-1.4")
    (plans / "三.DOC").write_text(f"<html><p>{GOOD}</p></html>", encoding="utf-8")  # as portals do
    result = cli("check", "计划", "--format", "json")
    assert result.code == 3
    assert {
        plan["path"]: plan["problem"] and plan["problem"]["code"] for plan in result.json["plans"]
    } == {
        "计划/一.pdf": "pdf.damaged",
        "计划/三.DOC": None,
        "计划/好.txt": None,
        "计划/差.txt": None,
    }


def test_a_folder_of_nothing_but_unreadable_plans_is_not_empty(cli: Cli, tmp_path: Path) -> None:
    name = "__properties_version1.0".encode("utf-16-le")
    entry = (name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")).ljust(128, b"\0")
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    (tmp_path / "一.msg").write_bytes(magic.ljust(512, b"\0") + bytes(512) + entry)
    (tmp_path / "二.ofd").write_bytes(package({"OFD.xml": "<ofd/>", "Doc_0/Document.xml": "x"}))
    result = cli("check", tmp_path)
    assert result.code == 3
    shown = "".join(result.out.split())
    assert "这是Outlook邮件" in shown
    assert "这是OFD版式文件" in shown
    assert shown.count("docx") == 2


def test_patterns_names_and_folders_give_each_file_once(cli: Cli, plans: Path) -> None:
    assert checked(cli, "计划/差.txt", "计划/*.txt", "计划", f"{plans}") == [
        "计划/差.txt",
        "计划/好.txt",
    ]
    assert checked(cli, "**/好.*") == ["计划/好.txt"]


def test_a_file_named_is_taken_whatever_its_suffix_but_a_lock_never(cli: Cli, plans: Path) -> None:
    (plans / "计划书").write_text(GOOD, encoding="utf-8")
    (plans / "~$好.txt").write_text("x", encoding="utf-8")
    assert checked(cli, "计划/计划书", "计划/~$好.txt") == ["计划/计划书"]
    assert cli("check", "计划/~$好.txt").code == 2


def test_what_follows_two_dashes_is_a_name(
    cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plans / "-x.txt").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(plans)
    assert cli("check", "-x.txt").code == 2
    assert cli("check", "--", "-x.txt").code == 0


def test_a_name_with_brackets_is_a_name(cli: Cli, plans: Path) -> None:
    (plans / "[1]好.txt").write_text(GOOD, encoding="utf-8")
    assert checked(cli, "计划/[1]好.txt") == ["计划/[1]好.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_one_unreadable_file(cli: Cli, plans: Path) -> None:
    os.mkfifo(plans / "管道.txt")
    result = cli("check", "计划")
    assert result.code == 3
    assert "管道.txt" in result.out


def test_a_folder_that_cannot_be_read_is_told(
    cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plans / "锁").mkdir()
    scandir = os.scandir

    def guarded(folder: str) -> object:
        if folder.endswith("锁"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    result = cli("check", "计划")
    assert result.code == 3
    assert "计划/锁" in result.out


def test_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode("gb18030"))))
    result = cli("check", "-", "--stdin-name", "来稿.txt", "--format", "json")
    assert result.code == 0
    assert [plan["path"] for plan in result.json["plans"]] == ["来稿.txt"]


# -- options ----------------------------------------------------------------------------------


def test_options_may_stand_anywhere_and_be_written_in_every_way(cli: Cli, plans: Path) -> None:
    del plans
    ways = (
        ["--select", "care/", "--select", "warning", "--ignore=care/health", "计划"],
        ["计划", "--select=care/,warning", "--ignore", "care/health"],
        ["--select=care/visits，development/learning", "计划"],
    )
    for words in ways:
        rules = cli("check", "--format=json", *words).json["rules"]
        assert [rule["id"] for rule in rules] == ["care/visits", "development/learning"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "--selct", "x", "计划"], "是不是想写 --select"),
        (["chekc"], "是不是想写“check”"),
        (["check", "计划", "--select", "care/visit"], "是不是想写“care/visits”"),
        (["check", "计划", "--fail-level", "warn"], "是不是想写“warning”"),
        (["check", "计划", "--format", "jsn"], "是不是想写“json”"),
        (["rules", "care/helth"], "是不是想写“care/health”"),
        (["check", "计划", "--without", "readrs"], "是不是想写“readers”"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    words: list[str], told: str, cli: Cli, plans: Path
) -> None:
    del plans
    assert told in cli(*words).err


def test_english_everywhere(cli: Cli, plans: Path) -> None:
    assert "is missing" not in cli("check", plans, "--lang", "en").out
    assert "Must be mended" in cli("check", plans, "--lang", "en").out
    assert "Did you mean --select" in cli("check", "--selct", "x", "--lang", "en").err
    assert "Usage" in cli("--lang", "en", "check", "--help").out
    assert cli("--lang=en").out.startswith("Usage")


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"], ["--lang", "en", "--help"]])
def test_help_of_the_program_names_commands_and_codes(words: list[str], cli: Cli) -> None:
    result = cli(*words)
    assert result.code == 0
    for name in ("check", "rules", "show", "try", "evaluate", "plugins", "init", "config", "130"):
        assert name in result.out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_names_its_options(name: str, cli: Cli) -> None:
    result = cli(name, "--help")
    assert result.code == 0
    assert "--lang" in result.out
    assert "option." not in result.out


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"plancheck {__version__}\n"


def test_color_only_where_it_is_wished(
    cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\033[" not in cli("check", plans).out
    assert "\033[" in cli("check", plans, "--color", "always").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in cli("check", plans, "--color", "auto").out


def test_quiet_says_only_what_needs_attention(cli: Cli, plans: Path) -> None:
    out = cli("check", plans, "-q", "--select", "care/visits").out
    assert "差.txt" in out
    assert "好.txt" not in out


def test_with_text(cli: Cli, plans: Path) -> None:
    content = cli("check", plans / "好.txt", "--format", "json", "--with-text").json
    assert content["plans"][0]["blocks"][0]["text"] == GOOD.splitlines()[0]


# -- outputs ----------------------------------------------------------------------------------


def test_several_reports_at_once(cli: Cli, plans: Path) -> None:
    words = ["--format", "json", "-o", "a.json", "--format", "jsonl", "-o", "b.jsonl"]
    result = cli("check", plans, *words, "--format", "text")
    content = json.loads(Path("a.json").read_text("utf-8"))
    Draft202012Validator(json.loads(plancheck_schemas.text("report"))).validate(content)
    assert len(Path("b.jsonl").read_text("utf-8").splitlines()) == 3
    assert "共 2 份" in result.out


def test_a_file_may_follow_without_a_format(cli: Cli, plans: Path) -> None:
    assert cli("check", plans, "-o", "report.txt").out == ""
    assert "共 2 份" in Path("report.txt").read_text("utf-8")


def test_a_shorter_report_leaves_nothing_of_a_longer_one(cli: Cli, plans: Path) -> None:
    Path("report.json").write_text("x" * 100_000)
    cli("check", plans, "--format", "json", "-o", "report.json")
    assert json.loads(Path("report.json").read_text("utf-8"))["summary"]["plans"] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "json", "--format", "text"],
        ["--format", "json", "-o", "a", "--format", "text", "-o", "./a"],
        ["--format", "json", "-o", "a", "-o", "b"],
    ],
)
def test_two_reports_cannot_go_to_one_place(words: list[str], cli: Cli, plans: Path) -> None:
    assert cli("check", plans, *words).code == 2
    assert sorted(path.name for path in Path().iterdir()) == ["计划"]


def test_a_report_never_overwrites_a_plan(cli: Cli, plans: Path) -> None:
    assert cli("check", plans, "-o", plans / "好.txt").code == 2
    assert (plans / "好.txt").read_text("utf-8") == GOOD


def test_a_place_that_cannot_be_written_is_told_before_the_work(
    cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, [requirement(KeyboardInterrupt(), "a/never-asked")])
    result = cli("check", plans, "--format", "json", "-o", "a.json", "-o", "计划")
    assert result.code == 2
    result = cli("check", plans, "-o", "计划")
    assert result.code == 2
    assert "计划" in result.err
    assert not Path("a.json").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told(cli: Cli, plans: Path) -> None:
    result = cli("check", plans, "-o", "/dev/full")
    assert result.code == 2
    assert "/dev/full" in result.err


@pytest.mark.parametrize("output", [[], ["-o", "a.txt"]])
@pytest.mark.parametrize("raised", [ValueError(), SystemExit(0)])
def test_a_report_format_that_fails_is_named(
    output: list[str], raised: BaseException, cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Iterator[str]:
        yield "begun\n"
        raise raised

    with_reports(monkeypatch, [Report("district", fails)])
    result = cli("check", plans, "--format", "district", *output)
    assert result.code == 2
    assert "district" in result.err
    assert type(raised).__name__ in result.err


# -- configuration ----------------------------------------------------------------------------


def test_the_configuration_in_use_is_named(cli: Cli, plans: Path) -> None:
    Path("plancheck.toml").write_text("fail_level = 'never'\n[severity]\n'care/visits' = 'info'\n")
    result = cli("check", plans)
    assert result.code == 0
    assert "配置：plancheck.toml" in result.out
    content = cli("check", plans, "--format", "json").json
    assert content["config"] == {"path": "plancheck.toml", "paths": ["plancheck.toml"]}
    assert content["outcome"]["fail_level"] == "never"
    assert [rule["severity"] for rule in content["rules"]] == ["info", "info", "warning"]
    assert cli("check", plans, "--no-config").code == 1
    assert cli("check", plans, "--fail-level", "info").code == 1


def test_a_fault_in_the_configuration_names_file_and_key(cli: Cli, plans: Path) -> None:
    Path("plancheck.toml").write_text("fail_levl = 'never'\n")
    result = cli("check", plans)
    assert result.code == 2
    assert "plancheck.toml" in result.err
    assert "fail_level" in result.err


def test_the_configuration_sets_the_language(cli: Cli, plans: Path) -> None:
    Path("plancheck.toml").write_text("lang = 'en'\n")
    assert "Must be mended" in cli("check", plans).out
    assert "必须改正" in cli("check", plans, "--lang", "zh").out
    assert "There is no" in cli("check", "nosuch.docx").err


def test_a_rule_switched_off_for_some_files_does_not_apply_there(cli: Cli, plans: Path) -> None:
    Path("plancheck.toml").write_text(
        "[[overrides]]\nfiles = ['计划/差.*']\nignore = ['care/']\n", encoding="utf-8"
    )
    content = cli("check", plans, "--format", "json").json
    statuses = {
        plan["path"]: {each["rule"]: each["status"] for each in plan["results"]}
        for plan in content["plans"]
    }
    assert statuses[plans.as_posix() + "/差.txt"]["care/visits"] == "n/a"
    assert statuses[plans.as_posix() + "/好.txt"]["care/visits"] == "met"
    assert "不适用 2 项" in cli("check", plans).out


def test_what_a_run_has_only_one_of_cannot_differ(cli: Cli, plans: Path) -> None:
    Path(".git").mkdir()
    Path("plancheck.toml").write_text("fail_level = 'error'\n")
    (plans / "plancheck.toml").write_text("fail_level = 'never'\n")
    Path("其他.txt").write_text(GOOD, encoding="utf-8")
    result = cli("check", "其他.txt", plans)
    assert result.code == 2
    assert "fail_level" in result.err
    assert cli("check", "其他.txt", plans, "--fail-level", "never").code == 0
    assert cli("check", plans).code == 0


def test_required_plugins(cli: Cli, plans: Path) -> None:
    Path("plancheck.toml").write_text("require_plugins = ['district']\n")
    result = cli("check", plans)
    assert result.code == 2
    assert "district" in result.err


# -- the other commands -----------------------------------------------------------------------


def test_rules_lists_all(cli: Cli) -> None:
    out = cli("rules").out
    assert [line.split()[0] for line in out.splitlines()[:3]] == [rule.id for rule in RULES]
    listed = cli("rules", "--format", "json").json
    assert [rule["severity"] for rule in listed] == ["info", "error", "warning"]


def test_rules_says_when_there_are_none(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    with_rules(monkeypatch, [])
    assert "没有安装任何规则" in cli("rules").out


def with_card(rule: Rule, *examples: Example) -> Rule:
    """Return a rule with what only a card has."""
    return replace(
        rule,
        criteria={"met": "有慰问", "missing": "没有"},
        basis=(Basis("《工会法》第六条"),),
        english={"title": "Visits", "met": "visits"},
        examples=lambda: examples,
    )


MET = Example("三月慰问教职工。", "met")
NOT = Example("组织学习。", "missing", why="与慰问无关")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "有慰问 《工会法》第六条 ___月慰问。 这样写算数 这样写不算 与慰问无关"),
        ("en", "Visits visits 《工会法》第六条 counts, not"),
    ],
)
def test_a_rule_is_explained_from_its_card(
    lang: str, words: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, [with_card(RULES[1], MET, NOT)])
    out = cli("rules", "care/visits", "--lang", lang).out
    assert [word for word in words.split() if word not in out] == []


def test_a_rule_tells_its_weight_all_examples_and_its_words(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [Example(f"{month}月慰问教职工。", "met", "schedule") for month in range(1, 9)]
    data = {
        "words": {"visits": ["慰问", "走访"], "visits.not": ["慰问信"]},
        "met": [{"any": ["visits"], "within": "clause"}],
    }
    rule = replace(with_card(RULES[1], *many, NOT), data=data)
    with_rules(monkeypatch, [rule])
    out = cli("rules", "care/visits").out
    assert "3月慰问教职工。〔写在月度安排里〕" in out
    assert "另有 5 例" in out
    assert "缺少算错误" in out
    assert "法律" in out
    assert "慰问信" not in out
    out = cli("rules", "care/visits", "--all", "--words").out
    assert "8月慰问教职工。" in out
    assert "另有" not in out
    assert "慰问、走访" in out
    assert "any: visits  within: clause" in out
    (told,) = cli("rules", "care/visits", "--words", "--format", "json").json
    assert len(told["examples"]) == 9
    assert told["data"]["words"]["visits.not"] == ["慰问信"]


def test_rules_explains_every_rule_when_more_is_asked_for(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, [with_card(rule, MET, NOT) for rule in RULES])
    out = cli("rules", "--all").out
    assert out.count("与慰问无关") == len(RULES)


def test_show_tells_what_was_understood(cli: Cli, plans: Path) -> None:
    out = cli("show", plans / "好.txt").out
    assert "2024-01 — 2024-12" in out
    assert "年度计划" in out
    content = cli("show", plans / "好.txt", "--format", "json").json
    assert content["period"] == {"start": "2024-01", "end": "2024-12"}
    texts = [each["text"] for part in content["parts"] for each in part["statements"]]
    assert any("慰问" in text for text in texts)


def test_show_tells_which_rules_a_statement_counts_for(cli: Cli, plans: Path) -> None:
    path = plans / "好.txt"
    rows = [line.split() for line in cli("show", path).out.splitlines()]
    assert ["→", "达到", "care/health、care/visits"] in rows
    (statement,) = [
        each
        for part in cli("show", path, "--format", "json").json["parts"]
        for each in part["statements"]
        if "慰问" in each["text"]
    ]
    assert {each["rule"]: each["status"] for each in statement["counts"]} == {
        "care/health": "met",
        "care/visits": "met",
    }
    assert statement["counts"][0]["quote"] == "体检"


def test_show_follows_a_rule(cli: Cli, plans: Path) -> None:
    path = plans / "好.txt"
    out = cli("show", path, "--rule", "care/health").out
    assert "care/health  已写到" in out
    assert "care/visits" not in out
    assert "组织体检" in out
    assert "育英小学工会工作计划\n\n【标题】" not in out
    out = cli("show", path, "--rule", "development/learning").out
    assert "没有写到" in out
    assert "没有与它有关的话" in out
    both = cli("show", path, "--rule", "care/health,care/visits", "--format", "json").json
    assert [each["rule"] for each in both["verdicts"]] == ["care/health", "care/visits"]
    assert sum(len(part["statements"]) for part in both["parts"]) == 1


def test_show_follows_no_rule_that_does_not_exist(cli: Cli, plans: Path) -> None:
    result = cli("show", plans / "好.txt", "--rule", "care/helth")
    assert result.code == 2
    assert "--rule" in result.err
    assert "是不是想写“care/health”" in result.err


def test_show_tells_near_misses_defects_and_words_outside_all_statements(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, plans: Path
) -> None:
    answer = Verdict(Status.MISSING, near_misses=(near("组织学习。", "near.wish", 1),))
    rules = [
        requirement(answer, "a/near"),
        defect([finding("2024年", 0)], "text/x"),
        defect([finding("", 1)], "text/nowhere"),
    ]
    with_rules(monkeypatch, rules)
    rows = [line.split() for line in cli("show", plans / "差.txt").out.splitlines()]
    assert ["→", "不算", "a/near：只是愿望，没有承诺"] in rows
    assert ["→", "差错", "text/x"] in rows
    assert "【别处】" in cli("show", plans / "差.txt").out
    elsewhere = cli("show", plans / "差.txt", "--format", "json").json["elsewhere"]
    assert [each["defects"][0]["rule"] for each in elsewhere] == ["text/nowhere"]


def test_show_passes_over_a_rule_that_crashes(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, plans: Path
) -> None:
    with_rules(monkeypatch, (requirement(ZeroDivisionError(), "a/crash"), *RULES))
    result = cli("show", plans / "好.txt", "--format", "json")
    assert result.code == 0
    assert result.json["verdicts"][0] == {"rule": "a/crash", "status": "unknown"}


def test_a_shown_document_checks_the_same(cli: Cli, plans: Path) -> None:
    document = cli("show", plans / "好.txt", "--document").out
    Path("文档.json").write_text(document, encoding="utf-8")
    one = cli("check", plans / "好.txt", "--format", "json").json["plans"][0]
    other = cli("check", "文档.json", "--format", "json").json["plans"][0]
    assert one["results"] == other["results"]


def test_show_of_an_unreadable_file(cli: Cli, plans: Path) -> None:
    (plans / "坏.docx").write_bytes(b"")
    result = cli("show", plans / "坏.docx")
    assert result.code == 3
    assert "坏.docx" in result.err


def test_show_of_a_folder_asks_for_a_file_in_it(cli: Cli, plans: Path) -> None:
    result = cli("show", plans)
    assert result.code == 2
    assert "计划 是文件夹" in result.err


def test_show_takes_one_file(cli: Cli, plans: Path) -> None:
    assert cli("show", "计划/*.txt").code == 2
    assert plans.is_dir()


def test_plugins_lists_what_is_installed(cli: Cli) -> None:
    out = cli("plugins").out
    for word in ("reports", "readers", __version__, "jsonl", ".docx", ".zip"):
        assert word in out


def test_plugins_says_what_is_missing_and_how_it_is_had(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Iterable[Need]:
        raise OSError

    def needing(*needs: Need) -> Callable[[], Iterable[Need]]:
        return lambda: needs

    def reader(name: str, needs: Callable[[], Iterable[Need]]) -> Reader:
        return Reader(name, (f".{name}",), bool, lambda _: Document(name, ()), needs=needs)

    readers = (
        reader("aa", needing(Need("gadget", there=True, advice="need.xlrd"))),
        reader("bb", needing(Need("xlrd", there=False, advice="need.xlrd"))),
        reader("cc", needing(Need("Office", there=False, advice="装上 Office", optional=True))),
        reader("dd", broken),
    )
    with_formats(monkeypatch, readers)
    lines = cli("plugins").out.splitlines()
    assert [line.split()[:2] for line in lines if "  ." in line] == [
        ["aa", "可用"],
        ["bb", "还不能用"],
        ["cc", "可用，还可补充"],
        ["dd", "还不能用"],
    ]
    assert any("缺 xlrd" in line and "pip install 'plancheck[xls]'" in line for line in lines)
    assert any("Office" in line and "装上 Office" in line for line in lines)
    assert "gadget" not in "".join(lines)
    content = cli("plugins", "--format", "json", "--lang", "en").json
    assert [each["ready"] for each in content["readers"]] == [True, False, True, False]
    assert content["readers"][1]["needs"] == [
        {
            "name": "xlrd",
            "there": False,
            "advice": "reads .xls, .et: pip install 'plancheck[xls]'",
            "optional": False,
        }
    ]
    assert content["containers"] == []


def test_every_format_says_what_it_needs(cli: Cli) -> None:
    content = cli("plugins", "--format", "json").json
    needs = {
        each["name"]: [need["name"] for need in each["needs"]]
        for each in (*content["readers"], *content["containers"])
        if each["needs"]
    }
    assert needs == {
        "archive": ["libarchive-c", "libarchive"],
        "doc": ["LibreOffice"],
        "pdf": ["pypdfium2", "tesseract"],
        "scan": ["tesseract"],
        "xls": ["xlrd"],
    }
    for each in (*content["readers"], *content["containers"]):
        assert all(need["advice"].count("need.") == 0 for need in each["needs"])


@pytest.mark.parametrize("suffix", ["docx", "doc", "odt", "rtf", "xls", "zip", "html"])
def test_any_format_comes_on_standard_input(
    suffix: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Path(__file__).parent / "readers" / "files"
    made = {
        "zip": package({"计划.txt": GOOD}),
        "html": f"<html><p>{GOOD}</p></html>".encode(),
    }
    data = made.get(suffix) or next(files.glob(f"*.{suffix}")).read_bytes()
    if suffix == "xls":
        pytest.importorskip("xlrd", reason="xlrd (extra xls) is not installed")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (plan,) = cli("check", "-", "--format", "json").json["plans"]
    assert plan["problem"] is None
    assert plan["path"] == ("-!计划.txt" if suffix == "zip" else "-")
    assert plan["format"] == ("txt" if suffix == "zip" else suffix)


def test_init_writes_a_configuration_that_is_valid_and_never_overwrites(
    cli: Cli, plans: Path
) -> None:
    assert cli("init").code == 0
    written = Path("plancheck.toml").read_text("utf-8")
    assert cli("check", plans).code == 1
    Path("plancheck.toml").write_text("# mine\n")
    assert cli("init").code == 2
    assert Path("plancheck.toml").read_text("utf-8") == "# mine\n"
    for line in written.splitlines():  # every setting, with its # taken away
        if line.startswith("# ") and (" = " in line or line.startswith("# [")):
            assert line.isascii() or "幼儿园" in line or "《某县" in line


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_settings_init_proposes_are_valid(
    lang: str, cli: Cli, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, RULES, [Profile(name) for name in ("default", "national", "scored")])
    cli("init", "--lang", lang)
    path = Path("plancheck.toml")
    lines = path.read_text("utf-8").splitlines()
    settings = [
        line.removeprefix("# ")
        for line in lines
        if line.startswith(("# [", "# '")) or (" = [" in line or " = '" in line)
    ]
    kept = [line for line in settings if not line.startswith(("extends", "select", "ignore"))]
    assert len(settings) > 8
    path.write_text("\n".join(kept).replace("women/tasks", "care/visits"), encoding="utf-8")
    assert cli("check", plans).code in (0, 1)


def test_config_shows_each_value_with_its_origin(cli: Cli, plans: Path) -> None:
    assert "没有配置文件" in cli("config", plans / "好.txt").out
    Path("county.toml").write_text("lang = 'zh'\n[severity]\n'care/visits' = 'off'\n")
    Path("plancheck.toml").write_text(
        "extends = 'county.toml'\n[[overrides]]\nfiles = ['*.txt']\nignore = ['info']\n"
    )
    rows = {
        line.split()[0]: line.split()[1:]
        for line in cli("config", plans / "好.txt").out.splitlines()
    }
    assert rows["ignore"] == ['["info"]', "plancheck.toml", "[[overrides]]", "#1"]
    assert rows["lang"] == ['"zh"', "county.toml"]
    assert rows["fail_level"] == ['"error"', "默认"]
    assert rows['severity."care/visits"'] == ['"off"', "county.toml"]


@pytest.mark.parametrize("name", ["care/visits", "care/"])
@pytest.mark.parametrize(
    ("examples", "code"), [([MET, NOT], 0), ([MET], 2), ([MET, NOT, NOT._replace(expect="met")], 2)]
)
def test_try_rules_by_name(
    name: str, examples: list[Example], code: int, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, [with_card(RULES[1], *examples)])
    result = cli("try", name)
    assert result.code == code
    assert bool(result.err) == bool(code)


CARD = """
id = "district/visits"
title = "走访困难教职工"
severity = "warning"
[criteria]
met = "走访"
missing = "没有"
[[basis]]
text = "本区要求"
kind = "local"
[words]
visit = ["走访"]
[[met]]
any = ["visit"]
[[examples]]
text = "三月走访困难教职工。"
expect = "{expect}"
[[examples]]
text = "组织学习。"
expect = "missing"
"""


@pytest.mark.parametrize(("expect", "code"), [("met", 0), ("missing", 2)])
def test_try_cards_that_are_not_installed(expect: str, code: int, cli: Cli) -> None:
    Path("rules").mkdir()
    card = Path("rules", "visits.toml")
    card.write_text(CARD.format(expect=expect), encoding="utf-8")
    for what in (".", "rules", card):
        result = cli("try", what)
        assert result.code == code, result.err
        assert bool(code) == ("visits.toml" in result.err)


# -- as a process -----------------------------------------------------------------------------


def test_a_reader_that_goes_away_changes_nothing(plans: Path) -> None:
    for number in range(40):
        (plans / f"{number}.txt").write_text(BAD * 50, encoding="utf-8")
    with subprocess.Popen(
        [*PLANCHECK, "check", str(plans), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        complaint = running.stderr.read()
        assert running.wait() == 1
    assert complaint == b""


def test_a_console_that_lacks_characters_gets_escapes(plans: Path) -> None:
    result = process(["check", plans], {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.returncode == 1
    assert b"\\u8ba1" in result.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [["check", "计划"], ["rules"], ["--help"]])
def test_a_full_disk_behind_the_output_is_told(words: list[str], plans: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*PLANCHECK, *words], stdout=full, stderr=subprocess.PIPE, cwd=plans.parent, check=False
        )
    assert result.returncode == 2
    assert result.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="closed streams are made with a shell")
def test_a_closed_output_is_no_fault(plans: Path) -> None:
    command = " ".join([*PLANCHECK, "check", f"'{plans}'", ">&-", "2>&-"])
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_bytes_in_a_pipe_whatever_the_locale(form: str, plans: Path) -> None:
    outputs = {
        process(["check", plans, "--format", form], {"LC_ALL": locale, "PYTHONUTF8": "0"}).stdout
        for locale in ("C", "C.UTF-8")
    }
    assert len(outputs) == 1
    assert "工会" in outputs.pop().decode("utf-8")


INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
import plancheck.unpacking
from plancheck.cli import main
plancheck.unpacking.fetch_stdin = lambda name: signal.raise_signal(signal.SIGINT)
sys.exit(main(["check", "-"]))
"""


def test_ctrl_c() -> None:
    result = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, check=False)
    assert result.returncode == 130
    assert result.stderr.decode().count("\n") == 1
