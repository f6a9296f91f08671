"""What counts as text in a Word paragraph, and what does not."""

import pytest
from readers.docx_builder import docx, p, r, xml
from readers.reading import paragraphs, read, texts

DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>'
MOVED_AWAY = '<w:moveFrom w:id="1" w:author="a"><w:r><w:t>移</w:t></w:r></w:moveFrom>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(r("工会") + r("工作"), "工会工作", id="runs"),
        pytest.param(f'<w:ins w:id="1" w:author="a">{r("新")}</w:ins>', "新", id="insertion"),
        pytest.param(
            f'<w:moveTo w:id="1" w:author="a">{r("来")}</w:moveTo>', "来", id="moved here"
        ),
        pytest.param(r("甲") + DELETED + r("乙"), "甲乙", id="deletion"),
        pytest.param(r("甲") + MOVED_AWAY + r("乙"), "甲乙", id="moved away"),
        pytest.param(
            f'<w:ins w:id="1" w:author="a">{r("甲")}{DELETED}</w:ins>', "甲", id="deleted insertion"
        ),
        pytest.param(r("甲") + r("藏", "<w:vanish/>"), "甲", id="hidden"),
        pytest.param(r("显", '<w:vanish w:val="0"/>'), "显", id="not hidden after all"),
        pytest.param(r("显", '<w:vanish w:val="false"/>'), "显", id="not hidden, spelt out"),
        pytest.param(r("显", "<w:webHidden/>"), "显", id="hidden in browsers only"),
        pytest.param(f"<w:hyperlink>{r('链')}</w:hyperlink>{r('接')}", "链接", id="hyperlink"),
        pytest.param(f"<w:smartTag><w:smartTagPr/>{r('标')}</w:smartTag>", "标", id="smart tag"),
        pytest.param(f"<w:customXml>{r('标')}</w:customXml>", "标", id="custom XML"),
        pytest.param(f"<w:bdo>{r('标')}</w:bdo>", "标", id="direction"),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控')}</w:sdtContent></w:sdt>", "控", id="control"
        ),
        pytest.param("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙", id="soft break"),
        pytest.param("<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t></w:r>", "甲\n乙", id="return"),
        pytest.param(
            '<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', "甲\n乙", id="page break"
        ),
        pytest.param(
            '<w:r><w:br w:type="page"/><w:t>甲乙</w:t><w:br w:type="column"/></w:r>',
            "甲乙",
            id="page breaks around",
        ),
        pytest.param("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙", id="tab"),
        pytest.param("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r>", "3-5", id="hyphen"),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t></w:r>", "甲乙", id="soft hyphen"
        ),
        pytest.param(
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>gōng</w:t></w:r></w:rt>"
            f"<w:rubyBase>{r('工')}</w:rubyBase></w:ruby></w:r>",
            "工",
            id="ruby",
        ),
        pytest.param(
            "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>" + r("元"), "x+1元", id="formula"
        ),
        pytest.param(
            '<w:commentRangeStart w:id="0"/>' + r("甲") + '<w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r>',
            "甲",
            id="commented",
        ),
        pytest.param("<w:r><w:t> 甲 </w:t></w:r>" + r("乙"), "甲乙", id="blanks not kept"),
        pytest.param(r(" 甲 ") + r("乙"), " 甲 乙", id="blanks kept"),
        pytest.param(r("甲\n乙"), "甲 乙", id="line end in the file"),
        pytest.param("<w:r><w:t>甲<!-- 注 -->乙</w:t></w:r>", "甲乙", id="XML comment"),
        pytest.param(
            "<mc:AlternateContent><mc:Choice Requires='wps'>" + r("新") + "</mc:Choice>"
            "<mc:Fallback>" + r("旧") + "</mc:Fallback></mc:AlternateContent>",
            "新",
            id="alternatives",
        ),
        pytest.param(
            "<mc:AlternateContent><mc:Fallback>" + r("旧") + "</mc:Fallback></mc:AlternateContent>",
            "旧",
            id="fallback alone",
        ),
        pytest.param(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>新</w:t></mc:Choice>"
            "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "新",
            id="alternatives in a run",
        ),
    ],
)
def test_text(content: str, text: str) -> None:
    assert texts(p(content)) == [text]


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F081", "①"),
        ("Wingdings 2", "F052", "☑"),
        ("Symbol", "F0B7", "•"),
        ("宋体", "2460", "①"),
        ("Wingdings", "F022", "\ufffd"),
        ("宋体", "D800", "\ufffd"),
        ("宋体", "0000", "\ufffd"),
        ("宋体", "zz", ""),
    ],
)
def test_symbols(font: str, code: str, text: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert texts(p(r("甲") + symbol)) == [f"甲{text}"]


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


INSTRUCTION = "<w:r><w:instrText>PAGE</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(
            mark("begin") + INSTRUCTION + mark("separate") + r("12") + mark("end"), "12", id="field"
        ),
        pytest.param(mark("begin") + INSTRUCTION + mark("end") + r("后"), "后", id="no result"),
        pytest.param(
            mark("begin")
            + INSTRUCTION
            + mark("begin") + INSTRUCTION + mark("separate") + r("内") + mark("end")
            + mark("separate")
            + r("外")
            + mark("end"),
            "外",
            id="result inside an instruction",
        ),
        pytest.param(
            mark("begin") + INSTRUCTION + mark("separate")
            + r("甲") + mark("begin") + INSTRUCTION + mark("separate") + r("乙") + mark("end")
            + mark("end"),
            "甲乙",
            id="field inside a result",
        ),
        pytest.param(f'<w:fldSimple w:instr="DATE">{r("三月")}</w:fldSimple>', "三月", id="simple"),
        pytest.param(mark("begin") + INSTRUCTION + r("后"), "后", id="never closed"),
        pytest.param(mark("end") + r("后"), "后", id="never opened"),
        pytest.param(
            r("藏", "<w:vanish/>")
            + '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
            + INSTRUCTION
            + '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
            + r("后"),
            "后",
            id="hidden field",
        ),
        pytest.param(
            mark(
                "begin",
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="春季"/>'
                '<w:listEntry w:val="秋季"/></w:ddList></w:ffData>',
            )
            + INSTRUCTION
            + mark("end"),
            "秋季",
            id="drop-down list",
        ),
    ],
)  # fmt: skip
def test_fields(content: str, text: str) -> None:
    assert texts(p(content)) == [text]


