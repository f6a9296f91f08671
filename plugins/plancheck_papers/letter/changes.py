"""What became of a plan since the last round of review, in a sentence."""

from collections.abc import Mapping
from typing import Any

from plancheck_papers.letter.order import SAID_WITH, rank
from plancheck_papers.letter.words import Words

Json = Mapping[str, Any]

CHANGES = ("mended", "remaining", "new")


def changes(report: Json, plan: Json, words: Words) -> str:
    """Say what was mended, what remains and what is new; nothing in a first round."""
    entry = _entry(report, plan["path"])
    if entry is None or plan["decision"] is None:
        return ""
    before = entry["before"]
    last = words.text("letter.changed.last.undated")
    if before["day"]:
        last = words.text("letter.changed.last", day=words.day(before["day"]))
    if before["sha256"] == plan["sha256"]:
        return words.text("letter.changed.not", last=last)
    told = [
        words.text(f"letter.changed.{change}", names=words.names(_once(entry[change])))
        for change in CHANGES
        if entry[change]
    ]
    if not told:
        return ""
    return words.text(
        "letter.changed", last=last, changes=words.text("letter.semicolon").join(told)
    )


def _entry(report: Json, path: str) -> Json | None:
    rounds = (report["batch"] or {}).get("rounds") or {}
    for entry in rounds.get("plans", ()):
        if entry["path"] == path and entry["before"] is not None:
            found: Json = entry
            return found
    return None


def _once(rules: list[str]) -> list[str]:
    """Return rules in the order of a letter, without those that another one says."""
    return sorted((rule for rule in rules if SAID_WITH.get(rule) not in rules), key=rank)
