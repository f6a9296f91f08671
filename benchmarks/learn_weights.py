"""Learn the weights of the second opinion from labelled plans and statements.

Run as ``python benchmarks/learn_weights.py [FILE]`` after ``pip install -e '.[learn]'``; it takes
some minutes, and the same material gives the same file. ``PLANCHECK_CORPUS`` adds the corpus' part
developed on; what is held back, and the plans ``V`` of ``fixtures/annotated``, are never learnt
from.

1. For each rule, a linear model tells from the features of a statement whether it is about the
   rule's duty (*topic*). A line that was labelled as a whole lends its label to the statement in it
   that models like best which have not seen it (multiple-instance learning: Andrews et al., 2002).
2. Among the statements that may be about a duty, one model for all rules tells promises from mere
   mentions, and one tells measures from vows, from the words of the clause that the rule is about
   and those around it, and from what the reading and the card say.
3. Trees weigh these three numbers. They are learnt from numbers that models gave which had not seen
   the statement (eight folds), as all will be of plans to come.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from bags import Columns, Heard, Singles, bag, singles, sizes
from folds import each_fold
from network import Lesson, learn, lesson
from network import unseen as unseen_by_network
from network import written as written_layers
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from taught import FOLDS, UNSAID, Material, Row, material

from plancheck.weighing.clues import NONE, PARTIAL, Single, Weighed, clues, numbers, seen
from plancheck.weighing.opinion import SEEN
from plancheck.weighing.told import LEAST, SINGLE, ahead
from plancheck.weighing.trees import Fork
from plancheck.weighing.trees import written as written_tree
from plancheck.weighing.weights import CLUE, EXTRA, NOTHING, packed, written

Array = Any
Matrix = Any
"""Those of numpy and scipy, which only this script needs."""

ROWS = 45_000
"""Features that are kept."""
UNIT = 0.12
"""What one in a row stands for."""
LEAST_LIKELY = 0.7
"""How likely it must be that a statement counts: so about as much is missed as is let through, of
the plans ``V``."""
MET = 2
"""The level of what counts as a measure."""
EVEN = 2
"""Weight of what counts against what does not: there is far less of it."""
COMMON = 2
"""Places in which a feature must stand to be learnt."""
FORESTS = 3
"""Forests whose mean is taken."""
PART = 0.7
"""Share of the pairs that each learns from."""
NEGATIVES = 6000
"""Plain statements about other things that a rule learns from, at most; look-alikes all."""


SCALE = 5.0
"""What features are multiplied by for the solver, so that its penalty suits them."""


def _linear(matrix: Matrix, wanted: Array, weight: Array, strength: float) -> tuple[Array, float]:
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=40, tol=0.02)
    model.fit(matrix * SCALE, wanted, sample_weight=weight)
    return model.coef_[0] * SCALE, float(model.intercept_[0])


@dataclass(slots=True)
class Topics:
    """The models of what statements are about, a column a rule."""

    weights: Array
    bias: Array
    chosen: Array
    """Row, rule → whether the row is about the rule's duty, as it was learnt."""

    def scores(self, matrix: Matrix) -> Array:
        """Return how much the words of each row speak for each rule."""
        return np.asarray(matrix @ self.weights + self.bias)


def topics(learnt: Material, matrix: Matrix, use: Array, chosen: Array) -> Topics:
    """Learn what statements are about, from some of the rows.

    :param chosen: row, rule → 1, 0 or :data:`UNSAID`
    """
    count = len(learnt.rules)
    weights = np.zeros((matrix.shape[1], count))
    bias = np.zeros(count)
    for rule in range(count):
        rows = _taught(learnt, use, rule, chosen[:, rule])
        wanted = chosen[rows, rule]
        weight = np.array([learnt.rows[n].weight for n in rows]) * np.where(wanted > 0, EVEN, 1)
        weights[:, rule], bias[rule] = _linear(matrix[rows], wanted, weight, 6)
    return Topics(weights, bias, chosen)


