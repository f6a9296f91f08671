"""Whether tasks or entries of the schedule name who answers for them."""

from collections.abc import Iterable

from plancheck.api import Plan, Quote, Status, Verdict
from plancheck_schedule.tasks import Group, doers, plain_tasks, scheduled, tables

_QUOTES = 8
"""Quotes of one verdict, at most."""
_SOME = 2
"""Named tasks that earn partial (REQUIREMENTS, tasks/responsible)."""


def check(plan: Plan) -> Verdict:
    """Compare the tasks that name who answers with all tasks of their kind."""
    by_block = dict(tables(plan))
    text = [scheduled(plan, by_block), plain_tasks(plan)]
    groups = [*by_block.values(), *text]
    for group in groups:
        if group.answered * 2 > group.tasks:
            return Verdict(Status.MET, _distinct([group])[:_QUOTES])
    found = _distinct(groups)
    if _count(by_block.values(), text) >= _SOME:
        return Verdict(Status.PARTIAL, found[:_QUOTES], doers(plan, found))
    return Verdict(Status.MISSING, near_misses=doers(plan, ()))


def _count(named: Iterable[Group], text: Iterable[Group]) -> int:
    """Return how many tasks name who answers; one in the text may be an entry, too."""
    quotes = len(_distinct(text))
    return sum(group.answered for group in named) + max(quotes, *(each.answered for each in text))


def _distinct(groups: Iterable[Group]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(quote for group in groups for quote in group.quotes))
