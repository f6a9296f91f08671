"""The body of a document: the lines and tables of all pages in the order they are read."""

from collections.abc import Iterator, Sequence

from plancheck.api import Block, Cell, Paragraph, Table, Zone, limits
from plancheck_readers.pdf.flow import Measure, goes_on, measure, measure_cell, paragraphs
from plancheck_readers.pdf.headings import Drafted, levels
from plancheck_readers.pdf.lines import Line, joined
from plancheck_readers.pdf.newspaper import columned
from plancheck_readers.pdf.sheet import Sheet
from plancheck_readers.pdf.spread import put_together
from plancheck_readers.pdf.tabular import Held, Tabular

_ASIDE = 0.8
"""Share of the text's width up to which a text box stands beside the text."""


def body(sheets: Sequence[Sheet]) -> list[Block]:
    """Return the blocks of the body.

    :raises plancheck.api.Unreadable: ``read.too-many-cells``
    """
    items = put_together(_items([part for sheet in sheets for part in columned(sheet)]))
    found = levels([item for item in items if isinstance(item, Drafted)])
    ranks = iter(found)
    blocks: list[Block] = []
    for item in items:
        if isinstance(item, Drafted):
            blocks.append(Paragraph(item.text, level=next(ranks), page=item.lines[0].page))
        else:
            blocks += _table(item)
    return blocks


def notes(lines: Sequence[Line]) -> list[Block]:
    """Return the footnotes of one page."""
    if not lines:
        return []
    known = measure_cell(lines, max(line.right for line in lines))
    return [
        Paragraph(text_of(each), zone=Zone.FOOTNOTE, page=each[0].page)
        for each in paragraphs(lines, known)
    ]


def text_of(lines: Sequence[Line]) -> str:
    """Return the text of a paragraph."""
    return joined([line.text for line in lines])


def _items(sheets: Sequence[Sheet]) -> list[Drafted | Tabular]:
    """Return paragraphs and tables in the order they are read."""
    measures = _measures(sheets)
    found: list[Drafted | Tabular] = []
    aside: list[Tabular] = []
    lines: list[Line] = []
    known = Measure(0, 0)

    def finish() -> None:
        if lines:
            found.append(Drafted(tuple(lines), text_of(lines), known))
        found.extend(aside)
        lines.clear()
        aside.clear()

    for sheet in sheets:
        usual = measures[sheet.shape]
        for item in _in_order(sheet):
            if isinstance(item, Tabular):
                if not _is_aside(item, usual):
                    finish()
                aside.append(item)
                continue
            if not lines or not goes_on(lines, item, _beside(sheet, lines[-1], usual)):
                finish()
                known = usual
            lines.append(item)
    finish()
    return found


def _measures(sheets: Sequence[Sheet]) -> dict[tuple[int, int, int], Measure]:
    """Find out how lines are set on pages of each size."""
    groups: dict[tuple[int, int, int], list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault(sheet.shape, []).append(sheet)
    return {
        shape: measure([line for sheet in group for line in sheet.lines], group[0].width)
        for shape, group in groups.items()
    }


def _in_order(sheet: Sheet) -> list[Line | Tabular]:
    """Return what a page holds from top to bottom."""
    return sorted((*sheet.lines, *sheet.tables), key=_height)


def _height(item: Line | Tabular) -> float:
    """Return where something begins; a text box with its first line, as what stands beside it."""
    if isinstance(item, Line):
        return item.top
    if item.is_frame and item.cells[0].lines:
        return item.cells[0].lines[0].top
    return item.box.top


def _is_aside(table: Tabular, known: Measure) -> bool:
    """Tell whether a table is a text box that stands beside the text, which runs on."""
    return table.is_frame and table.box.width < _ASIDE * (known.right - known.left)


def _beside(sheet: Sheet, line: Line, known: Measure) -> Measure:
    """Return where lines begin and end beside the text boxes that stand at a line's height."""
    left, right = known.left, known.right
    for table in sheet.tables:
        box = table.box
        if line.page != sheet.number or not (box.top < line.base and line.top < box.bottom):
            continue
        if box.left >= line.right:
            right = min(right, box.left)
        elif box.right <= line.left:
            left = max(left, box.right)
    return known._replace(left=left, right=right)


def _table(table: Tabular) -> Iterator[Block]:
    """Yield a table, or the paragraphs of a text box."""
    pad = table.pad
    if table.is_frame:
        for text in _texts(table.cells[0], pad):
            yield Paragraph(text, page=table.page)
        return
    cells = tuple(
        Cell(
            cell.row,
            cell.column,
            "\n".join(_texts(cell, pad)),
            min(cell.rows, limits.SPAN),
            min(cell.columns, limits.SPAN),
        )
        for cell in table.cells
    )
    yield Table(cells, page=table.page)


def _texts(cell: Held, pad: float) -> list[str]:
    """Return the paragraphs of a cell."""
    if not cell.lines:
        return []
    known = measure_cell(cell.lines, cell.box.right - pad)
    return [text_of(each) for each in paragraphs(cell.lines, known)]
