"""Where text comes from: told by the reader's own walk, so that both can never disagree."""

from functools import cache
from pathlib import Path

import pytest
from readers.docx_builder import docx, p, r, tbl, tc, tr, xml
from readers.reading import read

from plancheck.api import Place
from plancheck_readers.package import Package
from plancheck_readers.word.line import words
from plancheck_readers.word.names import P, T
from plancheck_readers.word.tracing import Piece, Trace, trace
from plancheck_readers.word.tree import Element, parse

FILE = Path(__file__).parent / "files" / "plan.docx"
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
JOINED = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
BOX = (
    f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r>"
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = f'<w:footnote w:id="2">{p("注")}</w:footnote>'


class Traced:
    """A document's trace with the elements that its numbers mean."""

    def __init__(self, data: bytes) -> None:
        package = Package(data)
        self.trace: Trace = trace(package)
        self.elements = list(parse(package.read(self.trace.part), "main").iter())

    def pieces(self, block: int = 0, cell: tuple[int, int] | None = None) -> tuple[Piece, ...]:
        return self.trace.pieces[block, cell]

    def told(self, block: int = 0, cell: tuple[int, int] | None = None) -> list[tuple[str, str]]:
        """Return which elements show which words."""
        return [
            (self._name(span.element), self.text(block, cell, span.start, span.end))
            for piece in self.pieces(block, cell)
            for span in piece.spans
        ]

    def text(self, block: int, cell: tuple[int, int] | None, start: int, end: int) -> str:
        return self.trace.document.text_at(Place(block, start, end, cell))

    def _name(self, number: int) -> str:
        return self.element(number).tag.rpartition("}")[2]

    def element(self, number: int | None) -> Element:
        assert number is not None
        return self.elements[number]

    def paragraph(self, number: int | None) -> str:
        element = self.element(number)
        assert element.tag == P
        return "".join(text.text or "" for text in element.iter(T))


@cache
def traced(body: str, **parts: str) -> Traced:
    return Traced(docx(body, **parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(r("工会") + r("工作"), [("t", "工会"), ("t", "工作")], id="runs"),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:noBreakHyphen/></w:r>",
            [("t", "甲"), ("tab", "\t"), ("t", "乙"), ("br", "\n"), ("noBreakHyphen", "-")],
            id="signs",
        ),
        pytest.param(
            '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + r("甲"),
            [("sym", "•"), ("t", "甲")],
            id="symbol",
        ),
        pytest.param(
            "<w:r><w:ruby><w:rt><w:r><w:t>gōng</w:t></w:r></w:rt>"
            f"<w:rubyBase>{r('工')}</w:rubyBase></w:ruby></w:r>{r('会')}",
            [("t", "工"), ("t", "会")],
            id="ruby",
        ),
        pytest.param(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>新</w:t></mc:Choice>"
            "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            [("t", "新")],
            id="alternatives",
        ),
        pytest.param(
            f'<w:del w:id="1"><w:r><w:delText>删</w:delText></w:r></w:del>'
            f'<w:ins w:id="2">{r("新")}</w:ins>{r("藏", "<w:vanish/>")}{r("甲")}',
            [("t", "新"), ("t", "甲")],
            id="what is not read shows nothing",
        ),
        pytest.param(
            "<w:r><w:t> 甲 </w:t></w:r>" + r("乙"), [("t", "甲"), ("t", "乙")], id="blanks"
        ),
        pytest.param("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", [("t", "x")], id="formula"),
    ],
)
def test_spans(content: str, told: list[tuple[str, str]]) -> None:
    assert traced(p(content)).told() == told


def test_an_automatic_number_has_no_element() -> None:
    found = traced(p("指导思想", NUMBERED), numbering=LIST)
    (piece,) = found.pieces()
    assert (piece.start, piece.end) == (0, 6)
    assert [(span.start, span.end) for span in piece.spans] == [(2, 6)]


def test_a_paragraph_that_runs_on_into_the_next() -> None:
    found = traced(p(r("前"), JOINED) + p(r("后")))
    assert found.told() == [("t", "前"), ("t", "后")]
    assert found.paragraph(found.pieces()[0].home) == "后"


def test_cells_join_their_paragraphs() -> None:
    found = traced(tbl(tr(tc(p("三月") + p("") + p("四月")), tc("活动"))))
    first, second = found.pieces(0, (0, 0))
    assert [(piece.start, piece.end) for piece in (first, second)] == [(0, 2), (3, 5)]
    assert [found.paragraph(piece.home) for piece in (first, second)] == ["三月", "四月"]
    assert found.told(0, (0, 1)) == [("t", "活动")]


def test_tables_in_tables_are_traced_as_they_are_unfolded() -> None:
    found = traced(tbl(tr(tc(p("外") + tbl(tr("内"))))))
    assert found.told(0) == [("t", "外")]
    assert found.told(1, (0, 0)) == [("t", "内")]


def test_a_text_box_hangs_on_the_paragraph_that_holds_it() -> None:
    found = traced(p(r("文") + BOX))
    (piece,) = found.pieces(1)
    assert piece.spans == ()
    assert found.element(piece.beside).tag.endswith("pict")
    assert found.paragraph(piece.home) == "文框"


def test_a_note_hangs_on_its_mark() -> None:
    found = traced(p(r("文") + NOTE), footnotes=NOTES)
    (piece,) = found.pieces(1)
    assert piece.spans == ()
    assert found.element(piece.beside).tag.endswith("footnoteReference")
    assert found.paragraph(piece.home) == "文"


def test_headers_have_no_paragraph_in_the_main_part() -> None:
    data = docx(
        p("文") + '<w:sectPr><w:headerReference r:id="rIdh"/></w:sectPr>',
        parts={"word/header1.xml": xml("w:hdr", p("页眉"))},
        rels={"rIdh": ("header", "header1.xml")},
    )
    (piece,) = Traced(data).pieces(1)
    assert (piece.home, piece.beside, piece.spans) == (None, None, ())


def test_a_real_document_is_traced_as_it_is_read() -> None:
    data = FILE.read_bytes()
    found = Traced(data)
    assert found.trace.document == read(data)
    assert found.trace.elements == len(found.elements)
    shown = [
        (words(found.element(span.element)), found.text(block, cell, span.start, span.end))
        for (block, cell), pieces in found.trace.pieces.items()
        for piece in pieces
        for span in piece.spans
        if found.element(span.element).tag == T
    ]
    assert shown
    assert all(one == other for one, other in shown)
