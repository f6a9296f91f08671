"""Lines of a PDF become the paragraphs a person sees."""

import pytest
from readers.pdf_builder import (
    HEIGHT,
    LEFT,
    LONG,
    OTHER,
    RIGHT,
    SIZE,
    column,
    grid,
    line,
    pdf,
    turned,
    words,
)
from readers.reading import paragraphs

from plancheck.api import Document, Paragraph, Source, Zone
from plancheck_readers.portable import READER

pytest.importorskip("pypdfium2_raw")


def read(data: bytes) -> Document:
    return READER.read(Source("plan.pdf", data))


def texts(*pages: bytes) -> list[str]:
    return paragraphs(read(pdf(*pages)))


def test_lines_are_joined_and_indents_part_paragraphs() -> None:
    assert texts(column([LONG, OTHER, LONG])) == [LONG, OTHER, LONG]


def test_a_paragraph_whose_last_line_is_full_ends_at_the_next_indent() -> None:
    full = (LONG * 2)[:67] + "。"
    assert len(full) == 68
    assert texts(column([full, OTHER])) == [full, OTHER]


def test_without_indents_numbers_part_paragraphs_under_full_lines() -> None:
    full = "一、" + LONG[:32] + "。"
    assert texts(column([full, "二、" + OTHER, LONG], indent=0)) == [full, "二、" + OTHER, LONG]


def test_a_sentence_goes_on_over_the_page() -> None:
    assert texts(
        words(LEFT + 24, 700, LONG[:33]), words(LEFT, 100, LONG[33:]) + column([OTHER], top=118)
    ) == [LONG, OTHER]


def test_headers_footers_and_page_numbers_are_no_part_of_the_text() -> None:
    def page(number: int, content: bytes) -> bytes:
        foot = words(290, HEIGHT - 50, f"- {number} -", 9)
        return words(200, 50, "育英小学工会", 9) + content + foot

    document = read(pdf(page(1, column([LONG])), page(2, column([OTHER])), page(3, b"")))
    assert paragraphs(document) == [LONG, OTHER]
    assert paragraphs(document, Zone.HEADER) == ["育英小学工会"]
    assert paragraphs(document, Zone.FOOTER) == []


def test_a_single_page_has_a_header_and_a_number_too() -> None:
    margins = words(200, 50, "育英小学工会", 9) + words(280, HEIGHT - 50, "第 1 页 共 1 页", 9)
    document = read(pdf(margins + column([LONG])))
    assert paragraphs(document) == [LONG]
    assert paragraphs(document, Zone.HEADER) == ["育英小学工会"]


def test_notes_at_the_foot_of_a_page_stand_in_their_zone() -> None:
    note = line(LEFT, 700, LEFT + 144, 700) + words(LEFT, 715, "1 含幼儿园教职工", 9)
    document = read(pdf(column([LONG]) + note, column([OTHER])))
    assert paragraphs(document) == [LONG, OTHER]
    assert paragraphs(document, Zone.FOOTNOTE) == ["1 含幼儿园教职工"]


def test_every_paragraph_knows_its_page() -> None:
    document = read(pdf(column([LONG]), column([OTHER])))
    assert [block.page for block in document.blocks] == [1, 2]


def test_title_and_headings_are_told_by_size() -> None:
    title = words(234, 80, "工会工作计划", 22)
    head = words(LEFT, 120, "一、工作目标", 16)
    document = read(pdf(title + head + column([LONG, OTHER], top=150)))
    assert [block.level for block in document.blocks if isinstance(block, Paragraph)] == [
        0, 1, None, None,
    ]  # fmt: skip


def test_quotation_marks_drawn_after_the_line_stand_in_their_place() -> None:
    drawn = (
        words(LEFT, 100, "争创")
        + words(LEFT + 36, 100, "先进职工之家")
        + words(LEFT + 24, 100, "“")
    )
    assert texts(drawn + words(LEFT + 108, 100.5, "”")) == ["争创“先进职工之家”"]


def test_no_blank_between_chinese_and_figures_and_one_between_words() -> None:
    gap = words(LEFT, 100, "召开于") + words(LEFT + 39, 100, "2024") + words(LEFT + 90, 100, "年")
    assert texts(gap) == ["召开于2024年"]
    wide = words(LEFT, 100, "AB") + words(LEFT + 28, 100, "CD")
    assert texts(wide) == ["AB CD"]


def test_radicals_are_the_characters_they_look_like() -> None:
    assert texts(words(LEFT, 100, "⼯会⻓⽂⻚")) == ["工会长文页"]


def test_a_sideways_page_is_read_as_it_is_held() -> None:
    lines = turned(100, 752, LONG) + turned(118, 752, "二、" + OTHER)
    assert texts(lines) == [LONG, "二、" + OTHER]


def test_signs_outside_the_page_or_drawn_unseen_do_not_count() -> None:
    hidden = words(LEFT, 300, "召开教代会", mode=3) + words(LEFT, -40, "召开教代会")
    assert texts(column([LONG]) + hidden + words(-300, 90, "召开教代会")) == [LONG]


def test_a_long_title_in_two_lines_is_one_paragraph() -> None:
    first = "某某市某某区第一实验小学工会委员会二〇二四年"
    middle = (LEFT + RIGHT) / 2
    title = words(middle - len(first) * 9, 80, first, 18) + words(
        middle - 63, 107, "度工作计划要点", 18
    )
    assert texts(title + column([LONG, OTHER, LONG], top=150))[0] == first + "度工作计划要点"


def test_a_text_box_beside_the_text_does_not_break_a_sentence() -> None:
    narrow = [LONG[:23], LONG[23:48], LONG[48:]]
    y = 100.0
    drawn = column([OTHER, OTHER], top=160)
    for at, text in enumerate(narrow):
        drawn += words(LEFT + (24 if not at else 0), y, text)
        y += SIZE * 1.5
    box = grid([400, 510], [86, 142]) + words(406, 100, "联系人：王老师")
    assert texts(drawn + box) == [LONG, "联系人：王老师", OTHER, OTHER]
