"""What the comments of an annotated copy say."""

from dataclasses import replace
from typing import Any

import pytest
from copies import annotated, comments_in
from fakes import checked, defect, finding, met, near, plan, quote, requirement
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reports import HOSTILE, made

from plancheck.model import Cell, Grade, Health, Place, Table
from plancheck.profile import Profile, Terms, resolved
from plancheck.reading.plan import Plan
from plancheck.rule import Basis, Finding, Rule, Severity, Status, Verdict
from plancheck_papers.annotated import remarks

TABLE = Table((Cell(0, 0, "三月"), Cell(0, 1, "三八节活动")))
TEXTS = ("某校工会2024年工作计划", "去年慰问了困难教职工", "走访慰问困难教职工", TABLE, "XX年")
PLAN = plan(*TEXTS, title=TEXTS[0])
ABSENT = Verdict(Status.MISSING)


def said(*rules: Rule, about: Plan = PLAN, **known: Any) -> list[tuple[str, ...]]:  # noqa: ANN401
    """Return the lines of each comment."""
    content = made(checked(about, *rules), rules=rules, with_text=True, **known)
    copy = annotated(content, None, known.get("lang", "zh"))
    return [comment.lines for comment in comments_in(copy)] if copy else []


def test_a_defect_says_what_is_wrong_and_how_it_is_mended() -> None:
    rule = replace(defect([finding("XX年", 4, "年份没有填写")]), advice="填上年份")
    _, comment = said(rule)
    assert comment == (
        "【必须改正】年份没有填写。",
        "改法：填上年份。",
        "plancheck text/placeholder",
    )


def test_advice_on_a_defect_is_given_once() -> None:
    rule = replace(defect([finding("XX年", 4), finding("走访", 2)]), advice="填上")
    comments = said(rule)[1:]
    assert [any("改法" in line for line in lines) for lines in comments].count(True) == 1


@pytest.mark.parametrize(
    ("severity", "label"),
    [
        (Severity.ERROR, "【必须改正】"),
        (Severity.WARNING, "【建议改正】"),
        (Severity.INFO, "【供参考】"),
    ],
)
def test_a_defect_says_how_much_it_weighs(severity: Severity, label: str) -> None:
    assert said(defect([finding("XX年", 4)], severity=severity))[1][0].startswith(label)


def test_a_partial_says_what_it_lacks_and_what_could_be_written() -> None:
    verdict = Verdict(Status.PARTIAL, (quote("走访慰问", 2), quote("去年慰问", 1)))
    rule = requirement(verdict, advice="___月走访困难教职工")
    rule = replace(rule, title="走访慰问", criteria={"met": "写明时间和对象"})
    _, second, first = said(rule)
    assert first[:-1] == (
        "【不全】走访慰问",
        "写到了，但还不够。",
        "标准：写明时间和对象。",
        "可以这样写：___月走访困难教职工。",
    )
    assert second[:-1] == ("【不全】走访慰问", "这里也写到了一些，意见见“走访慰问”处的批注。")


def test_a_partial_tells_its_own_reason() -> None:
    verdict = Verdict(
        Status.PARTIAL, (quote("走访", 2),), message="只有{n}次", values=(("n", "1"),)
    )
    assert said(requirement(verdict))[1][1] == "只有1次。"


def test_a_near_miss_says_why_it_does_not_count() -> None:
    verdict = Verdict(Status.MISSING, (), (near("去年慰问", "near.review", 1),))
    _, comment = said(requirement(verdict))
    assert comment[:-1] == (
        "【缺少】title of care/visits",
        "这里提到了，但不算：说的是过去做的事。",
    )


def test_near_misses_of_what_is_met_are_not_spoken_of() -> None:
    verdict = replace(met("走访慰问", 2), near_misses=(near("去年慰问", "near.review", 1),))
    assert said(requirement(verdict)) == []


def test_rules_that_say_the_same_of_the_same_words_share_a_comment() -> None:
    miss = Verdict(Status.MISSING, (), (near("去年慰问", "near.review", 1),))
    other = Verdict(Status.MISSING, (), (near("去年慰问", "near.meaning", 1),))
    rules = (requirement(miss, "a/one"), requirement(miss, "a/two"), requirement(other, "b/other"))
    _, comment = said(*rules)
    assert comment == (
        "【缺少】title of a/one、title of a/two",
        "这里提到了，但不算：说的是过去做的事。",
        "【缺少】title of b/other",
        "这里提到了，但不算：说的是意义，不是安排。",
        "plancheck a/one a/two b/other",
    )


def test_the_gravest_comes_first_in_a_comment() -> None:
    miss = Verdict(Status.MISSING, (), (near("XX年", "near.review", 4),))
    _, comment = said(requirement(miss, "a/one"), defect([finding("XX年", 4, "没有填写")]))
    assert [line[:4] for line in comment[:2]] == ["【必须改", "【缺少】"]


def test_many_defects_of_a_rule_in_one_paragraph_are_told_together() -> None:
    text = "甲，，乙，，丙，，丁，，戊"
    found = [Finding("，，", Place(1, at, at + 2), "标点重复") for at in (1, 4, 7, 10)]
    summary, comment = said(defect(found), about=plan("题目", text))
    assert comment[1] == "这一段里同样的问题共 4 处：“，，”“，，”“，，”“，，”"
    assert "另有 4 处意见，见文中批注。" in summary
    assert len(said(defect(found[:3]), about=plan("题目", text))) == 4


