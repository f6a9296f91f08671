"""plancheck's built-in report formats: for people, and for programs."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from plancheck.api import Report, Style, hookimpl

FORMATS = ("github", "gitlab", "json", "jsonl", "junit", "markdown", "sarif", "text")
"""Names of the formats and of the modules here that write them."""


@hookimpl
def plancheck_reports() -> list[Report]:
    """Return the built-in formats; what writes one is imported when it is used."""
    return [Report(name, _writer(name)) for name in FORMATS]


def _writer(name: str) -> Callable[[Mapping[str, Any], Style], Iterable[str]]:
    def write(report: Mapping[str, Any], style: Style) -> Iterable[str]:
        pieces: Iterable[str] = import_module(f"{__name__}.{name}").write(report, style)
        return pieces

    return write
