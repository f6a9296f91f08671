"""A binary Word document's bytes, read into a document."""

from functools import partial

from plancheck.api import Block, Document, Grade, Unreadable, Zone
from plancheck_readers.ole import ole_kind
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word_binary import sprm
from plancheck_readers.word_binary.binary import Plc, plc, u16, u32
from plancheck_readers.word_binary.book import Book
from plancheck_readers.word_binary.container import open_streams
from plancheck_readers.word_binary.fib import Tables
from plancheck_readers.word_binary.sprm import changes
from plancheck_readers.word_binary.story import Story

_SECTION = 12
_NO_PROPERTIES = 0xFFFFFFFF
_MARK = 2
_SEPARATORS = 6
"""Stories before those of the first section: lines that set notes apart (2.8.22)."""
_MARGINS = (
    (Zone.HEADER, False),
    (Zone.HEADER, False),
    (Zone.FOOTER, False),
    (Zone.FOOTER, False),
    (Zone.HEADER, True),
    (Zone.FOOTER, True),
)
"""Stories of a section: zone, and whether only its first page shows it."""


def read_doc(data: bytes) -> Document:
    """Read a binary Word document.

    :raises Unreadable: when it is damaged, encrypted, too old, or no Word document
    """
    kind = ole_kind(data)
    if kind != "word-binary":
        raise Unreadable("docx.encrypted" if kind == "encrypted-ooxml" else "docx.ole")
    return _read(Book(open_streams(data)))


def _read(book: Book) -> Document:
    sections = book.attempt("PlcfSed", partial(_plc, book, Tables.SECTIONS, _SECTION), Grade.NOTICE)
    blocks: list[Block] = Story(
        book,
        0,
        book.stories.footnotes,
        Zone.BODY,
        Counters(),
        floats=book.body_floats,
        marks=_marks(book),
        sections=frozenset(sections.bounds if sections else ()),
    ).read()
    blocks += _loose_boxes(book)
    book.judge_pictures(blocks)
    blocks += _notes(book)
    blocks += _margins(book, sections or Plc())
    return Document("doc", tuple(blocks), book.health)


def _loose_boxes(book: Book) -> list[Block]:
    """Read text boxes of shapes that the drawings do not know, which no anchor could lead to."""
    known = {
        number for shape in book.shapes.values() for number in (*shape.numbers, *shape.concealed)
    }
    blocks: list[Block] = []
    for number, (start, end) in book.body_floats.boxes.items():
        if number and number not in known:
            blocks += Story(book, start, end, Zone.BODY, book.box_counters).read()
    return blocks


def _plc(book: Book, index: int, size: int) -> Plc:
    return plc(book.tables.get(index, "Plc"), size, "Plc")


def _marks(book: Book) -> dict[int, tuple[str, int]]:
    """Return the marks of foot- and endnotes by position."""
    found: dict[int, tuple[str, int]] = {}
    for kind, index in (("endnotes", Tables.ENDNOTE_MARKS), ("footnotes", Tables.FOOTNOTE_MARKS)):
        marks = book.attempt(kind, partial(_plc, book, index, _MARK), Grade.BLOCKING)
        for number, position in enumerate(marks.bounds[:-1] if marks else ()):
            found[position] = (kind, number)
    return found


def _notes(book: Book) -> list[Block]:
    """Read the foot- and endnotes that the text refers to, in the order of their marks."""
    wanted = list(dict.fromkeys(book.notes))
    blocks: list[Block] = []
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        index = Tables.FOOTNOTES if kind == "footnotes" else Tables.ENDNOTES
        start, end = (
            (book.stories.footnotes, book.stories.headers)
            if kind == "footnotes"
            else (book.stories.endnotes, book.stories.boxes)
        )
        bounds = book.attempt(kind, partial(_plc, book, index, 0), Grade.BLOCKING)
        ranges = bounds.ranges if bounds else []
        counters = Counters()
        for other, number in wanted:
            if other == kind and number < len(ranges) and start + ranges[number][1] <= end:
                first, last = ranges[number]
                blocks += Story(book, start + first, start + last, Zone.FOOTNOTE, counters).read()
    return blocks


def _margins(book: Book, sections: Plc) -> list[Block]:
    """Read headers, then footers; what several pages repeat counts once."""
    bounds = book.attempt("PlcfHdd", partial(_plc, book, Tables.HEADERS, 0), Grade.NOTICE)
    start, end = book.stories.headers, book.stories.macros
    found: dict[Zone, list[Block]] = {Zone.HEADER: [], Zone.FOOTER: []}
    for index, (first, last) in enumerate(bounds.ranges if bounds else ()):
        section, which = divmod(index - _SEPARATORS, len(_MARGINS))
        if index < _SEPARATORS or first == last or start + last > end:
            continue
        zone, only_first = _MARGINS[which]
        if not only_first or _has_title_page(book, sections.element(section)):
            found[zone] += Story(
                book, start + first, start + last, zone, Counters(), floats=book.header_floats
            ).read()
    return list(dict.fromkeys(found[Zone.HEADER] + found[Zone.FOOTER]))


def _has_title_page(book: Book, section: bytes) -> bool:
    """Tell whether the first page of a section differs (2.9.246 ``Sepx``)."""
    at = u32(section, 2)
    if len(section) < _SECTION or at == _NO_PROPERTIES:
        return False
    grpprl = book.document[at + 2 : at + 2 + u16(book.document, at)]
    book.looks.spend(len(grpprl))
    return any(
        code == sprm.TITLE_PAGE and operand[:1] == b"\x01" for code, operand in changes(grpprl)
    )
