"""Damaged, hostile and foreign files called ``.doc`` are read or refused, never more."""

import time
import tracemalloc
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from olefile import OleFileIO
from readers.doc_builder import (
    BOXES,
    ENDNOTES,
    FOOTNOTES,
    HEADERS,
    SECTOR,
    SPECIAL,
    P,
    choosing,
    clx,
    container,
    doc,
    drawings,
    drop_down,
    in_list,
    inner_row,
    level,
    list_table,
    lists,
    p,
    plc,
    row,
    shape,
    sprm,
    style,
    u16,
    u32,
)
from readers.docx_builder import docx
from readers.docx_builder import p as xml_p
from readers.reading import paragraphs

from plancheck import foreign, limits, loading, messages
from plancheck.api import Document, Grade, Source, Unreadable
from plancheck_readers import plancheck_readers
from plancheck_readers.ole import MAGIC
from plancheck_readers.word_binary.fib import Tables
from plancheck_readers.word_binary.reader import read_doc

READERS = plancheck_readers()
GOOD = doc(p("工会工作计划"), p("一、慰问"))


def refusal(data: bytes) -> str:
    """Return the code of a refusal, which must have words in both languages."""
    with pytest.raises(Unreadable) as caught:
        read_doc(data)
    for lang in messages.LANGUAGES:
        text = messages.text(caught.value.code, lang, caught.value.values)
        assert text != caught.value.code
        assert "{" not in text
    return caught.value.code


def parse(name: str, data: bytes) -> Document:
    return loading.parse(Source(name, data), READERS)


def many(count: int, place: int) -> bytes:
    """Write pieces that all stand at one place."""
    return clx([(999 * index, 999 * index + 999, place, False) for index in range(count)])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(doc(p("甲"), flags=0x0100), "docx.encrypted", id="encrypted"),
        pytest.param(doc(p("甲"), version=0x68), "doc.word95", id="Word 95"),
        pytest.param(container({"EncryptedPackage": b"x"}), "docx.encrypted", id="encrypted docx"),
        pytest.param(container({"Workbook": b"x"}), "docx.ole", id="Excel"),
        pytest.param(container({"WordDocument": b"\xdc\xa5e\0"}), "doc.word95", id="Word 6"),
        pytest.param(container({"WordDocument": b"x"}), "doc.damaged", id="no document"),
        pytest.param(
            container({"WordDocument": b"\xec\xa5\xc1\0"}), "doc.damaged", id="no lengths"
        ),
        pytest.param(doc(p("甲"), pieces=b"\x01"), "doc.damaged", id="no pieces"),
        pytest.param(
            doc(p("甲乙"), pieces=clx([(0, 2, 2048, False), (2, 1, 2048, False)])),
            "doc.damaged",
            id="pieces go backwards",
        ),
        pytest.param(
            doc(p("甲"), pieces=clx([(0, 2, 1 << 28, False)])), "doc.damaged", id="piece outside"
        ),
        pytest.param(doc(p("甲" * 999), pieces=many(3_000, 2048)), "read.too-much-text", id="loop"),
        pytest.param(
            doc(p("甲"), tables={Tables.CHARACTERS: plc([0, 9], [u32(0xFFFF)])}),
            "doc.damaged",
            id="a page of properties outside",
        ),
        pytest.param(
            doc(p("甲"), tables={Tables.CHARACTERS: plc([9, 0], [u32(0)])}),
            "doc.damaged",
            id="properties go backwards",
        ),
        pytest.param(doc(*[p()] * 3, *[p("甲" * 90_000)] * 30), "read.too-much-text", id="long"),
        pytest.param(GOOD[:700], "docx.ole", id="cut off before the directory"),
        pytest.param(GOOD[:4096], "doc.damaged", id="cut off"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_too_many_stretches_of_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RUNS", 10)
    assert refusal(doc(*[p("甲")] * 11)) == "doc.too-many-runs"


def test_too_many_positions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RUNS", 10)
    many_marks = plc([0] * 12, [u16(1)] * 11)
    assert refusal(doc(p("甲"), tables={Tables.FOOTNOTE_MARKS: many_marks})) == "doc.too-many-runs"


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 5)
    assert refusal(doc(*row("一", "二", "三"), *row("一", "二", "三"))) == "read.too-many-cells"


