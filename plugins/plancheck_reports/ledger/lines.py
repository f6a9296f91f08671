"""The lines of the ledger: the schools of the roster and the plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = Mapping[str, Any]


class Standing(StrEnum):
    """What became of a school's submission."""

    HANDED_IN = "handed-in"
    SEVERAL = "several"
    DOUBTFUL = "doubtful"
    ABSENT = "absent"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a school, or a plan that is no school's; a school with two plans has two."""

    number: int
    """Of the school, from 1."""
    school: str
    plan: Json | None = None
    """None: the school has not handed one in."""
    standing: Standing | None = None
    """None without a roster."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the roster says of the school."""
    since: Json | None = None
    """What became of the plan since the last round; None where no rounds are kept."""
    results: Mapping[str, Json] = field(default_factory=dict)
    """Rule → what was said of the plan."""

    @property
    def checked(self) -> bool:
        """Whether there is a plan, and it could be read."""
        return self.plan is not None and self.plan["state"] == "checked"


def lines(report: Json) -> tuple[Line, ...]:
    """Return the lines: with a roster every school of it in its order, then plans it lacks."""
    batch = report["batch"] or {}
    return tuple(_Lines(report["plans"], batch.get("roster"), batch.get("rounds")).all())


class _Lines:
    def __init__(self, plans: list[Json], roster: Json | None, rounds: Json | None) -> None:
        self._plans = {plan["path"]: plan for plan in plans}
        self._roster = roster
        self._since = {entry["path"]: entry for entry in rounds["plans"]} if rounds else {}

    def all(self) -> Iterator[Line]:
        schools = self._roster["schools"] if self._roster else []
        placed: set[str] = set()
        for number, school in enumerate(schools, 1):
            plans = [self._plans[path] for path in school["plans"] if path in self._plans]
            placed.update(plan["path"] for plan in plans)
            yield from self._of_school(number, school, plans)
        rest = [plan for path, plan in self._plans.items() if path not in placed]
        standing = Standing.UNLISTED if self._roster else None
        for number, plan in enumerate(rest, len(schools) + 1):
            yield self._line(number, plan["unit"] or "", plan, standing)

    def _of_school(self, number: int, school: Json, plans: list[Json]) -> Iterator[Line]:
        standing = Standing.SEVERAL if len(plans) > 1 else Standing.HANDED_IN
        if school["doubtful"]:
            standing = Standing.DOUBTFUL
        for plan in plans:
            yield self._line(number, school["name"], plan, standing, school["facts"])
        if not plans:
            yield Line(number, school["name"], None, Standing.ABSENT, school["facts"])

    def _line(
        self,
        number: int,
        school: str,
        plan: Json,
        standing: Standing | None,
        facts: Mapping[str, str] | None = None,
    ) -> Line:
        results = {result["rule"]: result for result in plan["results"]}
        since = self._since.get(plan["path"])
        return Line(number, school, plan, standing, facts or {}, since, results)
