"""What became of a plan since it was last handed in."""

from collections.abc import Mapping
from typing import Any

from plancheck_reports.html.context import Page, Sheet
from plancheck_reports.html.markup import Node, el

Json = Mapping[str, Any]

CHANGES = ("remaining", "new", "mended")


def since(page: Page, sheet: Sheet) -> Node:
    """Return what was mended, what remains and what is new; none for what came first."""
    change = _change(page, sheet.plan["path"])
    if change is None:
        return None
    before = change["before"]
    if before is None:
        return None
    told = page.say("page.before", path=before["path"], round=before["round"])
    facts = [told]
    if before["decision"]:
        facts.append(page.say(f"decision.{before['decision']}"))
    lines = [
        el(
            "div",
            el("dt", page.say(f"page.since.{name}", count=len(change[name]))),
            el("dd", page.listed([page.title(rule) for rule in change[name]])),
            class_=name,
        )
        for name in CHANGES
        if change[name]
    ]
    return el("div.since", el("p", page.say("report.semicolon").join(facts)), el("dl", *lines))


def _change(page: Page, path: str) -> Json | None:
    rounds = (page.report["batch"] or {}).get("rounds")
    entries = rounds["plans"] if rounds else ()
    found: Json | None = next((each for each in entries if each["path"] == path), None)
    return found
