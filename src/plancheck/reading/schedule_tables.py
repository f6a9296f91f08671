"""Schedules laid out as tables: months down, months across, two months side by side, tasks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from plancheck.model import Place
from plancheck.reading.marks import Family, Joint, Mark, inner_months, read_mark, week_numbers
from plancheck.reading.outline import Line
from plancheck.reading.plan import Entry, Layout
from plancheck.reading.schedule_words import (
    CATEGORY_HEADS,
    HEAD,
    INDEX_HEADS,
    MONTH_HEADS,
    OTHER_HEADS,
    SIDE_HEADS,
    TIME_HEADS,
    WEEK_HEADS,
    is_empty,
)
from plancheck.reading.text import Text

Weeks = Callable[[Sequence[int], str], tuple[int, ...]]
"""Months of the weeks of a term."""

_NUMBERS = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、\-~至到,/.](?:\d{1,2}|[一二三四五六七八九十]{1,3}))*")


class Slot(NamedTuple):
    """A cell of the grid with its lines."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[Line, ...]

    @property
    def norm(self) -> str:
        """All its text, normalised."""
        return "".join(line.norm for line in self.lines)

    @property
    def filled(self) -> bool:
        """Whether it holds a task rather than nothing or a dash."""
        return any(not is_empty(line.norm) for line in self.lines)


class Found(NamedTuple):
    """A schedule found in a table or in lines."""

    layout: Layout
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Grid:
    """A table as slots, with what its first row says of each column."""

    slots: tuple[Slot, ...]

    @cached_property
    def width(self) -> int:
        """Columns of the grid."""
        return max(slot.column + slot.columns for slot in self.slots)

    @cached_property
    def height(self) -> int:
        """Rows of the grid."""
        return max(slot.row + slot.rows for slot in self.slots)

    @cached_property
    def head_row(self) -> int:
        """The row that says what the columns are; -1 where there is none."""
        for row in range(min(3, self.height)):
            cells = [slot.norm for slot in self.slots if slot.row == row and slot.norm]
            named = sum(1 for cell in cells if HEAD.fullmatch(cell))
            if len(cells) >= 2 and named * 2 >= len(cells):
                return row
        return -1

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """What the head row says of each column."""
        heads = [""] * self.width
        for slot in self.slots:
            if slot.row == self.head_row:
                for column in range(slot.column, slot.column + slot.columns):
                    heads[column] = slot.norm
        return tuple(heads)

    @cached_property
    def marks(self) -> dict[tuple[int, int], Mark]:
        """The times that cells hold, by row and column."""
        marks = {}
        for slot in self.slots:
            mark = self._mark(slot)
            if mark is not None:
                marks[slot.row, slot.column] = mark
        return marks

    def _mark(self, slot: Slot) -> Mark | None:
        if not slot.norm or len(slot.norm) > 40:
            return None
        head = self.heads[slot.column] if slot.row > self.head_row else ""
        if _NUMBERS.fullmatch(slot.norm) and ("." not in slot.norm or head != "时间"):
            return _numbered(slot.norm, head)
        line = slot.lines[0]
        whole = slot.norm if len(line.norm) <= 3 else line.norm
        plain = replace(line, text=Text(whole, None, len(whole)), original=whole)
        mark = read_mark(plain, 0) or read_mark(plain)
        return mark if mark is not None and _heads_row(mark, len(whole)) else None

    def column(self, number: int) -> list[Slot]:
        """Return the filled slots that begin in a column, downward, without its head."""
        return [
            slot
            for slot in self.slots
            if slot.column == number and slot.norm and slot.row > self.head_row
        ]


def _heads_row(mark: Mark, length: int) -> bool:
    """Tell a cell that names a time from a task that begins with one."""
    if mark.joint in (Joint.BARE, Joint.COLON) or not mark.family.fine:
        return mark.joint in (Joint.BARE, Joint.COLON)
    return mark.joint is not Joint.NONE or length - mark.content <= 4


def _numbered(norm: str, head: str) -> Mark | None:
    """Read a bare number by what its column is called."""
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    if head in MONTH_HEADS:
        months = inner_months(f"{norm.replace('.', '、').replace(',', '、')}月")
    elif head in WEEK_HEADS:
        weeks = week_numbers(norm)
    if not months and not weeks:
        return None
    family = Family.MONTH if months else Family.WEEK
    return Mark(0, len(norm), len(norm), family, months, Joint.BARE, "", weeks)


