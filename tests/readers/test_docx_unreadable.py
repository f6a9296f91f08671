"""Files that are no readable Word document are refused with a reason, never with a crash."""

import io
import string
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.docx_builder import docx, p, package, r, relationships, tbl, tr, xml
from readers.reading import paragraphs, read

from plancheck import limits, messages
from plancheck.api import Document, Source, Unreadable
from plancheck_readers.docx import READER, sniff
from plancheck_readers.ole import MAGIC, ole_kind

GOOD = docx(p("工会工作计划") + p("一、慰问"))


def refusal(data: bytes) -> str:
    """Return the code of a refusal, which must have words for all it knows in both languages."""
    with pytest.raises(Unreadable) as caught:
        read(data)
    for lang in messages.LANGUAGES:
        text = messages.text(caught.value.code, lang, caught.value.values)
        assert messages.known(caught.value.code)
        assert not [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return caught.value.code


def container(stream: str) -> bytes:
    """Build the start of an OLE container whose directory names one stream."""
    name = stream.encode("utf-16-le") + b"\0\0"
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little")
    return MAGIC.ljust(512, b"\0") + b"\0" * 512 + entry.ljust(128, b"\0")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "read.empty", id="empty"),
        pytest.param(b"\0" * 100, "zip.none", id="zeros"),
        pytest.param("工会工作计划".encode(), "zip.none", id="text"),
        pytest.param(b"PK\x03\x04", "zip.truncated", id="four bytes"),
        pytest.param(GOOD[: len(GOOD) // 2], "zip.truncated", id="half"),
        pytest.param(GOOD[len(GOOD) // 2 :], "zip.truncated", id="second half"),
        pytest.param(package({}), "docx.other", id="empty zip"),
        pytest.param(package({"a.txt": "甲"}), "docx.other", id="zip of texts"),
        pytest.param(container("EncryptedPackage"), "docx.encrypted", id="encrypted"),
        pytest.param(container("WordDocument"), "docx.old-word", id="old Word"),
        pytest.param(container("Workbook"), "foreign.sheet", id="old Excel"),
        pytest.param(docx("", parts={"word/document.xml": "<a><b></a>"}), "xml.damaged", id="XML"),
        pytest.param(docx("", parts={"word/document.xml": ""}), "xml.damaged", id="empty part"),
        pytest.param(docx(p("\0")), "xml.damaged", id="NUL"),
        pytest.param(docx(p("&#xD800;")), "xml.damaged", id="surrogate"),
        pytest.param(
            docx(
                "",
                parts={
                    "word/document.xml": xml("w:document", "").encode().replace(b'ml"', b'\xff"')
                },
            ),
            "xml.damaged",
            id="not UTF-8",
        ),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["xl/workbook.xml"], "Excel (.xlsx)"),
        (["ppt/presentation.xml"], "PowerPoint (.pptx)"),
        (["mimetype", "META-INF/container.xml"], "EPUB (.epub)"),
        (["mimetype", "META-INF/manifest.xml"], "OpenDocument (.odt, .ods, .odp)"),
        (["计划.docx"], "zip"),
    ],
)
def test_other_packages_are_named(names: list[str], kind: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(package(dict.fromkeys(names, "<a/>")))
    assert caught.value.values == {"kind": kind}


def test_workbook_with_a_main_part_is_named() -> None:
    parts = {
        "_rels/.rels": relationships({"r": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": "<workbook/>",
    }
    with pytest.raises(Unreadable) as caught:
        read(package(parts))
    assert caught.value.values == {"kind": "Excel (.xlsx)"}


ENTITIES = '<!DOCTYPE w [<!ENTITY a "工会"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_entities(part: str) -> None:
    body = p("&b;") if part == "word/document.xml" else p("甲", '<w:pStyle w:val="a"/>')
    root = {"word/document.xml": "w:document", "word/styles.xml": "w:styles"}.get(part, "R")
    hostile = xml(root, f"<w:body>{body}</w:body>").replace("?>", f"?>{ENTITIES}", 1)
    rels = {"s": ("styles", "styles.xml")}
    assert refusal(docx(body, parts={part: hostile}, rels=rels)) == "xml.dtd"


def test_entities_in_another_encoding_do_not_slip_through() -> None:
    text = f'<?xml version="1.0" encoding="UTF-7"?>{ENTITIES}<a>&b;</a>'
    hostile = text.encode("utf-7")
    assert refusal(docx("", parts={"word/document.xml": hostile})) in {"xml.dtd", "xml.damaged"}
    wide = text.replace("UTF-7", "UTF-16").encode("utf-16")
    assert refusal(docx("", parts={"word/document.xml": wide})) == "xml.dtd"


def nested(depth: int) -> str:
    return "<w:sdt><w:sdtContent>" * depth + p("深处") + "</w:sdtContent></w:sdt>" * depth


def test_200_levels_are_read() -> None:
    assert paragraphs(read(docx(nested(100)))) == ["深处"]


@pytest.mark.parametrize("depth", [150, 5_000])
def test_deeper_is_refused(depth: int) -> None:
    assert refusal(docx(nested(depth))) == "xml.deep"


def test_tables_in_tables_to_the_last_level() -> None:
    depth = 60
    body = "<w:tbl><w:tr><w:tc>" * depth + p("深处") + "</w:tc></w:tr></w:tbl>" * depth
    assert read(docx(body)).blocks[0].cells[0].text == "深处"  # type: ignore[union-attr]


def test_million_empty_paragraphs() -> None:
    assert refusal(docx("<w:p/>" * 1_000_000)) in {"zip.bomb", "read.too-many-blocks"}


def test_too_many_paragraphs() -> None:
    varied = "".join(f'<w:p w:rsidR="{n:08X}"/>' for n in range(limits.BLOCKS + 1))
    assert refusal(docx(varied)) == "read.too-many-blocks"


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT", 10)
    assert paragraphs(read(docx(p("一二三四五") * 2))) == ["一二三四五"] * 2
    assert refusal(docx(p("一二三四五") * 3)) == "read.too-much-text"


def test_numbers_count_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT", 1_000)
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="'
        + "长" * 600
        + '"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = p("甲", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert refusal(docx(item * 2, numbering=lists)) == "read.too-much-text"


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 5)
    assert refusal(docx(tbl(tr("一", "二", "三")) * 2)) == "read.too-many-cells"


def test_tree_that_would_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MARKUP", 1_000)
    assert refusal(docx(p("甲") * 400)) == "xml.large"


def test_thousandfold_expansion() -> None:
    data = docx(p(" " * 30_000_000))
    assert len(data) * 500 < 30_000_000
    assert refusal(data) == "zip.bomb"


def test_bomb_in_a_part_beside() -> None:
    styles = xml("w:styles", " " * 30_000_000)
    body = p("甲", '<w:pStyle w:val="a"/>')
    rels = {"s": ("styles", "styles.xml")}
    assert refusal(docx(body, parts={"word/styles.xml": styles}, rels=rels)) == "zip.bomb"


def test_target_outside_the_package() -> None:
    outside = relationships({"r": ("officeDocument", "../../etc/passwd")})
    assert refusal(docx(p("甲"), parts={"_rels/.rels": outside})) == "docx.other"


def test_external_target_is_not_followed() -> None:
    external = relationships({"r": ("officeDocument", "http://example.invalid/")}).replace(
        "/>", ' TargetMode="External"/>'
    )
    assert refusal(docx(p("甲"), parts={"_rels/.rels": external})) == "docx.other"


def test_sniff() -> None:
    assert sniff(GOOD[:4096])
    assert sniff(container("EncryptedPackage"))
    assert not sniff(container("WordDocument"))
    assert not sniff(package({"xl/workbook.xml": "<a/>"}))
    assert not sniff(package({"a.txt": "word/document.xml"}))
    assert not sniff(b"word/document.xml")
    assert not sniff(b"")


def test_sniff_knows_zips_written_as_a_stream() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<a/>")
    assert sniff(pipe.getvalue())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (container("EncryptedPackage"), "encrypted-ooxml"),
        (container("WordDocument"), "word-binary"),
        (container("Workbook"), "workbook"),
        (container("PowerPoint Document"), "other"),
        (MAGIC + "EncryptedPackage".encode("utf-16-le"), "other"),
        (b"PK", ""),
    ],
)
def test_ole_kind(data: bytes, kind: str) -> None:
    assert ole_kind(data) == kind


RICH = docx(
    p(r("工会")) + tbl(tr("三月", "慰问")) + p("甲", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    styles='<w:style w:styleId="a"/>',
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    """Cut off, overwritten, doubled: a document or a refusal, nothing else."""
    mangled = bytearray(RICH)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mangled) - 1))
        mangled[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(mangled)))
    for candidate in (bytes(mangled), bytes(mangled[:cut])):
        assert isinstance(outcome(candidate), Document | Unreadable)


