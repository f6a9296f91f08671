"""Features of statements as rows of a matrix."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from taught import Row

Array = Any
Matrix = Any
"""Those of numpy and scipy, which only learning needs."""


class Columns:
    """Names of features → columns."""

    def __init__(self, names: Iterable[str]) -> None:
        self.at = {name: n for n, name in enumerate(sorted(names))}

    def matrix(self, bags: Sequence[Mapping[str, float]], sizes: Array) -> Matrix:
        """Return a row a bag, divided by the root of its size."""
        starts, columns, values = [0], [], []
        for bag, size in zip(bags, sizes, strict=True):
            root = math.sqrt(size or 1)
            for name, value in bag.items():
                if name in self.at:
                    columns.append(self.at[name])
                    values.append(value / root)
            starts.append(len(columns))
        shape = len(bags), len(self.at)
        made = csr_matrix((np.array(values, np.float32), columns, starts), shape=shape)
        made.sort_indices()  # bags of sets come in any order, and sums and draws hang on it
        return made


def bag(row: Row) -> Counter[str]:
    """Return the features of a statement, each as often as it stands."""
    found: Counter[str] = Counter()
    for clause in row.features.clauses:
        found.update(clause)
    found.update(row.features.above)
    return found


def sizes(bags: Sequence[Mapping[str, float]], columns: Columns) -> Array:
    """Return how many known features each bag has."""
    return np.array([sum(v for name, v in each.items() if name in columns.at) for each in bags])


def plain(bags: Sequence[Mapping[str, float]], columns: Columns) -> Matrix:
    """Return a row a bag, undivided."""
    return columns.matrix(bags, np.ones(len(bags)))