def read_table(slots: tuple[Slot, ...], weeks: Weeks) -> Found | None:
    """Return the schedule that a table holds.

    :returns: None where the cells may read like lines; a list of persons has no entries
    """
    if not slots:
        return None
    grid = Grid(slots)
    if any(slot.row <= 2 and slot.norm in OTHER_HEADS for slot in slots):
        return Found(Layout.MONTHLY, ())
    if _cards(grid):
        return None
    groups = _time_columns(grid)
    across = _heading_rows(grid)
    if across and not (groups and _over_months(grid, across)):
        return _across(grid, across, weeks)
    if not groups:
        return None
    left = [
        column
        for column in range(groups[0][0])
        if grid.heads[column] not in INDEX_HEADS and not _is_index(grid, column)
    ]
    if not left or _by_category(grid, left, groups):
        return _down(grid, groups, weeks)
    return _tasks(grid, left, groups[0])


def _is_index(grid: Grid, column: int) -> bool:
    """Tell whether a column only numbers the rows."""
    cells = [slot.norm for slot in grid.column(column)]
    return bool(cells) and all(_NUMBERS.fullmatch(cell.strip("().、")) for cell in cells)


def _heading_rows(grid: Grid) -> list[int]:
    """Return the rows in which months stand side by side, over their tasks."""
    rows = []
    for row in range(grid.height):
        across = [slot for slot in grid.slots if slot.row == row and slot.norm]
        marked = [slot for slot in across if (slot.row, slot.column) in grid.marks]
        beside = sum(
            1
            for first, second in zip(across, across[1:], strict=False)
            if first in marked and second in marked
        )
        if len(marked) >= 2 and beside >= max(1, len(across) - 2) and not _is_pair(grid, marked):
            rows.append(row)
    return rows


def _over_months(grid: Grid, rows: Sequence[int]) -> bool:
    """Tell weeks or half-years that stand over the columns of a table of months."""
    marks = [mark for (row, _), mark in grid.marks.items() if row in rows]
    below = [mark for (row, _), mark in grid.marks.items() if row not in rows]
    coarse = all(mark.family is Family.WEEK or mark.family.coarse for mark in marks)
    return coarse and any(mark.months for mark in below)


def _cards(grid: Grid) -> bool:
    """Tell cells that each hold a month with its tasks: they read like lines."""
    filled = [slot for slot in grid.slots if slot.filled]
    cards = [slot for slot in filled if len(slot.lines) > 1 and read_mark(slot.lines[0])]
    bare = [slot for slot in cards if len(slot.lines[1].norm) > 6]
    return len(bare) >= 2 and len(cards) * 2 >= len(filled)


def _is_pair(grid: Grid, marked: Sequence[Slot]) -> bool:
    """Tell a week and its dates, or a quarter and its month, from two months side by side."""
    families = [grid.marks[slot.row, slot.column].family for slot in marked]
    return len(set(families)) == len(families)


def _across(grid: Grid, rows: Sequence[int], weeks: Weeks) -> Found | None:
    entries = []
    ends = [*rows[1:], grid.height]
    for row, end in zip(rows, ends, strict=True):
        for slot in grid.slots:
            mark = grid.marks.get((slot.row, slot.column))
            if slot.row != row or mark is None:
                continue
            under = [
                below
                for below in grid.slots
                if row < below.row < end
                and below.column < slot.column + slot.columns
                and slot.column < below.column + below.columns
            ]
            entries.append(_entry(mark, slot, under, weeks, ""))
    return _found(entries, [grid.marks[key] for key in grid.marks])


def _time_columns(grid: Grid) -> list[list[int]]:
    """Return the columns of times; those that stand together make one group."""
    columns = [number for number in range(grid.width) if _is_time(grid, number)]
    groups: list[list[int]] = []
    for number in columns:
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_time(grid: Grid, number: int) -> bool:
    head = grid.heads[number]
    cells = grid.column(number)
    if not cells:
        return False
    marked = sum(1 for slot in cells if (slot.row, slot.column) in grid.marks)
    named = any(word in head for word in TIME_HEADS)
    if named:
        loose = sum(1 for slot in cells if _loose(slot.norm))
        return max(marked, loose) >= max(1, len(cells) * 0.4)
    return marked >= 2 and marked >= len(cells) * 0.7


def _loose(norm: str) -> bool:
    return bool(re.search(r"月|季度|学期|半年|全年|[寒暑]假|年[初中底末]|\d\.\d", norm))


def _by_category(grid: Grid, left: Sequence[int], groups: Sequence[Sequence[int]]) -> bool:
    """Tell whether what stands before the times only sorts the tasks behind them."""
    if any(grid.heads[column] not in CATEGORY_HEADS for column in left):
        return False
    after = [head for head in grid.heads[groups[0][-1] + 1 :] if head not in SIDE_HEADS]
    return bool(after)