def test_field_over_paragraphs() -> None:
    body = (
        p(mark("begin") + INSTRUCTION + mark("separate") + r("一、目标"))
        + p("二、任务")
        + p(mark("end") + r("正文"))
    )
    assert texts(body) == ["一、目标", "二、任务", "正文"]


def test_instruction_over_paragraphs() -> None:
    body = p(mark("begin")) + p("机关") + p(mark("separate") + r("结果") + mark("end"))
    assert texts(body) == ["结果"]


STYLES = """
<w:style w:type="paragraph" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="child"><w:basedOn w:val="secret"/></w:style>
<w:style w:type="paragraph" w:styleId="open"><w:basedOn w:val="secret"/>
  <w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="veil"><w:rPr><w:vanish/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        pytest.param(p("密", '<w:pStyle w:val="secret"/>'), [], id="paragraph style"),
        pytest.param(p("密", '<w:pStyle w:val="child"/>'), [], id="inherited"),
        pytest.param(p("明", '<w:pStyle w:val="open"/>'), ["明"], id="taken back"),
        pytest.param(
            p(r("明") + r("密", '<w:rStyle w:val="veil"/>')), ["明"], id="character style"
        ),
        pytest.param(
            p(r("明", '<w:rStyle w:val="veil"/>'), '<w:pStyle w:val="secret"/>'),
            ["明"],
            id="two styles cancel out",
        ),
        pytest.param(
            p(r("明", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="secret"/>'),
            ["明"],
            id="the run itself decides",
        ),
    ],
)
def test_hidden_by_style(paragraph: str, text: list[str]) -> None:
    assert texts(paragraph, styles=STYLES) == text


GONE = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'


def test_paragraph_whose_mark_is_deleted_runs_on() -> None:
    assert texts(p("前半", GONE) + p("后半") + p("另一段")) == ["前半后半", "另一段"]


def test_deleted_paragraph_leaves_nothing() -> None:
    assert texts(p("甲") + p(DELETED, GONE) + p("乙")) == ["甲", "乙"]


def test_moved_paragraph_stands_where_it_went() -> None:
    mark = '<w:rPr><w:moveFrom w:id="1" w:author="a"/></w:rPr>'
    there = f'<w:moveTo w:id="2" w:author="a">{r("移")}</w:moveTo>'
    assert texts(p("甲") + p(MOVED_AWAY, mark) + p("乙") + p(there)) == ["甲", "乙", "移"]


def test_deleted_mark_at_the_end() -> None:
    assert texts(p("末段", GONE)) == ["末段"]


def test_hidden_mark_runs_on() -> None:
    assert texts(p("前半", "<w:rPr><w:vanish/></w:rPr>") + p("后半")) == ["前半后半"]


def test_style_separator_leaves_two_paragraphs() -> None:
    separator = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    assert texts(p("一、目标", separator) + p("做好工作")) == ["一、目标", "做好工作"]


def test_empty_paragraphs_are_no_blocks() -> None:
    assert texts(p() + p("甲") + p("  ") + p("　")) == ["甲"]


def test_blocks_in_content_controls_and_custom_xml() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}"
        f"<w:customXml><w:customXmlPr/>{p('乙')}</w:customXml></w:sdtContent></w:sdt>"
        f'<w:ins w:id="1" w:author="a">{p("丙")}</w:ins>'
    )
    assert texts(body) == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    "content",
    [
        r("甲") + p("乙") + r("丙"),
        f"<w:sdt><w:sdtContent>{r('甲')}{p('乙')}</w:sdtContent></w:sdt>{r('丙')}",
        r("甲") + f"<w:tbl><w:tr><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>" + r("丙"),
    ],
)
def test_blocks_where_none_may_stand_lose_nothing(content: str) -> None:
    assert texts(p(content)) == ["甲乙丙"]


def test_strict_form() -> None:
    strict = "http://purl.oclc.org/ooxml/"
    heading = p("甲", '<w:outlineLvl w:val="0"/>')
    body = xml("w:document", f"<w:body>{heading}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        f"{strict}wordprocessingml/main",
    )
    document = read(docx("", parts={"word/document.xml": body}))
    assert [tuple(block)[:3] for block in document.blocks] == [("甲", 0, 1)]


def test_utf_16() -> None:
    body = xml("w:document", f"<w:body>{p('工会')}</w:body>").replace("UTF-8", "UTF-16")
    document = read(docx("", parts={"word/document.xml": body.encode("utf-16")}))
    assert paragraphs(document) == ["工会"]
