"""A Word document's bytes, read into a document."""

from typing import TypeVar

from plancheck.api import Block, Document, Grade, Unreadable, Zone
from plancheck_readers.ole import ole_kind
from plancheck_readers.package import Package
from plancheck_readers.word.book import Book, Part
from plancheck_readers.word.names import BODY, DOCUMENT, HEADER_REFERENCE, ID, NOTES
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word.parts import kind_of
from plancheck_readers.word.story import Story

AnyBook = TypeVar("AnyBook", bound=Book)

_OLE = {
    "encrypted-ooxml": "docx.encrypted",
    "word-binary": "docx.old-word",
    "workbook": "foreign.sheet",
    "other": "docx.ole",
}


def read_docx(data: bytes) -> Document:
    """Read a Word document.

    :raises Unreadable: when it is damaged, encrypted, unsafe or no Word document
    """
    kind = ole_kind(data)
    if kind:
        raise Unreadable(_OLE[kind])
    return read_package(Package(data), Book, Story)[1]


def read_package(
    package: Package, kind: type[AnyBook], story: type[Story]
) -> tuple[AnyBook, Document]:
    """Read a package with one's own way of keeping books and of walking stories.

    :raises Unreadable: see :func:`read_docx`
    """
    try:
        book = kind(package)
        if book.main.root.tag != DOCUMENT:
            raise Unreadable("docx.other", kind=kind_of(package))
        return book, _read(book, story)
    except RecursionError as error:
        raise Unreadable("xml.deep", part="word") from error


def _read(book: Book, story: type[Story]) -> Document:
    blocks: list[Block] = []
    for body in book.main.root.iterchildren(BODY):
        blocks += story(book, book.main, body, Zone.BODY, Counters()).read()
    book.judge_pictures(blocks)
    blocks += _notes(book, story)
    blocks += _margins(book, story)
    return Document("docx", tuple(blocks), book.health)


def _notes(book: Book, story: type[Story]) -> list[Block]:
    """Read the foot- and endnotes that the text refers to, in the order of their marks."""
    wanted = list(dict.fromkeys(book.notes))
    blocks: list[Block] = []
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        name = book.part_of_kind(kind)
        part = book.attempt(name or kind, book.load, Grade.BLOCKING)
        if part is not None:
            keys = [key for other, key in wanted if other == kind]
            blocks += _notes_of(book, story, part, keys)
    return blocks


def _notes_of(book: Book, story: type[Story], part: Part, wanted: list[str]) -> list[Block]:
    notes = {note.get(ID, ""): note for note in part.root if note.tag in NOTES}
    counters = Counters()
    blocks: list[Block] = []
    for key in wanted:
        if key in notes:
            blocks += story(book, part, notes[key], Zone.FOOTNOTE, counters).read()
    return blocks


def _margins(book: Book, story: type[Story]) -> list[Block]:
    """Read headers, then footers; what several pages repeat counts once."""
    targets = book.targets(book.main.name)
    names: dict[Zone, list[str]] = {Zone.HEADER: [], Zone.FOOTER: []}
    for tag, key in book.margins:
        zone = Zone.HEADER if tag == HEADER_REFERENCE else Zone.FOOTER
        name = targets.part(key)
        if name:
            names[zone].append(name)
    blocks: list[Block] = []
    for zone, parts in names.items():
        for name in dict.fromkeys(parts):
            part = book.attempt(name, book.load, Grade.NOTICE)
            if part is not None:
                blocks += story(book, part, part.root, zone, Counters()).read()
    return list(dict.fromkeys(blocks))
