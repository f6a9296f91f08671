"""The report as lines of JSON: one line a plan, and a last one about the run."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Style
from plancheck_reports.json import dumped


def each(head: Mapping[str, Any], plan: Mapping[str, Any], style: Style) -> str:
    """Return the line of one plan."""
    del head, style
    return dumped({"type": "plan", **plan}) + "\n"


def write(report: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Write each plan with ``"type": "plan"``, then all the rest with ``"type": "run"``."""
    for plan in report["plans"]:
        yield each(report, plan, style)
    rest = {key: value for key, value in report.items() if key != "plans"}
    yield dumped({"type": "run", **rest}) + "\n"
