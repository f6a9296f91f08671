"""A plan as a PDF: on pages as a word processor lays it out, with a header and page numbers."""

import re
from collections.abc import Iterator

from readers.pdf_builder import HEIGHT, LEFT, RIGHT, SIZE, line, pdf, words

from plancheck.api import Block, Cell, Document, Paragraph, Table

_TOP, _BOTTOM = 100, HEIGHT - 100
_LINE = SIZE * 1.5
_PAD = 5
_TOKEN = re.compile("[!-~]{1,30}|.")
"""What is not broken: words and numbers, and each other sign."""


class _Pages:
    """Pages while they are filled."""

    def __init__(self) -> None:
        self.drawn: list[bytes] = []
        self.y = float(_BOTTOM)

    def room(self, height: float) -> None:
        """Begin a page where there is no room for more."""
        if self.y + height > _BOTTOM:
            number = f"- {len(self.drawn) + 1} -"
            self.drawn.append(words(LEFT, 50, "工作计划", 9) + words(290, HEIGHT - 50, number, 9))
            self.y = _TOP

    def draw(self, content: bytes) -> None:
        """Draw on the page that is filled."""
        self.drawn[-1] += content


def portable(plan: Document) -> bytes:
    """Write a plan as a PDF."""
    pages = _Pages()
    for block in plan.blocks:
        _write(pages, block)
    return pdf(*pages.drawn)


def _write(pages: _Pages, block: Block) -> None:
    if isinstance(block, Table):
        _table(pages, block)
        return
    for text in block.text.split("\n"):
        _paragraph(pages, block._replace(text=text))


def _paragraph(pages: _Pages, block: Paragraph) -> None:
    for number, part in enumerate(lines(block.text.strip(), RIGHT - LEFT, 2)):
        pages.room(_LINE)
        pages.draw(words(LEFT + (0 if number else 2 * SIZE), pages.y, part))
        pages.y += _LINE


def lines(text: str, room: float, indent: int = 0) -> Iterator[str]:
    """Break a text into lines.

    :param indent: signs by which the first line is shorter
    """
    part = ""
    most = int(room // SIZE) - indent
    for token in _TOKEN.findall(text):
        if part and len(part) + len(token) > most:
            yield part
            part = ""
            most = int(room // SIZE)
        part += token
    yield part


def _table(pages: _Pages, table: Table) -> None:
    """Rule a table row by row; a row that does not fit begins a page."""
    count = max(cell.column + cell.columns for cell in table.cells)
    label = 70 if count > 1 else 0
    others = (RIGHT - LEFT - label) / max(1, count - 1) if label else RIGHT - LEFT
    xs: list[float] = [LEFT, *(LEFT + label + others * at for at in range(count))]
    if not label:
        xs = [LEFT, RIGHT]
    for row in range(max(cell.row + cell.rows for cell in table.cells)):
        cells = [cell for cell in table.cells if cell.row == row]
        held = {cell: _lines(cell, xs) for cell in cells}
        height = max([1, *map(len, held.values())]) * _LINE + _PAD
        pages.room(height)
        for cell, found in held.items():
            for at, part in enumerate(found):
                y = pages.y + SIZE + at * _LINE
                pages.draw(words(xs[cell.column] + _PAD, y, part))
        _rule(pages, table, xs, row, height)
        pages.y += height
    pages.y += _LINE


def _lines(cell: Cell, xs: list[float]) -> list[str]:
    room = xs[cell.column + cell.columns] - xs[cell.column] - 2 * _PAD
    return [part for text in cell.text.split("\n") for part in lines(text.strip(), room)]


def _rule(pages: _Pages, table: Table, xs: list[float], row: int, height: float) -> None:
    """Draw the borders of a row's cells; none above a cell that goes on from the row before."""
    for cell in table.cells:
        last = cell.row + cell.rows - 1
        if cell.row <= row <= last:
            left, right = xs[cell.column], xs[cell.column + cell.columns]
            top, bottom = pages.y, pages.y + height
            ys = [y for y, at in ((top, cell.row), (bottom, last)) if at == row]
            pages.draw(b"".join(line(left, y, right, y) for y in ys))
            pages.draw(b"".join(line(x, top, x, bottom) for x in (left, right)))
