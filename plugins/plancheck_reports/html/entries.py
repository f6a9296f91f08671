"""The verdicts on one plan as the page numbers them: what needs attention first, then the rest."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck_reports.findings import GROUPS, items

Json = Mapping[str, Any]

SETTLED = ("met", "waived", "n/a")
"""Statuses that need no attention, in the order in which they are shown."""

SECTIONS: tuple[str, ...] = (*GROUPS, *SETTLED)
"""What entries are grouped by: first by weight, then what needs no attention."""


class Entry(NamedTuple):
    """A verdict, or defects that are the same."""

    number: int
    """On the page, from 1 in each plan."""
    section: str
    """One of :data:`SECTIONS`."""
    kind: str
    """``missing``, ``partial``, ``defect``, ``unknown``, or a settled status."""
    rule: str
    message: str
    quotes: tuple[Json, ...] = ()
    near_misses: tuple[Json, ...] = ()
    advice: str = ""
    waiver: Json | None = None


def entries(plan: Json, rules: Sequence[Json]) -> tuple[Entry, ...]:
    """Return all that is said of a plan, numbered in the order in which it is shown."""
    found = [
        Entry(
            0,
            item.group,
            item.kind,
            item.rule,
            item.message,
            item.quotes,
            item.near_misses,
            item.advice,
        )
        for item in items(plan, rules)
    ]
    found += _settled(plan["results"])
    found += _waived_defects(plan["defects"])
    found.sort(key=lambda entry: SECTIONS.index(entry.section))  # stable within a section
    return tuple(entry._replace(number=number) for number, entry in enumerate(found, 1))


def _settled(results: Sequence[Json]) -> Iterator[Entry]:
    for result in results:
        status = result["status"]
        if status in SETTLED:
            yield Entry(
                0,
                status,
                status,
                result["rule"],
                result["message"],
                tuple(result["evidence"]),
                tuple(result["near_misses"]),
                waiver=result["waiver"],
            )


def _waived_defects(defects: Sequence[Json]) -> Iterator[Entry]:
    """Yield the defects that are let pass, together what is let pass for one reason."""
    merged: dict[tuple[str, ...], list[Json]] = {}
    for defect in defects:
        waiver = defect["waiver"]
        if waiver:
            key = (defect["rule"], defect["message"], waiver["reason"], waiver["path"])
            merged.setdefault(key, []).append(defect)
    for (rule, text, *_), same in merged.items():
        yield Entry(0, "waived", "waived", rule, text, tuple(same), waiver=same[0]["waiver"])
