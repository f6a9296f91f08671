"""Binary Word documents, as a person sees them on paper."""

import struct
from itertools import starmap
from pathlib import Path

import pytest
from readers.doc_builder import (
    BOXES,
    DELETED,
    ENDNOTES,
    FOOTNOTES,
    HEADERS,
    HIDDEN,
    IN_TABLE,
    OBJECT_MARK,
    SPECIAL,
    P,
    Run,
    char_style,
    choosing,
    clx,
    doc,
    drawings,
    drop_down,
    in_list,
    inner_row,
    level,
    list_table,
    lists,
    override,
    p,
    plc,
    record,
    row,
    shape,
    sprm,
    style,
    u16,
    u32,
)
from readers.reading import paragraphs
from readers.reading import read as read_docx

from plancheck.api import Cell, Document, Grade, Paragraph, Source, Table, Zone
from plancheck_readers.doc import READER
from plancheck_readers.word_binary.fib import Tables

LONG = p("工会工作" * 50)
NORMAL = style("Normal")
PLAIN_AGAIN = sprm(0x2A33, 0)


def read(data: bytes) -> Document:
    return READER.read(Source("plan.doc", data))


def texts(*body: P, **more: object) -> list[str]:
    return paragraphs(read(doc(*body, **more)))  # type: ignore[arg-type]


def field(instruction: str, result: str | None = None) -> list[str | Run]:
    middle: list[str | Run] = [] if result is None else ["\x14", result]
    return [("\x13", SPECIAL), instruction, *middle, ("\x15", SPECIAL)]


# -- text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (["工会"], "工会"),
        (["甲\t乙\x0b丙"], "甲\t乙\n丙"),
        (["甲\x1e乙\x1f丙"], "甲-乙丙"),
        (["甲\xa0乙"], "甲\xa0乙"),
        (["𠮷野家"], "𠮷野家"),
        (["显", ("藏", HIDDEN)], "显"),
        (["留", ("删", DELETED)], "留"),
        (["留", ("删", DELETED + PLAIN_AGAIN), ("显", HIDDEN + PLAIN_AGAIN)], "留显"),
        (["甲", ("藏", HIDDEN), ("现", HIDDEN + sprm(0x083C, 0)), "乙"], "甲现乙"),
        (["第", *field(" PAGE ", "3"), "页"], "第3页"),
        (["甲", *field(" TOC "), "乙"], "甲乙"),
        ([*field(" A ", "外"), *field(" B ", "内")], "外内"),
        (["甲", ("\x13", SPECIAL), "乙"], "甲乙"),
        (["甲", ("\x13", DELETED), "乙"], "甲乙"),
        ([("\x05", SPECIAL), "批注"], "批注"),
        (["甲\x0c乙"], "甲乙"),
        (["选", *field(r' EQ \* jc2 \* "Font:宋体" \o\ad(\s\up 9(gong),工)')], "选工"),
    ],
)
def test_exactly_what_is_visible(content: list[str | Run], text: str) -> None:
    assert texts(p(*content)) == [text]


def test_instruction_of_a_field_in_a_field_is_no_text() -> None:
    inner = field(" PAGE ", "7")
    assert texts(p("甲", ("\x13", SPECIAL), " IF ", *inner, "\x14", "乙", ("\x15", SPECIAL))) == [
        "甲乙"
    ]


def test_one_byte_a_character() -> None:
    narrow = bytes([0x93]) + b"AB" + bytes([0x94, 0x0D])
    document = doc(p("……"), pieces=clx([(0, 3, 2048, False)]))
    at = document.index("……".encode("utf-16-le"))
    data = document[:at] + narrow + document[at + len(narrow) :]
    data = data.replace(clx([(0, 3, 2048, False)]), clx([(0, 3, 2048, True)]))
    assert paragraphs(read(data)) == ["“AB"]


def test_pieces_are_read_in_their_order() -> None:
    pieces = clx([(0, 2, 2052, False), (2, 4, 2048, False), (4, 5, 2056, False)])
    assert texts(p("一二三四"), pieces=pieces) == ["三四一二"]


def test_a_piece_may_be_deleted_as_a_whole() -> None:
    deleted = 0x41 << 1 | 1 << 8
    pieces = clx([(0, 2, 2048, False), (2, 4, 2052, False), (4, 5, 2056, False)], [0, deleted, 0])
    assert texts(p("一二三四"), pieces=pieces) == ["一二"]


