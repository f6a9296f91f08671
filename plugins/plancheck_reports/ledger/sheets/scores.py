"""The scoring sheets: one a plan, each on paper of its own, to be signed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_range

from plancheck_reports.ledger import looks
from plancheck_reports.ledger.asked import topic
from plancheck_reports.ledger.book import Area, Book, Page, Sheet
from plancheck_reports.ledger.deductions import grounds, reason
from plancheck_reports.ledger.lines import Line
from plancheck_reports.ledger.measure import height
from plancheck_reports.ledger.table import Cell, Table, decided, told_period

Json = Mapping[str, Any]

MOST = 250
"""Plans of a sheet; Excel takes 1,023 breaks of pages, and a plan needs two, seldom three."""

_COLUMNS = (
    ("item", 8.0),
    ("content", 28.0),
    ("points", 5.5),
    ("grounds", 28.0),
    ("self", 7.0),
    ("earned", 7.0),
    ("deducted", 26.0),
)
_ITEM, _CONTENT, _POINTS, _GROUNDS, _SELF, _EARNED, _DEDUCTED = range(len(_COLUMNS))
_SCALE = 72
"""In percent: what lets the columns fit the width of the paper, whatever the font."""
_PAPER = 1000.0
"""Points of a page at that scale, with some to spare."""

_TITLE_HEIGHT, _ABOUT_HEIGHT, _HEAD_HEIGHT = 32.0, 20.0, 24.0
_TOTAL_HEIGHT, _NOTE_HEIGHT, _SIGN_HEIGHT, _DAY_HEIGHT = 24.0, 34.0, 40.0, 30.0
_ABOVE = _TITLE_HEIGHT + 2 * _ABOUT_HEIGHT + _HEAD_HEIGHT
_BELOW = 2 * _TOTAL_HEIGHT + _NOTE_HEIGHT + _SIGN_HEIGHT + _DAY_HEIGHT

_NAME = {**looks.NOTE, "font_color": looks.INK}
_NOTE = {**looks.NOTE, "text_wrap": True}
_TITLE = {**looks.TITLE, "align": "center"}
_SIGNED = {**_NAME, "valign": "bottom"}
_DAY = {**_SIGNED, "align": "right"}


def write(book: Book, made: Table, most: int = MOST) -> None:
    """Write the sheets of all plans that have a score.

    :param most: plans of a sheet of the workbook
    """
    lines = iter([line for line in made.checked if line.plan and line.plan["score"]])
    name, number = made.words("sheet.scores"), 1
    while taken := list(islice(lines, most)):
        _stacked(book.sheet(name if number == 1 else f"{name}{number}"), made, taken)
        number += 1


def _stacked(sheet: Sheet, made: Table, lines: Sequence[Line]) -> None:
    """Write the plans below each other, each on pages of its own."""
    row = 0
    breaks: list[int] = []
    for line in lines:
        block = _Block(sheet, made, line, row)
        block.write()
        row = block.row
        breaks += (*block.breaks, row)
    sheet.raw.set_h_pagebreaks(breaks[:-1])
    sheet.widths(width for _, width in _COLUMNS)
    sheet.printed(Page(landscape=False, scale=_SCALE))


class _Entry(NamedTuple):
    """A line of the sheet."""

    topic: str
    cells: tuple[Cell, ...]
    height: float


class _Block:
    """The sheet of one plan."""

    def __init__(self, sheet: Sheet, made: Table, line: Line, row: int) -> None:
        self._sheet = sheet
        self._made = made
        self._words = made.words
        self._line = line
        self._plan: Json = line.plan or {}
        self._score: Json = self._plan["score"]
        self.row = row
        """The next free row."""
        self.breaks: list[int] = []
        """Rows above which a page ends."""

    def write(self) -> None:
        """Write it."""
        self._heads()
        first = self.row
        for page in _pages([*self._entries()]):
            if self.row > first:
                self.breaks.append(self.row)
                self._again()
            self._lines(page)
        self._total(first, self.row - 1)
        self._foot()

    def _next(self, height: float) -> None:
        self._sheet.high(self.row, height)
        self.row += 1

    def _over(self, left: int, right: int, cell: Cell, look: looks.Look) -> None:
        self._sheet.merged(Area(self.row, left, self.row, right), cell, look)

    # -- above the lines ---------------------------------------------------------------------

    def _heads(self) -> None:
        words, plan = self._words, self._plan
        profile = self._made.profile(plan["profile"])
        self._over(0, _DEDUCTED, words("scores.title"), _TITLE)
        self._next(_TITLE_HEIGHT)
        school = self._line.school or plan["unit"] or ""
        period = told_period(plan, words)
        self._pair(words("scores.school", school=school), words("scores.period", period=period))
        file, document = self._made.names[plan["path"]], profile["document"] or profile["title"]
        self._pair(words("scores.file", file=file), words("scores.by", document=document))
        self._columns()

    def _again(self) -> None:
        """Say on a further page whose it is."""
        school = self._line.school or self._made.names[self._plan["path"]]
        self._over(0, _DEDUCTED, self._words("scores.again", school=school), _NAME)
        self._next(_ABOUT_HEIGHT)
        self._columns()

    def _pair(self, left: str, right: str) -> None:
        self._over(0, _GROUNDS, left, _NAME)
        self._over(_SELF, _DEDUCTED, right, _NAME)
        self._next(_ABOUT_HEIGHT)

    def _columns(self) -> None:
        heads = [self._words(f"column.{code}") for code, _ in _COLUMNS]
        self._sheet.line(self.row, heads, looks.HEAD)
        self._next(_HEAD_HEIGHT)

    # -- the lines ---------------------------------------------------------------------------

    def _entries(self) -> Iterator[_Entry]:
        rules, widths = self._made.rules(self._plan), [width for _, width in _COLUMNS]
        for item in self._score["items"]:
            cells = self._cells(item, rules.get(item["rule"], {}))
            high = height(zip(cells, widths[_CONTENT:], strict=True))
            yield _Entry(topic(item["rule"], self._words), cells, high)

    def _cells(self, item: Json, rule: Json) -> tuple[Cell, ...]:
        result = self._line.results[item["rule"]]
        content = rule.get("criteria", {}).get("met") or rule.get("title", item["rule"])
        why = reason(item, result, rule, self._words)
        return content, item["points"], grounds(result, self._words), None, item["earned"], why

    def _lines(self, entries: Sequence[_Entry]) -> None:
        """Write the lines of a page, those of a topic together."""
        for name, group in groupby(entries, key=lambda entry: entry.topic):
            top = self.row
            for entry in group:
                for column, cell in enumerate(entry.cells, _CONTENT):
                    text = column in {_CONTENT, _GROUNDS, _DEDUCTED}
                    self._sheet.put(self.row, column, cell, looks.TEXT if text else looks.NUMBER)
                self._next(entry.height)
            self._sheet.merged(Area(top, _ITEM, self.row - 1, _ITEM), name, looks.SHORT)

    # -- below the lines ---------------------------------------------------------------------

    def _total(self, first: int, last: int) -> None:
        """Write the sums; provisional as long as the points of a line are blank."""
        words, sheet, row = self._words, self._sheet, self.row
        unsure, whole = words("scores.provisional"), words("scores.total")
        shown = unsure if self._score["provisional"] else whole
        points, earned = (xl_range(first, at, last, at) for at in (_POINTS, _EARNED))
        label = f'=IF(COUNT({earned})<COUNT({points}),"{unsure}","{whole}")'
        sheet.line(row, [None] * len(_COLUMNS), looks.TOTAL)
        sheet.merged(Area(row, _ITEM, row, _CONTENT), None, looks.TOTAL)
        sheet.formula(row, _ITEM, label, shown, looks.TOTAL)
        own = xl_range(first, _SELF, last, _SELF)
        sheet.formula(row, _POINTS, f"=ROUND(SUM({points}),2)", self._score["of"], looks.TOTAL)
        sheet.formula(row, _SELF, f'=IF(COUNT({own})=0,"",SUM({own}))', None, looks.TOTAL)
        sheet.formula(row, _EARNED, f"=ROUND(SUM({earned}),2)", self._score["total"], looks.TOTAL)
        sheet.raw.data_validation(first, _SELF, last, _EARNED, self._limits(first))
        self._next(_TOTAL_HEIGHT)

    def _limits(self, first: int) -> dict[str, object]:
        """Return what may be filled in: nothing above the points of the line."""
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": f"=$C{first + 1}",
            "error_title": self._words("points.title"),
            "error_message": self._words("points.message"),
        }

    def _foot(self) -> None:
        words, decision = self._words, decided(self._line, self._words)
        self._over(0, _DEDUCTED, words("scores.standard"), _NOTE)
        self._next(_NOTE_HEIGHT)
        self._over(0, _DEDUCTED, words("scores.decision", decision=decision), _NAME)
        self._next(_TOTAL_HEIGHT)
        spans = ((_ITEM, _CONTENT), (_POINTS, _GROUNDS), (_SELF, _DEDUCTED))
        for who, span in zip(("scorer", "checker", "school"), spans, strict=True):
            self._over(*span, words(f"signed.{who}"), _SIGNED)
        self._next(_SIGN_HEIGHT)
        self._over(_SELF, _DEDUCTED, words("signed.day"), _DAY)
        self._next(_DAY_HEIGHT)


def _pages(entries: Sequence[_Entry]) -> Iterator[Sequence[_Entry]]:
    """Part lines into pages; what is signed stays with the last ones."""
    page: list[_Entry] = []
    used = _ABOVE
    for number, entry in enumerate(entries, 1):
        wanted = entry.height + (_BELOW if number == len(entries) else 0)
        if page and used + wanted > _PAPER:
            yield page
            page, used = [], _ABOUT_HEIGHT + _HEAD_HEIGHT
        page.append(entry)
        used += entry.height
    yield page
