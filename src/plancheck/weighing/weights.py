"""A file of weights, and what it makes of the statements of a plan.

Each feature has a row of small whole numbers: how much it speaks for each rule; how much, in the
clause that a rule is about, before it or after it, for a promise and for a measure; and what it
tells each unit of the network. Rows are added as whole numbers of many digits, sixteen bits a
column: one addition adds all columns.

The file: four bytes (little-endian) that tell the length of the head, the head as text
(:func:`written`); four bytes that tell the length of the features, the features (UTF-8, a line
each), compressed by zlib; then the rows to the end (a byte a column, 128 for nothing), as they are:
a plan needs a few thousand of them, so they are read where they lie, in a file mapped into memory.
"""

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from mmap import mmap
from typing import Any, NamedTuple

import ahocorasick

from plancheck.weighing import network
from plancheck.weighing.grams import ABOVE, SHARED, Words, plain
from plancheck.weighing.trees import Forest

NOTHING = 128
"""The byte of a weight of nothing; also the offset of all others."""

HEADINGS = 1024
"""What stands above statements is remembered for so many headings, and what their marks tell for so
many kinds of them."""

MOST = 200
"""Rows added before the sums are taken down: sixteen bits hold 257 rows of 255."""

EXTRA = 6
"""Columns after those of the rules: promise and measure, in the clause itself, before, after."""


class Sums(NamedTuple):
    """The sums of some features."""

    columns: tuple[int, ...]
    """In the file's own unit; as many as it has columns."""
    size: int
    """Features that the file knows."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says besides its rows."""

    rules: tuple[str, ...]
    """Ids, in the order of their columns."""
    partial: frozenset[str]
    """Those of them that can be met in part."""
    unit: float
    """What one in a row stands for."""
    bias: tuple[float, ...]
    """What speaks for each rule before anything is seen; then for a promise, for a measure."""
    priors: tuple[float, ...]
    """How often a statement counts that somebody might take to count for each rule, as the
    logarithm of the odds."""
    clues: Mapping[str, tuple[float, float]]
    """Clue → how much it speaks for a promise, and for a measure."""
    counts: Forest
    """From the numbers of a statement to whether it counts."""
    measures: Forest
    """Whether what counts is a measure, not a vow."""
    least: float
    """How likely it must be that a statement counts (0-1)."""
    network: network.Network


Data = bytes | mmap
"""A file's bytes, or the file itself, mapped."""

Saved = tuple[dict[str, Any], tuple[Any, ...]]
"""Weights without their rows as plain data: the head's fields, the features by kind."""


class Found(NamedTuple):
    """Finds features; the number of each is that of its row."""

    runs: ahocorasick.Automaton
    lists: ahocorasick.Automaton
    """Names of the core's lists."""
    above: ahocorasick.Automaton
    """Runs of headings."""


class _Rows(dict[int, int]):
    """Rows as whole numbers, by their own numbers; each is made when it is first asked for."""

    def __init__(self, data: Data, width: int) -> None:
        super().__init__()
        self._data, self._first, self._width = data, first_row(data), width

    def __missing__(self, number: int) -> int:
        start = self._first + number * self._width
        spread = bytearray(2 * self._width)
        spread[::2] = self._data[start : start + self._width]
        row = self[number] = int.from_bytes(spread, "little")
        return row


def _first_part(data: Data, at: int) -> tuple[int, int]:
    """Return where a part begins and ends whose length stands at an offset."""
    start = at + _LENGTH
    return start, start + int.from_bytes(data[at:start], "little")


def first_row(data: Data) -> int:
    """Return where the rows of a file begin; all else stands before."""
    return _first_part(data, _first_part(data, 0)[1])[1]


