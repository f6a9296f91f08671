"""Tables that go on over pages: put together again.

A header row that each page repeats counts once; a row that the page broke is one row; a label (a
month) whose cell was broken covers the rows on both pages.
"""

from collections.abc import Sequence

from plancheck_readers.pdf.flow import fits, measure_cell
from plancheck_readers.pdf.headings import Drafted
from plancheck_readers.pdf.tabular import Held, Tabular

_NEAR = 4.0
"""Points by which columns of one table may differ from page to page."""

_OPEN_NEAR = 10.0
"""The same where no ruling lines show the columns, only text."""


def put_together(items: Sequence[Drafted | Tabular]) -> list[Drafted | Tabular]:
    """Join tables that follow one another on two pages and have the same columns."""
    found: list[Drafted | Tabular] = []
    page = 0
    for item in items:
        last = found[-1] if found else None
        if (
            isinstance(item, Tabular)
            and isinstance(last, Tabular)
            and (item.page == page + 1 or (item.page == page and item.is_open))
            and _same_columns(last, item)
        ):
            found[-1] = _joined(last, _without_first(last, item))
        else:
            found.append(item)
        page = item.page if isinstance(item, Tabular) else 0
    return found


def _same_columns(first: Tabular, second: Tabular) -> bool:
    """Tell whether columns begin at the same places; where the last ends tells nothing if open."""
    last = -1 if first.is_open else None
    near = _OPEN_NEAR if first.is_open else _NEAR
    return (
        len(first.xs) == len(second.xs)
        and first.is_open is second.is_open
        and all(
            abs(one - other) <= near
            for one, other in zip(first.xs[:last], second.xs[:last], strict=True)
        )
    )


def _without_first(first: Tabular, second: Tabular) -> Tabular:
    """Leave out a first row that repeats the table's header, or that the page break left empty."""
    row = second.row(0)
    words = [cell.words for cell in row]
    repeated = any(words) and words == [cell.words for cell in first.row(0)]
    if second.rows < 2 or any(cell.rows > 1 for cell in row):  # noqa: PLR2004 - nothing under it
        return second
    if any(words) and not repeated:
        return second
    rest = tuple(cell._replace(row=cell.row - 1) for cell in second.cells if cell.row)
    return second._replace(cells=rest, rows=second.rows - 1)


def _joined(first: Tabular, second: Tabular) -> Tabular:
    """Put the rows of one table under those of another."""
    cells = list(first.cells)
    broken = _is_broken(first, second)
    down = first.rows - (1 if broken else 0)
    for cell in second.cells:
        above = _last_in(cells, cell.column)
        if cell.row == 0 and above is not None and (broken or _is_label(cell)):
            at = cells.index(above)
            cells[at] = above._replace(
                lines=(*above.lines, *cell.lines), rows=down + cell.rows - above.row
            )
        else:
            cells.append(cell._replace(row=cell.row + down))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return first._replace(cells=tuple(cells), rows=down + second.rows)


def _last_in(cells: Sequence[Held], column: int) -> Held | None:
    """Return the lowest cell that begins in a column."""
    return max(
        (cell for cell in cells if cell.column == column), key=lambda cell: cell.row, default=None
    )


def _is_label(cell: Held) -> bool:
    """Tell whether a cell is the empty rest of a label on the page before."""
    return cell.column == 0 and not cell.words


def _is_broken(first: Tabular, second: Tabular) -> bool:
    """Tell whether the page broke the last row: all that stands in it goes on from full lines."""
    cells = [cell for cell in second.row(0) if cell.lines]
    if not cells:
        return False
    last = [cell for cell in first.cells if cell.row + cell.rows == first.rows]
    for cell in cells:
        above = next((each for each in last if each.column == cell.column), None)
        if above is None or not above.lines:
            return False
        known = measure_cell(above.lines, above.box.right - first.pad)
        if fits(above.lines[-1], cell.lines[0], known):
            return False
    return True
