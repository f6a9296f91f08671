"""When a statement is to happen, by the schedule it stands in."""

from plancheck.reading.plan import PartKind, Plan, Statement
from plancheck.reading.times import TimeKind, read_times


def entry_months(plan: Plan, statement: Statement) -> tuple[int, ...]:
    """Return the months (1-12) of the schedule entry that holds a statement; empty for none."""
    place = statement.place
    if plan.schedule is not None:
        for entry in plan.schedule.entries:
            for item in entry.items:
                if (item.block, item.cell) == (place.block, place.cell) and (
                    item.start < place.end and place.start < item.end
                ):
                    return entry.months
    return _lent_months(plan, statement)


def in_schedule(plan: Plan, statement: Statement) -> bool:
    """Whether a bare noun phrase commits here: in a schedule, a table, or under a month."""
    if statement.part is PartKind.SCHEDULE or statement.line.cell is not None:
        return True
    return bool(entry_months(plan, statement))


def _lent_months(plan: Plan, statement: Statement) -> tuple[int, ...]:
    """Return the months that the nearest heading or row head names, if it names little else."""
    for above in statement.lent:
        times = [
            time
            for time in read_times(above.norm, plan.period)
            if time.kind in (TimeKind.MONTH, TimeKind.TERM)
        ]
        rest = len(above.norm) - sum(time.end - time.start for time in times)
        if times and rest <= 8:  # noqa: PLR2004 - 三月份工作安排, 【三月】, 三月：
            return tuple(sorted({month for time in times for month in time.months}))
    return ()
