"""Labelled plans (``fixtures/labelled``) as documents.

Their markup: ``# `` before the title, ``## `` before a heading, rows of a table between bars, where
a cell ``^`` is merged with the cell above it; any other line is a paragraph.
"""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from plancheck.api import Block, Cell, Document, Paragraph, Table

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
LABELLED = FIXTURES / "labelled"
ABOVE = "^"
_LEVELS = {"# ": 0, "## ": 1}


def labelled(name: str) -> tuple[Document, dict[str, Any]]:
    """Return a labelled plan, such as ``p01``, and its label."""
    text = (LABELLED / f"{name}.txt").read_text("utf-8")
    label = json.loads((LABELLED / f"{name}.json").read_text("utf-8"))
    return document(text), label


def document(text: str) -> Document:
    """Read the markup."""
    blocks: list[Block] = []
    lines = [line for line in text.splitlines() if line.strip()]
    for is_row, group in groupby(lines, lambda line: line.startswith("|")):
        if is_row:
            blocks.append(table([_cells(line) for line in group]))
        else:
            blocks += map(_paragraph, group)
    return Document("txt", tuple(blocks))


def _paragraph(line: str) -> Paragraph:
    for mark, level in _LEVELS.items():
        if line.startswith(mark):
            return Paragraph(line.removeprefix(mark), level=level)
    return Paragraph(line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table(rows: Sequence[Sequence[str]]) -> Table:
    """Lay out rows of texts."""
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text != ABOVE:
                below = [other[column : column + 1] for other in rows[number + 1 :]]
                merged = next((n for n, cell in enumerate(below) if cell != [ABOVE]), len(below))
                cells.append(Cell(number, column, text, rows=1 + merged))
    return Table(tuple(cells))


def rows_of(found: Table) -> list[list[Cell | None]]:
    """Return a table as rows of equal length; None where a cell is merged with the one above."""
    height = max(cell.row + cell.rows for cell in found.cells)
    width = max(cell.column + cell.columns for cell in found.cells)
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in found.cells:
        rows[cell.row][cell.column] = cell
    return rows
