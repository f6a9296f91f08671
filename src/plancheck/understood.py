"""What plancheck made of a plan, as plain data: output only, and always derived afresh."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from plancheck import messages
from plancheck.counted import Counted, Counts
from plancheck.places import Places
from plancheck.reading.plan import Plan, Statement

Json = dict[str, Any]


def understood(plan: Plan, counts: Counts, lang: str, *, follow: bool = False) -> Json:
    """Return a plan as it was read: title, unit, period, parts with statements, schedule.

    Each statement tells which rules it counts for, which it only looks like, and its defects.

    :param counts: what the rules say of it
    :param follow: whether statements that concern none of the rules are left out
    """
    places = Places(plan.document)
    concern = _by_statement(plan, counts.words)
    shown = [each for each in plan.statements if not follow or each.index in concern]
    homeless = concern.get(_NOWHERE, [])
    return {
        "path": plan.name,
        "format": plan.document.format,
        "title": plan.title or None,
        "unit": plan.unit,
        "kind": plan.kind.value if plan.kind else None,
        "period": _period(plan),
        "verdicts": [
            {"rule": result.rule.id, "status": result.verdict.status.value}
            for result in counts.results
        ],
        "parts": [
            {
                "part": part.value,
                "statements": [
                    _statement(plan, each, places) | _concern(concern.get(each.index, ()), lang)
                    for each in group
                ],
            }
            for part, group in groupby(shown, lambda statement: statement.part)
        ],
        "elsewhere": [
            {"text": word.text, "place": places.write(word.place), **_concern([word], lang)}
            for word in homeless
        ],
        "schedule": _schedule(plan, places),
    }


_NOWHERE = -1
"""Instead of a statement's number, for words outside all statements."""


def _by_statement(plan: Plan, words: Iterable[Counted]) -> dict[int, list[Counted]]:
    """Group words by the number of the statement in which they begin."""
    at: dict[tuple[int, tuple[int, int] | None], list[Statement]] = {}
    for statement in plan.statements:
        place = statement.place
        at.setdefault((place.block, place.cell), []).append(statement)
    grouped: dict[int, list[Counted]] = {}
    for word in words:
        beside = at.get((word.place.block, word.place.cell), ())
        found = (each.index for each in beside if each.place.overlaps(word.place))
        grouped.setdefault(next(found, _NOWHERE), []).append(word)
    return grouped


def _concern(words: Iterable[Counted], lang: str) -> Json:
    """Write the rules that words count for, those they only look like, and their defects."""
    concern: Json = {"counts": [], "near_misses": [], "defects": []}
    for word in words:
        if word.status is not None:
            entry = {"rule": word.rule, "status": word.status.value, "quote": word.text}
            concern["counts"].append(entry)
        elif word.reason:
            reason = messages.text(word.reason, lang)
            entry = {"rule": word.rule, "quote": word.text, "reason": reason}
            concern["near_misses"].append(entry)
        else:
            concern["defects"].append({"rule": word.rule, "quote": word.text})
    return concern


def _period(plan: Plan) -> Json | None:
    return (
        None
        if plan.period is None
        else {"start": str(plan.period.start), "end": str(plan.period.end)}
    )


def _statement(plan: Plan, statement: Statement, places: Places) -> Json:
    return {
        "text": plan.document.text_at(statement.place),
        "place": places.write(statement.place),
        "clauses": list(_clauses(plan, statement)),
    }


def _clauses(plan: Plan, statement: Statement) -> Iterator[Json]:
    for clause in statement.clauses:
        place = statement.line.place(clause.start, clause.end)
        yield {"role": clause.role.value, "text": plan.document.text_at(place)}


def _schedule(plan: Plan, places: Places) -> Json | None:
    if plan.schedule is None:
        return None
    return {
        "layout": plan.schedule.layout.value,
        "months": list(plan.schedule.months),
        "entries": [
            {
                "months": list(entry.months),
                "label": plan.document.text_at(entry.label),
                "place": places.write(entry.label),
                "items": [plan.document.text_at(item) for item in entry.items],
            }
            for entry in plan.schedule.entries
        ],
    }
