"""The table of the ledger as CSV, as Excel opens it: UTF-8 with its mark, CRLF."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Style
from plancheck_reports.ledger.table import Cell, Table, table
from plancheck_reports.ledger.words import Words, fitted, formula_like, plain

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the encoding of the country."""


def write(report: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Write a line of headings and one a line of the ledger."""
    made = table(report, style)
    yield BOM + _line(_headings(made), made.words)
    for line in made.lines:
        yield _line([column.value(line) for column in made.columns], made.words)


def _headings(made: Table) -> list[Cell]:
    return [column.asked.title if column.asked else column.heading for column in made.columns]


def _line(cells: list[Cell], words: Words) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow([_harmless(cell, words) for cell in cells])
    return line.getvalue()


def _harmless(cell: Cell, words: Words) -> Cell:
    """Keep a text from being run as a formula: an apostrophe before it makes it one.

    As OWASP advises ("CSV Injection"); so are the full-width signs that Excel takes for the others.
    """
    if not isinstance(cell, str):
        return cell
    shown = fitted(plain(cell), words)
    return f"'{shown}" if formula_like(shown) else shown
