"""The sheet of all defects of the text, each with its words and place."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import where
from plancheck_reports.ledger import looks
from plancheck_reports.ledger.book import Book
from plancheck_reports.ledger.sheets import listing
from plancheck_reports.ledger.sheets.evidence import waived
from plancheck_reports.ledger.sheets.listing import Listing, heads
from plancheck_reports.ledger.table import SEVERITIES, Cell, Table

Json = Mapping[str, Any]

_COLUMNS = (
    ("number", 5, looks.NUMBER),
    ("school", 22, looks.TEXT),
    ("blemish", 24, looks.TEXT),
    ("severity", 8.5, looks.SHORT),
    ("quote", 46, looks.TEXT),
    ("place", 14, looks.SHORT),
    ("told", 56, looks.TEXT),
    ("waived", 24, looks.TEXT),
    ("file", 40, looks.LONG),
    ("rule", 26, looks.LONG),
)
_SEVERITY = 3
_COLORS = {"error": "missing", "warning": "partial"}


def write(book: Book, made: Table) -> None:
    """Write the sheet."""
    words = made.words
    colors = {
        words.severity(each): looks.STATUS[_COLORS[each]] for each in SEVERITIES if each in _COLORS
    }
    about = Listing(
        words("sheet.defects"),
        words("defects.title"),
        heads(words, _COLUMNS),
        words("nothing.defects"),
        {_SEVERITY: colors},
    )
    listing.write(book, about, _rows(made))


def _rows(made: Table) -> Iterator[tuple[Cell, ...]]:
    words = made.words
    for line in made.checked:
        plan: Json = line.plan or {}
        rules, file = made.rules(plan), made.names[plan["path"]]
        for defect in plan["defects"]:
            yield (
                line.number,
                line.school or file,
                rules.get(defect["rule"], {}).get("title", defect["rule"]),
                words.severity(defect["severity"]),
                defect["quote"],
                where(defect["place"], words.lang),
                defect["message"],
                waived(defect["waiver"], words) if defect["waiver"] else None,
                file,
                defect["rule"],
            )