def test_a_piece_may_take_looks_back_but_no_deletion() -> None:
    plain = 0x53 << 1
    pieces = clx([(0, 2, 2048, False), (2, 4, 2052, False), (4, 5, 2056, False)], [0, plain, 0])
    body = p("一", ("二", HIDDEN), ("三", HIDDEN), ("四", DELETED))
    assert texts(body, pieces=pieces) == ["一三"]


def test_empty_paragraphs_are_no_blocks() -> None:
    assert texts(p("甲"), p(""), p(" \t"), p("乙")) == ["甲", "乙"]


@pytest.mark.parametrize("mark", [DELETED, HIDDEN])
def test_paragraph_whose_mark_is_gone_runs_on(mark: bytes) -> None:
    assert texts(p("前半", mark_props=mark), p("后半"), p("又")) == ["前半后半", "又"]


def test_hidden_mark_between_two_styles_leaves_two_paragraphs() -> None:
    mark = HIDDEN + sprm(0x0818, 1)
    assert texts(p("一、目标", mark_props=mark), p("正文")) == ["一、目标", "正文"]


def test_sections_end_paragraphs() -> None:
    sections = plc([0, 2, 4], [bytes(12)] * 2)
    assert texts(p("甲", mark="\x0c"), p("乙"), tables={Tables.SECTIONS: sections}) == ["甲", "乙"]


def fonts(*names: str) -> dict[int, bytes]:
    written = (
        bytes([39 + len(name) * 2 + 2]) + bytes(39) + name.encode("utf-16-le") + b"\0\0"
        for name in names
    )
    return {Tables.FONTS: u16(len(names), 0) + b"".join(written)}


IN_SIGNS = sprm(0x4A4F, u16(1))


def test_symbols() -> None:
    by_code = ("(", SPECIAL + sprm(0x6A09, u16(1, 0xF0FE)))
    by_font = ("\uf0fe", IN_SIGNS)
    assert texts(p(by_code, "甲", by_font), tables=fonts("宋体", "Wingdings")) == ["☑甲☑"]


@pytest.mark.parametrize("look", [IN_SIGNS, SPECIAL + sprm(0x6A09, u16(1, 0xF0FE))])
def test_control_characters_among_signs_are_what_they_are(look: bytes) -> None:
    """A field that ends in a font of signs ends, and does not swallow the rest of the plan."""
    begin, middle, end = (("\uf0fe\t\x13", look), ("\x14\uf0fe", look), ("\x15\uf0fe", look))
    body = [p("甲", begin, " PAGE ", middle, "3", end), p("乙")]
    assert texts(*body, tables=fonts("宋体", "Wingdings")) == ["甲☑\t☑3☑", "乙"]


def test_styles_that_hide() -> None:
    styles = [
        NORMAL,
        style("密", chars=HIDDEN, base=0),
        char_style("隐", HIDDEN),
        style("子", base=1),
    ]
    hides = sprm(0x4A30, u16(2))
    assert texts(
        p("藏", style=1, mark_props=sprm(0x083C, 0)),
        p("甲", ("藏", hides), "乙"),
        p("藏", ("两次隐藏抵消", hides), style=1, mark_props=sprm(0x083C, 0)),
        p(("显", sprm(0x083C, 0)), style=3, mark_props=sprm(0x083C, 0)),
        p(("显", sprm(0x083C, 0x81)), style=3, mark_props=sprm(0x083C, 0)),
        styles=styles,
    ) == ["甲乙", "两次隐藏抵消", "显", "显"]


@pytest.mark.parametrize(
    ("name", "props", "own", "expected"),
    [
        ("heading 2", b"", b"", 2),
        ("标题 3", b"", b"", 3),
        ("Title", b"", b"", 0),
        ("节", sprm(0x2640, 3), b"", 4),
        ("节", sprm(0x2640, 9), b"", None),
        ("节", b"", sprm(0x2640, 0), 1),
        ("heading 2", b"", sprm(0x2640, 9), None),
    ],
)
def test_heading_levels(name: str, props: bytes, own: bytes, expected: int | None) -> None:
    data = doc(p("目标", style=1, props=own), styles=[NORMAL, style(name, props=props)])
    assert read(data).blocks == (Paragraph("目标", 0, expected),)


