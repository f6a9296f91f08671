"""Workbooks: which cells show, how they are laid out, numbers and dates as shown."""

import pytest
from readers.docx_builder import R, package, relationships
from readers.reading import cells, paragraphs

from plancheck import loading
from plancheck.api import Cell, Document, Grade, Paragraph, Source, Table, Unreadable, Zone
from plancheck_readers import plancheck_readers
from plancheck_readers.sheets.formats import format_of, shown

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def sheet(*rows: str, more: str = "", cols: str = "", space: str = S) -> str:
    data = "".join(row if "<row" in row else f"<row>{row}</row>" for row in rows)
    return f'<worksheet xmlns="{space}">{cols}<sheetData>{data}</sheetData>{more}</worksheet>'


def row(*texts: str, more: str = "") -> str:
    return f"<row {more}>{''.join(map(cell, texts))}</row>"


def cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>' if text else "<c/>"


def merge(*areas: str) -> str:
    inside = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"<mergeCells>{inside}</mergeCells>"


def xlsx(
    *sheets: str,
    states: tuple[str, ...] = (),
    strings: str = "",
    styles: str = "",
    properties: str = "",
    parts: dict[str, str] | None = None,
) -> bytes:
    tabs = "".join(
        f'<sheet name="s{at}" r:id="r{at}" state="{state}"/>'
        for at, state in enumerate(states or ("visible",) * len(sheets))
    )
    links = {f"r{at}": ("worksheet", f"worksheets/s{at}.xml") for at in range(len(sheets))}
    links |= {"rs": ("sharedStrings", "strings.xml")} if strings else {}
    links |= {"rt": ("styles", "styles.xml")} if styles else {}
    book = f'<workbook xmlns="{S}" xmlns:r="{R}">{properties}<sheets>{tabs}</sheets></workbook>'
    return package(
        {
            "_rels/.rels": relationships({"r": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relationships(links),
            "xl/strings.xml": f'<sst xmlns="{S}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{S}">{styles}</styleSheet>',
        }
        | {f"xl/worksheets/s{at}.xml": text for at, text in enumerate(sheets)}
        | (parts or {})
    )


def read(data: bytes, name: str = "计划.xlsx") -> Document:
    return loading.parse(Source(name, data), plancheck_readers())


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.code


def test_a_titled_table_of_months() -> None:
    data = xlsx(
        sheet(
            row("工会工作计划", "", ""),
            "<row/>",
            row("月份", "工作", "负责"),
            row("三月", "培训", "甲"),
            row("", "座谈", "乙"),
            more=merge("A1:C1", "A4:A5"),
        )
    )
    assert read(data).blocks == (
        Paragraph("工会工作计划"),
        Table(
            (
                *(Cell(0, 0, "月份"), Cell(0, 1, "工作"), Cell(0, 2, "负责")),
                *(Cell(1, 0, "三月", 2), Cell(1, 1, "培训"), Cell(1, 2, "甲")),
                *(Cell(2, 1, "座谈"), Cell(2, 2, "乙")),
            )
        ),
    )


@pytest.mark.parametrize("name", ["计划.xlsx", "计划.doc", "计划"])
def test_told_by_content(name: str) -> None:
    assert read(xlsx(sheet(row("甲", "乙"))), name).format == "xlsx"


def test_not_looked_for_in_folders() -> None:
    (reader,) = [reader for reader in plancheck_readers() if ".xlsx" in reader.suffixes]
    assert not reader.in_folders


def test_lines_in_one_column_are_paragraphs() -> None:
    data = xlsx(sheet(row("一、目标"), row("1.甲\n2.乙"), row("二、任务")))
    assert paragraphs(read(data)) == ["一、目标", "1.甲", "2.乙", "二、任务"]


def test_a_row_across_the_table_parts_it() -> None:
    data = xlsx(sheet(row("a", "b"), row("二、下半年", ""), row("c", "d"), more=merge("A2:B2")))
    assert read(data).blocks == (
        Table((Cell(0, 0, "a"), Cell(0, 1, "b"))),
        Paragraph("二、下半年"),
        Table((Cell(0, 0, "c"), Cell(0, 1, "d"))),
    )


def test_what_is_hidden_does_not_count() -> None:
    shown_sheet = sheet(
        row("甲", "看不见", "乙"),
        row("看不见", "", "", more='hidden="1"'),
        row("丙", "看不见", "丁"),
        cols='<cols><col min="2" max="2" hidden="1"/></cols>',
    )
    hidden = sheet(row("看不见"))
    data = xlsx(hidden, shown_sheet, hidden, states=("hidden", "visible", "veryHidden"))
    assert [cell.text for cell in cells(read(data))] == ["甲", "乙", "丙", "丁"]


def test_a_merged_cell_whose_first_row_is_hidden_still_shows() -> None:
    data = xlsx(
        sheet(row("三月", "", more='hidden="1"'), row("", "乙"), row("丙", "丁"),
              more=merge("A1:A2"))
    )  # fmt: skip
    assert [cell.text for cell in cells(read(data))] == ["三月", "乙", "丙", "丁"]


def test_sheets_in_order_and_strings_in_all_forms() -> None:
    strings = "<si><t>共享</t></si><si><r><t>分</t></r><r><t>段</t></r><rPh><t>fen</t></rPh></si>"
    first = sheet('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c>')
    second = sheet(
        '<c t="str"><f>A1</f><v>公式</v></c><c t="b"><v>1</v></c><c><v>3</v></c>', space=STRICT
    )
    document = read(xlsx(first, second, strings=strings))
    assert [[cell.text for cell in block.cells] for block in document.blocks
            if isinstance(block, Table)] == [["共享", "分段"], ["公式", "TRUE", "3"]]  # fmt: skip


def test_cells_stand_where_they_say() -> None:
    data = xlsx(sheet('<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row>',
                      '<row r="9"><c r="D9"><v>3</v></c></row>'))  # fmt: skip
    assert cells(read(data)) == (
        *(Cell(0, 0, "1"), Cell(0, 1, "2")),
        *(Cell(1, 0, ""), Cell(1, 1, "3")),
    )


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45000, "yyyy/m/d", "2023/3/15"),
        (45000, 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        (45000, "[$-804]yyyy\\-mm\\-dd;@", "2023-03-15"),
        (45000.75, "m/d h:mm", "3/15 18:00"),
        (45000.75, "h:mm AM/PM", "6:00 PM"),
        (45000.5, "mm:ss", "00:00"),
        (45000, "aaaa", "星期三"),
        (45000, "mmm-yy", "Mar-23"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (-1, "yyyy", "-1"),
        (1e300, "yyyy", "1e+300"),
        (3, '0"月"', "3月"),
        (3, '"第"0"周"', "第3周"),
        (3, 'General"人"', "3人"),
        (3, "00", "03"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.256, "0%", "26%"),
        (1.5, "0.##", "1.5"),
        (-2, "0;(0)", "(2)"),
        (0, '0;-0;"无"', "无"),
        (5, ";;;", ""),
        (5, '"a;b"0', "a;b5"),
        (5, '0;"', "5"),
        (-5, '0;"', '"'),
        (0.1 + 0.2, "", "0.3"),
        (12345678901, "", "12345678901"),
        (2, "# ?/?", "2"),
    ],
)
def test_numbers_as_shown(value: float, code: str, text: str) -> None:
    assert shown(float(value), code, since_1904=False) == text


def test_dates_by_style_and_by_the_other_calendar() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="200" formatCode="m&quot;月&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs>'
    )
    body = sheet('<c s="1"><v>45000</v></c><c s="2"><v>45000</v></c><c s="9"><v>7</v></c>')
    found = cells(read(xlsx(body, styles=styles)))
    assert [cell.text for cell in found] == ["2023/3/15", "3月", "7"]
    since = xlsx(body, styles=styles, properties='<workbookPr date1904="1"/>')
    assert cells(read(since))[0].text == "2027/3/16"
    assert format_of(58, {}) == 'm"月"d"日"'


