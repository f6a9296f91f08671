"""What the weights say of a plan and a rule: which statements count, and how likely."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from plancheck.reading.plan import Plan, Role, Statement
from plancheck.rule import Rule
from plancheck.weighing.clues import (
    NONE,
    PARTIAL,
    Reach,
    Seen,
    Weighed,
    clues,
    numbers,
    reach,
    seen,
    settled,
)
from plancheck.weighing.grams import SILENT, beside, words
from plancheck.weighing.network import Heap, Said, heap, marks
from plancheck.weighing.weights import EXTRA, Head, Sums, Weights, known

DOUBT = 0.35
"""How likely it must be that a statement counts, to be shown as worth a look (0-1)."""

BESIDE = 3
"""Clauses on either side of the one that a rule is about that are heard; a long sentence names many
duties, and would drown each."""

FEW = 3
"""Statements that promise something in what is no plan but an excerpt, at most."""

ALONE = 0.22
"""How likely it must be that a statement of an excerpt counts (0-1). Of a whole plan's statements
few count for a rule; who hands in a sentence or two has picked them for what they say."""

LEAST = -2.2
"""How much the words must speak for a rule that its card does not see: below, nobody asks on."""

SEEN = -2.0
"""How much the network must say that a statement counts whose words do not speak for the rule."""

CLEAR = 4096
"""What clues speak together is remembered for so many kinds of statements: they are much alike."""

_IN, _BEFORE, _AFTER = 0, 2, 4
"""Where the columns of a clause's place begin, after those of the rules."""


class Told(NamedTuple):
    """A statement with the sums of its features."""

    statement: Statement
    clauses: tuple[Sums, ...]
    above: Sums
    spoken: Mapping[int, "Topic"]
    """Column of each rule for which its words speak → how much."""
    said: Said
    """By the network, of it with those around it."""


class Topic(NamedTuple):
    """How much a statement speaks for a rule."""

    at: int
    """The clause that the rule is about, from 0."""
    near: range
    """The clauses around it that are heard."""
    size: int
    """Features of these."""
    speaks: float
    """How much its words speak for the rule."""
    ahead: float
    """How much more than for any other."""


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


class Opinion:
    """What some weights say; the sums of the last plan are kept for the next rule."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._columns = {rule: at for at, rule in enumerate(weights.head.rules)}
        self._clear = lru_cache(CLEAR)(partial(_clear, weights.head))
        self._last: tuple[Plan, tuple[Told, ...]] | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the ids of the rules that it has an opinion on."""
        return self._weights.head.rules

    def least(self, plan: Plan) -> float:
        """Return how likely it must be that a statement of a plan counts (0-1)."""
        few = sum(told.statement.commits for told in self._weighed(plan)) <= FEW
        return ALONE if few else self._weights.head.least

    def hear(self, plan: Plan, rule: Rule) -> Iterator[Heard]:
        """Yield what is thought of each statement that may count for a rule.

        :param plan: searched for the rule's words
        """
        head, column = self._weights.head, self._columns[rule.id]
        mentions = frozenset(plan.mentions.get(rule.id, ()))
        for told in self._weighed(plan):
            statement = told.statement
            card = reach(plan, statement, rule) if statement.index in mentions else NONE
            topic = told.spoken.get(column)
            if topic is None and (card.level >= PARTIAL or told.said.counts[column] > SEEN):
                topic = _topic(told.clauses, told.above, column, head)
            if topic is not None:
                yield self._judged(told, topic, card, rule)

    def _judged(self, told: Told, topic: Topic, card: Reach, rule: Rule) -> Heard:
        head, column = self._weights.head, self._columns[rule.id]
        statement = told.statement
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
        )
        asked = numbers(statement, topic.at, card.level, weighed, head.priors[column])
        likely = head.counts.likely(asked)
        measure = 1.0
        if rule.id in head.partial and likely >= min(DOUBT, ALONE):
            # the short opening of a paragraph is no measure by itself
            measure = 0.0 if statement.opens else head.measures.likely(asked)
        return Heard(statement, card, topic.at, likely, measure, settled(statement, card, rule))

    def _weighed(self, plan: Plan) -> tuple[Told, ...]:
        last = self._last
        if last is None or last[0] is not plan:
            last = self._last = plan, tuple(weigh(plan, self._weights))
        return last[1]


_IDLE = frozenset((Role.REVIEW, Role.ROSTER, Role.HEADING))
"""What clauses do that promise nothing, whatever their words."""

