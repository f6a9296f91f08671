"""Whether the schedule carries what the body promises for a certain time.

A promise counts as carried when an entry of that time, or one without a month, has a telling word
of its sentence: what may be meant is believed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from plancheck.api import Finding, Layout, Plan, Rule, Schedule, normalise, regex
from plancheck_schedule.promises import Promise, promises
from plancheck_schedule.wording import TELLING, Wording

_MARKS = regex("[,。;:!?、+和及与]")
"""What parts the items of an entry."""
_SITTING = regex("[一二三四五六七八九十]{1,2}届[一二三四五六七八九十]{1,2}次")
"""The number of a sitting, which is its name."""
_ANY = 0
"""In place of the month of an entry that has none."""


class Carried:
    """What the entries of a schedule are about, by month."""

    def __init__(self, plan: Plan, schedule: Schedule, wording: Wording) -> None:
        self._at: set[tuple[int, tuple[int, int] | None]] = set()
        self._about: dict[int, set[str]] = defaultdict(set)
        self._items: dict[int, list[str]] = defaultdict(list)
        self._wording = wording
        for entry in schedule.entries:
            self._at.update((place.block, place.cell) for place in (entry.label, *entry.items))
            words = ",".join(normalise(plan.document.text_at(place)).norm for place in entry.items)
            for month in entry.months or (_ANY,):
                self._about[month] |= wording.pairs(words)
                self._items[month] += _MARKS.split(words)

    def holds(self, promise: Promise) -> bool:
        """Whether a promise itself stands in the schedule."""
        place = promise.statement.place
        return (place.block, place.cell) in self._at

    def carries(self, months: Iterable[int], told: str) -> bool:
        """Whether an entry of one of the months, or one without a month, speaks of what is told.

        It has one of its words, or is a short form of it.
        """
        about = self._wording.pairs(told)
        number = _SITTING.search(told)
        if number and any(
            number.group() in item for month in months for item in self._items[month]
        ):
            return True
        return any(
            not about.isdisjoint(self._about[month])
            or any(self._wording.shortens(item, told) for item in self._items[month])
            for month in (*months, _ANY)
        )


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at each dated promise that the schedule does not carry in its time."""
    schedule, period = plan.schedule, plan.period
    if schedule is None or period is None or schedule.layout is not Layout.MONTHLY:
        return
    wording = Wording(rule)
    carried = Carried(plan, schedule, wording)
    for promise in promises(plan, period, rule.data["marks"]):
        told = wording.tells(promise.own, acts=promise.joined) or wording.names(promise.before)
        if not told or carried.holds(promise):
            continue
        if not carried.carries(promise.months, _told(plan, promise, wording)):
            place = promise.statement.line.place(promise.start, promise.end)
            values = (("time", promise.time),)
            text = plan.document.text_at(place)
            yield Finding(text, place, "defect.schedule-unscheduled", values)


def _told(plan: Plan, promise: Promise, wording: Wording) -> str:
    """Return what is told of a promise: where it says little, with what stands above it.

    So in 徒步。10月组织,自愿参加.
    """
    told = f"{promise.before},{promise.own},{promise.after}"
    little = not wording.names(told) and len(wording.pairs(promise.own)) < TELLING
    if not (promise.joined or little):
        return told
    line = promise.statement.line
    above = "" if line.parent is None else plan.lines[line.parent].body
    return f"{above},{line.norm[line.start : promise.start]},{told}"
