"""OpenDocument texts: what is read, what is left out, what is refused."""

import io
import zipfile
from pathlib import Path

import pytest
from readers import office_sample
from readers.docx_builder import package
from readers.reading import paragraphs
from readers.reading import read as read_docx

from plancheck import limits, loading
from plancheck.api import Cell, Document, Grade, Paragraph, Source, Table, Unreadable, Zone
from plancheck_readers import plancheck_readers

URN = "urn:oasis:names:tc:opendocument:xmlns"
_KINDS = {"draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible"}
_NAMES = ("office", "text", "table", "style", "draw", "fo", "svg")
NAMESPACES = " ".join(f'xmlns:{name}="{URN}:{_KINDS.get(name, name)}:1.0"' for name in _NAMES)
NAMESPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
TYPE = "application/vnd.oasis.opendocument.text"
RUBY = (
    "<text:ruby><text:ruby-base>乙</text:ruby-base><text:ruby-text>y</text:ruby-text></text:ruby>"
)
HIDDEN = '<style:text-properties text:display="none"/>'


def content(body: str, styles: str = "") -> str:
    return (
        f"<office:document-content {NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(body: str, styles: str = "", more: dict[str, str] | None = None) -> bytes:
    parts = {
        "mimetype": TYPE,
        "content.xml": content(body, styles),
        "styles.xml": f"<office:document-styles {NAMESPACES}/>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in (parts | (more or {})).items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), text, packing)
    return buffer.getvalue()


def read(data: bytes, name: str = "计划.odt") -> Document:
    return loading.parse(Source(name, data), plancheck_readers())


def texts(body: str, styles: str = "") -> list[str]:
    return paragraphs(read(odt(body, styles)))


def numbers(*levels: str) -> str:
    return f'<text:list-style style:name="L">{"".join(levels)}</text:list-style>'


def level(index: int, form: str, more: str) -> str:
    return f'<text:list-level-style-number text:level="{index}" style:num-format="{form}" {more}/>'


def item(*content: str, more: str = "") -> str:
    return f"<text:list-item {more}>{''.join(content)}</text:list-item>"


def listed(*items: str, more: str = 'text:style-name="L"') -> str:
    return f"<text:list {more}>{''.join(items)}</text:list>"


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.code


def test_a_document_that_libreoffice_saved_is_that_of_word() -> None:
    saved = Path(__file__).with_name("files") / "sample.odt"
    expected = read_docx(office_sample.document())
    document = read(saved.read_bytes())
    assert document.blocks == expected.blocks
    assert document.health == ()


@pytest.mark.parametrize("name", ["计划.odt", "计划.doc", "计划"])
def test_told_by_content(name: str) -> None:
    assert read(odt(p("工会")), name).format == "odt"


def test_told_by_suffix_where_the_type_does_not_come_first() -> None:
    parts = {"content.xml": content(p("工会")), "mimetype": TYPE}
    assert paragraphs(read(package(parts))) == ["工会"]


def test_the_flat_form() -> None:
    inside = content(p('甲<text:span text:style-name="T">乙</text:span>'), hidden_style())
    flat = inside.replace("office:document-content", "office:document").replace(
        "<office:document ", f'<office:document office:mimetype="{TYPE}" ', 1
    )
    assert paragraphs(read(flat.encode(), "计划.xml")) == ["甲"]


def hidden_style(name: str = "T", family: str = "text") -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{HIDDEN}</style:style>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("  甲  乙\n丙 ", "甲 乙 丙"),
        ("甲<text:s text:c='3'/>乙", "甲   乙"),
        ("甲<text:tab/>乙<text:line-break/>丙<text:soft-page-break/>丁", "甲\t乙\n丙丁"),
        ("甲<text:span text:style-name='T'>乙</text:span>丙", "甲丙"),
        ("甲<text:a xlink:href='http://a/'>乙</text:a>", "甲乙"),
        ("甲<office:annotation><text:p>批注</text:p></office:annotation>", "甲"),
        (
            RUBY,
            "乙",
        ),
        ("甲<text:hidden-text text:is-hidden='true' text:string-value='乙'/>", "甲"),
        ("甲<text:hidden-text text:is-hidden='false' text:string-value='乙'/>", "甲乙"),
        ("甲<text:drop-down><text:label/>乙</text:drop-down>", "甲乙"),
    ],
)
def test_text_of_a_paragraph(inside: str, text: str) -> None:
    assert texts(p(inside), hidden_style()) == [text]


def test_hidden_paragraphs_and_sections_do_not_count() -> None:
    body = (
        p("看不见", "P")
        + p('<text:hidden-paragraph text:is-hidden="true"/>看不见')
        + f'<text:section text:display="none">{p("看不见")}</text:section>'
        + f"<text:section>{p('看得见')}</text:section>"
    )
    assert texts(body, hidden_style("P", "paragraph")) == ["看得见"]


