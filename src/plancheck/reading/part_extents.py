"""Where a part ends whose heading has no number, and which part of aims holds the tasks."""

from collections.abc import Sequence

from plancheck.reading.outline import TOP, Line
from plancheck.reading.part_names import named_part
from plancheck.reading.plan import PartKind
from plancheck.reading.words import lists

RULING = (PartKind.REVIEW, PartKind.GUIDING)
"""Parts whose heading, where it has no number, seems to rule all the numbered ones after it."""


class Ruling:
    """Tells where a part ends whose heading has no number.

    The numbered headings below it stand under it by their form, whether they divide it or begin
    what comes next: a heading without a number rules all the numbered ones that follow.
    """

    def __init__(self, lines: Sequence[Line], past_years: frozenset[str]) -> None:
        self.lines = lines
        self.past_years = past_years
        self.plain = [line for line in lines if line.heading and line.label is None]
        self.last_ahead = max((line.index for line in self.plain if self._ahead(line)), default=-1)

    def ends_at(self, line: Line, part: PartKind) -> bool:
        """Whether a line under a part of :data:`RULING` is the heading at which the plan begins.

        :param part: the part
        """
        if not line.heading or line.parent is None:
            return False
        if line.label is None:
            return part is PartKind.REVIEW and self._ahead(line)
        if line.label.kind not in TOP or self.lines[line.parent].label is not None:
            return False
        if self.last_ahead > line.index or named_part(line.norm, self.past_years) is part:
            return False  # the plan has a heading of its own, or the part goes on
        return self._begins(line) or line.parent < line.index - 1

    def _ahead(self, line: Line) -> bool:
        """Whether a heading looks ahead; the plan's title is none."""
        if line.index == 0 or named_part(line.norm, self.past_years) is PartKind.REVIEW:
            return False
        return self._begins(line)

    def _begins(self, line: Line) -> bool:
        return any(word in line.norm for word in lists("headings")["ahead"])


class Aims:
    """Tells where a part called after aims and tasks is the one that holds the tasks."""

    def __init__(self, lines: Sequence[Line], past_years: frozenset[str]) -> None:
        headings = [line for line in lines if line.heading and line.index]
        self.parents = frozenset(line.parent for line in headings)
        self.levels = frozenset(
            line.parent for line in headings if self._is_of_tasks(line, past_years)
        )

    @staticmethod
    def _is_of_tasks(line: Line, past_years: frozenset[str]) -> bool:
        """Whether a heading is of tasks by its own words, and names more than what frames them."""
        if named_part(line.norm, past_years) not in (None, PartKind.TASKS):
            return False
        return not any(word in line.norm for word in lists("headings")["around"])

    def hold_tasks(self, line: Line, named: PartKind | None) -> bool:
        """Whether a heading of aims rules the plan's tasks: no heading beside it does.

        It names tasks too (目标任务), or it is a way of thinking (工作思路) that is divided.
        """
        if named is not PartKind.GOALS or line.parent in self.levels:
            return False
        return "任务" in line.norm or ("思路" in line.norm and line.index in self.parents)
