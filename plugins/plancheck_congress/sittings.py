"""The numbered sittings of the congress that a plan names (三届七次教代会)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plancheck.api import (
    Entries,
    Marks,
    PartKind,
    Plan,
    Role,
    Rule,
    Statement,
    Time,
    TimeKind,
    chinese,
    read_times,
    regex,
)

NAME = 14
"""Characters behind a number in which the meeting is named."""
OWNER = 12
"""Characters before a number in which it is told whose meeting it is."""
ASIDE = 44
"""Characters before a number in which it may be told that it is counted apart."""
BARE = 6
"""Most characters of a clause beside a sitting that is only named (``11月：三届二次教代会``)."""

_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"

_PART = regex(
    "(?P<name>[\u4e00-\u9fff]{1,8}(?:学院|系|部|园|科|处|组|分会|校区))的?"
    "(?:今年|本年|本次|本学年|本学期|今年是|开的是|将|要|召开|另?开|单开|第)*$"
)
"""A part of a school, at once before a number."""
_OURS = "本我全该"
"""How a name begins that means the own school (本园)."""

_DATED = (TimeKind.MONTH, TimeKind.TERM, TimeKind.FESTIVAL, TimeKind.WEEK)


class Sitting(NamedTuple):
    """A sitting as one clause names it."""

    congress: int
    """Which congress: 3 in 三届七次."""
    number: int
    """Which of its sittings: 7."""
    statement: Statement
    start: int
    """Offsets in the normalised line."""
    end: int
    past: bool
    """Whether it was held before the plan's period."""
    lately: bool
    """Whether it was the last one before the period."""
    met: bool
    """Whether it is told as a meeting that was held, and not by what it left (决议, 精神)."""
    itself: bool
    """Whether the clause speaks of the sitting, and not of what is done before and after."""
    convened: bool
    """Whether it also brings the sitting together."""
    weekly: bool
    """Whether its month follows from the number of a week."""
    again: bool
    """Whether it is said to be one more (再开一次四届四次教代会)."""
    months: frozenset[int]
    terms: frozenset[str]

    @property
    def at(self) -> tuple[int, int]:
        """Congress and sitting."""
        return (self.congress, self.number)

    @property
    def words(self) -> str:
        """The number as written, normalised."""
        return self.statement.line.norm[self.start : self.end]


def sittings(plan: Plan, rule: Rule) -> Iterator[Sitting]:
    """Yield the sittings of the plan's own congress, in the order of the text."""
    marks = Marks.of(rule)
    asked = _Asked(plan, Entries(plan), marks)
    for statement in plan.statements:
        for found in _mentions(statement):
            if _owned(statement, found, plan, marks):
                yield from _read(asked, statement, found)


class _Asked(NamedTuple):
    """A plan and what it is asked with."""

    plan: Plan
    entries: Entries
    marks: Marks


@cache
def _pattern() -> re.Pattern[str]:
    return regex(
        rf"第?(?P<congress>{_NUMBER})届(?P<name>[^,。;:届次]{{0,16}}?)第?(?P<number>{_NUMBER})次"
        rf"(?P<more>(?:[、和及]第?{_NUMBER}次){{0,3}})"
    )


def _mentions(statement: Statement) -> Iterator[re.Match[str]]:
    norm = statement.line.norm
    if norm.find("届", statement.start, statement.end) >= 0:
        yield from _pattern().finditer(norm, statement.start, statement.end)


def _owned(statement: Statement, found: re.Match[str], plan: Plan, marks: Marks) -> bool:
    """Whether a number is that of the school's own congress."""
    norm = statement.line.norm
    name = found.group("name") + norm[found.end() : min(statement.end, found.end() + NAME)]
    congress, other = marks["congress"].search(name), marks["other"].search(name)
    if other is not None and (congress is None or other.start() < congress.start()):
        return False
    if statement.role_at(found.start()) is Role.OTHERS:
        return False
    before = norm[max(statement.start, found.start() - OWNER) : found.start()]
    before = re.split("[,。;:、]", before)[-1]
    if marks["other"].search(before) or marks["last"].search(found.group("name")):
        return False
    told = norm[max(statement.start, found.start() - ASIDE) : found.start()]
    if _of_another(told, marks) or _of_part(told, before, plan, marks):
        return False
    return _own(before, plan, marks)


def _of_another(told: str, marks: Marks) -> bool:
    """Whether the words before a number speak of another body (工会会员代表大会另计，二届一次)."""
    other = [found.end() for found in marks["bodies"].finditer(told)]
    if not other:
        return False
    congress = [found.end() for found in marks["congress"].finditer(told)]
    return max(other) > max(congress, default=0)


def _of_part(told: str, before: str, plan: Plan, marks: Marks) -> bool:
    """Whether a number is that of a part of the school, which counts its own meetings."""
    unit = plan.unit or ""
    if not marks["part_unions"].search(unit) and marks["parts"].search(told):
        return True
    part = _PART.search(before)
    return part is not None and part["name"] not in unit and part["name"][0] not in _OURS


