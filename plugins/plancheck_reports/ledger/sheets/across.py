"""The sheet of what was found across the plans: a line a plan that a finding is about."""

from collections.abc import Iterator

from plancheck_reports.across import Across
from plancheck_reports.ledger import looks
from plancheck_reports.ledger.book import Book
from plancheck_reports.ledger.sheets import listing
from plancheck_reports.ledger.sheets.listing import Listing, heads
from plancheck_reports.ledger.table import Cell, Table

_COLUMNS = (
    ("number", 5, looks.NUMBER),
    ("across", 24, looks.TEXT),
    ("severity", 8.5, looks.SHORT),
    ("told", 56, looks.TEXT),
    ("plan", 46, looks.TEXT),
    ("quote", 60, looks.TEXT),
    ("rule", 26, looks.LONG),
)
_SEVERITY = 2


def write(book: Book, made: Table) -> None:
    """Write the sheet; none where nothing was asked across the plans."""
    words = made.words
    across = Across(made.report, words.lang)
    if not across.asked:
        return
    about = Listing(
        words("sheet.across"),
        words("across.title"),
        heads(words, _COLUMNS),
        words("nothing.across"),
        {_SEVERITY: {words.severity("warning"): looks.STATUS["partial"]}},
    )
    listing.write(book, about, _rows(made, across))


def _rows(made: Table, across: Across) -> Iterator[tuple[Cell, ...]]:
    """Yield lines; those of one finding have one number."""
    words = made.words
    for number, each in enumerate(across.findings, 1):
        head = (number, each.title, words.severity(each.severity), each.message)
        for plan in each.plans:
            yield *head, plan.name, "\n".join(plan.quotes), each.rule
        if not each.plans:
            yield *head, words("across.all"), None, each.rule
    for note in across.notes:
        yield None, None, None, note, None, None, None
