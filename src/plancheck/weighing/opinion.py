"""What the weights say of a plan and a rule: which statements count, and how likely."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.reading.plan import Plan, Role, Statement
from plancheck.rule import Rule
from plancheck.weighing.clues import MET, NONE, PARTIAL, Reach, clues, numbers, reach
from plancheck.weighing.grams import SILENT, features
from plancheck.weighing.weights import Head, Sums, Weights, known

DOUBT = 0.35
"""How likely it must be that a statement counts, to be shown as worth a look (0-1)."""

BESIDE = 3
"""Clauses on either side of the one that a rule is about that are heard; a long sentence names many
duties, and would drown each."""

FEW = 3
"""Statements that promise something in what is no plan but an excerpt, at most."""

ALONE = 0.2
"""How likely it must be that a statement of an excerpt counts (0-1). Of a whole plan's statements
few count for a rule; who hands in a sentence or two has picked them for what they say."""

LEAST = -2.2
"""How much the words must speak for a rule that its card does not see: below, nobody asks on."""

_IN, _BEFORE, _AFTER = 0, 2, 4
"""Where the columns of a clause's place begin, after those of the rules."""


class Weighed(NamedTuple):
    """A statement with the sums of its features."""

    statement: Statement
    clauses: tuple[Sums, ...]
    above: Sums
    whole: Sums
    """Of all its clauses, and of what stands above it."""


class Heard(NamedTuple):
    """What is thought of a statement and a rule."""

    statement: Statement
    card: Reach
    at: int
    """The clause that the rule is about, from 0."""
    likely: float
    """That it counts (0-1)."""
    measure: float
    """That it is a measure, if it counts (0-1); asked where it may well count."""


class Candidate(NamedTuple):
    """A statement that may count for a rule."""

    weighed: Weighed
    card: Reach
    at: int
    near: range
    """The clauses around it that are heard."""
    size: int
    """Features of these."""
    topic: float
    """How much its words speak for the rule."""


class Opinion:
    """What some weights say; the sums of the last plan are kept for the next rule."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._columns = {rule: at for at, rule in enumerate(weights.head.rules)}
        self._last: tuple[Plan, tuple[Weighed, ...]] | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the ids of the rules that it has an opinion on."""
        return self._weights.head.rules

    def least(self, plan: Plan) -> float:
        """Return how likely it must be that a statement of a plan counts (0-1)."""
        few = len(self._weighed(plan)) <= FEW
        return ALONE if few else self._weights.head.least

    def hear(self, plan: Plan, rule: Rule) -> Iterator[Heard]:
        """Yield what is thought of each statement that may count for a rule.

        :param plan: searched for the rule's words
        """
        head, column = self._weights.head, self._columns[rule.id]
        mentions = frozenset(plan.mentions.get(rule.id, ()))
        for weighed in self._weighed(plan):
            card = reach(weighed.statement, rule) if weighed.statement.index in mentions else NONE
            found = candidate(weighed, card, column, head)
            if found is not None:
                yield _judged(found, rule.id, column, head)

    def _weighed(self, plan: Plan) -> tuple[Weighed, ...]:
        last = self._last
        if last is None or last[0] is not plan:
            last = self._last = plan, tuple(weigh(plan, self._weights))
        return last[1]


def silent(statement: Statement) -> bool:
    """Whether a statement promises nothing, whatever its words: by its part, or as a heading."""
    headings = all(each.role is Role.HEADING for each in statement.clauses)
    return headings or statement.part in SILENT


def heard(statement: Statement) -> bool:
    """Whether a statement may count for anything: it promises something where promises count."""
    return statement.commits and not silent(statement)


def weigh(plan: Plan, weights: Weights) -> Iterator[Weighed]:
    """Yield the statements that may promise something, with the sums of their features."""
    for statement in plan.statements:
        if heard(statement):
            clauses, above = known(weights, features(statement))
            yield Weighed(statement, clauses, above, _together((*clauses, above)))


def candidate(weighed: Weighed, card: Reach, column: int, head: Head) -> Candidate | None:
    """Return a statement as one that may count for a rule; None when nothing speaks for it.

    :param column: the rule's
    """
    at = max(range(len(weighed.clauses)), key=lambda n: weighed.clauses[n].columns[column])
    near = range(max(at - BESIDE, 0), min(at + BESIDE + 1, len(weighed.clauses)))
    whole = weighed.whole
    if len(near) < len(weighed.clauses):
        whole = _together([*(weighed.clauses[n] for n in near), weighed.above])
    topic = head.bias[column] + head.unit * whole.columns[column] / math.sqrt(whole.size or 1)
    if topic <= LEAST and card.level not in (PARTIAL, MET):
        return None
    return Candidate(weighed, card, at, near, whole.size, topic)


def _judged(found: Candidate, rule: str, column: int, head: Head) -> Heard:
    statement, level = found.weighed.statement, found.card.level
    names = list(clues(statement, rule, found.at, level))
    promise, done = (_spoken(found, names, which, head) for which in (0, 1))
    told = numbers(statement, found.at, level, (found.topic, promise, done), head.priors[column])
    likely = head.counts.likely(told)
    measure = 1.0
    if rule in head.partial and likely >= min(DOUBT, ALONE):
        # the short opening of a paragraph is no measure by itself
        measure = 0.0 if statement.opens else head.measures.likely(told)
    return Heard(statement, found.card, found.at, likely, measure)


def _spoken(found: Candidate, names: Sequence[str], which: int, head: Head) -> float:
    """Return how much words and clues speak for a promise (0) or for a measure (1)."""
    weighed, first = found.weighed, len(head.rules)
    total = weighed.above.columns[first + which]
    for at in found.near:
        place = _IN if at == found.at else _BEFORE if at < found.at else _AFTER
        total += weighed.clauses[at].columns[first + place + which]
    clear = sum(head.clues[name][which] for name in names if name in head.clues)
    count = found.size + len(names)
    return head.bias[first + which] + (head.unit * total + clear) / math.sqrt(count)


def _together(sums: Sequence[Sums]) -> Sums:
    columns = zip(*(each.columns for each in sums), strict=True)
    return Sums(tuple(map(sum, columns)), sum(each.size for each in sums))
