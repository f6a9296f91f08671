"""What a plan's part of the report holds that needs attention, in the order of its weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from plancheck.api import FailLevel, Severity, Status, reaches, weight

Json = Mapping[str, Any]


class Group(StrEnum):
    """How much something weighs."""

    ERROR = "error"
    UNKNOWN = "unknown"
    WARNING = "warning"
    INFO = "info"


GROUPS = tuple(Group)
"""Heaviest first; what could not be judged stands before what is only a warning."""

KINDS = ("missing", "partial", "defect", "unknown", "waived")


class Item(NamedTuple):
    """Something that needs attention, or would without a waiver."""

    group: Group
    kind: str
    """One of :data:`KINDS`; ``waived`` is a requirement that is let pass."""
    rule: str
    message: str
    quotes: tuple[Json, ...] = ()
    near_misses: tuple[Json, ...] = ()
    advice: str = ""
    weight: Severity | None = None
    """How much it weighs against the plan; None for nothing."""
    waiver: Json | None = None
    crash: str = ""
    """Class of the exception that its rule raised."""

    @property
    def let_pass(self) -> bool:
        """Whether it counts for nothing because somebody said so."""
        return self.kind == "waived" or self.waiver is not None

    @property
    def words(self) -> str:
        """What tells it from others of its rule; nothing for what is said of the whole plan."""
        quote: str = self.quotes[0]["quote"] if self.kind == "defect" else ""
        return quote

    @property
    def place(self) -> Json | None:
        """Where it is; nowhere for what is missing."""
        return self.quotes[0]["place"] if self.quotes else None

    def fails(self, level: FailLevel) -> bool:
        """Tell whether it fails its plan."""
        return self.weight is not None and reaches(self.weight, level)


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
    found = merged(item for item in singly(plan) if not item.let_pass)
    return sorted(found, key=lambda item: (*_rank(item), order.get(item.rule, len(order))))


def singly(plan: Json) -> Iterator[Item]:
    """Yield every finding by itself, what is let pass among them, in the order of the report.

    Each defect is one, with its own place.
    """
    yield from _results(plan["results"])
    yield from _defects(plan["defects"])


def _rank(item: Item) -> tuple[int, bool, int]:
    came_down = item.kind == "partial"
    return GROUPS.index(item.group), not came_down, KINDS.index(item.kind)


def _results(results: Sequence[Json]) -> Iterator[Item]:
    for result in results:
        kind = result["status"]
        if kind not in KINDS:
            continue
        severity = Severity(result["severity"])
        group = Group(severity)
        groups = {"partial": _LIGHTER[group], "unknown": Group.UNKNOWN}
        yield Item(
            group=groups.get(kind, group),
            kind=kind,
            rule=result["rule"],
            message=result["message"],
            quotes=tuple(result["evidence"]),
            near_misses=tuple(result["near_misses"]),
            advice=result["advice"] if kind != "unknown" else "",
            weight=None if result["waiver"] else weight(Status(kind), severity),
            waiver=result["waiver"],
            crash=result["crash"] or "",
        )


def _defects(defects: Sequence[Json]) -> Iterator[Item]:
    for defect in defects:
        yield Item(
            group=Group(defect["severity"]),
            kind="defect",
            rule=defect["rule"],
            message=defect["message"],
            quotes=(defect,),
            weight=None if defect["waiver"] else Severity(defect["severity"]),
            waiver=defect["waiver"],
        )


def merged(found: Iterable[Item]) -> list[Item]:
    """Put defects of one rule that say the same together, as one with all their places."""
    alike: dict[tuple[str, ...], list[Item]] = {}
    for number, item in enumerate(found):
        alone = "" if item.kind == "defect" else str(number)
        alike.setdefault((item.group, item.rule, item.message, alone), []).append(item)
    return [
        first._replace(quotes=tuple(quote for each in (first, *others) for quote in each.quotes))
        for first, *others in alike.values()
    ]


def by_reason(found: Iterable[Item]) -> dict[str, list[Item]]:
    """Return what could not be judged, together what has one reason."""
    reasons: dict[str, list[Item]] = {}
    for item in found:
        if item.kind == "unknown":
            reasons.setdefault(item.message, []).append(item)
    return reasons
