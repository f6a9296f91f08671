"""Plain text: lines, pages and tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.reading import cells, paragraphs

from plancheck.api import Document, Paragraph, Source, Unreadable, limits
from plancheck_readers.text import READER


def read(text: str, codec: str = "utf-8") -> Document:
    return READER.read(Source("plan.txt", text.encode(codec)))


def rows(text: str) -> list[list[str]]:
    table: dict[int, list[str]] = {}
    for cell in cells(read(text)):
        table.setdefault(cell.row, []).append(cell.text)
    return list(table.values())


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2029", "\x85"])
def test_each_line_is_a_paragraph(end: str) -> None:
    text = end.join(("计划", "", "  \u3000", "\u3000\u3000一、召开教代会 ", ""))
    assert paragraphs(read(text)) == ["计划", "\u3000\u3000一、召开教代会 "]


def test_soft_breaks_stay_in_a_paragraph() -> None:
    assert paragraphs(read("甲\x0b乙\u2028丙\n丁")) == ["甲\n乙\n丙", "丁"]


def test_form_feeds_begin_pages() -> None:
    pages = [block.page for block in read("甲\n乙\f丙").blocks]
    assert pages == [1, 1, 2]
    assert [block.page for block in read("甲\n乙").blocks] == [None, None]


def test_the_sign_that_ends_old_files_is_left_out() -> None:
    assert paragraphs(read("甲\n\x1a")) == ["甲"]


def test_tab_separated_rows_are_a_table() -> None:
    text = "前\n月份\t内容\t责任人\n三月\t召开教代会\t张老师\n四月\t\t李老师\n后"
    document = read(text)
    assert paragraphs(document) == ["前", "后"]
    assert rows(text) == [
        ["月份", "内容", "责任人"],
        ["三月", "召开教代会", "张老师"],
        ["四月", "", "李老师"],
    ]


def test_rows_may_lack_their_last_tabs() -> None:
    assert rows("月份\t内容\t责任人\n三月\t甲\n四月\t乙\t李") == [
        ["月份", "内容", "责任人"],
        ["三月", "甲", ""],
        ["四月", "乙", "李"],
    ]


def test_an_empty_label_belongs_to_the_cell_above() -> None:
    text = "月份\t内容\n三月\t甲\n\t乙\n\t丙\n四月\t丁"
    found = {cell.text: cell for cell in cells(read(text))}
    assert (found["三月"].row, found["三月"].rows) == (1, 3)
    assert (found["丙"].row, found["丙"].column) == (3, 1)
    assert (found["四月"].row, found["四月"].rows) == (4, 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\t甲\n\t乙\n\t丙", id="indents"),
        pytest.param("\t\t甲\n\t\t乙", id="double indents"),
        pytest.param("1.\t召开教代会\n2.\t慰问教师", id="numbers of a list"),
        pytest.param("（一）\t召开教代会\n（二）\t慰问教师", id="Chinese numbers of a list"),
        pytest.param("●\t召开教代会\n●\t慰问教师", id="bullets"),
        pytest.param("主席：张老师\t\t2024年1月5日", id="a single line"),
        pytest.param("甲\t乙\n丙", id="a line with a tab and one without"),
    ],
)
def test_tabs_that_make_no_table(text: str) -> None:
    assert paragraphs(read(text)) == text.split("\n")


def test_a_list_above_a_table_stays_a_list() -> None:
    text = "1.\t甲\n2.\t乙\n月份\t内容\t责任人\n三月\t丙\t丁"
    assert paragraphs(read(text)) == ["1.\t甲", "2.\t乙"]
    assert rows(text) == [["月份", "内容", "责任人"], ["三月", "丙", "丁"]]


def test_a_line_of_signatures_above_a_table_stays_a_line() -> None:
    text = "拟稿\t张\t审核\t李\n周次\t内容\n一\t开会\n二\t慰问"
    assert paragraphs(read(text)) == ["拟稿\t张\t审核\t李"]
    assert rows(text)[1:] == [["一", "开会"], ["二", "慰问"]]


@pytest.mark.parametrize(
    "text",
    [
        "| 月份 | 内容 |\n|---|:-:|\n| 三月 | 甲 |",
        "| 月份 | 内容 |\n| 三月 | 甲 |",
        "月份 | 内容\n--- | ---\n三月 | 甲",
    ],
)
def test_rows_between_bars_are_a_table(text: str) -> None:
    assert rows(text) == [["月份", "内容"], ["三月", "甲"]]


def test_a_cell_with_a_caret_is_merged_with_the_one_above() -> None:
    found = {cell.text: cell for cell in cells(read("| 三月 | 甲 |\n| 四月 | ^ |\n| ^ | 乙 |"))}
    assert (found["甲"].rows, found["四月"].rows) == (2, 2)
    assert len(found) == 4


def test_bars_in_prose_are_no_table() -> None:
    text = "工会 | 2024年计划\n联系人 | 张老师"
    assert paragraphs(read(text)) == text.split("\n")


def test_a_bar_may_be_written_in_a_cell() -> None:
    assert rows("| a\\|b | c |\n| d | e |") == [["a|b", "c"], ["d", "e"]]


def test_text_beyond_the_cap_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"read\.too-much-text"):
        read("工" * (limits.TEXT + 1))


def test_a_table_beyond_the_cap_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"read\.too-many-cells"):
        read("a" + "\tb" * 999 + "\n" + "a\tb\n" * 101 + "a" + "\tb" * 999)


def test_many_lines_with_one_tab_are_quick() -> None:
    assert len(read("1.\t召开教代会\n" * 50_000).blocks) == 50_000


LINES = st.lists(st.text(alphabet="工会三月|^-\t 、1.#", max_size=12), max_size=12)


@given(LINES)
def test_no_visible_character_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    kept = [
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in read(text).blocks
    ]
    signs = str.maketrans("", "", "|^-\t\n ")
    assert "".join(kept).translate(signs) == text.translate(signs)


DUTY = "召开教职工代表大会，听取校长的工作报告并审议财务决算"
PROSE = (
    "本学期工会要团结全体教职工，按时召开教代会，认真听取提案，把每一件关系到教职工切身利益的"
    "事情办好办实，并在五月底以前把办理的结果逐件答复提案人，同时在校务公开栏里向全体教职工公布。"
)


def broken(*texts: str, width: int = 30) -> str:
    """Break texts at a width, as a program does."""
    return "\n".join(text[at : at + width] for text in texts for at in range(0, len(text), width))


def test_lines_broken_at_a_width_are_joined() -> None:
    texts = ["2024年工会计划", *(f"\u3000\u3000{PROSE}{number}" for number in range(4))]
    assert paragraphs(read(broken(*texts))) == texts


def test_numbers_and_tables_begin_anew_among_broken_lines() -> None:
    texts = [*(f"{number}、{PROSE}" for number in range(1, 5)), "行事历"]
    document = read(broken(*texts) + "\n月份\t内容\t谁\n三月\t开会\t张\n")
    assert paragraphs(document) == texts
    assert [cell.text for cell in cells(document)][:3] == ["月份", "内容", "谁"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([PROSE] * 12, id="long lines"),
        pytest.param(
            [f"{number}、{DUTY}" for number in range(12)],
            id="items",
        ),
        pytest.param([f"{DUTY}。"] * 12, id="sentences"),
        pytest.param(["召开教代会", "慰问教师", "体检"] * 12, id="short lines"),
    ],
)
def test_lines_that_are_paragraphs_stay_apart(lines: list[str]) -> None:
    assert paragraphs(read("\n".join(lines))) == lines
