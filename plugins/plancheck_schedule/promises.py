"""What the body promises for a certain time (``11月举办教职工羽毛球赛``)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.api import (
    PartKind,
    Period,
    Plan,
    Statement,
    Time,
    TimeKind,
    read_times,
)

BODY = frozenset((PartKind.TASKS, PartKind.GOALS, PartKind.GUIDING, PartKind.OPENING))
"""Parts that promise in sentences."""

_SPRING = frozenset((2, 3, 4, 5, 6, 7))
_AUTUMN = frozenset((8, 9, 10, 11, 12, 1))
_TERM = re.compile(
    "(?:第[一二12]|头一|后一|[上下]个?|[春秋]季?)学期|[春秋](?:季|期)|[上下前后]半年"
)
_COUNTED = re.compile(r"[^每逐按]{0,8}(?:[一两俩二双三四五六七八九十]|\d{1,2})[次回度会场遍趟]")
_MONTHLY = re.compile("一月.{0,4}[一两][次回]")
"""Once a month, not in January."""
_FULL = re.compile("(?:20|二[零〇○O])[^年]{2}年[^月]{1,2}月[^日]{1,3}日")
_UNTIL = re.compile("之?前|以前")
_FROM = re.compile("起|开始|之?后(?!勤)|以后")
_DATES = (TimeKind.MONTH, TimeKind.WEEK, TimeKind.TERM, TimeKind.FESTIVAL)
_EDGE = ",。;:!?、"


class Promise(NamedTuple):
    """A dated promise."""

    statement: Statement
    start: int
    """Offsets in the normalised line: the clause that is dated."""
    end: int
    time: str
    """As named, normalised: ``4月下旬``."""
    months: frozenset[int]
    """Months (1-12) in which it is to be done."""
    own: str
    """The clause, without its times."""
    before: str
    """The clauses before it that have no date."""
    after: str
    """Those after it."""


class _Dated(NamedTuple):
    """A clause with its times."""

    words: str
    times: tuple[Time, ...]
    """Offsets in the words."""

    @property
    def dated(self) -> bool:
        """Whether it has a time of its own, be it a festival."""
        return any(time.kind in _DATES for time in self.times)


def promises(plan: Plan, period: Period, marks: Mapping[str, Sequence[str]]) -> Iterator[Promise]:
    """Yield what the body promises by month, week, half-year or term name.

    :param marks: the card's; ``modifies``, ``before`` and ``deadlines`` tell dates of other
        things, ``others`` who does not promise here
    """
    for statement in plan.statements:
        if statement.part in BODY and not statement.line.heading and statement.commits:
            yield from _in_statement(statement, period, marks)


def _in_statement(
    statement: Statement, period: Period, marks: Mapping[str, Sequence[str]]
) -> Iterator[Promise]:
    norm = statement.line.norm
    clauses = [
        _Dated(norm[clause.start : clause.end], read_times(norm[clause.start : clause.end], period))
        for clause in statement.clauses
    ]
    for at, clause in enumerate(statement.clauses):
        words, times = clauses[at]
        if not clause.role.commits or _returns(clauses[at]) or _others(words, marks):
            continue
        dates = {time: _months(words, time, period) for time in times if _dates(words, time, marks)}
        months = frozenset(month for found in dates.values() for month in found)
        if months and months < frozenset(period.months()):
            named = [time for time, found in dates.items() if found]
            end = clause.start + len(words.rstrip(_EDGE))
            time = words[named[0].start : named[-1].end]
            own, beside = _undated(clauses[at]), _beside(clauses, at)
            yield Promise(statement, clause.start, end, time, months, own, *beside)


def _returns(dated: _Dated) -> bool:
    """Whether a clause tells how often, and not only a number of times."""
    words, times = dated
    return any(
        time.kind is TimeKind.FREQUENCY and not _COUNTED.match(words, time.start) for time in times
    )


def _others(words: str, marks: Mapping[str, Sequence[str]]) -> bool:
    """Whether a clause tells what others do, or by when something is to be handed in."""
    return words.startswith(tuple(marks["others"])) or any(
        word in words for word in marks["deadlines"]
    )


def _dates(words: str, time: Time, marks: Mapping[str, Sequence[str]]) -> bool:
    """Whether a time is that of the task, and not of something that the clause speaks of."""
    before, after = words[: time.start], words[time.end :]
    if after.startswith(tuple(marks["modifies"])) or before.endswith(tuple(marks["before"])):
        return False
    return _FULL.match(words, time.start) is None and _MONTHLY.match(words, time.start) is None


def _months(words: str, time: Time, period: Period) -> frozenset[int]:
    """Return the months that a date leaves for its task; none for what is no date here."""
    own = period.months()
    if time.kind is TimeKind.TERM and _TERM.fullmatch(words, time.start, time.end):
        months = time.months
        if not months and len(time.terms) == 1:
            months = _SPRING if "spring" in time.terms else _AUTUMN
    elif time.kind in (TimeKind.MONTH, TimeKind.WEEK):
        months = time.months
    else:
        return frozenset()
    within = [month for month in own if month in months]
    if not within:
        return frozenset()
    if _UNTIL.match(words, time.end):
        return frozenset(own[: own.index(within[-1]) + 1])
    if _FROM.match(words, time.end):
        return frozenset(own[own.index(within[0]) :])
    return frozenset(within)


def _beside(clauses: Sequence[_Dated], at: int) -> tuple[str, str]:
    """Join the clauses before one that have no date, and those after it."""
    first, last = at, at + 1
    while first > 0 and not clauses[first - 1].dated:
        first -= 1
    while last < len(clauses) and not clauses[last].dated:
        last += 1
    before, after = clauses[first:at], clauses[at + 1 : last]
    return ",".join(map(_undated, before)), ",".join(map(_undated, after))


def _undated(dated: _Dated) -> str:
    words, times = dated
    for time in reversed(times):
        limit = _UNTIL.match(words, time.end) or _FROM.match(words, time.end)
        words = f"{words[: time.start]},{words[limit.end() if limit else time.end :]}"
    return words
