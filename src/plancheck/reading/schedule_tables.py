"""Schedules laid out as tables: months down, months across, two months side by side, tasks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from plancheck.patterns import regex
from plancheck.reading.grid import Grid, Slot
from plancheck.reading.marks import Family, Mark, inner_months, read_mark
from plancheck.reading.plan import Entry, Layout
from plancheck.reading.schedule_words import (
    CATEGORY_HEADS,
    INDEX_HEADS,
    OTHER_HEADS,
    SIDE_HEADS,
    TIME_HEADS,
)

Weeks = Callable[[Sequence[int], str], tuple[int, ...]]
"""Months of the weeks of a term."""

_HEADS = 3
"""Rows at the top in which the heads of columns stand."""
_THEME = 6
"""Longest second line of a cell that is the month's theme and not its task."""
_TIME = regex(r"月|季度|学期|半年|全年|[寒暑]假|年[初中底末]|\d\.\d")


class Found(NamedTuple):
    """A schedule found in a table or in lines."""

    layout: Layout
    entries: tuple[Entry, ...]
    announced: bool = True
    """Whether it is a table, or stands where a schedule is announced."""
    stands_out: bool = True
    """Whether it is a table, or its months stand apart from their tasks."""


def read_table(grid: Grid, weeks: Weeks) -> Found | None:
    """Return the schedule that a table holds.

    :returns: None where the cells may read like lines; a list of persons has no entries
    """
    if not grid.slots:
        return None
    if any(slot.row < _HEADS and slot.norm in OTHER_HEADS for slot in grid.slots):
        return Found(Layout.MONTHLY, ())
    return None if _cards(grid) else _grid(grid, weeks)


def _cards(grid: Grid) -> bool:
    """Tell cells that each hold a month with its tasks: they read like lines."""
    filled = [slot for slot in grid.slots if slot.filled]
    cards = [slot for slot in filled if len(slot.lines) > 1 and read_mark(slot.lines[0])]
    tasks = [slot for slot in cards if len(slot.lines[1].norm) > _THEME]
    return len(tasks) > 1 and len(cards) * 2 >= len(filled)


def _grid(grid: Grid, weeks: Weeks) -> Found | None:
    groups = _time_columns(grid)
    across = _heading_rows(grid, frozenset(column for group in groups for column in group))
    if across and not (groups and _over_months(grid, across)):
        return _across(grid, across, weeks)
    if not groups:
        return None
    left = [
        column
        for column in range(groups[0][0])
        if grid.heads[column] not in INDEX_HEADS and not grid.numbers_rows(column)
    ]
    if not left or _by_category(grid, left, groups):
        return _down(grid, groups, weeks)
    return _tasks(grid, left, groups[0])


def _heading_rows(grid: Grid, times: frozenset[int]) -> list[int]:
    """Return the rows in which months stand side by side, over their tasks.

    A month, a week, and a task that begins with a week do so, too; there months stand below.

    :param times: the columns of times
    """
    rows = []
    for row in range(grid.height):
        across = [slot for slot in grid.rows.get(row, ()) if slot.norm]
        marked = [slot for slot in across if slot.at in grid.marks]
        if any(slot.column in times for slot in marked):
            continue
        beside = sum(1 for pair in pairwise(across) if all(slot.at in grid.marks for slot in pair))
        if beside >= max(1, len(across) - 2) and not _is_pair(grid, marked):
            rows.append(row)
    return rows


def _is_pair(grid: Grid, marked: Sequence[Slot]) -> bool:
    """Tell a week and its dates, or a quarter and its month, from two months side by side."""
    families = [grid.marks[slot.at].family for slot in marked]
    return len(set(families)) == len(families)


def _over_months(grid: Grid, rows: Sequence[int]) -> bool:
    """Tell weeks or half-years that stand over the columns of a table of months."""
    marks = [mark for (row, _), mark in grid.marks.items() if row in rows]
    below = [mark for (row, _), mark in grid.marks.items() if row not in rows]
    coarse = all(mark.family is Family.WEEK or mark.family.coarse for mark in marks)
    return coarse and any(mark.months for mark in below)


def _across(grid: Grid, rows: Sequence[int], weeks: Weeks) -> Found | None:
    entries = []
    ends = [*rows[1:], grid.height]
    for row, end in zip(rows, ends, strict=True):
        under = _by_column(slot for at in range(row + 1, end) for slot in grid.rows.get(at, ()))
        for slot in grid.rows[row]:
            mark = grid.marks.get(slot.at)
            if mark is not None:
                columns = range(slot.column, slot.column + slot.columns)
                items = dict.fromkeys(item for at in columns for item in under.get(at, ()))
                entries.append(_entry(mark, slot, list(items), weeks))
    return _found(entries, list(grid.marks.values()))


def _by_column(slots: Iterable[Slot]) -> dict[int, list[Slot]]:
    """Group slots by each column they cover."""
    columns: dict[int, list[Slot]] = {}
    for slot in slots:
        for column in range(slot.column, slot.column + slot.columns):
            columns.setdefault(column, []).append(slot)
    return columns