def test_too_many_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BLOCKS", 5)
    assert refusal(doc(*[p()] * 6)) == "read.too-many-blocks"


def test_long_properties_that_all_paragraphs_share_are_counted() -> None:
    """Each paragraph points at nearly the same 60,000 bytes: a gigabyte to read."""
    body = [p("甲", props=sprm(0x6646, u32(2 * index))) for index in range(2_000)]
    start = time.monotonic()
    assert refusal(doc(*body, data=u16(60_000) * 40_000)) == "doc.too-many-runs"
    assert time.monotonic() - start < 10


def test_one_long_choice_that_all_fields_share_is_counted() -> None:
    """Each of a thousand fields points at the same 60,000 characters."""
    body = p(*choosing() * 1_000)
    data = doc(body, data=drop_down("甲" * 60_000, chosen=0))
    tracemalloc.start()
    try:
        assert refusal(data) == "read.too-much-text"
        assert tracemalloc.get_traced_memory()[1] < 30 * 1024**2
    finally:
        tracemalloc.stop()


def test_properties_that_overlap_are_not_walked_for_every_piece() -> None:
    """30,000 stretches of hardly any length, and 20,000 pieces that stand where they do."""
    page = (u32(2049, *[2050] * 100)).ljust(SECTOR - 1, b"\0") + bytes([100])
    start = time.monotonic()
    document = read_doc(
        paged([page] * 300, clx([(n, n + 2, 2048, False) for n in range(0, 40_000, 2)]))
    )
    assert time.monotonic() - start < 10
    assert paragraphs(document) == ["甲乙甲"]
    assert (Grade.BLOCKING, "PlcBteChpx") in said(document)


def test_pieces_that_all_show_the_same_many_looks() -> None:
    body = [p(*[("甲", sprm(0x0835, n % 2)) for n in range(1_000)])]
    pieces = clx([(1_000 * n, 1_000 * (n + 1), 2048, False) for n in range(1_000)])
    start = time.monotonic()
    assert refusal(doc(*body, pieces=pieces)) == "doc.too-many-runs"
    assert time.monotonic() - start < 10


def paged(pages: Sequence[bytes], pieces: bytes) -> bytes:
    """Write two characters whose properties stand in certain pages."""
    text = p("甲乙")
    first = len(streams(doc(text))["WordDocument"]) // SECTOR
    numbers = [u32(first + number) for number in range(len(pages))]
    table = plc([2048] * (len(pages) + 1), numbers)
    written = streams(doc(text, pieces=pieces, tables={Tables.CHARACTERS: table}))
    return container({**written, "WordDocument": written["WordDocument"] + b"".join(pages)})


def streams(data: bytes) -> dict[str, bytes]:
    with OleFileIO(data) as ole:
        return {name: ole.openstream(name).read() for name in ("WordDocument", "1Table")}


def said(document: Document) -> list[tuple[Grade, str]]:
    return [(entry.grade, str(dict(entry.values)["what"])) for entry in document.health]


def test_many_streams_that_share_one_long_chain_are_not_followed_each() -> None:
    written = streams(GOOD)
    start = time.monotonic()
    document = read_doc(container({**written, "Long": bytes(6_000_000)}, more=4_800))
    assert time.monotonic() - start < 2
    assert paragraphs(document) == ["工会工作计划", "一、慰问"]


def test_a_directory_of_very_many_entries_is_refused_unread() -> None:
    with pytest.raises(Unreadable) as caught:
        read_doc(container(streams(GOOD), more=limits.MEMBERS))
    assert caught.value.values == {"part": "Directory"}