def test_the_first_comment_says_what_is_missing_and_what_could_be_written() -> None:
    rules = (
        requirement(ABSENT, "a/one", advice="___月走访"),
        requirement(ABSENT, "a/two", Severity.WARNING),
        requirement(ABSENT, "b/three", Severity.WARNING, advice="___月体检。"),
        requirement(ABSENT, "b/four", Severity.INFO),
        requirement(met("走访", 2), "c/met"),
    )
    (summary,) = said(*rules)
    assert summary[:-2] == (
        "审核意见：退回重报",
        "必须补上的 1 项",
        "1、title of a/one。可以这样写：___月走访。",
        "建议补上的 2 项",
        "1、title of a/two。",
        "2、title of b/three。可以这样写：___月体检。",
        "可以补上的 1 项，供参考",
        "1、title of b/four。",
    )
    assert summary[-2].startswith("这份文件由 plancheck 按“plan.txt”的文字重新排出")
    assert summary[-1].startswith("plancheck ")


def test_what_is_unknown_is_said_with_its_reason_and_what_was_not_read() -> None:
    gap = Health(Grade.BLOCKING, "第2页没有文字")
    rules = (requirement(ABSENT, "a/one"), requirement(ABSENT, "a/two"))
    (summary,) = said(*rules, about=plan(*TEXTS, health=[gap]))
    assert summary[1:4] == (
        "无法判断的 2 项，请人工查看",
        "title of a/one、title of a/two：文件没有读全，没读到的地方可能写了这一项，请人工查看",
        "没读全：第2页没有文字。",
    )


def test_the_score_is_told() -> None:
    profile = resolved("s", {"s": Profile("s", points={"a/one": 5, "c/met": 2})})
    rules = (requirement(ABSENT, "a/one"), requirement(met("走访", 2), "c/met"))
    terms = Terms(profile, rules, {rule.id: rule.severity for rule in rules})
    content = made(checked(PLAN, *rules, profile=profile), rules=rules, terms=terms, with_text=True)
    (summary,) = comments_in(annotated(content, None))
    assert summary.lines[0] == "审核意见：退回重报，得分 2/7"


def test_nothing_is_written_where_there_is_nothing_to_say() -> None:
    assert said(requirement(met("走访", 2))) == []


def test_what_is_let_pass_is_not_spoken_of() -> None:
    rule = defect([finding("XX年", 4)])
    content = made(checked(PLAN, rule), rules=(rule,), with_text=True)
    content["plans"][0]["defects"][0]["waiver"] = {"kind": "waiver"}
    assert annotated(content, None) == b""


def test_a_copy_bears_so_many_comments_and_is_honest_about_the_rest() -> None:
    many = remarks.MOST + 40
    texts = ["题目", *(f"第{number}段XX年" for number in range(many))]
    light = [
        Finding("XX年", Place(at + 1, texts[at + 1].index("X"), len(texts[at + 1])))
        for at in range(many)
    ]
    grave = [Finding("段", Place(many, texts[many].index("段"), texts[many].index("段") + 1))]
    rules = (defect(light, "a/light", Severity.WARNING), defect(grave, "b/grave"))
    comments = said(*rules, about=plan(*texts))
    assert len(comments) == remarks.MOST
    (rest,) = [lines for lines in comments if lines[0].startswith("从这里起")]
    left = many + 1 - (remarks.MOST - 2)
    assert rest[0].startswith(f"从这里起还有 {left} 处意见没有逐条批注")
    assert any(lines[-1] == "plancheck b/grave" for lines in comments)


def test_english() -> None:
    verdict = Verdict(Status.MISSING, (), (near("去年慰问", "near.review", 1),))
    rules = (requirement(verdict, advice="Visit them"), defect([finding("XX年", 4)]))
    summary, miss, wrong = said(*rules, lang="en")
    assert summary[0].startswith("Review: ")
    assert summary[2] == "1. title of care/visits. You could write: Visit them."
    assert miss[1].startswith("Mentioned here, but it does not count: ")
    assert wrong[0].startswith("[Must be mended] ")


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from([None, "2025-02-28"]))
@settings(max_examples=50)
def test_no_text_breaks_a_copy(words: str, name: str, reason: str, day: str | None) -> None:
    rules = (
        requirement(
            Verdict(Status.MISSING, (), (near(words, reason),), message=reason), advice=name
        ),
        defect([finding(words, message=name)]),
    )
    about = plan(words, unit=name, title=words)
    content = made(checked(about, *rules, path=name), rules=rules, with_text=True, today=day)
    comments = comments_in(annotated(content, None))
    assert comments
    shown = "".join(line for comment in comments for line in comment.lines)
    assert all(sign.isprintable() or sign == "　" for sign in shown)


def test_basis_is_no_part_of_comments() -> None:
    """The letter gives it; a comment that quotes the law reads like a reproach."""
    rule = replace(requirement(ABSENT), basis=(Basis("某法", "law"),))
    assert not any("某法" in line for lines in said(rule) for line in lines)
