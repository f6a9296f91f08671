"""Whether a sentence speaks of another year as of the time that now is."""

import re
from functools import cache
from typing import NamedTuple

from plancheck.api import Marks, Named, Period, Role, Statement, regex

GOAL = 14
"""Characters behind a year in which the tasks stand that are this year's (围绕2024年中心任务)."""
WHOSE = 10
"""Characters between the verb and the year, which may say whose tasks they are."""

_THIS = regex(r"(?:今年|本年度?)(?:工作)?,?(?:也就是|就是|即是|即|便是|是|为|\(|,){1,2}$")
_ALSO = regex(r"[年度]{0,2}[,(]?(?:我们|工会|本会|学校)?(?:今年|本年)")
_BREAK = regex("[,。;:!?]")


class Present(NamedTuple):
    """A period that a sentence names, and which is not the plan's."""

    period: Period
    """The plan's."""
    statement: Statement
    named: Named
    marks: Marks

    @property
    def stands(self) -> bool:
        """Whether it is taken for the plan's own."""
        norm, named = self.statement.norm, self.named
        if named.period is None or norm[: named.start].count("《") > norm[: named.start].count(
            "》"
        ):
            return False
        return self._is_this_year() or self._is_worked_for() or self._is_begun()

    def _is_this_year(self) -> bool:
        """Tell what says that it is this year (今年是2023年; 2023年，我们今年)."""
        norm, named = self.statement.norm, self.named
        if named.kind != "annual":
            return False
        return bool(_THIS.search(norm[: named.start]) or _ALSO.match(norm, named.end))

    def _is_worked_for(self) -> bool:
        """Tell tasks of a year that are kept to now (围绕学校2024年中心任务)."""
        norm, named = self.statement.norm, self.named
        if named.period is None or named.period.end >= self.period.start:
            return False
        known = _patterns(self.marks)
        after = _BREAK.split(norm[named.end :])[0]
        if known.settled.search(after) or known.gone.search(norm):
            return False
        return bool(known.keeps.search(norm[: named.start]) and known.tasks.match(after))

    def _is_begun(self) -> bool:
        """Tell a sentence whose time is another school year or term (2022—2023学年，我们…)."""
        norm, named = self.statement.norm, self.named
        if named.kind not in ("school-year", "term") or named.doubtful:
            return False
        if named.period is None or named.period.end >= self.period.start:
            return False
        label = max(0, self.statement.line.start - self.statement.start)
        before = _BREAK.split(norm[label : named.start])[-1]
        known = _patterns(self.marks)
        if before in ("", *self.marks.words("now")) and known.begins.match(norm, named.end):
            return True
        if before:
            return False
        role = self.statement.role_at(self.statement.start + named.start)
        if role is Role.REVIEW or norm.startswith(("的", "末", "底"), named.end):
            return False
        return not (known.gone.search(norm) or known.past.search(norm))


class _Patterns(NamedTuple):
    keeps: re.Pattern[str]
    """A verb before a year whose tasks are kept to."""
    tasks: re.Pattern[str]
    begins: re.Pattern[str]
    """What is said behind a time that begins now (值此2024—2025学年开启之际)."""
    settled: re.Pattern[str]
    gone: re.Pattern[str]
    past: re.Pattern[str]


@cache
def _patterns(marks: Marks) -> _Patterns:
    return _Patterns(
        regex(rf"{marks.any_of('keeps')}[^,。;:]{{0,{WHOSE}}}$"),
        regex(rf".{{0,{GOAL}}}?{marks.any_of('tasks')}"),
        regex(rf"的?{marks.any_of('begins')}"),
        marks["settled"],
        marks["gone"],
        marks["reviewed"],
    )