def test_heading_level_is_inherited() -> None:
    styles = [NORMAL, style("heading 1"), style("我的标题", base=1)]
    assert read(doc(p("目标", style=2), styles=styles)).blocks == (Paragraph("目标", 0, 1),)


@pytest.mark.parametrize(
    ("styles", "used"),
    [
        pytest.param([], 0, id="no style at all"),
        pytest.param([NORMAL], 1, id="an unknown style"),
        pytest.param([NORMAL, b"", style("密", base=1)], 2, id="based on an empty one"),
    ],
)
def test_a_style_that_is_missing_might_hide_its_text(styles: list[bytes], used: int) -> None:
    document = read(doc(p("甲", style=used), styles=styles))
    (entry,) = document.health
    assert paragraphs(document) == ["甲"]
    assert (entry.grade, dict(entry.values)["what"]) == (Grade.BLOCKING, "STSH")


# -- numbers

CHINESE, ARABIC = level("%1、", 39), level("%1.%2", follow=0)


def test_numbers_are_counted() -> None:
    numbering = (lists([CHINESE, ARABIC]), list_table((0, [])))
    body = [p(text, props=in_list(1, depth)) for text, depth in (("甲", 0), ("子", 1), ("丑", 1))]
    body += [p("乙", props=in_list(1)), p("寅", props=in_list(1, 1)), p("无")]
    document = read(doc(*body, numbering=numbering))
    assert [(block.text, block.number) for block in document.blocks] == [  # type: ignore[union-attr]
        ("一、甲", 2),
        ("一.1 子", 4),
        ("一.2 丑", 4),
        ("二、乙", 2),
        ("二.1 寅", 4),
        ("无", 0),
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"flags": 4}, ["一、甲", "1.1 子", "二、乙", "2.1 丑"]),
        ({"flags": 8}, ["一、甲", "一.1 子", "二、乙", "二.2 丑"]),
        ({"follow": 2, "chars": HIDDEN}, ["一、甲", "子", "二、乙", "丑"]),
        ({"follow": 1}, ["一、甲", "一.1 子", "二、乙", "二.1 丑"]),
    ],
)
def test_ways_to_number(more: dict[str, int | bytes], expected: list[str]) -> None:
    second = level("%1.%2", **{"follow": 1, **more})  # type: ignore[arg-type]
    numbering = (lists([CHINESE, second]), list_table((0, [])))
    items = (("甲", 0), ("子", 1), ("乙", 0), ("丑", 1))
    body = [p(text, props=in_list(1, depth)) for text, depth in items]
    assert texts(*body, numbering=numbering) == expected


def test_lists_share_numbers_unless_they_start_anew() -> None:
    anew = [override(0, 1)]
    changed = [override(0, 5, level("(%1)", start=5))]
    numbering = (lists([CHINESE]), list_table((0, []), (0, []), (0, anew), (0, changed)))
    body = [p("甲", props=in_list(number)) for number in (1, 2, 3, 3, 4)]
    assert texts(*body, numbering=numbering) == ["一、甲", "二、甲", "一、甲", "二、甲", "(5)甲"]


def test_numbers_through_styles() -> None:
    numbering = (lists([CHINESE, level("（%2）", 39)], styles=[1, 2]), list_table((0, [])))
    styles = [NORMAL, style("一级", props=in_list(1)), style("二级", props=in_list(1))]
    body = [
        p("甲", style=1),
        p("子", style=2),
        p("无", style=1, props=in_list(0)),
        p("乙", style=1),
    ]
    assert texts(*body, styles=styles, numbering=numbering) == [
        "一、甲",
        "（一）子",
        "无",
        "二、乙",
    ]


def test_bullets_and_unknown_lists_give_no_number() -> None:
    numbering = (lists([level("\uf0b7", 23)]), list_table((0, [])))
    body = [p("甲", props=in_list(1)), p("乙", props=in_list(9)), p("丙", props=in_list(0xF801))]
    assert texts(*body, numbering=numbering) == ["甲", "乙", "丙"]


def test_kept_indents_are_still_a_list_and_passed_over_items_are_not_counted() -> None:
    numbering = (lists([CHINESE]), list_table((0, [])))
    body = [
        p("甲", props=in_list(0xFFFF)),
        p("乙", props=in_list(1, 0xC)),
        p("丙", props=in_list(1)),
    ]
    assert texts(*body, numbering=numbering) == ["一、甲", "乙", "二、丙"]


