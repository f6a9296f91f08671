"""One line for each plan: how many requirements it meets."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Style


def write(report: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Yield ``path: met/all`` for each plan."""
    of = "of" if style.lang == "en" else "/"
    for plan in report["plans"]:
        statuses = [result["status"] for result in plan["results"]]
        yield f"{plan['path']}: {statuses.count('met')} {of} {len(statuses)}\n"
