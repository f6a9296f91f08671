"""Headings, text boxes, notes, headers and footers of Word documents."""

import pytest
from readers.docx_builder import docx, p, r, relationships, tbl, tc, tr, xml
from readers.reading import cells, paragraphs, read, texts

from plancheck.api import Cell, Paragraph, Table, Zone


def style(key: str, name: str, inside: str = "", base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{inside}</w:pPr></w:style>"
    )


def outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


SHEET = (
    style("1", "heading 1", outline(0))
    + style("2", "标题 2")
    + style("a3", "Title", outline(0))
    + style("mine", "我的标题", base="1")
    + style("deep", "小节", outline(3))
    + style("flat", "正文强调", outline(9), base="1")
    + style("body", "Body Text")
)


@pytest.mark.parametrize(
    ("props", "level"),
    [
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="2"/>', 2),
        ('<w:pStyle w:val="a3"/>', 0),
        ('<w:pStyle w:val="mine"/>', 1),
        ('<w:pStyle w:val="deep"/>', 4),
        ('<w:pStyle w:val="flat"/>', None),
        ('<w:pStyle w:val="body"/>', None),
        ('<w:pStyle w:val="Heading3"/>', 3),
        ('<w:pStyle w:val="nowhere"/>', None),
        (outline(0), 1),
        (outline(8), 9),
        (outline(9), None),
        (f'<w:pStyle w:val="1"/>{outline(2)}', 3),
        (f'<w:pStyle w:val="a3"/>{outline(2)}', 0),
        ("", None),
    ],
)
def test_level(props: str, level: int | None) -> None:
    assert read(docx(p("目标", props), styles=SHEET)).blocks == (Paragraph("目标", level=level),)


def test_endless_ancestry_ends() -> None:
    sheet = "".join(style(f"s{n}", f"样式{n}", base=f"s{n + 1}") for n in range(20_000))
    assert texts(p("甲", '<w:pStyle w:val="s0"/>'), styles=sheet) == ["甲"]


def vml(content: str, style: str = "width:400pt;height:60pt") -> str:
    return (
        f'<w:pict><v:shape style="{style}"><v:textbox><w:txbxContent>{content}</w:txbxContent>'
        "</v:textbox></v:shape></w:pict>"
    )


HIDDEN = ' hidden="1"'


def drawn(content: str, hidden: str = "") -> str:
    return (
        f'<w:drawing><wp:anchor><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="框"{hidden}/>'
        "<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing>"
    )


def both(content: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawn(content)}</mc:Choice>'
        f"<mc:Fallback>{vml(content)}</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize("box", [vml(p("框")), drawn(p("框")), both(p("框"))])
def test_text_box_once_after_its_paragraph(box: str) -> None:
    body = p(r("前") + f"<w:r>{box}</w:r>" + r("后")) + p("次")
    assert texts(body) == ["前后", "框", "次"]


def test_text_box_in_a_text_box() -> None:
    inner = p(r("内") + f"<w:r>{both(p('最内'))}</w:r>")
    assert texts(p(f"<w:r>{both(inner)}</w:r>")) == ["内", "最内"]


def test_table_in_a_text_box() -> None:
    box = vml(tbl(tr("三月", "慰问")))
    blocks = read(docx(p(r("前") + f"<w:r>{box}</w:r>"))).blocks
    assert blocks == (Paragraph("前"), Table((Cell(0, 0, "三月"), Cell(0, 1, "慰问"))))


def test_text_box_in_a_cell() -> None:
    document = read(docx(tbl(tr(tc(p(r("格") + f"<w:r>{vml(p('框'))}</w:r>"))))))
    assert cells(document) == (Cell(0, 0, "格\n框"),)


def test_text_box_of_a_paragraph_that_runs_on() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    assert texts(p(r("甲") + f"<w:r>{vml(p('框'))}</w:r>", gone) + p("乙")) == ["甲乙", "框"]


@pytest.mark.parametrize(
    "run",
    [
        f"<w:r><w:rPr><w:vanish/></w:rPr>{vml(p('密'))}</w:r>",
        f"<w:r>{drawn(p('密'), HIDDEN)}</w:r>",
        f"<w:r>{vml(p('密'), 'width:9pt;visibility: hidden')}</w:r>",
        f'<w:del w:id="1" w:author="a"><w:r>{vml(p("密"))}</w:r></w:del>',
    ],
)
def test_hidden_text_box(run: str) -> None:
    assert texts(p(r("明") + run)) == ["明"]


def test_unclosed_field_in_a_text_box_keeps_the_body() -> None:
    box = vml(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("框")))
    assert texts(p(f"<w:r>{box}</w:r>") + p("正文")) == ["框", "正文"]


def test_word_art() -> None:
    shape = '<w:pict><v:shape><v:textpath string="工会工作计划"/></v:shape></w:pict>'
    assert texts(p(f"<w:r>{shape}</w:r>")) == ["工会工作计划"]