def test_deleted_items_are_not_counted() -> None:
    numbering = (lists([CHINESE]), list_table((0, [])))
    gone = p(("旧", DELETED), props=in_list(1), mark_props=DELETED)
    body = [p("甲", props=in_list(1)), gone, p("乙", props=in_list(1))]
    assert texts(*body, numbering=numbering) == ["一、甲", "二、乙"]


# -- tables


def table(*rows: list[P]) -> Table:
    (found,) = read(doc(*(one for each in rows for one in each))).blocks
    assert isinstance(found, Table)
    return found


def grid(*cells: tuple[object, ...]) -> Table:
    return Table(tuple(starmap(Cell, cells)))


def test_rows_and_columns() -> None:
    assert table(row("月份", "工作"), row("三月", "慰问")) == grid(
        (0, 0, "月份"), (0, 1, "工作"), (1, 0, "三月"), (1, 1, "慰问")
    )


def test_columns_follow_from_the_edges_of_all_rows() -> None:
    assert table(row("全年", edges=[0, 3000]), row("三月", "甲", "乙")) == grid(
        (0, 0, "全年", 1, 3), (1, 0, "三月"), (1, 1, "甲"), (1, 2, "乙")
    )


def test_edges_that_nearly_meet_are_one() -> None:
    assert table(row("甲", "乙", edges=[0, 1004, 2000]), row("丙", "丁")) == grid(
        (0, 0, "甲"), (0, 1, "乙"), (1, 0, "丙"), (1, 1, "丁")
    )


def test_merged_downward() -> None:
    assert table(
        row("上半年", "甲", flags=[0x60, 0]), row("", "乙", flags=[0x20, 0]), row("下半年", "丙")
    ) == grid((0, 0, "上半年", 2, 1), (0, 1, "甲"), (1, 1, "乙"), (2, 0, "下半年"), (2, 1, "丙"))


@pytest.mark.parametrize(("first", "others"), [(1, 2), (2, 1), (3, 1)])
def test_merged_sideways_in_either_way_of_writing_it(first: int, others: int) -> None:
    assert table(row("全年", "", "备注", flags=[first, others, 0])) == grid(
        (0, 0, "全年", 1, 2), (0, 2, "备注")
    )


def test_changes_of_a_row() -> None:
    merged = sprm(0x5624, bytes([0, 2]))
    assert table(row("全年", "", "备注", changes=merged)) == grid(
        (0, 0, "全年", 1, 2), (0, 2, "备注")
    )
    inserted = sprm(0x7621, bytes([1, 1]) + u16(1000))
    three = row("甲", "乙", edges=[0, 1000, 2000], changes=inserted)
    three.insert(2, p("丙", props=IN_TABLE)._replace(mark="\x07"))
    assert table(three) == grid((0, 0, "甲"), (0, 1, "乙"), (0, 2, "丙"))
    deleted = sprm(0x5622, bytes([0, 1]))
    widened = sprm(0x7623, bytes([0, 2]) + u16(1000))
    down = sprm(0xD62B, bytes([2, 0, 1]))
    assert table(
        row("甲", "乙", edges=[0, 700, 1500], changes=widened),
        row("", "丁", edges=[0, 1000, 2000], changes=down),
    ) == grid((0, 0, "甲", 2, 1), (0, 1, "乙"), (1, 1, "丁"))
    split = sprm(0x5625, bytes([0, 2]))
    assert table(row("甲", "乙", flags=[2, 1], changes=split)) == grid((0, 0, "甲"), (0, 1, "乙"))
    assert table(row("甲", "乙", changes=deleted)) == grid((0, 0, "甲"), (0, 1, "乙"))


@pytest.mark.parametrize("mark", [DELETED, HIDDEN])
def test_deleted_and_hidden_rows_are_gone(mark: bytes) -> None:
    cells = (p(("旧", mark)), p(("旧", mark)))
    gone = [cell._replace(mark_props=mark) for cell in row(*cells, mark_props=mark)]
    assert table(row("三月", "甲"), gone, row("四月", "乙")) == grid(
        (0, 0, "三月"), (0, 1, "甲"), (1, 0, "四月"), (1, 1, "乙")
    )


def test_row_that_is_deleted_is_gone_whatever_its_text() -> None:
    gone = row("旧", "旧", mark_props=DELETED)
    assert table(row("三月", "甲"), gone) == grid((0, 0, "三月"), (0, 1, "甲"))


