"""A web page is read as a person sees it."""

import pytest
from readers.reading import cells, paragraphs

from plancheck.api import Document, Grade, Paragraph, Source, Unreadable, Zone
from plancheck_readers.html import READER

LONG = "各位老师团结一心，共同把学校的工会工作做好做实。" * 12
MENU = "".join(f"<a href='/{n}.html'>栏目{n}</a>" for n in range(6))


def read(page: str, codec: str = "utf-8") -> Document:
    return READER.read(Source("plan.html", page.encode(codec)))


def texts(page: str) -> list[str]:
    return paragraphs(read(page))


def only(page: str) -> Paragraph:
    (block,) = read(page).blocks
    assert isinstance(block, Paragraph)
    return block


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>召开</p><p>教代会</p>", ["召开", "教代会"], id="paragraphs"),
        pytest.param("<p>召开<b>教</b><i>代</i>会</p>", ["召开教代会"], id="inline"),
        pytest.param("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"], id="words beside a block"),
        pytest.param("<p>召开\n   教代会</p>", ["召开教代会"], id="line end among Chinese"),
        pytest.param("<p>No. 1\n  plan</p>", ["No. 1 plan"], id="line end among Latin"),
        pytest.param("<p>  a   b  </p>", ["a b"], id="runs of blanks"),
        pytest.param(
            "<p>\u3000\u3000甲&nbsp;乙</p>", ["\u3000\u3000甲\u00a0乙"], id="blanks people type"
        ),
        pytest.param("<p>甲<br>乙</p>", ["甲\n乙"], id="soft break"),
        pytest.param("<p>甲<br> <br>乙</p>", ["甲", "乙"], id="two breaks"),
        pytest.param("<p>甲<br>&nbsp;<br>乙</p>", ["甲", "乙"], id="breaks around a blank"),
        pytest.param(
            "<div>一、甲<br>\n二、乙<br>三、丙<br/>四、丁</div>",
            ["一、甲", "二、乙", "三、丙", "四、丁"],
            id="a page of breaks",
        ),
        pytest.param(
            "<div>\u3000\u3000甲<br>\u3000\u3000乙</div>",
            ["\u3000\u3000甲", "\u3000\u3000乙"],
            id="breaks before indents",
        ),
        pytest.param("<pre>甲\n\n乙\n丙</pre>", ["甲", "乙\n丙"], id="text set as typed"),
        pytest.param("<p>&ldquo;三八&rdquo;&#33410;&amp;</p>", ["“三八”节&"], id="entities"),
        pytest.param("<p><q>三八</q>节</p>", ["“三八”节"], id="quotation marks of the browser"),
        pytest.param("<p>旧<del>删</del><s>划</s><ins>新</ins></p>", ["旧新"], id="changes"),
        pytest.param(
            "<p>甲<span style='text-decoration: line-through'>乙</span></p>", ["甲"], id="struck"
        ),
        pytest.param("<p><ruby>教<rt>jiào</rt></ruby>代会</p>", ["教代会"], id="how it sounds"),
        pytest.param("<textarea>甲\n乙</textarea>", ["甲\n乙"], id="a field of a form"),
        pytest.param("<input value='甲'><input type=hidden value='乙'>", ["甲"], id="fields"),
        pytest.param("甲<p>乙", ["甲", "乙"], id="no html at all"),
    ],
)
def test_paragraphs(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>召开教代会</script>",
        "<style>p{}召开教代会</style>",
        "<!-- 召开教代会 -->",
        "<!--[if gte mso 9]><xml><w:t>召开教代会</w:t></xml><![endif]-->",
        "<p hidden>召开教代会</p>",
        "<p style='display:none'>召开教代会</p>",
        "<p style='DISPLAY : none !important'>召开教代会</p>",
        "<div style='visibility: hidden'><p>召开教代会</p></div>",
        "<p class='x secret'>召开教代会</p>",
        "<p id=gone>召开教代会</p>",
        "<span style='mso-hide:all'>召开教代会</span>",
        "<div style='mso-element:comment-list'>召开教代会</div>",
        "<template><p>召开教代会</p></template>",
        "<noscript>召开教代会</noscript>",
        "<select><option>召开教代会</option></select>",
        "<button>召开教代会</button>",
        "<svg><text>召开教代会</text></svg>",
        "<table><tr hidden><td>召开教代会</td><td>x</td></tr></table>",
    ],
)
def test_what_nobody_sees_does_not_count(hidden: str) -> None:
    sheet = ".secret, #gone { color:red; display:none } @media print { p { display:none } }"
    page = f"<head><title>召开教代会</title><style>{sheet}</style></head><p>甲</p>{hidden}<p>乙</p>"
    assert texts(page) == ["甲", "乙"]


