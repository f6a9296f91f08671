"""A clause of a long sentence is heard by itself, whatever stands beside it."""

import pytest

from plancheck import plugins
from plancheck.judging import lexicon_of
from plancheck.testing import plan_from
from plancheck.weighing.adviser import AskTwice, opinion
from plancheck.weighing.opinion import Heard
from plancheck.weighing.second import counts

RULES = {rule.id: rule for rule in plugins.load().rules}
LEXICON = lexicon_of(list(RULES.values()))
OTHERS = "组织教师读书，举办拔河比赛，走访慰问生病教师，布置教工之家"
PLAN = """
安定小学工会2024年工作计划
一、主要工作
1.{}。
2.完成上级工会交办的其他工作。
3.做好总结和归档。
4.配合学校做好中心工作。
"""


def likely(rule: str, words: str) -> float:
    """Return how likely a statement of a plan is to count for a rule (0-1)."""
    asked = RULES[rule].check
    assert isinstance(asked, AskTwice)
    plan = plan_from(PLAN.format(words), "plan", "", LEXICON)
    heard: list[Heard] = [*opinion(asked.adviser).hear(plan, RULES[rule])]
    return max((each.likely for each in heard if words in each.statement.norm), default=0)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("finance/funds", "按时收缴工会会费"),
        ("care/retirees", "重阳节看望退休教师"),
        ("organization/membership", "做好新教师入会工作"),
        ("rights/dispute-mediation", "调整劳动争议调解小组"),
    ],
)
def test_a_task_counts_among_others_as_it_does_alone(rule: str, words: str) -> None:
    crowded = f"{OTHERS},{words},把各项工作落到实处".replace("，", ",")
    assert likely(rule, crowded) >= 0.7
    assert likely(rule, words) >= 0.7


@pytest.mark.parametrize(
    ("rule", "words"),
    [("finance/funds", "按时收缴工会会费"), ("care/retirees", "重阳节看望退休教师")],
)
def test_the_others_alone_do_not_count_for_it(rule: str, words: str) -> None:
    assert words not in OTHERS
    assert likely(rule, OTHERS.replace("，", ",")) < 0.35


def test_an_excerpt_of_what_the_card_rules_out_must_be_as_likely_as_in_a_plan() -> None:
    rule, words = RULES["care/health"], "请住建部门给老教学楼做一次“体检”。"
    assert isinstance(rule.check, AskTwice)
    plan = plan_from(words, lexicon=LEXICON)
    asked = opinion(rule.check.adviser)
    heard = max(asked.hear(plan, rule), key=lambda each: each.likely)
    assert heard.ruled_out
    assert asked.least(plan) <= heard.likely
    assert not counts(heard, asked.least(plan))
    assert counts(heard._replace(ruled_out=False), asked.least(plan))