def unseen(learnt: Material, matrix: Matrix, chosen: Array, more: Singles | None = None) -> Heard:
    """Return how much the words of each row speak for each rule to who has not seen the row.

    :param more: the clauses of the rows, for which the same is asked
    """
    folds = np.array([row.fold for row in learnt.rows])

    def of_fold(fold: int) -> tuple[Array, Array | None]:
        some = topics(learnt, matrix, np.flatnonzero(folds != fold), chosen)
        own = some.scores(matrix[folds == fold])
        return own, None if more is None else some.scores(more.matrix[more.folds == fold])

    scores = np.zeros(chosen.shape)
    singles = np.zeros((0 if more is None else len(more.folds), chosen.shape[1]), np.float32)
    for fold, (found, of_clauses) in enumerate(each_fold(of_fold, FOLDS)):
        scores[folds == fold] = found
        if more is not None:
            singles[more.folds == fold] = of_clauses
    return Heard(scores, singles)


def choose(learnt: Material, scores: Array) -> Array:
    """Say of each statement whether it is about a rule's duty, where its line is said to be.

    Of the statements of a line the likeliest is, and those that are likely by themselves; of the
    others nothing is known.

    :param scores: from models that have not seen the rows; others would believe what they learnt
    """
    chosen = np.array([row.about for row in learnt.rows])
    groups: dict[Any, list[int]] = defaultdict(list)
    for n, row in enumerate(learnt.rows):
        groups[row.group].append(n)
    for rows in groups.values():
        for rule in range(len(learnt.rules)) if len(rows) > 1 else ():
            claimed = [n for n in rows if chosen[n, rule] == 1]
            best = max(claimed, key=lambda n: scores[n, rule], default=None)
            for n in claimed:
                if n != best and scores[n, rule] <= 0:
                    chosen[n, rule] = UNSAID
    return chosen


def _taught(learnt: Material, use: Array, rule: int, wanted: Array) -> Array:
    known = use[wanted[use] >= 0]
    against = known[wanted[known] == 0]
    near = [n for n in against if rule in learnt.rows[n].alike or rule in learnt.rows[n].cards]
    if len(against) > NEGATIVES:
        drawn = np.random.default_rng(0).choice(against, NEGATIVES, replace=False)
        against = np.union1d(drawn, np.array(near, int))
    return np.concatenate([known[wanted[known] == 1], against])


Speaks = Callable[[int, int, int], bool]


class Pair(NamedTuple):
    """A statement and a rule that it may count for."""

    row: int
    rule: int
    at: int
    """The clause the rule is about."""
    card: int
    clues: tuple[str, ...]


def pairs(
    learnt: Material, heard: Array, full: Topics, columns: Columns, speaks: Speaks | None = None
) -> list[Pair]:
    """Return what somebody might take to count, right or wrong.

    :param heard: row, rule → whether its words speak for the rule
    :param speaks: row, clause, rule → whether the clause does by itself
    """
    found = []
    for n, row in enumerate(learnt.rows):
        parts = [_named(clause, columns, full) for clause in row.features.clauses]
        for rule in range(len(learnt.rules)):
            card = row.cards.get(rule, NONE).level
            if row.level[rule] == UNSAID or (row.level[rule] and full.chosen[n, rule] == UNSAID):
                continue
            at = max(range(len(parts)), key=lambda c: parts[c][rule])
            single = speaks is not None and speaks(n, at, rule)
            if not heard[n, rule] and not single and card < PARTIAL:
                continue
            told = tuple(clues(seen(row.statement, at), learnt.rules[rule].id, card))
            found.append(Pair(n, rule, at, card, told))
    return found


def _named(clause: Iterable[str], columns: Columns, full: Topics) -> Array:
    known = [columns.at[name] for name in clause if name in columns.at]
    return np.asarray(full.weights[known].sum(0))


PLACES = ("in", "before", "after")


