"""Whether title, headings, text, schedule and signature speak of the same years.

The plan's period is that of its title (or what tells it otherwise); whatever claims to speak of
this plan's time and names other years contradicts it. Last year's work may name its own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plancheck.api import (
    Entries,
    Finding,
    Marks,
    Month,
    Named,
    PartKind,
    Period,
    Plan,
    Role,
    Rule,
    Statement,
    named_periods,
    normalise,
)
from plancheck_text.claims import Claim
from plancheck_text.dated import DatedTask
from plancheck_text.further import further_title
from plancheck_text.occasions import Occasion, beginnings, occasions, welcomed
from plancheck_text.present import Present
from plancheck_text.years import contradicts, month_after, months_before, years_of

SIGNED_BEFORE = 7
"""Months before its period in which a plan may be signed."""

_ASIDE = frozenset((PartKind.REVIEW, PartKind.TITLE, PartKind.ROSTER, PartKind.DECLINED))
"""Parts that may name other years."""
_LABELLED = frozenset((PartKind.TASKS, PartKind.SCHEDULE))
HEADS = 4
"""Lines in which a summary or a notice tells what it is."""
HEAD = 40
"""Longest of them, in normalised characters."""

Timeline = Mapping[str, Mapping[str, str]]


class Conflict(NamedTuple):
    """A stretch of a sentence that names another year."""

    start: int
    """Offsets in the sentence."""
    end: int
    message: str
    year: str = ""
    """The year in which an occasion falls."""


class Asked(NamedTuple):
    """A plan and what it is asked with."""

    plan: Plan
    entries: Entries
    timeline: Timeline
    marks: Marks


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at the first contradiction in each sentence."""
    asked = Asked(plan, Entries(plan), rule.data["timeline"], Marks.of(rule))
    end = _end(asked)
    labelled: set[str] = set()
    for statement in plan.statements:
        if statement.line.index >= end:
            return
        conflict = next(_conflicts(asked, statement), None)
        if conflict is None:
            conflict = _labelled(asked, statement, labelled)
        if conflict is not None:
            yield _finding(plan, statement, conflict)


def _end(asked: Asked) -> int:
    """Return the line at which a further plan begins that is of another time.

    It has years of its own, and is a defect of its own.
    """
    plan = asked.plan
    end = len(plan.lines) if _joint(asked) else further_title(plan, asked.marks.words("titles"))
    if end == len(plan.lines):
        return end
    named = named_periods(plan.lines[end].norm)
    return end if any(contradicts(one, plan) for one in named) else len(plan.lines)


def _joint(asked: Asked) -> bool:
    """Whether the document holds a summary or a notice before its plan."""
    heads = [line.norm for line in asked.plan.lines[:HEADS] if len(line.norm) <= HEAD]
    title = "".join(asked.plan.title.split())
    return any(asked.marks["joint"].search(head) for head in (title, *heads))


def _labelled(asked: Asked, statement: Statement, seen: set[str]) -> Conflict | None:
    """Return the first entry of a schedule that is labelled by a month of another year.

    :param seen: the years that were named already; the entries under one share its slip
    """
    if asked.plan.period is None or asked.marks["long"].search(asked.plan.title):
        return None
    if statement.part not in _LABELLED or "年" not in statement.norm:
        return None
    for one in named_periods(statement.norm):
        task = DatedTask(asked.plan.period, statement, one, asked.marks)
        year = statement.norm[one.start : one.end]
        if year not in seen and task.labels:
            seen.add(year)
            return Conflict(one.start, task.end, "other")
    return None


def _finding(plan: Plan, statement: Statement, conflict: Conflict) -> Finding:
    start, end = statement.start + conflict.start, statement.start + conflict.end
    place = statement.line.place(start, end)
    values = [("name", statement.line.norm[start:end]), ("year", conflict.year)]
    if plan.period is not None:
        values.append(("period", f"{plan.period.start}—{plan.period.end}"))
    message = f"defect.year-{conflict.message}"
    return Finding(plan.document.text_at(place), place, message, tuple(values))


def _conflicts(asked: Asked, statement: Statement) -> Iterator[Conflict]:
    plan, norm, period, marks = asked.plan, statement.norm, asked.plan.period, asked.marks
    named = named_periods(norm) if "年" in norm or "20" in norm else ()
    for one in named:
        if one.period is None:
            yield Conflict(one.start, one.end, "impossible")
    if period is None or marks["long"].search(plan.title):
        return
    if statement.part is PartKind.SIGNATURE:
        yield from _signatures(plan, norm, period, marks)
    elif statement.part not in _ASIDE:
        for one in named:
            claim = Claim(
                period, normalise(plan.unit or "").norm, asked.entries, statement, one, marks
            )
            present = Present(period, statement, one, marks)
            if contradicts(one, plan) and (claim.stands or present.stands):
                yield Conflict(one.start, one.end, "other")
            task = DatedTask(period, statement, one, marks)
            if task.stands:
                yield Conflict(one.start, task.end, "other")
        yield from _occasions(statement, period, asked.timeline, marks)


def _signatures(plan: Plan, norm: str, period: Period, marks: Marks) -> Iterator[Conflict]:
    """Yield the dates of a signature; the title of a further plan is a defect of its own."""
    if norm.endswith(marks.words("titles")):
        return
    for one in named_periods(norm):
        if _misdated(norm, one, plan, period):
            yield Conflict(one.start, one.end, "signed")


def _misdated(norm: str, named: Named, plan: Plan, period: Period) -> bool:
    """Whether a signature's date lies after the period, or long before it."""
    if ":" in norm[named.end :]:
        return False
    if named.period is None or named.kind != "annual":
        return contradicts(named, plan)
    year = named.period.start.year
    month = month_after(norm, named.end) or month_after(norm, named.end - 1)
    if not month:
        return year not in {*years_of(period), period.start.year - 1}
    signed = Month(year, month)
    return months_before(signed, period) > SIGNED_BEFORE or signed > period.end


def _occasions(
    statement: Statement, period: Period, timeline: Timeline, marks: Marks
) -> Iterator[Conflict]:
    """Yield anniversaries, first and last years of plans, and congresses of other years."""
    norm, years = statement.norm, years_of(period)
    found = [*occasions(norm, timeline["anniversary"]), *beginnings(norm, timeline["plan"])]
    wrong = [
        one
        for one in found
        if one.year not in years
        and not (one.year == period.end.year + 1 and marks["welcome"].search(norm[: one.start]))
    ]
    held = welcomed(norm, timeline["congress"], marks["welcome"])
    wrong += [one for one in held if one.year < period.start.year]
    for one in wrong:
        if not _told(statement, one, marks):
            yield Conflict(one.start, one.end, "anniversary", str(one.year))


def _told(statement: Statement, occasion: Occasion, marks: Marks) -> bool:
    """Whether an occasion is spoken of as past, has its own year, or names a meeting."""
    norm = statement.norm
    role = statement.role_at(statement.start + occasion.start)
    if role is Role.REVIEW and marks["past"].search(norm):
        return True
    named = re.findall(r"(20\d\d)年", norm[: occasion.start])
    if named:
        return named[-1] == str(occasion.year) or not norm[: occasion.start].endswith(
            f"{named[-1]}年是"
        )
    return marks["named_after"].match(norm, occasion.end) is not None
