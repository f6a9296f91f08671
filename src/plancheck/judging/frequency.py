"""Is a body convened as often as a profile asks? REQUIREMENTS' table of frequencies."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from plancheck.judging.meeting import Meeting
from plancheck.reading.calendar import terms_of
from plancheck.reading.plan import Kind, Plan
from plancheck.rule import Status


class Ruling(NamedTuple):
    """What is said of the meetings of a plan."""

    status: Status
    message: str = ""
    """Message id of a remark; :data:`TOO_FEW` stands for the card's own."""


TOO_FEW = "once"
"""It is convened, but not as often as is asked: ``once`` in the card's ``[meetings]`` says what
that means, as it depends on who asks it."""


def verdict_of(plan: Plan, found: Sequence[Meeting], frequency: str = "term") -> Ruling:
    """Judge the meetings of a plan by how often a profile asks for one.

    :param frequency: ``term``, ``half-year`` or ``school-year``; REQUIREMENTS has a row for each
    """
    return _RULINGS[frequency](plan, found)


def _by_term(plan: Plan, found: Sequence[Meeting]) -> Ruling:
    """Ask for one in every term of the period."""
    found = [meeting for meeting in found if not _in_other_term(plan, meeting)]
    if not found:
        return Ruling(Status.MISSING)
    firm = [meeting for meeting in found if not meeting.vowed]
    if not firm:
        return Ruling(Status.PARTIAL)
    if plan.kind is Kind.TERM or _in_both_terms(firm):
        return Ruling(Status.MET)
    return Ruling(Status.PARTIAL, "" if _all_loose(firm) else TOO_FEW)


def _in_other_term(plan: Plan, meeting: Meeting) -> bool:
    """Whether a plan of one term puts a meeting into the other (本学期筹备，秋季学期召开)."""
    if plan.kind is not Kind.TERM or plan.period is None or meeting.often >= 2:
        return False
    own = terms_of(plan.period.months())
    return bool(meeting.first) and meeting.first.isdisjoint(own)


def _in_both_terms(firm: Sequence[Meeting]) -> bool:
    often = any(meeting.often >= 2 for meeting in firm)
    return often or len(frozenset().union(*(meeting.terms for meeting in firm))) == 2


def _all_loose(found: Sequence[Meeting]) -> bool:
    return all(meeting.loose for meeting in found)


def _by_half_year(plan: Plan, found: Sequence[Meeting]) -> Ruling:
    """Ask for one in each half of the period, or two in it; of a plan of one term for one."""
    if plan.kind is Kind.TERM or not found:
        return _by_term(plan, found)
    sittings = [meeting for meeting in found if not (meeting.vowed or meeting.loose)]
    if not sittings:
        return Ruling(Status.PARTIAL)
    twice = any(meeting.told >= 2 for meeting in sittings)
    if twice or _in_both_terms(sittings) or _in_both_halves(plan, sittings) or _apart(sittings):
        return Ruling(Status.MET)
    return Ruling(Status.PARTIAL, TOO_FEW)


def _in_both_halves(plan: Plan, sittings: Sequence[Meeting]) -> bool:
    start = plan.period.start.month if plan.period else 1
    first = frozenset((start - 1 + step) % 12 + 1 for step in range(6))
    slots = [slot for meeting in sittings for slot in meeting.slots]
    return any(slot <= first for slot in slots) and any(not slot & first for slot in slots)


def _apart(sittings: Sequence[Meeting]) -> bool:
    """Whether two promises cannot mean the same sitting, as their months differ."""
    dated = [frozenset().union(*each.slots) for each in sittings if each.slots]
    return any(one.isdisjoint(other) for one, other in combinations(dated, 2))


def _by_school_year(plan: Plan, found: Sequence[Meeting]) -> Ruling:
    """Ask for one; of a plan of one term for none, as it may fall in the other term."""
    if any(not (meeting.vowed or meeting.loose) for meeting in found):
        return Ruling(Status.MET)
    if plan.kind is Kind.TERM:
        return Ruling(Status.NOT_APPLICABLE, "meetings.other-term")
    return Ruling(Status.PARTIAL, "meetings.unsure") if found else Ruling(Status.MISSING)


_RULINGS: Mapping[str, Callable[[Plan, Sequence[Meeting]], Ruling]] = {
    "term": _by_term,
    "half-year": _by_half_year,
    "school-year": _by_school_year,
}
