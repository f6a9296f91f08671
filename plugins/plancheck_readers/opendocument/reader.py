"""An OpenDocument text's bytes, read into a document."""

from collections.abc import Iterator

from plancheck.api import Block, Document, Grade, Unreadable, Zone
from plancheck_readers.opendocument.book import Book
from plancheck_readers.opendocument.names import (
    AUTOMATIC_STYLES,
    BODY,
    FOOTERS,
    HEADERS,
    MASTER_PAGE,
    MASTER_PAGE_NAME,
    MASTER_STYLES,
    NEXT_STYLE,
    NOTE_BODY,
    NOTE_CLASS,
    OFFICE_TEXT,
    STYLE_DISPLAY,
    STYLE_NAME,
    STYLES,
)
from plancheck_readers.opendocument.story import Story
from plancheck_readers.opendocument.styles import Styles
from plancheck_readers.package import Package
from plancheck_readers.word.parts import kind_of
from plancheck_readers.word.tree import UNSAFE, Element, parse

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "meta-inf/manifest.xml"
_ENCRYPTED = b"encryption-data"


def read_odt(data: bytes) -> Document:
    """Read an OpenDocument text.

    :raises Unreadable: when it is damaged, encrypted, unsafe or no such text
    """
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            root = parse(data, "document")
            return _read(Book(None, root), root, root)
        package = Package(data)
        content = _content(package)
        book = Book(package, content)
        return _read(book, content, _styles(package, book))
    except RecursionError as error:
        raise Unreadable("xml.deep", part=_CONTENT) from error


def _content(package: Package) -> Element:
    if _MANIFEST in package and _ENCRYPTED in package.read(_MANIFEST):
        raise Unreadable("docx.encrypted")
    if _CONTENT not in package:
        raise Unreadable("docx.other", kind=kind_of(package))
    return parse(package.read(_CONTENT), _CONTENT)


def _styles(package: Package, book: Book) -> Element | None:
    """Parse the styles; a document without them is read, and says so."""
    try:
        return parse(package.read(_STYLES), _STYLES)
    except Unreadable as error:
        if error.code in UNSAFE:
            raise
        book.note(Grade.BLOCKING, "health.part", _STYLES)
        return None


def _read(book: Book, content: Element, stylesheet: Element | None) -> Document:
    body = content.find(f"{BODY}/{OFFICE_TEXT}")
    if body is None:
        raise Unreadable("docx.other", kind="OpenDocument")
    common = [] if stylesheet is None else list(stylesheet.iterchildren(STYLES))
    styles = Styles([*common, *content.iterchildren(AUTOMATIC_STYLES)])
    blocks = Story(book, styles, Zone.BODY).read(body)
    book.judge_pictures(blocks)
    blocks += _notes(book, styles)
    if stylesheet is not None:
        own = stylesheet.iterchildren(AUTOMATIC_STYLES)
        pages = list(_pages(content, stylesheet))
        blocks += _margins(book, pages, Styles([*common, *own]))
    return Document("odt", tuple(blocks), book.health)


def _notes(book: Book, styles: Styles) -> list[Block]:
    """Read the notes that were met, those of the first kind first."""
    notes = list(book.notes)
    blocks: list[Block] = []
    for kind in dict.fromkeys(note.get(NOTE_CLASS) for note in notes):
        story = Story(book, styles, Zone.FOOTNOTE)
        for note in notes:
            if note.get(NOTE_CLASS) == kind:
                for content in note.iterchildren(NOTE_BODY):
                    blocks += story.read(content)
    return blocks


def _margins(book: Book, pages: list[Element], styles: Styles) -> list[Block]:
    """Read headers, then footers; what several pages repeat counts once."""
    blocks: list[Block] = []
    for zone, tags in ((Zone.HEADER, HEADERS), (Zone.FOOTER, FOOTERS)):
        for page in pages:
            for margin in page.iterchildren(*tags):
                if margin.get(STYLE_DISPLAY) != "false":
                    blocks += Story(book, styles, zone).read(margin)
    return list(dict.fromkeys(blocks))


def _pages(content: Element, stylesheet: Element) -> Iterator[Element]:
    """Yield the master pages in use: the first or standard one, those named, those that follow."""
    found = {
        page.get(STYLE_NAME, ""): page
        for group in stylesheet.iterchildren(MASTER_STYLES)
        for page in group.iterchildren(MASTER_PAGE)
    }
    named = [
        style.get(MASTER_PAGE_NAME, "")
        for group in content.iterchildren(AUTOMATIC_STYLES)
        for style in group
    ]
    first = "Standard" if "Standard" in found else next(iter(found), "")
    waiting = [first, *named][::-1]
    while waiting:
        page = found.pop(waiting.pop(), None)
        if page is not None:
            waiting.append(page.get(NEXT_STYLE, ""))
            yield page