def test_a_child_style_may_show_what_its_parent_hides() -> None:
    shown = (
        '<style:style style:name="B" style:family="text" style:parent-style-name="T">'
        '<style:text-properties text:display="true"/></style:style>'
    )
    body = p('<text:span text:style-name="B">看得见</text:span>')
    assert texts(body, hidden_style() + shown) == ["看得见"]


def change(key: str, kind: str, inside: str = "") -> str:
    return (
        f'<text:changed-region text:id="{key}"><text:{kind}>{inside}</text:{kind}>'
        "</text:changed-region>"
    )


def changes(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def mark(key: str, end: str) -> str:
    return f'<text:change-{end} text:change-id="{key}"/>'


def test_what_was_deleted_does_not_count() -> None:
    kept = changes(change("a", "deletion", p("删掉的")))
    assert texts(kept + p('前<text:change text:change-id="a"/>后')) == ["前后"]


def test_deletions_in_place_do_not_count_and_may_join_paragraphs() -> None:
    body = (
        changes(change("a", "deletion"), change("b", "insertion"))
        + p(f"前{mark('a', 'start')}删")
        + p("删")
        + p(f"删{mark('a', 'end')}后{mark('b', 'start')}插入{mark('b', 'end')}")
    )
    assert texts(body) == ["前后插入"]


def test_a_deletion_without_end_loses_nothing() -> None:
    body = changes(change("a", "deletion")) + p(f"前{mark('a', 'start')}中") + p("后")
    assert texts(body) == ["前中", "后"]


def test_chinese_numbers_that_go_on_after_other_text() -> None:
    style = numbers(
        level(1, "一, 二, 三, ...", 'style:num-suffix="、"'),
        level(2, "1", 'style:num-suffix="." text:display-levels="2"'),
    )
    nested = listed(item(p("丙")), item(p("丁")), more="")
    going_on = 'text:style-name="L" text:continue-numbering="true"'
    body = (
        listed(item(p("甲"), p("甲之二")), item(p("乙"), nested))
        + p("别的")
        + listed(item(p("戊")), more=going_on)
        + listed(item(p("己"), more='text:start-value="9"'))
    )
    assert texts(body, style) == [
        *("一、甲", "甲之二", "二、乙", "二.1. 丙", "二.2. 丁", "别的", "三、戊", "九、己"),
    ]


@pytest.mark.parametrize(
    ("form", "more", "expected"),
    [
        ("1", 'style:num-prefix="第" style:num-suffix="条"', "第28条 "),
        ("a", "", "ab "),
        ("A", 'style:num-letter-sync="true"', "BB "),
        ("I", "", "XXVIII "),
        ("壹, 贰, 叁, ...", "", "贰拾捌 "),
        ("01, 02, 03, ...", "", "28 "),
        ("001, 002, ...", "", "028 "),
        ("", 'style:num-suffix="—"', "— "),
        ("不知道", "", "28 "),
    ],
)
def test_forms_of_numbers(form: str, more: str, expected: str) -> None:
    style = numbers(level(1, form, f'{more} text:start-value="28"'))
    (block,) = read(odt(listed(item(p("目标"))), style)).blocks
    assert block == Paragraph(f"{expected}目标", len(expected))


def test_bullets_and_headers_of_lists_have_no_number() -> None:
    bullet = '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    header = f"<text:list-header>{p('头')}</text:list-header>"
    assert texts(listed(item(p("甲"))), numbers(bullet)) == ["甲"]
    assert texts(listed(header, item(p("甲"))), numbers(level(1, "1", ""))) == ["头", "1 甲"]


def test_headings_titles_and_numbers_of_headings() -> None:
    styles = (
        f"<office:document-styles {NAMESPACES}><office:styles>"
        '<style:style style:name="Title" style:family="paragraph"/>'
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"'
        ' style:num-suffix="."/></text:outline-style>'
        "</office:styles></office:document-styles>"
    )
    body = p("题目", "Title") + '<text:h text:outline-level="1">总则</text:h>'
    document = read(odt(body, more={"styles.xml": styles}))
    assert document.blocks == (Paragraph("题目", level=0), Paragraph("1. 总则", 3, level=1))


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{text}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


def test_tables_with_merged_and_hidden_parts() -> None:
    body = table(
        f"<table:table-header-rows>{row(cell(p('月份')), cell(p('甲') + p('乙')))}"
        "</table:table-header-rows>",
        row(cell(p("不见")), cell(p("不见")), more='table:visibility="collapse"'),
        row(cell(p("三月"), 'table:number-columns-spanned="2"'), COVERED),
        row(cell(p("四月"), 'table:number-rows-spanned="2"'), cell(p("丙"))),
        row(COVERED, cell(p("丁"))),
    )
    (block,) = read(odt(body)).blocks
    assert block == Table(
        (
            *(Cell(0, 0, "月份"), Cell(0, 1, "甲\n乙"), Cell(1, 0, "三月", 1, 2)),
            *(Cell(2, 0, "四月", 2, 1), Cell(2, 1, "丙"), Cell(3, 1, "丁")),
        )
    )


def test_a_table_that_holds_tables_is_layout() -> None:
    assert texts(table(row(cell(p("甲") + table(row(cell(p("乙")))))))) == ["甲"]


def test_text_boxes_come_after_their_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{p('框')}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('形')}</draw:custom-shape></draw:g>"
    gone = f'<draw:custom-shape draw:display="none">{p("不见")}</draw:custom-shape>'
    assert texts(p(f"前{box}后{shape}{gone}")) == ["前后", "框", "形"]


