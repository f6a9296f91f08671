"""This year's plan against last year's of the same school: what is unchanged, what was dropped."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Batch, BatchFinding, BatchPlan, Concerned, Passage, Severity
from plancheck_batch.overlap import LEAST, SHARE, SHARE_WITH_COMMON
from plancheck_batch.passages import common
from plancheck_batch.sentences import marks, sentences

DROPPED = 6
"""Tasks of last year that are quoted."""


def judge(batch: Batch) -> Iterator[BatchFinding]:
    """Yield for each plan how much of last year's it is, and what it leaves out."""
    before: dict[int, list[int]] = {}
    for number, other in batch.pairs:
        before.setdefault(number, []).append(other)
    for number, others in before.items():
        plan = batch.plans[number]
        share, count, last = max(
            (_compared(plan, batch.last_year[other]) for other in others), key=lambda each: each[:2]
        )
        if share >= SHARE and count >= LEAST:
            yield _unchanged(plan, last, share)
        yield from _dropped(plan, last)


def _compared(plan: BatchPlan, last: BatchPlan) -> tuple[float, int, BatchPlan]:
    """Return the share of a plan's sentences that stood in last year's, and how many they are."""
    now = set(marks(plan.digest))
    same = now & set(marks(last.digest))
    return len(same) / len(now) if now else 0.0, len(same), last


def _unchanged(plan: BatchPlan, last: BatchPlan, share: float) -> BatchFinding:
    same_file = plan.sha256 is not None and plan.sha256 == last.sha256
    code = "batch.last-year.same-file" if same_file else "batch.last-year.unchanged"
    passages = common(sentences(plan.digest), sentences(last.digest))
    return BatchFinding(
        code,
        {"name": plan.unit or plan.path},
        (
            Concerned(plan, [each.one for each in passages]),
            Concerned(last, [each.other for each in passages]),
        ),
        Severity.WARNING if share >= SHARE_WITH_COMMON else Severity.INFO,
        share,
    )


def _dropped(plan: BatchPlan, last: BatchPlan) -> Iterator[BatchFinding]:
    """Yield what last year's plan promised and this one does not have at all."""
    rules = tuple(
        sorted(
            rule
            for rule, status in last.statuses.items()
            if status == "met" and plan.statuses.get(rule) == "missing"
        )
    )
    if rules:
        quotes = _evidence(last.part(), rules)[:DROPPED]
        concerned = (Concerned(plan), Concerned(last, quotes))
        values = {"name": plan.unit or plan.path, "count": len(rules)}
        yield BatchFinding("batch.last-year.dropped", values, concerned, rules=rules)


def _evidence(part: Mapping[str, Any], rules: tuple[str, ...]) -> list[Passage]:
    """Return the first words on which each requirement rested, each once."""
    results = {each["rule"]: each for each in part["results"]}
    found = [results[rule]["evidence"][0] for rule in rules if results[rule]["evidence"]]
    passages = {str(each["place"]): Passage(each["quote"], each["place"]) for each in found}
    return [*passages.values()]
