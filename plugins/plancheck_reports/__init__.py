"""plancheck's built-in report formats: for people, and for programs."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from plancheck.api import Report, Style, hookimpl

FORMATS = ("json", "jsonl", "text")
"""Names of the formats and of the modules here that write them."""

Pieces = Iterable[str] | Iterable[bytes]


@hookimpl
def plancheck_reports() -> list[Report]:
    """Return the built-in formats; what writes one is imported when it is used."""
    return [*(Report(name, _writer(name)) for name in FORMATS), *_ledger()]


def _ledger() -> list[Report]:
    """Return the ledger in its two forms."""
    table = {"zh": "汇总台账.csv", "en": "ledger.csv"}
    book = {"zh": "汇总台账.xlsx", "en": "ledger.xlsx"}
    return [
        Report("csv", _writer("ledger.csv"), desk=table),
        Report("xlsx", _writer("ledger.xlsx"), binary=True, desk=book),
    ]


def _writer(name: str) -> Callable[[Mapping[str, Any], Style], Pieces]:
    def write(report: Mapping[str, Any], style: Style) -> Pieces:
        pieces: Pieces = import_module(f"{__name__}.{name}").write(report, style)
        return pieces

    return write
