"""The blocks of one story: the body, a note, a header, a text box."""

from collections.abc import Iterator, Mapping

from plancheck.api import Block, Grade, Zone, regex
from plancheck_readers.tally import LARGE
from plancheck_readers.word.emitting import PLAIN, Emitter, Look
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word_binary.book import Book, Floats
from plancheck_readers.word_binary.line import Floating, Line
from plancheck_readers.word_binary.looks import CharLook, ParaLook
from plancheck_readers.word_binary.rows import Row, lay_out
from plancheck_readers.word_binary.stylesheet import Style, outline_level

_MARK = regex("[\r\x07\x0c]")
_CELL_MARK, _SECTION_MARK = "\x07", "\x0c"
_DEEPEST = 60
"""Tables in tables that are told apart."""
_SKIPPED_LEVEL = 0xC
"""Of a paragraph that its list passes over (2.6.2, sprmPIlvl)."""


class _OpenTable:
    """A table of which rows are still to come."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.cells: list[list[Block]] = []
        self.cell: list[Block] = []


class Story(Emitter):
    """Reads blocks in order.

    :param book: the document
    :param start: where the story starts
    :param end: where it ends
    :param counters: counts its numbered paragraphs
    :param floats: what floats in it
    :param marks: marks of notes in it, by position
    :param sections: ends of sections, where a page break ends a paragraph
    """

    def __init__(  # noqa: PLR0913 - stories differ in just these
        self,
        book: Book,
        start: int,
        end: int,
        zone: Zone,
        counters: Counters,
        *,
        floats: Floats | None = None,
        marks: Mapping[int, tuple[str, int]] | None = None,
        sections: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(book, zone, counters)
        self._book = book
        self._range = start, end
        self._floats = floats
        self._sections = sections
        self._line = Line(book, start, end, marks or {})
        self._blocks: list[Block] = []
        self._tables: list[_OpenTable] = []

    def read(self) -> list[Block]:
        """Return all blocks of the story."""
        for start, mark in self._paragraphs():
            self._paragraph(start, mark)
        self._flush()
        self._close_tables(0)
        return self._blocks

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        """Yield where each paragraph starts and where its mark stands."""
        start, end = self._range
        chars = self._book.chars
        for mark in _MARK.finditer(chars, start, end):
            at = mark.start()
            if mark[0] != _SECTION_MARK or at + 1 in self._sections:
                yield start, at
                start = at + 1
        if start < end:
            yield start, end

    @property
    def _found(self) -> list[Block]:
        """Where blocks go: the innermost open cell, or the story."""
        return self._tables[-1].cell if self._tables else self._blocks

    # -- paragraphs

    def _paragraph(self, start: int, mark: int) -> None:
        end = self._range[1]
        look = self._book.paragraph_at(min(mark, end - 1))
        mark_look, _ = self._book.run_at(min(mark, end - 1))
        is_cell = mark < end and self._book.chars[mark] == _CELL_MARK
        self._open_tables(look)
        style = self._book.styles.get(look.style)
        if look.depth and look.row_end:
            self._flush()
            hidden = self._line.hides(mark_look, hidden=style.hidden)
            self._end_row(look, gone=mark_look.deleted, hidden=hidden)
            return
        text = self._line.read(start, mark, hidden=style.hidden)
        self._book.count_paragraph(len(text))
        ends_cell = look.depth > 0 and (look.cell_end if look.depth > 1 else is_cell)
        if not ends_cell and self._joined(mark_look, hidden=style.hidden):
            self._carry(text)
        else:
            self._emit(text, PLAIN if mark_look.deleted else self._shape(look, style))
        if ends_cell:
            self._end_cell()

    def _joined(self, mark: CharLook, *, hidden: bool) -> bool:
        """Tell whether a paragraph's mark is deleted or hidden, so that it runs on into the next.

        A hidden mark that only separates styles leaves two paragraphs: a heading and the text that
        goes on in its line.
        """
        if mark.deleted:
            return True
        return not mark.keeps_apart and self._line.hides(mark, hidden=hidden)

    def _shape(self, look: ParaLook, style: Style) -> Look:
        number = style.list if look.list is None else look.list
        listing = self._book.lists.find(number) if number else None
        level = style.level
        if look.outline is not None and level != 0:
            level = outline_level(look.outline)
        if listing is None or look.level == _SKIPPED_LEVEL:
            return Look(level=level)
        if look.list is None and look.level is None:
            depth = listing.level_of(style.lineage, style.depth)
        else:
            depth = (style.depth or 0) if look.level is None else look.level
        return Look(listing, depth, level)

    def _blocks_now(self) -> list[Block]:
        return self._found

    def _emit_floating(self) -> None:
        floating, self._line.floating = self._line.floating, []
        for item in floating:
            self._float(item)

    def _flush(self) -> None:
        """Give out what waits for a next paragraph that does not come."""
        if self._waiting or self._line.floating:
            self._emit("", PLAIN)

    # -- tables

    def _open_tables(self, look: ParaLook) -> None:
        """Open or close tables until the paragraph's depth is reached."""
        depth = min(look.depth, _DEEPEST)
        if depth != len(self._tables):
            self._flush()
            self._close_tables(depth)
            while len(self._tables) < depth:
                self._tables.append(_OpenTable())

    def _end_cell(self) -> None:
        table = self._tables[-1]
        table.cells.append(table.cell)
        table.cell = []

    def _end_row(self, look: ParaLook, *, gone: bool, hidden: bool) -> None:
        """End a row; one that is deleted is gone.

        One whose end is hidden is shown with what in it is not hidden itself.
        """
        table = self._tables[-1]
        if table.cell:  # text before the row's end that no mark closed
            self._end_cell()
        if not gone and (any(table.cells) or not hidden):
            table.rows.append(Row(table.cells, look.table))
        table.cells = []

    def _close_tables(self, depth: int) -> None:
        """Close the innermost tables until so many are open."""
        while len(self._tables) > depth:
            table = self._tables[-1]
            if table.cell:
                self._end_cell()
            if table.cells:  # a row that the text ends in
                table.rows.append(Row(table.cells, b""))
            self._tables.pop()
            self._found.extend(lay_out(table.rows, self._zone, self._book))

    # -- what floats

    def _float(self, item: Floating) -> None:
        if item.anchor is not None:
            self._shape_at(item.anchor)
        elif item.object:
            self._book.note(Grade.BLOCKING, "health.embedded", item.object)
        elif item.area is not None:
            self._book.picture(self._zone, large=item.area >= LARGE)

    def _shape_at(self, position: int) -> None:
        """Read the shape that is tied to a position: its words, its text boxes, its pictures."""
        if self._floats is None:
            return
        anchor = self._floats.anchors.get(position)
        if anchor is None:
            self._lose("PlcfSpa")
            return
        shape = self._book.shapes.get(anchor.shape)
        if shape is None:
            if not self._box(anchor.shape):
                self._lose("OfficeArtContent")
            return
        if shape.hidden:
            return
        for words in shape.words:
            self._add_words(words)
        for number in shape.numbers:
            self._box(number)
        if shape.object:
            self._book.note(Grade.BLOCKING, "health.embedded", "OLE")
        elif shape.picture:
            self._book.picture(self._zone, large=anchor.area >= LARGE)

    def _lose(self, what: str) -> None:
        """Take note of a shape of which nothing can be told; in the body it might show text."""
        grade = Grade.BLOCKING if self._zone is Zone.BODY else Grade.NOTICE
        self._book.note(grade, "health.part", what)

    def _box(self, number: int) -> bool:
        """Read the text in a shape, once; tell whether there is some."""
        found = self._floats.boxes.pop(number, None) if self._floats else None
        if found:
            story = Story(self._book, *found, self._zone, self._book.box_counters)
            self._found.extend(story.read())  # nothing is tied to what stands in a box
        return found is not None
