"""The schedule of a plan, in whatever layout (REQUIREMENTS "Schedule", DOMAIN 4.2)."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from plancheck.model import Cell, Document, Table, Zone
from plancheck.patterns import regex
from plancheck.reading.calendar import AUTUMN, SPRING, Day, month_number, term_of, week_months
from plancheck.reading.grid import Grid, Slot
from plancheck.reading.marks import read_mark
from plancheck.reading.outline import Line
from plancheck.reading.plan import Entry, Kind, Layout, Period, Schedule
from plancheck.reading.schedule_find import Setting, read_settings
from plancheck.reading.schedule_lists import read_lists
from plancheck.reading.schedule_tables import Found, Weeks, read_table
from plancheck.reading.title import title_lines

_OPENING = regex(
    r"(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})日(?:正式)?(?:开学|开始上课|起)"
)
_TERM = regex(
    r"(?P<autumn>第[一1]学期|秋季|学年度?\(?上)|(?P<spring>第[二2]学期|春季|学年度?\(?下)"
)
_CAPTION = 24
"""Longest line over a table that may name its term, in normalised characters."""
_NEAR = 2
"""Blocks from one table to the next that goes on with it, under a caption of its own at most."""
_NOTES = 2
"""Blocks from one part of a schedule to the next, at most."""
_MONTHS = 12
_LEAST = 3
"""Bare numbers that may be months, at least."""
_HINTS = 12
"""Lines at the beginning in which the term is looked for."""


def read_schedule(
    lines: Sequence[Line], document: Document, kind: Kind | None, period: Period | None
) -> Schedule | None:
    """Return what a plan lays out by time; None where it does nothing of the kind.

    All that is laid out by time in the file is one schedule. Where months stand anywhere, what is
    laid out by quarters or terms besides keeps its entries without months.

    :param kind: of the plan, as far as it is known without the schedule
    :param period: likewise; it tells the term whose weeks are counted, and last year's tables
    """
    title = title_lines(lines)
    marks = [None if line in title else read_mark(line) for line in lines]
    settings = read_settings(lines, marks, period.start.year if period else None)
    weeks = _weeks(lines, kind, period)
    tables = _tables(lines, document, settings, weeks)
    taken = frozenset(block for block, _ in tables)
    rest = [
        told
        for told in zip(lines, marks, settings, strict=True)
        if told[0].zone is Zone.BODY and told[0].block not in taken
    ]
    lists = read_lists(rest, weeks)
    found = [part for part in [*(part for _, part in tables), *lists] if part.entries]
    return _merged(_announced(found))


def _announced(found: Sequence[Found]) -> Sequence[Found]:
    """Leave out dated tasks of the body where a schedule is announced."""
    told = [part for part in found if part.announced]
    months = {
        month
        for part in told
        if part.layout is Layout.MONTHLY
        for entry in part.entries
        for month in entry.months
    }
    if len(months) < _LEAST:
        return found
    return [each for each in found if each.announced or any(_adjoins(each, one) for one in told)]


def _adjoins(part: Found, other: Found) -> bool:
    """Whether one goes on with the other, but for a note between them."""
    first, second = sorted((part, other), key=lambda each: _place(each.entries[0]))
    gap = _place(second.entries[0]) - _place(first.entries[-1])
    return part.stands_out and gap <= _NOTES


def _merged(found: Sequence[Found]) -> Schedule | None:
    for layout in (Layout.MONTHLY, Layout.TASK_TABLE, Layout.COARSE):
        if any(part.layout is layout for part in found):
            entries = [entry for part in found for entry in part.entries if _fits(part, layout)]
            return Schedule(layout, tuple(sorted(entries, key=_place)))
    return None


def _fits(part: Found, layout: Layout) -> bool:
    return part.layout is layout or (layout is Layout.MONTHLY and part.layout is Layout.COARSE)


def _place(entry: Entry) -> int:
    return entry.label.block


def _tables(
    lines: Sequence[Line], document: Document, settings: Sequence[Setting], weeks: Weeks
) -> list[tuple[int, Found]]:
    found: list[tuple[int, Found]] = []
    heads: tuple[str, ...] = ()
    by_block: dict[int, dict[tuple[int, int], list[Line]]] = {}
    past = set()
    told: dict[int, str] = {}
    apart = set()  # the tables behind a numbered heading
    numbered = False
    captions: dict[int, str] = {}
    before = ""
    for line, setting in zip(lines, settings, strict=True):
        if line.cell is not None and line.zone is Zone.BODY:
            captions.setdefault(line.block, before)
            if numbered:
                apart.add(line.block)
            numbered = False
            if setting.explicit and setting.section >= 0:
                told.setdefault(line.block, lines[setting.section].norm)
            by_block.setdefault(line.block, {}).setdefault(line.cell, []).append(line)
            if setting.past:
                past.add(line.block)
        else:
            before = _named_term(line.norm) if len(line.norm) <= _CAPTION else ""
            numbered = numbered or (line.heading and line.label is not None and not before)
    for block, cells in by_block.items():
        table = document.blocks[block]
        if not isinstance(table, Table) or block in past:
            continue
        slots = tuple(_slot(cell, cells) for cell in table.cells)
        goes_on = bool(found) and block - found[-1][0] <= _NEAR and block not in apart
        grid = Grid(slots, heads if goes_on else _months_down(slots, told.get(block, "")))
        part = read_table(grid, partial(_of_term, weeks, captions[block]))
        if part is not None:
            heads = grid.heads
            found.append((block, part))
    return found


def _months_down(slots: Sequence[Slot], heading: str) -> tuple[str, ...]:
    """Return the heads of a table that has none, where its first column numbers the months.

    :param heading: over the table, where it announces a schedule
    """
    first = [slot.norm for slot in slots if slot.column == 0]
    if not heading or not all(norm.isascii() and norm.isdigit() for norm in first):
        return ()
    if any(slot.column and slot.lines and read_mark(slot.lines[0]) for slot in slots):
        return ()  # another column tells the time
    numbers = [int(norm) for norm in first]
    rises = all(one < other for one, other in pairwise(numbers)) and numbers[-1] <= _MONTHS
    counts = numbers == list(range(1, len(numbers) + 1)) and len(numbers) < _MONTHS
    if not rises or len(numbers) < _LEAST or counts:
        return ()
    width = max(slot.column + slot.columns for slot in slots)
    return ("月份", *[""] * (width - 1))


def _named_term(norm: str) -> str:
    """Return the term that a line over a table names (第二学期), empty for none."""
    found = _TERM.search(norm)
    return "" if found is None else AUTUMN if found.lastgroup == "autumn" else SPRING


def _of_term(weeks: Weeks, caption: str, numbers: Sequence[int], term: str) -> tuple[int, ...]:
    """Return the months of weeks in a table that stands under the name of a term."""
    return weeks(numbers, term or caption)


def _slot(cell: Cell, lines: dict[tuple[int, int], list[Line]]) -> Slot:
    own = tuple(lines.get((cell.row, cell.column), ()))
    norm = "".join(line.norm for line in own)
    return Slot(cell.row, cell.column, cell.rows, cell.columns, own, norm)


def _weeks(lines: Sequence[Line], kind: Kind | None, period: Period | None) -> Weeks:
    own = _term(lines, kind, period)
    opening = _opening(lines)

    calendar = period is None or period.start.month == 1

    def months(numbers: Sequence[int], term: str) -> tuple[int, ...]:
        which = term or own
        if not which:
            return ()
        if which not in (AUTUMN, SPRING):  # 上学期: the first of the plan's period
            which = SPRING if calendar is ("上" in which) else AUTUMN
        day = opening if opening and term_of(opening.month) == which else None
        found = (month for number in numbers for month in week_months(number, which, day))
        return tuple(dict.fromkeys(found))

    return months


def _term(lines: Sequence[Line], kind: Kind | None, period: Period | None) -> str:
    if kind is Kind.TERM and period is not None:
        return term_of(period.months()[2])
    for line in lines[:_HINTS]:
        named = _named_term(line.norm)
        if named:
            return named
    return ""


def _opening(lines: Sequence[Line]) -> Day | None:
    for line in lines:
        found = _OPENING.search(line.norm) if "月" in line.norm else None
        if found is not None:
            month = month_number(found.group(1))
            day = int(found.group(2)) if found.group(2).isdigit() else 1
            if month and 1 <= day <= 31:
                return Day(month, day)
    return None
