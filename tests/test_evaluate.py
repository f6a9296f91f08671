"""``plancheck evaluate``: figures that can be counted by hand, and every fault of a label."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_kit import RULES, Cli, make_cli, with_rules
from fakes import requirement
from jsonschema import Draft202012Validator
from plan_files.source import FIXTURES, LABELLED
from test_schemas import schema

from plancheck.api import Finding, Paragraph, Place, Plan
from plancheck.evaluation.forms import ANSWERS, PARTS
from plancheck.rule import Kind, Rule, Severity, Status, Verdict

TITLE = "2024年育英小学工会工作计划\n"


def doubled(plan: Plan) -> Iterator[Finding]:
    """Find a mark that stands twice."""
    for index, block in enumerate(plan.document.blocks):
        if isinstance(block, Paragraph) and "。。" in block.text:
            start = block.text.index("。。")
            yield Finding("。。", Place(index, start, start + 2))


DEFECT = Rule("text/repeated", "重复", Severity.WARNING, Kind.DEFECT, doubled)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Run plancheck in an empty folder, with rules that ask for a word each."""
    monkeypatch.chdir(tmp_path)
    with_rules(monkeypatch, (*RULES, DEFECT))
    return make_cli(capsys)


def label(name: str, health: str, visits: str, learning: str, **more: object) -> None:
    """Write a label."""
    statuses = dict(zip((rule.id for rule in RULES), (health, visits, learning), strict=True))
    write(f"标注/{name}.json", {"requirements": statuses, **more})


def write(path: str, content: object) -> None:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def plan(name: str, text: str) -> None:
    Path("计划").mkdir(exist_ok=True)
    Path("计划", name).write_text(TITLE + text, encoding="utf-8")


def evaluated(cli: Cli, *words: str | Path) -> dict[str, Any]:
    """Evaluate as JSON, held against its schema."""
    content = cli("evaluate", *words, "--format", "json").json
    Draft202012Validator(schema("evaluation")).validate(content)
    assert isinstance(content, dict)
    return content


@pytest.fixture
def two(cli: Cli) -> Cli:
    """Label two plans: of six verdicts one is a false alarm and one a gap let by."""
    label("p01", "met", "met", "missing")
    label("p02", "missing", "missing", "met", notes="arguable：学习算不算")
    plan("p01.txt", "走访慰问困难教职工。组织体检。")  # all right
    plan("p02.txt", "慰问。")  # care/visits let by, development/learning a false alarm
    return cli


def test_figures_are_those_one_counts_by_hand(two: Cli) -> None:
    content = evaluated(two, "标注", "计划")
    (found,) = content["sets"]
    total = found["requirements"]["total"]
    assert (total["n"], total["agree"], total["share"]) == (6, 4, 0.6667)
    assert total["confusion"]["missing"] == {"met": 1, "partial": 0, "missing": 2, "unknown": 0}
    assert total["confusion"]["met"] == {"met": 2, "partial": 0, "missing": 1, "unknown": 0}
    missing = {"right": 2, "false": 1, "missed": 1}
    shares = {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667}
    assert total["missing"] == missing | shares
    assert found["requirements"]["rules"]["care/health"]["share"] == 1
    error = found["requirements"]["error"]  # care/visits alone
    assert (error["n"], error["agree"]) == (2, 1)
    assert content["agreement"] == {"n": 6, "agree": 4, "share": 0.6667}
    assert content["outcome"]["exit_code"] == 0


def test_people_see_the_same_figures(two: Cli) -> None:
    rows = [line.split() for line in two("evaluate", "标注", "计划").out.splitlines()]
    assert ["care/visits", "2", "50.0%", "-", "0.000", "0.000"] in rows
    assert ["缺少→达到", "1"] in rows
    assert ["合计", "6", "66.7%", "0.667", "0.667", "0.667"] in rows
    assert ["缺少", "1", "0", "2", "0"] in rows  # the row of the confusion
    assert two("evaluate", "标注", "计划", "--lang", "en").out.startswith(
        "Plans: 2 files, 2 labels"
    )


def test_several_files_of_one_plan_share_its_label(two: Cli) -> None:
    for name in ("p01.gb.txt", "p01.md"):
        plan(name, "走访慰问困难教职工。组织体检。")
    (found,) = evaluated(two, "标注", "计划")["sets"]
    assert (found["items"], found["labels"]) == (4, 2)


