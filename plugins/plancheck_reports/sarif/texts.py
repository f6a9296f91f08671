"""What the parts of a SARIF log are made of: messages and locations."""

from collections.abc import Mapping
from typing import Any

from plancheck.api import terminal, where
from plancheck_reports import locations
from plancheck_reports.wording import Wording

Json = Mapping[str, Any]

ROOT = "%SRCROOT%"
"""Base of paths below the working directory, by the name that viewers know."""

OUTSIDE = "FILESYSTEM"
"""Base of the other paths."""

MOST = 1_024
"""Characters that GitHub takes of a description of a rule."""

MOST_RESULTS = 25_000
"""Results that GitHub takes of a run; it refuses a file with more."""


class Texts:
    """Makes message objects (§3.11)."""

    def __init__(self, words: Wording) -> None:
        self.words = words

    def message(self, code: str, **values: object) -> Json:
        """Return a message of the catalogues."""
        return said(self.words.text(code, **values))


def said(text: str, most: int = MOST) -> Json:
    """Return a message that is shown as it is: no link in it, no placeholder, never empty."""
    short = terminal.shorten(terminal.clean(text) or "-", most)
    told = _plain(short)
    return {"text": told if len(told) <= most else _plain(terminal.shorten(short, most // 2))}


def _plain(text: str) -> str:
    """Escape what a plain text message may hold besides text.

    Braces stand for placeholders and are doubled (§3.11.5). Brackets before a parenthesis would be
    a link; then they, and the backslashes that escape them, are escaped (§3.11.6 as later made
    clear: https://github.com/oasis-tcs/sarif-spec/issues/658).
    """
    if "](" in text:
        for sign in "\\[]":
            text = text.replace(sign, f"\\{sign}")
    return text.replace("{", "{{").replace("}", "}}")


def artifacts(report: Json) -> dict[str, Json]:
    """Return path of a report → artifact location (§3.4) with its index in the run.

    Two paths that lead to one file have one index.
    """
    numbers: dict[locations.Target, int] = {}
    found: dict[str, Json] = {}
    for plan in report["plans"]:
        target = locations.target(plan["path"])
        base = {} if target.is_address else {"uriBaseId": OUTSIDE if target.outside else ROOT}
        found[plan["path"]] = {
            "uri": target.uri,
            **base,
            "index": numbers.setdefault(target, len(numbers)),
        }
    return found


def location(artifact: Json, place: Json | None, lang: str) -> Json:
    """Return a location (§3.28); without a place the plan as a whole."""
    line = locations.line(place)
    begin, end = locations.columns(place)
    region = {"startLine": line, "startColumn": begin, "endLine": line, "endColumn": end}
    physical = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    if place is None:
        return physical
    kind = place.get("zone") or ("row" if "cell" in place else "paragraph")
    return {**physical, "logicalLocations": [{"name": where(place, lang), "kind": kind}]}
