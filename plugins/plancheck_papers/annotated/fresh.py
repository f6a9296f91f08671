"""A plain Word document of a plan's text, for plans that are no Word documents.

Written as WordprocessingML by hand, not with a library and its template: a handful of parts, the
same bytes each time, and a text that reads back as it was.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from plancheck.api import limits, regex
from plancheck_papers.annotated import sheet

Json = Mapping[str, Any]

COLUMNS = 63
"""Columns that a table of Word's may have."""
_WIDTH = 9000
"""Of a table, in twentieths of a point."""
_ILLEGAL = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML can hold (XML 1.0, 2.2)."""
_PIECES = regex("([\n\t])")
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_INDENTED = 30
"""Characters from which a paragraph is running text, whose first line is indented."""


def legal(text: str) -> str:
    """Replace what XML cannot hold, each by one character."""
    return _ILLEGAL.sub("\ufffd", text)


def fresh(blocks: Sequence[Json], title: int | None) -> tuple[bytes, list[int | None]]:
    """Write a document.

    :param blocks: of the report
    :param title: the number of the block that is the title
    :returns: its bytes; for each block that reading it will give, the number of the block it is
    """
    writer = _Writer(title)
    zones: dict[str, list[str]] = {"body": [], "footnote": [], "header": [], "footer": []}
    order: dict[str, list[int | None]] = {zone: [] for zone in zones}
    for number, block in enumerate(blocks):
        zone = block.get("zone", "body")
        numbers, xml = writer.block(number, block)
        if numbers and (zone in ("body", "footnote") or xml not in zones[zone]):
            zones[zone].append(xml)
            order[zone] += numbers
    body = "".join(zones["body"] + zones["footnote"]) or sheet.GAP
    document = sheet.packed(body, zones["header"], zones["footer"])
    return document, [number for numbers in order.values() for number in numbers]


class _Writer:
    """Writes blocks.

    :param title: the number of the block that is the title
    """

    def __init__(self, title: int | None) -> None:
        self._title = title

    def block(self, number: int, block: Json) -> tuple[list[int | None], str]:
        """Write a block, and tell what reading it will give."""
        if "cells" not in block:
            xml = self._paragraph(number, block)
            return ([number] if xml else []), xml
        cells = block["cells"]
        if not cells:
            return [], ""
        if _fits(cells):
            return [number], _table(cells)
        lines = [line for line in _lines(cells) if not line.isspace()]
        return [None] * len(lines), "".join(map(_line, lines))

    def _paragraph(self, number: int, block: Json) -> str:
        text = legal(block["text"])
        if not text or text.isspace():
            return ""
        level = block.get("level")
        if level is not None:
            look = f'<w:pStyle w:val="{sheet.style(level)}"/>'
        elif number == self._title:
            look = sheet.TITLE
        elif block.get("zone") == "footnote":
            look = sheet.NOTE
        elif len(text) > _INDENTED and not text[0].isspace():
            look = sheet.INDENTED
        else:
            look = ""
        bold = level is None and number == self._title
        return _line(text, look, sheet.BOLD if bold else "")


def _line(text: str, look: str = "", letters: str = "") -> str:
    """Write a paragraph."""
    pieces = "".join(
        _SIGNS.get(piece) or f'<w:t xml:space="preserve">{_escaped(piece)}</w:t>'
        for piece in _PIECES.split(text)
        if piece
    )
    look = f"<w:pPr>{look}</w:pPr>" if look else ""
    letters = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    return f"<w:p>{look}<w:r>{letters}{pieces}</w:r></w:p>"


def _escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


# -- tables


def _fits(cells: Sequence[Json]) -> bool:
    """Tell whether Word can show cells as a table."""
    width: int = max(cell["column"] + cell.get("columns", 1) for cell in cells)
    height: int = max(cell["row"] + cell.get("rows", 1) for cell in cells)
    area: int = sum(cell.get("rows", 1) for cell in cells)
    return width <= COLUMNS and max(height, area) <= limits.CELLS


def _table(cells: Sequence[Json]) -> str:
    rows: defaultdict[int, list[tuple[int, Json]]] = defaultdict(list)
    for cell in cells:
        for row in range(cell["row"], cell["row"] + cell.get("rows", 1)):
            rows[row].append((cell["column"], cell))
    width = max(cell["column"] + cell.get("columns", 1) for cell in cells)
    widths = _widths(cells, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    body = "".join(_row(number, rows[number], widths) for number in range(max(rows) + 1))
    return f"<w:tbl>{sheet.TABLE}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{sheet.GAP}"


def _widths(cells: Sequence[Json], count: int) -> list[int]:
    """Share the width out by the longest text of each column."""
    lengths = [2] * count
    for cell in cells:
        if cell.get("columns", 1) == 1:
            longest = max(map(len, cell["text"].split("\n")))
            lengths[cell["column"]] = max(lengths[cell["column"]], min(longest, _INDENTED))
    return [_WIDTH * length // sum(lengths) for length in lengths]


def _row(number: int, entries: Sequence[tuple[int, Json]], widths: Sequence[int]) -> str:
    """Write a row; gaps become empty cells, and what stands in another's way is left out."""
    written = []
    at = 0
    for column, cell in sorted(entries, key=lambda entry: entry[0]):
        if column < at:
            continue
        if column > at:
            written.append(_cell("", at, column - at, widths))
        first = cell["row"] == number
        merged = ("restart" if first else "continue") if cell.get("rows", 1) > 1 else ""
        columns = cell.get("columns", 1)
        written.append(_cell(cell["text"] if first else "", column, columns, widths, merged))
        at = column + columns
    if at < len(widths):
        written.append(_cell("", at, len(widths) - at, widths))
    return f"<w:tr>{''.join(written)}</w:tr>"


def _cell(text: str, column: int, columns: int, widths: Sequence[int], merged: str = "") -> str:
    look = f'<w:tcW w:w="{sum(widths[column : column + columns])}" w:type="dxa"/>'
    if columns > 1:
        look += f'<w:gridSpan w:val="{columns}"/>'
    if merged:
        look += f'<w:vMerge w:val="{merged}"/>'
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{_line(legal(text), sheet.CELL)}</w:tc>"


def _lines(cells: Sequence[Json]) -> Iterator[str]:
    """Yield what Word cannot show as a table, a line a row."""
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for cell in cells:
        rows[cell["row"]].append(legal(cell["text"]))
    for number in sorted(rows):
        yield "\t".join(rows[number])