def test_loop_of_sectors_ends() -> None:
    looped = bytearray(GOOD)
    first = 2  # the directory takes sectors 1 and 2; streams follow
    for entry in range(first, 20):
        at = SECTOR + 4 * entry
        looped[at : at + 4] = u32(first + 1)
    assert refusal(bytes(looped)) in {"doc.damaged", "docx.ole"}


def test_stream_that_claims_more_than_the_file_has() -> None:
    name = "WordDocument".encode("utf-16-le")
    at = GOOD.index(name) + 120
    assert refusal(GOOD[:at] + u32(0x7FFFFFFF) + GOOD[at + 4 :]) == "doc.damaged"


@pytest.mark.parametrize("at", [40, 44, 64, 72])
def test_tables_that_claim_more_sectors_than_there_are(at: int) -> None:
    assert refusal(GOOD[:at] + u32(0xFFFFFFF0) + GOOD[at + 4 :]) == "doc.damaged"


def test_tables_in_tables_without_end() -> None:
    deep = sprm(0x2416, 1) + sprm(0x6649, u32(0x7FFFFFFF))
    assert paragraphs(read_doc(doc(p("前"), p("甲", props=deep), p("后")))) == ["前", "后"]


@pytest.mark.parametrize(
    ("index", "what", "grade", "body"),
    [
        (Tables.STYLES, "STSH", Grade.BLOCKING, p("甲")),
        (Tables.LISTS, "PlfLst", Grade.BLOCKING, p("甲", props=in_list(1))),
        (Tables.FOOTNOTE_MARKS, "footnotes", Grade.BLOCKING, p("甲")),
        (Tables.HEADERS, "PlcfHdd", Grade.NOTICE, p("甲")),
        (Tables.ANCHORS, "PlcfSpa", Grade.BLOCKING, p("甲")),
    ],
)
def test_damage_beside_the_text_is_said(
    index: int, what: str, grade: Grade, body: P, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A structure that lies outside its stream."""
    given = Tables.get

    def get(tables: Tables, wanted: int, name: str) -> bytes:
        if wanted == index:
            raise Unreadable("doc.damaged", part=name)
        return given(tables, wanted, name)

    monkeypatch.setattr(Tables, "get", get)
    document = read_doc(doc(body))
    assert paragraphs(document) == ["甲"]
    (entry,) = document.health
    assert (entry.grade, entry.code, dict(entry.values)["what"]) == (grade, "health.part", what)


ANCHORED = u32(1025, 0, 0, 9, 9) + bytes(6)
BOX = u32(1, 0) + u16(0) + u32(0, 1025, 0)
NOTE = p("甲", ("\x02", SPECIAL))
IN_BOX = {BOXES: [p("框内"), p()]}


@pytest.mark.parametrize(
    ("body", "stories", "tables", "what"),
    [
        pytest.param(
            NOTE,
            {FOOTNOTES: [p("注"), p()]},
            {Tables.FOOTNOTE_MARKS: plc([1, 3], [u16(1)]), Tables.FOOTNOTES: plc([0, 900, 901])},
            "footnotes",
            id="a note outside its story",
        ),
        pytest.param(
            NOTE, {FOOTNOTES: [p("注"), p()]}, {}, "footnotes", id="notes without any mark"
        ),
        pytest.param(
            NOTE,
            {ENDNOTES: [p("注"), p("二"), p()]},
            {Tables.ENDNOTE_MARKS: plc([1, 3], [u16(1)]), Tables.ENDNOTES: plc([0, 2, 4, 5])},
            "endnotes",
            id="more notes than marks",
        ),
        pytest.param(
            p("甲"),
            IN_BOX,
            {Tables.BOXES: plc([0, 900, 901], [BOX, bytes(22)])},
            "PlcftxbxTxt",
            id="a text box outside its story",
        ),
        pytest.param(p("甲"), IN_BOX, {}, "PlcftxbxTxt", id="text of boxes of which none is told"),
        pytest.param(
            p("甲"),
            IN_BOX,
            {
                Tables.BOXES: plc([0, 3, 4], [BOX, bytes(22)]),
                Tables.DRAWINGS: drawings(shape(1025)),
            },
            "PlcfSpa",
            id="a shape to which nothing leads",
        ),
        pytest.param(p("甲", ("\x08", SPECIAL)), {}, {}, "PlcfSpa", id="a mark of no shape"),
        pytest.param(
            p("甲", ("\x08", SPECIAL)),
            {},
            {Tables.ANCHORS: plc([1, 3], [ANCHORED])},
            "OfficeArtContent",
            id="a shape that no drawing knows",
        ),
        pytest.param(
            p("甲"), {}, {Tables.PARAGRAPHS: plc([2048, 2050], [u32(5)])}, "PlcBtePapx", id="looks"
        ),
    ],
)
def test_what_is_lost_beside_the_text_is_said(
    body: P, stories: dict[int, list[P]], tables: dict[int, bytes], what: str
) -> None:
    document = read_doc(doc(body, stories=stories, tables=tables))
    assert paragraphs(document) == ["甲"]
    assert set(said(document)) == {(Grade.BLOCKING, what)}


def test_drawings_of_more_than_is_read_are_said_and_the_text_read() -> None:
    huge = drawings(shape(1025, words="甲" * (limits.PROPERTIES // 2)))
    document = read_doc(doc(p("甲"), tables={Tables.DRAWINGS: huge}, stories=IN_BOX))
    assert paragraphs(document) == ["甲"]
    assert (Grade.BLOCKING, "OfficeArtContent") in said(document)


def test_text_of_which_no_properties_are_stored_may_be_hidden() -> None:
    covered = plc([2048, 2050], [u32(5)])
    document = read_doc(doc(p("甲", "乙丙"), tables={Tables.CHARACTERS: covered}))
    (entry,) = document.health
    assert (entry.grade, dict(entry.values)["what"]) == (Grade.BLOCKING, "PlcBteChpx")
    assert refusal(doc(p("甲"), tables={Tables.CHARACTERS: b""})) == "doc.damaged"


@pytest.mark.parametrize("cut", range(20))
def test_lists_that_are_cut_off(cut: int) -> None:
    """Found by fuzzing: a list whose last bytes are missing."""
    numbering = (lists([level("%1、", 39)]), (u32(1) + bytes(16))[:cut])
    assert paragraphs(read_doc(doc(p("甲", props=in_list(1)), numbering=numbering))) == ["甲"]


# -- told by content


@pytest.mark.parametrize("name", ["计划.doc", "计划.wps", "计划.docx", "计划.txt", "计划"])
def test_told_by_content_whatever_the_suffix(name: str) -> None:
    assert parse(name, GOOD).format == "doc"


def test_told_by_content_where_the_directory_lies_at_the_end() -> None:
    far = container({**streams(GOOD), "Data": bytes(99_000)}, far=True)
    assert paragraphs(parse("计划.docx", far)) == ["工会工作计划", "一、慰问"]


def test_what_only_has_the_suffix_is_read_as_text() -> None:
    assert paragraphs(parse("计划.doc", "工会计划\n慰问\n".encode("gb18030"))) == [
        "工会计划",
        "慰问",
    ]
    assert parse("计划.wps", docx(xml_p("甲"))).format == "docx"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xdb\xa5" + bytes(range(200)), "doc.word95"),
        (container({"MatOST": b"x"}), "foreign.works"),
        (container({"CONTENTS": b"\x02\0CHNKWKS"}), "foreign.works"),
        (container({"Workbook": b"x"}), "xls.damaged"),
    ],
)
def test_foreign_files_are_named(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse("计划.wps", data)
    assert caught.value.code == code


def test_told_by_what_it_holds_itself_and_not_by_what_that_holds() -> None:
    inside = {f"ObjectPool/{name}": one for name, one in streams(GOOD).items()}
    sheets = {f"_{number}/Workbook": b"x" for number in range(60)}
    letter = container({"__properties_version1.0": b"x", **inside})
    workbook = container({"Workbook": b"x", **inside})
    assert parse("计划.doc", container({**sheets, **streams(GOOD)})).format == "doc"
    for data, code in ((letter, "foreign.mail"), (workbook, "xls.damaged")):
        for name in ("计划.doc", "计划.msg", "计划.xls"):
            with pytest.raises(Unreadable) as caught:
                parse(name, data)
            assert caught.value.code == code


def test_told_by_content_in_a_large_file_whose_directory_lies_at_the_end() -> None:
    """The header has room for the tables of 7 MB; those of the rest stand in a chain."""
    sheets = {f"_{number}/Workbook": b"x" for number in range(9)}
    large = container({**streams(GOOD), "Data": bytes(17_000_000), **sheets}, far=True)
    assert paragraphs(parse("计划.docx", large)) == ["工会工作计划", "一、慰问"]


@pytest.mark.parametrize("name", ["计划.doc", "计划.wps", "计划.docx"])
def test_a_container_that_breaks_off_before_its_directory(name: str) -> None:
    far = container(streams(GOOD), far=True)
    with pytest.raises(Unreadable) as caught:
        parse(name, far[: len(far) // 2])
    assert caught.value.code == "foreign.cut-off"


WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w='
    '"http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p/></w:body></w:wordDocument>'
)
FLAT = (
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    '<pkg:part pkg:name="/word/document.xml"/></pkg:package>'
)


@pytest.mark.parametrize("name", ["计划.doc", "计划.docx", "计划.xml", "计划.txt"])
@pytest.mark.parametrize("text", [WORD_2003, FLAT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_xml_of_word_is_no_plain_text(name: str, text: str, encoding: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(name, text.encode(encoding))
    assert caught.value.code == "foreign.word-xml"


def test_a_text_that_speaks_of_xml_is_a_text() -> None:
    assert parse("计划.txt", f"格式：{WORD_2003}".encode()).format == "txt"


def test_directory_of_a_broken_container_ends() -> None:
    looped = MAGIC + bytes(22) + b"\x09\0" + bytes(16) + bytes(4) + bytes(4060)
    assert foreign.problem(looped) == "docx.ole"
    with pytest.raises(Unreadable):
        parse("计划.doc", looped)


# -- any damage

MARK = ("\x02", SPECIAL)
RICH = doc(
    p("标题", style=1),
    p("甲", MARK, ("\x13", SPECIAL), " PAGE ", "\x14", "3", ("\x15", SPECIAL), props=in_list(1)),
    *inner_row("三月", "慰问"),
    *row("全年", "尾", flags=[0x60, 1]),
    p(("\x08", SPECIAL), ("\x01", SPECIAL + sprm(0x6A03, u32(0)))),
    stories={FOOTNOTES: [p(MARK, "注"), p()], HEADERS: [p("校名"), p()], BOXES: [p("框"), p()]},
    styles=[style("Normal"), style("heading 1", base=0)],
    numbering=(lists([level("%1、", 39)]), list_table((0, []))),
    tables={
        Tables.FOOTNOTE_MARKS: plc([4, 50], [u16(1)]),
        Tables.FOOTNOTES: plc([0, 3, 4]),
        Tables.HEADERS: plc([0] * 7 + [0, 3, 3, 3, 3, 3, 4]),
        Tables.SECTIONS: plc([0, 50], [bytes(12)]),
        Tables.ANCHORS: plc([20, 50], [u32(1025, 0, 0, 9, 9) + bytes(6)]),
        Tables.BOXES: plc([0, 2, 3], [u32(1, 0) + u16(0) + u32(0, 1025, 0)] * 2),
    },
    data=bytes(100),
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    """Cut off, overwritten: a document or a refusal, nothing else."""
    mangled = bytearray(RICH)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(mangled) - 1))
        new = data.draw(st.binary(min_size=1, max_size=4))
        mangled[at : at + len(new)] = new
    cut = data.draw(st.integers(SECTOR, 4 * len(mangled)))
    with suppress(Unreadable):
        assert isinstance(read_doc(bytes(mangled[:cut])), Document)
