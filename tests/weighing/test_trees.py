"""Boosted trees are plain data that travel as text."""

import marshal
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.weighing.trees import Forest, Fork, written

STUMP: list[Fork | float] = [(1, 0.5, 1, 2), -1.0, 2.0]
DEEP: list[Fork | float] = [(0, 3.0, 1, 2), (1, 0.0, 3, 4), 0.5, 1.5, -0.25]


@pytest.mark.parametrize(
    ("numbers", "total"),
    [((0.0, 0.0), 0.1 - 1.0 + 1.5), ((0.0, 0.6), 0.1 + 2.0 - 0.25), ((4.0, 0.5), 0.1 - 1.0 + 0.5)],
)
def test_leaves_add_up_to_the_odds(numbers: tuple[float, float], total: float) -> None:
    forest = Forest(0.1, (STUMP, DEEP))
    assert forest.likely(numbers) == pytest.approx(1 / (1 + math.exp(-total)))


def test_a_forest_reads_what_was_written() -> None:
    words = ["0.1", written(STUMP), written(DEEP)]
    same, read = Forest(0.1, (STUMP, DEEP)), Forest.read(words)
    for numbers in ((0.0, 0.0), (2.9, 0.6), (3.1, -1.0)):
        assert read.likely(numbers) == same.likely(numbers)


def walked(start: float, trees: list[list[Fork | float]], numbers: list[float]) -> float:
    """Walk each tree from its root: what a forest says in other words."""
    total = start
    for tree in trees:
        node = tree[0]
        while not isinstance(node, float):
            node = tree[node[2] if numbers[node[0]] <= node[1] else node[3]]
        total += node
    return 1 / (1 + math.exp(-total))


FEW = st.integers(-3, 3).map(float)


@st.composite
def trees(draw: st.DrawFn) -> list[Fork | float]:
    """Grow a tree of up to twenty leaves, unbalanced, with thresholds that come again."""
    nodes: list[Fork | float] = [draw(FEW)]
    for _ in range(draw(st.integers(0, 19))):
        at = draw(st.sampled_from([n for n, node in enumerate(nodes) if isinstance(node, float)]))
        left, right = len(nodes), len(nodes) + 1
        nodes[at] = (draw(st.integers(0, 2)), draw(FEW), left, right)
        nodes += [draw(st.floats(-2, 2)), draw(st.floats(-2, 2))]
    return nodes


@given(FEW, st.lists(trees(), max_size=5), st.lists(FEW, min_size=3, max_size=3))
def test_a_forest_says_to_the_last_bit_what_its_trees_say(
    start: float, grown: list[list[Fork | float]], numbers: list[float]
) -> None:
    forest = Forest(start, grown)
    expected = walked(start, grown, numbers)
    assert forest.likely(numbers) == expected
    kept = marshal.loads(marshal.dumps(forest.saved()))  # noqa: S302 - our own
    assert Forest.restored(kept).likely(numbers) == expected