def test_disagreements_are_named_with_the_words_of_both_sides(two: Cli) -> None:
    label("p02", "missing", "missing", "met", notes="说明在此", evidence=LEARNING)
    assert "p02" not in two("evaluate", "标注", "计划").out
    out = two("evaluate", "标注", "计划", "-v").out
    assert "care/visits：标注 缺少，结论 达到" in out
    assert "依据：“慰问”（第2段）" in out
    assert "development/learning：标注 达到，结论 缺少" in out
    assert "标注引文：“学一学”" in out
    assert "标注的说明：说明在此" in out
    assert "p01" not in out
    (found,) = evaluated(two, "标注", "计划", "--list")["sets"]
    (named,) = found["disagreements"]
    assert [each["rule"] for each in named["differences"]] == [
        "care/visits",
        "development/learning",
    ]


LEARNING = {"development/learning": ["学一学"]}


def test_what_is_held_back_stands_apart_and_is_never_listed(two: Cli) -> None:
    words = ("标注", "计划", "--holdout", "2", "-v")
    opened, held = evaluated(two, *words)["sets"]
    assert (opened["held_back"], opened["requirements"]["total"]["n"]) == (False, 3)
    assert (held["held_back"], held["requirements"]["total"]["agree"]) == (True, 1)
    assert held["disagreements"] is None
    out = two("evaluate", *words).out
    assert "留出部分" in out
    assert "p02" not in out
    assert "arguable" not in out


def test_the_last_number_of_an_id_tells_what_is_held_back(cli: Cli) -> None:
    label("p02", "met", "met", "met", id="区2-学校4")
    label("p03", "met", "met", "met", id="无号")
    plan("p02.txt", "")
    plan("p03.txt", "")
    sets = evaluated(cli, "标注", "计划", "--holdout", "4")["sets"]
    assert [(each["held_back"], each["items"]) for each in sets] == [(False, 1), (True, 1)]


# -- statements -------------------------------------------------------------------------------


def statements(*lines: object) -> None:
    Path("标注").mkdir(exist_ok=True)
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    Path("标注/句子.jsonl").write_text(text, encoding="utf-8")


def statement(status: str, text: str, **more: object) -> dict[str, object]:
    return {"rule": "care/visits", "status": status, "text": text, **more}


