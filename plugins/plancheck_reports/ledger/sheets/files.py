"""The sheet of files that need attention, with what to do; waivers that do no longer count."""

from collections.abc import Iterator

from plancheck.api import where
from plancheck_reports.ledger import looks
from plancheck_reports.ledger.book import Book
from plancheck_reports.ledger.sheets import listing
from plancheck_reports.ledger.sheets.evidence import waived
from plancheck_reports.ledger.sheets.listing import Listing, heads
from plancheck_reports.ledger.table import Cell, Table

_COLUMNS = (
    ("number", 6, looks.NUMBER),
    ("school", 26, looks.TEXT),
    ("path", 46, looks.TEXT),
    ("state", 12, looks.SHORT),
    ("place", 14, looks.SHORT),
    ("advised", 80, looks.TEXT),
)
_STATE = 3


def write(book: Book, made: Table) -> None:
    """Write the sheet."""
    words = made.words
    grave = {words("unreadable"): looks.STATUS["missing"]}
    grave[words("state.blocking")] = looks.STATUS["partial"]
    about = Listing(
        words("sheet.files"),
        words("files.title"),
        heads(words, _COLUMNS),
        words("nothing.files"),
        {_STATE: grave},
    )
    listing.write(book, about, _rows(made))


def _rows(made: Table) -> Iterator[tuple[Cell, ...]]:
    words = made.words
    for line in made.lines:
        if line.plan is None:
            continue
        head = (line.number, line.school, line.plan["path"])
        if line.plan["problem"]:
            yield *head, words("unreadable"), None, line.plan["problem"]["message"]
        for entry in line.plan["health"]:
            place = where(entry["place"], words.lang) if entry["place"] else None
            yield *head, words(f"state.{entry['grade']}"), place, entry["message"]
    yield from _waivers(made)


def _waivers(made: Table) -> Iterator[tuple[Cell, ...]]:
    words, waivers = made.words, made.report["waivers"] or {}
    for state in ("expired", "refused", "unused"):
        for each in waivers.get(state, ()):
            told = words("waiver", rule=each["rule"], told=waived(each, words))
            yield None, None, each["plan"], words(f"state.{state}"), None, told
