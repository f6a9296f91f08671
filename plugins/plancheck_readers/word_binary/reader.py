"""A binary Word document's bytes, read into a document."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from plancheck.api import Block, Document, Grade, Unreadable, Zone
from plancheck_readers.ole import ole_kind
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word_binary import sprm
from plancheck_readers.word_binary.binary import Plc, plc, u16, u32
from plancheck_readers.word_binary.book import NOTHING, Book
from plancheck_readers.word_binary.container import open_streams
from plancheck_readers.word_binary.drawings import Shape
from plancheck_readers.word_binary.fib import Tables
from plancheck_readers.word_binary.sprm import changes
from plancheck_readers.word_binary.story import Story

_SECTION = 12
_NO_PROPERTIES = 0xFFFFFFFF
_MARK = 2
_SEPARATORS = 6
"""Stories before those of the first section: lines that set notes apart (2.8.22)."""


class _NoteTables(NamedTuple):
    """Where the marks of notes and their texts are told."""

    marks: int
    texts: int


_NOTES = {
    "endnotes": _NoteTables(Tables.ENDNOTE_MARKS, Tables.ENDNOTES),
    "footnotes": _NoteTables(Tables.FOOTNOTE_MARKS, Tables.FOOTNOTES),
}
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
    """Read text boxes of shapes that the drawings do not know, which no anchor could lead to.

    Those that are known and shown, and to which none leads nevertheless, are lost.
    """
    shown, hidden = _numbers(book.shapes.values())
    tied, _ = _numbers(
        book.shapes.get(anchor.shape, Shape()) for anchor in book.body_floats.anchors.values()
    )
    blocks: list[Block] = []
    for number, (start, end) in book.body_floats.boxes.items():
        if number not in shown and number not in hidden:
            blocks += Story(book, start, end, Zone.BODY, book.box_counters).read()
        elif number in shown and number not in tied:
            book.note(Grade.BLOCKING, "health.part", "PlcfSpa")
    return blocks


def _numbers(shapes: Iterable[Shape]) -> tuple[set[int], set[int]]:
    """Return the numbers of all shapes that are shown, and of those that are hidden."""
    shown: set[int] = set()
    hidden: set[int] = set()
    for shape in shapes:
        (hidden if shape.hidden else shown).update(shape.numbers)
        hidden.update(shape.concealed)
    return shown, hidden


def _plc(book: Book, index: int, size: int) -> Plc:
    return plc(book.tables.get(index, "Plc"), size, "Plc")


def _marks(book: Book) -> dict[int, tuple[str, int]]:
    """Return the marks of foot- and endnotes by position; say where there are too few."""
    found: dict[int, tuple[str, int]] = {}
    for kind, notes in _NOTES.items():
        start, end = _range(book, kind)
        marks = book.attempt(kind, partial(_plc, book, notes.marks, _MARK), Grade.BLOCKING)
        texts = None
        if marks is not None and end - start > NOTHING:
            texts = book.attempt(kind, partial(_plc, book, notes.texts, 0), Grade.BLOCKING)
        positions = marks.bounds[:-1] if marks else ()
        if texts is not None and (not positions or len(positions) < len(texts.ranges) - 1):
            book.note(Grade.BLOCKING, "health.part", kind)
        for number, position in enumerate(positions):
            found[position] = (kind, number)
    return found


def _notes(book: Book) -> list[Block]:
    """Read the foot- and endnotes that the text refers to, in the order of their marks."""
    wanted = list(dict.fromkeys(book.notes))
    blocks: list[Block] = []
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        start, end = _range(book, kind)
        bounds = book.attempt(kind, partial(_plc, book, _NOTES[kind].texts, 0), Grade.BLOCKING)
        ranges = bounds.ranges if bounds else []
        counters = Counters()
        for number in (number for other, number in wanted if other == kind):
            if number >= len(ranges) or start + ranges[number][1] > end:
                book.note(Grade.BLOCKING, "health.part", kind)
                continue
            first, last = ranges[number]
            blocks += Story(book, start + first, start + last, Zone.FOOTNOTE, counters).read()
    return blocks


def _range(book: Book, kind: str) -> tuple[int, int]:
    """Return where the story of all notes of a kind starts and ends."""
    stories = book.stories
    if kind == "footnotes":
        return stories.footnotes, stories.headers
    return stories.endnotes, stories.boxes


def _margins(book: Book, sections: Plc) -> list[Block]:
    """Read headers, then footers; what several pages repeat counts once."""
    bounds = book.attempt("PlcfHdd", partial(_plc, book, Tables.HEADERS, 0), Grade.NOTICE)
    start, end = book.stories.headers, book.stories.macros
    found: dict[Zone, list[Block]] = {Zone.HEADER: [], Zone.FOOTER: []}
    ranges = bounds.ranges if bounds else []
    for index, (first, last) in enumerate(ranges):
        section, which = divmod(index - _SEPARATORS, len(_MARGINS))
        if index < _SEPARATORS or first == last:
            continue
        if start + last > end:
            if index + 1 < len(ranges):  # where the last one ends is not said (2.8.22)
                book.note(Grade.NOTICE, "health.part", "PlcfHdd")
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
