"""A small network over the words of a statement, learnt with plain arrays.

One hidden layer that all rules share: a word that one rule's plans taught is known to the others,
and two words together can say what neither does. It answers three questions a rule: is the
statement about the duty, does it count, and is what counts a measure.

Rectified units (Nair & Hinton, 2010), dropout of words and units (Srivastava et al., 2014), Adam
(Kingma & Ba, 2015). The same material and seed give the same numbers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from bags import Array, Columns, Heard, Matrix, Singles, plain
from folds import each_fold
from taught import FOLDS, UNSAID, Material

from plancheck.weighing.network import ANSWER, MARK, SHARE, marks

UNITS = 64
"""Of the hidden layer."""
EPOCHS = 8
"""Times that all rows are gone through."""
BATCH = 512
RATE = 0.006
SLOWER = (0.5, 0.25, 0.1)
"""What the rate is multiplied by in the last epochs."""
DROPPED_WORDS = 0.2
DROPPED_UNITS = 0.3
DECAY = 0.01
"""Of the answers' weights, a step and unit of rate."""
CLIPPED = 0.9998
"""Share of the features' numbers that a byte holds; the rest is cut."""
START = -3.0
"""What speaks for an answer at first: few statements are about a given duty."""
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
"""The constants of Adam."""


class Lesson(NamedTuple):
    """What is learnt from."""

    words: Matrix
    """Row a statement, column a feature: in how many of its clauses it stands, divided by the root
    of how many features there are; and what stands around it, as the network hears it."""
    marks: Matrix
    """Of what is to be seen besides words, which are not divided by how many there are."""
    names: tuple[str, ...]
    """Of the marks."""
    wanted: Array
    """Row a statement, column an answer: 0 or 1."""
    weight: Array
    """The same: how much the answer matters; 0 where nothing is known."""
    single_words: Matrix
    """The same of each clause by itself, the rest of its statement heard around it."""
    single_marks: Matrix


@dataclass(slots=True)
class Network:
    """What was learnt."""

    words: Array
    marks: Array
    bias: Array
    answers: Array
    """Row a unit, column an answer."""
    start: Array

    def units(self, words: Matrix, marks: Matrix) -> Array:
        """Return what the hidden layer makes of some rows."""
        return np.maximum(words @ self.words + marks @ self.marks + self.bias, 0)

    def say(self, words: Matrix, marks: Matrix) -> Array:
        """Return the answers as logarithms of the odds."""
        return self.units(words, marks) @ self.answers + self.start


def _scaled(words: Matrix) -> Matrix:
    """Divide each row by the root of how many features it has."""
    size = np.sqrt(np.maximum(np.asarray(words.sum(1)).ravel(), 1))
    scaled = words.copy()
    scaled.data = (words.data / np.repeat(size, np.diff(words.indptr))).astype(np.float32)
    return scaled


class _Adam:
    """Steps of the size that each number has earned."""

    def __init__(self, of: Array) -> None:
        self.of = of
        self._mean, self._square = np.zeros_like(of), np.zeros_like(of)
        self._count = 0

    def step(self, slope: Array, rate: float) -> None:
        self._count += 1
        self._mean += (1 - _FIRST) * (slope - self._mean)
        self._square += (1 - _SECOND) * (slope * slope - self._square)
        size = rate * np.sqrt(1 - _SECOND**self._count) / (1 - _FIRST**self._count)
        self.of -= np.float32(size) * self._mean / (np.sqrt(self._square) + np.float32(_TINY))


def lesson(
    learnt: Material,
    bags: Sequence[Mapping[str, float]],
    columns: Columns,
    chosen: Array,
    alone: Singles,
) -> Lesson:
    """Return what is learnt from labelled statements.

    :param bags: their features
    :param alone: their clauses
    :param chosen: row, rule → whether it is about the rule's duty: 1, 0 or :data:`UNSAID`
    """
    level = np.array([row.level for row in learnt.rows])
    level[(level > 0) & (chosen == UNSAID)] = UNSAID
    seen = [dict.fromkeys(marks(row.statement), 1.0) for row in learnt.rows]
    names = Columns({name for each in seen for name in each})
    own = np.array([row.weight for row in learnt.rows])[:, None]
    said = np.concatenate([chosen != UNSAID, level != UNSAID, level > 0], 1) * own
    wanted = np.concatenate([chosen > 0, level > 0, level > 1], 1)
    around = [Counter(name for clause in row.around for name in clause) for row in learnt.rows]
    words = _scaled(plain(bags, columns)) + _scaled(plain(around, columns)) * np.float32(SHARE)
    by_clause, seen_of_clause = _singles(learnt, around, columns, alone)
    return Lesson(
        words.tocsr(),
        plain(seen, names),
        tuple(sorted(names.at)),
        wanted.astype(np.float32),
        said.astype(np.float32),
        by_clause,
        plain(seen_of_clause, names),
    )


