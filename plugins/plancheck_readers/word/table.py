"""The cells of one table, in the grid a person sees."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from plancheck.api import Block, limits
from plancheck_readers.word.alternatives import chosen
from plancheck_readers.word.cells import OpenCell
from plancheck_readers.word.names import (
    ALTERNATE,
    CELL_DEL,
    DEL,
    GRID_BEFORE,
    GRID_SPAN,
    H_MERGE,
    HIDDEN,
    OFF,
    SKIPPED,
    TC,
    TC_PR,
    TR,
    TR_PR,
    V_MERGE,
    VAL,
    P,
)
from plancheck_readers.word.tree import Element

_CONTENT = frozenset({TC, P})
_SINGLE = (1, False, False, False)
"""The properties of a cell that is merged with none."""


def read_cells(
    table: Element, read: Callable[[Element], list[Block]], shaped: AbstractSet[Element]
) -> list[OpenCell]:
    """Read the cells of a table, in reading order.

    Cells merged into the one above or to the left count for that one and are not read: Word does
    not show what they hold.

    :param read: reads the blocks of a cell
    :param shaped: rows and cells whose properties matter
    """
    grid = _Grid(read, shaped)
    for row in _held(table, TR):
        grid.add_row(row)
    return grid.cells


class _Grid:
    """Places cells row by row.

    :param read: reads the blocks of a cell
    :param shaped: rows and cells whose properties matter
    """

    def __init__(
        self, read: Callable[[Element], list[Block]], shaped: AbstractSet[Element]
    ) -> None:
        self._read = read
        self._shaped = shaped
        self._row = 0
        self._above: dict[int, OpenCell] = {}
        self.cells: list[OpenCell] = []
        """In reading order."""

    def add_row(self, row: Element) -> None:
        """Place the cells of a row, unless it is deleted.

        One whose end is hidden is shown with what in it is not hidden itself (17.4.20).
        """
        shaped = self._shaped
        column, gone, hidden = _row_properties(row) if row in shaped else (0, False, False)
        if gone:
            return
        known = len(self.cells)
        across: dict[int, OpenCell] = {}
        cell: OpenCell | None = None
        for child in _held(row, TC):
            columns, down, side, gone = _cell_properties(child) if child in shaped else _SINGLE
            if gone:
                continue
            if side and cell:
                cell.columns += columns
            else:
                across[column] = cell = self._place(child, column, columns, down=down)
            column += columns
        if hidden and not any(cell.blocks for cell in self.cells[known:]):
            self._take_back(known, across.values())
            return
        self._above = across
        self._row += 1

    def _take_back(self, known: int, across: Iterable[OpenCell]) -> None:
        """Forget the cells of a row, and that others reach into it."""
        del self.cells[known:]
        for cell in across:
            if cell.row < self._row:
                cell.rows -= 1

    def _place(self, element: Element, column: int, columns: int, *, down: bool) -> OpenCell:
        """Return the cell above if this one goes on with it, else a new one."""
        cell = self._above.get(column) if down else None
        if cell:
            cell.rows += 1
            return cell
        cell = OpenCell(self._row, column, columns)
        cell.blocks = self._read(element)
        self.cells.append(cell)
        return cell


def _held(parent: Element, wanted: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, those in content controls included."""
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag not in SKIPPED:
            yield from _held(chosen(child) if tag == ALTERNATE else child, wanted)


def _row_properties(row: Element) -> tuple[int, bool, bool]:
    """Return how many columns are left out before a row, and whether it, or its end, is gone.

    :returns: columns, whether it is deleted, whether its end is hidden
    """
    before, gone, hidden = 0, False, False
    for child in _properties(row, TR_PR):
        tag = child.tag
        if tag == GRID_BEFORE:
            before = _span(child.get(VAL), least=0)
        elif tag == DEL:
            gone = True
        elif tag == HIDDEN:
            hidden = child.get(VAL) not in OFF
    return before, gone, hidden


def _cell_properties(cell: Element) -> tuple[int, bool, bool, bool]:
    """Return a cell's columns, whether it goes on downward or sideways, and whether deleted."""
    columns, down, side, gone = 1, False, False, False
    for child in _properties(cell, TC_PR):
        tag = child.tag
        if tag == GRID_SPAN:
            columns = _span(child.get(VAL), least=1)
        elif tag == V_MERGE:
            down = child.get(VAL, "continue") == "continue"
        elif tag == H_MERGE:
            side = child.get(VAL, "continue") == "continue"
        elif tag == CELL_DEL:
            gone = True
    return columns, down, side, gone


def _properties(element: Element, tag: str) -> Iterable[Element]:
    """Return the properties of a row or a cell; they stand before its content."""
    for child in element:
        if child.tag == tag:
            return child
        if child.tag in _CONTENT:
            break
    return ()


def _span(value: str | None, least: int) -> int:
    if not value or not value.isdecimal():
        return least
    return min(max(int(value[:9]), least), limits.SPAN)
