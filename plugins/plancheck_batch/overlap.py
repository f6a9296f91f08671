"""Which plans have most of their sentences in common, in time that grows with their number only.

An index from sentences to plans gives the candidates; what many plans have (the notice's own
words) does not count. Plans that share a rare sentence are all looked at together; of a sentence
that more have, each plan is held against the first and the one before it, so that a hundred
copies of one plan are found without ten thousand comparisons.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

SHARE = 0.5
"""Of the shorter plan's sentences, from which two plans are told."""

SHARE_WITH_COMMON = 0.8
"""Likewise, where what many plans have counts as well: a whole plan that went from hand to hand."""

LEAST = 4
"""Sentences in common, at least."""

COMMON = 0.1
"""Share of the plans from which a sentence is common to all, ..."""

COMMON_LEAST = 10
"""... where so many have it."""

FEW = 20
"""Plans with one sentence that are all held against each other."""

MOST = 50
"""Candidates of one plan that are looked at, those with most in common first."""

_PART = 400_000
"""Sentences that are sorted by themselves: bounds memory."""


class Overlap(NamedTuple):
    """Two plans with much in common."""

    one: int
    other: int
    """Numbers of plans, the lesser first."""
    share: float


class Index:
    """Sentences and the plans that have them; each sentence of a plan once."""

    def __init__(self) -> None:
        self._marks = array("Q")
        self._starts = array("L", [0])

    def add(self, marks: Iterable[int]) -> None:
        """Add the next plan."""
        self._marks.extend(sorted(set(marks)))
        self._starts.append(len(self._marks))

    def __len__(self) -> int:
        """Return how many plans there are."""
        return len(self._starts) - 1

    def overlaps(self, apart: Callable[[int, int], bool]) -> Iterator[Overlap]:
        """Yield the plans with much in common.

        :param apart: tells of two plans whether they are to be compared
        """
        shared = _Shared(self._marks, self._starts)
        for number in range(len(self)):
            votes = shared.votes(number)
            enough = [(n, other) for other, n in votes.items() if n >= shared.needed(number, other)]
            enough.sort(reverse=True)
            own = self._own(number, shared) if enough else {}
            for _, other in enough[:MOST]:
                if apart(number, other):
                    share = self._share(own, other, shared)
                    if share:
                        yield Overlap(other, number, share)

    def _own(self, number: int, shared: "_Shared") -> dict[int, bool]:
        """Return a plan's marks, each with whether it is rare."""
        span = range(self._starts[number], self._starts[number + 1])
        return {self._marks[at]: not shared.is_common(at) for at in span}

    def _share(self, own: dict[int, bool], other: int, shared: "_Shared") -> float:
        """Return the share in common of the shorter plan; 0 where it is not enough."""
        others = self._own(other, shared)
        both = own.keys() & others.keys()
        rare, least = sum(own[mark] for mark in both), min(sum(own.values()), sum(others.values()))
        if rare >= LEAST and rare >= SHARE * least:
            return rare / least
        share = len(both) / min(len(own), len(others))
        return share if len(both) >= LEAST and share >= SHARE_WITH_COMMON else 0.0


class _Shared:
    """The sentences that more than one plan has."""

    def __init__(self, marks: "array[int]", starts: "array[int]") -> None:
        self._starts = starts
        self._plans = array("L")
        """The plans of each shared sentence in turn, ascending."""
        self._begin = array("L")
        self._group = array("L", bytes(array("L").itemsize * len(marks)))
        """Of each sentence: the number of its group from 1; 0 where only one plan has it."""
        self._common = max(COMMON_LEAST, int(COMMON * (len(starts) - 1)))
        for place in _gathered(marks):
            self._begin.append(len(self._plans))
            for at in place:
                self._group[at] = len(self._begin)
                self._plans.append(bisect_left(starts, at + 1) - 1)
        self._begin.append(len(self._plans))
        self._rare = array("L", (self._count(number) for number in range(len(starts) - 1)))

    def votes(self, number: int) -> dict[int, int]:
        """Return earlier plans with something in common → how many sentences, at least."""
        found: dict[int, int] = {}
        for at in range(self._starts[number], self._starts[number + 1]):
            group = self._group[at]
            if group:
                for other in self._neighbours(number, group):
                    found[other] = found.get(other, 0) + 1
        return found

    def needed(self, one: int, other: int) -> int:
        """Return the votes from which two plans are worth a look."""
        return max(2, min(self._rare[one], self._rare[other]) // 4)

    def is_common(self, at: int) -> bool:
        """Tell whether many plans have a sentence."""
        group = self._group[at]
        return bool(group) and self._begin[group] - self._begin[group - 1] > self._common

    def _neighbours(self, number: int, group: int) -> Iterable[int]:
        first, end = self._begin[group - 1], self._begin[group]
        at = bisect_left(self._plans, number, first, end)
        if end - first <= FEW:
            return self._plans[first:at]
        return {self._plans[first], self._plans[at - 1]} if at > first else ()

    def _count(self, number: int) -> int:
        span = range(self._starts[number], self._starts[number + 1])
        return sum(not self.is_common(at) for at in span)


def _gathered(marks: "array[int]") -> Iterator[list[int]]:
    """Yield the places of each mark that stands in more than one, ascending; part by part."""
    parts = len(marks) // _PART + 1
    places = [array("L") for _ in range(parts)]
    for at, mark in enumerate(marks):
        places[mark % parts].append(at)
    for part in places:
        first: dict[int, int] = {}
        again: dict[int, list[int]] = {}
        for at in part:
            mark = marks[at]
            before = first.setdefault(mark, at)
            if before != at:
                again.setdefault(mark, [before]).append(at)
        yield from again.values()
