"""The statements of a plan that may count, with how much their words speak for each rule."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from plancheck.reading.plan import Plan, Role, Statement
from plancheck.weighing.grams import SILENT, beside, words
from plancheck.weighing.network import Heap, Said, heap, marks, without
from plancheck.weighing.weights import EXTRA, Head, Sums, Weights, known

BESIDE = 3
"""Clauses on either side of the one that a rule is about that are heard; a long sentence names many
duties, and would drown each."""

SINGLE = 0.0
"""How much the words of a clause must speak by themselves for a rule that neither those of the
sentence speak for nor its card sees."""

LEAST = -2.2
"""How much the words must speak for a rule that its card does not see: below, nobody asks on."""

Spoken = Sequence[float]
"""How much something speaks for each rule, by their columns."""


class Told(NamedTuple):
    """A statement with the sums of its features."""

    statement: Statement
    clauses: tuple[Sums, ...]
    above: Sums
    topic: Callable[[int], "Topic"]
    """How much it speaks for the rule of a column."""
    spoken: Mapping[int, "Topic"]
    """The same for those for which its words speak."""
    said: Said
    """By the network, of it with those around it."""
    of_clause: Callable[[int], Said]
    """By the network, of a clause (from 0), the others heard around it."""


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
    single: float
    """How much the clause speaks by itself."""
    single_ahead: float
    """The same, more than for any other."""


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
            singles = tuple(_single(each, above, weights.head) for each in clauses)
            topics = Topics(clauses, above, singles, weights.head)
            near = heap(map(known_of.heap, around))
            said = known_of.say(statement, near)
            of_clause = cache(partial(known_of.say_clause, statement, near))
            yield Told(statement, clauses, above, topics.of, topics.spoken_for(), said, of_clause)


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
            found = self._heaps[statement.index] = heap(map(self._units, self(statement)[0]))
        return found

    def say(self, statement: Statement, near: Heap) -> Said:
        """Return what the network says of a statement.

        :param near: what stands around it
        """
        above = self._units(self(statement)[1])
        own = heap((self.heap(statement), above))
        return self._weights.head.network.say(
            own, near, self._weights.marked(tuple(marks(statement)))
        )

    def say_clause(self, statement: Statement, near: Heap, at: int) -> Said:
        """Return what the network says of a clause, the others heard around it.

        :param at: which, from 0
        """
        clauses, above = self(statement)
        if len(clauses) == 1:
            return self.say(statement, near)
        clause = self._units(clauses[at])
        own, others = heap((clause, self._units(above))), without(self.heap(statement), clause)
        return self._weights.head.network.say(
            own, heap((others, near)), self._weights.marked(tuple(marks(statement, at)))
        )

    def _units(self, sums: Sums) -> Heap:
        """Return what some words tell the network."""
        return Heap(sums.columns[self._first :], sums.size)


class Topics:
    """How much a statement speaks for each rule; what its clauses speak together is summed once."""

    def __init__(
        self, clauses: Sequence[Sums], above: Sums, singles: Sequence[Spoken], head: Head
    ) -> None:
        self._clauses, self._above, self._singles, self._head = clauses, above, singles, head
        self._together: dict[tuple[int, int], tuple[Spoken, int]] = {}

    def spoken_for(self) -> dict[int, Topic]:
        """Return for which rules the words speak, by their columns."""
        best = self._singles[0] if len(self._singles) == 1 else list(map(max, *self._singles))
        every: Iterable[int] = range(len(self._head.rules))
        if len(self._clauses) <= BESIDE + 1:  # all are near each other: most rules are out at once
            spoken, _ = self._near(0, len(self._clauses))
            every = [n for n in every if best[n] > SINGLE or spoken[n] > LEAST]
        topics = ((column, self.of(column)) for column in every)
        return {
            column: topic
            for column, topic in topics
            if topic.speaks > LEAST or topic.single > SINGLE
        }

    def of(self, column: int) -> Topic:
        """Return how much the statement speaks for a rule.

        :param column: the rule's
        """
        weights = [each.columns[column] for each in self._clauses]
        at = weights.index(max(weights))
        near = range(max(at - BESIDE, 0), min(at + BESIDE + 1, len(self._clauses)))
        spoken, size = self._near(near.start, near.stop)
        single = self._singles[at]
        return Topic(
            at,
            near,
            size,
            spoken[column],
            ahead(spoken, column),
            single[column],
            ahead(single, column),
        )

    def _near(self, first: int, end: int) -> tuple[Spoken, int]:
        """Return how much some clauses speak together for each rule, and of how many features."""
        found = self._together.get((first, end))
        if found is None:
            parts = (*self._clauses[first:end], self._above)
            size = sum(each.size for each in parts)
            scale, bias = self._head.unit / math.sqrt(size or 1), self._head.bias
            summed = map(sum, zip(*(each.columns for each in parts), strict=True))
            spoken = [
                own + scale * total
                for _, own, total in zip(self._head.rules, bias, summed, strict=False)
            ]
            found = self._together[first, end] = spoken, size
        return found


def _single(clause: Sums, above: Sums, head: Head) -> Spoken:
    """Return how much a clause speaks by itself for each rule."""
    scale = head.unit / math.sqrt(clause.size + above.size or 1)
    return [
        bias + scale * (own + lent)
        for _, bias, own, lent in zip(
            head.rules, head.bias, clause.columns, above.columns, strict=False
        )
    ]


def ahead(spoken: Sequence[float], column: int) -> float:
    """Return how much more is spoken for a rule than for any other; all where it is alone."""
    own, most = spoken[column], max(spoken)
    if own < most:
        return own - most
    return own - max((*spoken[:column], *spoken[column + 1 :]), default=0.0)
