"""A file of weights, and what it makes of the statements of a plan.

Each feature has a row of small whole numbers: how much it speaks for each rule, and how much, in
the clause that a rule is about, before it or after it, for a promise and for a measure. Rows are
added as whole numbers of many digits, sixteen bits a column: one addition adds all columns.

The file: four bytes (little-endian) that tell the length of the head, the head as text
(:func:`written`), then the features (UTF-8, a line each) and the rows (a byte a column, 128 for
nothing), both compressed by zlib as one stream.
"""

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import ahocorasick

from plancheck.weighing.grams import Features
from plancheck.weighing.trees import Forest

NOTHING = 128
"""The byte of a weight of nothing; also the offset of all others."""

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


Saved = tuple[dict[str, Any], tuple[Any, ...], bytes]
"""Weights as plain data: the head's fields, the features' numbers, the rows."""


class Weights:
    """A file of weights.

    :param data: the file's bytes
    """

    def __init__(self, data: bytes) -> None:
        length = int.from_bytes(data[:4], "little")
        body = zlib.decompress(data[4 + length :])
        count = int.from_bytes(body[:4], "little")
        size = int.from_bytes(body[4:8], "little")
        names = body[8 : 8 + size].decode().split("\n") if count else []
        # a trie: its plain data is loaded in a thirtieth of the time that a dict takes
        numbers = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for number, name in enumerate(names):
            numbers.add_word(name, number)
        self._take(_head(data[4 : 4 + length].decode()), numbers, body[8 + size :])

    def _take(self, head: Head, numbers: ahocorasick.Automaton, rows: bytes) -> None:
        self.head = head
        self._width = len(head.rules) + EXTRA
        self._numbers = numbers
        self._rows = rows
        self._added: dict[str, int] = {}

    def saved(self) -> Saved:
        """Return all of it as plain data, for :meth:`restored`."""
        head = {name: getattr(self.head, name) for name in Head.__annotations__} | {
            "clues": dict(self.head.clues),
            "partial": tuple(sorted(self.head.partial)),
            "counts": self.head.counts.saved(),
            "measures": self.head.measures.saved(),
        }
        _, numbers = self._numbers.__reduce__()
        return head, numbers, self._rows

    @classmethod
    def restored(cls, saved: Saved) -> "Weights":
        """Return weights that were saved; as read from their file, but much sooner."""
        head, numbers, rows = saved
        forests = {name: Forest.restored(head[name]) for name in ("counts", "measures")}
        made = cls.__new__(cls)
        made._take(  # noqa: SLF001 - its own
            Head(**{**head, "partial": frozenset(head["partial"]), **forests}),
            ahocorasick.Automaton(*numbers),
            rows,
        )
        return made

    def sums(self, names: Iterable[str]) -> Sums:
        """Add the rows of some features."""
        added = self._added
        found = []
        for name in names:
            row = added.get(name)
            if row is None:
                row = added[name] = self._row(name)
            if row:
                found.append(row)
        if len(found) <= MOST:
            return self._taken(sum(found), len(found))
        columns = [0] * self._width
        rest = iter(found)
        while some := list(islice(rest, MOST)):
            part = self._taken(sum(some), len(some)).columns
            columns = [one + other for one, other in zip(columns, part, strict=True)]
        return Sums(tuple(columns), len(found))

    def _row(self, name: str) -> int:
        """Return a feature's row as one number; 0 where there is none."""
        number = self._numbers.get(name, -1) if self._numbers else -1
        if number < 0:
            return 0
        start = number * self._width
        spread = bytearray(2 * self._width)
        spread[::2] = self._rows[start : start + self._width]
        return int.from_bytes(spread, "little")

    def _taken(self, total: int, count: int) -> Sums:
        columns = array("H")
        columns.frombytes(total.to_bytes(2 * self._width, "little"))
        if _BIG:
            columns.byteswap()
        return Sums(tuple(each - NOTHING * count for each in columns), count)


def known(weights: Weights, features: Features) -> tuple[tuple[Sums, ...], Sums]:
    """Return the sums of each clause of a statement, and of what stands above it."""
    return tuple(map(weights.sums, features.clauses)), weights.sums(features.above)


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
    first, text = head.encode(), "\n".join(names).encode()
    sizes = len(names).to_bytes(4, "little") + len(text).to_bytes(4, "little")
    return len(first).to_bytes(4, "little") + first + zlib.compress(sizes + text + rows, 9)


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
    )


CLUE = "clue"
"""Key of the lines about clues; each has its own."""

_BIG = array("H", [1]).tobytes()[0] == 0
"""Whether this machine puts the high byte first."""