def _down(grid: Grid, groups: Sequence[Sequence[int]], weeks: Weeks) -> Found | None:
    entries = []
    kept = []
    for index, group in enumerate(groups):
        end = groups[index + 1][0] if index + 1 < len(groups) else grid.width
        content = [
            column for column in range(group[-1] + 1, end) if grid.heads[column] not in SIDE_HEADS
        ] or list(range(group[-1] + 1, end))
        for slots, marks in _rows(grid, group):
            mark, slot = _finest(marks, slots)
            term = next((m.value for m in marks if m.family is Family.TERM), "")
            kept.append(mark)
            items = [
                item
                for item in grid.slots
                if item.column in content and slot.row <= item.row < slot.row + slot.rows
            ]
            entries.append(_entry(mark, slot, items, weeks, term))
    return _found(entries, kept)


def _rows(grid: Grid, group: Sequence[int]) -> Iterator[tuple[list[Slot], list[Mark]]]:
    """Yield, for each row of times, the slots and marks that hold for it, coarse ones first."""
    open_slots: dict[int, Slot] = {}
    stretched = {column: _stretched(grid, column) for column in group}
    starts = sorted({slot.row for slots in stretched.values() for slot in slots})
    for row in starts:
        for column in group:
            for slot in stretched[column]:
                if slot.row == row:
                    open_slots[column] = slot
        live = [
            slot
            for column in group
            if (slot := open_slots.get(column)) is not None and slot.row + slot.rows > row
        ]
        marks = [grid.marks[slot.row, slot.column] for slot in live]
        finest = _finest(marks, live)[1] if marks else None
        if finest is not None and finest.row == row:
            yield live, marks


def _stretched(grid: Grid, column: int) -> list[Slot]:
    """Return a column's times, each with the rows down to the next filled cell."""
    cells = grid.column(column)
    ends = [*(slot.row for slot in cells[1:]), grid.height]
    return [
        slot._replace(rows=end - slot.row)
        for slot, end in zip(cells, ends, strict=True)
        if (slot.row, slot.column) in grid.marks
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
    """Return the mark that tells the month best."""
    return min(
        zip(marks, slots, strict=True),
        key=lambda pair: (_ORDER.index(pair[0].family), not pair[0].months),
    )


def _tasks(grid: Grid, left: Sequence[int], group: Sequence[int]) -> Found | None:
    """Read a table of tasks with a column of times."""
    entries = []
    for column in group:
        for slot in grid.column(column):
            mark = grid.marks.get((slot.row, slot.column))
            months = (mark.months if mark else ()) or inner_months(slot.norm)
            items = [
                item
                for item in grid.slots
                if item.column in left and slot.row <= item.row < slot.row + slot.rows
            ]
            entries.append(_places(months, slot, items))
    entries = [entry for entry in entries if entry.items]
    if not any(entry.months for entry in entries):
        return None
    return Found(Layout.TASK_TABLE, tuple(entries))


def _entry(mark: Mark, slot: Slot, items: Sequence[Slot], weeks: Weeks, term: str) -> Entry:
    months = mark.months or (weeks(mark.weeks, term) if mark.weeks else ())
    return _places(months, slot, items)


def _places(months: Sequence[int], slot: Slot, items: Sequence[Slot]) -> Entry:
    filled = [item for item in items if item.filled]
    return Entry(
        tuple(months) if filled else (),
        slot.lines[0].place(),
        tuple(place for item in filled for place in _lines(item)),
    )


def _lines(slot: Slot) -> Iterator[Place]:
    return (line.place(line.start) for line in slot.lines if not is_empty(line.norm))


def is_wide(marks: Sequence[Mark]) -> bool:
    """Tell 1-3月, 4-6月 …: quarters by another name."""
    named = [mark for mark in marks if mark.months]
    return len(named) >= 2 and all(mark.wide for mark in named)


def _found(entries: Sequence[Entry], marks: Sequence[Mark]) -> Found | None:
    kept = tuple(entry for entry in entries if entry.items)
    if is_wide(marks):
        return Found(Layout.COARSE, tuple(replace(entry, months=()) for entry in kept))
    if any(entry.months for entry in kept):
        return Found(Layout.MONTHLY, kept)
    coarse = {mark.value for mark in marks if mark.family.coarse}
    return Found(Layout.COARSE, kept) if kept and len(coarse) >= 2 else None
