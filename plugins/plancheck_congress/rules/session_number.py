"""Whether the numbers of the congress's sittings follow one another.

Body and schedule name the same sittings, so each is read by itself. Within one, and against the
last sitting that was held, a number must not fall, must not leave one out, and stands for one
meeting alone.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plancheck.api import Finding, PartKind, Plan, Rule
from plancheck_congress.sittings import Sitting, sittings

HALF = 7
"""Most months of a term or a half-year in which the text may place a sitting."""
NUMERALS = "零一二三四五六七八九十"


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at the first mention of each sitting whose number cannot be."""
    named = list(sittings(plan, rule))
    told: set[tuple[int, int]] = set()
    for before, after, message in _contradictions(plan, named):
        if after.at not in told:
            told.add(after.at)
            yield _finding(plan, before, after, message)


def _finding(plan: Plan, before: Sitting, after: Sitting, message: str) -> Finding:
    place = after.statement.line.place(after.start, after.end)
    values = [("number", after.words), ("before", before.words)]
    if message == "jumps":
        values.append(("next", f"{_cn(before.congress)}届{_cn(before.number + 1)}次"))
    text = plan.document.text_at(place)
    return Finding(text, place, f"defect.congress-session-{message}", tuple(values))


def _cn(number: int) -> str:
    return NUMERALS[number] if number < len(NUMERALS) else str(number)


def _contradictions(plan: Plan, named: Sequence[Sitting]) -> Iterator[tuple[Sitting, Sitting, str]]:
    """Yield pairs of sittings that contradict each other: before, after, how."""
    planned = [one for one in named if one.itself]
    known = {one.at for one in named}
    for schedule in (False, True):
        layer = _once(
            [one for one in planned if (one.statement.part is PartKind.SCHEDULE) is schedule]
        )
        for before, after in pairwise(_in_time(plan, layer)):
            message = _between(before, after, known)
            if message:
                yield before, after, message
    yield from _differing(planned)
    held = [one for one in named if one.past]
    if held and planned:
        yield from _since(held, _in_time(plan, planned)[0])


def _once(named: Sequence[Sitting]) -> list[Sitting]:
    """Leave out what speaks again of a sitting that was named, unless it dates it otherwise."""
    kept: list[Sitting] = []
    for one in named:
        if one.again or not any(one.at == before.at and not _apart(before, one) for before in kept):
            kept.append(one)
    return kept


def _differing(planned: Sequence[Sitting]) -> Iterator[tuple[Sitting, Sitting, str]]:
    """Yield sittings to which body and schedule give different numbers in the same time.

    Where each names but one sitting, it is the same one, dated or not.
    """
    convened = [one for one in planned if one.convened]
    body = [one for one in convened if one.statement.part is not PartKind.SCHEDULE]
    laid_out = [one for one in convened if one.statement.part is PartKind.SCHEDULE]
    for after in laid_out:
        same = [one for one in body if one.months and len(one.months) <= HALF]
        same = [one for one in same if after.months and after.months <= one.months]
        if same and all(one.at != after.at for one in same):
            yield same[0], after, "differs"
    first, second = {one.at for one in body}, {one.at for one in laid_out}
    if len(first) != len(second) or len(first - second) != 1:
        return
    before = next(one for one in body if one.at not in second)
    after = next(one for one in laid_out if one.at not in first)
    if not _apart(before, after):
        yield before, after, "differs"


def _between(before: Sitting, after: Sitting, known: set[tuple[int, int]]) -> str:
    """Say what is wrong with two sittings that are planned one after the other."""
    if before.at == after.at:
        both = before.convened and after.convened
        return "twice" if both and (after.again or _apart(before, after)) else ""
    return _step(before, after, known)


def _step(before: Sitting, after: Sitting, known: set[tuple[int, int]]) -> str:
    if after.at < before.at:
        return "falls"
    if after.congress == before.congress:
        skipped = {(after.congress, number) for number in range(before.number + 1, after.number)}
        return "jumps" if skipped - known else ""
    first = (after.congress, 1)
    return "jumps" if after.at != first and first not in known else ""


def _since(told: Sequence[Sitting], planned: Sitting) -> Iterator[tuple[Sitting, Sitting, str]]:
    """Compare the last sitting that was held with the first that is planned."""
    held = max(told, key=lambda one: one.at)
    if planned.at < held.at:
        yield held, planned, "falls"
    elif planned.at == held.at:
        met = planned.convened and any(one.met for one in told if one.at == held.at)
        if held.lately or met:
            yield held, planned, "twice"
    elif held.lately and _leaves_out(held, planned):
        yield held, planned, "jumps"


def _leaves_out(held: Sitting, planned: Sitting) -> bool:
    """Whether a sitting, or a whole congress, must have been between two."""
    if planned.congress == held.congress:
        return planned.number > held.number + 1
    return planned.congress > held.congress + 1 or planned.number > 1


def _apart(one: Sitting, other: Sitting) -> bool:
    """Whether two mentions are dated in different times."""
    if one.months and other.months:
        return one.months.isdisjoint(other.months)
    return bool(one.terms and other.terms) and one.terms.isdisjoint(other.terms)


def _in_time(plan: Plan, named: Sequence[Sitting]) -> list[Sitting]:
    """Order sittings by their months where all have one, else by the text."""
    if plan.period is None or not all(one.months for one in named):
        return list(named)
    if plan.kind != "term" and any(one.weekly for one in named):
        return list(named)  # which term's week it is, is not known
    first = plan.period.start.month
    return sorted(named, key=lambda one: min((month - first) % 12 for month in one.months))
