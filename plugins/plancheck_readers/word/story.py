"""The blocks of one story: the body, a note, a header, a text box."""

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from plancheck.api import Block, Grade, Paragraph, Zone
from plancheck_readers.word import emitting
from plancheck_readers.word.alternatives import chosen
from plancheck_readers.word.book import Book, Part
from plancheck_readers.word.cells import OpenCell, assembled
from plancheck_readers.word.drawing import read_drawing
from plancheck_readers.word.fields import Fields
from plancheck_readers.word.graphics import chart_words, diagram_words
from plancheck_readers.word.line import Line, plain
from plancheck_readers.word.lists import List
from plancheck_readers.word.names import (
    ALT_CHUNK,
    ALTERNATE,
    DEL,
    ILVL,
    MOVE_FROM,
    NUM_ID,
    NUM_PR,
    OFF,
    OUTLINE_LVL,
    P_PR,
    P_STYLE,
    R_PR,
    SECT_PR,
    SKIPPED,
    SPEC_VANISH,
    TBL,
    VAL,
    VANISH,
    P,
)
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word.styles import PLAIN, Look, outline_level
from plancheck_readers.word.table import read_cells
from plancheck_readers.word.tree import Element


class _Shape(NamedTuple):
    """What a paragraph's properties say."""

    look: emitting.Look = emitting.PLAIN
    hidden: bool = False
    joined: bool = False
    """Whether the mark at its end is deleted or hidden, so that it runs on into the next."""


_PLAIN = _Shape()