def test_statements_are_judged_for_the_rules_they_are_labelled_for(cli: Cli) -> None:
    also = {"care/health": "missing"}
    statements(statement("met", "走访慰问。", also=also), statement("met", "看望。", why="不常见"))
    (found,) = evaluated(cli, "标注/句子.jsonl")["sets"]
    assert (found["kind"], found["items"]) == ("statements", 2)
    rules = found["requirements"]["rules"]
    assert {rule: (score["n"], score["agree"]) for rule, score in rules.items()} == {
        "care/health": (1, 1),
        "care/visits": (2, 1),
    }
    out = cli("evaluate", "标注/句子.jsonl", "-v").out
    assert "句子.jsonl:2" in out
    assert "标注引文：“看望。”" in out
    assert "不常见" in out


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        (None, "二、主要工作"),
        ("tasks", "二、主要工作"),
        ("goal", "二、工作目标"),
        ("goals", "二、工作目标"),
        ("guiding", "一、指导思想"),
        ("review", "一、去年工作回顾"),
        ("schedule", "三、月度安排"),
    ],
)
def test_a_statement_is_item_1_of_its_part(
    part: str | None, heading: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def look(plan: Plan) -> Verdict:
        seen.append([getattr(block, "text", "") for block in plan.document.blocks])
        return Verdict(Status.MISSING)

    rule = requirement(Verdict(Status.MISSING))
    with_rules(monkeypatch, [Rule(rule.id, "慰问", Severity.ERROR, Kind.REQUIREMENT, look)])
    statements(statement("missing", "走访慰问。", **({"part": part} if part else {})))
    evaluated(cli, "标注")
    assert seen == [["2024年A校工会工作计划", heading, "1、走访慰问。"]]


def test_lines_of_statements_are_held_back_by_their_number(cli: Cli) -> None:
    statements(statement("met", "慰问。"), statement("met", "甲。"), statement("met", "乙。"))
    out = cli("evaluate", "标注", "--holdout", "3", "-v").out
    assert "句子.jsonl:2" in out
    assert "句子.jsonl:3" not in out
    assert "乙" not in out


def test_statements_and_plans_of_one_folder_are_counted_apart(two: Cli) -> None:
    statements(statement("met", "慰问。"))
    kinds = [each["kind"] for each in evaluated(two, "标注", "计划")["sets"]]
    assert kinds == ["plans", "statements"]


# -- defects and facts ------------------------------------------------------------------------


def repeated(quote: str) -> dict[str, str]:
    return {"id": "text/repeated", "quote": quote}


def test_defects_are_right_when_their_quotes_overlap(cli: Cli) -> None:
    label("p01", "met", "met", "met", defects=[repeated("组织体检。 。")])
    label("p02", "met", "met", "met", defects=[repeated("学校学校")])
    label("p03", "met", "met", "met")  # says nothing of defects: its finding is not held against it
    plan("p01.txt", "组织体检。。")
    plan("p02.txt", "组织体检。。走访学校学校。")
    plan("p03.txt", "组织体检。。")
    (found,) = evaluated(cli, "标注", "计划")["sets"]
    total = found["defects"]["total"]
    assert (total["right"], total["missed"], total["false"]) == (1, 1, 1)
    assert (total["precision"], total["recall"], total["f1"]) == (0.5, 0.5, 0.5)
    out = cli("evaluate", "标注", "计划", "-v").out
    assert "text/repeated：漏掉“学校学校”" in out
    assert "text/repeated：误报“。。”（第2段）" in out


def test_what_a_plan_is_as_a_whole_is_compared(cli: Cli) -> None:
    right = {"kind": "annual", "period": ["2024-01", "2024-12"], "unit": "育英小学"}
    label("p01", "met", "met", "met", **right, schedule_months=[])
    label("p02", "met", "met", "met", kind="term", period=None, unit=None, schedule_months=[3, 4])
    plan("p01.txt", "")
    plan("p02.txt", "二、行事历\n三月：慰问\n四月：体检\n五月：学习\n六月：体检\n")
    (found,) = evaluated(cli, "标注", "计划")["sets"]
    counts = {name: (fact["agree"], fact["n"]) for name, fact in found["facts"].items()}
    assert counts == {"kind": (1, 2), "period": (1, 2), "unit": (1, 2), "schedule_months": (0, 1)}
    out = cli("evaluate", "标注", "计划", "-v").out
    assert "月度安排的月份：标注 3, 4，结论 3, 4, 5, 6" in out


# -- what was chosen, what could not be judged, the exit code ---------------------------------


def test_only_the_rules_chosen_are_counted(two: Cli) -> None:
    (found,) = evaluated(two, "标注", "计划", "--select", "care/", "--ignore", "info")["sets"]
    assert list(found["requirements"]["rules"]) == ["care/visits"]
    assert found["defects"] is None


@pytest.mark.parametrize(("least", "code"), [("0.66", 0), ("66%", 0), ("0.67", 1), ("67%", 1)])
def test_1_when_fewer_agree_than_asked_for(two: Cli, least: str, code: int) -> None:
    result = two("evaluate", "标注", "计划", "--fail-under", least)
    assert result.code == code
    assert ("低于 --fail-under" in result.out) is bool(code)


def test_1_when_a_share_is_asked_for_and_no_verdict_is_labelled(two: Cli) -> None:
    words = ("evaluate", "标注", "计划", "--select", "text/")
    assert two(*words).code == 0
    assert two(*words, "--fail-under", "0.5").code == 1


def test_statements_of_which_no_rule_was_chosen_measure_nothing(cli: Cli) -> None:
    statements(statement("met", "慰问。"))
    result = cli("evaluate", "标注", "--select", "care/health", "--fail-under", "1")
    assert (result.code, result.out) == (2, "")
    assert "没有一条属于所选的规则" in result.err


def test_3_when_a_labelled_file_cannot_be_read(two: Cli) -> None:
    Path("计划/p01.txt").write_bytes(b"")
    content = evaluated(two, "标注", "计划")
    (found,) = content["sets"]
    assert content["outcome"]["exit_code"] == 3
    assert [each["path"] for each in found["unreadable"]] == ["计划/p01.txt"]
    assert found["requirements"]["total"]["confusion"]["met"]["unknown"] == 2
    result = two("evaluate", "标注", "计划", "--fail-under", "1")
    assert result.code == 3
    assert "读不出：计划/p01.txt：文件是空的" in result.out


def test_3_when_a_rule_crashes_and_its_verdicts_are_unknown(
    two: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, (RULES[0], requirement(ZeroDivisionError()), *RULES[2:], DEFECT))
    content = evaluated(two, "标注", "计划")
    (found,) = content["sets"]
    assert (content["outcome"]["exit_code"], found["crashes"]) == (3, 2)
    confusion = found["requirements"]["rules"]["care/visits"]["confusion"]
    assert confusion["met"]["unknown"] == confusion["missing"]["unknown"] == 1


def test_what_has_no_counterpart_is_named(two: Cli) -> None:
    label("p09", "met", "met", "met")
    plan("别的.txt", "")
    content = evaluated(two, "标注", "计划")
    assert content["unmatched"] == {"labels": ["p09"], "files": ["计划/别的.txt"]}
    out = two("evaluate", "标注", "计划").out
    assert "没有对应文件的标注 1 份：p09" in out
    assert "没有标注的文件 1 份（没有评测）：计划/别的.txt" in out


def test_a_file_of_another_date_is_no_plan_of_the_label(cli: Cli) -> None:
    label("2024.9", "met", "met", "met")
    plan("2024.9.txt", "")
    plan("2024.10.txt", "")
    content = evaluated(cli, "标注", "计划")
    assert content["unmatched"]["files"] == ["计划/2024.10.txt"]


def test_reports_go_where_they_are_sent_and_never_over_a_label_or_plan(two: Cli) -> None:
    words = ("evaluate", "标注", "计划", "--format", "json", "-o", "a.json", "--format", "text")
    assert two(*words).out.startswith("计划 2 份")
    assert json.loads(Path("a.json").read_text("utf-8"))["agreement"]["n"] == 6
    for path in ("标注/p01.json", "计划/p01.txt"):
        before = Path(path).read_bytes()
        assert two("evaluate", "标注", "计划", "-o", path).code == 2
        assert Path(path).read_bytes() == before


# -- faults -----------------------------------------------------------------------------------

GOOD = {"requirements": {"care/visits": "met"}}
STATEMENT = statement("met", "慰问。")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"requirements": {"care/visit": "met"}}, ["care/visit", "是不是想写“care/visits”"]),
        ({"requirements": {"care/visits": "mett"}}, ["care/visits", "是不是想写“met”"]),
        ({"requirements": {"care/visits": None}}, ["care/visits", "met, missing, partial"]),
        ({"requirements": {"text/repeated": "met"}}, ["text/repeated 查的是差错"]),
        ({"requirements": []}, ["requirements 缺少"]),
        ({}, ["requirements 缺少"]),
        ([], ["标注应当是一个 {…}"]),
        ({**GOOD, "kind": "year"}, ["kind 不能是“year”"]),
        ({**GOOD, "period": ["2024-1", "2024-12"]}, ["period", "2024-01"]),
        ({**GOOD, "schedule_months": [13]}, ["schedule_months"]),
        ({**GOOD, "schedule_months": "3"}, ["schedule_months"]),
        ({**GOOD, "unit": 3}, ["unit"]),
        ({**GOOD, "id": 3}, ["id"]),
        ({**GOOD, "evidence": {"care/visits": "慰问"}}, ["evidence"]),
        ({**GOOD, "defects": [{"id": "text/repeated"}]}, ["defects", "quote"]),
        ({**GOOD, "defects": [{"id": "text/repeated", "quote": " "}]}, ["defects", "quote"]),
        ({**GOOD, "defects": [{"id": "care/visits", "quote": "x"}]}, ["是一项要求，不是差错"]),
        ({**GOOD, "defects": [{"id": "text/x", "quote": "x"}]}, ["没有“text/x”这条规则"]),
    ],
)
def test_a_fault_in_a_label_is_named_with_file_key_and_remedy(
    cli: Cli, content: object, words: list[str]
) -> None:
    write("标注/p01.json", content)
    plan("p01.txt", "")
    result = cli("evaluate", "标注", "计划")
    assert (result.code, result.out) == (2, "")
    assert [word for word in ("标注/p01.json", "1 处错误", *words) if word not in result.err] == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({**STATEMENT, "part": "taks"}, ["part", "是不是想写“tasks”"]),
        ({**STATEMENT, "status": "found"}, ["status 不能是“found”"]),
        ({**STATEMENT, "also": ["care/health"]}, ["also 缺少"]),
        ({**STATEMENT, "also": {"care/health": "yes"}}, ["also: care/health"]),
        ({**STATEMENT, "rule": "care"}, ["没有“care”这条规则"]),
        ({**STATEMENT, "text": ""}, ["text"]),
        ({"rule": "care/visits", "text": "慰问。"}, ["status"]),
        ("慰问", ["应当是一个 {…}"]),
    ],
)
def test_a_fault_in_a_statement_is_named_with_its_line(
    cli: Cli, line: object, words: list[str]
) -> None:
    statements(STATEMENT, line)
    result = cli("evaluate", "标注")
    assert result.code == 2
    assert [word for word in ("句子.jsonl:2", *words) if word not in result.err] == []


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"{", "p01.json:1"),
        (b'{\n "a": 1,\n}', "p01.json:3"),
        (b"\xb5\xc8", "UTF-8"),
        (b"[" * 100_000, "p01.json:1"),
        (b'{"a": ' + b"9" * 5000 + b"}", "p01.json:1"),
        (b"", "p01.json:1"),
    ],
)
def test_a_label_that_is_no_json_is_named(cli: Cli, data: bytes, word: str) -> None:
    Path("标注").mkdir()
    Path("标注/p01.json").write_bytes(data)
    result = cli("evaluate", "标注")
    assert result.code == 2
    assert word in result.err
    assert "Traceback" not in result.err


