"""What a heading says its part is for."""

import pytest

from plancheck.reading.plan import PartKind
from plancheck.testing import plan_from

PLAN = """
石桥小学工会2024年工作计划
一、主要工作
1、四月召开教代会。
{heading}
1、五月组织教职工体检。
2、重阳节请退休教师回校。"""


def part_under(heading: str) -> PartKind:
    plan = plan_from(PLAN.format(heading=heading).strip(), "plan")
    return plan.parts[-1]


@pytest.mark.parametrize(
    "heading",
    [
        "二、上学年总结",
        "二、去年卸下来的货（总结）",
        "二、总结",
        "二、先讲过去的事",
        "二、2023年干了什么",
    ],
)
def test_reviews(heading: str) -> None:
    assert part_under(heading) is PartKind.REVIEW


@pytest.mark.parametrize("heading", ["二、我们暂时不做的", "二、不列入本计划的事项", "二、不干的"])
def test_what_is_not_done(heading: str) -> None:
    assert part_under(heading) is PartKind.DECLINED


@pytest.mark.parametrize(
    "heading", ["二、办的与不办的", "二、归工会的、不办的", "二、检查与总结", "二、总结表彰"]
)
def test_what_is_done_and_what_is_not(heading: str) -> None:
    assert part_under(heading) is PartKind.TASKS