def _time_columns(grid: Grid) -> list[list[int]]:
    """Return the columns of times; those that stand together make one group."""
    groups: list[list[int]] = []
    for number in range(grid.width):
        if not _is_time(grid, number):
            continue
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_time(grid: Grid, number: int) -> bool:
    cells = grid.column(number)
    marked = sum(1 for slot in cells if slot.at in grid.marks)
    if any(word in grid.heads[number] for word in TIME_HEADS):
        loose = sum(1 for slot in cells if _TIME.search(slot.norm))
        return bool(cells) and max(marked, loose) * 5 >= len(cells) * 2
    return marked > 1 and marked * 10 >= len(cells) * 7


def _by_category(grid: Grid, left: Sequence[int], groups: Sequence[Sequence[int]]) -> bool:
    """Tell whether what stands before the times only sorts the tasks behind them."""
    if any(grid.heads[column] not in CATEGORY_HEADS for column in left):
        return False
    return any(head not in SIDE_HEADS for head in grid.heads[groups[0][-1] + 1 :])


def _down(grid: Grid, groups: Sequence[Sequence[int]], weeks: Weeks) -> Found | None:
    entries = []
    kept = []
    for group, below in zip(groups, [*groups[1:], [grid.width]], strict=True):
        columns = range(group[-1] + 1, below[0])
        content = [column for column in columns if grid.heads[column] not in SIDE_HEADS]
        for marks, slots in _rows(grid, group):
            mark, slot = _finest(marks, slots)
            term = next(filter(None, (m.term for m in marks)), "")
            kept.append(mark)
            items = grid.between(content or columns, slot)
            entries.append(_entry(mark, slot, items, weeks, term or grid.captions[slot.row]))
    return _found(entries, kept)


def _rows(grid: Grid, group: Sequence[int]) -> Iterator[tuple[list[Mark], list[Slot]]]:
    """Yield, for each row of times, the marks and slots that hold for it."""
    columns = [_stretched(grid, column) for column in group]
    live_in = {
        (column, row): slot
        for column, slots in enumerate(columns)
        for slot in slots
        for row in range(slot.row, slot.row + slot.rows)
    }
    for row in sorted({slot.row for slots in columns for slot in slots}):
        live = [live_in[at, row] for at in range(len(columns)) if (at, row) in live_in]
        marks = [grid.marks[slot.at] for slot in live]
        if _finest(marks, live)[1].row == row:
            yield marks, live


def _stretched(grid: Grid, column: int) -> list[Slot]:
    """Return a column's times, each with the rows down to the next filled cell."""
    cells = grid.column(column)
    ends = [*(slot.row for slot in cells[1:]), grid.height]
    return [
        slot._replace(rows=end - slot.row)
        for slot, end in zip(cells, ends, strict=True)
        if slot.at in grid.marks
    ]


_ORDER = (
    Family.MONTH,
    Family.DATE,
    Family.WEEK,
    Family.HOLIDAY,
    Family.PHASE,
    Family.QUARTER,
    Family.SEASON,
    Family.HALF,
    Family.TERM,
    Family.WHOLE,
)


def _finest(marks: Sequence[Mark], slots: Sequence[Slot]) -> tuple[Mark, Slot]:
    """Return the mark that tells the month best, with its slot."""
    return min(
        zip(marks, slots, strict=True),
        key=lambda pair: (_ORDER.index(pair[0].family), not pair[0].months),
    )


def _tasks(grid: Grid, left: Sequence[int], group: Sequence[int]) -> Found | None:
    """Read a table of tasks with a column of times."""
    entries = []
    for column in group:
        for slot in grid.column(column):
            mark = grid.marks.get(slot.at)
            months = (mark.months if mark else ()) or inner_months(slot.norm)
            entries.append(_places(months, slot, grid.between(left, slot)))
    entries = [entry for entry in entries if entry.items]
    if not any(entry.months for entry in entries):
        return None
    return Found(Layout.TASK_TABLE, tuple(entries))


def _entry(mark: Mark, slot: Slot, items: Sequence[Slot], weeks: Weeks, term: str = "") -> Entry:
    months = mark.months or (weeks(mark.weeks, term) if mark.weeks else ())
    return _places(months, slot, items)


def _places(months: Sequence[int], slot: Slot, items: Sequence[Slot]) -> Entry:
    filled = [item for item in items if item.filled]
    places = tuple(place for item in filled for place in item.places)
    return Entry(tuple(months) if filled else (), slot.lines[0].place(), places)


def is_wide(marks: Sequence[Mark]) -> bool:
    """Tell 1-3月, 4-6月 …: quarters by another name."""
    named = [mark for mark in marks if mark.months]
    return len(named) > 1 and all(mark.wide for mark in named)


def _found(entries: Sequence[Entry], marks: Sequence[Mark]) -> Found | None:
    kept = tuple(entry for entry in entries if entry.items)
    if is_wide(marks):
        return Found(Layout.COARSE, tuple(replace(entry, months=()) for entry in kept))
    if any(entry.months for entry in kept):
        return Found(Layout.MONTHLY, kept)
    coarse = {mark.value for mark in marks if mark.family.coarse}
    return Found(Layout.COARSE, kept) if kept and len(coarse) > 1 else None