def test_every_fault_is_told_at_once(cli: Cli) -> None:
    write("标注/p01.json", {"requirements": {"a/b": "met", "care/visits": "x"}})
    write("标注/p02.json", [])
    err = cli("evaluate", "标注").err
    assert "3 处错误" in err


def test_two_labels_of_one_plan_are_refused(cli: Cli) -> None:
    write("标注/p01.json", GOOD)
    write("标注/p01.expected.json", GOOD)
    result = cli("evaluate", "标注")
    assert result.code == 2
    assert "p01.expected.json" in result.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["没有"], "找不到"),
        (["空"], "没有标注"),
        (["标注"], "没有给出计划"),
        (["标注", "别处"], "p01.docx"),
        (["标注", "计划", "--holdout", "1"], "--holdout 不能是“1”"),
        (["标注", "计划", "--holdout", "x"], "--holdout 不能是“x”"),
        (["标注", "计划", "--fail-under", "95"], "--fail-under 不能是“95”"),
        (["标注", "计划", "--fail-under", "nan"], "--fail-under 不能是“nan”"),
        (["标注", "计划", "--select", "care/visit"], "是不是想写“care/visits”"),
        (["标注", "计划", "--ignore", "error,warning,info"], "没有一条规则可查"),
        ([], "LABELS"),
    ],
)
def test_a_run_that_cannot_be_is_refused_with_the_reason(
    two: Cli, words: list[str], said: str
) -> None:
    Path("空").mkdir()
    Path("别处").mkdir()
    Path("别处/x.txt").write_text(TITLE, encoding="utf-8")
    result = two("evaluate", *words)
    assert result.code == 2
    assert said in result.err