def test_row_whose_end_is_hidden_shows_what_is_not_hidden() -> None:
    half = row("四月", p(("藏", HIDDEN)), mark_props=HIDDEN)
    assert table(row("三月", "甲"), half, row("五月", "乙")) == grid(
        (0, 0, "三月"), (0, 1, "甲"), (1, 0, "四月"), (1, 1, ""), (2, 0, "五月"), (2, 1, "乙")
    )


def test_paragraphs_of_a_cell_are_joined() -> None:
    first = p("一", props=IN_TABLE)
    assert table([first, *row("二", "三")]) == grid((0, 0, "一\n二"), (0, 1, "三"))


def test_table_that_holds_tables_is_unfolded() -> None:
    body = [*inner_row("三月", "慰问"), *row("尾", "注")]
    assert read(doc(p("前"), *body, p("后"))).blocks == (
        Paragraph("前"),
        grid((0, 0, "三月"), (0, 1, "慰问")),
        Paragraph("尾"),
        Paragraph("注"),
        Paragraph("后"),
    )


def test_row_that_the_text_ends_in_is_kept() -> None:
    assert table(row("三月", "慰问")[:-1]) == grid((0, 0, "三月"), (0, 1, "慰问"))


# -- notes, headers, what floats


def test_notes_follow_in_the_order_of_their_marks() -> None:
    mark = ("\x02", SPECIAL)
    document = read(
        doc(
            p("甲", mark, "乙", ("\x02", SPECIAL + HIDDEN), "丙", mark),
            stories={FOOTNOTES: [p(mark, "注一"), p("暗"), p("")], ENDNOTES: [p("尾注"), p("")]},
            tables={
                Tables.FOOTNOTE_MARKS: plc([1, 3, 7], [u16(1)] * 2),
                Tables.FOOTNOTES: plc([0, 4, 6, 7]),
                Tables.ENDNOTE_MARKS: plc([5, 7], [u16(1)]),
                Tables.ENDNOTES: plc([0, 3, 4]),
            },
        )
    )
    assert paragraphs(document) == ["甲乙丙"]
    assert paragraphs(document, Zone.FOOTNOTE) == ["注一", "尾注"]


@pytest.mark.parametrize("title", [True, False])
def test_headers_and_footers(title: bool) -> None:  # noqa: FBT001 - a parameter of the test
    margins = [p("校名"), p("页脚"), p("首页"), p("")]
    sepx = sprm(0x300A, int(title))
    bounds = [0] * 7 + [0, 3, 3, 6, 9, 9, 10]
    data = doc(
        p("正文"),
        stories={HEADERS: margins},
        tables={
            Tables.HEADERS: plc(bounds),
            Tables.SECTIONS: plc([0, 3], [u16(0) + u32(100) + bytes(6)]),
        },
    )
    data = data.replace(u32(100) + bytes(6), u32(1980) + bytes(6))
    at = data.index(u16(0xA5EC)) + 1980
    data = data[:at] + u16(len(sepx)) + sepx + data[at + 2 + len(sepx) :]
    document = read(data)
    assert paragraphs(document, Zone.HEADER) == (["校名", "首页"] if title else ["校名"])
    assert paragraphs(document, Zone.FOOTER) == ["页脚"]
    assert document.health == ()


def anchor(shape: int, twips: int = 1000) -> bytes:
    return struct.pack("<I4iHI", shape, 0, 0, twips, twips, 0, 0)


def box(shape: int) -> bytes:
    return u32(1, 0) + u16(0) + u32(0xFFFFFFFF, shape, 0)


def floating(shapes: bytes, *, twips: int = 1000, boxes: int = 0) -> Document:
    mark = ("\x08", SPECIAL)
    return read(
        doc(
            LONG,
            p("前", mark),
            p("后"),
            stories={BOXES: [p("框内"), p("")]} if boxes else {},
            tables={
                Tables.ANCHORS: plc([202, 204], [anchor(1025, twips)]),
                Tables.DRAWINGS: shapes,
                Tables.BOXES: plc([0, 3, 4], [box(boxes), box(0)]) if boxes else b"",
            },
        )
    )


def health(document: Document) -> list[tuple[Grade, str]]:
    return [(entry.grade, entry.code) for entry in document.health]


