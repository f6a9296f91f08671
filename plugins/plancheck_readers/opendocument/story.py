"""The blocks of one story: the body, a note, a header, a text box."""

from plancheck.api import Block, Paragraph, Zone
from plancheck_readers.opendocument.book import Book
from plancheck_readers.opendocument.drawing import read_drawing
from plancheck_readers.opendocument.line import Line
from plancheck_readers.opendocument.lists import Lists
from plancheck_readers.opendocument.names import (
    CHANGE_END,
    CHANGE_START,
    DISPLAY,
    DRAWN,
    IS_LIST_HEADER,
    LIST,
    LIST_HEADER,
    LIST_ITEM,
    NUMBERED_PARAGRAPH,
    OUTLINE_LEVEL,
    SECTION,
    SKIPPED,
    TABLE,
    USED_STYLE,
    H,
    P,
)
from plancheck_readers.opendocument.numbers import whole
from plancheck_readers.opendocument.styles import Styles
from plancheck_readers.opendocument.table import read_table
from plancheck_readers.word.tree import Element

_DEEPEST = 9


class Story:
    """Reads blocks in order.

    :param book: the document
    :param styles: the styles of the part the story stands in
    """

    def __init__(self, book: Book, styles: Styles, zone: Zone) -> None:
        self._book = book
        self._styles = styles
        self._zone = zone
        self._lists = Lists(styles)
        self._changes = book.changes
        self._found: list[Block] = []
        self._carried = ""

    def read(self, root: Element) -> list[Block]:
        """Return the blocks that an element holds; numbers go on counting."""
        outer, self._found = self._found, []
        self._walk(root)
        self._flush()
        found, self._found = self._found, outer
        return found

    def _walk(self, parent: Element) -> None:
        for child in parent:
            self._block(child, child.tag)

    def _block(self, element: Element, tag: str) -> None:
        if tag in (P, H):
            self._paragraph(element)
        elif tag == TABLE:
            self._table(element)
        elif tag in (LIST, LIST_ITEM, LIST_HEADER, NUMBERED_PARAGRAPH):
            self._listed(element, tag)
        elif tag == SECTION:
            self._section(element)
        elif tag in SKIPPED:
            return
        elif tag in (CHANGE_START, CHANGE_END):
            self._changes.mark(element)
        elif tag.startswith(DRAWN):
            self._float(element)
        else:
            self._walk(element)

    def _listed(self, element: Element, tag: str) -> None:
        if tag in (LIST_ITEM, LIST_HEADER):
            self._lists.item(element, numbered=tag == LIST_ITEM)
            self._walk(element)
            return
        lists = self._lists
        outer = lists.open(element) if tag == LIST else lists.single(element)
        self._walk(element)
        lists.close(outer)

    def _section(self, element: Element) -> None:
        if element.get(DISPLAY) == "none":
            return
        before = len(self._found)
        self._walk(element)
        if len(self._found) == before:
            self._book.linked(element)

    def _table(self, table: Element) -> None:
        self._flush()
        outer = self._lists.suspend()
        blocks = read_table(table, self._zone, self.read, self._book.count_cells)
        self._lists.close(outer)
        self._found += blocks

    def _paragraph(self, element: Element) -> None:
        look = self._styles.look("paragraph", element.get(USED_STYLE))
        hidden = look.display == "none"
        self._book.count_paragraph(0)
        line = Line(self._styles, self._book, hidden=hidden)
        line.read(element)
        text = self._carried + line.text
        if self._changes.deleting:  # its end, too, so that it runs on into the next
            self._carried = text
        else:
            self._carried = ""
            number = "" if line.gone or hidden else self._number(element, look.listing)
            self._add(number, text, 0 if look.title else _level(element))
        self._book.notes += line.notes
        for floating in line.floating:
            self._float(floating)

    def _add(self, number: str, text: str, level: int | None = None) -> None:
        """Add a paragraph, if there is anything to see in it."""
        self._book.count_text(len(number))
        if number or (text and not text.isspace()):
            self._found.append(Paragraph(number + text, len(number), level, self._zone))

    def _flush(self) -> None:
        """Give out what waits for a next paragraph that does not come."""
        text, self._carried = self._carried, ""
        self._add("", text)

    def _number(self, element: Element, listing: str | None) -> str:
        number = self._lists.number(listing)
        if number or element.tag == P or listing == "" or element.get(IS_LIST_HEADER) == "true":
            return number
        return self._lists.heading(element)

    def _float(self, element: Element) -> None:
        drawing = read_drawing(element)
        for box in drawing.boxes:
            self._found += Story(self._book, self._styles, self._zone).read(box)
        for href in drawing.objects:
            for words in self._book.object_words(href):
                self._book.count_text(len(words))
                self._found.append(Paragraph(words, zone=self._zone))
        for large in drawing.pictures:
            self._book.picture(self._zone, large=large)


def _level(element: Element) -> int | None:
    if element.tag != H:
        return None
    return min(max(whole(element.get(OUTLINE_LEVEL), 1), 1), _DEEPEST)
