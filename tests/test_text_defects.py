"""Defects of a plan's text: where they are found and what is said of them."""

from collections.abc import Iterable

import pytest

from plancheck import plugins
from plancheck.api import Block, Cell, Document, Finding, Paragraph, Rule, Table
from plancheck.reading import read_plan
from plancheck.testing import plan_from

RULES = {rule.id: rule for rule in plugins.load().rules}


def found(rule: str, blocks: Iterable[Block]) -> list[Finding]:
    plan = read_plan(Document("docx", tuple(blocks)), "plan.docx")
    return findings(RULES[rule], plan)


def findings(rule: Rule, plan: object) -> list[Finding]:
    answer: list[Finding] = list(rule.check(plan))  # type: ignore[arg-type]  # a defect's check
    return answer


def test_what_word_numbers_by_itself_is_believed() -> None:
    texts = ("1. 召开教代会。", "2. 慰问困难教师。", "4. 组织体检。")
    typed = [Paragraph(text) for text in texts]
    automatic = [Paragraph(text, number=3) for text in texts]
    assert [each.text for each in found("text/numbering", typed)] == ["4. 组织体检"]
    assert found("text/numbering", automatic) == []


def test_a_break_tells_the_number_that_is_due() -> None:
    lines = [Paragraph("（一）民主"), Paragraph("（二）维权"), Paragraph("（四）文体")]
    (finding,) = found("text/numbering", lines)
    assert finding.values == (("due", "3"), ("stands", "4"))


def test_the_second_of_two_paragraphs_is_the_one_too_many() -> None:
    long = "教职工的身心健康关系到学校的发展，工会要结合教师的特点举办活动。"
    (finding,) = found("text/repeated", [Paragraph(f"1、{long}"), Paragraph(f"2、{long}")])
    assert finding.place.block == 1
    assert finding.text == long


def test_a_blank_in_a_cell_is_found_at_its_cell() -> None:
    table = Table((Cell(0, 0, "三月"), Cell(0, 1, "落实20__年要点\n召开××学校教代会")))
    first, second = found("text/placeholder", [table])
    assert (first.text, first.place.cell) == ("20__年", (0, 1))
    assert (second.text, second.place.start) == ("××学校", 12)


def test_one_blank_of_several_parts_is_found_once() -> None:
    (finding,) = found("text/placeholder", [Paragraph("在20__—20__学年xx月召开教代会。")])
    assert finding.text == "20__—20__学年xx月"


def test_a_sentence_of_a_web_page_is_quoted_whole_and_alone() -> None:
    text = "召开教代会。下面是小编为大家整理的计划，快收藏起来。慰问困难教师。"
    (finding,) = found("text/web-residue", [Paragraph(text)])
    assert finding.text == "下面是小编为大家整理的计划，快收藏起来"


def test_each_further_plan_is_found_where_it_begins() -> None:
    plan = plan_from(
        "学校工会工作计划\n【篇一】\n一、开会。\n【篇二】\n一、体检。\n【篇三】", "plan"
    )
    starts = [each.text for each in findings(RULES["text/multiple-plans"], plan)]
    assert starts == ["【篇二】", "【篇三】"]


def test_a_further_plan_without_title_begins_at_its_first_part() -> None:
    lines = "学校工会工作计划\n一、指导思想\n以人为本。\n二、任务\n1、开会。\n三、要求\n认真落实。"
    plan = plan_from(f"{lines}\n一、指导思想\n服务大局。\n二、目标\n1、体检。", "plan")
    (finding,) = findings(RULES["text/multiple-plans"], plan)
    assert (finding.text, finding.place.block) == ("一、指导思想", 7)


@pytest.mark.parametrize(
    "rule",
    [
        "congress/session-number",
        "schedule/unscheduled",
        "text/foreign-unit",
        "text/markup-residue",
        "text/multiple-plans",
        "text/numbering",
        "text/placeholder",
        "text/repeated",
        "text/web-residue",
        "text/year-conflict",
    ],
)
def test_hostile_lines_cost_no_more_than_their_length(rule: str) -> None:
    """Were a pattern quadratic, this would take hours."""
    lines = ["X" * 50_000, "<p " * 20_000, "以上就是" * 20_000, "小编为" * 20_000, "，；" * 20_000]
    lines += ["[" * 50_000, "&ldquo;" * 10_000, "“" * 50_000, "1、啊。" * 10_000, "召开。"]
    lines += [f"{number % 50 * 2 + 1}、召开" for number in range(5_000)]
    assert len(found(rule, map(Paragraph, lines))) < 100_000
