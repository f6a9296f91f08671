"""The sheet of all evidence: what was said of each requirement, and which words say so."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from plancheck.api import message, where
from plancheck_reports.ledger import looks
from plancheck_reports.ledger.asked import topic
from plancheck_reports.ledger.book import Book
from plancheck_reports.ledger.sheets import listing
from plancheck_reports.ledger.sheets.listing import Listing, heads
from plancheck_reports.ledger.table import STATUSES, Cell, Table
from plancheck_reports.ledger.words import Words

Json = Mapping[str, Any]

_COLUMNS = (
    ("number", 5, looks.NUMBER),
    ("school", 20, looks.TEXT),
    ("topic", 9, looks.SHORT),
    ("asked", 20, looks.TEXT),
    ("status", 10, looks.SHORT),
    ("counts", 7, looks.SHORT),
    ("quote", 42, looks.TEXT),
    ("place", 12, looks.SHORT),
    ("told", 24, looks.TEXT),
    ("basis", 32, looks.TEXT),
    ("advice", 38, looks.TEXT),
    ("severity", 8.5, looks.SHORT),
    ("file", 34, looks.LONG),
    ("rule", 26, looks.LONG),
)
_STATUS = 4
_MENDED = ("partial", "missing")
"""Statuses with an advice."""


def write(book: Book, made: Table) -> None:
    """Write the sheet: one line for each quotation, or for a requirement that has none."""
    words = made.words
    colors = {_STATUS: {words(f"status.{each}"): looks.STATUS[each] for each in STATUSES}}
    about = Listing(
        words("sheet.evidence"),
        words("evidence.title"),
        heads(words, _COLUMNS),
        words("nothing.plans"),
        colors,
    )
    listing.write(book, about, _rows(made))


def _rows(made: Table) -> Iterator[tuple[Cell, ...]]:
    writer = _Writer(made.words)
    order = {each.rule: number for number, each in enumerate(made.asked)}
    for line in made.checked:
        plan: Json = line.plan or {}
        rules, file = made.rules(plan), made.names[plan["path"]]
        results = sorted(line.results.values(), key=lambda one: order.get(one["rule"], len(order)))
        for result in results:
            for cells in writer.rows(result, rules.get(result["rule"], {})):
                yield line.number, line.school or file, *cells, file, result["rule"]


class _Writer:
    """Writes what is said of one requirement."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._topic = cache(lambda rule: topic(rule, words))

    def rows(self, result: Json, rule: Json) -> Iterator[tuple[Cell, ...]]:
        """Yield a line for each quotation; one without where there is none."""
        words, status = self._words, result["status"]
        title = rule.get("title", result["rule"])
        head = self._topic(result["rule"]), title, words(f"status.{status}")
        advised: tuple[Cell, Cell] = (
            "\n".join(map(self._basis, result["basis"])),
            result["advice"] if status in _MENDED else None,
        )
        for quoted in self._quoted(result):
            yield *head, *quoted, *advised, words.severity(result["severity"])
            advised = None, None  # once is enough

    def _quoted(self, result: Json) -> Iterator[tuple[Cell, ...]]:
        words, told = self._words, _told(result, self._words)
        for quote in result["evidence"]:
            place = where(quote["place"], words.lang)
            yield words("counts.yes"), quote["quote"], place, told
        for near in result["near_misses"]:
            place = where(near["place"], words.lang)
            yield words("counts.no"), near["quote"], place, near["reason"]
        if not result["evidence"] and not result["near_misses"]:
            yield None, None, None, told

    def _basis(self, basis: Json) -> str:
        kind = message(f"basis.{basis['kind']}", self._words.lang)
        return self._words("basis", kind=kind, text=basis["text"])


def _told(result: Json, words: Words) -> str | None:
    """Return what is said of a result; nothing where that is what every such result says."""
    if result["waiver"]:
        return waived(result["waiver"], words)
    usual = message(f"result.{result['status']}", words.lang)
    return None if result["message"] == usual else result["message"]


def waived(waiver: Json, words: Words) -> str:
    """Say why something is let pass, by whose word, and until when."""
    told = words(f"waived.{waiver['kind']}", reason=waiver["reason"])
    who = words("waived.who", who=waiver["who"]) if waiver["who"] else ""
    until = words("waived.until", day=waiver["expires"]) if waiver["expires"] else ""
    return told + who + until