def test_text_box_follows_the_paragraph_it_is_tied_to() -> None:
    document = floating(drawings(shape(1025)), boxes=1025)
    assert paragraphs(document)[1:] == ["前", "框内", "后"]
    assert document.health == ()


def test_text_box_in_a_group() -> None:
    group = record(0xF003, shape(1025) + shape(1026))
    assert paragraphs(floating(drawings(group), boxes=1026))[1:] == ["前", "框内", "后"]


def test_text_box_that_no_drawing_knows_comes_last() -> None:
    assert paragraphs(floating(b"", boxes=1099))[1:] == ["前", "后", "框内"]


def test_hidden_shape_shows_nothing() -> None:
    document = floating(drawings(shape(1025, (0x03BF, 0x00020002))), boxes=1025)
    assert paragraphs(document)[1:] == ["前", "后"]


def test_hidden_shape_in_a_group_shows_nothing() -> None:
    hidden = shape(1026, (0x03BF, 0x00020002))
    group = record(0xF003, shape(1025) + hidden)
    nested = record(0xF003, shape(1025) + record(0xF003, shape(1027) + hidden))
    for drawn in (group, nested):
        document = floating(drawings(drawn), boxes=1026)
        assert paragraphs(document)[1:] == ["前", "后"]
        assert document.health == ()


def test_words_drawn_as_a_picture() -> None:
    document = floating(drawings(shape(1025, words="工会之家")))
    assert paragraphs(document)[1:] == ["前", "工会之家", "后"]


@pytest.mark.parametrize(
    ("drawn", "twips", "expected"),
    [
        (shape(1025, (0x4104, 1)), 1000, (Grade.NOTICE, "health.picture")),
        (shape(1025, (0x4104, 1)), 10_000, (Grade.BLOCKING, "health.large-picture")),
        (shape(1025, flags=0x10), 1000, (Grade.BLOCKING, "health.embedded")),
    ],
)
def test_what_floats_is_said(drawn: bytes, twips: int, expected: tuple[Grade, str]) -> None:
    assert health(floating(drawings(drawn), twips=twips)) == [expected]


def picture(twips: int) -> bytes:
    return u32(68) + u16(68) + bytes(22) + u16(twips, twips, 1000, 1000) + bytes(32)


@pytest.mark.parametrize(
    ("twips", "expected"),
    [
        (1000, (Grade.NOTICE, "health.picture")),
        (10_000, (Grade.BLOCKING, "health.large-picture")),
    ],
)
def test_pictures_in_the_text(twips: int, expected: tuple[Grade, str]) -> None:
    document = read(doc(LONG, p("图", ("\x01", OBJECT_MARK)), data=picture(twips)))
    assert health(document) == [expected]


def test_pictures_with_hardly_any_text_are_a_scan() -> None:
    document = read(doc(p("扫描", ("\x01", OBJECT_MARK)), data=picture(1000)))
    assert (Grade.BLOCKING, "health.scan") in health(document)


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        (" EMBED Excel.Sheet.8 ", [(Grade.BLOCKING, "health.embedded")]),
        (" EMBED Equation.3 ", []),
        (" SHAPE  \\* MERGEFORMAT ", []),
    ],
)
def test_objects(instruction: str, expected: list[tuple[Grade, str]]) -> None:
    shown: list[str | Run] = ["\x14", ("\x01", OBJECT_MARK), ("\x15", SPECIAL)]
    content: list[str | Run] = [("\x13", SPECIAL), instruction, *shown]
    assert health(read(doc(LONG, p(*content), data=picture(1000)))) == expected


def test_choice_of_a_drop_down_list() -> None:
    data = drop_down("春季", "秋季", chosen=1)
    assert texts(p("学期：", *choosing()), data=data) == ["学期：秋季"]


def test_a_field_has_one_choice_however_many_marks_it_holds() -> None:
    data = drop_down("春季", "秋季", chosen=1)
    body = p("学期：", *choosing(3), "；", *choosing())
    assert texts(body, data=data) == ["学期：秋季；秋季"]


def test_a_file_that_libreoffice_wrote_is_what_its_docx_is() -> None:
    """Tracked changes, hidden words, numbers, merged cells, header and footer in one plan."""
    files = Path(__file__).parent / "files"
    document = read((files / "plan.doc").read_bytes())
    assert document.blocks == read_docx((files / "plan.docx").read_bytes()).blocks
    assert document.health == ()
