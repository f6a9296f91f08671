"""Rows of a table laid out in a grid, by the places of their cells' right edges."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.api import Block, Cell, Paragraph, Table, Zone, limits

_NEAR = 30
"""Twentieths of a point by which edges differ that are meant to be one."""


class Definition(NamedTuple):
    """What a row says of one of its cells."""

    right: int
    """Right edge in twentieths of a point."""
    flags: frozenset[str] = frozenset()
    """Of ``clmrg`` and ``clvmrg``: goes on with the cell to the left, or above."""


class Row(NamedTuple):
    """One row."""

    left: int
    definitions: tuple[Definition, ...]
    cells: tuple[list[Block], ...]


def lay_out(rows: list[Row], zone: Zone) -> list[Block]:
    """Return a table: one block, or the blocks of its cells when it holds tables itself."""
    edges = _edges(rows)
    cells: list[tuple[Cell, list[Block]]] = []
    above: dict[int, int] = {}
    for number, row in enumerate(rows):
        across: dict[int, int] = {}
        last = -1
        for left, right, flags, blocks in _placed(row, edges):
            up = above.get(left, -1)
            if "clvmrg" in flags and up >= 0:
                cell = cells[up][0]
                cells[up] = cell._replace(rows=number - cell.row + 1), cells[up][1]
                last = up
            elif "clmrg" in flags and last >= 0:
                cell = cells[last][0]
                cells[last] = cell._replace(columns=right - cell.column), cells[last][1]
                continue
            else:
                last = len(cells)
                text = "\n".join(b.text for b in blocks if isinstance(b, Paragraph))
                cells.append((Cell(number, left, text, 1, right - left), blocks))
            across[left] = last
        above = across
    if any(isinstance(block, Table) for _, blocks in cells for block in blocks):
        return [block for _, blocks in cells for block in blocks]
    return [Table(tuple(cell for cell, _ in cells), zone)] if cells else []


def _edges(rows: list[Row]) -> list[int]:
    """Return all edges of a table, in order; those that nearly meet are one."""
    places = {row.left for row in rows}
    places |= {definition.right for row in rows for definition in row.definitions}
    edges: list[int] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _placed(row: Row, edges: list[int]) -> Iterator[tuple[int, int, frozenset[str], list[Block]]]:
    left = _index(edges, row.left)
    for number, blocks in enumerate(row.cells):
        flags: frozenset[str] = frozenset()
        right = left + 1
        if number < len(row.definitions):
            edge, flags = row.definitions[number]
            right = max(_index(edges, edge), left + 1)
        right = min(right, left + limits.SPAN)
        yield left, right, flags, blocks
        left = right


def _index(edges: list[int], place: int) -> int:
    return max(bisect_right(edges, place) - 1, 0)
