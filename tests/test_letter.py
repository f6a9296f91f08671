"""What the letter to a school says."""

import re
from typing import Any

import pytest
from fakes import checked, defect, finding, met, near, plan, quote
from hypothesis import given, settings
from letter_kit import (
    BASIS,
    GAP,
    GOOD,
    LETTER,
    LINES,
    MISSING,
    NOTED,
    PARTIAL,
    PARTLY,
    WARNED,
    YEAR,
    markdown,
    reported,
    rule,
    section,
    texts,
    word,
)
from test_reports import HOSTILE, made

from plancheck import plugins, terminal
from plancheck.formats import Style
from plancheck.messages import catalogue
from plancheck.model import Place
from plancheck.reading.plan import Kind, Month, Period
from plancheck.rule import Basis, Finding, Severity, Status, Verdict
from plancheck_papers import letter
from plancheck_papers.letter import order
from plancheck_papers.letter.words import numeral

# -- the parts --------------------------------------------------------------------------------


def test_a_letter_has_all_its_parts() -> None:
    report = reported(GAP, WARNED, GOOD, defect([finding("XX年", 3)], severity=Severity.WARNING))
    report["profiles"] = [{**report["profile"], "letter": LETTER, "document": "《某县规程》"}]
    report["today"] = "2026-11-30"
    lines = [line for line in markdown(report).split("\n") if line]
    assert lines[:3] == [
        "# 关于对育英小学工会2024年工作计划的审核意见",
        "育英小学工会：",
        (
            "你会报送的《2024年育英小学工会工作计划》收悉。根据《关于报送工作计划的通知》（云教工〔2026〕1号），"
            "依据《中华人民共和国工会法》《学校教职工代表大会规定》（教育部令第32号）等规定，"
            "对照《某县规程》，经审核，意见如下。"
        ),
    ]
    assert lines[3].startswith("**审核结论：退回重报。** 对照3项要求，已写明1项；")
    assert [line[3:] for line in lines if line.startswith("## ")] == [
        "一、必须补充和改正的内容",
        "二、请一并完善的内容",
        "三、请核对的文字",
    ]
    assert lines[-4].startswith("请于2026年12月15日前将修改后的计划报送至县教育局203室。")
    assert lines[-4].endswith("联系人：李老师 12345。")
    assert lines[-3:-1] == ["云岭县教育工会（盖章）", "2026年11月30日"]


def test_what_nobody_told_is_a_blank_that_says_what_belongs_there() -> None:
    text = markdown(reported(GAP, unit=None))
    assert text.startswith("# 关于对《育英》的审核意见\n")
    for blank in (
        "（学校名称）",
        "____年__月__日前",
        "（报送地址）",
        "（姓名、电话）",
        "（审核单位）",
    ):
        assert blank in text
    assert text.rstrip().split("\n\n")[-2] == "____年__月__日"


@pytest.mark.parametrize("deadline", ["2026年12月15日", "12月15日前", "12月15日之前"])
def test_a_deadline_in_words_is_taken_as_it_is(deadline: str) -> None:
    report = reported(GAP)
    report["profiles"] = [{**report["profile"], "letter": {"deadline": deadline}}]
    assert f"请于{deadline.removesuffix('前').removesuffix('之')}前将" in markdown(report)


@pytest.mark.parametrize(
    ("kind", "start", "end", "called"),
    [
        (Kind.ANNUAL, (2024, 1), (2024, 12), "2024年"),
        (Kind.SCHOOL_YEAR, (2023, 9), (2024, 8), "2023—2024学年"),
        (Kind.TERM, (2023, 9), (2024, 1), "2023—2024学年第一学期"),
        (Kind.TERM, (2024, 2), (2024, 7), "2023—2024学年第二学期"),
        (None, (2024, 3), (2025, 2), "2024年3月至2025年2月"),
    ],
)
def test_the_period_is_called_as_schools_call_it(
    kind: Kind | None, start: tuple[int, int], end: tuple[int, int], called: str
) -> None:
    text = markdown(reported(GAP, kind=kind, period=Period(Month(*start), Month(*end))))
    assert text.startswith(f"# 关于对育英小学工会{called}工作计划的审核意见\n")


def test_the_roster_names_the_school_where_the_plan_does_not_or_may_be_copied() -> None:
    school = {"name": "云岭县第三小学", "facts": {}, "plans": ["育英.docx"]}
    for unit, matched, named in (
        (None, "unit", "云岭县第三小学工会"),
        ("育英小学", "file", "云岭县第三小学工会"),
        ("育英小学工会", "unit", "育英小学工会"),
    ):
        report = reported(GAP, unit=unit)
        listed = {**school, "matched": matched, "doubtful": False}
        report["batch"] = {"roster": {"schools": [listed]}, "rounds": None}
        assert f"\n{named}：\n" in markdown(report)


# -- what must, what should -------------------------------------------------------------------


