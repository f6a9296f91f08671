"""Boosted trees: from a few numbers to how likely something is.

A forest is plain data: a beginning, and trees of nodes (feature, threshold, left, right) and leaves
(a number). Friedman, "Greedy function approximation: a gradient boosting machine" (2001).
"""

import math
from collections.abc import Iterable, Sequence

Fork = tuple[int, float, int, int]
"""Which number is asked, up to where it goes left, and the nodes to the left and to the right."""
Tree = Sequence[Fork | float]
"""Nodes, the root first; a leaf is a number."""


Grown = tuple[int, float, "Grown", "Grown"] | float
"""A node with the nodes below it."""


class Forest:
    """Trees whose leaves add up to the logarithm of the odds."""

    __slots__ = ("_roots", "_start")

    def __init__(self, start: float, trees: Iterable[Tree]) -> None:
        self._start = start
        self._roots = [_grown(tree, 0) for tree in trees]

    @classmethod
    def read(cls, words: Sequence[str]) -> "Forest":
        """Read a forest from words: its start, and each tree as :func:`written`."""
        return cls(float(words[0]), [[_node(node) for node in w.split(";")] for w in words[1:]])

    def likely(self, numbers: Sequence[float]) -> float:
        """Return how likely it is (0-1)."""
        total = self._start
        for root in self._roots:
            node = root
            while not isinstance(node, float):
                node = node[2] if numbers[node[0]] <= node[1] else node[3]
            total += node
        return 1 / (1 + math.exp(-total))


def _grown(tree: Tree, at: int) -> "Grown":
    """Return a node with the nodes below it in place of their numbers: quicker to walk."""
    node = tree[at]
    if isinstance(node, float):
        return node
    feature, threshold, left, right = node
    return feature, threshold, _grown(tree, left), _grown(tree, right)


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
