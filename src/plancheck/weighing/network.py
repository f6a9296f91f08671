"""A small network: what the words of a statement say together, which none of them says alone.

One hidden layer of rectified units that all rules share, over the same features as the linear
weights; ``benchmarks/network.py`` learns it. What a word means for one rule is so known to the
others, and a pair of words may say what neither does. Pure arithmetic on a few thousand numbers.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from operator import mul, sub
from typing import NamedTuple

from plancheck.reading.plan import Statement

LEVELS = 256
"""Steps of a unit to one."""

MOST = 4095
"""Steps that a unit can reach: it is then sixteen, far more than any is."""

PARTS = 512
"""Steps of what a unit tells an answer to one."""

MIDDLE = 2048
"""The step of nothing there. An answer has 32 bits: 256 units of :data:`MOST` steps."""

FINEST = 1 / (LEVELS * PARTS)

SHARE = 0.5
"""How much the words around a statement weigh against its own."""

CLAUSES = 6
"""Clauses that are told apart by their number; more are many."""

Row = tuple[float, ...]


class Said(NamedTuple):
    """What the network says of a statement, as logarithms of the odds, a number a rule."""

    about: Row
    """That it is about the rule's duty."""
    counts: Row
    """That it counts for the rule."""
    measure: Row
    """That what counts is a measure."""


class Heap(NamedTuple):
    """Features thrown together."""

    sums: Sequence[int]
    """Of their rows, a number a unit; empty for none."""
    size: int
    """How many there are."""


NO_WORDS = Heap((), 0)


def heap(parts: Iterable[Heap]) -> Heap:
    """Throw some heaps together."""
    some = [part for part in parts if part.size]
    if not some:
        return NO_WORDS
    sums = list(map(sum, zip(*(part.sums for part in some), strict=True)))
    return Heap(sums, sum(part.size for part in some))


def without(whole: Heap, part: Heap) -> Heap:
    """Take one of the heaps out again that were thrown together."""
    if not part.size:
        return whole
    size = whole.size - part.size
    return Heap(list(map(sub, whole.sums, part.sums)), size) if size else NO_WORDS


class Network(NamedTuple):
    """The layers, as plain data."""

    step: float
    """What one in a feature's row stands for."""
    marks: Mapping[str, Row]
    """Name of a mark → a number a unit."""
    bias: Row
    """A number a unit."""
    answers: tuple[int, ...]
    """Of each unit, what it tells all answers, as one whole number of many digits: about of each
    rule, counts of each, measure of each, 32 bits an answer."""
    start: Row
    """A number an answer."""

    def marked(self, names: Iterable[str]) -> Row:
        """Return what some marks tell each unit, in steps of a unit."""
        rows = (self.marks[name] for name in names if name in self.marks)
        return tuple(LEVELS * sum(each) for each in zip(self.bias, *rows, strict=True))

    def say(self, own: Heap, around: Heap, marked: Row) -> Said:
        """Return what is said of a statement.

        :param own: its own words
        :param around: those around it
        :param marked: what its marks tell
        """
        scale = LEVELS * self.step / sqrt(own.size or 1)
        sums = own.sums or (0,) * len(marked)
        if around.size:
            beside = SHARE * LEVELS * self.step / sqrt(around.size)
            marked = tuple(
                beside * total + rest for total, rest in zip(around.sums, marked, strict=True)
            )
        units = [
            min(int(told + 0.5), MOST) if (told := scale * total + rest) > 0 else 0
            for total, rest in zip(sums, marked, strict=True)
        ]
        return self._answer(units)

    def _answer(self, units: Sequence[int]) -> Said:
        """Add what the units tell: a multiplication a unit for all answers."""
        total = sum(map(mul, units, self.answers))
        found = array("I")
        found.frombytes(total.to_bytes(len(self.start) * found.itemsize, "little"))
        if _BIG:
            found.byteswap()
        nothing = MIDDLE * sum(units)
        said = [
            start + (each - nothing) * FINEST for start, each in zip(self.start, found, strict=True)
        ]
        third = len(said) // 3
        return Said(*(tuple(said[at : at + third]) for at in range(0, len(said), third)))


def of_numbers(  # a layer each
    step: float, marks: Mapping[str, Row], bias: Row, answers: Sequence[Row], start: Row
) -> Network:
    """Return a network.

    :param answers: for each answer a number a unit
    """
    return Network(step, marks, bias, tuple(map(_packed, zip(*answers, strict=True))), start)


def _packed(numbers: Iterable[float]) -> int:
    whole = (min(max(round(each * PARTS), -MIDDLE), MIDDLE - 1) + MIDDLE for each in numbers)
    return int.from_bytes(b"".join(each.to_bytes(4, "little") for each in whole), "little")


def read(table: Mapping[str, Sequence[str]]) -> Network:
    """Read a network from the lines of a head, as ``benchmarks/network.py`` writes them.

    :raises KeyError: when one is not there
    """
    start = _numbers(table["start"])
    return of_numbers(
        step=float(table["step"][0]),
        marks={
            key.removeprefix(MARK): _numbers(words)
            for key, words in table.items()
            if key.startswith(MARK)
        },
        bias=_numbers(table["units"]),
        answers=[_numbers(table[f"{ANSWER}{n}"]) for n in range(len(start))],
        start=start,
    )


def _numbers(words: Iterable[str]) -> Row:
    return tuple(map(float, words))


ANSWER, MARK = "answer:", "mark:"
"""What the keys of these lines begin with."""

_BIG = array("I", [1]).tobytes()[0] == 0
"""Whether this machine puts the high byte first."""


def marks(statement: Statement, at: int | None = None) -> Iterator[str]:
    """Yield what is to be seen of a statement besides its words, as names, each once.

    :param at: a clause of it, from 0, that is looked at as if it were all
    """
    clauses = statement.clauses if at is None else statement.clauses[at : at + 1]
    roles = [clause.role for clause in clauses]
    yield from {f"does:{role}": None for role in roles}
    yield from (f"part:{statement.part}", f"first:{roles[0]}", f"last:{roles[-1]}")
    yield f"clauses:{min(len(roles), CLAUSES)}"
    if statement.line.cell is not None:
        yield "cell"
    if statement.opens and at is None:
        yield "opens"
