"""The cells of one table, in the grid a person sees (ODF 1.3 part 3, 9)."""

from collections.abc import Callable, Iterator

from plancheck.api import Block, Cell, Paragraph, Table, Zone, limits
from plancheck_readers.opendocument.names import (
    CELL,
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    COVERED,
    ROW,
    ROW_GROUPS,
    ROWS_REPEATED,
    ROWS_SPANNED,
    VISIBILITY,
)
from plancheck_readers.opendocument.numbers import whole
from plancheck_readers.word.tree import Element

Read = Callable[[Element], list[Block]]
Count = Callable[[int], None]
_HIDDEN = frozenset({"collapse", "filter"})


def read_table(table: Element, zone: Zone, read: Read, count: Count) -> list[Block]:
    """Read a table: one block, or the blocks of its cells when it holds tables itself.

    :param read: reads the blocks of a cell
    :param count: counts cells, merged ones as often as they cover
    """
    cells: list[tuple[Cell, list[Block]]] = []
    row = 0
    for element in _rows(table):
        if element.get(VISIBILITY) in _HIDDEN:
            continue
        for _ in range(_count(element, ROWS_REPEATED)):
            cells += _row(element, row, read, count)
            row += 1
    if any(isinstance(block, Table) for _, blocks in cells for block in blocks):
        return [block for _, blocks in cells for block in blocks]
    return [Table(tuple(cell for cell, _ in cells), zone)] if cells else []


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == ROW:
            yield child
        elif child.tag in ROW_GROUPS and child.get(VISIBILITY) not in _HIDDEN:
            yield from _rows(child)


def _row(
    element: Element, row: int, read: Read, count: Count
) -> Iterator[tuple[Cell, list[Block]]]:
    column = 0
    for child in element.iterchildren(CELL, COVERED):
        copies = _count(child, COLUMNS_REPEATED)
        count(copies * _count(child, ROWS_SPANNED) * _count(child, COLUMNS_SPANNED))
        for copy in range(copies if child.tag == CELL else 0):
            blocks = read(child)
            yield _cell(child, row, column + copy, blocks), blocks
        column += copies


def _cell(element: Element, row: int, column: int, blocks: list[Block]) -> Cell:
    text = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
    rows, columns = _count(element, ROWS_SPANNED), _count(element, COLUMNS_SPANNED)
    return Cell(row, column, text, rows, columns)


def _count(element: Element, name: str) -> int:
    return min(max(whole(element.get(name), 1), 1), limits.SPAN)
