"""Statements are found in the entry of the schedule in which they stand."""

from plancheck.reading.entries import Entries
from plancheck.testing import plan_from


def months(text: str, part: str = "schedule") -> dict[str, tuple[int, ...]]:
    plan = plan_from(text, part)
    entries = Entries(plan)
    return {statement.norm: entries.months_of(statement) for statement in plan.statements}


def test_in_a_list() -> None:
    found = months("3月：三八节活动。\n6月：召开教代会。\n9月：教师节表彰。\n12月：总结。")
    assert {months for words, months in found.items() if "教代会" in words} == {(6,)}


def test_in_a_table() -> None:
    found = months(
        "| 月份 | 内容 |\n| 3月 | 插花 |\n| 7、8月 | 疗养 |\n| 9月 | 表彰 |\n| 10月 | 体检 |"
    )
    assert found["插花"] == (3,)
    assert found["疗养"] == (7, 8)
    assert found["内容"] == ()


def test_in_run_in_prose() -> None:
    found = months("一月走访教师。二月制订计划。三月举办插花。四月召开教代会。五月球赛。")
    assert {months for words, months in found.items() if "教代会" in words} == {(4,)}


def test_without_a_schedule_nothing_is_found() -> None:
    assert set(months("6月召开教代会。", "tasks").values()) == {()}