class Weights:
    """A file of weights.

    :param data: it must stay open
    """

    def __init__(self, data: Data) -> None:
        head, end = _first_part(data, 0)
        text = zlib.decompress(data[slice(*_first_part(data, end))]).decode()
        names = text.split("\n") if text else []
        found = Found(*(ahocorasick.Automaton(ahocorasick.STORE_INTS) for _ in Found._fields))
        for number, name in enumerate(names):
            found[_kind(name)].add_word(name.removeprefix(ABOVE), number)
        for each in found:
            each.make_automaton()
        self._take(_head(data[head:end].decode()), found, data)

    def _take(self, head: Head, found: "Found", data: Data) -> None:
        self.head = head
        self._width = len(head.rules) + EXTRA + len(head.network.bias)
        self._found = found
        self._rows = _Rows(data, self._width)
        self._above = lru_cache(HEADINGS)(self._sums_above)
        self.marked = lru_cache(HEADINGS)(head.network.marked)

    def saved(self) -> Saved:
        """Return all but the rows as plain data, for :meth:`restored`."""
        head = {name: getattr(self.head, name) for name in Head.__annotations__} | {
            "clues": dict(self.head.clues),
            "partial": tuple(sorted(self.head.partial)),
            "counts": self.head.counts.saved(),
            "measures": self.head.measures.saved(),
            "network": tuple(self.head.network),
        }
        return head, tuple(each.__reduce__()[1] for each in self._found)

    @classmethod
    def restored(cls, saved: Saved, data: Data) -> "Weights":
        """Return weights that were saved; as read from their file, but much sooner."""
        head, found = saved
        forests = {name: Forest.restored(head[name]) for name in ("counts", "measures")}
        layers = network.Network(*head["network"])
        made = cls.__new__(cls)
        made._take(  # noqa: SLF001 - its own
            Head(**{**head, "partial": frozenset(head["partial"]), **forests, "network": layers}),
            Found(*(ahocorasick.Automaton(*each) for each in found)),
            data,
        )
        return made

    def clause(self, text: str, names: Iterable[str] = ()) -> Sums:
        """Return the sums of a clause.

        :param names: of the core's lists that have a word in it
        """
        runs, lists, _ = self._found
        numbers = _standing(runs, plain(text))
        if lists:
            numbers.update(number for name in names if (number := lists.get(name, -1)) >= 0)
        return self._sums(numbers)

    def above(self, texts: tuple[str, ...]) -> Sums:
        """Return the sums of what stands above a statement; many stand under the same."""
        return self._above(texts)

    def _sums_above(self, texts: tuple[str, ...]) -> Sums:
        found = self._found.above
        return self._sums(set().union(*(_standing(found, plain(text)) for text in texts)))

    def _sums(self, numbers: Iterable[int]) -> Sums:
        """Add the rows of some features."""
        rows = self._rows
        found = [rows[number] for number in numbers]
        if len(found) <= MOST:
            return self._taken(sum(found), len(found))
        columns = [0] * self._width
        rest = iter(found)
        while some := list(islice(rest, MOST)):
            part = self._taken(sum(some), len(some)).columns
            columns = [one + other for one, other in zip(columns, part, strict=True)]
        return Sums(tuple(columns), len(found))

    def _taken(self, total: int, count: int) -> Sums:
        columns = array("H")
        columns.frombytes(total.to_bytes(2 * self._width, "little"))
        if _BIG:
            columns.byteswap()
        nothing = NOTHING * count
        return Sums(tuple([each - nothing for each in columns]), count)


def known(weights: Weights, words: Words) -> tuple[tuple[Sums, ...], Sums]:
    """Return the sums of each clause of a statement, and of what stands above it."""
    return tuple(weights.clause(*each) for each in words.clauses), weights.above(words.above)


def _kind(name: str) -> int:
    """Return which of :class:`Found` a feature belongs to."""
    return 2 if name.startswith(ABOVE) else 1 if name.startswith(SHARED) else 0


def _standing(features: ahocorasick.Automaton, text: str) -> set[int]:
    """Return the numbers of the features that stand in a text: those of its runs that are known.

    No feature holds a mark at which runs stop, so none goes across one.
    """
    return {number for _, number in features.iter(text)} if features else set()


def written(table: Mapping[str, Iterable[object]]) -> str:
    """Return a head as text: a key a line, its words parted by tabs.

    Of a clue the words are its name and two numbers; of a forest its start, then its trees.
    """
    return "\n".join("\t".join(map(str, (key, *words))) for key, words in table.items())


def packed(head: str, names: Sequence[str], rows: bytes) -> bytes:
    """Return the bytes of a file.

    :param head: as :func:`written`, and a line for each clue
    :param names: the features, in the order of their rows
    :param rows: a byte for each column of each row
    """
    parts = head.encode(), zlib.compress("\n".join(names).encode(), 9)
    return b"".join(len(each).to_bytes(_LENGTH, "little") + each for each in parts) + rows


def _head(text: str) -> Head:
    table: dict[str, list[str]] = {}
    clues: dict[str, tuple[float, float]] = {}
    for line in text.split("\n"):
        key, *words = line.split("\t")
        if key == CLUE:
            clues[words[0]] = float(words[1]), float(words[2])
        else:
            table[key] = words
    return Head(
        rules=tuple(table["rules"]),
        partial=frozenset(table["partial"]),
        unit=float(table["unit"][0]),
        bias=tuple(map(float, table["bias"])),
        priors=tuple(map(float, table["priors"])),
        clues=clues,
        counts=Forest.read(table["counts"]),
        measures=Forest.read(table["measures"]),
        least=float(table["least"][0]),
        network=network.read(table),
    )


_LENGTH = 4
"""Bytes that tell how long a part is."""

CLUE = "clue"
"""Key of the lines about clues; each has its own."""

_BIG = array("H", [1]).tobytes()[0] == 0
"""Whether this machine puts the high byte first."""
