"""Features of statements as rows of a matrix."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from taught import Material, Row

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


class Heard(NamedTuple):
    """What is said of statements by who has not seen them: a column an answer."""

    rows: Array
    singles: Array
    """The same of their clauses."""


class Singles(NamedTuple):
    """The clauses of statements, each by itself."""

    matrix: Matrix
    """Row a clause, with what stands above its statement; divided by the root of its size."""
    bags: list[Counter[str]]
    first: Array
    """Of each statement, the row of its first clause."""
    folds: Array
    row: Array
    """Of each clause, its statement's row."""


def singles(learnt: Material, columns: Columns) -> Singles:
    """Return the clauses of all statements."""
    bags, count, row = [], [], []
    for number, each in enumerate(learnt.rows):
        for clause in each.features.clauses:
            bags.append(Counter([*clause, *each.features.above]))
            row.append(number)
        count.append(len(each.features.clauses))
    first = np.concatenate([[0], np.cumsum(count)[:-1]])
    rows = np.array(row)
    folds = np.array([each.fold for each in learnt.rows])[rows]
    return Singles(columns.matrix(bags, sizes(bags, columns)), bags, first, folds, rows)
