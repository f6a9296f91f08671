"""What the columns of the ledger come to, in formulas below them."""

from collections.abc import Iterator
from typing import NamedTuple

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from plancheck_reports.ledger import looks
from plancheck_reports.ledger.book import Sheet
from plancheck_reports.ledger.figures import Tally, tallies
from plancheck_reports.ledger.table import Cell, Column, Kind, Table, mark

FIRST = 5
"""The row of the first line of the ledger, from 0."""

TALLIED = ("met", "partial", "missing", "unknown")
SHARE = "share"
_HEIGHT = 18
_GAP = 5
"""Height of the row that keeps the totals out of what is sorted and filtered."""


class Spots:
    """Where on the sheet of the ledger things stand."""

    def __init__(self, made: Table) -> None:
        self._last = FIRST + len(made.lines) - 1
        self._columns = {
            column.asked.rule: number for number, column in enumerate(made.columns) if column.asked
        }
        kinds = [column.kind for column in made.columns]
        self.decision = kinds.index(Kind.DECISION)
        """The column of the verdicts."""

    def lines(self, column: int) -> str:
        """Return the cells of a column."""
        return str(xl_range(FIRST, column, self._last, column))

    def of(self, rule: str) -> str:
        """Return the cells of a requirement."""
        return self.lines(self._columns[rule])

    def row(self, total: str) -> int:
        """Return the row of a total: a status of :data:`TALLIED`, or :data:`SHARE`."""
        return self._last + 2 + (*TALLIED, SHARE).index(total)

    def total(self, rule: str, total: str) -> str:
        """Return the cell of a requirement's total."""
        return str(xl_rowcol_to_cell(self.row(total), self._columns[rule]))


class _Total(NamedTuple):
    """A cell below a column."""

    row: int
    formula: str
    value: Cell
    look: looks.Look


def write(sheet: Sheet, made: Table) -> None:
    """Write the totals; none where there is no line."""
    if not made.lines:
        return
    writer = _Totals(made)
    for row, label in writer.labels():
        sheet.line(row, [None] * len(made.columns), looks.TOTAL)
        sheet.put(row, 1, label, looks.TOTAL)
        sheet.high(row, _HEIGHT)
    for number, column in enumerate(made.columns):
        for total in writer.of(number, column):
            sheet.formula(total.row, number, total.formula, total.value, total.look)
    sheet.high(writer.first - 1, _GAP)


class _Totals:
    def __init__(self, made: Table) -> None:
        self._made = made
        self._words = made.words
        self._spots = Spots(made)
        self._tallies = {tally.asked.rule: tally for tally in tallies(made)}
        self.first = self._spots.row(TALLIED[0])
        self._sum = self._spots.row(SHARE) + 1

    def labels(self) -> Iterator[tuple[int, str]]:
        """Yield the rows and what they are called."""
        for status in TALLIED:
            yield self._spots.row(status), self._words(f"column.{status}")
        yield self._spots.row(SHARE), self._words("total.share")
        yield self._sum, self._words("total.defects")
        if any(column.kind is Kind.SCORE for column in self._made.columns):
            yield self._sum + 1, self._words("total.mean")

    def of(self, number: int, column: Column) -> Iterator[_Total]:
        """Yield the totals of a column."""
        if column.asked:
            yield from self._tallied(self._tallies[column.asked.rule])
        elif column.kind in {Kind.COUNT, Kind.SCORE}:
            yield self._summed(number, column)

    def _tallied(self, tally: Tally) -> Iterator[_Total]:
        rule, spots = tally.asked.rule, self._spots
        for status in TALLIED:
            formula = f'=COUNTIF({spots.of(rule)},"{mark(status, self._words)}")'
            yield _Total(spots.row(status), formula, tally.counts[status], looks.TOTAL)
        met = spots.total(rule, "met")
        judged = f"SUM({met}:{spots.total(rule, 'missing')})"
        formula = f'=IF({judged}=0,"",{met}/{judged})'
        yield _Total(spots.row(SHARE), formula, tally.share, looks.TOTAL_SHARE)

    def _summed(self, number: int, column: Column) -> _Total:
        cells = self._spots.lines(number)
        found = [column.value(line) for line in self._made.lines]
        values = [value for value in found if isinstance(value, int | float)]
        if column.kind is Kind.COUNT:
            return _Total(self._sum, f"=SUM({cells})", sum(values), looks.TOTAL)
        mean = sum(values) / len(values) if values else None
        formula = f'=IF(COUNT({cells})=0,"",AVERAGE({cells}))'
        return _Total(self._sum + 1, formula, mean, looks.TOTAL_MEAN)
