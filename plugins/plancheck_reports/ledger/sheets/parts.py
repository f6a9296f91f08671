"""Tables below and beside each other on one sheet."""

from collections.abc import Sequence

from plancheck_reports.ledger import looks
from plancheck_reports.ledger.book import Sheet
from plancheck_reports.ledger.looks import Look
from plancheck_reports.ledger.measure import height
from plancheck_reports.ledger.table import Cell

LEFT = (5, 29, 8, 8, 8, 8, 8, 11.5)
"""Widths of the columns that the tables share: a number, a name, and what is said of it."""
GAP = 2
RIGHT = (5, 29, 8, 8)
"""Of the tables beside them."""
BESIDE = len(LEFT) + 1
"""The first column of those."""


class Parts:
    """Writes tables below each other.

    :param left: their first column
    """

    def __init__(self, sheet: Sheet, row: int, left: int = 0) -> None:
        self.sheet = sheet
        self.words = sheet.words
        self.left = left
        self.row = row
        """The next free row."""

    def part(self, code: str) -> None:
        """Begin a part with its heading."""
        self.row += 1
        self.sheet.put(self.row, self.left, self.words(f"part.{code}"), looks.SECTION)
        self.next(24)

    def next(self, height: float) -> None:
        """Go to the next row; the one left behind becomes so high, in points."""
        self.sheet.high(self.row, height)
        self.row += 1

    def heads(self, *codes: str) -> None:
        """Write a line of headings."""
        told = [self.words(f"column.{code}") for code in codes]
        self.sheet.line(self.row, told, looks.HEAD, self.left)
        self.next(height((text, LEFT[2]) for text in told[2:]) + 4)

    def line(
        self, cells: Sequence[Cell], numbers: Look = looks.NUMBER, high: float | None = None
    ) -> None:
        """Write a line: its number, a name, and what is said of it.

        :param high: its height in points; what the name needs where there is none
        """
        self.sheet.put(self.row, self.left, cells[0], looks.NUMBER)
        self.sheet.put(self.row, self.left + 1, cells[1], looks.LONG if high else looks.TEXT)
        self.sheet.line(self.row, cells[2:], numbers, self.left + 2)
        self.next(high or height([(cells[1], LEFT[1])]))

    def formula(self, row: int, column: int, formula: str, value: Cell, look: Look) -> None:
        """Write a formula into a line.

        :param column: of the table
        """
        self.sheet.formula(row, self.left + column, formula, value, look)

    def note(self, text: str) -> None:
        """Write a line of plain words."""
        self.sheet.put(self.row, self.left, text, looks.NOTE)
        self.next(height(()))
