"""What is found across plans, from the command line."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from batch_kit import TASKS, text
from cli_kit import RULES as CARDS
from cli_kit import Cli, make_cli, with_offers
from jsonschema import Draft202012Validator

import plancheck_batch
import plancheck_schemas
from plancheck.batch import Batch, BatchFinding, BatchRule, Concerned
from plancheck.reading.plan import Plan
from plancheck.rule import Severity

BUILT_IN = tuple(plancheck_batch.plancheck_batch_rules())
VALIDATOR = Draft202012Validator(json.loads(plancheck_schemas.text("report")))


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    with_offers(monkeypatch, rules=CARDS, profiles=(), batch_rules=BUILT_IN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1740787200")
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(text("育英小学"), encoding="utf-8")
    (made / "b.txt").write_text(text("澄溪市第三中学"), encoding="utf-8")
    return made


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


@pytest.fixture
def last(tmp_path: Path) -> Path:
    made = tmp_path / "2023"
    made.mkdir()
    old = (*TASKS, "十一月组织学习劳动法，人人写体会。")
    (made / "育英.txt").write_text(text("育英小学", old, 2023), encoding="utf-8")
    (made / "坏.docx").write_bytes(b"PK\x03\x04")
    return made


def test_nothing_is_asked_unless_wished(cli: Cli) -> None:
    assert cli("check", "in", "--format", "json").json["batch"] is None


def test_a_copy_is_told_and_fails_nobody(cli: Cli) -> None:
    plain, asked = cli("check", "in"), cli("check", "in", "--batch")
    assert plain.code == asked.code == 0
    assert "两份计划有 100% 的句子相同" in "".join(asked.out.split("\n        "))
    assert asked.out.index("各份计划放在一起看") > asked.out.index("in/b.txt")


def test_the_report_is_by_its_schema(cli: Cli, last: Path) -> None:
    content = cli("check", "in", "--last-year", last.name, "--format", "json").json
    VALIDATOR.validate(content)
    assert {each["rule"] for each in content["batch"]["findings"]} == {
        "batch/last-year",
        "batch/near-duplicate",
    }
    assert content["batch"]["last_year"] == {
        "path": "2023",
        "plans": 2,
        "unreadable": ["2023/坏.docx"],
    }
    assert content["summary"]["plans"] == 2
    assert content["outcome"]["exit_code"] == 0


def test_with_a_roster_alone_nothing_is_asked(cli: Cli) -> None:
    Path("r.csv").write_text("学校\n育英小学\n", encoding="utf-8")
    content = cli("check", "in", "--roster", "r.csv", "--format", "json").json
    VALIDATOR.validate(content)
    assert content["batch"]["findings"] is None


def test_at_the_level_of_warnings_a_copy_counts(cli: Cli) -> None:
    words = ("check", "in", "--select", "care/visits", "--fail-level", "warning")
    assert cli(*words).code == 0
    assert cli(*words, "--batch").code == 1


def test_last_years_plans_inside_this_years_folder_are_not_this_years(
    cli: Cli, folder: Path, last: Path
) -> None:
    last.rename(folder / "2023")
    content = cli("check", "in", "--last-year", "in/2023", "--format", "json").json
    assert [plan["path"] for plan in content["plans"]] == ["in/a.txt", "in/b.txt"]


@pytest.mark.parametrize(
    ("words", "told"),
    [(("in", "--last-year", "none"), "none"), (("in", "--last-year", "in"), "去年的文件夹 in")],
)
def test_no_last_year_is_told(cli: Cli, words: tuple[str, ...], told: str) -> None:
    result = cli("check", *words)
    assert result.code == 2
    assert told in result.err


def test_one_plan_is_no_batch(cli: Cli) -> None:
    assert cli("check", "in/a.txt", "--batch", "--format", "json").json["batch"]["findings"] == []


def test_a_review_always_looks_at_the_plans_together(cli: Cli, last: Path) -> None:
    result = cli("review", "in", "-o", "out", "--last-year", last.name)
    lines = "".join(result.out.split())
    assert "各份计划放在一起看：" in lines
    assert "（in/a.txt、in/b.txt）" in lines
    assert "去年的计划里有1份读不出" in lines
    page = (Path("out") / "审核报告.html").read_text(encoding="utf-8")
    assert "计划雷同：1 条" in page
    assert 'href="#p2">澄溪市第三中学工会（in/b.txt）' in page


def test_what_is_kept_gives_the_same_as_what_is_judged_anew(cli: Cli, folder: Path) -> None:
    for number in range(9):
        told = text(f"第{number}小学", [f"第{number}项：{task}" for task in TASKS[: number + 1]])
        (folder / f"{number}.txt").write_text(told, encoding="utf-8")
    words = ("check", "in", "--format", "json", "-j", "1")
    once, again = (cli(*words, "--batch", "--state", "kept") for _ in range(2))
    assert once.out == again.out == cli(*words, "--batch", "--no-cache").out
    assert once.json["batch"]["findings"]
    assert cli(*words, "--state", "kept").json["batch"] is None


# -- rules that fail ----------------------------------------------------------------------------


def offer(monkeypatch: pytest.MonkeyPatch, *rules: BatchRule) -> None:
    with_offers(monkeypatch, batch_rules=(*BUILT_IN, *rules))


def raises(_batch: Batch) -> Iterable[BatchFinding]:
    raise RuntimeError


def answers(*findings: object) -> BatchRule:
    def judge(_batch: Batch) -> Iterable[BatchFinding]:
        return cast("Iterable[BatchFinding]", findings)

    return BatchRule("own/rule", "自家的规则", judge)


@pytest.mark.parametrize(
    "rule",
    [
        BatchRule("own/rule", "自家的规则", raises),
        answers("no finding"),
        answers(BatchFinding("x", {}, severity=Severity.ERROR)),
        answers(BatchFinding("x", {}, share=2.0)),
    ],
)
def test_a_rule_that_fails_costs_itself_alone(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, rule: BatchRule
) -> None:
    offer(monkeypatch, rule)
    result = cli("check", "in", "--batch")
    assert result.code == 3
    assert "自家的规则”出错" in result.out
    assert "两份计划有 100% 的句子相同" in result.out
    content = cli("check", "in", "--batch", "--format", "json").json
    VALIDATOR.validate(content)
    assert [each["rule"] for each in content["batch"]["crashes"]] == ["own/rule"]
    assert content["outcome"]["reasons"] == ["crashed"]


def test_a_digest_that_fails_leaves_that_plan_out(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digest(plan: Plan) -> str:
        if plan.unit == "育英小学工会":
            raise ValueError
        return "x"

    def judge(batch: Batch) -> Iterable[BatchFinding]:
        plans = tuple(Concerned(plan) for plan in batch.plans)
        yield BatchFinding("有{n}份", {"n": len(plans)}, plans)

    offer(monkeypatch, BatchRule("own/rule", "自家的规则", judge, digest))
    result = cli("check", "in", "--batch", "--format", "json")
    assert result.code == 3
    assert result.json["batch"]["crashes"] == [
        {
            "rule": "own/rule",
            "title": "自家的规则",
            "exception": "ValueError",
            "paths": ["in/a.txt"],
        }
    ]
    own = [each for each in result.json["batch"]["findings"] if each["rule"] == "own/rule"]
    assert [(each["message"], len(each["plans"])) for each in own] == [("有1份", 1)]


def test_hostile_words_are_shown_as_what_they_are(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, answers(BatchFinding("\x1b[2J\u202e<b>{", {})))
    assert "<U+001B>[2J<U+202E><b>{" in cli("check", "in", "--batch").out
    page = cli("check", "in", "--batch", "--format", "html").out
    assert "&lt;b&gt;" in page
    assert "\x1b" not in page