def outcome(data: bytes) -> Document | Unreadable:
    try:
        return READER.read(Source("plan.docx", data))
    except Unreadable as error:
        return error


WORDS = """
w:p w:r w:t w:tbl w:tr w:tc w:pPr w:rPr w:tcPr w:trPr w:sdt w:sdtContent w:ins w:del w:tab w:br
w:sym w:fldChar w:ffData w:ddList w:listEntry w:numPr w:numId w:ilvl w:pStyle w:rStyle w:outlineLvl
w:vanish w:gridSpan w:vMerge w:hMerge w:gridBefore w:cellDel w:sectPr w:ruby w:headerReference
w:titlePg w:altChunk w:drawing w:pict w:object w:txbxContent wp:extent wp:docPr a:blip c:chart
dgm:relIds v:shape v:textpath v:imagedata o:OLEObject w:rubyBase mc:AlternateContent mc:Choice
mc:Fallback w:footnoteReference w:subDoc m:t w:style w:basedOn w:abstractNum w:abstractNumId w:num
w:lvl w:start w:numFmt w:lvlText w:lvlRestart w:lvlOverride w:startOverride w:numStyleLink
w:styleLink w:name |
w:val w:id w:type w:char w:font w:fldCharType w:styleId w:numId w:ilvl w:abstractNumId r:id r:dm cx
cy hidden style string ProgID w:format |
0 1 2 9 -1 99999999999 ٣ ² a begin separate end restart continue page none %1.%2 decimal custom
upperRoman bullet F0FE s1 s2 footnotes width:1.2.3pt;height:9in
"""
TAGS, NAMES, VALUES = (st.sampled_from(words.split()) for words in WORDS.split("|"))
ATTRIBUTES = st.dictionaries(NAMES, VALUES, max_size=3)


def element(tag: str, attributes: dict[str, str], inside: str) -> str:
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{given}>{inside}</{tag}>"


FORESTS = st.recursive(
    st.sampled_from(["", "文"]),
    lambda inner: st.lists(st.builds(element, TAGS, ATTRIBUTES, inner), max_size=4).map("".join),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(FORESTS, FORESTS, FORESTS)
def test_any_markup_is_read(body: str, styles: str, numbering: str) -> None:
    """Elements where they do not belong, values that mean nothing: no crash."""
    used = p("甲", '<w:pStyle w:val="s1"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    data = docx(body + used, styles=styles or " ", numbering=numbering or " ")
    assert isinstance(outcome(data), Document)
