"""Tables that are ruled: lines that meet make a grid, walls that are missing merge its cells."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancheck_readers.pdf.shapes import Box, Glyph, Rule

_NEAR = 3.0
"""Points within which lines are one line, or meet."""
_MOST = 400
"""Rows or columns of one grid; what has more is a drawing."""
_RULES = 6_000
"""Lines of a page; more are a drawing."""
_LEAST = 6.0
"""Points that a row or column is wide at least."""


class Slot(NamedTuple):
    """A cell of a grid: where it begins, what it covers."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class Grid(NamedTuple):
    """A ruled table on a page."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

    @property
    def box(self) -> Box:
        """What it covers."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def is_frame(self) -> bool:
        """Whether it is a single cell: a text box, or a border around the page."""
        return len(self.slots) == 1


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables that ruling lines make, the smallest first."""
    if len(rules) > _RULES:
        return []
    merged = _merged(rules)
    found = [grid for group in _groups(merged) if (grid := _grid(group)) is not None]
    return sorted(found, key=lambda grid: grid.box.area)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces of lines: each cell may have drawn its own borders."""
    found: list[Rule] = []
    for level in (True, False):
        for row in _bands([rule for rule in rules if rule.level is level]):
            at = sum(rule.at for rule in row) / len(row)
            start, end = row[0].start, row[0].end
            for rule in row[1:]:
                if rule.start > end + _NEAR:
                    found.append(Rule(level, at, start, end))
                    start, end = rule.start, rule.end
                end = max(end, rule.end)
            found.append(Rule(level, at, start, end))
    return found


def _bands(rules: list[Rule]) -> Iterable[list[Rule]]:
    """Group lines at one height (or one ``x``), each group by where the lines start."""
    rules.sort(key=lambda rule: rule.at)
    start = 0
    for at in range(1, len(rules) + 1):
        if at == len(rules) or rules[at].at - rules[start].at > _NEAR:
            yield sorted(rules[start:at], key=lambda rule: rule.start)
            start = at


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group lines that meet, directly or by others.

    Lines are swept from left to right, so that only those are compared whose stretches touch.
    """
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    levels = sorted(
        (at for at, rule in enumerate(rules) if rule.level), key=lambda at: rules[at].at
    )
    heights = [rules[at].at for at in levels]
    for at, rule in enumerate(rules):
        if rule.level:
            continue
        first = bisect_right(heights, rule.start - _NEAR)
        last = bisect_right(heights, rule.end + _NEAR)
        for other in levels[first:last]:
            if rules[other].start - _NEAR <= rule.at <= rules[other].end + _NEAR:
                parent[root(other)] = root(at)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return [group for group in groups.values() if len(group) > 1]


def _grid(rules: Sequence[Rule]) -> Grid | None:
    """Make a grid of lines that meet; ``None`` when they enclose nothing."""
    levels = [rule for rule in rules if rule.level]
    uprights = [rule for rule in rules if not rule.level]
    if len(levels) < 2:  # noqa: PLR2004 - above and below
        return None
    left, right = min(rule.start for rule in levels), max(rule.end for rule in levels)
    ys = _distinct(rule.at for rule in levels)
    # tables are often open at their sides
    uprights += [Rule(level=False, at=at, start=ys[0], end=ys[-1]) for at in (left, right)]
    xs = _distinct(rule.at for rule in uprights)
    if len(xs) < 2 or len(ys) < 2 or max(len(xs), len(ys)) > _MOST:  # noqa: PLR2004
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_slots(xs, ys, levels, uprights)))


def _distinct(values: Iterable[float]) -> list[float]:
    """Return values in order, those that are nearly one only once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _LEAST:
            found.append(value)
    return found


def _slots(
    xs: Sequence[float], ys: Sequence[float], levels: Sequence[Rule], uprights: Sequence[Rule]
) -> Iterable[Slot]:
    """Yield the cells, by row and column: fields between which no wall stands are one cell."""
    right_of = _walls(xs, ys, uprights)
    below = _walls(ys, xs, levels)
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while column + wide < columns and not (
                (column + wide, row) in right_of or (row, column + wide) in taken
            ):
                wide += 1
            high = 1
            while row + high < rows and not any(
                (row + high, at) in below or (row + high, at) in taken
                for at in range(column, column + wide)
            ):
                high += 1
            taken |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            box = Box(xs[column], ys[row], xs[column + wide], ys[row + high])
            yield Slot(row, column, high, wide, box)


def _walls(
    at: Sequence[float], along: Sequence[float], rules: Sequence[Rule]
) -> set[tuple[int, int]]:
    """Return where lines stand: number of the line in ``at``, number of the field in ``along``."""
    found: set[tuple[int, int]] = set()
    for rule in rules:
        line = min(range(len(at)), key=lambda n: abs(at[n] - rule.at))
        for field in range(len(along) - 1):
            if rule.start <= (along[field] + along[field + 1]) / 2 <= rule.end:
                found.add((line, field))
    return found


def sorted_in(
    glyphs: Iterable[Glyph], found: Sequence[Grid]
) -> tuple[list[Glyph], list[list[list[Glyph]]]]:
    """Sort glyphs into grids.

    :param found: grids, the smallest first: a glyph belongs to the innermost
    :returns: the glyphs outside of all, and for each grid those of each of its cells
    """
    outside: list[Glyph] = []
    held: list[list[list[Glyph]]] = [[[] for _ in grid.slots] for grid in found]
    homes = [_homes(grid) for grid in found]
    for glyph in glyphs:
        x, y = glyph.middle
        for number, grid in enumerate(found):
            if grid.box.holds(x, y):
                row = min(bisect_right(grid.ys, y), len(grid.ys) - 1) - 1
                column = min(bisect_right(grid.xs, x), len(grid.xs) - 1) - 1
                held[number][homes[number][max(0, row), max(0, column)]].append(glyph)
                break
        else:
            outside.append(glyph)
    return outside, held


def _homes(grid: Grid) -> dict[tuple[int, int], int]:
    """Return which cell each field of a grid belongs to."""
    return {
        (slot.row + down, slot.column + right): number
        for number, slot in enumerate(grid.slots)
        for down in range(slot.rows)
        for right in range(slot.columns)
    }
