"""When a statement is to happen, by the schedule it stands in."""

from dataclasses import replace

from plancheck.reading.calendar import terms_of
from plancheck.reading.plan import PartKind, Plan, Statement
from plancheck.reading.times import Time, TimeKind, read_times

BESIDE = 8
"""Characters that may stand beside the time in a heading (三月份工作安排, 春：白月到接羔)."""


def statement_times(plan: Plan, statement: Statement) -> list[Time]:
    """Return the times a statement names, with offsets in its normalised line.

    The number before the line is left out: 1.五四 is no date.
    """
    start = statement.start
    return [
        replace(time, start=time.start + start, end=time.end + start)
        for time in read_times(statement.norm, plan.period)
    ]


def entry_months(plan: Plan, statement: Statement) -> tuple[int, ...]:
    """Return the months (1-12) in which the schedule puts a statement; empty for none told."""
    months = _scheduled(plan, statement)
    if months:
        return months
    lent = _lent_times(plan, statement)
    return tuple(sorted({month for time in lent for month in time.months}))


def _scheduled(plan: Plan, statement: Statement) -> tuple[int, ...]:
    """Return the months of the schedule entry that holds a statement."""
    place = statement.place
    if plan.schedule is not None:
        for entry in plan.schedule.entries:
            for item in entry.items:
                if (item.block, item.cell) == (place.block, place.cell) and (
                    item.start < place.end and place.start < item.end
                ):
                    return entry.months
    return ()


def in_schedule(plan: Plan, statement: Statement) -> bool:
    """Whether a bare noun phrase commits here: in a schedule, a table, or under a month."""
    if statement.part is PartKind.SCHEDULE or statement.line.cell is not None:
        return True
    return bool(entry_terms(plan, statement))


def entry_terms(plan: Plan, statement: Statement) -> frozenset[str]:
    """Return the terms in which the schedule puts a statement; empty where it tells none."""
    months = _scheduled(plan, statement)
    if months:
        return frozenset(terms_of(months))
    return frozenset().union(*(time.terms for time in _lent_times(plan, statement)))


def _lent_times(plan: Plan, statement: Statement) -> list[Time]:
    """Return the times in the nearest heading or row head that names little else."""
    for above in statement.lent:
        times = [
            time
            for time in read_times(above.norm, plan.period)
            if time.kind in (TimeKind.MONTH, TimeKind.TERM)
        ]
        rest = len(above.norm) - sum(time.end - time.start for time in times)
        if times and rest <= BESIDE:
            return times
    return []
