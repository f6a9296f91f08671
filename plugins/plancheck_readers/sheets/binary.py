"""Binary workbooks ([MS-XLS], BIFF) as a person sees them: the same blocks as of a ``.xlsx``."""

import io
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

from plancheck.api import Block, Document, Grade, Paragraph, Unreadable, Zone
from plancheck_readers.sheets.formats import format_of, general, shown
from plancheck_readers.sheets.layout import blocks_of
from plancheck_readers.sheets.reader import margin_lines
from plancheck_readers.sheets.records import Drawn, drawn
from plancheck_readers.sheets.sheet import Area, Grid
from plancheck_readers.tally import Tally

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
"""Kinds of cells that xlrd tells apart."""
_BUILT_IN = 164
"""Number from which formats are the workbook's own ([MS-XLS] 2.4.126)."""
_ROWS = 65_536


class _Opened(NamedTuple):
    """A workbook."""

    book: Any
    errors: Any
    """What cells with an error show, by number."""

    def grid(self, sheet: Any, tally: Tally) -> Grid:  # noqa: ANN401 - of a library without types
        """Return what a sheet shows."""
        grid = Grid(tally.count_text)
        for row in range(min(sheet.nrows, _ROWS)):
            for column, cell in enumerate(sheet.row(row)):
                grid.add((row, column), self._text(cell))
        for row, info in sheet.rowinfo_map.items():
            if info.hidden or info.height == 0:
                grid.hidden_rows.add(row)
        for column, info in sheet.colinfo_map.items():
            grid.hidden_columns[column] = bool(info.hidden or info.width == 0)
        grid.merged = [
            Area(top, left, bottom - 1, right - 1)
            for top, bottom, left, right in sheet.merged_cells
            if top < bottom and left < right
        ]
        return grid

    def _text(self, cell: Any) -> str:  # noqa: ANN401 - likewise
        if cell.ctype == _TEXT:
            return str(cell.value)
        if cell.ctype in (_NUMBER, _DATE):
            code = self._format(cell.xf_index)
            value = float(cell.value)
            if value in (float("inf"), float("-inf")) or value != value:  # noqa: PLR0124
                return str(value)
            since_1904 = bool(self.book.datemode)
            return shown(value, code, since_1904=since_1904) if code else general(value)
        if cell.ctype == _BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        return str(self.errors.get(cell.value, "")) if cell.ctype == _ERROR else ""

    def _format(self, number: int | None) -> str:
        if number is None or not 0 <= number < len(self.book.xf_list):
            return ""
        key = self.book.xf_list[number].format_key
        found = self.book.format_map.get(key)
        own = {key: str(found.format_str)} if found is not None else {}
        return format_of(key, own if key >= _BUILT_IN or not format_of(key, {}) else {})


def read_xls(data: bytes) -> Document:
    """Read a workbook.

    :raises Unreadable: when it is damaged or encrypted, or xlrd is not installed
    """
    try:
        import xlrd
    except ImportError as error:
        raise Unreadable("xls.no-library") from error
    try:
        return _read(_Opened(_book(xlrd, data), xlrd.error_text_from_code), data)
    except (Unreadable, MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever it stumbles over: it takes files at their word
        locked = isinstance(error, xlrd.XLRDError) and "encrypted" in str(error).lower()
        raise Unreadable("xls.encrypted" if locked else "xls.damaged") from error


def _book(xlrd: Any, data: bytes) -> Any:  # noqa: ANN401 - a library without types
    return xlrd.open_workbook(
        file_contents=data,
        logfile=io.StringIO(),
        formatting_info=True,  # which rows and columns are hidden
        ragged_rows=True,  # no empty cells behind a row's last
    )


def _read(opened: _Opened, data: bytes) -> Document:
    tally = Tally()
    blocks: list[Block] = []
    margins: list[Block] = []
    around = _around(data, tally)
    for number, sheet in enumerate(opened.book.sheets()):
        if sheet.visibility:
            continue
        blocks += blocks_of(opened.grid(sheet, tally), tally.count_cells)
        beside = around.get(number)
        if beside is not None:
            blocks += _noted(beside, tally)
            margins += margin_lines(beside.header, Zone.HEADER)
            margins += margin_lines(beside.footer, Zone.FOOTER)
    tally.judge_pictures(blocks)
    margins.sort(key=lambda block: block.zone is Zone.FOOTER)
    return Document("xls", (*blocks, *dict.fromkeys(margins)), tally.health)


def _around(data: bytes, tally: Tally) -> dict[int, Drawn]:
    """Return what stands around the cells, by the number of the sheet."""
    found = {}
    try:
        for number, beside in drawn(data):
            if number is None:
                tally.note(Grade.BLOCKING, "health.chart")
            else:
                found[number] = beside
    except (struct.error, ValueError, OSError, IndexError):
        tally.note(Grade.BLOCKING, "health.part", "Workbook")
    return found


def _noted(beside: Drawn, tally: Tally) -> Iterator[Block]:
    for _ in range(beside.pictures):
        tally.picture(Zone.BODY, large=False)
    for _ in range(beside.charts):
        tally.note(Grade.BLOCKING, "health.chart")
    for text in beside.texts:
        tally.count_text(len(text))
        yield from (Paragraph(line) for line in text.split("\n") if line.strip())
