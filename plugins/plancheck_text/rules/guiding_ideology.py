"""Whether a plan names the thought that guides it."""

from collections.abc import Iterator

from plancheck.api import (
    NearMiss,
    PartKind,
    Place,
    Plan,
    Quote,
    Role,
    Statement,
    Status,
    Verdict,
    regex,
)
from plancheck_text.headings import headings

_HEADED = regex("指导思想|指导方针|总体思路|总的思路|总思路|基本思路")
LENGTH = 20
"""Longest heading of such a part, in normalised characters."""

_THOUGHT = "(?:思想|理论|主义|三个代表|发展观|精神|方针|论述|讲话)"
_NAMED = regex(
    rf"以(?:[^。;]{{0,60}}?{_THOUGHT}|,)[^。;]{{0,40}}?"
    "为(?:根本|总|基本|行动|工作)?(?:指导|指引|指针|统领|引领|遵循|指南|纲领|准绳)"
    rf"|[在循沿](?:着)?[^。;,]{{0,40}}?{_THOUGHT}[^。;,]{{0,6}}?(?:指导|指引|照耀|引领|光辉)(?:之?下|,|$)"
    "|循着[^。;,]{0,20}?指引"
    r"|高举[^。;,]{0,40}?旗帜"
)
"""Sentences that name the guiding thought, template holes (以，为指导) included."""
_OPENING = frozenset((PartKind.OPENING, PartKind.GUIDING, PartKind.GOALS, PartKind.MEANING))
"""Parts that open a plan."""
_PAST = frozenset((Role.REVIEW, Role.NEGATED, Role.OTHERS))
_BY_ORDER = regex("(?:根据|按照|遵照|依据|围绕|贯彻|落实)[^。;]{0,60}(?:部署|精神|要求|意见|要点)")
_NEAR = 3
"""Sentences shown, at most, that only refer to orders from above."""


def check(plan: Plan) -> Verdict:
    """Look for a part under such a heading, and for an opening that names the thought."""
    heads = [each for each in headings(plan) if _heads(each.words)]
    places = [each.place for each in heads if each.filled]
    places += [_clause(found) for found in _openings(plan) if _names(found)]
    if places:
        return Verdict(Status.MET, tuple(_quotes(plan, places)))
    empty = [_miss(plan, each.place, "near.heading") for each in heads]
    return Verdict(Status.MISSING, near_misses=(*empty, *_orders(plan))[:_NEAR])


def _heads(words: str) -> bool:
    return len(words) <= LENGTH and _HEADED.search(words) is not None


def _openings(plan: Plan) -> Iterator[Statement]:
    """Yield the statements of the opening parts, and the first paragraph under a heading."""
    first = next((each.line for each in headings(plan)), len(plan.lines))
    for statement in plan.statements:
        line = statement.line
        begins = line.index <= first + 1 and line.label is None and not line.heading
        if statement.part in _OPENING or (begins and statement.part is PartKind.TASKS):
            yield statement


def _names(statement: Statement) -> bool:
    found = _NAMED.search(statement.norm)
    return found is not None and statement.role_at(statement.start + found.start()) not in _PAST


def _clause(statement: Statement) -> Place:
    found = _NAMED.search(statement.norm)
    start, end = found.span() if found else (0, len(statement.norm))
    return statement.line.place(statement.start + start, statement.start + end)


def _quotes(plan: Plan, places: list[Place]) -> Iterator[Quote]:
    for place in sorted(set(places), key=lambda each: (each.block, each.start)):
        yield Quote(plan.document.text_at(place), place)


def _orders(plan: Plan) -> Iterator[NearMiss]:
    for statement in _openings(plan):
        if _BY_ORDER.search(statement.norm):
            yield _miss(plan, statement.place, "near.only-orders")


def _miss(plan: Plan, place: Place, reason: str) -> NearMiss:
    return NearMiss(plan.document.text_at(place), place, reason)
