"""Rich Text Format: what is read, what is left out, what is refused."""

import time
from pathlib import Path

import pytest
from readers import office_sample
from readers.reading import paragraphs
from readers.reading import read as read_docx

from plancheck import limits, loading
from plancheck.api import Cell, Document, Grade, Paragraph, Source, Table, Unreadable, Zone
from plancheck_readers import plancheck_readers

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}{\f2\fcharset2 Symbol;}}"


def gbk(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def uni(text: str) -> str:
    return "".join(rf"\u{ord(char)}?" for char in text)


def rtf(body: str, head: str = "") -> bytes:
    return (rf"{{\rtf1\ansi\ansicpg936{FONTS}{head}\f1 " + body + "}").encode("latin-1")


def read(data: bytes, name: str = "计划.rtf") -> Document:
    return loading.parse(Source(name, data), plancheck_readers())


def texts(body: str, head: str = "") -> list[str]:
    return paragraphs(read(rtf(body, head)))


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.code


def test_a_document_that_libreoffice_saved_is_that_of_word() -> None:
    saved = Path(__file__).with_name("files") / "sample.rtf"
    expected = read_docx(office_sample.document())
    document = read(saved.read_bytes())
    assert document.blocks == expected.blocks
    assert document.health == ()


@pytest.mark.parametrize("name", ["计划.rtf", "计划.doc", "计划"])
def test_told_by_content(name: str) -> None:
    assert read(rtf(uni("工会")), name).format == "rtf"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (gbk("工会计划"), "工会计划"),
        (r"\f0 " + gbk("工会"), "工会"),
        (gbk("工") + "\r\n" + gbk("会"), "工会"),
        (r"\'b9" + "\r\n" + r"\'a4", "工"),
        (r"\uc0\u24037\u20250", "工会"),
        (r"\uc2\u24037\'b9\'a4\u20250\'bb\'e1!", "工会!"),
        (r"{\uc0\u24037}\u20250 ?!", "工会!"),
        (r"\u-25724?", "\u9b84"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"a\~b\_c\-d\{e\}\\", "a\u00a0b-cd{e}\\"),
        (r"a\line b\tab c\emdash d", "a\nb\tc—d"),
        (r"\page a\page b\column", "a\nb"),
        (r"a{\v b}c{\deleted d}e\v f\v0 g", "aceg"),
        (r"a\v b\plain c", "ac"),
        (r"a{\*\unknown b{\b c}}d{\info{\title e}}f", "adf"),
        (r"a{\field{\*\fldinst PAGE}{\fldrslt 3}}", "a3"),
        (r"a{\annotation b}{\*\bkmkstart c}d", "ad"),
        (r"a\bin5 {{{{{b", "ab"),
        ("a\\unknown99999999999999999999 b", "ab"),
    ],
)
def test_text_of_a_paragraph(body: str, text: str) -> None:
    assert texts(body) == [text]


def test_other_code_pages() -> None:
    big5 = "".join(f"\\'{byte:02x}" for byte in "工會".encode("big5"))
    assert texts(r"\f3 " + big5, r"{\fonttbl{\f3\fcharset136 MingLiU;}}") == ["工會"]


def test_a_deleted_or_hidden_end_joins_paragraphs() -> None:
    assert texts(r"a{\deleted\par}b\par c{\v\par}d") == ["ab", "cd"]


STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\sbasedon1 Mine;}{\s3 Title;}"
    r"{\*\cs1 heading 4;}}"
)


def test_headings_by_style_and_outline_level() -> None:
    body = (
        r"\pard\s3 a\par\pard\s1 b\par\pard\s2 c\par\pard\outlinelevel2 d\par"
        r"\pard\s1\outlinelevel9 e\par\pard f"
    )
    found = [block.level for block in read(rtf(body, STYLES)).blocks
             if isinstance(block, Paragraph)]  # fmt: skip
    assert found == [0, 1, 1, 3, None, None]


def test_numbers_of_lists_and_bullets() -> None:
    lists = (
        r"{\*\listtable{\list{\listlevel\levelnfc0}\listid7}{\list{\listlevel\levelnfc23}\listid8}}"
        r"{\*\listoverridetable{\listoverride\listid7\ls1}{\listoverride\listid8\ls2}}"
    )
    body = (
        rf"\pard{{\listtext\pard {uni('一、')}\tab}}\ls1\ilvl0 a\par"
        r"\pard{\listtext 2.\tab}\ls1 b\par"
        r"\pard{\listtext o\tab}\ls2\ilvl0 c\par"
        r"\pard{\listtext\u183?\tab}d\par"
        r"\pard{\pntext 3)}{\*\pn\pnlvlbody{\pntxta )}}e"
    )
    assert read(rtf(body, lists)).blocks == (
        Paragraph("一、a", 2),
        Paragraph("2. b", 3),
        Paragraph("c"),
        Paragraph("d"),
        Paragraph("3)e", 2),
    )


def table(*rows: str) -> str:
    return "".join(rows) + r"\pard "


def test_tables_with_merged_cells() -> None:
    body = table(
        r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl a\cell b\cell c\par d\cell\row",
        r"\trowd\clvmgf\cellx1000\cellx3010\pard\intbl e\cell f\cell\row",
        r"\trowd\clvmrg\cellx1000\clmgf\cellx2000\clmrg\cellx3000\intbl\cell g\cell\cell\row",
    )
    assert read(rtf(body + "h")).blocks == (
        Table(
            (
                *(Cell(0, 0, "a"), Cell(0, 1, "b"), Cell(0, 2, "c\nd")),
                *(Cell(1, 0, "e", 2), Cell(1, 1, "f", 1, 2), Cell(2, 1, "g", 1, 2)),
            )
        ),
        Paragraph("h"),
    )


