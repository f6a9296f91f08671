"""A Word document's bytes, read into a document."""

from plancheck.api import Block, Document, Grade, Unreadable, Zone
from plancheck_readers.ole import ole_kind
from plancheck_readers.package import Package
from plancheck_readers.word.book import Book, Part
from plancheck_readers.word.names import BODY, DOCUMENT, HEADER_REFERENCE, ID, NOTES
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word.parts import kind_of
from plancheck_readers.word.story import Story

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
    try:
        return _read(Package(data))
    except RecursionError as error:
        raise Unreadable("xml.deep", part="word") from error


def _read(package: Package) -> Document:
    book = Book(package)
    if book.main.root.tag != DOCUMENT:
        raise Unreadable("docx.other", kind=kind_of(package))
    blocks: list[Block] = []
    for body in book.main.root.iterchildren(BODY):
        blocks += Story(book, book.main, body, Zone.BODY, Counters()).read()
    book.judge_pictures(blocks)
    blocks += _notes(book)
    blocks += _margins(book)
    return Document("docx", tuple(blocks), book.health)


def _notes(book: Book) -> list[Block]:
    """Read the foot- and endnotes that the text refers to, in the order of their marks."""
    wanted = list(dict.fromkeys(book.notes))
    blocks: list[Block] = []
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        name = book.part_of_kind(kind)
        part = book.attempt(name or kind, book.load, Grade.BLOCKING)
        if part is not None:
            blocks += _notes_of(book, part, [key for other, key in wanted if other == kind])
    return blocks


def _notes_of(book: Book, part: Part, wanted: list[str]) -> list[Block]:
    notes = {note.get(ID, ""): note for note in part.root if note.tag in NOTES}
    counters = Counters()
    blocks: list[Block] = []
    for key in wanted:
        if key in notes:
            blocks += Story(book, part, notes[key], Zone.FOOTNOTE, counters).read()
    return blocks


def _margins(book: Book) -> list[Block]:
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
                blocks += Story(book, part, part.root, zone, Counters()).read()
    return list(dict.fromkeys(blocks))
