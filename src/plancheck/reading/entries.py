"""Which entry of the schedule a statement stands in."""

from bisect import bisect_right
from collections import defaultdict

from plancheck.reading.plan import Plan, Statement

Spot = tuple[int, tuple[int, int] | None]
"""Block and cell."""


class Entries:
    """The months of a schedule's entries, found by place."""

    def __init__(self, plan: Plan) -> None:
        self._found: dict[Spot, list[tuple[int, int, tuple[int, ...]]]] = defaultdict(list)
        for entry in plan.schedule.entries if plan.schedule else ():
            for item in entry.items:
                spot = (item.block, item.cell)
                self._found[spot].append((item.start, item.end, entry.months))
        for items in self._found.values():
            items.sort()

    def months_of(self, statement: Statement) -> tuple[int, ...]:
        """Return the months of the entry in which a statement begins; empty for none."""
        place = statement.place
        items = self._found.get((place.block, place.cell), [])
        at = bisect_right(items, place.start, key=lambda item: item[0])
        for start, end, months in items[max(0, at - 1) : at + 1]:
            if start < place.end and place.start < end:
                return months
        return ()