_BY_OTHERS = frozenset((Role.OTHERS, Role.CITATION))
_OF_OTHERS = frozenset(("@outside", "@above", "@says"))
"""Lists of the core's grammar: other bodies, and what papers and people say. Where they have a
word, others' acts and citations promise nothing, either."""


def silent(statement: Statement) -> bool:
    """Whether a statement promises nothing, whatever its words: by its part, or as a heading."""
    headings = all(each.role is Role.HEADING for each in statement.clauses)
    return headings or statement.part in SILENT


def heard(statement: Statement) -> bool:
    """Whether a statement may count for anything: it stands where promises count.

    Also one that the reading takes for none (a wish, what others do), which it errs in now and
    then; but no review and no roster.
    """
    if silent(statement):
        return False
    if statement.commits:
        return True
    idle = _IDLE if statement.found.keys().isdisjoint(_OF_OTHERS) else _IDLE | _BY_OTHERS
    return not all(each.role in idle for each in statement.clauses)


def weigh(plan: Plan, weights: Weights) -> Iterator[Told]:
    """Yield the statements that may count, with the sums of their features."""
    known_of = _Known(weights)
    for statement, around in beside(plan.statements):
        if heard(statement):
            clauses, above = known_of(statement)
            spoken = _spoken_for(clauses, above, weights.head)
            own = heap((known_of.heap(statement), known_of.units(above)))
            marked, near = weights.marked(tuple(marks(statement))), heap(map(known_of.heap, around))
            said = weights.head.network.say(own, near, marked)
            yield Told(statement, clauses, above, spoken, said)


class _Known:
    """The sums of a plan's statements, each added once."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._first = len(weights.head.rules) + EXTRA
        self._sums: dict[int, tuple[tuple[Sums, ...], Sums]] = {}
        self._heaps: dict[int, Heap] = {}

    def __call__(self, statement: Statement) -> tuple[tuple[Sums, ...], Sums]:
        """Return the sums of each clause of a statement, and of what stands above it."""
        found = self._sums.get(statement.index)
        if found is None:
            found = self._sums[statement.index] = known(self._weights, words(statement))
        return found

    def heap(self, statement: Statement) -> Heap:
        """Return what the clauses of a statement tell the network."""
        found = self._heaps.get(statement.index)
        if found is None:
            found = self._heaps[statement.index] = heap(map(self.units, self(statement)[0]))
        return found

    def units(self, sums: Sums) -> Heap:
        """Return what some words tell the network."""
        return Heap(sums.columns[self._first :], sums.size)


def _spoken_for(clauses: Sequence[Sums], above: Sums, head: Head) -> dict[int, Topic]:
    """Return for which rules a statement's words speak, by their columns."""
    every: Iterable[int] = range(len(head.rules))
    if len(clauses) <= BESIDE + 1:  # all clauses are near each other: most rules are out at once
        summed = map(sum, zip(*(each.columns for each in (*clauses, above)), strict=True))
        root, unit = math.sqrt(sum(each.size for each in clauses) + above.size or 1), head.unit
        every = [  # as in _topic, to the last bit
            column
            for column, bias, total in zip(every, head.bias, summed, strict=False)
            if bias + unit * total / root > LEAST
        ]
    topics = ((column, _topic(clauses, above, column, head)) for column in every)
    return {column: topic for column, topic in topics if topic.speaks > LEAST}


def _topic(clauses: Sequence[Sums], above: Sums, column: int, head: Head) -> Topic:
    """Return how much a statement speaks for a rule.

    :param column: the rule's
    """
    weights = [each.columns[column] for each in clauses]
    at = weights.index(max(weights))
    near = range(max(at - BESIDE, 0), min(at + BESIDE + 1, len(clauses)))
    total = sum(weights[near.start : near.stop]) + above.columns[column]
    size = sum(clauses[n].size for n in near) + above.size
    scale = head.unit / math.sqrt(size or 1)
    columns = range(len(head.rules))
    parts = [*(clauses[n].columns for n in near), above.columns]
    summed = map(sum, zip(*parts, strict=True))
    spoken = [
        bias + scale * total for _, bias, total in zip(columns, head.bias, summed, strict=False)
    ]
    speaks = head.bias[column] + head.unit * total / math.sqrt(size or 1)
    return Topic(at, near, size, speaks, ahead(spoken, column))


def ahead(spoken: Sequence[float], column: int) -> float:
    """Return how much more is spoken for a rule than for any other; all where it is alone."""
    others = (*spoken[:column], *spoken[column + 1 :])
    return spoken[column] - max(others, default=0.0)


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