def test_labels_may_name_rules_of_a_plugin_the_run_does_without(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, RULES[:1])
    label("p01", "met", "met", "met")
    plan("p01.txt", "体检。")
    assert cli("evaluate", "标注", "计划").code == 2
    (found,) = evaluated(cli, "标注", "计划", "--without", "care")["sets"]
    assert list(found["requirements"]["rules"]) == ["care/health"]


# -- the labels we have -----------------------------------------------------------------------


def test_the_samples_get_what_their_labels_say(capsys: pytest.CaptureFixture[str]) -> None:
    plans = FIXTURES / "plans"
    result = make_cli(capsys)("evaluate", plans, plans, "--no-config", "--fail-under", "1")
    assert result.code == 0, result.out
    assert "没有标注的文件" not in result.out


def test_the_form_of_labels_is_that_of_the_schema() -> None:
    told = schema("label")["$defs"]
    assert set(told["status"]["enum"]) == set(ANSWERS)
    assert set(told["statement"]["properties"]["part"]["enum"]) == set(PARTS)


def test_our_labels_are_valid_by_the_schema() -> None:
    validator = Draft202012Validator(schema("label"))
    labels = [json.loads(path.read_text("utf-8")) for path in LABELLED.glob("*.json")]
    for path in (FIXTURES / "statements").glob("*.jsonl"):
        labels += map(json.loads, path.read_text("utf-8").splitlines())
    assert len(labels) > 2000
    assert [each for each in labels if not validator.is_valid(each)] == []
