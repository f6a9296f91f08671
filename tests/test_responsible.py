"""Who answers for tasks: tables as word processors make them; a card cannot show those."""

from plancheck.model import Block, Cell, Document, Paragraph, Table
from plancheck.reading import read_plan
from plancheck.rule import Status, Verdict
from plancheck_schedule import plancheck_rules

TITLE = Paragraph("2024年A校工会工作计划")
TASKS = ("女教师踏青", "教职工拔河赛", "收缴会费", "召开教代会")


def judged(*blocks: Block) -> Verdict:
    rule = next(rule for rule in plancheck_rules() if rule.id == "tasks/responsible")
    verdict = rule.check(read_plan(Document("docx", (TITLE, *blocks)), "plan"))
    assert isinstance(verdict, Verdict)
    return verdict


def table(*who: Cell, heads: tuple[str, ...] = ("月份", "工作内容", "责任人")) -> Table:
    """Return a table of four months, with cells in the last column."""
    cells = [Cell(0, column, head) for column, head in enumerate(heads)]
    for row, task in enumerate(TASKS, 1):
        cells += [Cell(row, 0, f"{row + 2}月"), Cell(row, 1, task)]
        cells += [cell for cell in who if cell.row == row]
    return Table(tuple(cells))


def test_a_name_in_a_merged_cell_answers_for_all_its_rows() -> None:
    verdict = judged(table(Cell(1, 2, "李梅", rows=3)))
    assert verdict.status is Status.MET
    assert [quote.text for quote in verdict.evidence] == ["责任人", "李梅"]


def test_empty_cells_name_nobody() -> None:
    who = [Cell(1, 2, "李梅"), Cell(2, 2, "何川"), Cell(3, 2, " "), Cell(4, 2, "/")]
    assert judged(table(*who)).status is Status.PARTIAL
    assert judged(table(who[0], *who[2:])).status is Status.MISSING


def test_a_title_over_the_heads_does_not_hide_them() -> None:
    body = table(*(Cell(row, 2, "李梅") for row in range(1, 5)))
    lower = tuple(cell._replace(row=cell.row + 1) for cell in body.cells)
    titled = Table((Cell(0, 0, "月度安排", columns=3), *lower))
    assert judged(titled).status is Status.MET


def test_words_in_a_row_of_tasks_are_no_head() -> None:
    heads = ("月份", "工作内容", "备注")
    who = [Cell(1, 2, "拍摄部统筹"), Cell(2, 2, "自愿"), Cell(3, 2, "各组"), Cell(4, 2, "全体")]
    assert judged(table(*who, heads=heads)).status is Status.MISSING


def test_mere_doers_are_near_misses() -> None:
    tasks = Paragraph("二、主要工作"), Paragraph("1.工会会同总务处检查宿舍。")
    verdict = judged(*tasks)
    assert verdict.status is Status.MISSING
    assert [miss.reason for miss in verdict.near_misses] == ["near.doer"]