def test_headers_text_boxes_and_charts() -> None:
    more = (
        "<headerFooter><oddHeader>&amp;C&amp;&quot;宋体,Bold&quot;石桥小学</oddHeader>"
        "<oddFooter>第 &amp;P 页</oddFooter></headerFooter>"
    )
    drawing = (
        '<d:wsDr xmlns:d="d" xmlns:a="a"><d:sp><d:txBody><a:p><a:r><a:t>框</a:t></a:r></a:p>'
        '</d:txBody></d:sp><d:pic><a:ext cx="360000" cy="360000"/></d:pic><d:graphicFrame/>'
        "</d:wsDr>"
    )
    rels = relationships({"r1": ("drawing", "../drawings/d.xml")})
    parts = {"xl/worksheets/_rels/s0.xml.rels": rels, "xl/drawings/d.xml": drawing}
    document = read(xlsx(sheet(row("甲" * 100), more=more), parts=parts))
    assert paragraphs(document) == ["甲" * 100, "框"]
    assert paragraphs(document, Zone.HEADER) == ["石桥小学"]
    assert paragraphs(document, Zone.FOOTER) == ["第", "页"]
    assert [(entry.grade, entry.code) for entry in document.health] == [
        (Grade.BLOCKING, "health.chart"),
        (Grade.NOTICE, "health.picture"),
    ]


def test_a_damaged_sheet_blocks() -> None:
    document = read(xlsx(sheet(row("甲")), "<a"))
    assert [(entry.grade, entry.code) for entry in document.health] == [
        (Grade.BLOCKING, "health.part")
    ]


def test_binary_workbooks_are_refused_with_advice() -> None:
    rels = relationships({"r": ("officeDocument", "xl/workbook.bin")})
    assert refused(package({"_rels/.rels": rels, "xl/workbook.bin": "x"})) == "foreign.sheet"


def diagonal(count: int) -> str:
    return sheet(
        *(
            f'<row r="{at * 60 + 1}"><c r="{column(at)}{at * 60 + 1}"><v>1</v></c></row>'
            for at in range(count)
        )
    )


def column(at: int) -> str:
    return chr(65 + at // 26) + chr(65 + at % 26)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (xlsx(diagonal(400)), "read.too-many-cells"),
        (xlsx(sheet(*['<row><c t="s"><v>0</v></c></row>'] * 300),
              strings=f"<si><t>{'甲' * 10_000}</t></si>"), "read.too-much-text"),
        (xlsx(sheet(row("甲", "乙"), row("丙"), more=merge(*["A1:XFD1048576"] * 100_001))),
         "read.too-many-cells"),
        (xlsx("<!DOCTYPE a>" + sheet(row("甲"))), "xml.dtd"),
        (xlsx(sheet(row(""))), "read.no-text"),
    ],
)  # fmt: skip
def test_hostile_sheets(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_sparse_and_nonsense_references_are_read() -> None:
    body = sheet(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="ZZZ1"><v>2</v></c><c r="?"/></row>',
        more=merge("A1", "B9:A1", "A1:ZZZ9"),
        cols='<cols><col min="9" max="999999999" hidden="0"/></cols>',
    )
    assert read(xlsx(body)).blocks