def note(kind: str, key: int, text: str) -> str:
    return f'<w:{kind} w:id="{key}">{p(f"<w:r><w:{kind}Ref/></w:r>" + r(text))}</w:{kind}>'


def reference(kind: str, key: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def test_notes_follow_the_body_in_the_order_of_their_marks() -> None:
    body = p(r("甲") + reference("footnote", 3) + r("乙") + reference("footnote", 2)) + p(
        r("丙") + reference("endnote", 1)
    )
    document = read(
        docx(
            body,
            footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            + note("footnote", 2, "注二")
            + note("footnote", 3, "注三")
            + note("footnote", 4, "没有引用"),
            endnotes=note("endnote", 1, "尾注"),
        )
    )
    assert paragraphs(document) == ["甲乙", "丙"]
    assert paragraphs(document, Zone.FOOTNOTE) == ["注三", "注二", "尾注"]


def test_deleted_note_is_gone() -> None:
    body = p(r("甲") + f'<w:del w:id="1" w:author="a">{reference("footnote", 2)}</w:del>')
    document = read(docx(body, footnotes=note("footnote", 2, "注")))
    assert paragraphs(document, Zone.FOOTNOTE) == []


def section(*references: str, more: str = "") -> str:
    return f"<w:sectPr>{''.join(references)}{more}</w:sectPr>"


def margin(kind: str, key: str, page: str = "default") -> str:
    return f'<w:{kind}Reference w:type="{page}" r:id="{key}"/>'


MARGINS = {
    "word/header1.xml": xml("w:hdr", p("某某小学工会")),
    "word/header2.xml": xml("w:hdr", p("某某小学工会") + p("首页")),
    "word/footer1.xml": xml("w:ftr", p("第 1 页")),
    "word/header3.xml": xml("w:hdr", p("没有引用")),
}
MARGIN_RELS = {
    "h1": ("header", "header1.xml"),
    "h2": ("header", "/word/header2.xml"),
    "f1": ("footer", "../word/footer1.xml"),
    "h3": ("header", "header3.xml"),
}


def margins(body: str) -> list[tuple[Zone, str]]:
    document = read(docx(body, parts=MARGINS, rels=MARGIN_RELS))
    return [
        (block.zone, block.text)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.zone is not Zone.BODY
    ]


def test_headers_then_footers_after_the_body() -> None:
    assert margins(p("正文") + section(margin("footer", "f1"), margin("header", "h1"))) == [
        (Zone.HEADER, "某某小学工会"),
        (Zone.FOOTER, "第 1 页"),
    ]


def test_what_headers_repeat_counts_once() -> None:
    first = p("一", section(margin("header", "h1")))
    last = section(margin("header", "h2"), margin("header", "h1"))
    assert margins(first + p("二") + last) == [
        (Zone.HEADER, "某某小学工会"),
        (Zone.HEADER, "首页"),
    ]


def test_header_of_a_first_page_that_is_not_different() -> None:
    first = margin("header", "h2", "first")
    assert margins(p("正文") + section(first)) == []
    assert len(margins(p("正文") + section(first, more="<w:titlePg/>"))) == 2


def test_text_box_in_a_header_stays_in_the_header() -> None:
    parts = {"word/header1.xml": xml("w:hdr", p(f"<w:r>{vml(p('校名'))}</w:r>"))}
    body = p("正文") + section(margin("header", "h1"))
    document = read(docx(body, parts=parts, rels=MARGIN_RELS))
    assert document.blocks == (Paragraph("正文"), Paragraph("校名", zone=Zone.HEADER))


def test_main_part_of_another_name() -> None:
    parts = {
        "_rels/.rels": relationships({"rId1": ("officeDocument", "/inhalt/plan.xml")}),
        "inhalt/plan.xml": xml("w:document", f"<w:body>{p('甲', SHEET_USE)}</w:body>"),
        "inhalt/_rels/plan.xml.rels": relationships({"rId1": ("styles", "stile.xml")}),
        "inhalt/stile.xml": xml("w:styles", SHEET),
    }
    assert read(docx("", parts=parts)).blocks == (Paragraph("甲", level=4),)


SHEET_USE = '<w:pStyle w:val="deep"/>'


def test_main_part_by_content_type_when_relationships_are_lost() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    parts = {"_rels/.rels": relationships({}), "[Content_Types].xml": types}
    assert paragraphs(read(docx(p("甲"), parts=parts))) == ["甲"]


def test_two_documents_of_one_template_do_not_mix() -> None:
    first = read(docx(p("甲", '<w:pStyle w:val="1"/>'), styles=SHEET))
    other = read(docx(p("甲", '<w:pStyle w:val="1"/>'), styles=style("1", "Body Text")))
    again = read(docx(p("甲", '<w:pStyle w:val="1"/>'), styles=SHEET))
    assert (first.blocks[0], again.blocks[0]) == (Paragraph("甲", level=1),) * 2
    assert other.blocks == (Paragraph("甲"),)