def test_an_own_style_shows_what_the_sheet_hides() -> None:
    assert texts("<style>.x{display:none}</style><p class=x style='display:block'>甲</p>") == ["甲"]


def test_a_page_that_hides_itself_until_it_is_drawn_is_read() -> None:
    assert texts("<style>body{visibility:hidden}</style><body><p>甲") == ["甲"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"], id="plain"),
        pytest.param("<ol start=3><li>甲<li>乙</ol>", ["3. 甲", "4. 乙"], id="start"),
        pytest.param("<ol><li value=5>甲<li>乙</ol>", ["5. 甲", "6. 乙"], id="value"),
        pytest.param("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"], id="reversed"),
        pytest.param("<ol type=a><li>甲<li>乙</ol>", ["a. 甲", "b. 乙"], id="letters"),
        pytest.param("<ol type=I><li>甲<li>乙</ol>", ["I. 甲", "II. 乙"], id="roman"),
        pytest.param(
            "<ol style='list-style-type:cjk-ideographic' start=10><li>甲<li>乙</ol>",
            ["十、甲", "十一、乙"],
            id="Chinese",
        ),
        pytest.param(
            "<ol style='list-style: simp-chinese-informal inside'><li>甲</ol>",
            ["一、甲"],
            id="shorthand",
        ),
        pytest.param("<ul><li>甲<li>乙</ul>", ["甲", "乙"], id="bullets"),
        pytest.param("<ol style='list-style:none'><li>甲</ol>", ["甲"], id="none"),
        pytest.param(
            "<style>ul,ol{list-style:none}</style><ol><li>甲</ol>", ["甲"], id="none by the sheet"
        ),
        pytest.param("<ol><li>1、甲<li>2、乙</ol>", ["1、甲", "2、乙"], id="typed besides"),
        pytest.param(
            "<ol><li>甲<ol type=i><li>乙</ol><li>丙</ol>", ["1. 甲", "i. 乙", "2. 丙"], id="nested"
        ),
        pytest.param("<ol><li><p>甲</p><p>乙</p></ol>", ["1. 甲", "乙"], id="two paragraphs"),
        pytest.param("<ol><li><li>乙</ol>", ["2. 乙"], id="an empty item"),
        pytest.param("<li>甲", ["甲"], id="an item without a list"),
    ],
)
def test_lists_have_the_numbers_a_browser_shows(items: str, expected: list[str]) -> None:
    assert texts(items) == expected


def test_generated_numbers_are_told_apart() -> None:
    paragraph = only("<ol start=10><li>召开教代会</ol>")
    assert paragraph.text[: paragraph.number] == "10. "


WORD = """<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US style='mso-fareast-font-family:宋体'><span style='mso-list:Ignore'>{}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>召开教代会
<o:p></o:p></p>"""


def test_numbers_in_a_page_saved_by_word() -> None:
    paragraph = only(WORD.format("1."))
    assert paragraph == Paragraph("1. 召开教代会", number=3)
    assert only(WORD.format("一、")) == Paragraph("一、召开教代会", number=2)


def test_bullets_in_a_page_saved_by_word() -> None:
    assert only(WORD.format("·")) == Paragraph("召开教代会")
    wingdings = WORD.replace("mso-fareast-font-family:宋体", "font-family:Wingdings")
    assert only(wingdings.format("l")) == Paragraph("召开教代会")


