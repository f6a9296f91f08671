"""What plancheck made of a plan, as plain data: output only, and always derived afresh."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from plancheck.places import Places
from plancheck.reading.plan import Plan, Statement

Json = dict[str, Any]


def understood(plan: Plan) -> Json:
    """Return a plan as it was read: title, unit, period, parts with statements, schedule."""
    places = Places(plan.document)
    return {
        "path": plan.name,
        "format": plan.document.format,
        "title": plan.title or None,
        "unit": plan.unit,
        "kind": plan.kind.value if plan.kind else None,
        "period": _period(plan),
        "parts": [
            {"part": part.value, "statements": [_statement(plan, each, places) for each in group]}
            for part, group in groupby(plan.statements, lambda statement: statement.part)
        ],
        "schedule": _schedule(plan, places),
    }


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
