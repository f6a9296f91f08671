"""The sheet of the ledger itself."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from plancheck.api import terminal
from plancheck_reports.ledger import looks
from plancheck_reports.ledger.book import A3, A4, Area, Book, Page, Sheet
from plancheck_reports.ledger.figures import coded
from plancheck_reports.ledger.looks import Look
from plancheck_reports.ledger.measure import height
from plancheck_reports.ledger.sheets import totals
from plancheck_reports.ledger.sheets.listing import color
from plancheck_reports.ledger.sheets.totals import FIRST
from plancheck_reports.ledger.table import STATUSES, Column, Kind, Table, mark
from plancheck_reports.ledger.words import Words, fitted, plain

DECISIONS = "plancheck_decisions"
"""Name of the range on the summary that holds the verdicts one may choose from."""

_TITLE, _ABOUT, _LEGEND, _TOPICS, _HEAD = range(FIRST)
"""Rows, from 0."""

_FROZEN = 2
_PAPERS = ((190.0, A4, 1), (320.0, A3, 1), (620.0, A3, 2), (920.0, A3, 3))
"""Up to how many characters of width: the paper, and how many sheets of it beside each other."""
_LOOKS = {
    Kind.NUMBER: looks.FIGURE,
    Kind.TEXT: looks.TEXT,
    Kind.SHORT: looks.SHORT,
    Kind.MARK: looks.NUMBER,
    Kind.COUNT: looks.NUMBER,
    Kind.SCORE: looks.FIGURE,
    Kind.DECISION: looks.SHORT,
    Kind.DAY: looks.DAY,
    Kind.FREE: looks.TEXT,
}
_LEAST, _BUTTON = 60.0, 22.0
"""Height of the headings, and of the button of the filter in it, in points."""
_EARLIEST = date(2000, 1, 1)


def write(book: Book, made: Table) -> None:
    """Write the sheet."""
    sheet = book.sheet(made.words("sheet.ledger"))
    writer = _Writer(sheet, made)
    writer.heads()
    writer.body()
    totals.write(sheet, made)
    sheet.raw.freeze_panes(FIRST, _FROZEN)
    sheet.printed(_page(made))


def _page(made: Table) -> Page:
    """Return paper on which the ledger can be read; over two sheets where it is very wide."""
    width = sum(column.width for column in made.columns)
    paper, across = next((each for each in _PAPERS if width <= each[0]), _PAPERS[-1])[1:]
    beside = (0, _FROZEN - 1) if across > 1 else None
    return Page(paper, repeat=(_TOPICS, _HEAD), across=across, beside=beside)


class _Writer:
    def __init__(self, sheet: Sheet, made: Table) -> None:
        self._sheet = sheet
        self._made = made
        self._words = made.words
        self._last = FIRST + len(made.lines) - 1
        self._right = len(made.columns) - 1

    # -- above the lines ---------------------------------------------------------------------

    def heads(self) -> None:
        """Write the title and the headings: a topic over the columns of its requirements."""
        sheet, columns = self._sheet, self._made.columns
        sheet.put(_TITLE, 0, self._words("title"), looks.TITLE)
        sheet.put(_ABOUT, 0, self._words("semicolon").join(about(self._made)), looks.NOTE)
        sheet.put(_LEGEND, 0, legend(self._words), looks.NOTE)
        for row, high in ((_TITLE, 30), (_ABOUT, 18), (_LEGEND, 20)):
            sheet.high(row, high)
        sheet.high(_TOPICS, 22)
        sheet.high(_HEAD, self._height())
        sheet.widths(column.width for column in columns)
        for topic, group in groupby(enumerate(columns), key=lambda pair: _topic(pair[1])):
            numbers = [number for number, _ in group]
            if topic and len(numbers) > 1:
                area = Area(_TOPICS, numbers[0], _TOPICS, numbers[-1])
                sheet.merged(area, topic, looks.HEAD)
                self._headings(_HEAD, numbers)
            else:
                self._headings(_TOPICS, numbers)

    def _headings(self, top: int, numbers: list[int]) -> None:
        for number in numbers:
            column = self._made.columns[number]
            heading, look = plain(column.heading), looks.HEAD
            if column.kind is Kind.MARK:
                heading, look, _ = _narrow(heading)
            self._sheet.merged(Area(top, number, _HEAD, number), heading, look)

    def _height(self) -> float:
        """Return the height of the headings, with room for the buttons of the filter."""
        return max([_LEAST, *(_narrow(plain(each.heading)).height for each in self._made.asked)])

    # -- the lines ---------------------------------------------------------------------------

    def body(self) -> None:
        """Write the lines, what colours them, and what may be filled in by hand."""
        widths = [column.width for column in self._made.columns]
        for row, line in enumerate(self._made.lines, FIRST):
            cells = [column.value(line) for column in self._made.columns]
            self._sheet.high(row, height(zip(cells, widths, strict=True)))
            idle = {} if line.checked else looks.IDLE
            for number, cell in enumerate(cells):
                kind = self._made.columns[number].kind
                self._sheet.put(row, number, cell, {**_LOOKS[kind], **idle})
        if not self._made.lines:
            self._sheet.put(FIRST, 0, self._words("nothing.plans"), looks.NOTE)
            return
        self._sheet.raw.autofilter(_HEAD, 0, self._last, self._right)
        self._color()
        for number, column in enumerate(self._made.columns):
            self._dress(number, column)

    def _color(self) -> None:
        """Give each sign its colour; the columns of the requirements stand side by side."""
        marks = [number for number, each in enumerate(self._made.columns) if each.asked]
        if marks:
            area = Area(FIRST, marks[0], self._last, marks[-1])
            for status in STATUSES:
                color(self._sheet, area, mark(status, self._words), looks.STATUS[status])

    def _dress(self, number: int, column: Column) -> None:
        area = Area(FIRST, number, self._last, number)
        if column.kind is Kind.DECISION:
            for text, code in coded(self._made).items():
                color(self._sheet, area, fitted(text, self._words), looks.DECISION[code])
            self._sheet.raw.data_validation(*area, self._choice())
        elif column.kind is Kind.DAY:
            self._sheet.raw.data_validation(*area, self._day())

    def _choice(self) -> dict[str, object]:
        return {
            "validate": "list",
            "source": f"={DECISIONS}",
            "error_type": "warning",
            "error_title": self._words("choice.title"),
            "error_message": self._words("choice.message"),
        }

    def _day(self) -> dict[str, object]:
        return {
            "validate": "date",
            "criteria": ">=",
            "value": _EARLIEST,
            "error_title": self._words("day.title"),
            "error_message": self._words("day.message"),
        }


def _topic(column: Column) -> str:
    return column.asked.topic if column.asked else ""


class _Narrow(NamedTuple):
    """A heading for a narrow column."""

    text: str
    look: Look
    height: float


def _narrow(heading: str) -> _Narrow:
    """Write two Chinese characters a line, as their tables have it; what is Latin goes upward."""
    if heading.isascii():
        shown = terminal.shorten(heading, 30)
        return _Narrow(shown, {**looks.HEAD, "rotation": 90}, _BUTTON + 5.6 * len(shown))
    shown = terminal.shorten(heading, 16)
    lines = [shown[start : start + 2] for start in range(0, len(shown), 2)]
    return _Narrow("\n".join(lines), looks.HEAD, _BUTTON + 13.5 * len(lines))


def legend(words: Words) -> str:
    """Say what the signs mean."""
    signs = [
        words("legend.sign", sign=mark(each, words), meaning=words(f"status.{each}"))
        for each in STATUSES
    ]
    return words("legend") + words("semicolon").join(signs)


def about(made: Table) -> Iterator[str]:
    """Say whose ledger it is, by what was judged, and when."""
    report, words = made.report, made.words
    union = report["profile"]["letter"].get("union")
    if union:
        yield union
    titles = dict.fromkeys(each["title"] for each in report["profiles"] or [report["profile"]])
    yield words("about.profile", profiles=words.listed(list(titles)))
    rounds = (report["batch"] or {}).get("rounds")
    if rounds:
        yield words("about.round", round=rounds["round"])
    if report["today"]:
        yield words("about.today", today=report["today"])
    yield words("about.plans", plans=sum(line.plan is not None for line in made.lines))