def test_footnotes_of_a_page_saved_by_word_stand_apart() -> None:
    document = read("<p>甲</p><div style='mso-element:footnote-list'><p>乙</p></div><p>丙</p>")
    assert paragraphs(document) == ["甲", "丙"]
    assert paragraphs(document, Zone.FOOTNOTE) == ["乙"]


def levels(page: str) -> list[int | None]:
    return [block.level for block in read(page).blocks if isinstance(block, Paragraph)]


def test_the_only_first_heading_is_the_title() -> None:
    assert levels("<h1>甲</h1><h2>乙</h2><p>丙</p><h3>丁</h3>") == [0, 2, None, 3]


def test_headings_of_level_one_are_headings_when_there_are_more_or_others_above() -> None:
    assert levels("<h1>甲</h1><h1>乙</h1>") == [1, 1]
    assert levels("<h2>甲</h2><h1>乙</h1>") == [2, 1]


def grid(page: str) -> list[tuple[int, int, str, int, int]]:
    return [tuple(cell) for cell in cells(read(page))]  # type: ignore[misc]


def test_spans() -> None:
    table = """<table><tr><th rowspan=2>月份<th colspan=2>工作
    <tr><td>甲<td>乙<tr><td rowspan=0>三月<td>丙<td>丁<tr><td>戊<td>己</table>"""
    assert grid(table) == [
        (0, 0, "月份", 2, 1),
        (0, 1, "工作", 1, 2),
        (1, 1, "甲", 1, 1),
        (1, 2, "乙", 1, 1),
        (2, 0, "三月", 2, 1),
        (2, 1, "丙", 1, 1),
        (2, 2, "丁", 1, 1),
        (3, 1, "戊", 1, 1),
        (3, 2, "己", 1, 1),
    ]


def test_a_span_never_covers_another_cell_or_rows_that_are_not_there() -> None:
    table = "<table><tr><td>a<td rowspan=9>b<tr><td colspan=5>c<td>d</table>"
    assert grid(table) == [
        (0, 0, "a", 1, 1),
        (0, 1, "b", 2, 1),
        (1, 0, "c", 1, 1),
        (1, 2, "d", 1, 1),
    ]


def test_the_foot_of_a_table_is_shown_below_its_body() -> None:
    table = "<table><tfoot><tr><td>注<td>x<tbody><tr><td>三月<td>甲</table>"
    assert [cell[2] for cell in grid(table)] == ["三月", "甲", "注", "x"]


def test_a_cell_holds_its_paragraphs_as_lines() -> None:
    table = "<table><tr><td>三月<td><p>甲</p><p>乙<br>丙</p><ol><li>丁</ol></table>"
    assert [cell[2] for cell in grid(table)] == ["三月", "甲\n乙\n丙\n1. 丁"]


def test_a_caption_stands_before_its_table() -> None:
    document = read("<table><caption>行事历</caption><tr><td>三月<td>甲</table>")
    assert paragraphs(document) == ["行事历"]
    assert [cell.text for cell in cells(document)] == ["三月", "甲"]


def test_tables_of_layout_are_unfolded() -> None:
    inner = "<table><tr><td>三月<td>甲</table>"
    document = read(f"<table><tr><td><p>前</p>{inner}<p>后</p><td>旁</table>")
    assert paragraphs(document) == ["前", "后", "旁"]
    assert [cell.text for cell in cells(document)] == ["三月", "甲"]


def test_one_column_of_prose_is_no_table() -> None:
    assert texts(f"<table><tr><td><p>甲</p><p>{LONG}</p></table>") == ["甲", LONG]
    assert texts(f"<table><tr><td>甲<tr><td>{LONG}</table>") == ["甲", LONG]


def test_an_empty_table_leaves_no_trace() -> None:
    assert texts("<p>甲</p><table><tr><td> <td></table>") == ["甲"]