def test_notes_headers_and_footers_in_their_zones() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('注')}</text:note-body></text:note>"
    )
    styles = (
        f"<office:document-styles {NAMESPACES}><office:master-styles>"
        f'<style:master-page style:name="Standard"><style:header>{p("头")}</style:header>'
        f'<style:header-left style:display="false">{p("不见")}</style:header-left>'
        f"<style:footer>{p('脚')}</style:footer></style:master-page>"
        f'<style:master-page style:name="Unused"><style:header>{p("不用")}</style:header>'
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    document = read(odt(p(f"话{note}"), more={"styles.xml": styles}))
    assert document.blocks == (
        Paragraph("话"),
        Paragraph("注", zone=Zone.FOOTNOTE),
        Paragraph("头", zone=Zone.HEADER),
        Paragraph("脚", zone=Zone.FOOTER),
    )


def test_pictures_and_objects_are_told() -> None:
    badge = '<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="a"/></draw:frame>'
    sheet = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image/></draw:frame>'
    scan = (
        '<draw:frame svg:width="16cm" svg:height="20cm"><draw:image xlink:href="a"/></draw:frame>'
    )
    words = "工会" * 100
    told = {
        body: [(entry.grade, entry.code) for entry in read(odt(p(words + body))).health]
        for body in (badge, sheet, scan)
    }
    assert told == {
        badge: [(Grade.NOTICE, "health.picture")],
        sheet: [(Grade.BLOCKING, "health.embedded")],
        scan: [(Grade.BLOCKING, "health.large-picture")],
    }


def test_formulas_are_read() -> None:
    math = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi><mo>=</mo><mn>2</mn>'
        "<annotation>x = 2</annotation></semantics></math>"
    )
    body = p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>')
    assert paragraphs(read(odt(body, more={"Object 1/content.xml": math}))) == ["x=2"]


def test_lost_styles_block() -> None:
    document = read(odt(p("工会"), more={"styles.xml": "<a"}))
    assert [(entry.grade, entry.code) for entry in document.health] == [
        (Grade.BLOCKING, "health.part")
    ]


def test_passwords_are_named() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert refused(odt(p("工会"), more={"META-INF/manifest.xml": manifest})) == "docx.encrypted"


MANY = f'table:number-columns-repeated="{limits.SPAN}"'
ROWS = f'table:number-rows-repeated="{limits.SPAN}"'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (table(row(cell("", MANY), more=ROWS)), "read.too-many-cells"),
        (table(row(f"<table:covered-table-cell {MANY}/>", more=ROWS)), "read.too-many-cells"),
        (table(row(cell("", "table:number-rows-spanned='999' table:number-columns-spanned='999'"))),
         "read.too-many-cells"),
        (p('<text:s text:c="1000"/>' * 2_001), "read.too-much-text"),
        (p("") * (limits.BLOCKS + 1), "read.too-many-blocks"),
        ("<text:section>" * 300 + "</text:section>" * 300, "xml.deep"),
        ("<text:list><text:list-item>" * 120 + p("甲") + "</text:list-item></text:list>" * 120, ""),
        (p("甲"), ""),
    ],
)  # fmt: skip
def test_hostile_bodies(body: str, code: str) -> None:
    if code:
        assert refused(odt(body)) == code
    else:
        assert texts(body) == ["甲"]


def test_styles_that_are_based_on_each_other_and_lists_that_continue_themselves() -> None:
    styles = "".join(
        f'<style:style style:name="{a}" style:family="text" style:parent-style-name="{b}"/>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    own = 'xml:id="l" text:continue-list="l" text:style-name="L"'
    body = listed(item(p('<text:span text:style-name="A">甲</text:span>')), more=own)
    assert texts(body, styles + numbers(level(1, "1", ""))) == ["1 甲"]


def test_a_pattern_of_a_million_numbers_is_cut() -> None:
    style = numbers(level(1, "0" * 50_000, f'style:num-suffix="{"%1%" * 300_000}"'))
    assert len(texts(listed(item(p("甲"))), style)[0]) < limits.SPAN


def test_no_document_type() -> None:
    document = "<!DOCTYPE a [<!ENTITY b 'c'>]>" + content(p("甲"))
    assert refused(odt("", more={"content.xml": document})) == "xml.dtd"
