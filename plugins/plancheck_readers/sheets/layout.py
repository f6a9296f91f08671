"""Blocks of one sheet: tables, and lines that stand above or across them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from plancheck.api import Block, Cell, Paragraph, Table, limits
from plancheck_readers.sheets.sheet import Grid, Spot

Row = list[Cell]


def blocks_of(sheet: Grid, count: Callable[[int], None]) -> Iterator[Block]:
    """Yield the blocks of a sheet; rows and columns that show nothing are left out.

    A row of one cell is a line of text where it is merged over all columns, or where no table has
    begun yet.

    :param count: counts cells against the cap
    """
    _unfold(sheet, count)
    spots = [spot for spot in sheet.texts if sheet.shows_row(spot[0])]
    columns = {column for _, column in spots}
    kept = sorted(column for column in columns if sheet.shows_column(column))
    seen = set(kept)
    spots = [spot for spot in spots if spot[1] in seen]
    rows = sorted({row for row, _ in spots})
    count(len(rows) * len(kept))
    laid = _lay_out(sheet, rows, kept, count)
    width = len(kept)
    table: Row = []
    start = 0
    for number, row in enumerate(laid):
        filled = [cell for cell in row if cell.text]
        line = len(filled) == 1 and (
            filled[0].columns == width or (not table and filled[0].rows == 1)
        )
        if not line:
            start = start if table else number
            table += [cell._replace(row=cell.row - start) for cell in row]
            continue
        if table:
            yield Table(tuple(table))
            table = []
        yield from (Paragraph(text) for text in filled[0].text.split("\n") if text.strip())
    if table:
        yield Table(tuple(table))


def _unfold(sheet: Grid, count: Callable[[int], None]) -> None:
    """Move what a merged area shows to its first cell that is not hidden; drop what it covers."""
    for area in sheet.merged:
        count(1)
        anchor = (area.top, area.left)
        text = sheet.texts.get(anchor)
        if text is None or sheet.shows(anchor):
            continue
        row = next(
            filter(sheet.shows_row, range(area.top, min(area.bottom + 1, area.top + limits.SPAN))),
            None,
        )
        column = next(
            filter(
                sheet.shows_column, range(area.left, min(area.right + 1, area.left + limits.SPAN))
            ),
            None,
        )
        if row is not None and column is not None:
            sheet.texts[row, column] = text


def _lay_out(
    sheet: Grid, rows: list[int], columns: list[int], count: Callable[[int], None]
) -> list[Row]:
    sizes: dict[Spot, Spot] = {}
    covered: set[Spot] = set()
    for area in sheet.merged:
        top, bottom = _within(rows, area.top, area.bottom)
        left, right = _within(columns, area.left, area.right)
        if top >= bottom or left >= right:
            continue
        count((bottom - top) * (right - left))
        inside = {(row, column) for row in range(top, bottom) for column in range(left, right)}
        if not inside & covered:
            sizes[top, left] = (bottom - top, right - left)
            covered |= inside - {(top, left)}
    return [
        [
            _cell(sheet, (row, column), rows, columns, sizes.get((row, column), (1, 1)))
            for column in range(len(columns))
            if (row, column) not in covered
        ]
        for row in range(len(rows))
    ]


def _cell(sheet: Grid, at: Spot, rows: list[int], columns: list[int], size: Spot) -> Cell:
    text = sheet.texts.get((rows[at[0]], columns[at[1]]), "")
    return Cell(*at, text, *size)


def _within(places: list[int], first: int, last: int) -> Spot:
    return bisect_left(places, first), bisect_right(places, last)
