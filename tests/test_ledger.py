"""The table of the ledger: a line a school, whatever became of it."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import requirement
from ledger_kit import (
    MISSING,
    RULES,
    SCORED,
    VALIDATOR,
    book,
    reported,
    review,
    roster,
    school,
    table,
    unreadable,
    waive,
    written,
)

from plancheck.profile import PLAIN
from plancheck_reports.ledger.asked import asked
from plancheck_reports.ledger.table import STATUSES, mark
from plancheck_reports.ledger.words import Words

CARDS = [*(Path(__file__).parent.parent / "plugins").glob("*/rules/*.toml")]
TITLES = {rule.id: rule.title for rule in RULES}


def marks(line: dict[str, str]) -> dict[str, str]:
    """Return what a line says of each requirement."""
    titles = {title: rule for rule, title in TITLES.items()}
    return {titles[name]: cell for name, cell in line.items() if name in titles}


def order(rules: Iterable[str]) -> list[str]:
    """Return rules in the order of the ledger."""
    entries = [{"id": rule, "title": rule, "kind": "requirement"} for rule in rules]
    return [each.rule for each in asked(entries, Words("zh"))]


def test_a_line_a_plan_and_a_sign_a_requirement() -> None:
    made = waive(reported(review("a.docx"), review("送审/b.docx", None)), "care/visits")
    VALIDATOR.validate(made)
    first, second = table(made)
    assert (first["序号"], first["学校"], first["文件名"]) == ("1", "育英小学工会", "a.docx")
    assert (second["序号"], second["学校"], second["文件名"]) == ("2", "", "b.docx")
    assert marks(first) == {
        "congress/held-each-term": "×",
        "congress/proposals": "部分",
        "rights/tasks": "未知",
        "women/tasks": "—",
        "care/visits": "免",
        "district/extra": "√",
    }
    assert (first["文本问题（错误）"], first["文本问题（提醒）"]) == ("1", "2")
    assert first["结论"] == "退回重报"
    assert "报送情况" not in first
    assert "得分" not in first


def test_waived_defects_are_not_counted() -> None:
    (line,) = table(waive(reported(review("a.docx")), "text/numbering"))
    assert (line["文本问题（错误）"], line["文本问题（提醒）"]) == ("1", "0")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_statuses_share_a_sign(lang: str) -> None:
    signs = [mark(status, Words(lang)) for status in STATUSES]
    assert len(set(signs)) == len(STATUSES)
    assert not any(sign in other for sign in signs for other in signs if sign != other)
    assert not any(set(sign) & set('*?~<>="') for sign in signs)  # COUNTIF reads them otherwise


def test_requirements_stand_in_the_order_of_a_ledger() -> None:
    assert order(["x/y", "care/visits", "care/new", "congress/proposals", "a/b"]) == [
        "congress/proposals",
        "care/visits",
        "care/new",
        "a/b",
        "x/y",
    ]
    assert order(["care/new", "congress/new", "congress/held-each-term"]) == [
        "congress/held-each-term",
        "congress/new",
        "care/new",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_built_in_requirement_has_a_heading_and_a_topic(lang: str) -> None:
    cards = (tomllib.loads(path.read_text("utf-8")) for path in CARDS)
    known = [{"kind": "requirement", **card} for card in cards]
    found = asked(known, Words(lang))
    assert len(found) > 30
    assert [each.rule for each in found if each.heading == each.title] == []
    assert [each.rule for each in found if each.topic == each.rule.partition("/")[0]] == []


def test_files_of_one_name_are_told_apart() -> None:
    made = reported(review("城关/计划.docx"), review("青山/计划.docx"), review("青山/总结.docx"))
    assert [line["文件名"] for line in table(made)] == [
        "城关/计划.docx",
        "青山/计划.docx",
        "总结.docx",
    ]


def test_what_could_not_be_read_says_why() -> None:
    first, second = table(reported(review("a.docx"), unreadable("坏.pdf")))
    assert (second["结论"], second["未读出的原因"]) == ("未读出", "读不出来，请重报")
    assert set(marks(second).values()) == {""}
    assert second["文本问题（错误）"] == ""
    assert first["未读出的原因"] == ""


def test_months_without_an_entry_are_named() -> None:
    made = reported(review("a.docx"), review("b.docx"), review("c.docx"))
    made["plans"][1]["schedule"] = {"months": [1], "missing_months": [7, 8]}
    made["plans"][2]["schedule"] = {"months": [], "missing_months": [1, 2]}
    told = [line["未单列的月份（含假期）"] for line in table(made)]
    assert told == ["无月度安排", "7、8", "没有按月排"]


def test_lighter_defects_have_a_column_where_there_are_some() -> None:
    made = reported(review("a.docx"))
    made["plans"][0]["defects"][0]["severity"] = "info"
    (line,) = table(made)
    assert (line["文本问题（错误）"], line["文本问题（参考）"]) == ("0", "1")


# -- roster and rounds ------------------------------------------------------------------------


def test_every_school_of_the_roster_has_a_line_in_its_order() -> None:
    batch = roster(
        school("第二中学", "b.docx", 片区="城关", 电话="0555123456", 教职工数="86"),
        school("第三中学", 片区="青山", 电话="13800001111", 教职工数="9"),
        school("第一中学", "a.docx", "a2.docx", 片区="城关"),
        school("第四中学", "d.docx", doubtful=True),
        columns=("片区", "电话", "教职工数"),
        unlisted=["x.docx"],
    )
    plans = (review(f"{name}.docx") for name in ("a", "x", "b", "a2", "d"))
    made = reported(*plans, batch=batch)
    VALIDATOR.validate(made)
    lines = table(made)
    told = [(line["序号"], line["学校"], line["文件名"], line["报送情况"]) for line in lines]
    assert told == [
        ("1", "第二中学", "b.docx", "已报"),
        ("2", "第三中学", "", "未报送"),
        ("3", "第一中学", "a.docx", "已报多份"),
        ("3", "第一中学", "a2.docx", "已报多份"),
        ("4", "第四中学", "d.docx", "已报，请核对学校"),
        ("5", "育英小学工会", "x.docx", "名单外"),
    ]
    assert [line["片区"] for line in lines] == ["城关", "青山", "城关", "城关", "", ""]
    assert lines[1]["结论"] == "未报送"
    assert set(marks(lines[1]).values()) == {""}
    sheet = book(made).sheets["台账"]
    assert sheet.cells["D6"].kind == "text"
    assert (sheet["D6"], sheet["E6"], sheet["E7"]) == ("0555123456", 86.0, 9.0)


def test_a_number_beside_a_word_stays_a_text() -> None:
    batch = roster(school("甲", 人数="86"), school("乙", 人数="约50"), columns=["人数"])
    sheet = book(reported(batch=batch)).sheets["台账"]
    assert [sheet.cells[name].kind for name in ("C6", "C7")] == ["text", "text"]


def test_a_plan_that_the_roster_forgot_is_there_all_the_same() -> None:
    made = reported(review("a.docx"), review("b.docx"), batch=roster(school("甲", "a.docx")))
    assert [line["文件名"] for line in table(made)] == ["a.docx", "b.docx"]


def test_what_became_of_it_since_the_last_round() -> None:
    before = {"path": "旧.docx", "sha256": None, "round": 1, "day": None, "score": None}
    entry = {"path": "a.docx", "school": "育英小学", "handed_in": 2, "new": ["text/placeholder"]}
    entry |= {"mended": ["care/visits"], "remaining": ["congress/proposals", "no/more"]}
    first = {**entry, "path": "b.docx", "handed_in": 1, "before": None}
    again = {**entry, "before": {**before, "decision": "return"}}
    gone = {"school": "旧城小学", "path": "旧城.docx", "round": 1}
    rounds = {"round": 2, "plans": [again, first], "absent": [gone]}
    made = reported(review("a.docx"), review("b.docx"), batch={"roster": None, "rounds": rounds})
    VALIDATOR.validate(made)
    one, other = table(made)
    assert (one["报送次数"], one["上一轮结论"]) == ("2", "退回重报")
    assert (one["已补"], one["仍缺"]) == ("送温暖", "提案、no/more")
    assert one["新增"] == TITLES["text/placeholder"]
    assert other["上一轮结论"] == ""
    found = book(made).sheets
    assert "第 2 轮" in str(found["台账"]["A2"])
    assert "旧城小学" in [cell.value for cell in found["汇总"].cells.values()]


# -- scores and profiles ----------------------------------------------------------------------


def test_the_score_and_what_it_is_out_of() -> None:
    made = reported(review("a.docx", profile=SCORED), profile=SCORED)
    (line,) = table(made)
    assert (line["得分"], line["满分"], line["暂计"]) == ("13.5", "20", "")
    made["plans"][0]["score"]["provisional"] = True
    assert table(made)[0]["暂计"] == "暂计"


def test_the_profile_is_named_where_there_are_several() -> None:
    other = replace(PLAIN, name="kinder", title="幼儿园")
    plans = review("a.docx", profile=SCORED), review("b.docx", profile=other)
    made = reported(*plans, profile=SCORED, profiles=(other, SCORED))
    assert [line["评审方案"] for line in table(made)] == ["百分制", "幼儿园"]
    assert [line["得分"] for line in table(made)] == ["13.5", ""]


def test_what_a_profile_calls_its_verdicts_is_what_stands_there() -> None:
    decision = {**PLAIN.decision, "return": {**PLAIN.decision["return"], "text": '打"回'}}
    profile = replace(PLAIN, decision=decision)
    made = reported(review("a.docx", profile=profile), profile=profile)
    assert table(made)[0]["结论"] == '打"回'
    sheet = book(made).sheets["台账"]
    rules = [each.text for each in sheet.root.iter("{*}cfRule") for each in each]
    assert '"打""回"' in rules


# -- CSV --------------------------------------------------------------------------------------


def test_excel_opens_it_as_it_is_meant() -> None:
    data = written("csv", reported(review("a.docx")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 2


@pytest.mark.parametrize(
    "name",
    [
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "+1",
        "-2",
        "\t=1",
        "\r=1",
        "＝1",
        "＠x",
        "  =1",
    ],
)
def test_no_text_is_run_as_a_formula(name: str) -> None:
    batch = roster(school("甲", "a.docx", 片区=name), columns=["片区"])
    (line,) = table(reported(review("a.docx", name), batch=batch))
    shown = name.strip()
    assert line["片区"] == f"'{shown}"
    (line,) = table(reported(review(name, name)))
    assert line["学校"] == f"'{shown}"


def test_what_is_no_formula_is_left_alone() -> None:
    made = reported(review("a-b.docx", "甲=乙"), review("b.docx", "a@b"))
    assert [line["学校"] for line in table(made)] == ["甲=乙", "a@b"]
    assert [line["文件名"] for line in table(made)] == ["a-b.docx", "b.docx"]
    assert table(made)[0][TITLES["women/tasks"]] == "—"


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    (line,) = table(reported(review("a.docx", 'a,"b"\r\nc')))
    assert line["学校"] == 'a,"b" c'


def test_english() -> None:
    made = reported(review("a.docx"), unreadable("b.pdf"), lang="en")
    line, bad = table(made, "en")
    assert marks(line)["congress/held-each-term"] == "×"
    assert marks(line)["rights/tasks"] == "unk."
    assert (line["School"], bad["Verdict"]) == ("育英小学工会", "not read")


def test_no_plans_make_an_empty_table() -> None:
    assert table(reported()) == []
    assert written("csv", reported()).decode("utf-8-sig").startswith("序号,学校,文件名")


def test_a_rule_of_another_is_a_column_like_any() -> None:
    rules = (requirement(MISSING, "town/own"), replace(RULES[0], id="a/b", title="乡镇自定的要求"))
    made = reported(review("a.docx", rules=rules), rules=rules)
    (line,) = table(made)
    assert (line["title of town/own"], line["乡镇自定的要求"]) == ("×", "√")
    shown = [cell.value for cell in book(made).sheets["台账"].cells.values()]
    assert "title of town/own" in shown
    assert "乡镇\n自定\n的要\n求" in shown
