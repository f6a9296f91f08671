"""plancheck's built-in report formats: for people, and for programs."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from plancheck.api import Report, Style, hookimpl

FORMATS = ("json", "jsonl", "text")
"""Names of the formats and of the modules here that write them."""

STREAMED = ("jsonl", "text")
"""Those that write each plan as soon as it is judged."""


@hookimpl
def plancheck_reports() -> list[Report]:
    """Return the built-in formats; what writes one is imported when it is used."""
    return [Report(name, _writer(name), each=_each(name)) for name in FORMATS]


def _each(name: str) -> Callable[[Mapping[str, Any], Mapping[str, Any], Style], str] | None:
    if name not in STREAMED:
        return None

    def each(head: Mapping[str, Any], plan: Mapping[str, Any], style: Style) -> str:
        text: str = import_module(f"{__name__}.{name}").each(head, plan, style)
        return text

    return each


def _writer(name: str) -> Callable[[Mapping[str, Any], Style], Iterable[str]]:
    def write(report: Mapping[str, Any], style: Style) -> Iterable[str]:
        pieces: Iterable[str] = import_module(f"{__name__}.{name}").write(report, style)
        return pieces

    return write
