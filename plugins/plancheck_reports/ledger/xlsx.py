"""The ledger as a workbook."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Style
from plancheck_reports.ledger.book import Book
from plancheck_reports.ledger.figures import scored
from plancheck_reports.ledger.sheets import (
    across,
    defects,
    evidence,
    files,
    ledger,
    scores,
    summary,
)
from plancheck_reports.ledger.table import table


def write(report: Mapping[str, Any], style: Style) -> Iterator[bytes]:
    """Write the workbook: the ledger, what it comes to, and what it rests on."""
    made = table(report, style)
    book = Book(made.words, report["today"])
    ledger.write(book, made)
    summary.write(book, made)
    evidence.write(book, made)
    defects.write(book, made)
    across.write(book, made)
    if scored(made):
        scores.write(book, made)
    files.write(book, made)
    yield book.bytes()
