"""Tables without ruling lines: columns that corridors of white part over several lines.

A row begins where the first column has words; what stands in other columns only goes on below. So a
month stays beside all its entries.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancheck_readers.pdf.lines import Line, numbered
from plancheck_readers.pdf.shapes import Box
from plancheck_readers.pdf.tabular import Held, Tabular

_CORRIDOR = 0.8
"""Ems that a corridor is wide at least."""
_LEADING = 3.0
"""Ems between base lines from which a table has ended."""
_LEAST = 2
"""Lines with words in several columns that make a table."""
_NEAR = 0.5
"""Ems by which columns begin at one place."""


class _Corridor(NamedTuple):
    """White between two columns."""

    left: float
    right: float


def open_tables(lines: Sequence[Line]) -> Iterator[Line | Tabular]:
    """Return the lines of a page in order, with those that make a table put into one."""
    at = 0
    while at < len(lines):
        table, used = _table_at(lines, at) if lines[at].parts else (None, 0)
        if table is None:
            yield lines[at]
            at += 1
        else:
            yield table
            at += used


def _table_at(lines: Sequence[Line], start: int) -> tuple[Tabular | None, int]:
    """Find the table that begins at a line, and how many lines it takes."""
    corridors = _gaps(lines[start])
    end = start + 1
    while end < len(lines) and lines[end].base - lines[end - 1].base <= _LEADING * lines[end].size:
        left = _narrowed(corridors, lines[end])
        if not left or (len(left) < len(corridors) and not lines[end].parts):
            break
        corridors = left
        end += 1
    while end > start and _stands_alone(lines[end - 1], corridors):
        end -= 1
    table = lines[start:end]
    if sum(len(_sorted(line, corridors)) > 1 for line in table) < _LEAST:
        return None, 0
    return _made(table, corridors), len(table)


def _gaps(line: Line) -> list[_Corridor]:
    return [_Corridor(one.right, other.left) for one, other in pairwise(line.parts)]


def _parts(line: Line) -> tuple[Line, ...]:
    return line.parts or (line,)


def _narrowed(corridors: Sequence[_Corridor], line: Line) -> list[_Corridor]:
    """Return what a line leaves of corridors."""
    found = list(corridors)
    for part in _parts(line):
        found = [rest for corridor in found for rest in _cut(corridor, part)]
    return [each for each in found if each.right - each.left >= _CORRIDOR * line.size]


def _cut(corridor: _Corridor, part: Line) -> list[_Corridor]:
    """Return what a stretch of text leaves of a corridor; inside it, it is a column of its own."""
    if part.right <= corridor.left or part.left >= corridor.right:
        return [corridor]
    before = _Corridor(corridor.left, part.left)
    behind = _Corridor(part.right, corridor.right)
    return [rest for rest in (before, behind) if rest.right > rest.left]


def _sorted(line: Line, corridors: Sequence[_Corridor]) -> dict[int, list[Line]]:
    """Return the stretches of a line by column."""
    found: dict[int, list[Line]] = {}
    for part in _parts(line):
        column = sum(corridor.left < part.middle for corridor in corridors)
        found.setdefault(column, []).append(part)
    return found


def _stands_alone(line: Line, corridors: Sequence[_Corridor]) -> bool:
    """Tell whether the last line of a table is the next heading rather than a row."""
    held = _sorted(line, corridors)
    return set(held) == {0} and (numbered(line.text) or line.right > corridors[0].left)


def _made(lines: Sequence[Line], corridors: Sequence[_Corridor]) -> Tabular:
    """Make a table of its lines."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    xs = (left, *(corridor.right for corridor in corridors), right)
    ends = (*(corridor.left for corridor in corridors), right)
    rows: list[list[list[Line]]] = []
    tops: list[float] = []
    for line in lines:
        held = _sorted(line, corridors)
        if 0 in held or not rows:
            rows.append([[] for _ in xs[1:]])
            tops.append(line.top)
        for column, parts in held.items():
            rows[-1][column] += parts
    tops.append(lines[-1].bottom)
    cells = tuple(
        Held(row, column, 1, 1, Box(xs[column], tops[row], ends[column], tops[row + 1]), tuple(held))
        for row, columns in enumerate(rows)
        for column, held in enumerate(columns)
    )
    return Tabular(lines[0].page, Box(left, tops[0], right, tops[-1]), xs, len(rows), cells)
