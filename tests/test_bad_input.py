"""Bad files are each refused with one clear line: what, why, what to do."""

import io
import json
import string
import zipfile

import pytest
from readers.docx_builder import docx, p, package, r, xml

from plancheck import loading, messages
from plancheck.api import Source, Unreadable
from plancheck_readers import plancheck_readers

READERS = plancheck_readers()
MB = 1024 * 1024
GOOD = docx("".join(p(f"{number}、召开教代会，慰问教师") for number in range(400)))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")


def ole(stream: str) -> bytes:
    """Return a container of the old kind with a stream of this name."""
    name = stream.encode("utf-16-le")
    entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")
    return OLE + bytes(8192) + entry.ljust(128, b"\0")


def with_document(content: str) -> bytes:
    """Return a Word document whose main part is this XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(buffer, "w") as bad:
        for name in good.namelist():
            own = name == "word/document.xml"
            bad.writestr(name, content if own else good.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def body(content: str) -> str:
    return xml("w:document", f"<w:body>{content}</w:body>")


ENTITIES = f'<!DOCTYPE x [<!ENTITY a "教代会">]>{body(p(r("&a;")))}'
DEEP = body("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200)
BOMB = body(p("工" * 10 * MB))
LONE = "召开教代会，慰问教师。\ud83d\n".encode("utf-8", "surrogatepass")

BAD = [
    pytest.param("a.docx", b"", "read.empty", id="empty"),
    pytest.param("a.docx", package({"a": "x"}), "docx.other", id="a zip that is no docx"),
    pytest.param("a.docx", GOOD[: len(GOOD) // 2], "zip.truncated", id="cut off"),
    pytest.param("a.docx", ole("EncryptedPackage"), "docx.encrypted", id="encrypted"),
    pytest.param("a.docx", "召开教代会".encode(), "zip.none", id="text called docx"),
    pytest.param("a.docx", with_document(ENTITIES), "xml.dtd", id="entities"),
    pytest.param("a.docx", with_document(DEEP), "xml.deep", id="200 levels deep"),
    pytest.param("a.docx", with_document(BOMB), "zip.bomb", id="expands 1000-fold"),
    pytest.param("a.docx", with_document(body("")), "read.no-text", id="blank"),
    pytest.param("a.txt", "工".encode() * (50 * MB // 3), "read.too-much-text", id="50 MB of text"),
    pytest.param("a.html", b"<p>" + "工".encode() * 17 * MB, "read.too-much-text", id="50 MB page"),
    pytest.param("a.md", "工\n".encode() * (12 * MB), "read.too-much-text", id="50 MB of lines"),
    pytest.param("a.txt", bytes(1000), "read.no-text", id="nothing but NULs"),
    pytest.param("a.txt", b" \r\n\t\xe3\x80\x80", "read.no-text", id="nothing but blanks"),
    pytest.param("a.txt", bytes(range(256)) * 20, "read.not-text", id="no text"),
    pytest.param("a", b"\x7fELF\1\1" + bytes(range(200)) * 9, "read.not-text", id="a program"),
    pytest.param("a.html", b"<div>" * 100_000, "xml.deep", id="a page without a bottom"),
    pytest.param("a.mht", b"MIME-Version: 1.0\r\n\r\n", "mht.no-page", id="an archive of nothing"),
    pytest.param("a.json", b"[1, 2", "document.no-json", id="broken JSON"),
    pytest.param("a.json", b"[" * 10**6, "document.no-json", id="JSON without a bottom"),
    pytest.param("a.json", b'{"plans": []}', "document.other", id="other JSON"),
    pytest.param("a.doc", ole("WordDocument"), "docx.old-word", id="doc"),
    pytest.param("a.wps", ole("WordDocument"), "docx.old-word", id="wps"),
    pytest.param("a.xls", ole("Workbook"), "foreign.sheet", id="xls"),
    pytest.param("a.msg", ole("__properties_version1.0"), "foreign.mail", id="msg"),
    pytest.param("a.doc", OLE, "docx.ole", id="another container"),
    pytest.param("a.xlsx", package({"xl/workbook.xml": "x"}), "xml.damaged", id="xlsx"),
    pytest.param(
        "a.ods",
        b"PK\3\4".ljust(30, b"\0") + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "foreign.sheet",
        id="ods",
    ),
    pytest.param("a.ofd", package({"OFD.xml": "x"}), "foreign.ofd", id="ofd"),
    pytest.param("a.zip", package({"a": "x"}), "foreign.archive", id="zip"),
    pytest.param("a.txt", b"%PDF-1.7\n" + bytes(50), "pdf.damaged", id="a pdf called txt"),
    pytest.param("a.doc", b"{\\rtf1\\ansi}", "read.no-text", id="an empty rtf called doc"),
    pytest.param("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(50), "scan.damaged", id="a picture"),
    pytest.param("a.jpg", b"\xff\xd8\xff\xe0" + bytes(50), "scan.damaged", id="jpg"),
    pytest.param("a.rar", b"Rar!\x1a\x07\0" + bytes(50), "foreign.archive", id="rar"),
    pytest.param("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "foreign.archive", id="7z"),
]


@pytest.mark.parametrize(("name", "data", "code"), BAD)
def test_each_is_refused_in_one_clear_line(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        loading.parse(Source(name, data), READERS)
    assert caught.value.code == code
    for lang in messages.LANGUAGES:
        line = messages.text(code, lang, caught.value.values)
        assert line != code
        assert len(line.splitlines()) == 1
        assert not [field for _, field, _, _ in string.Formatter().parse(line) if field]
        assert line.count("。" if lang == "zh" else ".") >= 2, "says what to do, too"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("召开\0教代会\n".encode() * 9, id="NULs"),
        pytest.param(
            "召开教代会，慰问教师。\ud83d\n".encode("utf-8", "surrogatepass") * 9, id="surrogates"
        ),
    ],
)
def test_damaged_text_is_read_and_told(data: bytes) -> None:
    document = loading.parse(Source("a.txt", data), READERS)
    assert len(document.blocks) == 9
    assert not document.complete


def test_a_lone_surrogate_in_json_is_replaced() -> None:
    data = {"schema_version": 1, "format": "x", "blocks": [{"text": "\ud800"}], "health": []}
    document = loading.parse(Source("a.json", json.dumps(data).encode()), READERS)
    assert document.blocks[0].text == "\ufffd"  # type: ignore[union-attr]