def test_what_the_verdict_follows_from_must_be_mended() -> None:
    revise = markdown(reported(WARNED, PARTLY, NOTED))
    assert "审核结论：修改后备案。" in revise
    must = section(revise, "备案前请补充和修改的内容")
    assert "做好b/warned" in must
    assert "做好c/partly" in must
    assert "“做好d/noted”" in section(revise, "建议完善的内容")
    back = markdown(reported(GAP, WARNED, PARTLY))
    assert "做好a/gap" in section(back, "必须补充和改正的内容")
    assert "做好b/warned" in section(back, "请一并完善的内容")
    assert "做好c/partly" in section(back, "请一并完善的内容")


def test_what_is_absent_what_is_partial_and_what_is_asked() -> None:
    misses = (near("去年慰问", "near.review", 1), near("走访", "near.nothing-to-see", 2))
    noted = rule(Verdict(Status.MISSING, (), misses), "a/noted")
    text = markdown(reported(noted))
    assert (
        "计划中未见这方面的安排。已注意到第2段的“去年慰问”（说的是过去做的事），请写明本期的安排。"
        in text
    )
    assert "没有说到" not in text
    told = Verdict(
        Status.PARTIAL, (quote("走访慰问", 2),), message="只有{n} 次", values=(("n", "1"),)
    )
    asked = {"met": "每学期都有"}
    assert "已写到第3段的“走访慰问”，只有1次。依据" in markdown(
        reported(rule(told, "a/told", criteria=asked))
    )
    assert "已写到第3段的“走访慰问”，还不够具体。要求：每学期都有。" in markdown(
        reported(rule(PARTIAL, "a/asked", criteria=asked))
    )


def test_quotations_are_short_and_end_with_a_word() -> None:
    report = reported(PARTLY)
    (evidence,) = report["plans"][0]["results"][0]["evidence"]
    for words, shown in {
        "走访“特困”教职工；": "走访‘特困’教职工",
        "慰" * 40: "慰" * 29 + "…",
    }.items():
        evidence["quote"] = words
        assert f"已写到第3段的“{shown}”，" in markdown(report)


def test_a_demand_of_the_district_or_a_practice_is_named_as_such() -> None:
    text = markdown(reported(GAP))
    assert (
        "依据：《工会法》第六条；《某规定》（部令）；每学期一次（本地要求）；一般的要求（工作惯例）。"
        in text
    )
    practice = rule(MISSING, "b/warned", Severity.WARNING, basis=BASIS[1:2])
    should = section(markdown(reported(GAP, practice)), "请一并完善的内容")
    assert "未列依据的，是教育工会对年度计划的一般要求（工作惯例）。" in should
    assert "依据：" not in should


def test_the_sentence_to_insert_has_its_blanks_and_is_told_how_to_fill_them() -> None:
    text = markdown(reported(GAP, WARNED))
    assert text.count("> 可补写：____月做一次。") == 2
    assert text.count("横线处请按本校实际填写") == 1


def test_no_gap_is_told_twice() -> None:
    complete = rule(MISSING, "schedule/complete", Severity.WARNING)
    monthly = rule(MISSING, "schedule/monthly")
    assert "schedule/complete" not in markdown(reported(monthly, complete))
    assert "schedule/complete" in markdown(
        reported(rule(met("走访", 2), "schedule/monthly"), complete)
    )


def test_the_order_is_that_of_the_letter_and_not_of_the_ids() -> None:
    topics = ["care/a", "congress/a", "rights/a", "schedule/a", "structure/a", "women/a", "zoo/a"]
    text = markdown(reported(*(rule(MISSING, name) for name in topics)))
    wanted = ["congress", "schedule", "women", "rights", "care", "zoo", "structure"]
    assert re.findall(r"做好(\w+)/a", text) == wanted
    assert re.findall(r"\*\*（(.)）", text) == list("一二三四五六七")


# -- the text ---------------------------------------------------------------------------------


def test_errors_in_the_text_are_told_by_rule_with_places_and_an_honest_count() -> None:
    seven = [Finding(LINES[0][at : at + 2], Place(0, at, at + 2)) for at in range(7)]
    many = defect(seven, "text/x", Severity.WARNING)
    text = section(markdown(reported(GAP, many)), "请核对的文字")
    assert text.count("title of text/x") == 1
    assert "另有2处同类问题，请通查全文。" in text


def test_what_is_said_of_a_place_is_not_said_again() -> None:
    found = [
        finding("XX年", 3, "这里写的是“XX年”，不对。请改正。"),
        finding("去年", 1, "编号应接“3”"),
        finding("走访", 2, "编号应接“3”"),
        Finding("慰问", Place(2, 2, 4), "编号应接“3”"),
    ]
    text = markdown(reported(GAP, defect(found, "text/x")))
    assert "第4段：这里写的是“XX年”，不对。请改正。" in text
    assert "第2段的“去年”、第3段的“走访”“慰问”（编号应接“3”）。" in text


def test_grave_errors_in_the_text_must_be_mended() -> None:
    text = markdown(reported(GOOD, defect([finding("XX年", 3)], "text/placeholder")))
    assert "title of text/placeholder" in section(text, "必须补充和改正的内容")
    light = markdown(reported(GOOD, defect([finding("XX年", 3)], "text/x", Severity.WARNING)))
    assert "审核结论：同意备案。" in light
    assert "title of text/x" in section(light, "请核对的文字")