def _around(row: Row, pair: Pair) -> Counter[str]:
    """Return the features of a pair: words by their place, and clues."""
    found: Counter[str] = Counter()
    for at, clause in enumerate(row.features.clauses):
        place = PLACES[0] if at == pair.at else PLACES[1] if at < pair.at else PLACES[2]
        found.update(f"{place} {name}" for name in clause)
    found.update(f"{PLACES[0]} {name}" for name in row.features.above)
    found.update(f"clue {clue}" for clue in pair.clues)
    return found


@dataclass(slots=True)
class Speech:
    """A model over pairs, and what it says of each when it had not seen it."""

    weights: Array
    bias: float
    unseen: Array


def speech(matrix: Matrix, wanted: Array, use: Array, weight: Array, folds: Array) -> Speech:
    """Learn from some pairs; say of each pair what a model says that did not see it."""
    weights, bias = _linear(matrix[use], wanted[use], weight[use], 2)

    def of_fold(fold: int) -> Array:
        seen = np.array([n for n in use if folds[n] != fold])
        some, start = _linear(matrix[seen], wanted[seen], weight[seen], 2)
        return matrix[folds == fold] @ some + start

    unseen = np.zeros(len(wanted))
    for fold, found in enumerate(each_fold(of_fold, FOLDS)):
        unseen[folds == fold] = found
    return Speech(weights, bias, unseen)


def forest(told: Array, wanted: Array, weight: Array) -> tuple[str, ...]:
    """Learn trees, and return them as the words of a head.

    They are the mean of several forests, each from a part of the pairs drawn anew: one by itself
    changes by a point when anything does (bagging: Breiman, 1996).
    """
    starts, trees = [], []
    for number in range(FORESTS):
        drawn = np.random.default_rng(number).choice(
            len(told), int(PART * len(told)), replace=False
        )
        use = np.sort(drawn)
        model = _boosted(told[use], wanted[use], weight[use], number)
        starts.append(float(model._baseline_prediction[0, 0]))  # noqa: SLF001 - no other way out
        nodes = [each[0].nodes for each in model._predictors]  # noqa: SLF001
        trees += [written_tree(map(_node, tree)) for tree in nodes]
    return str(round(sum(starts) / FORESTS, 4)), *trees


def _boosted(
    told: Array, wanted: Array, weight: Array, number: int
) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=30, learning_rate=0.25, max_leaf_nodes=8, l2_regularization=5, random_state=number
    ).fit(told, wanted, sample_weight=weight)


def _node(node: Array) -> Fork | float:
    if node["is_leaf"]:
        return round(float(node["value"]) / FORESTS, 5)
    threshold = round(float(node["num_threshold"]), 4)
    return int(node["feature_idx"]), threshold, int(node["left"]), int(node["right"])


def main() -> None:
    """Learn, and write the file."""
    default = Path(__file__).parent.parent / "plugins" / "plancheck_opinion" / "weights.bin"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    learnt = material()
    print(f"{len(learnt.rows)} statements", flush=True)
    bags = [bag(row) for row in learnt.rows]
    everything = np.arange(len(bags))
    common = Counter(name for bag in bags for name in bag)
    columns = Columns(name for name, count in common.items() if count >= COMMON)
    matrix = columns.matrix(bags, sizes(bags, columns))
    about = np.array([row.about for row in learnt.rows])
    chosen = choose(learnt, unseen(learnt, matrix, about).rows)
    full = topics(learnt, matrix, everything, chosen)
    columns = Columns(_kept(learnt, full, matrix, columns))
    matrix = columns.matrix(bags, sizes(bags, columns))
    full = topics(learnt, matrix, everything, chosen)
    alone = singles(learnt, columns)
    scores = unseen(learnt, matrix, chosen, alone)
    print("topics", flush=True)
    taught = lesson(learnt, bags, columns, chosen, alone)
    said = unseen_by_network(taught, np.array([row.fold for row in learnt.rows]), alone)
    print("network", flush=True)

    target.write_bytes(_file(learnt, Stage(columns, full, scores, taught, said, alone)))
    names = [rule.id for rule in learnt.rules]
    target.with_name("rules.txt").write_text("\n".join(names) + "\n", "utf-8")
    print(f"{target.name}: {target.stat().st_size} bytes")


