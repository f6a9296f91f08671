"""A long table that is looked through with filters, on as many sheets as it takes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from plancheck_reports.ledger import looks
from plancheck_reports.ledger.book import A3, Area, Book, Page, Sheet
from plancheck_reports.ledger.looks import Look
from plancheck_reports.ledger.measure import height
from plancheck_reports.ledger.table import Cell
from plancheck_reports.ledger.words import Words

ROWS = 1_000_000
"""Lines of a sheet; Excel's have 1,048,576 rows."""

_TITLE, _HEAD, _FIRST = 0, 1, 2
_LITERAL = 255
"""Characters of a text in a formula."""


class Head(NamedTuple):
    """A column of a listing."""

    heading: str
    width: float
    look: Look = looks.TEXT


def heads(words: Words, columns: Iterable[tuple[str, float, Look]]) -> list[Head]:
    """Return columns by the codes of their headings."""
    return [Head(words(f"column.{code}"), width, look) for code, width, look in columns]


class Listing(NamedTuple):
    """What a listing is about."""

    name: str
    """Of the sheet."""
    title: str
    heads: Sequence[Head]
    nothing: str
    """What is said where there is no line."""
    colors: Mapping[int, Mapping[str, Look]] = {}
    """Column → text in a cell → what it looks like."""


def write(book: Book, listing: Listing, rows: Iterable[Sequence[Cell]], most: int = ROWS) -> None:
    """Write a listing.

    :param most: lines of a sheet
    """
    for number, taken in enumerate(_sheets(rows, most), 1):
        name = listing.name if number == 1 else f"{listing.name}{number}"
        _sheet(book.sheet(name), listing, taken)


def _sheets(rows: Iterable[Sequence[Cell]], most: int) -> Iterator[list[Sequence[Cell]]]:
    """Yield the lines of each sheet; one without lines where there are none at all."""
    lines = iter(rows)
    yield list(islice(lines, most))
    while taken := list(islice(lines, most)):
        yield taken


def _sheet(sheet: Sheet, listing: Listing, rows: Sequence[Sequence[Cell]]) -> None:
    sheet.put(_TITLE, 0, listing.title, looks.TITLE)
    sheet.high(_TITLE, 28)
    sheet.line(_HEAD, [head.heading for head in listing.heads], looks.HEAD)
    sheet.high(_HEAD, 24)
    sheet.widths(head.width for head in listing.heads)
    for row, cells in enumerate(rows, _FIRST):
        sheet.high(row, height(_wrapped(cells, listing.heads)))
        for column, (cell, head) in enumerate(zip(cells, listing.heads, strict=True)):
            sheet.put(row, column, cell, head.look)
    if rows:
        bottom = _HEAD + len(rows)
        sheet.raw.autofilter(_HEAD, 0, bottom, len(listing.heads) - 1)
        _color(sheet, listing, bottom)
    else:
        sheet.put(_FIRST, 0, listing.nothing, looks.NOTE)
    sheet.raw.freeze_panes(_FIRST, 2)
    sheet.printed(Page(A3, repeat=(_HEAD, _HEAD)))


def _wrapped(cells: Sequence[Cell], heads: Sequence[Head]) -> Iterator[tuple[Cell, float]]:
    """Yield the cells that a row has to be high for, each with the width of its column."""
    for cell, head in zip(cells, heads, strict=True):
        if "text_wrap" in head.look:
            yield cell, head.width


def _color(sheet: Sheet, listing: Listing, last: int) -> None:
    for column, colors in listing.colors.items():
        for text, look in colors.items():
            color(sheet, Area(_FIRST, column, last, column), text, look)


def color(sheet: Sheet, area: Area, text: str, look: Look) -> None:
    """Give cells that hold a text a look, also when somebody writes it there later.

    A text that is too long for a formula stays as it is.
    """
    if len(text) > _LITERAL:
        return
    quoted = text.replace('"', '""')
    over = sheet.book.over(look)
    rule = {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": over}
    sheet.raw.conditional_format(*area, rule)
