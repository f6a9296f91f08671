"""The report as one JSON document."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Style


def write(report: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Write the report as it is, by ``report.schema.json``."""
    del style
    yield dumped(report, indent=2)
    yield "\n"


def dumped(value: object, indent: int | None = None) -> str:
    """Return JSON that any program can read as UTF-8.

    A lone surrogate, which UTF-8 does not have, is written as an escape.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
