"""Text made to be expensive costs no more than its length."""

from collections.abc import Callable
from time import process_time

import pytest

from plancheck import plugins
from plancheck.judging import lexicon_of
from plancheck.model import Cell, Document, Paragraph, Place, Table
from plancheck.reading import read_plan

ATOMS = (
    "教代会代表",
    "教代会，",
    "“教代会”",
    "《教代会》",
    "去年召开了教代会，不再召开，",
    "因故，是形式，县教育局将，如果，不得，",
    "女教师、女教师、委员王芳、",
    "三月，四月，",
    "第1周至第20周、",
    "一、二月、三、四月",
    "2024年第一学期至第二学期",
    "每学期一次每学期",
    "凡涉及绩效工资对职称",
    "第三届第五次会议第",
    "………",
    "、、、",
)
SMALL, LARGE = 2_000, 8_000
"""Characters; four times the text may take eight times as long, sixteen would be quadratic."""


def seconds(act: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = process_time()
        act()
        best = min(best, process_time() - start)
    return best


def judged(document: Document) -> None:
    rules = plugins.load().rules
    plan = read_plan(document, "x", lexicon_of(rules))
    for rule in rules:
        rule.check(plan)


def paragraph(atom: str, length: int) -> Document:
    title = Paragraph("2024年A校工会工作计划")
    return Document("txt", (title, Paragraph((atom * length)[:length])))


@pytest.mark.parametrize("atom", ATOMS)
def test_a_paragraph_costs_no_more_than_its_length(atom: str) -> None:
    small, large = paragraph(atom, SMALL), paragraph(atom, LARGE)
    judged(small)  # what is made once is made before the clock runs
    base = seconds(lambda: judged(small))
    assert seconds(lambda: judged(large)) < 8 * base + 0.05


def row(cells: int) -> Document:
    return Document("txt", (Table(tuple(Cell(0, n, "召开教代会") for n in range(cells))),))


def test_a_row_costs_no_more_than_its_cells() -> None:
    base = seconds(lambda: judged(row(300)))
    assert seconds(lambda: judged(row(1_200))) < 8 * base + 0.05


def wide_row(cells: int) -> None:
    table = Table(tuple(Cell(0, n, "召开教代会") for n in range(cells)))
    document = Document("txt", (table,))
    for n in range(cells):
        assert document.text_at(Place(0, 0, 2, (0, n))) == "召开"


def test_finding_a_cell_costs_no_more_in_a_larger_table() -> None:
    base = seconds(lambda: wide_row(2_000))
    assert seconds(lambda: wide_row(8_000)) < 8 * base + 0.05


def test_a_cell_is_found_in_whatever_order_a_reader_gives_them() -> None:
    document = Document("txt", (Table((Cell(1, 0, "乙"), Cell(0, 0, "甲"))),))
    assert document.whole(Place(0, 0, 1, (0, 0))) == "甲"
    assert document.whole(Place(0, 0, 1, (1, 0))) == "乙"
    with pytest.raises(LookupError):
        document.whole(Place(0, 0, 1, (2, 0)))
