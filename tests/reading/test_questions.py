"""Plans as questions and answers: the question lends its topic to what answers it."""

import pytest

from plancheck.api import Plan, Statement
from plancheck.testing import plan_from

TITLE = "2024年A校工会工作计划\n一、大家问的事\n"


def _plan(text: str) -> Plan:
    return plan_from(TITLE + text, "plan")


def _statement(plan: Plan, words: str) -> Statement:
    return next(each for each in plan.statements if words in each.norm)


def _lent(plan: Plan, words: str) -> list[str]:
    return [each.norm for each in _statement(plan, words).lent]


@pytest.mark.parametrize(
    "text",
    [
        "问：账能给我们看吗？\n答：六月请三位会员一笔一笔看，看完贴出来。",
        "问：账能给我们看吗？答：六月请三位会员一笔一笔看，看完贴出来。",
        "“账能给我们看吗？”\n六月请三位会员一笔一笔看，看完贴出来。",
    ],
)
def test_an_answer_is_about_what_was_asked(text: str) -> None:
    assert "账能给我们看吗" in _lent(_plan(text), "一笔一笔")[0]


def test_each_answer_of_a_line_has_its_own_question() -> None:
    plan = _plan("问：谁来带新人？答：每人认一位师傅。问：体检呢？答：九月去县医院。")
    assert "体检" in _lent(plan, "九月")[0]
    assert not any("新人" in words for words in _lent(plan, "九月"))
    assert "体检" not in "".join(_lent(plan, "认一位师傅"))


def test_a_question_says_nothing_of_what_comes_after_its_answer() -> None:
    plan = _plan("账能给我们看吗？\n六月贴出来。\n三月组织教工拔河比赛。")
    assert not any("账" in words for words in _lent(plan, "拔河"))


@pytest.mark.parametrize("answer", ["答：续。", "续。", ""])
def test_what_is_asked_about_may_be_past_and_its_answer_not(answer: str) -> None:
    plan = _plan(f"去年断掉的互助保障，续不续？{answer}十一月交钱，工会补一半。")
    assert _statement(plan, "十一月").commits


@pytest.mark.parametrize(
    "question", ["去年教代会开了几次？", "过去一年，教代会开得怎样？", "去年做了哪些事？"]
)
def test_the_answer_to_what_was_is_a_review(question: str) -> None:
    assert not _statement(_plan(f"{question}三月、十月各召开一次。"), "十月").commits


def test_a_question_promises_nothing() -> None:
    assert not _statement(_plan("教代会每学期开一次吗？\n另行通知。"), "教代会").commits
