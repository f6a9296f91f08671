"""Tables of a PDF, ruled or not, are tables again."""

import pytest
from readers.pdf_builder import LEFT, LONG, RIGHT, column, grid, line, pdf, words
from readers.reading import cells, paragraphs

from plancheck.api import Cell, Document, Source, Table
from plancheck_readers.portable import READER

pytest.importorskip("pypdfium2_raw")

XS = (LEFT, 160, 380, RIGHT)


def read(*pages: bytes) -> Document:
    return READER.read(Source("plan.pdf", pdf(*pages)))


def row(y: float, *texts: str) -> bytes:
    return b"".join(words(x + 5, y, text) for x, text in zip(XS, texts, strict=False) if text)


def plain(found: tuple[Cell, ...]) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.text) for cell in found]


def test_a_ruled_table_between_paragraphs() -> None:
    table = (
        grid(XS, [160, 180, 200])
        + row(174, "月份", "工作", "责任人")
        + row(194, "三月", "教代会", "主席")
    )
    document = read(column([LONG]) + table + column([LONG], top=230))
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Table",
        "Paragraph",
    ]
    assert plain(cells(document)) == [
        (0, 0, "月份"), (0, 1, "工作"), (0, 2, "责任人"),
        (1, 0, "三月"), (1, 1, "教代会"), (1, 2, "主席"),
    ]  # fmt: skip


def test_walls_that_are_missing_merge_cells() -> None:
    rules = b"".join(line(x, 160, x, 220) for x in (XS[0], XS[1], XS[3])) + line(380, 180, 380, 220)
    rules += b"".join(line(XS[0], y, XS[3], y) for y in (160, 180, 220)) + line(160, 200, 510, 200)
    document = read(
        rules + row(174, "月份", "工作") + row(194, "三月", "一", "二") + row(214, "", "三", "四")
    )
    assert cells(document) == (
        Cell(0, 0, "月份"),
        Cell(0, 1, "工作", columns=2),
        Cell(1, 0, "三月", rows=2),
        Cell(1, 1, "一"),
        Cell(1, 2, "二"),
        Cell(2, 1, "三"),
        Cell(2, 2, "四"),
    )


def test_lines_of_a_cell_are_joined_and_its_paragraphs_kept() -> None:
    ys = [160, 230]
    lines = (
        row(174, "三月", "组织全体教职工代表学习工会法和教师")
        + row(192, "", "法；")
        + row(210, "", "慰问")
    )
    assert (
        cells(read(grid(XS, ys) + lines))[1].text == "组织全体教职工代表学习工会法和教师法；\n慰问"
    )


def test_borders_drawn_as_thin_filled_rectangles() -> None:
    bars = b"".join(f"90 {y} 420 0.5 re f\n".encode() for y in (600, 620, 640))
    bars += b"".join(f"{x} 600 0.5 40 re f\n".encode() for x in XS)
    rows = row(217, "三月", "教代会", "主席") + row(237, "四月", "义诊", "女工委")
    assert len(cells(read(bars + rows))) == 6


def test_a_table_goes_on_over_the_page_without_its_repeated_header() -> None:
    head = ("月份", "工作", "责任人")
    first = grid(XS, [700, 720, 740]) + row(714, *head) + row(734, "三月", "教代会", "主席")
    second = grid(XS, [80, 100, 120]) + row(94, *head) + row(114, "四月", "义诊", "女工委")
    assert plain(cells(read(column([LONG]) + first, second)))[3:] == [
        (1, 0, "三月"), (1, 1, "教代会"), (1, 2, "主席"),
        (2, 0, "四月"), (2, 1, "义诊"), (2, 2, "女工委"),
    ]  # fmt: skip


def test_a_row_that_the_page_breaks_is_one_row() -> None:
    first = grid(XS, [720, 740]) + row(734, "三月", "组织全体教职工代表学习工会法和教师")
    second = grid(XS, [80, 100, 120]) + row(94, "", "法") + row(114, "四月", "义诊")
    found = cells(read(first, second))
    assert plain(found)[:2] == [(0, 0, "三月"), (0, 1, "组织全体教职工代表学习工会法和教师法")]
    assert (1, 0, "四月") in plain(found)


def test_columns_without_any_line_are_a_table() -> None:
    lines = row(174, "月份", "工作", "责任人") + row(192, "三月", "教代会", "主席")
    lines += row(210, "", "教职工义诊", "女工委") + row(228, "四月", "春游", "文体委员")
    document = read(column([LONG]) + lines + column([LONG], top=270))
    assert len(paragraphs(document)) == 2
    assert Cell(1, 0, "三月", rows=2) in cells(document)
    assert Cell(2, 1, "教职工义诊") in cells(document)


def test_a_number_far_from_its_words_is_no_column() -> None:
    items = b"".join(
        words(LEFT, 100 + 18 * at, f"{at + 1}．") + words(LEFT + 60, 100 + 18 * at, "慰问教职工")
        for at in range(4)
    )
    assert not [block for block in read(items).blocks if isinstance(block, Table)]


def test_a_border_around_the_page_and_a_text_box_are_no_tables() -> None:
    frame = grid([40, 555], [40, 800])
    box = grid([LEFT, 300], [300, 340]) + words(LEFT + 5, 320, "联系电话见公开栏")
    document = read(frame + column([LONG]) + box)
    assert paragraphs(document) == [LONG, "联系电话见公开栏"]
    assert len(document.blocks) == 2
