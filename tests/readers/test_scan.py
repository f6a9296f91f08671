"""Pictures are recognised where a program for it is installed, and never called complete."""

import struct
import zlib

import pytest
from readers.pdf_builder import LONG, column, pdf, picture
from readers.reading import paragraphs

from plancheck.api import Grade, Source, Unreadable, limits
from plancheck_readers.pdf.reader import read_pdf
from plancheck_readers.scan import picture as pictures
from plancheck_readers.scan.picture import check, read_picture, size
from plancheck_readers.scan.words import glyphs
from plancheck_readers.scans import READER

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)


def table(*lines: tuple[int, int, str], conf: float = 95, high: int = 50) -> str:
    """Write what tesseract would say of lines: left, top, text of 50 pixels a character."""
    rows = [HEAD]
    for left, top, text in lines:
        place = f"{left}\t{top}\t{50 * len(text)}\t{high}"
        rows.append(f"4\t1\t1\t1\t1\t0\t{place}\t-1\t")
        rows.append(f"5\t1\t1\t1\t1\t1\t{place}\t{conf}\t{text}")
    return "\n".join(rows)


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * min(height, 50))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the program."""
    said = table((300, 200, LONG[:33]), (200, 290, LONG[33:]), (300, 380, "慰问教职工。"))
    for module in ("plancheck_readers.scan.picture", "plancheck_readers.pdf.reader"):
        monkeypatch.setattr(f"{module}.program", lambda: "tesseract")
        monkeypatch.setattr(f"{module}.recognised", lambda _: said)


@pytest.mark.usefixtures("recogniser")
def test_lines_of_a_picture_are_joined_and_nothing_in_it_is_missing() -> None:
    document = read_picture(png(2100, 3000))
    assert paragraphs(document) == [LONG, "慰问教职工。"]
    assert [(entry.grade, entry.code) for entry in document.health] == [
        (Grade.BLOCKING, "health.recognised")
    ]


@pytest.mark.usefixtures("recogniser")
def test_a_scanned_page_between_others_is_recognised() -> None:
    pytest.importorskip("pypdfium2_raw")
    steps: list[dict[str, object]] = []
    data = pdf(column(["甲" + LONG]), picture(0, 0, 595, 842))
    document = read_pdf(data, lambda page, **more: steps.append({"page": page, **more}))
    assert paragraphs(document)[0] == "甲" + LONG
    assert "慰问教职工。" in paragraphs(document)
    assert [entry.code for entry in document.health] == ["health.recognised"]
    assert {"page": 2, "wait": limits.OCR_SECONDS} in steps


@pytest.mark.usefixtures("recogniser")
def test_no_more_pages_are_recognised_than_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2_raw")
    monkeypatch.setattr(limits, "OCR_PAGES", 1)
    document = read_pdf(pdf(picture(0, 0, 595, 842), picture(0, 0, 595, 842)))
    assert {entry.code: entry.values for entry in document.health} == {
        "health.recognised": (("pages", "1"),),
        "health.page-unread": (("pages", "2"),),
    }


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        check(data)
    return caught.value.code


def test_without_the_program_the_advice_is_to_send_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "program", lambda: "")
    assert refused(png(2000, 3000)) == "scan.no-program"


def test_declared_sizes_are_held_against_the_cap() -> None:
    assert refused(png(100_000, 100_000)) == "scan.too-large"
    assert refused(png(0, 5)) == "scan.damaged"
    assert refused(b"\xff\xd8\xff\xe0" + bytes(50)) == "scan.damaged"


def test_a_jpeg_tells_its_size_behind_other_parts() -> None:
    part = b"\xff\xe0\0\x10" + bytes(14)
    frame = b"\xff\xff\xc2\0\x11\x08" + struct.pack(">HH", 300, 200) + bytes(10)
    assert size(b"\xff\xd8" + part + frame) == (200, 300)
    assert size(b"\xff\xd8" + b"\xff\xe0\0\0" * 100_000) == (0, 0)


def test_specks_are_no_words_and_strange_tables_no_harm() -> None:
    assert glyphs(table((0, 0, "口"), conf=3), 0.2) == []
    assert glyphs("", 1) == []
    assert glyphs("5\tx\n" + HEAD + "\n" + "\t" * 11 + "\n5" + "\tnan" * 10 + "\t甲", 1) == []
    assert glyphs(HEAD + "\n5" + "\t1e999" * 10 + "\t甲", 1)


def test_sniffing() -> None:
    assert READER.sniff(png(9, 9))
    assert READER.sniff(b"\xff\xd8\xff\xe0")
    assert not READER.sniff(b"GIF89a")


def test_the_program_itself_where_it_is_installed() -> None:
    pytest.importorskip("pypdfium2_raw")
    from plancheck_readers.scan.tesseract import program

    if not program():
        pytest.skip("tesseract with chi_sim is not installed")
    with pytest.raises(Unreadable, match=r"scan\.(no-text|damaged)"):
        READER.read(Source("white.png", png(400, 50)))
