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


WHOLE = """
石桥小学工会2024年工作计划
一、指导思想
以新时代思想为指导，服务学校中心工作。
{aims}
（一）推进民主管理
1.四月召开教代会。
{rest}
"""


def part_of(words: str, text: str) -> PartKind:
    plan = plan_from(text.strip(), "plan")
    return next(each.part for each in plan.statements if each.norm.startswith(words))


@pytest.mark.parametrize("heading", ["二、目标任务", "二、工作目标和主要任务", "二、工作思路"])
@pytest.mark.parametrize("rest", ["三、保障措施\n1.加强领导。", "三、月份安排\n三月：庆祝三八节。"])
def test_aims_that_rule_all_the_tasks_are_no_mere_aims(heading: str, rest: str) -> None:
    text = WHOLE.format(aims=heading, rest=rest)
    assert part_of("四月召开", text) is PartKind.TASKS


@pytest.mark.parametrize("heading", ["二、目标任务", "二、工作目标和主要任务", "二、工作思路"])
def test_aims_beside_a_part_of_tasks_are_aims(heading: str) -> None:
    text = WHOLE.format(aims=heading, rest="三、主要工作\n1.组织教职工体检。")
    assert part_of("四月召开", text) is PartKind.GOALS


def test_mere_aims_stay_aims_wherever_the_tasks_are() -> None:
    text = WHOLE.format(aims="二、工作目标", rest="三、保障措施\n1.加强领导。")
    assert part_of("四月召开", text) is PartKind.GOALS


@pytest.mark.parametrize(
    "heading",
    [
        "二、坚持服务宗旨，提升教职工幸福感",
        "二、以真情服务为宗旨，关心教职工生活",
        "二、围绕教学目标，开展岗位练兵",
        "二、拓宽工作思路，办好实事",
    ],
)
def test_a_heading_that_acts_on_a_thought_is_of_tasks(heading: str) -> None:
    assert part_under(heading) is PartKind.TASKS


@pytest.mark.parametrize(
    "heading",
    [
        "二、工作宗旨",
        "二、工作思路",
        "二、我们的目标",
        "二、以服务教职工为目标",
        "二、以党的二十大精神为指导思想",
        "二、围绕工作目标，明确总体要求",
        "二、实现的主要目标，到年底达到",
    ],
)
def test_a_heading_that_is_a_thought_is_none_of_tasks(heading: str) -> None:
    assert part_under(heading) in (PartKind.GUIDING, PartKind.GOALS)


def test_a_guiding_thought_without_a_number_does_not_rule_the_numbered_parts() -> None:
    text = """
石桥小学工会2024年工作计划
指导思想
以新时代思想为指导，服务学校中心工作。
一、着力民主管理，构建和谐校园
1.四月召开教代会。
二、着力人文关怀
1.走访慰问困难教职工。"""
    assert part_of("以新时代", text) is PartKind.GUIDING
    assert part_of("四月召开", text) is PartKind.TASKS
    assert part_of("走访", text) is PartKind.TASKS


@pytest.mark.parametrize("last", ["工会委员会会议", "工会委员会建设", "工会干部业务培训"])
def test_a_last_task_is_no_signature(last: str) -> None:
    plan = plan_from(f"石桥小学工会2024年工作计划\n一、主要工作\n教工运动会\n{last}", "plan")
    assert plan.parts[-1] is not PartKind.SIGNATURE


@pytest.mark.parametrize(
    "last",
    [
        "石桥小学工会",
        "石桥小学工会委员会",
        "石桥小学工会（章）",
        "工会主席：王芳",
        "石桥小学工会二〇二四年",
    ],
)
def test_a_union_at_the_end_is_a_signature(last: str) -> None:
    plan = plan_from(f"石桥小学工会2024年工作计划\n一、主要工作\n1.教工运动会。\n{last}", "plan")
    assert plan.parts[-1] is PartKind.SIGNATURE
