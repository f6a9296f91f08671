"""What the weights say of a plan and a rule: which statements count, and how likely."""

import math
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from plancheck.reading.plan import Plan, Statement
from plancheck.rule import Rule
from plancheck.weighing.clues import (
    NONE,
    PARTIAL,
    Reach,
    Seen,
    Single,
    Weighed,
    clues,
    numbers,
    reach,
    ruled_out,
    seen,
    settled,
)
from plancheck.weighing.told import Told, Topic, ahead, weigh
from plancheck.weighing.weights import Head, Weights

DOUBT = 0.35
"""How likely it must be that a statement counts, to be shown as worth a look (0-1)."""

FEW = 3
"""Statements that promise something in what is no plan but an excerpt, at most."""

ALONE = 0.29
"""How likely it must be that a statement of an excerpt counts (0-1). Of a whole plan's statements
few count for a rule; who hands in a sentence or two has picked them for what they say."""

SEEN = -2.0
"""How much the network must say that a statement counts whose words do not speak for the rule."""

CLEAR = 4096
"""What clues speak together is remembered for so many kinds of statements: they are much alike."""

_IN, _BEFORE, _AFTER = 0, 2, 4
"""Where the columns of a clause's place begin, after those of the rules."""


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
    settled: bool = False
    """Whether the card sees a measure by words that leave no doubt."""
    ruled_out: bool = False
    """Whether it sees one but for words that rule it out; asked of excerpts."""


class Opinion:
    """What some weights say; the sums of the last plan are kept for the next rule."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._columns = {rule: at for at, rule in enumerate(weights.head.rules)}
        self._clear = lru_cache(CLEAR)(partial(_clear, weights.head))
        self._last: tuple[Plan, tuple[Told, ...], bool] | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the ids of the rules that it has an opinion on."""
        return self._weights.head.rules

    def least(self, plan: Plan) -> float:
        """Return how likely it must be that a statement of a plan counts (0-1)."""
        return ALONE if self._weighed(plan)[1] else self._weights.head.least

    def hear(self, plan: Plan, rule: Rule) -> Iterator[Heard]:
        """Yield what is thought of each statement that may count for a rule.

        :param plan: searched for the rule's words
        """
        column = self._columns[rule.id]
        mentions = frozenset(plan.mentions.get(rule.id, ()))
        every, excerpt = self._weighed(plan)
        for told in every:
            statement = told.statement
            card = reach(plan, statement, rule) if statement.index in mentions else NONE
            topic = told.spoken.get(column)
            if topic is None and (card.level >= PARTIAL or told.said.counts[column] > SEEN):
                topic = told.topic(column)
            if topic is not None:
                judged = self._judged(told, topic, card, rule)
                out = excerpt and ruled_out(plan, statement, card, rule)
                yield judged._replace(ruled_out=True) if out else judged

    def _judged(self, told: Told, topic: Topic, card: Reach, rule: Rule) -> Heard:
        head, column = self._weights.head, self._columns[rule.id]
        statement = told.statement
        single = told.of_clause(topic.at)
        named = self._clear(seen(statement, topic.at), rule.id, card.level)
        promise, done = (_spoken(told, topic, named, which, head) for which in (0, 1))
        weighed = Weighed(
            topic.speaks,
            promise,
            done,
            topic.ahead,
            told.said.about[column],
            ahead(told.said.about, column),
            told.said.counts[column],
            ahead(told.said.counts, column),
            told.said.measure[column],
            Single(
                topic.single,
                topic.single_ahead,
                single.about[column],
                single.counts[column],
                single.measure[column],
            ),
        )
        asked = numbers(statement, topic.at, card.level, weighed, head.priors[column])
        likely = head.counts.likely(asked)
        measure = 1.0
        if rule.id in head.partial and likely >= min(DOUBT, ALONE):
            # the short opening of a paragraph is no measure by itself
            measure = 0.0 if statement.opens else head.measures.likely(asked)
        return Heard(statement, card, topic.at, likely, measure, settled(statement, card, rule))

    def _weighed(self, plan: Plan) -> tuple[tuple[Told, ...], bool]:
        """Return the statements of a plan that may count, and whether it is but an excerpt."""
        last = self._last
        if last is None or last[0] is not plan:
            every = tuple(weigh(plan, self._weights))
            excerpt = sum(told.statement.commits for told in every) <= FEW
            last = self._last = plan, every, excerpt
        return last[1:]


class Clear(NamedTuple):
    """What clues speak, together."""

    names: int
    """How many there are."""
    promise: float
    measure: float


def _clear(head: Head, what: Seen, rule: str, level: int) -> Clear:
    names = list(clues(what, rule, level))
    known = [head.clues[name] for name in names if name in head.clues]
    return Clear(len(names), sum(each[0] for each in known), sum(each[1] for each in known))


def _spoken(told: Told, topic: Topic, clear: Clear, which: int, head: Head) -> float:
    """Return how much words and clues speak for a promise (0) or for a measure (1)."""
    first = len(head.rules) + which
    total = told.above.columns[first]
    for at in topic.near:
        place = _IN if at == topic.at else _BEFORE if at < topic.at else _AFTER
        total += told.clauses[at].columns[first + place]
    clearly = clear.measure if which else clear.promise
    return head.bias[first] + (head.unit * total + clearly) / math.sqrt(topic.size + clear.names)
