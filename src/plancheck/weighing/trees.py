"""Boosted trees: from a few numbers to how likely something is.

A forest is plain data: a beginning, and trees of nodes (feature, threshold, left, right) and leaves
(a number). Friedman, "Greedy function approximation: a gradient boosting machine" (2001).

All trees are walked at once. Each leaf is a bit, those of a tree from left to right. A fork that
sends a number to the right rules out the leaves to its left; of what no fork rules out, the
leftmost leaf of each tree is the one that is reached. Which forks do, one look among the sorted
thresholds of a feature tells. Lucchese and others, "QuickScorer: a fast algorithm to rank
documents with additive ensembles of regression trees" (2015).
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

Fork = tuple[int, float, int, int]
"""Which number is asked, up to where it goes left, and the nodes to the left and to the right."""
Tree = Sequence[Fork | float]
"""Nodes, the root first; a leaf is a number."""

_BYTE = 8
_PARTS = ("_start", "_every", "_firsts", "_asked", "_adds")


class _Asked(NamedTuple):
    """What the forks of all trees ask of one number."""

    at: int
    """Which number."""
    thresholds: tuple[float, ...]
    """Sorted, each once."""
    left: tuple[int, ...]
    """The leaves that are left where so many thresholds are below the number; one more than
    these."""


class _Ruling(NamedTuple):
    """What a fork rules out when it sends a number to the right."""

    at: int
    threshold: float
    leaves: int


_Asking = tuple[int, tuple[float, ...], tuple[int, ...]]
Grown = tuple[float, int, int, tuple[_Asking, ...], tuple[dict[int, float], ...]]
"""A forest as plain data: its start, all leaves, the first leaf of each tree, what is asked, and
for each byte what its leaves add."""


class Forest:
    """Trees whose leaves add up to the logarithm of the odds."""

    __slots__ = _PARTS

    def __init__(self, start: float, trees: Iterable[Tree]) -> None:
        rulings: list[_Ruling] = []
        self._start = start
        self._every = self._firsts = 0
        adds: list[dict[int, float]] = []
        for tree in trees:
            first = _BYTE * len(adds)
            leaves = list(_leaves(tree, 0))
            rulings += _rulings(tree, 0, first)[1]
            self._every |= ((1 << len(leaves)) - 1) << first
            self._firsts |= 1 << first
            for at in range(0, len(leaves), _BYTE):
                byte = {1 << n: leaf for n, leaf in enumerate(leaves[at : at + _BYTE])}
                adds.append({0: 0.0, **byte})
        self._asked: tuple[_Asking, ...] = tuple(_asked(rulings, self._every))
        self._adds = tuple(adds)

    @classmethod
    def read(cls, words: Sequence[str]) -> "Forest":
        """Read a forest from words: its start, and each tree as :func:`written`."""
        return cls(float(words[0]), [[_node(node) for node in w.split(";")] for w in words[1:]])

    def saved(self) -> Grown:
        """Return the forest as plain data, for :meth:`restored`."""
        asked = tuple(map(tuple, self._asked))
        return (
            self._start,
            self._every,
            self._firsts,
            cast("tuple[_Asking, ...]", asked),
            self._adds,
        )

    @classmethod
    def restored(cls, grown: Grown) -> "Forest":
        """Return a forest that was saved."""
        forest = cls(0.0, ())
        for name, value in zip(_PARTS, grown, strict=True):
            setattr(forest, name, value)
        return forest

    def likely(self, numbers: Sequence[float]) -> float:
        """Return how likely it is (0-1)."""
        alive = self._every
        for at, thresholds, left in self._asked:
            alive &= left[bisect_left(thresholds, numbers[at])]
        # of each tree the lowest bit: taking one from it borrows from no other tree, as some leaf
        # of each is left
        reached = alive & ~(alive - self._firsts)
        total = self._start
        for adds, byte in zip(self._adds, reached.to_bytes(len(self._adds), "little"), strict=True):
            total += adds[byte]
        return 1 / (1 + math.exp(-total))


def _leaves(tree: Tree, at: int) -> Iterator[float]:
    """Yield the leaves below a node, from left to right."""
    node = tree[at]
    if isinstance(node, float):
        yield node
        return
    yield from _leaves(tree, node[2])
    yield from _leaves(tree, node[3])


def _rulings(tree: Tree, at: int, first: int) -> tuple[int, list[_Ruling]]:
    """Return the bit after a node's leaves, and what the forks at it and below rule out.

    :param first: the bit of the leftmost leaf below the node
    """
    node = tree[at]
    if isinstance(node, float):
        return first + 1, []
    feature, threshold, left, right = node
    middle, below = _rulings(tree, left, first)
    end, beside = _rulings(tree, right, middle)
    own = _Ruling(feature, threshold, ((1 << (middle - first)) - 1) << first)
    return end, [own, *below, *beside]


def _asked(rulings: Iterable[_Ruling], every: int) -> Iterator[_Asked]:
    """Yield what is asked of each number, with the leaves that each answer leaves."""
    by_number: dict[int, dict[float, int]] = {}
    for at, threshold, leaves in rulings:
        ruled: dict[float, int] = by_number.setdefault(at, {})
        ruled[threshold] = ruled.get(threshold, 0) | leaves
    for at, found in sorted(by_number.items()):
        yield _Asked(at, *_left(found, every))


def _left(ruled: Mapping[float, int], every: int) -> tuple[tuple[float, ...], tuple[int, ...]]:
    left = [every]
    for threshold in sorted(ruled):
        left.append(left[-1] & ~ruled[threshold])
    return tuple(sorted(ruled)), tuple(left)


def written(tree: Iterable[Fork | float]) -> str:
    """Return a tree as text: nodes parted by ``;``, the numbers of a fork by blanks."""
    return ";".join(
        str(node) if isinstance(node, float) else " ".join(map(str, node)) for node in tree
    )


def _node(text: str) -> Fork | float:
    words = text.split(" ")
    if len(words) == 1:
        return float(text)
    feature, threshold, left, right = words
    return int(feature), float(threshold), int(left), int(right)
