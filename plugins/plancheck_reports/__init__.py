"""plancheck's built-in report formats: for people, and for programs."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from plancheck.api import Report, Style, hookimpl

PLAIN = ("github", "gitlab", "json", "junit", "markdown", "sarif")
"""Formats that are nothing but text made of the report; each has a module of its name here."""

STREAMED = ("jsonl", "text")
"""Those that write each plan as soon as it is judged."""

PAGE = {"zh": "审核报告.html", "en": "report.html"}
"""Language → file of the page that a review leaves behind."""

TABLE = {"zh": "汇总台账.csv", "en": "ledger.csv"}
"""Likewise of the ledger as a table."""

BOOK = {"zh": "汇总台账.xlsx", "en": "ledger.xlsx"}
"""Likewise of the ledger as a workbook."""


@hookimpl
def plancheck_reports() -> list[Report]:
    """Return the built-in formats; what writes one is imported when it is used."""
    return [
        *(Report(name, _writer(name)) for name in PLAIN),
        *(Report(name, _writer(name), each=_each(name)) for name in STREAMED),
        Report("html", _writer("html"), with_text=True, own=_is_page, desk=PAGE),
        Report("csv", _writer("ledger.csv"), desk=TABLE),
        Report("xlsx", _writer("ledger.xlsx"), binary=True, desk=BOOK),
    ]


def _is_page(data: bytes) -> bool:
    """Tell whether a file is a page that was written here: it says so in its head."""
    return b'<meta name="generator" content="plancheck">' in data[:4096]


def _each(name: str) -> Callable[[Mapping[str, Any], Mapping[str, Any], Style], str]:
    def each(head: Mapping[str, Any], plan: Mapping[str, Any], style: Style) -> str:
        text: str = import_module(f"{__name__}.{name}").each(head, plan, style)
        return text

    return each


def _writer(name: str) -> Callable[[Mapping[str, Any], Style], Any]:
    def write(report: Mapping[str, Any], style: Style) -> Any:  # noqa: ANN401 - text or bytes
        return import_module(f"{__name__}.{name}").write(report, style)

    return write
