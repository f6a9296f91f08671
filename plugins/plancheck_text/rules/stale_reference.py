"""Whether congresses, plenums and five-year plans named as guidance are still the current ones.

What closed when stands on the card. A reference is stale when it was superseded two years or more
before the plan's period begins; history (``十八大以来``) and last year's work are left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from plancheck.api import Finding, Marks, Month, PartKind, Plan, Role, Rule, Statement, regex
from plancheck_text.references import PLAN, Reference, references

GRACE = 24
"""Months for which what was superseded may still be named (REQUIREMENTS, text/stale-reference)."""
JOINED = 8
"""Characters between two references that are named in one breath."""
BEFORE, AFTER = 40, 24
"""Characters in which a word tells that a reference guides."""
CLOSE = 8
"""Characters in which a word tells that it is history."""
ALONE = 3
"""Characters that may stand beside a reference that is all of a title."""

_TAIL = regex("精神|规划|计划")


class Superseded(NamedTuple):
    """When something on the card was superseded, and by what."""

    when: Month
    by: str
    """Empty where the card does not name the next one."""


Timeline = Mapping[tuple[str, str], Superseded]


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at every stale reference; those named in one breath are one finding."""
    if plan.period is None:
        return
    timeline, marks = _superseded(rule.data["timeline"]), Marks.of(rule)
    for statement in plan.statements:
        if statement.part is PartKind.REVIEW:
            continue
        guiding = [each for each in references(statement) if _guides(statement, each, marks)]
        for breath in _breaths(statement.line.norm, guiding, marks):
            stale = _stale(statement.line.norm, breath, plan.period.start, timeline)
            for _, alike in groupby(stale, key=lambda each: each.kind):
                yield _finding(plan, statement, list(alike), timeline)


def _superseded(dates: Mapping[str, Mapping[str, str]]) -> Timeline:
    """Return when each entry of the card lost its currency."""
    found = {}
    for kind, closed in dates.items():
        names = list(closed)
        for name, following in zip(names, [*names[1:], ""], strict=True):
            last = closed[name] if kind == PLAN else closed.get(following, "")
            if last:
                year, month = last.split("-")
                found[kind, name] = Superseded(Month(int(year), int(month)), following)
    return found


def _breaths(norm: str, named: Sequence[Reference], marks: Marks) -> Iterator[list[Reference]]:
    """Yield the references that follow one another without other words."""
    breath: list[Reference] = []
    for reference in named:
        between = norm[breath[-1].end : reference.start] if breath else ""
        if breath and (len(between) > JOINED or marks["joins"].sub("", between)):
            yield breath
            breath = []
        breath.append(reference)
    if breath:
        yield breath


def _stale(
    norm: str, breath: Sequence[Reference], start: Month, timeline: Timeline
) -> list[Reference]:
    """Return what is stale in a breath, unless it goes on to the current one of its kind.

    What has a 精神 of its own stands for itself (十八届六中全会精神和十九届六中全会精神).
    """
    stale = [each for each in breath if _months_since(each, start, timeline) >= GRACE]
    current = {each.kind for each in breath if each not in stale}
    return [each for each in stale if each.kind not in current or norm.startswith("精神", each.end)]


def _months_since(reference: Reference, start: Month, timeline: Timeline) -> int:
    gone = timeline.get((reference.kind, reference.name))
    if gone is None:
        return 0
    return (start.year - gone.when.year) * 12 + start.month - gone.when.month


def _finding(
    plan: Plan, statement: Statement, stale: Sequence[Reference], timeline: Timeline
) -> Finding:
    first = stale[0]
    end = stale[-1].end
    tail = _TAIL.match(statement.line.norm, end, statement.end)
    place = statement.line.place(first.start, tail.end() if tail else end)
    gone = timeline[first.kind, first.name]
    values = (
        ("name", statement.line.norm[first.start : first.end]),
        ("month", str(gone.when)),
        ("newer", gone.by),
    )
    message = f"defect.stale-{'plan' if first.kind == PLAN else 'congress'}"
    return Finding(plan.document.text_at(place), place, message, values)


def _guides(statement: Statement, reference: Reference, marks: Marks) -> bool:
    """Whether a reference is named as guidance, and not as history or as part of a name."""
    norm, start, end = statement.line.norm, reference.start, reference.end
    if statement.role_at(start) is Role.REVIEW or _in_title(norm, reference):
        return False
    after = re.split("[,;]", norm[end : min(statement.end, end + CLOSE + 4)])[0]
    before = re.split("[,;]", norm[max(statement.start, start - CLOSE) : start])[-1]
    if marks["history"].search(after) or marks["back"].search(before):
        return False
    near = norm[max(statement.start, start - BEFORE) : min(statement.end, end + AFTER)]
    return marks["directs"].search(near) is not None


def _in_title(norm: str, reference: Reference) -> bool:
    """Tell a reference within the title of a document from ``《十八大报告》`` and from a plan's."""
    opened = norm.rfind("《", 0, reference.start)
    if opened < 0 or norm.find("》", opened, reference.start) >= 0:
        return False
    closed = norm.find("》", reference.end)
    whole = max(reference.start - opened, closed - reference.end) <= ALONE
    itself = reference.kind == PLAN and norm[:closed].endswith(("规划", "计划", "纲要"))
    return closed >= 0 and not (whole or itself)