def _kept(learnt: Material, full: Topics, matrix: Matrix, columns: Columns) -> list[str]:
    """Return the features that matter most, by weight and by how often they stand."""
    often = np.asarray((matrix > 0).sum(0)).ravel()
    found = pairs(learnt, full.scores(matrix) > LEAST, full, columns)
    bags = [_around(learnt.rows[pair.row], pair) for pair in found]
    common = Counter(name for bag in bags for name in bag)
    around = Columns(name for name, count in common.items() if count >= COMMON)
    spoken = around.matrix(bags, sizes(bags, around))
    wanted = np.array([learnt.rows[pair.row].level[pair.rule] > 0 for pair in found])
    weights, _ = _linear(spoken, wanted, np.ones(len(found)), 2)
    matter = np.sqrt((full.weights**2).sum(1) * often)
    speaks = np.zeros(len(columns.at))
    for name, at in around.at.items():
        place, _, feature = name.partition(" ")
        if place in PLACES and feature in columns.at:
            speaks[columns.at[feature]] += weights[at] ** 2 * common[name]
    matter += np.sqrt(speaks)
    names = sorted(columns.at, key=lambda name: (-matter[columns.at[name]], name))
    return names[:ROWS]


class Stage(NamedTuple):
    """What is learnt of statements, before pairs of them and rules are looked at."""

    columns: Columns
    full: Topics
    scores: Heard
    taught: Lesson
    said: Heard
    """What networks say that have not seen it: about, counts, measure of each rule."""
    alone: Singles


def _weighed(stage: Stage, pair: Pair, promise: float, measure: float) -> Weighed:
    count = stage.scores.rows.shape[1]
    scores, said = stage.scores.rows[pair.row].tolist(), stage.said.rows[pair.row].tolist()
    about, counts = said[:count], said[count : 2 * count]
    rule = pair.rule
    clause = stage.alone.first[pair.row] + pair.at
    spoken, by_clause = stage.scores.singles[clause].tolist(), stage.said.singles[clause]
    return Weighed(
        scores[rule],
        promise,
        measure,
        ahead(scores, rule),
        about[rule],
        ahead(about, rule),
        counts[rule],
        ahead(counts, rule),
        said[2 * count + rule],
        Single(
            spoken[rule],
            ahead(spoken, rule),
            *(float(by_clause[part * count + rule]) for part in range(3)),
        ),
    )