def test_a_table_that_holds_tables_is_layout() -> None:
    nested = (
        r"\pard\intbl\itap2 b\nestcell c\nestcell"
        r"{\*\nesttableprops\trowd\cellx500\cellx1000\nestrow}{\nonesttables\par}"
    )
    body = table(rf"\trowd\cellx3000\pard\intbl a\par{nested}\pard\intbl d\cell\row")
    found = read(rtf(body)).blocks
    assert found == (
        Paragraph("a"),
        Table((Cell(0, 0, "b"), Cell(0, 1, "c"))),
        Paragraph("d"),
    )


def test_notes_margins_and_text_boxes_in_their_zones() -> None:
    body = (
        r"{\header\pard a\par}{\headerf b}{\footer c}{\header\pard a\par}"
        r"d{\super\chftn{\footnote\pard\plain e}}{\footnote\ftnalt f}"
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt g\par}}{\shprslt z}}h\par i"
    )
    assert read(rtf(body)).blocks == (
        *(Paragraph("dh"), Paragraph("g"), Paragraph("i")),
        *(Paragraph("e", zone=Zone.FOOTNOTE), Paragraph("f", zone=Zone.FOOTNOTE)),
        *(Paragraph("a", zone=Zone.HEADER), Paragraph("c", zone=Zone.FOOTER)),
    )
    assert "b" in paragraphs(read(rtf(body + r"\titlepg")), Zone.HEADER)


def test_pictures_objects_and_a_missing_end_are_told() -> None:
    words = uni("工会") * 100
    told = {
        body: [(entry.grade, entry.code) for entry in read(rtf(words + body)).health]
        for body in (
            r"{\pict\picwgoal500\pichgoal500 0102}",
            r"{\*\shppict{\pict\picwgoal9000\pichgoal9000 01}}{\nonshppict{\pict 02}}",
            r"{\object{\*\objclass Excel}{\*\objdata 01}{\result x}}",
            "{",
        )
    }
    assert list(told.values()) == [
        [(Grade.NOTICE, "health.picture")],
        [(Grade.BLOCKING, "health.large-picture")],
        [(Grade.BLOCKING, "health.embedded")],
        [(Grade.BLOCKING, "health.cut")],
    ]


def test_words_drawn_as_a_picture_are_read() -> None:
    def drawn(name: str, value: str) -> str:
        return rf"{{\shp{{\*\shpinst{{\sp{{\sn {name}}}{{\sv {value}}}}}}}{{\shprslt z}}}}"

    title = drawn("gtextUNICODE", uni("青石小学") + r"\'0d" + uni("工会计划"))
    mark = "{\\header a" + drawn("gtextUNICODE", uni("内部资料")) + "}"
    assert read(rtf(mark + title + drawn("gtextFont", uni("宋体")) + "b")).blocks == (
        *(Paragraph("b"), Paragraph("青石小学"), Paragraph("工会计划")),
        *(Paragraph("a", zone=Zone.HEADER), Paragraph("内部资料", zone=Zone.HEADER)),
    )


def test_a_floating_picture_counts_and_a_filling_does_not() -> None:
    def drawn(name: str) -> bytes:
        picture = r"{\pict\picwgoal9000\pichgoal9000 01}"
        shape = rf"{{\shp{{\*\shpinst{{\sp{{\sn {name}}}{{\sv {picture}}}}}}}}}"
        return rtf(uni("工会") * 100 + shape)

    (entry,) = read(drawn("pib")).health
    assert (entry.grade, entry.code) == (Grade.BLOCKING, "health.large-picture")
    assert read(drawn("fillBlip")).health == ()


def test_symbol_fonts_show_signs_and_their_bullets_are_no_numbers() -> None:
    fonts = r"{\fonttbl{\f5\fcharset2 Wingdings;}{\f6\fcharset2 Odd;}}"
    body = (
        r"{\f5\'fe}" + uni("已完成") + r"{\f5\u-3842?\'01}\par"
        r"{\pntext\f5 l\tab}" + uni("慰问") + r"\par{\listtext\f6\'d8\tab}" + uni("体检")
    )
    assert read(rtf(body, fonts)).blocks == (
        Paragraph("☑已完成☑\ufffd"),
        Paragraph("慰问"),
        Paragraph("体检"),
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rtf("{" * (limits.GROUPS + 1)), "rtf.deep"),
        (rtf(r"\par" * (limits.BLOCKS + 1)), "read.too-many-blocks"),
        (rtf(r"\cell" * (limits.CELLS + 1)), "read.too-many-blocks"),
        (rtf("a" * (limits.TEXT + 1)), "read.too-much-text"),
        (rtf(""), "read.no-text"),
        (b"{\\rtf1 \\", "read.no-text"),
        (b"{\\rtf1 }}}}", "read.no-text"),
    ],
)
def test_hostile_files(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize(
    "body",
    [
        r"\trowd" + r"\cellx1" * 100_000 + r"\intbl a\cell\row",
        r"\intbl\itap2147483647 a\nestcell\nestrow\cell\row",
        r"\itap-5 a\cell\row\row\row",
        r"\uc-1\u99999999 a\u-99999999 b",
        r"\bin-5 a\bin99999999 b",
        r"\clvmrg\cellx5\intbl a\cell\row",
        r"{\stylesheet{\s1\sbasedon2 x;}{\s2\sbasedon1 y;}}\s1 a",
        "a" + "}" * 9,
        r"a\ls5\ilvl-1\par",
        "a" + r"\'zz\'",
    ],
)
def test_nonsense_is_read_in_time(body: str) -> None:
    started = time.perf_counter()
    assert "a" in str(read(rtf(body)).blocks)
    assert time.perf_counter() - started < 5
