"""What a card settles by itself stands in a whole plan, whatever the weights think of it."""

import pytest

from plancheck import plugins
from plancheck.judging import lexicon_of
from plancheck.rule import Verdict
from plancheck.testing import plan_from

RULES = {rule.id: rule for rule in plugins.load().rules}
LEXICON = lexicon_of(list(RULES.values()))
PLAN = """
安定小学工会2024年工作计划
一、主要工作
1.{}。
2.走访慰问生病教师。
3.组织教师体检。
4.开展教工运动会。
5.抓好工会宣传工作，办好工会专栏。
"""
"""Long enough to be no excerpt, of which less is asked."""


def status(rule: str, words: str) -> str:
    verdict = RULES[rule].check(plan_from(PLAN.format(words), "plan", "", LEXICON))
    assert isinstance(verdict, Verdict)
    return verdict.status.value


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("congress/vital-interests", "召开教代会，审议绩效工资方案"),
        ("congress/vital-interests", "开二届五次教代会，审议绩效方案和校务公开情况报告"),
        ("congress/vital-interests", "十月召开教代会，讨论值班补贴办法"),
        ("congress/leader-appraisal", "十二月召开七届一次教代会，评一评领导干部"),
    ],
)
def test_a_congress_that_is_convened_for_it_is_met(rule: str, words: str) -> None:
    assert status(rule, words) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "去年召开教代会，审议了绩效工资方案",
        "学习教代会审议绩效工资方案的有关规定",
        "提交教代会审议的绩效方案清单，见附件一（略）",
        "县里召开教代会，审议全县绩效工资方案",
        "绩效工资方案由县里统一，不再召开教代会审议",
    ],
)
def test_what_only_names_it_is_missing(words: str) -> None:
    assert status("congress/vital-interests", words) == "missing"
