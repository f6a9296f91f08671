"""Comments stand at exactly the words they speak of, and nothing else in the document moves."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from copies import TYPES, check_parts, checked_copy, comments_in, spoken_of, word_file
from readers.docx_builder import W, p, package, r, relationships, tbl, tc, tr, xml

from plancheck_papers.annotated.parts import Copy

DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>'
OTHERS = (
    '<w:commentRangeStart w:id="0"/>',
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>gōng</w:t></w:r></w:rt>"
    f"<w:rubyBase>{r('工会')}</w:rubyBase></w:ruby></w:r>"
)
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
    f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{p('框里的话')}</w:txbxContent></wps:txbx>"
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
    "</w:r>"
)


def control(kind: str, inside: str) -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def field(result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate")]
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{marks[0]}<w:r><w:instrText>REF</w:instrText></w:r>{marks[1]}{result}{end}"


@pytest.mark.parametrize(
    ("content", "quote"),
    [
        pytest.param(r("走访慰问困难教职工"), "慰问困难", id="inside a run"),
        pytest.param(r("走访慰问困难教职工"), "走访慰问困难教职工", id="a whole run"),
        pytest.param(r("走访慰") + r("问困", "<w:b/>") + r("难教职工"), "慰问困难", id="over runs"),
        pytest.param("<w:r><w:t>甲乙</w:t><w:tab/><w:t>丙丁</w:t></w:r>", "乙\t丙", id="tab"),
        pytest.param("<w:r><w:t>甲乙</w:t><w:br/><w:t>丙丁</w:t></w:r>", "乙\n丙", id="soft break"),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:tab/><w:tab/><w:t>丁</w:t></w:r>", "\t", id="between two tabs"
        ),
        pytest.param("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r>", "-", id="hyphen"),
        pytest.param(
            r("甲") + "<w:r><w:t> 乙 </w:t></w:r>" + r("丙"), "甲乙", id="blanks not kept"
        ),
        pytest.param("<w:r><w:t>  甲乙丙 </w:t></w:r>", "乙", id="blanks not kept, cut inside"),
        pytest.param(r("甲 乙 丙"), "乙 ", id="a blank at the end"),
        pytest.param(r("甲乙𠀀丙"), "𠀀丙", id="beyond the basic plane"),
        pytest.param(f"<w:hyperlink>{r('链接文字')}</w:hyperlink>", "接文", id="hyperlink"),
        pytest.param(r("见") + f"<w:hyperlink>{r('链接')}</w:hyperlink>", "见链", id="into a link"),
        pytest.param(
            f'<w:ins w:id="1" w:author="a">{r("新写的话")}</w:ins>', "写的", id="insertion"
        ),
        pytest.param(r("甲") + DELETED + r("乙"), "甲乙", id="over a deletion"),
        pytest.param(r("甲") + r("藏", "<w:vanish/>") + r("乙"), "甲乙", id="over what is hidden"),
        pytest.param(control("<w:richText/>", r("控件文字")), "件文", id="free control"),
        pytest.param(f"<w:smartTag>{r('标签文字')}</w:smartTag>", "签文", id="smart tag"),
        pytest.param(r("前") + field(r("域的结果")) + r("后"), "的结", id="field's result"),
        pytest.param(OTHERS[0] + r("别人批") + OTHERS[1] + r("注过"), "批注", id="another comment"),
        pytest.param(f"<w:bdo>{r('左右')}</w:bdo>", "右", id="direction"),
    ],
)
def test_exactly_the_words_are_marked(content: str, quote: str) -> None:
    (comment,) = checked_copy(word_file(p(content)), quote)
    assert comment.exact
    assert comment.covered == quote


@pytest.mark.parametrize(
    ("content", "quote", "covered"),
    [
        pytest.param(r("由") + RUBY + r("办"), "由工", "由工会", id="ruby"),
        pytest.param(
            r("共") + "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "共x", "共x+1", id="formula"
        ),
        pytest.param(control("<w:date/>", r("三月五日")), "三月", "三月五日", id="date"),
        pytest.param(
            f'<w:fldSimple w:instr="DATE">{r("三月五日")}</w:fldSimple>',
            "三月",
            "三月五日",
            id="field",
        ),
        pytest.param(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>新的</w:t></mc:Choice>"
            "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent><w:t>话</w:t></w:r>",
            "的话",
            "新的话",
            id="alternatives",
        ),
        pytest.param("<w:r><w:t>甲乙<!-- 注 -->丙</w:t></w:r>", "乙", "甲乙丙", id="XML comment"),
    ],
)
def test_what_cannot_be_cut_is_taken_whole(content: str, quote: str, covered: str) -> None:
    (comment,) = checked_copy(word_file(p(content)), quote)
    assert comment.covered == covered


def test_a_quotation_over_the_paragraphs_of_a_cell() -> None:
    cell = tc(p("三月慰问") + p("四月体检"))
    (comment,) = checked_copy(word_file(tbl(tr(cell, tc("备注")))), "慰问\n四月")
    assert comment.covered == "慰问\n四月"


def test_merged_and_nested_cells() -> None:
    merged = tbl(
        tr(tc("三月", '<w:vMerge w:val="restart"/>'), tc("慰问")),
        tr(tc("", "<w:vMerge/>"), tc("体检")),
    )
    nested = tbl(tr(tc(p("外面") + tbl(tr("里面")) + p("后面"))))
    data = word_file(merged + p("之间") + nested)
    quotes = ["三月", "体检", "里面", "后面"]
    assert [comment.covered for comment in checked_copy(data, *quotes)] == quotes


def test_a_paragraph_that_runs_on_into_the_next() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    (comment,) = checked_copy(word_file(p(r("前半句"), mark) + p("后半句")), "半句后半")
    assert comment.covered == "半句后半"


def test_many_ranges_in_one_run() -> None:
    text = "走访慰问困难教职工和劳模"
    quotes = [text[at : at + size] for at in range(8) for size in (1, 3, 5)] + [text, text]
    found = checked_copy(word_file(p(r(text))), *quotes)
    assert [comment.covered for comment in found] == quotes


def test_ranges_that_meet_do_not_overlap() -> None:
    data = word_file(p(r("甲乙丙丁")))
    xml_of = Copy(spoken_of(data, "甲乙", "丙丁")).main.root
    names = [
        element.tag.rpartition("}")[2] for element in xml_of.iter() if element.tag != f"{{{W}}}t"
    ]
    marks = [name for name in names if name.startswith("comment")]
    assert marks.index("commentRangeEnd") < len(marks) - 1 - marks[::-1].index("commentRangeStart")


# -- words that no range can hold are told in the comment


def test_an_automatic_number_cannot_be_marked_itself() -> None:
    data = word_file(p("指导思想", NUMBERED), numbering=NUMBERING)
    number, both = checked_copy(data, "一、", "一、指导")
    assert number.lines[1] == "原文在第1段：“一、”"
    assert number.covered == "指导思想"
    assert both.lines[1] == "原文在第1段：“一、指导”"
    assert both.covered == "指导"


def test_a_text_box_is_spoken_of_at_its_paragraph() -> None:
    data = word_file(p("前面") + p(r("段落") + BOX))
    (comment,) = checked_copy(data, "框里")
    assert comment.lines[1] == "原文在文本框或图形里：“框里”"


def test_a_note_is_spoken_of_at_its_mark() -> None:
    data = word_file(
        p(r("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=f'<w:footnote w:id="2">{p("注释")}</w:footnote>',
    )
    (comment,) = checked_copy(data, "注释")
    assert comment.lines[1] == "原文在脚注：“注释”"


def test_a_header_is_spoken_of_at_the_first_paragraph() -> None:
    data = word_file(
        p("正文") + '<w:sectPr><w:headerReference r:id="rIdh"/></w:sectPr>',
        parts={"word/header1.xml": xml("w:hdr", p("某某小学"))},
        rels={"rIdh": ("header", "header1.xml")},
    )
    (comment,) = checked_copy(data, "某某")
    assert (comment.lines[1], comment.covered) == ("原文在页眉：“某某”", "正文")


def test_a_paragraph_in_one_of_two_alternatives_holds_no_comment() -> None:
    choice = f"<mc:Choice Requires='x'>{p('新段')}</mc:Choice>"
    data = word_file(f"{p('正文')}<mc:AlternateContent>{choice}</mc:AlternateContent>")
    (comment,) = checked_copy(data, "新段")
    assert (comment.lines[1], comment.covered) == ("原文在第2段：“新段”", "正文")


# -- what documents may be like


def strict(data: str) -> str:
    return data.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")


def main_part(body: str) -> str:
    return xml("w:document", f"<w:body>{body}</w:body>")


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(strict(main_part(p(r("走访慰问")))).encode(), id="strict form"),
        pytest.param(main_part(p(r("走访慰问"))).encode("utf-16"), id="UTF-16"),
        pytest.param(
            main_part(p(r("走访慰问"))).replace("?>", ' standalone="yes"?><!-- 首 -->').encode(),
            id="standalone, with comments",
        ),
        pytest.param(
            main_part(p(r("走访慰问"))).partition("?>")[2].strip().encode(), id="no declaration"
        ),
        pytest.param(
            main_part(p("<w:r><w:t><![CDATA[走访慰问]]></w:t></w:r>")).encode(), id="CDATA"
        ),
        pytest.param(
            main_part(
                "\n <w:p>\n  <w:pPr/>\n  <w:r>\n   <w:t>走访慰问</w:t>\n  </w:r>\n </w:p>\n"
            ).encode(),
            id="indented",
        ),
    ],
)
def test_however_a_part_is_written(part: bytes) -> None:
    (comment,) = checked_copy(word_file("", parts={"word/document.xml": part}), "访慰")
    assert comment.covered == "访慰"


def test_prefixes_that_only_values_use_are_kept() -> None:
    one, two = (
        f'<mc:AlternateContent><mc:Choice Requires="own">{inside}</mc:Choice></mc:AlternateContent>'
        for inside in ("<w:t>甲</w:t>", "<w:tab/>")
    )
    run = f'<w:r xmlns:own="urn:own">{one}<w:t>乙丙</w:t>{two}</w:r>'
    copy = Copy(spoken_of(word_file(p(run)), "乙"))
    for choice in copy.main.root.iter("{*}Choice"):
        assert choice.nsmap[choice.get("Requires")] == "urn:own"


def test_halves_of_a_run_keep_its_look_and_share_no_ids() -> None:
    look = '<w:b/><w:rPrChange w:id="7" w:author="a"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    copy = Copy(spoken_of(word_file(p(r("走访慰问", look))), "访慰"))
    runs = [run for run in copy.main.root.iter(f"{{{W}}}r") if run.find(f"{{{W}}}t") is not None]
    assert len(runs) == 3
    assert all(run.find(f"{{{W}}}rPr/{{{W}}}b") is not None for run in runs)
    ids = [change.get(f"{{{W}}}id") for change in copy.main.root.iter(f"{{{W}}}rPrChange")]
    assert len(set(ids)) == 3


def test_properties_stay_first_in_their_paragraph() -> None:
    copy = Copy(spoken_of(word_file(p("标题", '<w:jc w:val="center"/>')), "标题"))
    paragraph = next(copy.main.root.iter(f"{{{W}}}p"))
    assert re.sub("{.*}", "", str(paragraph[0].tag)) == "pPr"


def test_a_main_part_of_another_name() -> None:
    parts = {
        "[Content_Types].xml": TYPES.replace("/word/document", "/Text/Contents"),
        "_rels/.rels": relationships({"rId1": ("officeDocument", "/Text/Contents.xml")}),
        "Text/Contents.xml": main_part(p("走访慰问")),
    }
    copy = spoken_of(package(parts), "慰问")
    assert comments_in(copy)[1].covered == "慰问"
    check_parts(package(parts), copy)
    with ZipFile(BytesIO(copy)) as archive:
        assert archive.namelist()[-2:] == ["Text/_rels/Contents.xml.rels", "Text/comments.xml"]
