"""However runs are wrapped, exactly the visible ones are read."""

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from readers.docx_builder import docx, p, r, tbl, tc, tr, xml
from readers.reading import read

from plancheck.api import Block, Paragraph
from plancheck_readers.word.fields import Fields
from plancheck_readers.word.line import Line, plain
from plancheck_readers.word.styles import StyleSheet
from plancheck_readers.word.survey import survey
from plancheck_readers.word.tree import Element, parse


class Piece(NamedTuple):
    """Content of a paragraph, and what of it is visible."""

    markup: str
    shown: str


LETTERS = st.text("工会计划甲乙丙 1", min_size=1, max_size=4)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText>REF x</w:instrText></w:r>"


def join(pieces: list[Piece]) -> Piece:
    return Piece(
        "".join(piece.markup for piece in pieces), "".join(piece.shown for piece in pieces)
    )


def wrapped(markup: str) -> Callable[[Piece], Piece]:
    return lambda piece: Piece(markup.format(piece.markup), piece.shown)


def gone(markup: str) -> Callable[[Piece], Piece]:
    return lambda piece: Piece(markup.format(piece.markup), "")


def field(pair: tuple[Piece, Piece]) -> Piece:
    code, result = pair
    start, middle, end = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
    return Piece(start + CODE + code.markup + middle + result.markup + end, result.shown)


LEAVES = st.one_of(
    LETTERS.map(lambda text: Piece(r(text), text)),
    LETTERS.map(lambda text: Piece(r(text, "<w:b/>"), text)),
    LETTERS.map(lambda text: Piece(r(text, "<w:vanish/>"), "")),
    st.sampled_from(
        [
            Piece("<w:r><w:tab/></w:r>", "\t"),
            Piece("<w:r><w:br/></w:r>", "\n"),
            Piece('<w:r><w:br w:type="page"/></w:r>', "\n"),
            Piece('<w:bookmarkStart w:id="1" w:name="a"/>', ""),
            Piece("<w:r><w:lastRenderedPageBreak/></w:r>", ""),
        ]
    ),
)


def nest(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    several = st.lists(inner, max_size=3).map(join)
    return st.one_of(
        several,
        several.map(wrapped('<w:ins w:id="1" w:author="a">{}</w:ins>')),
        several.map(wrapped('<w:moveTo w:id="1" w:author="a">{}</w:moveTo>')),
        several.map(wrapped("<w:hyperlink>{}</w:hyperlink>")),
        several.map(wrapped("<w:smartTag>{}</w:smartTag>")),
        several.map(wrapped("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>")),
        several.map(wrapped('<w:fldSimple w:instr="X">{}</w:fldSimple>')),
        several.map(gone('<w:del w:id="1" w:author="a">{}</w:del>')),
        several.map(gone('<w:moveFrom w:id="1" w:author="a">{}</w:moveFrom>')),
        st.tuples(several, several).map(field),
        several.map(
            wrapped(
                '<mc:AlternateContent><mc:Choice Requires="w">{}</mc:Choice>'
                "<mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent>"
            )
        ),
    )


PIECES = st.recursive(LEAVES, nest, max_leaves=12)


def seen(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else block.cells[0].text


@settings(deadline=None)
@given(PIECES, st.booleans())
def test_exactly_what_is_visible(piece: Piece, in_cell: bool) -> None:  # noqa: FBT001 - drawn
    body = p(r("始") + piece.markup + r("末"))
    (block,) = read(docx(tbl(tr(tc(body))) if in_cell else body)).blocks
    assert seen(block) == f"始{piece.shown}末"


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5))
def test_plain_paragraphs_read_step_by_step_say_the_same(pieces: list[Piece]) -> None:
    """The short way for plain paragraphs is a matter of speed alone."""
    root = parse(xml("w:body", "".join(p(r("段") + piece.markup) for piece in pieces)).encode(), "")
    for paragraph, found in survey(root, styled=False).texts.items():
        assert plain(paragraph, found) == step_by_step(paragraph)


def step_by_step(paragraph: Element) -> str:
    line = Line(StyleSheet, Fields(paragraph))
    line.begin(hidden=False)
    for child in paragraph:
        line.inline(child)
    return line.text
