"""A workbook that takes texts as texts, and comes out the same whenever it is written."""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from plancheck_reports.ledger import looks
from plancheck_reports.ledger.looks import Look
from plancheck_reports.ledger.table import Cell
from plancheck_reports.ledger.words import Words, fitted, formula_like

MARKER = "plancheck:ledger"
"""Core property ``category`` of every workbook made here, by which it is known again."""

SIZE = 10
A4, A3 = 9, 8
"""Codes of paper sizes (ECMA-376 part 1, 18.3.1.63)."""

_EPOCH = date(1980, 1, 1)
_OPTIONS = {
    "in_memory": True,  # nothing is written but the output
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class Book:
    """A workbook.

    :param today: the day of the check, which it bears as its date; a fixed one where there is none
    """

    def __init__(self, words: Words, today: str | None = None) -> None:
        font = {"font_name": looks.FONTS[words.lang], "font_size": SIZE}
        self.words = words
        self._font = font
        self._out = BytesIO()
        self._book = Workbook(self._out, {**_OPTIONS, "default_format_properties": font})
        self._book.set_calc_mode("auto")
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._name(date.fromisoformat(today) if today else _EPOCH)

    def _name(self, day: date) -> None:
        self._book.set_properties(
            {
                "title": self.words("title"),
                "author": "plancheck",
                "category": MARKER,
                "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a day, no time
            }
        )

    def sheet(self, name: str) -> "Sheet":
        """Add a sheet."""
        return Sheet(self, name, self._book.add_worksheet(name))

    def format(self, look: Look) -> Format:
        """Return the format for a look; one for all cells that look alike."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**self._font, **look})
        return self._formats[key]

    def over(self, look: Look) -> Format:
        """Return the format of what a condition changes of a cell."""
        return self._book.add_format(look)

    def define(self, name: str, area: str) -> None:
        """Give a range a name."""
        self._book.define_name(name, f"={area}")

    def chart(self, kind: str) -> Any:  # noqa: ANN401 - the library's many classes
        """Make a chart."""
        return self._book.add_chart({"type": kind})

    def bytes(self) -> bytes:
        """Close the workbook and return it."""
        self._book.close()
        return self._out.getvalue()


class Area(NamedTuple):
    """Some cells of a sheet: the first and the last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Page(NamedTuple):
    """How a sheet is printed."""

    paper: int = A4
    landscape: bool = True
    repeat: tuple[int, int] | None = None
    """The first and last row that stand on every page."""
    across: int = 1
    """Pages beside each other that it is fitted to."""
    beside: tuple[int, int] | None = None
    """The first and last column that stand on every page."""
    scale: int | None = None
    """In percent, instead of being fitted: only so are breaks of pages heard."""


class Sheet:
    """A sheet: every text in it is cleaned and cut to what a cell takes."""

    def __init__(self, book: Book, name: str, sheet: Worksheet) -> None:
        self.book = book
        self.name = name
        self.raw = sheet
        self.words = book.words
        self._heights: dict[int, float] = {}
        sheet.hide_gridlines(2)

    def put(self, row: int, column: int, cell: Cell, look: Look) -> None:
        """Write a text, a number, or nothing."""
        if isinstance(cell, str) and cell:
            self._text(row, column, cell, look)
        elif isinstance(cell, int | float):
            self.raw.write_number(row, column, cell, self.book.format(look))
        else:
            self.raw.write_blank(row, column, None, self.book.format(look))

    def _text(self, row: int, column: int, text: str, look: Look) -> None:
        shown = fitted(text, self.words)
        if formula_like(shown):  # stays a text when somebody edits it
            look = {**look, "quote_prefix": True}
        self.raw.write_string(row, column, shown, self.book.format(look))

    def line(self, row: int, cells: Iterable[Cell], look: Look, first: int = 0) -> None:
        """Write cells beside each other."""
        for column, cell in enumerate(cells, first):
            self.put(row, column, cell, look)

    def formula(self, row: int, column: int, formula: str, value: Cell, look: Look) -> None:
        """Write a formula of ours, and what comes of it for whoever does not calculate.

        No text of a plan goes into a formula.
        """
        shown = "" if value is None else value
        self.raw.write_formula(row, column, formula, self.book.format(look), shown)

    def merged(self, area: Area, cell: Cell, look: Look) -> None:
        """Write over several cells as if they were one."""
        if area[:2] != area[2:]:
            self.raw.merge_range(*area, "", self.book.format(look))
        self.put(area.top, area.left, cell, look)

    def high(self, row: int, height: float) -> None:
        """Make a row so high, in points; higher where something else in it asks for more."""
        self._heights[row] = max(height, self._heights.get(row, 0.0))
        self.raw.set_row(row, self._heights[row])

    def widths(self, widths: Iterable[float], first: int = 0) -> None:
        """Set the widths of columns, in characters."""
        for column, width in enumerate(widths, first):
            self.raw.set_column(column, column, width)

    def printed(self, page: Page) -> None:
        """Set how it is printed."""
        if page.landscape:
            self.raw.set_landscape()
        self.raw.set_paper(page.paper)
        self.raw.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.raw.center_horizontally()
        self.raw.set_footer(self.words("footer"))
        if page.repeat:
            self.raw.repeat_rows(*page.repeat)
        if page.beside:
            self.raw.repeat_columns(*page.beside)
        if page.scale:
            self.raw.set_print_scale(page.scale)
        else:
            self.raw.fit_to_pages(page.across, 0)


def on(sheet: str, cells: str) -> str:
    """Return how formulas of any sheet name cells of one."""
    return f"{quote_sheetname(sheet)}!{cells}"
