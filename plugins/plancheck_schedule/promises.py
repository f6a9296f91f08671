"""What the body promises for a certain time (``11月举办教职工羽毛球赛``)."""

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
    regex,
)

ALONE = 3
"""Characters beside a date that still stands alone in its clause."""
BODY = frozenset((PartKind.TASKS, PartKind.GOALS, PartKind.GUIDING, PartKind.OPENING))
"""Parts that promise in sentences."""

_SPRING = frozenset((2, 3, 4, 5, 6, 7))
_AUTUMN = frozenset((8, 9, 10, 11, 12, 1))
_HINTS = regex("[月周期年]")
_TERM = regex("(?:第[一二12]|头一|后一|[上下]个?|[春秋]季?)学期|[春秋](?:季|期)|[上下前后]半年")
_COUNTED = regex(r"[^每逐按]{0,8}(?:[一两俩二双三四五六七八九十]|\d{1,2})[次回度会场遍趟]")
_MONTHLY = regex("一月.{0,4}[一两][次回栏期张版]")
"""Once a month, not in January."""
_FULL = regex("(?:20|二[零〇○O])[^年]{2}年[^月]{1,2}月[^日]{1,3}日")
_UNTIL = regex("之?前(?![后往])|以前")
_FROM = regex("起|开始|之?后(?!勤)|以后")
_OWN = (TimeKind.MONTH, TimeKind.WEEK, TimeKind.TERM, TimeKind.FREQUENCY)
_DATES = (TimeKind.MONTH, TimeKind.WEEK, TimeKind.TERM, TimeKind.FESTIVAL)
_PLACED = regex(
    "(?:会议|活动|时间|具体|分别|都|均|暂|初步)*(?:拟|计划|预计)?(?:安排|放|定|订|拟|设|排)[在于到]|时间[为是:]?"
)
"""How a clause begins that only dates what the clauses before it tell."""
_EDGE = ",。;:!?、"
_ELSEWHERE = ("deadlines", "left", "calendar", "course")
"""The card's lists of words with which a clause dates no task of its own."""


class Promise(NamedTuple):
    """A dated promise."""

    statement: Statement
    start: int
    """Offsets in the normalised line: the clause that is dated, with the next where need be."""
    end: int
    time: str
    """As named, normalised: ``4月下旬``."""
    months: frozenset[int]
    """Months (1-12) in which it is to be done."""
    own: str
    """It without its times."""
    joined: bool
    """Whether the date stands alone, so that the next clause was joined (5月，举办…)."""
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


class Span(NamedTuple):
    """The time for which a plan plans."""

    period: Period
    own: tuple[int, ...]
    """Its months (1-12) in order, and those that only the schedule has."""


def promises(plan: Plan, period: Period, marks: Mapping[str, Sequence[str]]) -> Iterator[Promise]:
    """Yield what the body promises by month, week, half-year or term name.

    :param marks: the card's; ``modifies``, ``before`` and ``deadlines`` tell dates of other
        things, ``others`` and ``left`` who does not promise here, ``calendar`` and ``course``
        what is no task
    """
    months = period.months()
    laid_out = plan.schedule.months if plan.schedule else ()
    span = Span(period, (*months, *(month for month in laid_out if month not in months)))
    titles = tuple(marks["titles"])
    for statement in plan.statements:
        if statement.part not in BODY or statement.line.heading:
            continue
        if statement.line.norm.endswith(titles):
            continue  # the title of another plan
        if _HINTS.search(statement.norm) and statement.commits:
            yield from _in_statement(statement, span, marks)


def _in_statement(
    statement: Statement, span: Span, marks: Mapping[str, Sequence[str]]
) -> Iterator[Promise]:
    norm = statement.line.norm
    period = span.period
    clauses = [
        _Dated(norm[clause.start : clause.end], read_times(norm[clause.start : clause.end], period))
        for clause in statement.clauses
    ]
    for at, clause in enumerate(statement.clauses):
        words, times = clauses[at]
        dates = {time: _months(words, time, span) for time in times if _dates(words, time, marks)}
        months = _together(dates)
        weekly = all(time.kind is TimeKind.WEEK for time, found in dates.items() if found)
        always = months >= frozenset(period.months()) and not weekly
        if not months or always or _returns(clauses[at]):
            continue
        last = _last(clauses, at)
        whole = norm[clause.start : statement.clauses[last].end].rstrip(_EDGE)
        if _others(whole, marks) or not statement.clauses[last].role.commits:
            continue
        named = [time for time, found in dates.items() if found]
        own = ",".join(map(_undated, clauses[at : last + 1]))
        yield Promise(
            statement,
            clause.start,
            clause.start + len(whole),
            words[named[0].start : named[-1].end],
            months,
            own,
            last > at,
            *_beside(clauses, at, last),
        )


