"""Tables as a person sees them: merged cells, left-out columns, tables in tables."""

from readers.docx_builder import docx, p, r, tbl, tc, tr
from readers.reading import cells, read, texts

from plancheck.api import Cell, Paragraph, Table

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_rows_and_columns() -> None:
    assert cells(read(docx(tbl(tr("月份", "工作"), tr("三月", "慰问"))))) == (
        Cell(0, 0, "月份"),
        Cell(0, 1, "工作"),
        Cell(1, 0, "三月"),
        Cell(1, 1, "慰问"),
    )


def test_month_merged_over_rows() -> None:
    table = tbl(
        tr(tc("三月", RESTART), "庆三八"),
        tr(tc("", CONTINUE), "植树"),
        tr(tc("", CONTINUE), "体检"),
        tr("四月", "读书"),
    )
    assert cells(read(docx(table))) == (
        Cell(0, 0, "三月", rows=3),
        Cell(0, 1, "庆三八"),
        Cell(1, 1, "植树"),
        Cell(2, 1, "体检"),
        Cell(3, 0, "四月"),
        Cell(3, 1, "读书"),
    )


def test_two_merges_one_below_the_other() -> None:
    table = tbl(
        tr(tc("三月", RESTART), "甲"),
        tr(tc("", CONTINUE), "乙"),
        tr(tc("四月", RESTART), "丙"),
        tr(tc("", CONTINUE), "丁"),
    )
    merged = [cell for cell in cells(read(docx(table))) if cell.column == 0]
    assert merged == [Cell(0, 0, "三月", rows=2), Cell(2, 0, "四月", rows=2)]


def test_merged_both_ways() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    table = tbl(tr(tc("上半年", wide + RESTART), "甲"), tr(tc("", wide + CONTINUE), "乙"))
    assert cells(read(docx(table))) == (
        Cell(0, 0, "上半年", rows=2, columns=2),
        Cell(0, 2, "甲"),
        Cell(1, 2, "乙"),
    )


def test_merge_that_continues_nothing_is_a_cell() -> None:
    assert cells(read(docx(tbl(tr(tc("三月", CONTINUE), "甲"))))) == (
        Cell(0, 0, "三月"),
        Cell(0, 1, "甲"),
    )


def test_what_a_merged_cell_hides_is_not_read() -> None:
    table = tbl(tr(tc("三月", RESTART), "甲"), tr(tc("看不见", CONTINUE), "乙"))
    assert "看不见" not in {cell.text for cell in cells(read(docx(table)))}


def test_columns_count_spans() -> None:
    table = tbl(tr(tc("第一季度", '<w:gridSpan w:val="3"/>'), "备注"))
    assert cells(read(docx(table))) == (Cell(0, 0, "第一季度", columns=3), Cell(0, 3, "备注"))


def test_columns_left_out_before_a_row() -> None:
    table = tbl(tr("一", "二", "三"), tr("乙", props='<w:gridBefore w:val="2"/>'))
    assert cells(read(docx(table)))[-1] == Cell(1, 2, "乙")


def test_cells_merged_sideways_the_old_way() -> None:
    table = tbl(
        tr(tc("全年", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "备注"),
    )
    assert cells(read(docx(table))) == (Cell(0, 0, "全年", columns=2), Cell(0, 2, "备注"))


def test_paragraphs_of_a_cell_are_lines() -> None:
    (cell,) = cells(read(docx(tbl(tr(tc(p("1.慰问") + p("2.体检")))))))
    assert cell.text == "1.慰问\n2.体检"


def test_rows_and_cells_in_content_controls() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    table = tbl(tr("月份", control.format(tc("工作"))), control.format(tr("三月", "慰问")))
    assert [cell.text for cell in cells(read(docx(table)))] == ["月份", "工作", "三月", "慰问"]


def test_deleted_and_hidden_rows_are_gone() -> None:
    gone = '<w:del w:id="1" w:author="a"/>'
    table = tbl(
        tr("三月", "甲"),
        tr("四月", "乙", props=gone),
        tr(*(tc(p(r(text, "<w:vanish/>"))) for text in ("五月", "丙")), props="<w:hidden/>"),
        tr("六月", "丁", props='<w:ins w:id="2" w:author="a"/>'),
    )
    found = cells(read(docx(table)))
    assert [(cell.row, cell.text) for cell in found] == [
        (0, "三月"),
        (0, "甲"),
        (1, "六月"),
        (1, "丁"),
    ]


def test_row_whose_end_is_hidden_shows_what_is_not_hidden() -> None:
    """As Word does, and as in binary documents."""
    hidden = tc(p(r("藏", "<w:vanish/>")))
    table = tbl(
        tr("三月", tc("甲", '<w:vMerge w:val="restart"/>')),
        tr(hidden, tc("", "<w:vMerge/>"), props="<w:hidden/>"),
        tr("四月", hidden, props="<w:hidden/>"),
        tr("五月", "丙", props='<w:hidden w:val="0"/>'),
    )
    assert cells(read(docx(table))) == (
        Cell(0, 0, "三月"),
        Cell(0, 1, "甲"),
        Cell(1, 0, "四月"),
        Cell(1, 1, ""),
        Cell(2, 0, "五月"),
        Cell(2, 1, "丙"),
    )


def test_deleted_cell_is_gone() -> None:
    gone = '<w:cellDel w:id="1" w:author="a"/>'
    assert cells(read(docx(tbl(tr("甲", tc("乙", gone)))))) == (Cell(0, 0, "甲"),)


def test_table_that_holds_a_table_is_layout() -> None:
    inner = tbl(tr("三月", "慰问"))
    table = tbl(tr(tc(p("一、目标")), tc(p("二、安排") + inner + p("完"))))
    assert read(docx(table)).blocks == (
        Paragraph("一、目标"),
        Paragraph("二、安排"),
        Table((Cell(0, 0, "三月"), Cell(0, 1, "慰问"))),
        Paragraph("完"),
    )


def test_table_stands_between_paragraphs() -> None:
    blocks = read(docx(p("前") + tbl(tr("甲")) + p("后"))).blocks
    assert blocks == (Paragraph("前"), Table((Cell(0, 0, "甲"),)), Paragraph("后"))


def test_deleted_mark_before_a_table_joins_nothing() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    assert texts(p("前", gone) + tbl(tr("甲")) + p("后")) == ["前", "后"]


def test_deleted_text_in_a_cell_is_gone() -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    assert cells(read(docx(tbl(tr(tc(p(r("新") + deleted))))))) == (Cell(0, 0, "新"),)


def test_spans_are_capped() -> None:
    table = tbl(
        tr(tc("甲", '<w:gridSpan w:val="999999999"/>')), tr(tc("乙", '<w:gridSpan w:val="-3"/>'))
    )
    assert [cell.columns for cell in cells(read(docx(table)))] == [1000, 1]


def test_table_without_cells_is_no_block() -> None:
    assert read(docx(tbl() + tbl(tr()))).blocks == ()
