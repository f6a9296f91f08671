"""The report as lines of JSON: one line a plan, and a last one about the run."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Style
from plancheck_reports.json import dumped


def write(report: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Write each plan with ``"type": "plan"``, then all the rest with ``"type": "run"``."""
    del style
    for plan in report["plans"]:
        yield dumped({"type": "plan", **plan}) + "\n"
    rest = {key: value for key, value in report.items() if key != "plans"}
    yield dumped({"type": "run", **rest}) + "\n"