def _file(learnt: Material, stage: Stage) -> bytes:
    """Learn from pairs what speaks for a promise, and put all into a file."""
    columns, full = stage.columns, stage.full
    count = len(learnt.rules)
    heard = (stage.scores.rows > LEAST) | (stage.said.rows[:, count : 2 * count] > SEEN)
    first, singles = stage.alone.first, stage.scores.singles > SINGLE
    found = pairs(learnt, heard, full, columns, lambda n, at, rule: singles[first[n] + at, rule])
    rows = [learnt.rows[pair.row] for pair in found]
    bags = [_around(row, pair) for row, pair in zip(rows, found, strict=True)]
    names = {f"{place} {name}" for place in PLACES for name in columns.at}
    common = Counter(name for bag in bags for name in bag)
    around = Columns(
        n for n, c in common.items() if n.startswith("clue ") or (n in names and c > 1)
    )
    known = Columns({name.partition(" ")[2] for name in names})
    sizes = np.array(
        [
            sum(
                v
                for n, v in bag.items()
                if n.startswith("clue ") or n.partition(" ")[2] in known.at
            )
            for bag in bags
        ]
    )
    matrix = around.matrix(bags, sizes)
    level = np.array([row.level[pair.rule] for row, pair in zip(rows, found, strict=True)])
    named = np.array([n for n, pair in enumerate(found) if pair.rule in rows[n].alike])
    counted = np.array([n for n in range(len(found)) if level[n] > 0])
    weight = np.array([row.weight for row in rows])
    folds = np.array([row.fold for row in rows])
    promise = speech(matrix, level > 0, named, weight, folds)
    measure = speech(matrix, level == MET, counted, weight, folds)
    priors = _priors(learnt, found, level)
    told = np.array(
        [
            numbers(
                row.statement,
                pair.at,
                pair.card,
                _weighed(stage, pair, float(promise.unseen[n]), float(measure.unseen[n])),
                priors[pair.rule],
            )
            for n, (row, pair) in enumerate(zip(rows, found, strict=True))
        ],
        float,
    )
    right = np.mean((promise.unseen > 0)[named] == (level > 0)[named])
    print(f"{len(found)} pairs; promises told from mentions in {right:.3f}")
    partial = [
        rule.id
        for at, rule in enumerate(learnt.rules)
        if any(row.level[at] == 1 for row in learnt.rows)
    ]
    head: dict[str, Iterable[object]] = {
        "rules": [rule.id for rule in learnt.rules],
        "partial": partial,
        "unit": [UNIT],
        "bias": [round(float(bias), 4) for bias in (*full.bias, promise.bias, measure.bias)],
        "priors": priors,
        "counts": forest(told, level > 0, weight),
        "measures": forest(told[counted], level[counted] == MET, weight[counted]),
        "least": [LEAST_LIKELY],
    }
    spoken = [
        (name.removeprefix("clue "), promise.weights[at], measure.weights[at])
        for name, at in around.at.items()
        if name.startswith("clue ")
    ]
    clue_lines = [f"{CLUE}\t{name}\t{one:.3f}\t{other:.3f}" for name, one, other in sorted(spoken)]
    layers, units = written_layers(learn(stage.taught, np.arange(len(learnt.rows))), stage.taught)
    text = "\n".join((written({**head, **layers}), *clue_lines))
    linear = _bytes(_table(columns, full, around, (promise, measure)))
    return packed(text, sorted(columns.at), np.hstack([linear, _whole(units)]).tobytes())


def _is_known(name: str, columns: Columns) -> bool:
    place, _, feature = name.partition(" ")
    return place == "clue" or feature in columns.at


def _priors(learnt: Material, found: Sequence[Pair], level: Array) -> list[float]:
    """Return the logarithm of the odds that a pair of each rule counts."""
    priors = []
    for rule in range(len(learnt.rules)):
        own = [level[n] > 0 for n, pair in enumerate(found) if pair.rule == rule]
        share = (sum(own) + 1) / (len(own) + 2)
        priors.append(round(math.log(share / (1 - share)), 3))
    return priors


def _table(columns: Columns, full: Topics, around: Columns, speeches: Sequence[Speech]) -> Array:
    """Return a row a feature, in the features' order: weights by rule, then by place."""
    count = full.weights.shape[1]
    names = sorted(columns.at)
    table = np.zeros((len(names), count + EXTRA))
    table[:, :count] = full.weights[[columns.at[name] for name in names]]
    for row, name in enumerate(names):
        for place, which in enumerate(PLACES):
            at = around.at.get(f"{which} {name}")
            if at is not None:
                first = count + 2 * place
                table[row, first : first + 2] = [each.weights[at] for each in speeches]
    return table


def _bytes(table: Array) -> Array:
    """Return the rows as a file has them."""
    print(f"{np.mean(np.abs(table / UNIT) > NOTHING - 1):.5f} of the weights are cut")
    return _whole(table / UNIT)


def _whole(numbers: Array) -> Array:
    return np.clip(np.rint(numbers) + NOTHING, 0, 255).astype(np.uint8)


if __name__ == "__main__":
    main()
