"""What a plan's part of the report holds that needs attention, in the order of its weight."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

Json = Mapping[str, Any]


class Group(StrEnum):
    """How much something weighs."""

    ERROR = "error"
    UNKNOWN = "unknown"
    WARNING = "warning"
    INFO = "info"


GROUPS = tuple(Group)
"""Heaviest first; what could not be judged stands before what is only a warning."""

KINDS = ("missing", "partial", "defect", "unknown")


class Item(NamedTuple):
    """Something that needs attention."""

    group: Group
    kind: str
    """One of :data:`KINDS`."""
    rule: str
    message: str
    quotes: tuple[Json, ...] = ()
    near_misses: tuple[Json, ...] = ()
    advice: str = ""


_LIGHTER = {
    Group.ERROR: Group.WARNING,
    Group.WARNING: Group.INFO,
    Group.INFO: Group.INFO,
}


def items(plan: Json, rules: Sequence[Json]) -> list[Item]:
    """Return what needs attention, heaviest first.

    A partial weighs one level less than its rule's missing, and stands before what weighs as much
    by itself. Defects of one rule that say the same are one item with all their places.
    """
    order = {rule["id"]: number for number, rule in enumerate(rules)}
    found = [*_results(plan["results"]), *_defects(plan["defects"])]
    return sorted(found, key=lambda item: (*_rank(item), order.get(item.rule, len(order))))


def _rank(item: Item) -> tuple[int, bool, int]:
    came_down = item.kind == "partial"
    return GROUPS.index(item.group), not came_down, KINDS.index(item.kind)


def _results(results: Sequence[Json]) -> Iterator[Item]:
    for result in results:
        kind = result["status"]
        if kind not in KINDS:
            continue
        severity = Group(result["severity"])
        groups = {"missing": severity, "partial": _LIGHTER[severity]}
        yield Item(
            group=groups.get(kind, Group.UNKNOWN),
            kind=kind,
            rule=result["rule"],
            message=result["message"],
            quotes=tuple(result["evidence"]),
            near_misses=tuple(result["near_misses"]),
            advice=result["advice"] if kind != "unknown" else "",
        )


def _defects(defects: Sequence[Json]) -> Iterator[Item]:
    merged: dict[tuple[str, str, str], list[Json]] = {}
    for defect in defects:
        if defect["waiver"]:
            continue
        key = (defect["severity"], defect["rule"], defect["message"])
        merged.setdefault(key, []).append(defect)
    for (severity, rule, text), places in merged.items():
        yield Item(Group(severity), "defect", rule, text, tuple(places))
