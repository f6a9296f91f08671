"""Schedules in the layouts that schools use, and what looks like one and is none."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.model import Cell, Document, Paragraph, Table
from plancheck.reading import read_plan
from plancheck.reading.plan import Plan, Schedule
from plancheck.testing import plan_from

YEAR = "甲县春晖小学工会2024年工作计划"
AUTUMN = "甲县春晖小学工会2024—2025学年第一学期工作计划"
SPRING = "甲县春晖小学工会2024年春季学期工作计划"
SCHOOL_YEAR = "甲县春晖小学工会2024—2025学年工作计划"

TITLES = {"year": YEAR, "autumn": AUTUMN, "spring": SPRING, "school-year": SCHOOL_YEAR}
LAYOUTS = Path(__file__).parents[2] / "fixtures" / "layouts.jsonl"
"""Schedules as schools lay them out, and texts with dates that are none."""


CASES = [json.loads(line) for line in LAYOUTS.read_text("utf-8").splitlines()]


def schedule_of(text: str) -> Schedule | None:
    return plan_from(text, part="plan").schedule


def months_of(text: str) -> list[int]:
    schedule = schedule_of(text)
    return list(schedule.months) if schedule else []


@pytest.mark.parametrize("case", CASES)
def test_layouts(case: dict[str, Any]) -> None:
    schedule = schedule_of(f"{TITLES.get(case['plan'], case['plan'])}\n{case['text']}")
    assert sorted(schedule.months if schedule else ()) == case["months"]
    assert (schedule.layout if schedule else None) == case["layout"]


def test_months_stand_in_the_order_of_the_text() -> None:
    assert months_of(f"{YEAR}\n月历\n三月：踏青\n五月：比武\n四月：读书") == [3, 5, 4]


def test_months_side_by_side_are_read_column_by_column() -> None:
    rows = ("月份 | 内容 | 月份 | 内容", "三月 | 踏青 | 九月 | 慰问", "四月 | 读书 | 十月 | 敬老")
    text = "\n".join(f"| {row} |" for row in rows)
    assert months_of(f"{YEAR}\n{text}") == [3, 4, 9, 10]


def test_months_beside_weeks_and_tasks_that_name_weeks_are_months_down() -> None:
    rows = (
        "月份 | 周次 | 工作",
        "2月 | 第1—2周 | 开学动员",
        "3月 | 第3—6周 | 三八节登山",
        "4月 | 第7—10周 | 第9周：教代会；第8周：会前讨论",
        "5月 | 第11—14周 | 肩颈理疗",
    )
    text = "\n".join(f"| {row} |" for row in rows)
    assert months_of(f"{SPRING}\n一、月表\n{text}") == [2, 3, 4, 5]


def test_weeks_that_name_their_term_tell_their_months() -> None:
    rows = (
        "周次 | 内容",
        "春季第2周 | 计划",
        "春季第9周 | 赛课",
        "秋季第2周 | 拜师",
        "秋季第10周 | 健步",
    )
    text = "\n".join(f"| {row} |" for row in rows)
    assert months_of(f"{YEAR}\n一、周历\n{text}") == [2, 3, 4, 9, 11]


def test_weeks_are_those_of_the_term_over_their_table() -> None:
    rows = ("周次 | 内容", "第2周 | 计划", "第6周 | 教代会", "第10周 | 健步")
    table = "\n".join(f"| {row} |" for row in rows)
    text = f"{SCHOOL_YEAR}\n一、周历\n第一学期\n{table}\n第二学期\n{table}"
    assert months_of(text) == [9, 10, 11, 2, 3, 4]


def test_a_row_of_heads_begins_another_term() -> None:
    rows = (
        "秋季 | 内容",
        "第2周 | 教师节",
        "第10周 | 教代会",
        "春季 | 内容",
        "第3周 | 三八节",
        "第9周 | 体检",
    )
    text = "\n".join(f"| {row} |" for row in rows)
    assert months_of(f"{SCHOOL_YEAR}\n一、周历\n{text}") == [9, 11, 3, 4]


def test_a_month_cell_over_several_rows_holds_them_all() -> None:
    cells = (
        Cell(0, 0, "月份"),
        Cell(0, 1, "内容"),
        Cell(1, 0, "三月", rows=2),
        Cell(1, 1, "踏青"),
        Cell(2, 1, "续保互助金"),
        Cell(3, 0, "四\n月"),
        Cell(3, 1, "读书"),
    )
    document = Document("docx", (Paragraph(YEAR), Table(cells)))
    schedule = read_plan(document, "a.docx").schedule
    assert schedule is not None
    first, second = schedule.entries
    assert [document.text_at(item) for item in first.items] == ["踏青", "续保互助金"]
    assert (first.months, second.months) == ((3,), (4,))


def test_an_entry_keeps_its_label_and_its_tasks() -> None:
    plan = plan_from(f"{YEAR}\n二、月历\n三月：踏青，续保。\n四月\n1.读书\n2.赛课", part="plan")
    assert plan.schedule is not None
    entries = [_words(plan, at) for at in range(2)]
    assert entries == [("三月", ["踏青，续保。"]), ("四月", ["读书", "赛课"])]


def _words(plan: Plan, at: int) -> tuple[str, list[str]]:
    assert plan.schedule is not None
    entry = plan.schedule.entries[at]
    text = plan.document.text_at
    return text(entry.label), [text(item) for item in entry.items]


def test_the_automatic_number_of_a_list_is_no_month() -> None:
    paragraphs = (
        Paragraph(YEAR),
        Paragraph("一、二月：走访", number=2),
        Paragraph("二、三月：踏青", number=2),
    )
    schedule = read_plan(Document("docx", paragraphs), "a.docx").schedule
    assert schedule is not None
    assert schedule.months == (2, 3)


def test_weeks_follow_the_day_on_which_the_term_opens() -> None:
    text = f"{SPRING}\n3月4日开学。\n第1周：例会\n第5周：踏青\n第9周：教代会"
    assert sorted(months_of(text)) == [3, 4, 5]


def test_years_before_the_period_make_a_table_of_the_past() -> None:
    text = f"{YEAR}\n一、2023年活动情况\n| 月份 | 活动 |\n| 三月 | 踏青 |\n| 四月 | 读书 |"
    assert schedule_of(text) is None


TIMES = (
    "三月",
    "3月",
    "一、二月",
    "第3周",
    "上半年",
    "全年",
    "2024年",
    "7—8月",
    "3.8",
    "春：",
    "季度",
)
MARKS = ("：", "，", "。", "；", "\n", "|", "（", "）", " ", "1.", "一、")
WORDS = ("踏青", "月度安排", "去年", "工会", "x", "一", "Q1")
PIECES = st.sampled_from((*TIMES, *MARKS, *WORDS))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_whatever_is_read_stands_in_the_text(pieces: list[str]) -> None:
    plan = plan_from(f"{YEAR}\n{''.join(pieces)}", part="plan")
    for entry in plan.schedule.entries if plan.schedule else ():
        assert plan.document.text_at(entry.label)
        assert all(plan.document.text_at(item) for item in entry.items)
        assert all(1 <= month <= 12 for month in entry.months)
        assert entry.items


def test_the_heading_above_the_months_is_part_of_the_schedule() -> None:
    text = "一、主要工作\n慰问困难职工。\n二、月工作安排\n三月\n植树。\n四月\n座谈。"
    plan = plan_from(f"{YEAR}\n{text}", part="plan")
    assert [str(plan.parts[at]) for at in (1, 3, 4)] == ["tasks", "schedule", "schedule"]
