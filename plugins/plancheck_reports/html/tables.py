"""A table's cells as rows of HTML.

HTML has no free places: each row must be filled from the left, or its cells move. Rows and columns
in which no cell begins or ends are dropped first, so that what is written grows with the cells
that there are, whatever numbers they bear.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Json = Mapping[str, Any]


class Slot(NamedTuple):
    """A cell of HTML."""

    rows: int
    columns: int
    cell: Json | None
    """None where the table has no cell."""


class _Box(NamedTuple):
    """A cell in the grid without its empty rows and columns; ends are excluded."""

    left: int
    right: int
    top: int
    bottom: int
    cell: Json


def rows(cells: Sequence[Json]) -> Iterator[list[Slot]]:
    """Yield the rows of a table."""
    boxes = _boxes(cells)
    height = max((box.bottom for box in boxes), default=0)
    width = max((box.right for box in boxes), default=0)
    starting: dict[int, list[_Box]] = {}
    for box in boxes:
        starting.setdefault(box.top, []).append(box)
    above: list[_Box] = []
    for row in range(height):
        above = [box for box in above if box.bottom > row]
        here = starting.get(row, [])
        yield list(_row(here, above, width))
        above += here


def _row(here: Sequence[_Box], above: Sequence[_Box], width: int) -> Iterator[Slot]:
    """Yield a row's cells, with empty ones where neither a cell begins nor one reaches down."""
    at = 0
    own = set(map(id, here))
    for box in sorted([*here, *above], key=lambda box: box.left):
        if box.left > at:
            yield Slot(1, box.left - at, None)
        if id(box) in own:
            yield Slot(box.bottom - box.top, box.right - box.left, box.cell)
        at = max(at, box.right)
    if at < width:
        yield Slot(1, width - at, None)


def _boxes(cells: Sequence[Json]) -> list[_Box]:
    """Return the cells in a grid of the rows and columns that count."""
    spans = [
        (
            cell["column"],
            cell["column"] + cell.get("columns", 1),
            cell["row"],
            cell["row"] + cell.get("rows", 1),
        )
        for cell in cells
    ]
    columns = _ranks(edge for left, right, _, _ in spans for edge in (left, right))
    lines = _ranks(edge for _, _, top, bottom in spans for edge in (top, bottom))
    return [
        _Box(columns[left], columns[right], lines[top], lines[bottom], cell)
        for (left, right, top, bottom), cell in zip(spans, cells, strict=True)
    ]


def _ranks(edges: Iterator[int]) -> dict[int, int]:
    return {edge: rank for rank, edge in enumerate(sorted(set(edges)))}
