"""Files made to take much time or memory, in each format that can hold them.

Each is read, or refused with a reason, by the public way in a process that may take 10 seconds of
its own time and 1 GB of memory for one file: the process that ``benchmarks/fuzz.py`` starts. What
is read and short is judged there, too.
"""

import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fuzz import DEADLINE, Process
from readers.doc_builder import doc
from readers.doc_builder import p as doc_p
from readers.docx_builder import docx, p, tbl, tr, xml
from readers.pdf_builder import column, pdf, words
from readers.test_odt import TYPE, content
from readers.test_xlsx import cell, sheet, xlsx

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="sizes of a process are asked of Linux"
)

MILLION = 1_000_000
LONG = 60_000_000
"""Bytes of a paragraph; a file of 64 MB is refused unread."""
DEEP = 100_000
ROWS, COLUMNS = 10_000, 1_000


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    reading = Process([])
    yield reading
    reading.close()


def stored(data: bytes) -> bytes:
    """Pack a package anew without compression, so that its ratio betrays nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry))
    return buffer.getvalue()


def odt(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        new.writestr("mimetype", TYPE)
        new.writestr("content.xml", content(body))
    return buffer.getvalue()


def rtf(body: str) -> bytes:
    return rf"{{\rtf1\ansi\ansicpg936 {body}}}".encode()


def html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def mht(body: str) -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return head + html(body)


def as_json(*blocks: object) -> bytes:
    head = {"schema_version": 1, "format": "txt", "health": [], "blocks": blocks}
    return json.dumps(head).encode()


def wordy(body: str) -> bytes:
    return stored(docx(body))


def sheets(*rows: str, more: str = "") -> bytes:
    return stored(xlsx(sheet(*rows, more=more)))


def nested(opened: str, closed: str, inside: str) -> str:
    return opened * DEEP + inside + closed * DEEP


Case = tuple[str, str, Callable[[], bytes], set[str]]
"""What is hostile, the suffix, how the file is made, and what may become of it."""

EMPTY = {"read.no-text", "read.too-many-blocks", "read"}
EMPTIES: list[Case] = [
    ("empties", ".docx", lambda: wordy("<w:p/>" * MILLION), EMPTY),
    ("empties", ".odt", lambda: odt("<text:p/>" * MILLION), EMPTY),
    ("empties", ".xlsx", lambda: sheets("<row/>" * MILLION), EMPTY),
    ("empties", ".doc", lambda: doc(doc_p("甲"), *[doc_p("")] * 3_000), EMPTY | {"doc.damaged"}),
    ("empties", ".rtf", lambda: rtf(r"\par " * MILLION), EMPTY),
    ("empties", ".html", lambda: html("<p></p>" * MILLION), {*EMPTY, "xml.large"}),
    ("empties", ".mht", lambda: mht("<br>" * MILLION), {*EMPTY, "xml.large"}),
    ("empties", ".txt", lambda: b"\n" * MILLION + b"a", {"read"}),
    ("empties", ".md", lambda: b"\n" * MILLION + b"a", {"read"}),
    ("empties", ".json", lambda: as_json(*[{"text": ""}] * MILLION), {"read.too-many-blocks"}),
    ("empties", ".pdf", lambda: pdf(words(90, 90, "") * 50_000), {"read.no-text", "read"}),
]
MANY = {"read.too-many-cells", "read.too-many-blocks", "read.too-much-text", "xml.large"}
ROW = f"<w:tr>{'<w:tc/>' * COLUMNS}</w:tr>"
WIDE = f'<w:tc><w:tcPr><w:gridSpan w:val="{COLUMNS}"/></w:tcPr><w:p/></w:tc>'
CLAIM = f"<tr><td colspan={COLUMNS} rowspan={ROWS}>甲"
TABLES: list[Case] = [
    ("cells", ".docx", lambda: wordy(tbl(tr("甲"), *[ROW] * 5_000)), MANY | {"zip.too-large"}),
    ("claimed cells", ".docx", lambda: wordy(tbl(tr("甲"), *[f"<w:tr>{WIDE}</w:tr>"] * ROWS)),
     MANY | {"read"}),
    ("claimed cells", ".odt", lambda: odt(
        f'<table:table><table:table-row table:number-rows-repeated="{ROWS}"><table:table-cell '
        f'table:number-columns-repeated="{COLUMNS}"><text:p>甲</text:p></table:table-cell>'
        "</table:table-row></table:table>"), MANY),
    ("claimed cells", ".xlsx", lambda: sheets(
        f'<row>{cell("甲")}</row>', f'<row r="{ROWS}"><c r="ALL{ROWS}"><v>1</v></c></row>',
        more=f'<mergeCells><mergeCell ref="A1:ALK{ROWS - 1}"/></mergeCells>'), MANY | {"read"}),
    ("cells", ".xlsx", lambda: sheets(*[f"<row>{'<c><v>1</v></c>' * COLUMNS}</row>"] * 2_000),
     MANY | {"zip.too-large"}),
    ("cells", ".rtf", lambda: rtf((r"\trowd" + r"\cell" * COLUMNS + r"\row") * ROWS), MANY),
    ("cells", ".html", lambda: html("<table>" + ("<tr>" + "<td>a" * COLUMNS) * ROWS), MANY),
    ("claimed cells", ".html", lambda: html(f"<table>{CLAIM * ROWS}"), MANY | {"read"}),
    ("cells", ".txt", lambda: (b"a\t" * COLUMNS + b"\n") * 900, MANY),
    ("cells", ".md", lambda: (b"|a" * COLUMNS + b"|\n") * 900, MANY),
    ("cells", ".json", lambda: as_json({"cells": [
        {"row": at // COLUMNS, "column": at % COLUMNS, "text": "a"} for at in range(500_000)
    ]}), MANY),
]  # fmt: skip
DEPTH = {"xml.deep", "rtf.deep", "read.no-text", "read", "document.no-json", "pdf.damaged"}
NESTED: list[Case] = [
    ("depth", ".docx", lambda: wordy(p(nested("<w:smartTag>", "</w:smartTag>", ""))), DEPTH),
    ("depth of tables", ".docx",
     lambda: wordy(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", p("甲"))), DEPTH),
    ("depth", ".odt", lambda: odt(nested("<text:section>", "</text:section>", "甲")), DEPTH),
    ("depth", ".xlsx", lambda: sheets(nested("<row>", "</row>", "")), DEPTH),
    ("depth", ".rtf", lambda: rtf(nested("{", "}", "a")), DEPTH),
    ("depth of tables", ".rtf", lambda: rtf(r"\intbl\itap99999 a\nestcell" * DEEP), DEPTH),
    ("depth", ".html", lambda: html(nested("<div>", "</div>", "甲")), DEPTH),
    ("depth of lists", ".html", lambda: html("<ul><li>" * DEEP + "甲"), DEPTH),
    ("depth of marks", ".html", lambda: html("<b>" * DEEP + "甲" + "<p>乙" * 1_000), DEPTH),
    ("depth of tables", ".html", lambda: html("<table><tr><td>" * DEEP + "甲"), DEPTH),
    ("depth", ".mht", lambda: mht(nested("<div>", "</div>", "甲")), DEPTH),
    ("depth", ".md", lambda: nested("> ", "", "甲").encode(), DEPTH),
    ("depth of brackets", ".md", lambda: nested("[", "](a)", "甲").encode(), DEPTH),
    ("depth of marks", ".md", lambda: nested("*", "_", "甲").encode(), DEPTH),
    ("depth of brackets", ".txt", lambda: nested("（", "）", "甲").encode(), DEPTH),
    ("depth", ".json", lambda: b"[" * DEEP, {"document.no-json", "read"}),
    ("depth", ".json", lambda: b'{"a":' * DEEP, {"document.no-json"}),
    ("depth", ".pdf", lambda: pdf(b"[" * DEEP + b"]" * DEEP + b" TJ " + column(["甲" * 60])),
     DEPTH),
    ("depth of states", ".pdf", lambda: pdf(b"q " * DEEP + column(["甲" * 60])), DEPTH),
]  # fmt: skip
LENGTH = {"read.too-much-text", "read.too-large", "zip.too-large", "xml.large"}
LONGS: list[Case] = [
    ("length", ".docx", lambda: wordy(p("甲" * (LONG // 4))), LENGTH),
    ("length of runs", ".docx", lambda: wordy(p("<w:r><w:t>甲</w:t></w:r>" * 800_000)),
     LENGTH | {"read"}),
    ("length", ".odt", lambda: odt(f"<text:p>{'甲' * (LONG // 4)}</text:p>"), LENGTH),
    ("length of blanks", ".odt", lambda: odt('<text:p>甲<text:s text:c="2000000000"/>乙</text:p>'),
     LENGTH | {"read"}),
    ("length", ".xlsx", lambda: sheets(f"<row>{cell('甲' * (LONG // 4))}</row>"), LENGTH),
    ("length", ".rtf", lambda: rtf("a" * LONG), LENGTH),
    ("length", ".html", lambda: html("甲" * (LONG // 3)), LENGTH),
    ("length", ".mht", lambda: mht("甲" * (LONG // 3)), LENGTH),
    ("length", ".txt", lambda: b"a" * LONG, LENGTH),
    ("length", ".md", lambda: b"a" * LONG, LENGTH),
    ("length", ".json", lambda: as_json({"text": "a" * LONG}), LENGTH),
    ("length", ".doc", lambda: doc(doc_p("a" * 3_000_000)), LENGTH),
    ("length", ".pdf", lambda: pdf(words(90, 90, "甲" * 300_000)),
     LENGTH | {"read", "read.no-text"}),
    ("length under the cap", ".txt", lambda: "教代会、".encode() * 490_000, {"read"}),
    ("length under the cap", ".html", lambda: html("教代会、" * 490_000), {"read"}),
    ("length under the cap", ".rtf", lambda: rtf("a、" * 490_000), {"read"}),
]  # fmt: skip
LAUGHS = "<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
DTDS = {
    "laughs": f"<!DOCTYPE x [{LAUGHS}]>",
    "external": '<!DOCTYPE x SYSTEM "http://a.invalid/x.dtd">',
    "file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://a.invalid/b">%a;]>',
}
BEFORE = b'<?xml version="1.0"?>\n'


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Put another part into a package in the place of one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, part if entry.filename == name else old.read(entry))
    return buffer.getvalue()


def with_dtd(suffix: str, dtd: str) -> bytes:
    wrapped = {
        ".docx": (
            docx(""),
            "word/document.xml",
            xml("w:document", f"<w:body>{p('甲&j;')}</w:body>"),
        ),
        ".odt": (odt(""), "content.xml", content("<text:p>甲&j;</text:p>")),
        ".xlsx": (xlsx(sheet()), "xl/worksheets/s0.xml", sheet(f"<row>{cell('甲&j;')}</row>")),
    }
    data, name, part = wrapped[suffix]
    bare = part.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n')
    return with_part(data, name, BEFORE + dtd.encode() + bare.encode())


def outcome(process: Process, tmp_path: Path, suffix: str, data: bytes) -> str:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(data)
    found = process.ask(suffix[1:], str(path))
    assert found["code"] != "crash", found
    assert found["seconds"] < DEADLINE
    return str(found["code"])


def named(case: Case) -> str:
    return f"{case[1][1:]}, {case[0]}"


@pytest.mark.parametrize("case", [*EMPTIES, *TABLES, *NESTED, *LONGS], ids=named)
def test_is_read_or_refused_in_time(case: Case, process: Process, tmp_path: Path) -> None:
    _, suffix, made, allowed = case
    assert outcome(process, tmp_path, suffix, made()) in allowed


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx"])
@pytest.mark.parametrize("dtd", DTDS)
def test_no_document_type_in_xml(suffix: str, dtd: str, process: Process, tmp_path: Path) -> None:
    assert outcome(process, tmp_path, suffix, with_dtd(suffix, DTDS[dtd])) == "xml.dtd"


OUTSIDE = ("../../escaped.xml", "/escaped.xml", "C:\\escaped.xml", "\\\\a\\escaped.xml")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx"])
def test_nothing_is_written_where_a_package_says(
    suffix: str, process: Process, tmp_path: Path
) -> None:
    made = {
        ".docx": docx(p("甲")),
        ".odt": odt("<text:p>甲</text:p>"),
        ".xlsx": sheets(f"<row>{cell('甲')}</row>"),
    }
    buffer = io.BytesIO(made[suffix])
    with zipfile.ZipFile(buffer, "a") as package:
        for name in OUTSIDE:
            package.writestr(name, "<a/>")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert outcome(process, inner, suffix, buffer.getvalue()) == "read"
    assert [path.name for path in tmp_path.rglob("*escaped*")] == []
    assert not Path(OUTSIDE[1]).exists()


def twice(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = package.namelist()[-1]
        content = package.read(name)
    buffer = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as package:
        package.writestr(name, content)
    return buffer.getvalue()


def lying(data: bytes) -> bytes:
    """Declare other sizes than the members have."""
    content = bytearray(data)
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 24 : at + 28] = (7).to_bytes(4, "little")
        at += 4
    return bytes(content)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx"])
@pytest.mark.parametrize(("change", "code"), [(twice, "zip.duplicate"), (lying, "zip.damaged")])
def test_packages_that_lie(
    suffix: str, change: Callable[[bytes], bytes], code: str, process: Process, tmp_path: Path
) -> None:
    made = {
        ".docx": docx(p("甲")),
        ".odt": odt("<text:p>甲</text:p>"),
        ".xlsx": xlsx(sheet(f"<row>{cell('甲')}</row>")),
    }
    assert outcome(process, tmp_path, suffix, change(made[suffix])) == code


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx"])
def test_parts_that_unpack_to_gigabytes(suffix: str, process: Process, tmp_path: Path) -> None:
    made = {".docx": (docx(""), "word/document.xml"), ".odt": (odt(""), "content.xml"),
            ".xlsx": (xlsx(sheet()), "xl/worksheets/s0.xml")}  # fmt: skip
    data, bomb = made[suffix]
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            packing = zipfile.ZIP_DEFLATED if entry.filename == bomb else zipfile.ZIP_STORED
            info = zipfile.ZipInfo(entry.filename)
            info.compress_type = packing
            with new.open(info, "w") as part:
                part.write(old.read(entry))
                for _ in range(300 if entry.filename == bomb else 0):
                    part.write(b" " * 1024**2)
    assert outcome(process, tmp_path, suffix, buffer.getvalue()) in {
        "zip.bomb",
        "zip.too-large",
    }
