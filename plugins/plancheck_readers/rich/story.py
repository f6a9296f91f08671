"""The blocks of one story while they are gathered: the body, a note, a header, a text box."""

from plancheck.api import Block, Paragraph, Zone, limits
from plancheck_readers.rich.table import Definition, Row, lay_out
from plancheck_readers.tally import Tally

PAGE = "\f"
"""A break of the page or column within a paragraph."""
_DEEPEST = 32
"""Tables in one another."""


class _Level:
    """A table that is not at its end."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.cells: list[list[Block]] = []
        self.blocks: list[Block] = []
        """Of the cell at hand."""


class Story:
    """Gathers blocks.

    :param tally: counts them against the caps
    """

    def __init__(self, tally: Tally, zone: Zone) -> None:
        self.zone = zone
        self._tally = tally
        self._pieces: list[str] = []
        self._carried = ""
        self._number = ""
        self._blocks: list[Block] = []
        self._tables: list[_Level] = []
        self._left = 0
        self._definitions: list[Definition] = []
        self._flags: set[str] = set()
        self.floating: list[Story] = []
        """Text boxes of the paragraph at hand."""

    def add(self, text: str) -> None:
        """Add visible text to the paragraph at hand."""
        self._tally.count_text(len(text))
        self._pieces.append(text)

    def number(self, label: str) -> None:
        """Take note of the automatic number of the paragraph at hand."""
        self._number = label

    def end_paragraph(self, depth: int, level: int | None, *, joined: bool) -> None:
        """End the paragraph at hand.

        :param depth: how many tables it stands in
        :param joined: whether its end is deleted or hidden, so that it runs on into the next
        """
        text = _in_lines(self._carried + _mended("".join(self._pieces)))
        number = self._number
        self._pieces, self._carried, self._number = [], "", ""
        self._tally.count_paragraph(len(number))
        if joined:
            self._carried, self._number = text, number
            return
        sink = self._sink(min(max(depth, 0), _DEEPEST))
        if number or (text and not text.isspace()):
            sink.append(Paragraph(number + text, len(number), level, self.zone))
        boxes, self.floating = self.floating, []
        for box in boxes:
            sink += box.finish()

    def finish(self) -> list[Block]:
        """Return all blocks; what waits for its end gets it."""
        if self._pieces or self._carried or self._number or self.floating:
            inside = self._tables and (self._tables[-1].cells or self._tables[-1].blocks)
            self.end_paragraph(len(self._tables) if inside else 0, None, joined=False)
        while self._tables:
            self._close()
        return self._blocks

    # -- tables

    def define(self, word: str, value: int) -> None:
        """Take note of a property of the row at hand."""
        if word == "trowd":
            self._definitions, self._flags, self._left = [], set(), 0
        elif word == "trleft":
            self._left = value
        elif word == "cellx":
            if len(self._definitions) < limits.SPAN:
                self._definitions.append(Definition(value, frozenset(self._flags)))
            self._flags = set()
        else:
            self._flags.add(word)

    def end_cell(self, depth: int) -> None:
        """End the cell at hand of a table so deep."""
        depth = min(max(depth, 1), _DEEPEST)
        self._tally.count_cells(1)
        self._sink(depth)
        table = self._tables[depth - 1]
        table.cells.append(table.blocks)
        table.blocks = []

    def end_row(self, depth: int) -> None:
        """End the row at hand of a table so deep."""
        depth = min(max(depth, 1), _DEEPEST)
        self._sink(depth)
        table = self._tables[depth - 1]
        if table.cells:
            table.rows.append(Row(self._left, tuple(self._definitions), tuple(table.cells)))
            table.cells = []

    def _sink(self, depth: int) -> list[Block]:
        """Return where blocks go that stand in so many tables; deeper tables end."""
        while len(self._tables) > depth:
            self._close()
        while len(self._tables) < depth:
            self._tables.append(_Level())
        return self._tables[-1].blocks if self._tables else self._blocks

    def _close(self) -> None:
        table = self._tables.pop()
        if table.blocks:
            table.cells.append(table.blocks)
        if table.cells:  # cut off before its end
            table.rows.append(Row(self._left, tuple(self._definitions), tuple(table.cells)))
        sink = self._tables[-1].blocks if self._tables else self._blocks
        sink += lay_out(table.rows, self.zone)


def _in_lines(text: str) -> str:
    """Return a text in which a break of the page ends a line; outer ones part nothing."""
    return text.strip(PAGE).replace(PAGE, "\n") if PAGE in text else text


def _mended(text: str) -> str:
    """Join the halves of characters beyond the first plane, which are written one by one."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