# -- verdicts ---------------------------------------------------------------------------------


def test_an_accepted_plan_gets_a_short_letter() -> None:
    text = markdown(reported(GOOD, NOTED))
    assert "**审核结论：同意备案。**\n\n计划写明了“做好e/good”等内容" in text
    assert "请按计划认真组织实施" in text
    for word_of_others in ("可补写", "重新报送", "修改后", "请于"):
        assert word_of_others not in text
    assert len(text) < 500


def test_what_is_waived_is_told_with_the_reason_and_a_baseline_is_not() -> None:
    report = reported(GAP, WARNED)
    for result, kind in zip(report["plans"][0]["results"], ("waiver", "baseline"), strict=True):
        result["status"] = "waived"
        result["waiver"] = {"kind": kind, "rule": result["rule"], "reason": f"因{kind}。"}
    text = markdown(report)
    assert "下列内容已按规定不作要求：“做好a/gap”（因waiver）。" in text
    assert "b/warned" not in text


def test_a_second_round_tells_what_became_of_the_first() -> None:
    report = reported(GAP, GOOD)
    entry: dict[str, Any] = {
        "path": "育英.docx",
        "before": {"sha256": "1" * 64, "day": "2026-11-02"},
        "mended": ["e/good"],
        "remaining": ["a/gap"],
        "new": [],
    }
    report["batch"] = {"roster": None, "rounds": {"plans": [entry]}}
    text = markdown(report)
    assert (
        "与上次（2026年11月2日）审核的计划相比，已补正“做好e/good”；仍需补正“做好a/gap”。" in text
    )
    entry["before"] = {"sha256": "0" * 64, "day": None}
    assert "本次报送的文件与上次审核的完全相同" in markdown(report)
    entry["before"] = None
    assert "上次" not in markdown(report)


# -- the whole --------------------------------------------------------------------------------


def test_heads_are_of_rules_there_are_and_reasons_are_in_the_catalogue() -> None:
    rules = {each.id for each in plugins.load().rules}
    named = {code.removeprefix("letter.head.") for code in catalogue("zh", "letter")}
    assert {name for name in named if "/" in name} <= rules
    assert set(order.SAID_WITH) | set(order.SAID_WITH.values()) <= rules
    assert {rule.partition("/")[0] for rule in rules} == {*order.TOPICS, *order.LAST}
    verdicts = catalogue("zh", "verdicts")
    assert {*order.ASIDE, *order.UNTOLD, *order.REWORDED} <= set(verdicts)


def test_there_is_a_letter_in_both_forms() -> None:
    offered = {paper.name: paper for paper in plugins.load().papers}
    assert offered["letter"].suffix == {"zh": ".审核意见.docx", "en": ".letter.docx"}
    assert offered["letter-markdown"].suffix == {"zh": ".审核意见.md", "en": ".letter.md"}


def test_english() -> None:
    report = reported(GAP, WARNED, PARTLY, defect([finding("XX年", 3)]), lang="en")
    text = markdown(report, "en")
    assert text.startswith("# Review of 育英小学: work plan 2024\n")
    assert "**Verdict: Returned, to be handed in anew.**" in text
    assert "Paragraph 4: “XX年”" in text or "“XX年” (paragraph 4)" in text
    assert "计划" not in text.replace("工作计划", "")


def hostile(words: str, name: str, reason: str) -> dict[str, Any]:
    """Return a report in which these texts stand wherever a text can."""
    asked = rule(
        Verdict(Status.MISSING, (), (near(words, reason),), message=reason),
        "a/b",
        title=name,
        advice=words,
        basis=(Basis(name, reason),),
        criteria={"met": words},
    )
    rules = (asked, defect([finding(words, message=name)]), rule(met(words), "d/met", title=words))
    review = checked(plan(words, unit=name, title=words, **YEAR), *rules, path=name)
    report = made(review, rules=rules)
    report["profiles"] = [{**report["profile"], "letter": dict.fromkeys(LETTER, reason)}]
    return report


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_breaks_a_letter(words: str, name: str, reason: str) -> None:
    report = hostile(words, name, reason)
    for code in ("return", "revise", "accept", "undecided"):
        report["plans"][0]["decision"] = {"code": code, "text": words, "reasons": []}
        text = letter.write_markdown(report, report["plans"][0], None, Style()).decode()
        assert not re.search(r"(?<!\\)(?:\\\\)*[<~`]", text)
        assert all(sign == "\n" or sign.isprintable() or sign == "　" for sign in text)


@settings(max_examples=8)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_breaks_a_word_document(words: str, name: str, reason: str) -> None:
    shown = "".join(texts(word(hostile(words, name, reason))))
    assert terminal.shorten(terminal.clean(words), 30).translate(QUOTES) in shown


QUOTES = str.maketrans("“”", "‘’")


@pytest.mark.parametrize(
    ("number", "chinese"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (100, "100")],
)
def test_numerals(number: int, chinese: str) -> None:
    assert numeral(number) == chinese
