"""Tables without ruling lines: columns that corridors of white part over several lines.

A row begins where the first column has words; what stands in other columns only goes on below. So a
month stays beside all its entries.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancheck_readers.pdf.flow import Measure, fits
from plancheck_readers.pdf.lines import Line, numbered, timed
from plancheck_readers.pdf.shapes import Box
from plancheck_readers.pdf.tabular import Held, Tabular

_CORRIDOR = 0.8
"""Ems that a corridor is wide at least."""
_LEADING = 3.0
"""Ems between base lines from which a table has ended."""
_NARROW = 2.5
"""Ems of white up to which the longest line of a column is full."""
_FURTHER = 3.0
"""Ems from the left from which a numbered line is no paragraph with an indent."""
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
    waiting: list[Line] = []
    at = 0
    while at < len(lines):
        table, used = _table_at(lines, at) if lines[at].parts else (None, 0)
        if table is None:
            waiting.append(lines[at])
            at += 1
            continue
        above = _above(waiting, table)
        yield from waiting[: len(waiting) - above]
        yield _rest_of_row(table, waiting[len(waiting) - above :])
        waiting = []
        at += used
    yield from waiting


def _above(lines: Sequence[Line], table: Tabular) -> int:
    """Count the lines right above a table that are the rest of a row of the page before."""
    count = 0
    below = table.box.top + lines[-1].size if lines else 0.0
    for line in reversed(lines):
        if below - line.base > _LEADING * line.size:
            return count  # what stands higher is the page's header
        if line.parts or not _at_start(line, table.xs[1:-1]):
            return 0
        if numbered(line.text) and line.left - table.xs[0] < _FURTHER * line.size:
            return 0
        count += 1
        below = line.base
    return count


def _rest_of_row(table: Tabular, lines: Sequence[Line]) -> Tabular:
    """Put lines above a table into a first row of its own."""
    if not lines:
        return table
    boxes = {cell.column: cell.box for cell in table.cells}
    held: dict[int, list[Line]] = {}
    for line in lines:
        column = max(at for at, start in enumerate(table.xs[:-1]) if start <= line.middle)
        held.setdefault(column, []).append(line)
    top, bottom = lines[0].top, lines[-1].bottom
    first = tuple(
        Held(
            0, column, 1, 1,
            Box(box.left, top, box.right, bottom),
            tuple(held.get(column, ())),
        )
        for column, box in sorted(boxes.items())
    )  # fmt: skip
    rest = tuple(cell._replace(row=cell.row + 1) for cell in table.cells)
    return table._replace(
        box=table.box._replace(top=top), rows=table.rows + 1, cells=(*first, *rest)
    )


def _table_at(lines: Sequence[Line], start: int) -> tuple[Tabular | None, int]:
    """Find the table that begins at a line, and how many lines it takes."""
    corridors = _gaps(lines[start])
    left = lines[start].left
    end = start + 1
    while end < len(lines) and _follows(lines[end - 1], lines[end]):
        line = lines[end]
        if not line.parts and not _at_start(line, [left, *(each.right for each in corridors)]):
            break
        rest = _narrowed(corridors, line)
        if not rest or (len(rest) < len(corridors) and not line.parts):
            break
        corridors, left = rest, min(left, line.left)
        end += 1
    corridors = _supported(lines[start:end])
    while corridors and end > start and _stands_alone(lines[end - 1], corridors):
        end -= 1
    table = lines[start:end]
    if not corridors or sum(len(_sorted(line, corridors)) > 1 for line in table) < _LEAST:
        return None, 0
    return _made(table, corridors), len(table)


def _at_start(line: Line, starts: Sequence[float]) -> bool:
    return any(abs(line.left - start) <= _NEAR * line.size for start in starts)


def _supported(lines: Sequence[Line]) -> list[_Corridor]:
    """Return the corridors that at least two lines show and none crosses, from left to right."""
    found: list[tuple[_Corridor, int]] = []
    for line in lines:
        rest = _gaps(line)
        for other in lines:
            rest = _narrowed(rest, other)
        for each in rest:
            same = [at for at, (known, _) in enumerate(found) if _overlap(known, each)]
            if same:
                known, count = found[same[0]]
                found[same[0]] = known, count + 1
            else:
                found.append((each, 1))
    return sorted(each for each, count in found if count >= _LEAST)


def _overlap(one: _Corridor, other: _Corridor) -> bool:
    return one.left < other.right and other.left < one.right


def _follows(before: Line, line: Line) -> bool:
    """Tell whether a line is near enough under another to belong to one table."""
    return line.base - before.base <= _LEADING * line.size


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
    size = lines[0].size
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    xs = (left, *(corridor.right for corridor in corridors), right)
    # what is much narrower than its column has no full line
    ends = [
        each.left if each.right - each.left <= _NARROW * size else each.right for each in corridors
    ]
    rows = _Rows(left, (*ends, right))
    for line in lines:
        rows.add(line, _sorted(line, corridors))
    return Tabular(
        lines[0].page,
        Box(left, lines[0].top, right, lines[-1].bottom),
        xs,
        len(rows.tops),
        tuple(rows.cells(xs, lines[-1].bottom)),
        is_open=True,
    )


class _Rows:
    """The rows of a table while its lines are gone through."""

    def __init__(self, left: float, ends: Sequence[float]) -> None:
        self.tops: list[float] = []
        self._left = left
        self._ends = ends
        self._rows: list[list[list[Line]]] = []

    def add(self, line: Line, held: dict[int, list[Line]]) -> None:
        """Add a line to the last row, or as a new one."""
        if not self._rows or self._is_row(held):
            self._rows.append([[] for _ in self._ends])
            self.tops.append(line.top)
        for column, parts in held.items():
            self._rows[-1][column] += parts

    def _is_row(self, held: dict[int, list[Line]]) -> bool:
        """Tell whether a line begins a row: something in it does not go on from a full line.

        Where a label above names several rows, a single entry may as well be one more in its cell.
        """
        if 0 not in held and len(held) < _LEAST:
            return False
        if 0 in held and len(held) >= _LEAST and timed(held[0][0].text):
            return True
        for column, parts in held.items():
            above = self._rows[-1][column]
            known = Measure(self._left, self._ends[column])
            if not above or fits(above[-1], parts[0], known):
                return True
        return False

    def cells(self, xs: Sequence[float], bottom: float) -> Iterator[Held]:
        """Yield the cells; a label covers the rows that have none."""
        tops = [*self.tops, bottom]
        count = len(self._rows)
        for row, columns in enumerate(self._rows):
            for column, lines in enumerate(columns):
                high = 1
                if column == 0:
                    if not lines and row:
                        continue
                    while row + high < count and not self._rows[row + high][0]:
                        high += 1
                box = Box(xs[column], tops[row], self._ends[column], tops[row + high])
                yield Held(row, column, high, 1, box, tuple(lines))