def _own(before: str, plan: Plan, marks: Marks) -> bool:
    """Whether the words before a number name no other unit.

    In a plan of a university's department, the school's congress is another.
    """
    owner = marks["owner"].search(before)
    if owner is None:
        return True
    college = plan.unit is not None and marks["college"].search(plan.unit) is not None
    if owner.group() in ("学校", "校"):
        return not college
    if owner.group() == "工会":
        return not before.endswith("工会")
    return plan.unit is not None and before[max(0, owner.end() - 4) : owner.end()] in plan.unit


def _read(asked: _Asked, statement: Statement, found: re.Match[str]) -> Iterator[Sitting]:
    marks, norm = asked.marks, statement.line.norm
    at = _clause(statement, found.start())
    clause = norm[at[0] : at[1]]
    tail = marks["congress"].match(norm, found.end())
    numbers = [found.group("number"), *re.findall(_NUMBER, found.group("more"))]
    past = _past(asked, statement, found.start(), clause)
    times = _times(asked, statement, at)
    itself = not past and marks["around"].search(marks["congress"].sub("", clause)) is None
    for index, number in enumerate(numbers):
        yield Sitting(
            congress=chinese(found.group("congress")),
            number=chinese(number),
            statement=statement,
            start=found.start(),
            end=tail.end() if tail and not found.group("more") else found.end(),
            past=past,
            lately=past and index == len(numbers) - 1 and _lately(asked, statement, clause),
            met=past and marks["held"].search(clause) is not None,
            itself=itself,
            convened=itself and _convened(clause, found, marks),
            weekly=_by_week(asked, statement),
            again=marks["again"].search(clause) is not None,
            months=frozenset(month for time in times for month in time.months),
            terms=frozenset(term for time in times for term in time.terms),
        )


def _past(asked: _Asked, statement: Statement, offset: int, clause: str) -> bool:
    if statement.part is PartKind.REVIEW or asked.marks["past"].search(clause):
        return True
    if asked.marks["present"].search(clause) and "了" not in clause:
        return False
    role = statement.role_at(offset)
    if role is Role.MEANING or (role is Role.REVIEW and not _turns(asked, statement)):
        return True
    return any(time.kind is TimeKind.PAST for time in read_times(clause, asked.plan.period))


def _by_week(asked: _Asked, statement: Statement) -> bool:
    """Whether a statement stands in an entry that is labelled by a week."""
    place, schedule = statement.place, asked.plan.schedule
    for entry in schedule.entries if schedule else ():
        if any((one.block, one.cell) == (place.block, place.cell) for one in entry.items):
            words = asked.plan.document.text_at(entry.label)
            return "周" in words and "月" not in words
    return False


def _lately(asked: _Asked, statement: Statement, clause: str) -> bool:
    """Whether a sitting was held in the year before the plan's period."""
    if statement.part is PartKind.REVIEW or asked.marks["lately"].search(clause):
        return True
    period = asked.plan.period
    return period is not None and f"{period.start.year - 1}年" in clause


def _turns(asked: _Asked, statement: Statement) -> bool:
    """Whether a task turns from what was held to this year's sittings (…已于12月召开。6月…).

    What was ends with its sentence where that says 已; the next one names a month of its own.
    """
    if statement.part is not PartKind.TASKS or not statement.index:
        return False
    before = asked.plan.statements[statement.index - 1]
    norm = statement.norm
    if asked.marks["held"].search(norm) or asked.marks["was"].search(norm):
        return False
    times = read_times(norm, asked.plan.period)
    dated = any(time.kind in _DATED for time in times)
    past = any(time.kind is TimeKind.PAST for time in times)
    known = asked.marks
    told = bool(known["was"].search(before.norm) or known["held"].search(before.norm))
    told = told or _turns(asked, before)
    return dated and not past and before.line is statement.line and told


def _convened(clause: str, found: re.Match[str], marks: Marks) -> bool:
    beside = len(marks["congress"].sub("", clause)) - (found.end() - found.start())
    if beside <= BARE or found.string[: found.start()].endswith("开"):
        return True
    return marks["convene"].search(clause) is not None


def _clause(statement: Statement, offset: int) -> tuple[int, int]:
    for clause in statement.clauses:
        if clause.start <= offset < clause.end:
            return clause.start, clause.end
    return statement.start, statement.end


def _times(asked: _Asked, statement: Statement, at: tuple[int, int]) -> list[Time]:
    """Return the times of a sitting: in its clause, in the next, or of its schedule's entry."""
    norm = statement.line.norm
    own = _dated(norm[at[0] : at[1]], asked.plan)
    if own:
        return own
    after = next((clause for clause in statement.clauses if clause.start >= at[1]), None)
    if after is not None and asked.marks["places"].match(norm, after.start):
        own = _dated(norm[after.start : after.end], asked.plan)
    if not own and (months := asked.entries.months_of(statement)):
        return [Time(0, 0, TimeKind.MONTH, frozenset(months))]
    return own


def _dated(norm: str, plan: Plan) -> list[Time]:
    return [time for time in read_times(norm, plan.period) if time.kind in _DATED]
