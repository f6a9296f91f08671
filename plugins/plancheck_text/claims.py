"""Whether a sentence that names a year takes it for that of the plan."""

from typing import NamedTuple

from plancheck.api import Entries, Marks, Named, PartKind, Period, Statement
from plancheck_text.years import month_after

HEAD = 32
"""Longest line that may head a plan or a schedule, in normalised characters."""
WILL = 20
"""Characters behind a year in which a word tells that it is the year to come."""
IS = 30
"""Characters behind ``2021年是`` in which it is said what kind of year that is."""
SUMMARY = 12
"""Characters between ``2022年度`` and the summary that is to be written."""
LATE = 9
"""Month from which on a summary is that of the year itself."""

_HEADED = frozenset((PartKind.TASKS, PartKind.SCHEDULE, PartKind.ANNEX, PartKind.MARGIN))


class Claim(NamedTuple):
    """A year beside those of the plan, named in a sentence of it."""

    period: Period
    """The plan's."""
    unit: str
    """Of the plan, normalised; empty when it names none."""
    entries: Entries
    statement: Statement
    named: Named
    marks: Marks

    @property
    def stands(self) -> bool:
        """Whether the year is taken for the plan's own."""
        named = self.statement.norm[self.named.start : self.named.end + 1]
        return "年" in named and (
            self._heads() or self._is_said() or self._is_to_come() or self._is_summed_up()
        )

    def _heads(self) -> bool:
        """Tell a line that heads a plan, a schedule, or one time in a schedule."""
        statement, line, norm = self.statement, self.statement.line, self.statement.norm
        if statement.part not in _HEADED or line.cell is not None or self._past(norm):
            return False
        if self._titles_other():
            return False
        end = self.named.end
        if self.named.kind == "annual" and month_after(norm, end):
            return False
        if (
            self._leads()
            and not self._next_year
            and (norm[end : end + 1] == ":" or end == len(norm))
        ):
            return True
        whole = len(line.norm) <= HEAD and line.norm[-1] not in "。;"
        heading = line.heading or statement.part is PartKind.MARGIN
        return whole and heading and self.marks["headed"].search(norm) is not None

    def _titles_other(self) -> bool:
        """Whether the line is the title of another unit's plan, which is a defect of its own."""
        norm = self.statement.norm
        if self.statement.line.label or not norm.endswith(self.marks.words("titles")):
            return False
        head = norm[: self.named.start].removesuffix("工会")
        own = iter(self.unit)
        return bool(head and self.unit) and not all(character in own for character in head)

    def _leads(self) -> bool:
        """Whether the year begins its line, but for a number."""
        return self.statement.start + self.named.start <= self.statement.line.start

    def _is_said(self) -> bool:
        """Tell what says of what kind the year is (``2021年是开局之年``)."""
        norm, named = self.statement.norm, self.named
        before, after = norm[: named.start], norm[named.end : named.end + IS]
        if (
            self._next_year
            or not after.startswith(("是", "为"))
            or before.endswith(("到", "至", "以", "自", "从"))
        ):
            return False
        found = self.marks["year_is"].search(after)
        if found is None or self.marks["origin"].search(after[: found.end()]):
            return False
        return not (self._last_year and self._past(norm))

    def _is_to_come(self) -> bool:
        """Tell a sentence that begins with the year and goes on with what will be done in it."""
        norm, named = self.statement.norm, self.named
        label = max(0, self.statement.line.start - self.statement.start)
        if self.marks["leads"].sub("", norm[label : named.start]) or self._next_year:
            return False
        found = self.marks["will"].search(norm, named.end, named.end + WILL)
        if found is None:
            return False
        return not self._past(norm if self._last_year else norm[: found.start()])

    def _is_summed_up(self) -> bool:
        """Tell a summary to be written of a year that is neither this nor, in spring, the last."""
        norm, named = self.statement.norm, self.named
        if named.kind != "annual" or named.period is None:
            return False
        before = norm[max(0, named.start - WILL) : named.start]
        after = norm[named.end : named.end + SUMMARY]
        bare = self.statement.part is PartKind.SCHEDULE and not before
        written = bare or self.marks["writes"].search(before)
        if not (written and self.marks["summary"].search(after)):
            return False
        year, first = named.period.start.year, self.period.start.year
        late = any(month >= LATE for month in self.entries.months_of(self.statement))
        return year < first - 1 or (year < first and late)

    @property
    def _last_year(self) -> bool:
        period = self.named.period
        return period is not None and period.end.year == self.period.start.year - 1

    @property
    def _next_year(self) -> bool:
        """What comes after the plan is an aim, mostly."""
        period = self.named.period
        return period is not None and period.start > self.period.end

    def _past(self, norm: str) -> bool:
        return self.marks["past"].search(norm) is not None
