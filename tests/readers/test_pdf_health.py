"""What cannot be read of a PDF is said; what may be lost is never called missing."""

import sys

import pytest
from readers.pdf_builder import LONG, OTHER, column, packed, pdf, picture, turned, words
from readers.reading import paragraphs
from verdicts import verdicts

from plancheck import loading
from plancheck.api import Document, Grade, Source, Unreadable
from plancheck_readers.pdf import library
from plancheck_readers.pdf.reader import read_pdf
from plancheck_readers.portable import READER

pytest.importorskip("pypdfium2_raw")

SCAN = picture(0, 0, 595, 842)


@pytest.fixture(autouse=True)
def _no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what could recognise text here."""
    monkeypatch.setattr("plancheck_readers.pdf.reader.program", lambda: "")


def grades(document: Document) -> dict[str, Grade]:
    return {entry.code: entry.grade for entry in document.health}


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_pdf(data)
    return caught.value.code


def test_a_page_that_is_a_picture_makes_unknown_of_missing() -> None:
    whole = read_pdf(pdf(column(["2024年工会工作计划", LONG, OTHER])))
    part = read_pdf(pdf(column(["2024年工会工作计划", LONG, OTHER]), SCAN))
    assert grades(part) == {"health.page-unread": Grade.BLOCKING}
    assert part.health[0].values == (("pages", "2"),)
    assert verdicts(whole)["schedule/monthly"][0] == "missing"
    assert verdicts(part)["schedule/monthly"][0] == "unknown"


def test_a_page_number_on_a_scan_is_not_its_text() -> None:
    page = SCAN + words(290, 800, "- 2 -")
    assert "health.page-unread" in grades(read_pdf(pdf(column([LONG]), page)))


def test_a_scan_is_unreadable() -> None:
    assert refused(pdf(SCAN, SCAN)) == "pdf.scan"


def test_text_recognised_by_somebody_else_is_read_with_care() -> None:
    unseen = b"".join(
        words(90, 100 + 18 * at, text, mode=3) for at, text in enumerate([LONG[:30], OTHER[:30]])
    )
    document = read_pdf(pdf(SCAN + unseen))
    assert paragraphs(document) == [LONG[:30], OTHER[:30]]
    assert grades(document) == {"health.recognised": Grade.BLOCKING}


def test_a_badge_is_a_notice_and_a_large_picture_is_not() -> None:
    badge = read_pdf(pdf(column([LONG]) + picture(90, 400, 60, 60)))
    assert grades(badge) == {"health.picture": Grade.NOTICE}
    table = read_pdf(pdf(column([LONG, OTHER]) + picture(90, 200, 420, 400)))
    assert grades(table) == {"health.large-picture": Grade.BLOCKING}


def test_a_picture_behind_much_text_is_a_background() -> None:
    document = read_pdf(pdf(SCAN + column([LONG, OTHER, LONG])))
    assert grades(document) == {"health.picture": Grade.NOTICE}


def test_an_empty_page_loses_nothing() -> None:
    assert read_pdf(pdf(column([LONG]), b"")).health == ()


def test_letters_drawn_as_outlines_are_not_read() -> None:
    outlines = b"".join(
        f"{x} {y} m {x + 3} {y + 5} {x + 5} {y} {x} {y} c f\n".encode()
        for x in range(90, 500, 20)
        for y in range(100, 300, 20)
    )
    assert "health.page-unread" in grades(read_pdf(pdf(column([LONG]), outlines)))


def test_text_that_runs_another_way_is_told() -> None:
    document = read_pdf(pdf(column([LONG]) + turned(550, 700, OTHER[:30])))
    assert grades(document) == {"health.page-turned": Grade.BLOCKING}


@pytest.mark.parametrize("how", ["mapped", "private"])
def test_fonts_that_do_not_say_what_they_draw_are_never_judged(how: str) -> None:
    data = pdf(column([LONG]), mapped=False, private=how == "private")
    assert refused(data) == "pdf.fonts"


def test_some_unknown_signs_block_and_very_few_do_not() -> None:
    assert grades(read_pdf(pdf(column([LONG + "\ue123" * 3])))) == {
        "health.unmapped": Grade.BLOCKING
    }
    document = read_pdf(pdf(column([LONG] * 6 + ["\ue123" + OTHER])))
    assert grades(document) == {"health.unmapped": Grade.NOTICE}


def test_a_text_without_chinese_is_not_trusted() -> None:
    garbage = "".join(chr(0xC0 + at * 7 % 60) for at in range(300))
    assert grades(read_pdf(pdf(column([garbage])))) == {"health.not-chinese": Grade.BLOCKING}


def test_files_inside_are_told() -> None:
    files = (
        "/Names<</EmbeddedFiles<</Names[(a.docx)<</Type/Filespec/F(a.docx)/EF<</F 7 0 R>>>>]>>>>"
    )
    assert grades(read_pdf(pdf(column([LONG]), root=files))) == {"health.embedded": Grade.BLOCKING}


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("/Subtype/FreeText/Contents(abc)", {"health.page-filled": Grade.BLOCKING}),
        ("/Subtype/Widget/FT/Tx/V(abc)", {"health.page-filled": Grade.BLOCKING}),
        ("/Subtype/Widget/FT/Tx/V()", {}),
        ("/Subtype/Highlight/Contents(abc)", {}),
    ],
)
def test_words_that_lie_over_a_page_are_told(note: str, found: dict[str, Grade]) -> None:
    annotated = f"/Annots[<</Type/Annot{note}/Rect[90 600 300 640]>>]"
    assert grades(read_pdf(pdf(column([LONG]), page=annotated))) == found


def test_without_the_library_the_advice_is_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    library.pdfium.cache_clear()
    monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)
    try:
        assert refused(pdf(column([LONG]))) == "pdf.no-library"
    finally:
        library.pdfium.cache_clear()


def test_no_text_at_all() -> None:
    with pytest.raises(Unreadable, match=r"read\.no-text"):
        loading.parse(Source("a.pdf", pdf(b"")), [READER])


def test_an_encrypted_file_is_refused() -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]
    data = packed(objects).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]"
        b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"
        + b"41" * 32
        + b">/U<"
        + b"42" * 32
        + b">>>",
    )
    assert refused(data) == "pdf.encrypted"


def test_sniffing() -> None:
    assert READER.sniff(pdf(b"")[:4096])
    assert READER.sniff(b"\r\n%PDF-1.4")
    assert not READER.sniff("计划 %PDF-".encode())
