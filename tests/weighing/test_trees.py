"""Boosted trees are plain data that travel as text."""

import math

import pytest

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
