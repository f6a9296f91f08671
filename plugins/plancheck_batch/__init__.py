"""plancheck's built-in rules about batches: copies, last year's plans, who handed in twice."""

from collections.abc import Iterable
from importlib import import_module

from plancheck.api import Batch, BatchFinding, BatchRule, Plan, hookimpl

WITH_SENTENCES = ("last-year", "near-duplicate")
"""Rules that compare sentences; each has a module of its name here."""

OTHERS = ("nobody-meets", "same-unit")
"""Those that need nothing but the report."""


@hookimpl
def plancheck_batch_rules() -> list[BatchRule]:
    """Return the built-in rules; what one does is imported when it is asked."""
    return [
        *(_rule(name, with_sentences=True) for name in WITH_SENTENCES),
        *(_rule(name, with_sentences=False) for name in OTHERS),
    ]


def _rule(name: str, *, with_sentences: bool) -> BatchRule:
    module = f"{__name__}.{name.replace('-', '_')}"

    def judge(batch: Batch) -> Iterable[BatchFinding]:
        found: Iterable[BatchFinding] = import_module(module).judge(batch)
        return found

    digest = _digest if with_sentences else None
    return BatchRule(f"batch/{name}", f"batch.{name}.title", judge, digest)


def _digest(plan: Plan) -> str:
    from plancheck_batch.sentences import digest

    return digest(plan)
