"""The cells of a table in the grid a person sees ([MS-DOC] 2.4.3, 2.9.316 ``TC80``).

Rows are stored one by one, each with the edges of its own cells; the columns of the grid are what
all edges of a table make together.
"""

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from plancheck.api import Block, Zone, limits
from plancheck_readers.word.cells import OpenCell, assembled
from plancheck_readers.word_binary import sprm
from plancheck_readers.word_binary.binary import s16, u16
from plancheck_readers.word_binary.book import Book
from plancheck_readers.word_binary.sprm import changes

_MOST_CELLS = 63
"""Cells of a row (2.9.321)."""
_CELL = 20
_SIDEWAYS = 0x0003
_DOWN = 0x0060
_GOES_ON = 0x0020
_NEAR = 20
"""Twips (0.35 mm) below which two edges are one: programs round the widths of columns."""
_WIDTH = 1000
"""Twips that a cell without a definition is taken to be wide."""


class Row(NamedTuple):
    """A row as it was read."""

    cells: list[list[Block]]
    changes: bytes
    """What defines it."""


class _Definition(NamedTuple):
    edges: list[int]
    flags: list[int]


def lay_out(rows: list[Row], zone: Zone, book: Book) -> list[Block]:
    """Place the cells of a table: one block, or those of its cells when it holds tables itself.

    :raises Unreadable: when there are too many cells
    """
    definitions = [_defined(row, book) for row in rows]
    columns = _columns(definitions)
    above: dict[int, OpenCell] = {}
    cells: list[OpenCell] = []
    for number, (row, definition) in enumerate(zip(rows, definitions, strict=True)):
        book.count_cells(len(row.cells))
        across: dict[int, OpenCell] = {}
        first = cell = None
        free = 0
        for blocks, (left, right), flags in zip(
            row.cells, pairwise(definition.edges), definition.flags, strict=True
        ):
            # a cell without width stands beside the one before it, never in its place
            column = max(bisect_right(columns, left) - 1, free)
            width = max(1, min(bisect_right(columns, right) - 1 - column, limits.SPAN))
            free = column + width
            side = flags & _SIDEWAYS
            if not side:
                first = None
            elif first is not None and side != first and cell:
                cell.columns += width
                continue
            else:
                first = side
            over = above.get(column) if flags & _DOWN == _GOES_ON else None
            if over:
                over.rows += 1
                cell = over
            else:
                cell = OpenCell(number, column, width)
                cell.blocks = blocks
                cells.append(cell)
            across[column] = cell
        above = across
    return assembled(cells, zone)


def _columns(definitions: list[_Definition]) -> list[int]:
    """Return the left edges of the grid's columns."""
    columns: list[int] = []
    for edge in sorted({edge for definition in definitions for edge in definition.edges}):
        if not columns or edge - columns[-1] > _NEAR:
            columns.append(edge)
    return columns


def _defined(row: Row, book: Book) -> _Definition:
    """Return edges and properties for exactly the cells that a row has."""
    book.looks.spend(len(row.changes))
    definition = _Definition([0], [])
    for code, operand in changes(row.changes):
        if code == sprm.DEFINE:
            definition = _define(operand)
        else:
            _alter(definition, code, operand)
    edges, flags = definition
    count = len(row.cells)
    while len(flags) < count:
        flags.append(0)
        edges.append(edges[-1] + _WIDTH)
    return _Definition(edges[: count + 1], flags[:count])


def _define(operand: bytes) -> _Definition:
    """Read the definition of a row (2.9.321 ``TDefTableOperand``)."""
    count = min(operand[0] if operand else 0, _MOST_CELLS)
    edges = [s16(operand, 1 + 2 * index) for index in range(count + 1)]
    start = 1 + 2 * (count + 1)
    flags = [u16(operand, start + _CELL * index) for index in range(count)]
    for index in range(count):
        edges[index + 1] = max(edges[index], edges[index + 1])
    return _Definition(edges, flags)


def _alter(definition: _Definition, code: int, operand: bytes) -> None:
    """Apply a change to the cells that are defined so far (2.6.3)."""
    flags = definition.flags
    first, last = (operand[0], operand[1]) if len(operand) > 1 else (0, 0)
    if code == sprm.MERGE:
        for index in range(first, min(last, len(flags))):
            flags[index] = flags[index] & ~_SIDEWAYS | (2 if index == first else 1)
    elif code == sprm.SPLIT:
        for index in range(first, min(last, len(flags))):
            flags[index] &= ~_SIDEWAYS
    elif code == sprm.MERGE_DOWN and first < len(flags):
        flags[first] = flags[first] & ~_DOWN | last << 5 & _DOWN
    elif code == sprm.DELETE_CELLS:
        _delete(definition, first, min(last, len(flags)))
    elif code == sprm.INSERT_CELLS:
        _insert(definition, first, last, u16(operand, 2))
    elif code == sprm.WIDEN:
        _widen(definition, first, min(last, len(flags)), u16(operand, 2))


def _widen(definition: _Definition, first: int, last: int, width: int) -> None:
    edges = definition.edges
    if first < last:
        shift = edges[first] + width * (last - first) - edges[last]
        edges[last + 1 :] = [edge + shift for edge in edges[last + 1 :]]
        edges[first + 1 : last + 1] = [
            edges[first] + width * step for step in range(1, last - first + 1)
        ]


def _delete(definition: _Definition, first: int, last: int) -> None:
    edges, flags = definition
    if first >= last:
        return
    gap = edges[last] - edges[first]
    edges[first + 1 :] = [edge - gap for edge in edges[last + 1 :]]
    del flags[first:last]


def _insert(definition: _Definition, first: int, count: int, width: int) -> None:
    edges, flags = definition
    count = min(count, _MOST_CELLS - len(flags))
    if count <= 0:
        return
    while len(flags) < first < _MOST_CELLS:
        flags.append(0)
        edges.append(edges[-1] + width)
    first = min(first, len(flags))
    added = [edges[first] + width * step for step in range(1, count + 1)]
    edges[first + 1 :] = added + [edge + width * count for edge in edges[first + 1 :]]
    flags[first:first] = [0] * count