def _together(dates: Mapping[Time, frozenset[int]]) -> frozenset[int]:
    """Return the months of the dates of a clause; of a term and its week, those of the term."""
    weekly = any(time.kind is TimeKind.WEEK for time, found in dates.items() if found)
    named: list[frozenset[int]] = []
    for time, found in dates.items():
        if weekly and time.kind is TimeKind.TERM and time.terms:
            named += [_SPRING if term == "spring" else _AUTUMN for term in time.terms]
        elif found and time.kind is not TimeKind.WEEK:
            named.append(found)
    if not named:
        named = [found for found in dates.values() if found]
    return frozenset(month for found in named for month in found)


def _last(clauses: Sequence[_Dated], at: int) -> int:
    """Return the clause in which a promise ends: the next, where a date stands alone."""
    alone = len(_undated(clauses[at]).strip(_EDGE)) <= ALONE
    follows = at + 1 < len(clauses) and not clauses[at + 1].dated
    return at + 1 if alone and follows else at


def _returns(dated: _Dated) -> bool:
    """Whether a clause tells how often, and not only a number of times."""
    words, times = dated
    return any(time.kind is TimeKind.FREQUENCY and not _is_counted(words, time) for time in times)


def _is_counted(words: str, time: Time) -> bool:
    return time.kind is TimeKind.FREQUENCY and _COUNTED.match(words, time.start) is not None


def _others(words: str, marks: Mapping[str, Sequence[str]]) -> bool:
    """Whether a clause dates no task of its own: others do it, papers are due, a term is told."""
    return words.startswith(tuple(marks["others"])) or any(
        word in words for name in _ELSEWHERE for word in marks[name]
    )


def _dates(words: str, time: Time, marks: Mapping[str, Sequence[str]]) -> bool:
    """Whether a time is that of the task, and not of something that the clause speaks of."""
    before, after = words[: time.start], words[time.end :]
    if after.startswith(tuple(marks["modifies"])) or before.endswith(tuple(marks["before"])):
        return False
    return _FULL.match(words, time.start) is None and _MONTHLY.match(words, time.start) is None


def _months(words: str, time: Time, span: Span) -> frozenset[int]:
    """Return the months that a date leaves for its task; none for what is no date here.

    A week is one of a term, or of the year: which month it lies in is known in a plan for one term
    alone.
    """
    own = span.own
    if time.kind is TimeKind.TERM and _TERM.fullmatch(words, time.start, time.end):
        months = time.months
        if len(time.terms) == 1 and (not months or words[time.end - 1] == "期"):
            # 春季学期 is the term, not the season; its end lies between two months
            months = _SPRING if "spring" in time.terms else _AUTUMN
    elif time.kind in (TimeKind.MONTH, TimeKind.WEEK):
        months = time.months or frozenset(own if time.kind is TimeKind.WEEK else ())
    else:
        return frozenset()
    within = [month for month in own if month in months]
    if not within:
        return frozenset()
    if _UNTIL.match(words, time.end):
        return _within(span, own[: own.index(within[-1]) + 1], within)
    if _FROM.match(words, time.end):
        return _within(span, own[own.index(within[0]) :], within)
    return frozenset(within)


def _within(span: Span, stretch: Sequence[int], named: Sequence[int]) -> frozenset[int]:
    """Return the months of a stretch; of one from or to a month outside the period, that alone."""
    months = frozenset(span.period.months())
    return months & frozenset(stretch) if months.issuperset(named) else frozenset(named)


def _beside(clauses: Sequence[_Dated], at: int, last: int) -> tuple[str, str]:
    """Join the clauses before a promise that have no date, and those after it."""
    first, end = at, last + 1
    while first > 0 and not clauses[first - 1].dated:
        first -= 1
    if _PLACED.match(_undated(clauses[at]).strip(_EDGE)):
        first = 0  # 教职工大会开两回，开春一回、入秋一回，具体放在3月和10月
    while end < len(clauses) and not clauses[end].dated:
        end += 1
    before, after = clauses[first:at], clauses[last + 1 : end]
    return ",".join(map(_undated, before)), ",".join(map(_undated, after))


def _undated(dated: _Dated) -> str:
    words, times = dated
    for time in reversed(times):
        if time.kind not in _OWN or _is_counted(words, time):
            continue  # a festival tells what is done (中秋游园), a count how it is (查一遍)
        limit = _UNTIL.match(words, time.end) or _FROM.match(words, time.end)
        words = f"{words[: time.start]},{words[limit.end() if limit else time.end :]}"
    return words
