"""Grids: where the cells of a table stand once spans are counted."""

from collections.abc import Sequence
from typing import NamedTuple

from plancheck.api import Cell, Unreadable, limits


class Span(NamedTuple):
    """A cell as it is written, before it has its place."""

    text: str
    rows: int = 1
    """Rows it claims; 0 for all that are left."""
    columns: int = 1


class Grid:
    """The cells of a table being laid out; counts what it covers against the caps."""

    def __init__(self) -> None:
        self._cells: list[Cell] = []
        self._busy: list[int] = []  # column → first row that is free again
        self._area = 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What was laid out, by row and column."""
        return tuple(self._cells)

    def add_row(self, row: int, spans: Sequence[Span], left: int) -> None:
        """Lay out a row.

        :param row: its number from 0; rows come in order
        :param left: rows of the table from this one on, at least 1
        :raises Unreadable: ``read.too-many-cells``
        """
        column = 0
        for span in spans:
            column = self._free(row, column)
            height = max(1, min(span.rows or left, left, limits.SPAN))
            width = self._width(row, column, max(1, min(span.columns, limits.SPAN)))
            self._take(row + height, column, width, height)
            self._cells.append(Cell(row, column, span.text, height, width))
            column += width

    def _free(self, row: int, column: int) -> int:
        while column < len(self._busy) and self._busy[column] > row:
            column += 1
        return column

    def _width(self, row: int, column: int, wanted: int) -> int:
        """Clip a cell where one from a row above stands in its way."""
        for width in range(1, wanted):
            at = column + width
            if at < len(self._busy) and self._busy[at] > row:
                return width
        return wanted

    def _take(self, until: int, column: int, width: int, height: int) -> None:
        self._area += width * height
        if self._area > limits.CELLS:
            raise Unreadable("read.too-many-cells", most=limits.CELLS)
        self._busy.extend([0] * (column + width - len(self._busy)))
        self._busy[column : column + width] = [until] * width


def lay_out(rows: Sequence[Sequence[Span]]) -> tuple[Cell, ...]:
    """Give each cell its row and grid column, as HTML does (WHATWG HTML, 4.9.12).

    :raises Unreadable: ``read.too-many-cells``
    """
    grid = Grid()
    for number, row in enumerate(rows):
        grid.add_row(number, row, len(rows) - number)
    return grid.cells


ABOVE = "^"
"""A cell with nothing but this sign is merged with the cell above it."""


def from_texts(rows: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    """Lay out rows of plain texts.

    Text has no sign for merged cells, so a label is written once and left out in the rows that
    share it: empty cells at a row's start are merged with the cells above.

    :raises Unreadable: ``read.too-many-cells``
    """
    width = max(map(len, rows), default=0)
    if width * len(rows) > limits.CELLS:
        raise Unreadable("read.too-many-cells", most=limits.CELLS)
    cells: list[Cell] = []
    above: list[int] = []  # column → index of the cell that stands there
    for number, row in enumerate(rows):
        labels = True
        for column in range(width):
            text = row[column].strip() if column < len(row) else ""
            labels = labels and not text
            if number and (text == ABOVE or labels):
                cell = cells[above[column]]
                cells[above[column]] = cell._replace(rows=cell.rows + 1)
            else:
                above[column : column + 1] = [len(cells)]
                cells.append(Cell(number, column, "" if text == ABOVE else text))
    return tuple(cells)
