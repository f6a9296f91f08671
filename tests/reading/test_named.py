"""Where title, header or signature name the unit and the period."""

import pytest

from plancheck.model import Document, Paragraph, Zone
from plancheck.reading import read_plan

TASKS = ("一、主要工作", "1、召开教代会。", "2、组织教职工体检。")


def named(*blocks: str | Paragraph) -> tuple[str | None, str | None]:
    """Return the words that name the unit and the period."""
    made = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    plan = read_plan(Document("txt", made), "plan.txt")
    unit, period = (
        plan.document.text_at(place) if place is not None else None
        for place in (plan.unit_place, plan.period_place)
    )
    return unit, period


@pytest.mark.parametrize(
    ("blocks", "unit", "period"),
    [
        (("石桥小学工会2024年工作计划", *TASKS), "石桥小学工会", "2024年"),
        (
            ("工会工作计划", *TASKS, "石桥小学工会", "2024年2月20日"),
            "石桥小学工会",
            "2024年2月20日",
        ),
        (("石桥小学工会2022—2022学年工作计划", *TASKS), "石桥小学工会", "2022—2022学年"),
        (("工会工作计划", "2024年，石桥小学工会要办几件事。", *TASKS), None, None),
        (("石桥小学工会20__年工作计划", *TASKS), "石桥小学工会", None),
    ],
)
def test_title_and_signature_name_unit_and_period(
    blocks: tuple[str, ...], unit: str | None, period: str | None
) -> None:
    assert named(*blocks) == (unit, period)


def test_a_running_header_names_them_too() -> None:
    header = Paragraph("石桥小学2024年工会工作计划", zone=Zone.HEADER)
    unit, period = named("工会工作计划", *TASKS, header)
    assert (unit, period) == ("石桥小学", "2024年")
