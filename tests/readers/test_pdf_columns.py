"""Pages set in two columns, as in a newspaper, are read one column after the other."""

from collections.abc import Sequence

import pytest
from readers.pdf_builder import HEIGHT, LEFT, LONG, OTHER, SIZE, column, grid, pdf, words
from readers.reading import cells, paragraphs

from plancheck.api import Document, Source
from plancheck_readers.pdf.characters import character
from plancheck_readers.portable import READER

pytest.importorskip("pypdfium2_raw")

SECOND = 320
"""Where the right column begins."""
WIDE = 15
"""Characters of a full line."""
MARCH = ["三月份：", "1．庆祝妇女节，组织女教职工健康讲座和春季踏青活动。", "2．召开教代会。"]
MAY = ["五月份：", "1．表彰先进工会小组，组织全体教职工参加气排球赛。", "2．慰问一线职工。"]


def read(*pages: bytes) -> Document:
    return READER.read(Source("plan.pdf", pdf(*pages)))


def narrow(texts: Sequence[str], left: float, top: float = 130, pitch: float = 1.5) -> bytes:
    """Set paragraphs without indents in lines of a column."""
    drawn = b""
    y = top
    for text in texts:
        for at in range(0, len(text), WIDE):
            drawn += words(left, y, text[at : at + WIDE])
            y += SIZE * pitch
    return drawn


@pytest.mark.parametrize("pitch", [1.5, 1.7])
def test_the_left_column_is_read_to_its_end_first(pitch: float) -> None:
    title = words(150, 90, "二〇二四年工会工作行事历", 18)
    left, right = [*MARCH, *MAY], [*MAY, *MARCH]
    found = read(title + narrow(left, LEFT) + narrow(right, SECOND, pitch=pitch))
    assert paragraphs(found) == ["二〇二四年工会工作行事历", *left, *right]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    left = narrow([*MARCH, *MAY, LONG[: 2 * WIDE]], LEFT)
    right = narrow([LONG[2 * WIDE :], *MARCH], SECOND)
    assert paragraphs(read(left + right)) == [*MARCH, *MAY, LONG, *MARCH]


def test_text_over_the_whole_page_stands_above_and_below() -> None:
    columns = narrow([*MARCH, *MAY], LEFT, 200) + narrow([*MAY, *MARCH], SECOND, 200)
    page = column([LONG]) + columns + column([OTHER], top=420)
    assert paragraphs(read(page)) == [LONG, *MARCH, *MAY, *MAY, *MARCH, OTHER]


@pytest.mark.parametrize("right", [["六月份：", "体检。"], []])
def test_a_few_lines_on_the_last_page_stand_in_columns_too(right: list[str]) -> None:
    first = narrow([*MARCH, *MAY], LEFT) + narrow([*MAY, *MARCH], SECOND)
    last = narrow(MAY, LEFT, 80) + narrow(right, SECOND, 80)
    found = paragraphs(read(first, last))
    assert found == [*MARCH, *MAY, *MAY, *MARCH, *MAY, *right]


def test_a_table_without_lines_is_no_text_in_columns() -> None:
    """Each of its times stands beside what is to be done then, though they are as wide."""
    drawn = b""
    for at in range(8):
        y = 130 + at * 36
        drawn += words(LEFT, y, f"第{'一二三四五六七八'[at]}周二月十九至廿三日")
        drawn += narrow(
            [f"开展第{at}项活动，组织全体教职工参加，各工会小组负责"], SECOND, 130 + at * 36
        )
    found = cells(read(drawn))
    assert [cell.column for cell in found] == [0, 1] * 8
    assert found[3].text == "开展第1项活动，组织全体教职工参加，各工会小组负责"


def test_items_under_full_lines_of_a_cell_are_parted_by_their_numbers() -> None:
    """No stop, no indent and no room tells; that 2 comes after 1 does."""
    items = ["1、庆祝教师节，表彰师德标兵", "2、新教师入会仪式"]
    right = LEFT + 60 + len(items[0]) * SIZE
    ruled = grid((LEFT, LEFT + 50, right + 10), (96, 140))
    drawn = b"".join(words(LEFT + 60, 110 + 18 * at, item) for at, item in enumerate(items))
    found = cells(read(ruled + words(LEFT + 5, 110, "九月") + drawn))
    assert [cell.text for cell in found] == ["九月", "\n".join(items)]


def test_a_title_that_is_spread_out_is_one_word() -> None:
    """Of its blanks, which some programs draw apart, only one may be left."""
    title = "工作计划"
    apart = b"".join(words(200 + at * 33, 90, sign, 22) for at, sign in enumerate(title))
    apart += words(222, 90, " ", 10) + words(162, 120, " ", 6)
    halves = b"".join(words(150 + at * 18, 120, sign) for at, sign in enumerate("青石镇中心小学"))
    assert paragraphs(read(apart + halves + column([LONG], top=160))) == [
        title,
        "青石镇中心小学",
        LONG,
    ]


def test_the_rest_of_a_row_goes_on_over_the_page_with_its_items() -> None:
    def row(y: float, month: str, items: Sequence[str]) -> bytes:
        return words(LEFT, y, month) + b"".join(
            words(LEFT + 150, y + 18 * at, item) for at, item in enumerate(items)
        )

    foot = HEIGHT - 90
    first = row(foot - 54, "八月份", ["1、暑期疗休养"]) + row(
        foot, "九月份", ["1、庆祝教师节，表彰师"]
    )
    first += row(foot - 36, "九月初", ["1、开学慰问一线教职工"])
    second = words(LEFT + 150, 80, "德标兵；") + words(LEFT + 150, 98, "2、新教师入会；")
    second += row(116, "十月份", ["1、重阳节慰问"]) + row(134, "十一月份", ["1、征集提案"])
    found = cells(read(first, second))
    assert [cell.text for cell in found if cell.column == 0] == [
        "八月份",
        "九月初",
        "九月份",
        "十月份",
        "十一月份",
    ]
    assert found[5].text == "1、庆祝教师节，表彰师德标兵；\n2、新教师入会；"


def test_rows_of_months_are_not_joined_though_their_words_are_as_many() -> None:
    rows = [("二月召开工会委员会", "李委员"), ("三月庆祝三八妇女节", "王委员")]
    drawn = b"".join(
        words(x, 130 + 18 * at, text)
        for at, row in enumerate(rows)
        for x, text in zip((LEFT, LEFT + 130), row, strict=True)
    )
    assert [cell.text for cell in cells(read(drawn))] == [text for row in rows for text in row]


@pytest.mark.parametrize(
    ("code", "font", "sign"),
    [
        (0xF0B7, "BAAAAA+OpenSymbol", "•"),
        (0xF0B7, "SymbolMT", "•"),
        (0xF099, "Webdings", "•"),
        (0xF099, "SimSun", "\ufffd"),
    ],
)
def test_bullets_of_symbol_fonts_are_no_lost_characters(code: int, font: str, sign: str) -> None:
    assert character(code, font) == sign
