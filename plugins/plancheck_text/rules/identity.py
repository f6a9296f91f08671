"""Whether title, header or signature name the unit and the period."""

from plancheck.api import NearMiss, Place, Plan, Quote, Status, Verdict


def check(plan: Plan) -> Verdict:
    """Judge what the core found in title, header and signature; the body is not asked."""
    named = [place for place in (plan.unit_place, plan.period_place) if place is not None]
    evidence = tuple(Quote(plan.document.text_at(place), place) for place in named)
    if len(named) > 1:
        return Verdict(Status.MET, evidence)
    near = tuple(_unnamed(plan))
    if not named:
        return Verdict(Status.MISSING, near_misses=near)
    remark = "identity.no-unit" if plan.unit_place is None else "identity.no-period"
    return Verdict(Status.PARTIAL, evidence, near, remark)


def _unnamed(plan: Plan) -> list[NearMiss]:
    """Return the title as the place where the unit or the period should stand."""
    place = _title(plan)
    if place is None:
        return []
    reason = "near.no-unit-named" if plan.unit_place is None else "near.no-period-named"
    return [NearMiss(plan.document.text_at(place), place, reason)]


def _title(plan: Plan) -> Place | None:
    for line in plan.lines:
        if line.original.strip() and line.original.strip() in plan.title:
            return line.place()
    return None
