"""Features of a statement: what a clause holds, and what stands above it."""

from plancheck.testing import plan_from
from plancheck.weighing.grams import ABOVE, NEIGHBOURS, beside, features, runs


def test_runs_are_of_one_to_three_characters_and_stop_at_punctuation() -> None:
    assert runs("查账,贴") == {"查", "账", "查账", "贴"}
    assert runs("慰问金") == {"慰", "问", "金", "慰问", "问金", "慰问金"}


def test_numbers_are_all_alike() -> None:
    assert runs("3户") == runs("128户") == {"0", "户", "0户"}


def test_runs_can_be_longer_than_one_character_only() -> None:
    assert runs("工会", 2) == {"工会"}


def test_each_clause_has_its_own_features_with_the_lists_of_the_core() -> None:
    plan = plan_from("走访困难户，送去棉被。")
    statement = next(each for each in plan.statements if "走访" in each.norm)
    first, second = features(statement).clauses
    assert {"走访", "困难户", "@act"} <= first
    assert "棉被" in second
    assert "棉被" not in first


def test_headings_above_are_features_of_another_kind() -> None:
    plan = plan_from("2024年A校工会工作计划\n一、经费审查\n1、每季度一次。", "plan")
    statement = plan.statements[-1]
    assert ABOVE + "审查" in features(statement).above
    assert "审查" not in features(statement).clauses[0]


def test_statements_of_a_paragraph_or_a_row_stand_beside_each_other() -> None:
    text = """2024年A校工会工作计划
一、主要工作
1、谁病了不用说。两日之内有人到。带一束花。
2、账目贴在门口。
| 事项 | 做法 |
| 看望 | 两人上门 |"""
    plan = plan_from(text, "plan")
    around = {one.norm: [each.norm for each in others] for one, others in beside(plan.statements)}
    assert around["两日之内有人到。"] == ["谁病了不用说。", "带一束花。"]
    assert around["账目贴在门口。"] == []
    assert around["看望"] == ["两人上门"]


def test_in_a_long_paragraph_only_the_nearest_do() -> None:
    plan = plan_from("".join(f"第{n}间屋子换灯。" for n in range(1, 30)))
    told = [(one, others) for one, others in beside(plan.statements) if not one.line.heading]
    assert max(len(others) for _, others in told) == 2 * NEIGHBOURS
