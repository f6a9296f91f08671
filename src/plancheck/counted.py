"""Which words of a plan count for which rule, and which only look like it; ``show`` tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.cards.build import AskJudge
from plancheck.check import Watch, check
from plancheck.judging.judge import by_statement
from plancheck.model import Place
from plancheck.outcome import Defect, Result
from plancheck.reading.plan import Plan
from plancheck.rule import NearMiss, Quote, Rule, Severity, Status
from plancheck.weighing.adviser import AskTwice


class Counted(NamedTuple):
    """Words that concern a rule."""

    rule: str
    status: Status | None
    """What they earn; None when they earn nothing: a near miss or a defect."""
    text: str
    place: Place
    reason: str = ""
    """Message id of why they do not count; empty when they do, and for a defect."""


class Counts(NamedTuple):
    """What some rules say of a plan, and of its words."""

    results: tuple[Result, ...]
    words: tuple[Counted, ...]


def counted(
    plan: Plan,
    rules: Sequence[Rule],
    severities: Mapping[str, Severity],
    watch: Watch | None = None,
) -> Counts:
    """Ask some rules which words of a plan count for them.

    A rule that judges by the conditions of its card is asked of each statement by itself: what
    another statement earns hides nothing, and nothing is left out for its length. Of other rules
    there is what their verdict quotes.
    """
    results, defects = check(plan, rules, severities, watch)
    words = [word for result in results for word in _of_result(plan, result)]
    words += map(_of_defect, defects)
    return Counts(results, tuple(words))


def _of_result(plan: Plan, result: Result) -> Iterator[Counted]:
    rule, verdict = result.rule, result.verdict
    if result.crash or verdict.status is Status.NOT_APPLICABLE:
        return
    earned: Iterable[tuple[Status, Quote]] = [(verdict.status, each) for each in verdict.evidence]
    near: Iterable[NearMiss] = verdict.near_misses
    if isinstance(rule.check, AskTwice):
        earned, near = rule.check.by_statement(plan)
    elif isinstance(rule.check, AskJudge):
        earned, near = by_statement(plan, rule)
    for status, quote in earned:
        yield Counted(rule.id, status, quote.text, quote.place)
    for miss in near:
        yield Counted(rule.id, None, miss.text, miss.place, miss.reason)


def _of_defect(defect: Defect) -> Counted:
    finding = defect.finding
    return Counted(defect.rule.id, None, finding.text, finding.place)
