"""From places back to the lines of a plan."""

from collections import defaultdict
from collections.abc import Container

from plancheck.api import Place, Plan

NOWHERE = -1
"""In place of a heading, where none stands above."""


class Lines:
    """The lines of a plan by the block and the cell in which they stand."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._found: dict[tuple[int, tuple[int, int] | None], list[int]] = defaultdict(list)
        for line in plan.lines:
            self._found[line.block, line.cell].append(line.index)

    def at(self, place: Place) -> int:
        """Return the index of the line in which a place begins.

        :raises LookupError: when there is no such line
        """
        for index in reversed(self._found[place.block, place.cell]):
            if self._plan.lines[index].offset <= place.start:
                return index
        raise LookupError(place)

    def begins(self, place: Place) -> bool:
        """Whether a place is at the head of its line, but for a number."""
        line = self._plan.lines[self.at(place)]
        return place.start <= line.place(line.start).start

    def heading_over(self, place: Place, without: Container[tuple[int, int]]) -> int:
        """Return the index of the heading over a place, or :data:`NOWHERE`.

        :param without: block and start of headings that are passed over: the schedule's own months
        """
        index = self._plan.lines[self.at(place)].parent
        while index is not None:
            above = self._plan.lines[index]
            start = above.place(above.start).start
            if (above.block, start) not in without and (above.block, above.offset) not in without:
                return index
            index = above.parent
        return NOWHERE
