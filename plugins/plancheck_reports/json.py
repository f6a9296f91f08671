"""The report as one JSON document."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.api import Style


def write(report: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Write the report as it is, by ``report.schema.json``."""
    del style
    lead = "{"
    for key, value in report.items():
        yield f"{lead}\n  {dumped(key)}: "
        lead = ","
        if key == "plans":
            yield from _listed(value)
        else:
            yield _deeper(value, 1)
    yield "\n}\n"


def _listed(plans: Sequence[Any]) -> Iterator[str]:
    """Write one plan after the other: there may be many."""
    lead = "["
    for plan in plans:
        yield f"{lead}\n    {_deeper(plan, 2)}"
        lead = ","
    yield "\n  ]" if lead == "," else "[]"


def _deeper(value: object, level: int) -> str:
    """Return JSON as it stands so many levels deep."""
    return dumped(value, indent=2).replace("\n", "\n" + "  " * level)


def dumped(value: object, indent: int | None = None) -> str:
    """Return JSON that any program can read as UTF-8.

    A lone surrogate, which UTF-8 does not have, is written as an escape.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
