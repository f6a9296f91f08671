"""Whether every month of the period has an entry in the schedule."""

from plancheck.api import Plan, Status, Verdict
from plancheck_schedule.look import judged, lacking, look_alikes, quotes


def check(plan: Plan) -> Verdict:
    """Name the months that lack an entry."""
    schedule = plan.schedule
    if schedule is None or judged(plan) is Status.MISSING:
        return Verdict(Status.MISSING, near_misses=look_alikes(plan))
    absent = lacking(plan, schedule)
    if not absent:
        return Verdict(Status.MET, quotes(plan, schedule))
    return Verdict(
        Status.PARTIAL,
        quotes(plan, schedule),
        look_alikes(plan, absent),
        "schedule.months-absent",
        (("months", "、".join(map(str, absent))),),
    )
