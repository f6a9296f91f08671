"""A unit that handed in twice: the same file again, or two different plans for one time."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator

from plancheck.api import Batch, BatchFinding, BatchPlan, Concerned, Severity


def judge(batch: Batch) -> Iterator[BatchFinding]:
    """Yield identical files, then units with more than one plan."""
    for plans in _gathered(batch, lambda plan: plan.sha256):
        yield _finding("batch.same-unit.same-file", plans)
    for plans in _gathered(batch, lambda plan: plan.school):
        different = list({plan.sha256 or plan.path: plan for plan in reversed(plans)}.values())
        times: dict[str, list[BatchPlan]] = defaultdict(list)
        for plan in reversed(different):
            times[str(plan.part()["period"])].append(plan)
        for same in times.values():
            if len(same) > 1:
                yield _finding("batch.same-unit.again", same)


def _gathered(batch: Batch, key: Callable[[BatchPlan], Hashable]) -> list[list[BatchPlan]]:
    """Return the plans that have something in common, where more than one has it."""
    numbers: dict[Hashable, list[int]] = defaultdict(list)
    for plan in batch.plans:
        numbers[key(plan)].append(plan.number)
    numbers.pop(None, None)
    return [[batch.plans[each] for each in found] for found in numbers.values() if len(found) > 1]


def _finding(code: str, plans: list[BatchPlan]) -> BatchFinding:
    names = [plan.unit or plan.school for plan in plans]
    values = {"count": len(plans), "name": next(filter(None, names), plans[0].path)}
    return BatchFinding(code, values, tuple(map(Concerned, plans)), Severity.WARNING)
