"""Where in a Word document's main part the text of its blocks comes from.

For those who write into a document what plancheck says of it: a place counts code points of a
block's text as the reader makes it, and only what makes the text can tell which elements show it.
So this is the reader's own walk with somebody beside it who writes down where each piece came from
(:mod:`.traced`); reading itself does not know of it, and pays nothing.
"""

from collections.abc import Mapping
from typing import NamedTuple

from plancheck.api import Document
from plancheck_readers.package import Package
from plancheck_readers.word.reader import read_package
from plancheck_readers.word.traced import Source, TracedBook, TracedStory
from plancheck_readers.word.tree import Element

Key = tuple[int, tuple[int, int] | None]
"""A text: a paragraph by the number of its block, a cell by its row and column as well."""


class Span(NamedTuple):
    """Characters that one element of the main part shows, such as a ``w:t`` or a ``w:tab``."""

    start: int
    """Offset in the text of the paragraph or cell, in code points."""
    end: int
    element: int


class Piece(NamedTuple):
    """A stretch of a text that stands in one place of the document."""

    start: int
    """Offset in the text, in code points; an automatic number is part of it."""
    end: int
    home: int | None
    """The paragraph of the main part where it stands or is referred to; None for headers and
    footers."""
    beside: int | None
    """The drawing or the mark of a note by which it is shown, where it is no text of that
    paragraph's own."""
    spans: tuple[Span, ...]
    """In order. Automatic numbers and the line ends between paragraphs have none."""


class Trace(NamedTuple):
    """A document as it was read, and where its text comes from.

    Elements are told by their number in the main part: in document order from 0, elements alone
    counted, neither comments nor processing instructions.
    """

    document: Document
    part: str
    """Name of the main part."""
    elements: int
    """How many elements the main part has."""
    pieces: Mapping[Key, tuple[Piece, ...]]
    """In the order of the text."""


def trace(package: Package) -> Trace:
    """Read a Word document and tell where its text comes from.

    :raises plancheck.api.Unreadable: as the reader does
    """
    book, document = read_package(package, TracedBook, TracedStory)
    numbers = {element: number for number, element in enumerate(book.main.root.iter())}
    pieces = {
        (index, cell): tuple(_piece(source, numbers) for source in sources)
        for index, block in enumerate(document.blocks)
        for cell, sources in book.sources(block).items()
    }
    return Trace(document, book.main.name, len(numbers), pieces)


def _piece(source: Source, numbers: Mapping[Element, int]) -> Piece:
    """Name elements by their numbers; those of other parts have none."""
    spans = tuple(
        Span(start, end, numbers[element])
        for start, end, element in source.spans
        if element in numbers
    )
    home = None if source.home is None else numbers.get(source.home)
    beside = None if source.beside is None else numbers.get(source.beside)
    return Piece(source.start, source.end, home, beside, spans)
