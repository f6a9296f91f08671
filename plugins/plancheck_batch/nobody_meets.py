"""Requirements that no plan of the batch meets: perhaps nobody was asked for them."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from plancheck.api import Batch, BatchFinding

LEAST = 5
"""Plans from which that says something."""


def judge(batch: Batch) -> Iterator[BatchFinding]:
    """Yield one finding with all such requirements."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for plan in batch.plans:
        for rule, status in plan.statuses.items():
            counts[rule][status] += 1
    rules = tuple(sorted(rule for rule, seen in counts.items() if set(seen) <= {"missing", "n/a"}))
    lacking = {rule: counts[rule]["missing"] for rule in rules}
    told = tuple(rule for rule in rules if lacking[rule] >= LEAST)
    if told:
        values = {"count": len(batch.plans), "number": len(told)}
        yield BatchFinding("batch.nobody-meets", values, rules=told)