class Story(emitting.Emitter):
    """Reads blocks in order.

    :param book: the document
    :param part: the part the story stands in
    :param root: the element that holds its blocks
    :param counters: counts its numbered paragraphs
    """

    _LINE: ClassVar[type[Line]] = Line
    """What gathers the text of paragraphs that are not plain."""

    def __init__(
        self, book: Book, part: Part, root: Element, zone: Zone, counters: Counters
    ) -> None:
        super().__init__(book, zone, counters)
        self._book = book
        self._part = part
        self._root = root
        self._texts, self._shaped = part.survey
        self._fields = Fields(root)
        self._line = self._LINE(lambda: book.styles, self._fields)
        self._found: list[Block] = []

    def read(self) -> list[Block]:
        """Return all blocks of the story."""
        return self._collect(self._root)

    def _collect(self, parent: Element) -> list[Block]:
        """Read what an element holds into a list of its own."""
        outer, self._found = self._found, []
        self._walk(parent)
        self._flush()
        found, self._found = self._found, outer
        return found

    def _walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._table(child)
            elif tag == SECT_PR:
                self._book.section(child)
            elif tag == ALT_CHUNK:
                self._book.note(Grade.BLOCKING, "health.embedded", "altChunk")
            elif tag not in SKIPPED:
                self._walk(chosen(child) if tag == ALTERNATE else child)

    def _table(self, table: Element) -> None:
        self._flush()
        self._found += self._assembled(read_cells(table, self._cell, self._shaped))

    def _assembled(self, cells: list[OpenCell]) -> list[Block]:
        """Return the blocks that a table's cells make."""
        return assembled(cells, self._zone)

    def _cell(self, cell: Element) -> list[Block]:
        self._book.count_cells(1)
        return self._collect(cell)

    # -- paragraphs

    def _paragraph(self, paragraph: Element) -> None:
        pieces = self._texts.get(paragraph)
        shape = _PLAIN
        if pieces is None or paragraph in self._shaped:
            shape = self._shape(paragraph)
        if pieces is None or shape.hidden or self._fields.muted:
            text = self._step_by_step(paragraph, hidden=shape.hidden)
        else:
            text = plain(paragraph, pieces)
        self._book.count_paragraph(len(text))
        if shape is _PLAIN and not self._waiting:
            if text and not text.isspace():
                self._found.append(Paragraph(text, 0, None, self._zone))
        elif shape.joined:
            self._carry(text)
        else:
            self._emit(text, shape.look)

    def _step_by_step(self, paragraph: Element, *, hidden: bool) -> str:
        """Read a paragraph that is not plain."""
        line = self._line
        line.begin(hidden=hidden)
        for child in paragraph:
            line.inline(child)
        self._book.notes += line.notes
        return line.text

    def _blocks_now(self) -> list[Block]:
        return self._found

    def _emit_floating(self) -> None:
        line = self._line
        if line.floating:
            floating, line.floating = line.floating, []
            for element in floating:
                self._float(element)

    def _flush(self) -> None:
        """Give out what waits for a next paragraph that does not come."""
        if self._waiting or self._line.floating:
            self._emit("", emitting.PLAIN)

    def _shape(self, paragraph: Element) -> _Shape:
        look = PLAIN
        numbered = outline = mark = None
        for child in _properties(paragraph):
            tag = child.tag
            if tag == P_STYLE:
                look = self._book.styles.look(child.get(VAL, ""))
            elif tag == NUM_PR:
                numbered = child
            elif tag == OUTLINE_LVL:
                outline = child
            elif tag == R_PR:
                mark = child
            elif tag == SECT_PR:
                self._book.section(child)
        listing, depth = self._listing(numbered, look)
        level = look.level
        if outline is not None and level != 0:
            level = outline_level(outline.get(VAL))
        shown = emitting.Look(listing, depth, level)
        return _Shape(shown, look.hidden, _joined(mark, hidden=look.hidden))

    def _listing(self, numbered: Element | None, look: Look) -> tuple[List | None, int]:
        """Return the list and level of a paragraph, its own or its style's."""
        num_id = ilvl = None
        if numbered is not None:
            for child in numbered:
                if child.tag == NUM_ID:
                    num_id = child.get(VAL)
                elif child.tag == ILVL:
                    ilvl = child.get(VAL)
        wanted = num_id or look.num_id
        listing = self._book.numbering.find(wanted) if wanted else None
        if listing is None:
            return None, 0
        if num_id is None and ilvl is None:
            return listing, listing.level_of(look.lineage, look.ilvl)
        return listing, listing.level_of((), ilvl)

    # -- what floats

    def _float(self, element: Element) -> None:
        drawing = read_drawing(element)
        for words in drawing.words:
            self._add_words(words)
        for box in drawing.boxes:
            counters = self._book.box_counters
            self._found += type(self)(self._book, self._part, box, self._zone, counters).read()
        for chart in drawing.charts:
            self._graphic(chart, "health.chart", chart_words)
        for diagram in drawing.diagrams:
            self._graphic(diagram, "health.diagram", diagram_words)
        for kind in drawing.objects:
            self._book.note(Grade.BLOCKING, "health.embedded", kind)
        if drawing.picture:
            self._book.picture(self._zone, large=drawing.large)

    def _graphic(self, key: str, code: str, words: Callable[[Element], list[str]]) -> None:
        """Read the words of a chart or a diagram, which stand in a part of their own."""
        name = self._book.targets(self._part.name).part(key)
        part = name and self._book.attempt(name, self._book.load, Grade.BLOCKING)
        if not part:
            self._book.note(Grade.BLOCKING, code)
            return
        for line in words(part.root):
            self._add_words(line)


def _properties(paragraph: Element) -> Iterable[Element]:
    """Return a paragraph's properties; they stand before its content."""
    for first in paragraph:
        return first if first.tag == P_PR else ()
    return ()


def _joined(mark: Element | None, *, hidden: bool) -> bool:
    """Tell whether a paragraph's mark is deleted, moved away or hidden.

    A hidden mark that only separates styles (``specVanish``) leaves two paragraphs: a heading and
    the text that goes on in its line.
    """
    if mark is None:
        return hidden
    for child in mark:
        tag = child.tag
        if tag in (DEL, MOVE_FROM):
            return True
        if tag == SPEC_VANISH:
            return False
        if tag == VANISH:
            hidden = child.get(VAL) not in OFF
    return hidden
