"""A rule with a second opinion: the card's verdict and what the weights say, made one.

The card says which words there are; the weights say whether the statement as a whole counts. Where
the two differ the weights decide, as they are right more often
(``docs/decisions/012-second-opinion.md``), and the verdict says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from plancheck.judging.judge import EVIDENCE, NEAR_MISSES, convened, with_words
from plancheck.judging.meetings import table_of
from plancheck.judging.quotes import quote_clauses
from plancheck.reading.plan import Plan
from plancheck.rule import NearMiss, Quote, Rule, Status, Verdict
from plancheck.weighing.clues import PARTIAL
from plancheck.weighing.opinion import DOUBT, Heard, Opinion

HALF = 0.5
"""How likely it must be that what counts is a measure (0-1)."""

AROUND = 2
"""Clauses that are quoted on either side of the one that a rule is about, at most."""


def together(plan: Plan, rule: Rule, first: Verdict, opinion: Opinion) -> Verdict:
    """Return the verdict of the card, or its code, and of the weights.

    :param first: what the card or its code says
    """
    plan = with_words(plan, rule)
    heard, least = tuple(opinion.hear(plan, rule)), opinion.least(plan)
    earned = [each for each in heard if each.likely >= least]
    if table_of(rule) is not None:
        sure = {each.statement.index: each.at for each in earned}
        return _convened(plan, rule, first, sure, tuple(_doubted(plan, heard, least)))
    measures = [each for each in earned if each.measure >= HALF]
    quotes = tuple(quote(plan, each) for each in (measures or earned)[:EVIDENCE])
    if not earned:
        status = Status.MISSING
    elif measures:
        status = Status.MET
    elif first.status is Status.MET and not _by_card(earned):
        status, quotes = Status.MET, first.evidence  # its code has put several statements together
    else:
        status = Status.PARTIAL
    near = () if status is Status.MET else tuple(_near(plan, first, heard, least, quotes))
    if status is first.status:
        return replace(first, evidence=quotes, near_misses=near)
    return Verdict(status, quotes, near, _message(first.status, status))


def _convened(
    plan: Plan, rule: Rule, first: Verdict, sure: Mapping[int, int], doubted: tuple[NearMiss, ...]
) -> Verdict:
    """Return the verdict on a body that is to be convened: how often, the meetings tell."""
    verdict = convened(plan, rule, sure)
    if verdict.status is first.status:
        return verdict
    near = verdict.near_misses or doubted[:NEAR_MISSES]
    message = verdict.message or _message(first.status, verdict.status)
    return replace(verdict, near_misses=near, message=message)


def by_statement(
    plan: Plan, rule: Rule, opinion: Opinion
) -> tuple[list[tuple[Status, Quote]], list[NearMiss]]:
    """Return what each statement earns by itself, and what looks like it; neither is bounded."""
    plan = with_words(plan, rule)
    heard, least = tuple(opinion.hear(plan, rule)), opinion.least(plan)
    earned = [
        (Status.MET if each.measure >= HALF else Status.PARTIAL, quote(plan, each))
        for each in heard
        if each.likely >= least
    ]
    return earned, list(_doubted(plan, heard, least))


def _by_card(earned: Sequence[Heard]) -> bool:
    """Whether the card sees a measure or a vow in what counts; if not, its code has seen more."""
    return any(each.card.level >= PARTIAL for each in earned)


def _message(first: Status, status: Status) -> str:
    if first is Status.MISSING:
        return "opinion.found"
    return "opinion.doubted" if status is Status.MISSING else "opinion.regraded"


def _near(
    plan: Plan, first: Verdict, heard: Sequence[Heard], least: float, quotes: Sequence[Quote]
) -> Iterator[NearMiss]:
    """Yield the card's near misses, and what the weights doubt; none that is evidence."""
    found: list[NearMiss] = []
    for miss in (*_doubted(plan, heard, least), *first.near_misses):
        taken = [*(each.place for each in quotes), *(each.place for each in found)]
        if len(found) < NEAR_MISSES and not any(miss.place.overlaps(each) for each in taken):
            found.append(miss)
    yield from sorted(found, key=lambda miss: (miss.place.block, miss.place.start))


def _doubted(plan: Plan, heard: Iterable[Heard], least: float) -> Iterator[NearMiss]:
    """Yield statements that the card takes and the weights do not, and those worth a look."""
    for each in heard:
        if each.likely >= least:
            continue
        reason = "near.perhaps" if each.likely >= DOUBT else "near.unlikely"
        if each.likely >= DOUBT or each.card.level >= PARTIAL:
            text, place = quote(plan, each)
            yield NearMiss(text, place, reason)


def quote(plan: Plan, heard: Heard) -> Quote:
    """Return the words of a statement that a rule is about.

    What the card earns it by, or the clause in question and what is promised around it.
    """
    clauses = heard.statement.clauses
    first, last = heard.card.clauses or (heard.at, heard.at)
    if heard.card.clauses is None:
        while first and heard.at - first < AROUND and clauses[first - 1].role.commits:
            first -= 1
        while (
            last + 1 < len(clauses) and last - heard.at < AROUND and clauses[last + 1].role.commits
        ):
            last += 1
    return quote_clauses(plan, heard.statement, first, last)
