"""Whether the schedule carries what the body promises for a certain time.

A promise counts as carried when an entry of that time, or one without a month, has a telling word
of its sentence: what may be meant is believed.
"""

from collections.abc import Iterator

from plancheck.api import Finding, Layout, Plan, Rule, Schedule, normalise
from plancheck_schedule.promises import Promise, promises
from plancheck_schedule.wording import Wording

Carried = list[tuple[frozenset[int], frozenset[str]]]
"""The entries of a schedule: months and what they are about."""


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at each dated promise that the schedule does not carry in its time."""
    schedule, period = plan.schedule, plan.period
    if schedule is None or period is None or schedule.layout is not Layout.MONTHLY:
        return
    wording = Wording(rule)
    entries: Carried | None = None
    for promise in promises(plan, period, rule.data["marks"]):
        if _in_schedule(schedule, promise):
            continue
        entries = entries or _entries(plan, schedule, wording)
        told = wording.tells(promise.own, acts=promise.joined) or wording.names(promise.before)
        if told and not _carries(entries, promise, wording):
            place = promise.statement.line.place(promise.start, promise.end)
            values = (("time", promise.time),)
            text = plan.document.text_at(place)
            yield Finding(text, place, "defect.schedule-unscheduled", values)


def _entries(plan: Plan, schedule: Schedule, wording: Wording) -> Carried:
    return [
        (
            frozenset(entry.months),
            wording.pairs(",".join(normalise(plan.document.text_at(p)).norm for p in entry.items)),
        )
        for entry in schedule.entries
    ]


def _in_schedule(schedule: Schedule, promise: Promise) -> bool:
    """Whether the promise itself stands in the schedule."""
    place = promise.statement.place
    return any(
        (item.block, item.cell) == (place.block, place.cell)
        for entry in schedule.entries
        for item in (entry.label, *entry.items)
    )


def _carries(entries: Carried, promise: Promise, wording: Wording) -> bool:
    about = wording.pairs(f"{promise.before},{promise.own},{promise.after}")
    return any(
        (not months or not months.isdisjoint(promise.months)) and not about.isdisjoint(pairs)
        for months, pairs in entries
    )
