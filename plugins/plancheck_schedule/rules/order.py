"""Whether the months of a schedule stand in order, each once.

The order is that of the period, and a circle: a schedule may run from February to January. As few
entries as possible are called out of place; of two that could be, it is the later.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from plancheck.api import Entry, Finding, Layout, Plan, chinese, normalise, regex
from plancheck_schedule.lines import NOWHERE, Lines

LEAST = 3
"""Entries that make an order, at least."""
ANEW = 7
"""Weeks by which a number falls where a new term begins (第18周, 第2周)."""
ROWS = 6
"""Rows of a table in which a month that alone stands twice is a slip."""
JOINED = 3
"""Months that one entry may join and still stand among the others; more are a note (1—12月)."""

_BARE = regex(r"[\[(]?[^,。;日号周旬]{1,6}月份?(?:工作|安排|活动){0,2}[\])]?:?")
"""A label that is a month and tells neither day nor week."""
_NUMBER = "[\\d一二三四五六七八九十]{1,3}"
_WEEK = regex(rf"第?(?P<week>{_NUMBER})(?:[-—–~～至、]+第?{_NUMBER})?周(?:次|工作)?[:：]?")
_COLUMN = regex(rf"第?(?P<week>{_NUMBER})(?:[-—–~～至、]+{_NUMBER})?周?")
"""A week in a column of weeks; months in a column end with 月."""
_IN_ENTRY = regex(
    rf"(?:^|[;；。\n])[ \u3000]{{0,4}}(?P<told>第(?P<week>{_NUMBER})周[^;；。\n]{{0,80}})"
)
"""A week with its tasks, among others in one entry."""
_ELSEWHERE = regex("[次翌明来]年|寒假")
"""In labels that have no place among the months: the winter holidays begin and end a year."""


class Slot(NamedTuple):
    """An entry with the month by which it is placed."""

    entry: Entry
    month: int
    section: tuple[int, int]
    """The table and its column, the line that holds several, or where the list begins and the
    heading over it: what stands apart is ordered apart."""
    bare: bool
    """Whether it names a month and neither day nor week."""


def check(plan: Plan) -> Iterator[Finding]:
    """Point at every month out of place and at every one that comes again."""
    schedule = plan.schedule
    if schedule is None or schedule.layout is not Layout.MONTHLY:
        return
    for entry in schedule.entries:
        yield from _inside(plan, entry)
    weeks = list(_weeks(plan, schedule.entries))
    numbered = any(entry.months != (week,) for entry, week in weeks)  # 1, 3, 4 may be months
    if numbered and len(weeks) == len(schedule.entries):
        yield from _weekly(plan, weeks)
        return
    slots = list(_slots(plan, schedule.entries))
    first = plan.period.start.month if plan.period else 1
    for _, section in groupby(slots, key=lambda slot: slot.section):
        yield from _in_section(plan, list(section), first)


def _weeks(plan: Plan, entries: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """Yield the entries that are labelled by a week, with its number (the first of several)."""
    for entry in entries:
        words = plan.document.text_at(entry.label).strip()
        found = (_COLUMN if entry.label.cell else _WEEK).fullmatch(words)
        if found is not None and (week := chinese(normalise(found.group("week")).norm)):
            yield entry, week


def _weekly(plan: Plan, weeks: Sequence[tuple[Entry, int]]) -> Iterator[Finding]:
    """Point at the weeks out of order; a new term begins again at the first."""
    begins = [
        at
        for at, (_, week) in enumerate(weeks)
        if not at or week == 1 or week <= weeks[at - 1][1] - ANEW
    ]
    for first, end in pairwise([*begins, len(weeks)]):
        term = weeks[first:end]
        kept = _longest([week for _, week in term])
        for at, (entry, week) in enumerate(term):
            if at not in kept:
                text = plan.document.text_at(entry.label)
                values = (("week", str(week)), ("before", str(term[at - 1][1])))
                yield Finding(text, entry.label, "defect.schedule-week", values)


def _inside(plan: Plan, entry: Entry) -> Iterator[Finding]:
    """Point at the weeks of one entry that are out of order (四月: 第10周…; 第7周…)."""
    last = 0
    for item in entry.items:
        words = plan.document.text_at(item)
        for told in _IN_ENTRY.finditer(words):
            week = chinese(normalise(told["week"]).norm)
            if last - ANEW < week < last:
                start = item.start + told.start("told")
                place = item._replace(start=start, end=item.start + told.end())
                values = (("week", str(week)), ("before", str(last)))
                yield Finding(told["told"], place, "defect.schedule-week", values)
            last = week


def _slots(plan: Plan, entries: Sequence[Entry]) -> Iterator[Slot]:
    lines = Lines(plan)
    labels = {(entry.label.block, entry.label.start) for entry in entries}
    run_in = Counter(lines.at(entry.label) for entry in entries)
    section, last = (0, 0), NOWHERE
    for entry in entries:
        words = plan.document.text_at(entry.label)
        place, first = entry.label, lines.at(entry.label)
        if place.cell:
            section = (place.block, place.cell[1])
        elif run_in[first] > 1 or not lines.begins(place):
            section = (first, first)
        elif first > last + 1 or section[1] != lines.heading_over(place, labels):
            section = (first, lines.heading_over(place, labels))
        last = max(map(lines.at, entry.items), default=first)
        if _placed(entry.months) and not (_ELSEWHERE.search(words) or _later(plan, words)):
            bare = _BARE.fullmatch(words.strip()) is not None
            yield Slot(entry, entry.months[0], section, bare)


def _placed(months: Sequence[int]) -> bool:
    """Whether an entry has a place among the others: one month, or a few that follow another."""
    steps = {(after - before) % 12 for before, after in pairwise(months)}
    return 0 < len(months) <= JOINED and steps <= {1}


def _later(plan: Plan, words: str) -> bool:
    """Whether a label names a year after the one in which the period begins and ends."""
    found = re.search(r"20\d\d", words)
    period = plan.period
    if found is None or period is None:
        return False
    return int(found.group()) > period.end.year


def _in_section(plan: Plan, slots: Sequence[Slot], first: int) -> Iterator[Finding]:
    if len(slots) < LEAST:
        return
    kept = max((_in_order(slots, start) for start in (first, slots[0].month)), key=len)
    before = slots[0]
    once = len(slots) >= ROWS and len({slot.entry.months for slot in slots}) == len(slots) - 1
    for at, slot in enumerate(slots):
        alike = at > 0 and slot.entry.months == before.entry.months
        again = alike and slot.bare and before.bare and (once or not _in_table(slot, before))
        if at not in kept or again:
            seen = any(slot.month in earlier.entry.months for earlier in slots[:at])
            yield _finding(plan, slot, before, twice=seen)
        before = slot


def _in_table(slot: Slot, before: Slot) -> bool:
    """Whether two entries are rows of one table, both labelled."""
    return (
        bool(slot.entry.label.cell and before.entry.label.cell) and slot.entry is not before.entry
    )


def _finding(plan: Plan, slot: Slot, before: Slot, *, twice: bool) -> Finding:
    values = (("month", str(slot.month)), ("before", str(before.month)))
    text = plan.document.text_at(slot.entry.label)
    message = "defect.schedule-twice" if twice else "defect.schedule-order"
    return Finding(text, slot.entry.label, message, values)


def _in_order(slots: Sequence[Slot], start: int) -> frozenset[int]:
    """Return the most entries that stand in order when the year begins with a month.

    :param start: 1-12
    :returns: their indices; where there is a choice, the earlier ones
    """
    return _longest([(slot.month - start) % 12 for slot in slots])


def _longest(ranks: Sequence[int]) -> frozenset[int]:
    """Return the indices of the most numbers that never fall, the earlier ones by choice."""
    top = max(ranks) + 1
    best = [0] * (top + 1)  # the longest row that begins with this rank or a higher one, so far
    longest = [0] * len(ranks)
    for at in range(len(ranks) - 1, -1, -1):
        longest[at] = max(best[ranks[at] : top], default=0) + 1
        best[ranks[at]] = max(best[ranks[at]], longest[at])
    kept: list[int] = []
    left, lowest = max(longest), 0
    for at, rank in enumerate(ranks):
        if longest[at] == left and rank >= lowest:
            kept.append(at)
            left, lowest = left - 1, rank
    return frozenset(kept)
