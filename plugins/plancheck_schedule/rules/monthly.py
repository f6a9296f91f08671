"""Whether a part of the plan is laid out by month, and reaches enough of them."""

from plancheck.api import Layout, Plan, Schedule, Status, Verdict
from plancheck_schedule.look import judged, lacking, look_alikes, needed, quotes

_REMARKS = {
    Layout.MONTHLY: "schedule.few-months",
    Layout.COARSE: "schedule.coarse",
    Layout.TASK_TABLE: "schedule.task-table",
}


def check(plan: Plan) -> Verdict:
    """Judge the layout of the schedule and count its months."""
    status = judged(plan)
    schedule = plan.schedule
    if schedule is None or status is Status.MISSING:
        return Verdict(Status.MISSING, near_misses=look_alikes(plan))
    if status is Status.MET:
        return Verdict(status, quotes(plan, schedule))
    return Verdict(
        status,
        quotes(plan, schedule),
        look_alikes(plan, lacking(plan, schedule)),
        _REMARKS[schedule.layout],
        _values(plan, schedule),
    )


def _values(plan: Plan, schedule: Schedule) -> tuple[tuple[str, str], ...]:
    return (
        ("count", str(len(schedule.months))),
        ("months", "、".join(map(str, schedule.months))),
        ("need", str(needed(plan))),
    )