def _singles(
    learnt: Material, around: Sequence[Counter[str]], columns: Columns, alone: Singles
) -> tuple[Matrix, list[dict[str, float]]]:
    beside, seen = [], []
    for clause, (number, first) in enumerate(zip(alone.row, alone.first[alone.row], strict=True)):
        row, at = learnt.rows[number], int(clause - first)
        others = Counter(around[number])
        for n, each in enumerate(row.features.clauses):
            others.update(each if n != at else ())
        beside.append(others)
        only = at if len(row.features.clauses) > 1 else None
        seen.append(dict.fromkeys(marks(row.statement, only), 1.0))
    own, rest = plain(alone.bags, columns), plain(beside, columns)
    words = _scaled(own) + _scaled(rest) * np.float32(SHARE)
    return words.tocsr(), seen


def unseen(taught: Lesson, folds: Array, alone: Singles) -> Heard:
    """Return what networks say of each row, and of each clause, that have not seen it."""

    def of_fold(fold: int) -> tuple[Array, Array]:
        here, clauses = folds == fold, alone.folds == fold
        net = learn(taught, np.flatnonzero(~here))
        return (
            net.say(taught.words[here], taught.marks[here]),
            net.say(taught.single_words[clauses], taught.single_marks[clauses]),
        )

    answers = taught.wanted.shape[1]
    said = np.zeros(taught.wanted.shape)
    singles = np.zeros((len(alone.folds), answers), np.float32)
    for fold, (found, of_clauses) in enumerate(each_fold(of_fold, FOLDS)):
        said[folds == fold] = found
        singles[alone.folds == fold] = of_clauses
    return Heard(said, singles)


def written(net: Network, taught: Lesson) -> tuple[dict[str, Sequence[object]], Array]:
    """Return a network as lines of a head, and its features' rows as whole numbers."""
    most = 127
    step = float(np.quantile(np.abs(net.words), CLIPPED)) / most
    rows = np.clip(np.rint(net.words / step), -most, most).astype(int)
    lines: dict[str, Sequence[object]] = {
        "step": [round(step, 7)],
        "units": _row(net.bias),
        "start": _row(net.start),
    }
    lines |= {f"{MARK}{name}": _row(row) for name, row in zip(taught.names, net.marks, strict=True)}
    lines |= {f"{ANSWER}{n}": _row(row) for n, row in enumerate(net.answers.T)}
    return lines, rows


def _row(numbers: Array) -> tuple[float, ...]:
    return tuple(round(float(each), 3) for each in numbers)


def learn(lesson: Lesson, use: Array, seed: int = 0) -> Network:
    """Learn from some rows.

    :param use: their numbers
    """
    draw = np.random.default_rng(seed)
    answers = lesson.wanted.shape[1]
    net = Network(
        words=_noise(draw, (lesson.words.shape[1], UNITS), 0.05),
        marks=np.zeros((lesson.marks.shape[1], UNITS), np.float32),
        bias=np.zeros(UNITS, np.float32),
        answers=_noise(draw, (UNITS, answers), UNITS**-0.5 / 2),
        start=np.full(answers, START, np.float32),
    )
    steps = [_Adam(of) for of in (net.words, net.marks, net.bias, net.answers, net.start)]
    for epoch in range(EPOCHS):
        rate = RATE * (1, *SLOWER)[max(epoch - EPOCHS + len(SLOWER) + 1, 0)]
        order = draw.permutation(use)
        for first in range(0, len(order), BATCH):
            slopes = _slopes(net, lesson, order[first : first + BATCH], draw)
            for step, slope in zip(steps, slopes, strict=True):
                step.step(slope, rate)
            net.answers *= np.float32(1 - rate * DECAY)
    return net


def _noise(draw: Array, shape: tuple[int, int], spread: float) -> Array:
    return draw.normal(0, spread, shape).astype(np.float32)


def _slopes(net: Network, lesson: Lesson, rows: Array, draw: Array) -> tuple[Array, ...]:
    """Return how the loss of some rows changes with each number of a network."""
    words, marks = _some(lesson.words[rows], draw), lesson.marks[rows]
    units = net.units(words, marks)
    kept = (draw.random(units.shape, np.float32) >= DROPPED_UNITS) / np.float32(1 - DROPPED_UNITS)
    active = (units > 0) * kept
    heard = units * kept
    said = 1 / (1 + np.exp(-(heard @ net.answers + net.start)))
    wrong = (said - lesson.wanted[rows]) * lesson.weight[rows] / np.float32(len(rows))
    back = (wrong @ net.answers.T) * active
    slope = words.T @ back
    return slope, marks.T @ back, back.sum(0), heard.T @ wrong, wrong.sum(0)


def _some(words: Matrix, draw: Array) -> Matrix:
    """Leave some words out."""
    some = words.copy()
    some.data = some.data * (draw.random(len(some.data), np.float32) >= DROPPED_WORDS)
    some.eliminate_zeros()
    return some
