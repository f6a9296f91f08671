"""Where in a document's tree a quotation stands: the ends of a range around it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lxml.etree import _Element as Element

from plancheck.api import Document, Place
from plancheck_papers.annotated.names import FLD_CHAR, P, local
from plancheck_readers.word.tracing import Piece, Span, Trace

Json = Mapping[str, Any]

HOMES = frozenset({
    *("document", "body", "tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo"),
})  # fmt: skip
"""Around a paragraph that may hold a comment; in a text box or in one of two alternatives it may
not."""


class Point(NamedTuple):
    """One end of a range.

    Before a character of an element's text (0: before the element) or, without an offset, behind
    the element. In a paragraph itself: before or behind all it holds.
    """

    element: Element
    offset: int | None = 0


class Spot(NamedTuple):
    """A range, and whether it holds the words; else they must be told in the comment."""

    start: Point
    end: Point
    exact: bool
    beside: bool = False
    """Whether the words stand in a drawing or a note that hangs on the range."""


class Spots:
    """Finds the spots of one document.

    :param trace: where its text comes from
    :param elements: all elements of its main part, in order
    :param home: the paragraph for all that stands in none
    """

    def __init__(self, trace: Trace, elements: Sequence[Element], home: Element) -> None:
        self._trace = trace
        self._elements = elements
        self._home = home

    def whole(self, block: int | None) -> Spot:
        """Return the paragraph in which a block begins, or the one for all else."""
        pieces = () if block is None else self._pieces(block, None) or self._any_cell(block)
        return self._around(pieces[0].home if pieces else None)

    def find(self, place: Place, quote: str) -> Spot:
        """Return the spot of a quotation."""
        pieces = self._pieces(place.block, place.cell)
        if not pieces or not _stands(self._trace.document, place, quote):
            return self._around(None)
        start, end = place.start, place.end
        spans = [
            span
            for piece in pieces
            for span in piece.spans
            if span.start < end and start < span.end and span.start < span.end
        ]
        ends = self._between(spans, start, end)
        if ends is not None:
            before = max(0, spans[0].start - start)
            behind = min(len(quote), spans[-1].end - start)
            return Spot(*ends, exact=not (quote[:before] + quote[behind:]).strip())
        near = [piece for piece in pieces if piece.start < end and start < piece.end]
        return self._instead((near or pieces)[0])

    def _pieces(self, block: int, cell: tuple[int, int] | None) -> tuple[Piece, ...]:
        return self._trace.pieces.get((block, cell), ())

    def _any_cell(self, block: int) -> tuple[Piece, ...]:
        found = (pieces for (index, _), pieces in self._trace.pieces.items() if index == block)
        return next((pieces for pieces in found if pieces), ())

    def _between(self, spans: Sequence[Span], start: int, end: int) -> tuple[Point, Point] | None:
        """Return the ends of a range from the first of some spans to the last."""
        if not spans:
            return None
        first, last = spans[0], spans[-1]
        opening, closing = self._elements[first.element], self._elements[last.element]
        for element in (opening, closing):
            paragraph = outermost(element)
            if local(element) == FLD_CHAR or paragraph is None or not is_home(paragraph):
                return None
        cut = end - last.start if end < last.end else None
        return Point(opening, max(0, start - first.start)), Point(closing, cut)

    def _instead(self, piece: Piece) -> Spot:
        """Return where to speak of words that no range can hold."""
        if piece.beside is not None:
            shown = self._elements[piece.beside]
            paragraph = outermost(shown)
            if paragraph is not None and is_home(paragraph):
                return Spot(Point(shown), Point(shown, None), exact=False, beside=True)
        return self._around(piece.home)._replace(beside=piece.beside is not None)

    def _around(self, number: int | None) -> Spot:
        paragraph = None if number is None else outermost(self._elements[number])
        if paragraph is None or not is_home(paragraph):
            paragraph = self._home
        return Spot(Point(paragraph), Point(paragraph, None), exact=False)


def outermost(element: Element) -> Element | None:
    """Return the outermost paragraph that an element is, or is in."""
    around = [other for other in (element, *element.iterancestors()) if local(other) == P]
    return around[-1] if around else None


def is_home(paragraph: Element) -> bool:
    """Tell whether a paragraph may hold comments."""
    return all(local(other) in HOMES for other in paragraph.iterancestors())


def _stands(document: Document, place: Place, quote: str) -> bool:
    """Tell whether a quotation stands in a document where it should."""
    try:
        return document.text_at(place) == quote
    except LookupError:
        return False