def test_rows_without_a_table_are_read() -> None:
    assert texts("<tr><td>甲</td><td>乙</td></tr>") == ["甲", "乙"]


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=header>{MENU}</div><div><h1>计划</h1><p>{LONG}</p></div><ul>{MENU}</ul>",
        f"<nav>{MENU}</nav><main><h1>计划</h1><p>{LONG}</p></main><footer>版权所有</footer>",
        f"<div>{MENU}<p>站点</p></div><article><h1>计划</h1><p>{LONG}</p></article><p>x</p>",
        f"<div class=sidebar><p>通知</p></div><div><h1>计划</h1><p>{LONG}</p></div>",
        f"<table><tr><td>{MENU}<td><h1>计划</h1><p>{LONG}</p></table>",
        f"<div id=footer>地址电话</div><div><div><h1>计划</h1><p>{LONG}</p></div></div>",
    ],
)
def test_the_frame_of_a_site_is_left_out(page: str) -> None:
    assert texts(page) == ["计划", LONG]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            f"<div>某校工会计划</div><div>{LONG}</div><div>某校工会 1月5日</div>",
            ["某校工会计划", LONG, "某校工会 1月5日"],
            id="title and signature beside the text",
        ),
        pytest.param(
            f"<div><p>{LONG}</p><p><a href=a>上一篇</a> <a href=b>下一篇</a></p></div>",
            [LONG, "上一篇 下一篇"],
            id="left-overs inside the text",
        ),
        pytest.param(
            f"<article><p>短讯</p></article><div><p>{LONG}</p></div>",
            ["短讯", LONG],
            id="an article that is not the text",
        ),
        pytest.param(
            f"<header><h1>计划</h1></header><main><p>{LONG}</p></main>",
            ["计划", LONG],
            id="a heading outside the main text",
        ),
        pytest.param("<nav>三月：召开教代会</nav>", ["三月：召开教代会"], id="nothing but a menu"),
    ],
)
def test_what_could_be_the_plan_stays(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_encodings(codec: str) -> None:
    assert paragraphs(read("<html><body><p>召开教代会</p>", codec)) == ["召开教代会"]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "utf-8", "iso-8859-1"])
def test_a_declaration_that_is_too_narrow_or_wrong_does_no_harm(declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><p>䶮老师召开教代会</p>"
    assert paragraphs(read(page, "gb18030")) == ["䶮老师召开教代会"]


def test_a_declared_big5_page() -> None:
    page = '<meta http-equiv=Content-Type content="text/html; charset=big5"><p>召開會員大會'
    assert paragraphs(read(page, "big5")) == ["召開會員大會"]


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "长长长"><!ENTITY b "&a;&a;">]><html><body><p>&b;甲</p>'
    assert texts(bomb) == ["&b;甲"]


def large(document: Document) -> list[tuple[Grade, str]]:
    return [(entry.grade, entry.code) for entry in document.health]


def test_a_picture_of_a_page_is_a_gap() -> None:
    page = "<p>甲<img src=a.png width=800 height=1100><img src=icon.png width=20 height=20>"
    assert large(read(page)) == [(Grade.BLOCKING, "health.large-picture")]
    assert large(read("<p>甲<img src=icon.png>")) == []


def test_a_very_deep_page_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"xml\.deep"):
        read("<div>甲" * 100_000)


def test_a_page_of_unclosed_elements_is_read() -> None:
    assert len(texts("<p><font>春风" * 900)) == 900


def test_a_span_of_a_thousand_columns_and_rows_is_capped() -> None:
    with pytest.raises(Unreadable, match=r"read\.too-many-cells"):
        read("<table>" + "<tr><td rowspan=999 colspan=999>甲<td>乙" * 999 + "</table>")


def test_a_page_of_nothing_but_tags_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"xml\.large"):
        read("<b>" * 1_000_001)


@pytest.mark.parametrize("page", ["", " ", "<!-- x -->", "<html></html>", "<p></p>"])
def test_an_empty_page_has_no_blocks(page: str) -> None:
    assert read(page).blocks == ()


@pytest.mark.parametrize(
    ("head", "is_page"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\r\n<HTML xmlns:o='urn'>", True),
        (b'<?xml version="1.0"?>\n<!-- saved -->\n<!DOCTYPE HTML PUBLIC>', True),
        ("\ufeff<html>".encode("utf-16-le"), True),
        (b"<p>&nbsp;2024", False),
        ("2024年<html>".encode(), False),
        (b"", False),
    ],
)
def test_sniffing(head: bytes, is_page: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert READER.sniff(head) is is_page
