"""Tasks that a plan dates in a year that is not its own (2022年9月 in a plan for 2023)."""

import re
from functools import cache
from typing import NamedTuple

from plancheck.api import Marks, Month, Named, PartKind, Period, Role, Statement, regex
from plancheck_text.years import month_after, months_before, years_of

SLACK = 2
"""Months before its period of which a plan may still speak: its first entry, the summer before."""
LATE = 1
"""Months behind it."""
SUBJECT = 8
"""Characters before a date that may name who does it (调解小组2022年5月前调整)."""
DESCRIBED = 16
"""Characters behind a date in which a deed and a 的 make it a description (2022年召开的大会)."""
OBJECT = 16
"""Characters behind a year in which it is said what is done for it."""
SPRING = 3
"""The month from which on a date of the next year is no deed of this year's winter."""

_PARTS = frozenset((PartKind.TASKS, PartKind.GOALS, PartKind.SCHEDULE))
_POINT = regex("年?度?(?P<point>底|末|终|初|[一二三四1234]季度|第[一二三四1234]季度|暑|寒假|春节)")
_HALF = regex("[上下前后]半年$|[春秋].{0,3}$|学期$")
_STOP = regex("[,。;:!?]")
_DATE = regex(
    r"年?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}[日号])?"
    r"(?:[-~至到](?:\d{1,2}月)?(?:\d{1,2}[日号])?(?![\d年]))?|年?[底末初]"
)
"""What follows the year of a date, or of a stretch of days."""


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    """What stands at once before a date that begins its clause."""
    looks_back: re.Pattern[str]
    gone: re.Pattern[str]
    described: re.Pattern[str]
    does: re.Pattern[str]
    verb: re.Pattern[str]
    """A verb at once before a year."""
    ahead: re.Pattern[str]
    settled: re.Pattern[str]


class DatedTask(NamedTuple):
    """A year in a sentence of the plan, and the plan's own time."""

    period: Period
    statement: Statement
    named: Named
    marks: Marks

    @property
    def end(self) -> int:
        """Where the date ends in the sentence."""
        norm, end = self.statement.norm, self.named.end
        found = _DATE.match(norm, end)
        return found.end() if found else end

    @property
    def labels(self) -> bool:
        """Whether it is the label of an entry, alone in its cell or before a colon."""
        line, norm = self.statement.line, self.statement.norm
        leads = self.statement.start + self.named.start <= line.start
        alone = norm[self.end :] == "" or norm[self.end] == ":"
        return leads and alone and self._month > 0 and self._outside(self._month, SLACK)

    @property
    def stands(self) -> bool:
        """Whether a task is dated in a year that is not the plan's."""
        statement, known = self.statement, _patterns(self.marks)
        if statement.part not in _PARTS or statement.line.heading or self._in_title():
            return False
        if statement.role_at(statement.start + self.named.start) is Role.OTHERS:
            return False
        if known.gone.search(statement.norm):
            return False
        return self._is_dated(known) or self._is_done_for(known)

    def _in_title(self) -> bool:
        before = self.statement.norm[: self.named.start]
        return before.count("《") > before.count("》")

    @property
    def _month(self) -> int:
        norm, named = self.statement.norm, self.named
        return month_after(norm, named.end) or month_after(norm, named.end - 1)

    def _is_dated(self, known: _Patterns) -> bool:
        """Tell a date that begins its clause and is followed by what is done then."""
        if not self._misses() or not self._begins(known):
            return False
        after = self.statement.norm[self.end :]
        if known.described.match(after[: DESCRIBED + 2]):
            return False
        # the clause of the date, and the next one where it is only a date (2022年9月教师节前，为…)
        clauses = _STOP.split(after)
        near = "".join(clauses[: 2 if len(clauses[0]) <= SUBJECT else 1])
        return known.does.search(near) is not None

    def _misses(self) -> bool:
        """Whether it is a date, and one beside the plan's time."""
        norm, named = self.statement.norm, self.named
        if named.kind == "annual" and self._month:
            years = years_of(self.period)
            return self._outside(self._month, SLACK if len(years) > 1 else 0)
        if named.kind == "annual":
            pointed = _POINT.match(norm, named.end) or _POINT.match(norm, named.end - 1)
            return pointed is not None and named.period is not None and self._earlier()
        return self._earlier() and not named.doubtful

    def _earlier(self) -> bool:
        return self.named.period is not None and self.named.period.end < self.period.start

    def _outside(self, month: int, slack: int) -> bool:
        if self.named.period is None:
            return False
        at = Month(self.named.period.start.year, month)
        if at < self.period.start:
            return months_before(at, self.period) > slack
        late = (at.year - self.period.end.year) * 12 + at.month - self.period.end.month
        later = (
            at.year not in years_of(self.period) or self.period.end.year > self.period.start.year
        )
        return late > LATE and later and month >= SPRING

    def _begins(self, known: _Patterns) -> bool:
        """Whether a date is the head of its clause, but for who does it."""
        norm, named = self.statement.norm, self.named
        label = max(0, self.statement.line.start - self.statement.start)
        before = _STOP.split(norm[label : named.start])[-1]
        if known.looks_back.search(before):
            return False
        if known.before.search(before) is not None or not before:
            return True
        subject = len(before) <= SUBJECT and known.does.search(before) is None
        return subject and named.kind == "annual"

    def _is_done_for(self, known: _Patterns) -> bool:
        """Tell what is to be done for a term or a year that is over (做好2023年春季学期的参保)."""
        norm, named = self.statement.norm, self.named
        if not self._earlier() or known.verb.search(norm[: named.start]) is None:
            return False
        after = _STOP.split(norm[named.end :])[0][:OBJECT]
        if known.settled.search(after):
            return False
        return known.ahead.search(after) is not None


@cache
def _patterns(marks: Marks) -> _Patterns:
    return _Patterns(
        regex(rf"{marks.any_of('dates')}$"),
        marks["looks_back"],
        marks["gone"],
        regex(rf"[^,。;:]{{0,{DESCRIBED}}}?{marks.any_of('deeds')}[^,。;:]{{0,2}}的"),
        marks["does"],
        regex(rf"{marks.any_of('prepares')}(?:我校|我园|全校|本校|学校|全园|好|了)?$"),
        marks["ahead"],
        marks["settled"],
    )
