"""What the sentences of a line say of time, together: meetings told over several are dated by it.

Each line is looked through once a plan, however many of its sentences ask.
"""

from collections import defaultdict

from plancheck.judging.last_plan import LastPlan
from plancheck.patterns import regex
from plancheck.reading.outline import Line
from plancheck.reading.plan import Plan, Statement
from plancheck.reading.times import Time, TimeKind, read_times

_NTH = regex(
    "第[一二三四五六七八九十0-9]{1,2}[次回场度]|头一[次回场]|其[一二]|再|[前后]一?[次回场]|各一[次回场]"
)
"""Signs that one of several sittings is told."""

Timed = tuple[Statement, tuple[Time, ...]]

_statements: LastPlan[None, dict[int, list[Statement]]] = LastPlan()
_times: LastPlan[int, tuple[Timed, ...]] = LastPlan()
_first: LastPlan[tuple[int, frozenset[str]], Time | None] = LastPlan()
_timed: LastPlan[int, bool] = LastPlan()
_one_by_one: LastPlan[int, tuple[Time, ...]] = LastPlan()


def is_date(time: Time) -> bool:
    """Whether a time puts something in a month or a term, and does not repeat it all year long."""
    if time.kind is TimeKind.FREQUENCY:
        return 0 < time.count <= 2 and len(time.terms) > 1
    return bool(time.months or time.terms)


def first_date(plan: Plan, line: Line, unlike: frozenset[str]) -> Time | None:
    """Return the first date within months that a line promises something at.

    :param unlike: lists of words; a sentence with one tells of another gathering
    """

    def find() -> Time | None:
        promised = (
            times
            for statement, times in _of_line(plan, line)
            if statement.commits and unlike.isdisjoint(statement.found)
        )
        dates = (time for times in promised for time in times if time.months and is_date(time))
        return next(dates, None)

    return _first.get(plan, (line.index, unlike), find)


def is_timed(plan: Plan, line: Line) -> bool:
    """Whether any sentence of a line tells a date or how often."""
    return _timed.get(
        plan,
        line.index,
        lambda: any(
            is_date(time) or time.kind is TimeKind.FREQUENCY
            for _, times in _of_line(plan, line)
            for time in times
        ),
    )


def one_by_one(plan: Plan, line: Line) -> tuple[Time, ...]:
    """Return the dates of a line's sentences that tell sittings one by one (第二回六月底，…)."""
    return _one_by_one.get(
        plan,
        line.index,
        lambda: tuple(
            time
            for statement, times in _of_line(plan, line)
            if _NTH.search(statement.norm)
            for time in times
            if time.kind is not TimeKind.FREQUENCY and time.terms
        ),
    )


def _of_line(plan: Plan, line: Line) -> tuple[Timed, ...]:
    return _times.get(
        plan,
        line.index,
        lambda: tuple(
            (statement, read_times(statement.norm, plan.period))
            for statement in _statements.get(plan, None, lambda: _by_line(plan))[line.index]
        ),
    )


def _by_line(plan: Plan) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in plan.statements:
        found[statement.line.index].append(statement)
    return found
