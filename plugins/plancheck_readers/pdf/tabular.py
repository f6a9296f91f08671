"""A table while its pages are put together: cells that still hold lines."""

from typing import NamedTuple

from plancheck_readers.pdf.lines import Line
from plancheck_readers.pdf.shapes import Box

_PAD = 12.0
"""Points between a cell's border and its text at most."""


class Held(NamedTuple):
    """A cell and its lines."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    lines: tuple[Line, ...]

    @property
    def words(self) -> str:
        """Its text without blanks, to compare it."""
        return "".join("".join(line.text.split()) for line in self.lines)


class Tabular(NamedTuple):
    """A table on a page."""

    page: int
    box: Box
    xs: tuple[float, ...]
    """Where its columns begin, and the last ends."""
    rows: int
    cells: tuple[Held, ...]
    """By row, then by column."""
    is_open: bool = False
    """Whether it has no ruling lines."""

    @property
    def is_frame(self) -> bool:
        """Whether it is a single cell: a text box."""
        return len(self.cells) == 1

    @property
    def pad(self) -> float:
        """Points between a cell's border and its text, as the left side shows it."""
        pads = (line.left - cell.box.left for cell in self.cells for line in cell.lines)
        return max(0.0, min(*pads, _PAD, _PAD))

    def row(self, number: int) -> tuple[Held, ...]:
        """Return the cells that begin in a row."""
        return tuple(cell for cell in self.cells if cell.row == number)
