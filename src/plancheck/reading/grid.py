"""A table as a grid of cells, with the times that stand in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from plancheck.model import Place
from plancheck.patterns import regex
from plancheck.reading.marks import Family, Joint, Mark, inner_months, read_mark, week_numbers
from plancheck.reading.outline import Line
from plancheck.reading.schedule_words import (
    HEAD,
    KEYS,
    MONTH_HEADS,
    TIME_HEADS,
    WEEK_HEADS,
    is_empty,
)
from plancheck.reading.text import Text

_LONGEST = 40
"""Longest cell that can name a time, in normalised characters."""
_STACKED = 3
"""Longest first line of a cell whose characters stand one under another."""
NUMBERS = regex(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、\-~至到,/.](?:\d{1,2}|[一二三四五六七八九十]{1,3}))*"
)

_DATES = regex(r"\d{1,2}\.\d{1,2}[\-~至到]\d{1,2}\.\d{1,2}")
"""From a day to a day, with their months."""

_NOTED = regex(r"[春秋]\d{1,2}周?\((?P<months>[^()起前外]{1,6}月)\)")


class Slot(NamedTuple):
    """A cell of the grid with its lines."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[Line, ...]
    norm: str
    """All its text, normalised."""

    @property
    def at(self) -> tuple[int, int]:
        """Row and column."""
        return self.row, self.column

    @property
    def places(self) -> Iterator[Place]:
        """The places of its lines that hold a task."""
        return (line.place(line.start) for line in self.lines if not is_empty(line.norm))

    @property
    def filled(self) -> bool:
        """Whether it holds a task rather than nothing or a dash."""
        return any(not is_empty(line.norm) for line in self.lines)


@dataclass(frozen=True)
class Grid:
    """A table as slots, with what its first row says of each column."""

    slots: tuple[Slot, ...]
    over: tuple[str, ...] = ()
    """The heads of the table before, which hold where this one goes on without any."""

    @cached_property
    def width(self) -> int:
        """Columns of the grid."""
        return max(slot.column + slot.columns for slot in self.slots)

    @cached_property
    def height(self) -> int:
        """Rows of the grid."""
        return max(slot.row + slot.rows for slot in self.slots)

    @cached_property
    def rows(self) -> dict[int, list[Slot]]:
        """The slots by the row they begin in."""
        rows: dict[int, list[Slot]] = {}
        for slot in self.slots:
            rows.setdefault(slot.row, []).append(slot)
        return rows

    @cached_property
    def _columns(self) -> dict[int, list[Slot]]:
        columns: dict[int, list[Slot]] = {}
        for slot in self.slots:
            columns.setdefault(slot.column, []).append(slot)
        return columns

    @cached_property
    def head_row(self) -> int:
        """The row that says what the columns are; -1 where there is none."""
        for row in range(min(3, self.height)):
            cells = [slot.norm for slot in self.rows.get(row, ()) if slot.norm]
            named = sum(1 for cell in cells if HEAD.fullmatch(cell))
            dated = any(NUMBERS.fullmatch(cell) for cell in cells)
            if len(cells) > 1 and (named * 2 >= len(cells) or (cells[0] in KEYS and not dated)):
                return row
        return -1

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """What the head row says of each column."""
        if self.head_row < 0 and len(self.over) == self.width:
            return self.over
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
        if not slot.norm or len(slot.norm) > _LONGEST:
            return None
        head = self.heads[slot.column] if slot.row > self.head_row else ""
        dates = "." in slot.norm and (head == "时间" or self._days(slot, head))
        if NUMBERS.fullmatch(slot.norm) and not dates:
            return _numbered(slot.norm, head)
        line = slot.lines[0]
        whole = slot.norm if len(line.norm) <= _STACKED else line.norm
        if whole is line.norm and line.label is None:
            mark = read_mark(line)
            if mark is None and len(slot.lines) == 1:
                return _noted(whole, head)
            return mark if mark is not None and _heads_row(mark, len(whole)) else None
        plain = replace(line, text=Text(whole, None, len(whole)), original=whole)
        orders: tuple[int | None, ...] = (0, None)
        if slot.column in self._counted:
            orders = (None, 0)
        mark = next(filter(None, (read_mark(plain, at) for at in orders)), None)
        if mark is None and len(slot.lines) == 1:
            return _noted(whole, head)
        return mark if mark is not None and _heads_row(mark, len(whole)) else None

    def _days(self, slot: Slot, head: str) -> bool:
        """Whether 2.26-3.1 stands where months do, and no week beside it tells more."""
        return head in MONTH_HEADS and _DATES.fullmatch(slot.norm) is not None

    @cached_property
    def _counted(self) -> frozenset[int]:
        """The columns whose cells are numbered from one on, so that 1、二月 is one month."""
        return frozenset(number for number in range(self.width) if self._counts(number))

    def _counts(self, number: int) -> bool:
        labels = [slot.lines[0].label for slot in self.column(number) if slot.lines]
        values = [label.value for label in labels if label is not None]
        return len(values) > 1 and values == list(range(1, len(labels) + 1))

    @cached_property
    def captions(self) -> tuple[str, ...]:
        """For each row, the term that was named last before it.

        A cell over several columns names it, or the first cell of a row of heads.
        """
        terms = {
            row: mark.term
            for (row, column), mark in self.marks.items()
            if mark.term and (self._wide(row, column) or self._heads_band(row))
        }
        over = [""]
        for row in range(self.height):
            over.append(terms.get(row, over[-1]))
        return tuple(over)

    def _heads_band(self, row: int) -> bool:
        """Whether a row's other cells are heads: it begins a further band (春季 | 内容)."""
        others = [slot.norm for slot in self.rows[row] if slot.norm][1:]
        return bool(others) and all(HEAD.fullmatch(norm) for norm in others)

    def _wide(self, row: int, column: int) -> bool:
        return any(slot.column == column and slot.columns > 1 for slot in self.rows[row])

    def between(self, columns: Sequence[int], rows: Slot) -> list[Slot]:
        """Return the slots of some columns in the rows of a slot."""
        return [
            slot
            for row in range(rows.row, rows.row + rows.rows)
            for slot in self.rows.get(row, ())
            if slot.column in columns
        ]

    def numbers_rows(self, number: int) -> bool:
        """Tell whether a column only numbers the rows."""
        cells = [slot.norm for slot in self.column(number)]
        return bool(cells) and all(NUMBERS.fullmatch(cell.strip("().、")) for cell in cells)

    def column(self, number: int) -> list[Slot]:
        """Return the filled slots that begin in a column, downward, without its head."""
        slots = self._columns.get(number, ())
        return [slot for slot in slots if slot.norm and slot.row > self.head_row]


def _heads_row(mark: Mark, length: int) -> bool:
    """Tell a cell that names a time from a task that begins with one."""
    if mark.joint in (Joint.BARE, Joint.COLON) or not mark.family.fine:
        return mark.joint in (Joint.BARE, Joint.COLON)
    return mark.joint is not Joint.NONE or length - mark.content <= 4


def _noted(norm: str, head: str) -> Mark | None:
    """Read a month in brackets behind the week of a term, in a column of times (春1(3月))."""
    note = _NOTED.fullmatch(norm) if any(word in head for word in TIME_HEADS) else None
    months = inner_months(note["months"]) if note is not None else ()
    if not months:
        return None
    return Mark(0, len(norm), len(norm), Family.MONTH, months, Joint.BARE)


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
