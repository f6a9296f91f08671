"""Which plans have most of their sentences in common, in time that grows with their number only.

An index from sentences to plans gives the candidates; what many plans have (the notice's own
words) does not count. Plans that share a rare sentence are all looked at together; of a sentence
that more have, each plan is held against the first and the one before it, so that a hundred
copies of one plan are found without ten thousand comparisons.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import repeat
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

LOOK = 4
"""Two plans are looked at from this part of the shorter one's sentences."""

_SOME, _COMMON = 1, 2

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
        self._plans = array("I")
        """The plan of each mark."""
        self._starts = array("I", [0])
        """Where each plan's marks begin; last, where the next would."""

    def __len__(self) -> int:
        """Return how many plans there are."""
        return len(self._starts) - 1

    def add(self, marks: Iterable[int]) -> None:
        """Add the next plan."""
        own = set(marks)
        self._plans.extend(repeat(len(self), len(own)))
        self._marks.extend(own)
        self._starts.append(len(self._marks))

    def overlaps(self, apart: Callable[[int, int], bool]) -> Iterator[Overlap]:
        """Yield the plans with much in common.

        :param apart: tells of two plans whether they are to be compared
        """
        shared = _Shared(self._marks, self._plans, len(self))
        rare = array("I", (shared.rare(self._span(number)) for number in range(len(self))))
        for number in range(len(self)):
            votes = shared.votes(number, self._span(number))
            most = rare[number]
            enough = [
                (count, other)
                for other, count in votes.items()
                if count > 1 and count * LOOK >= min(most, rare[other])
            ]
            enough.sort(reverse=True)
            own = self._own(number, shared) if enough else {}
            for _, other in enough[:MOST]:
                if apart(number, other):
                    share = _share(own, self._own(other, shared))
                    if share:
                        yield Overlap(other, number, share)

    def _span(self, number: int) -> tuple[int, int]:
        return self._starts[number], self._starts[number + 1]

    def _own(self, number: int, shared: "_Shared") -> dict[int, bool]:
        """Return a plan's marks, each with whether it is rare."""
        start, end = self._span(number)
        looks = shared.looks[start:end]
        return {
            mark: look != _COMMON for mark, look in zip(self._marks[start:end], looks, strict=True)
        }


def _share(own: Mapping[int, bool], others: Mapping[int, bool]) -> float:
    """Return the share in common of the shorter plan; 0 where it is not enough."""
    both = own.keys() & others.keys()
    rare, least = sum(own[mark] for mark in both), min(sum(own.values()), sum(others.values()))
    if rare >= LEAST and rare >= SHARE * least:
        return rare / least
    share = len(both) / min(len(own), len(others))
    return share if len(both) >= LEAST and share >= SHARE_WITH_COMMON else 0.0


class _Shared:
    """The sentences that more than one plan has.

    :param plans: the plan of each mark
    :param count: of the plans
    """

    def __init__(self, marks: "array[int]", plans: "array[int]", count: int) -> None:
        self.looks = bytearray(len(marks))
        """Of each mark: whether one plan has it, some, or many."""
        self._group = array("I", bytes(array("I").itemsize * len(marks)))
        """Of each mark that some plans have: the number of its group."""
        self._plans = array("I")
        """The plans of each group in turn, ascending."""
        self._begin = array("I")
        common = max(COMMON_LEAST, int(COMMON * count))
        for places in _gathered(marks):
            look = _COMMON if len(places) > common else _SOME
            group = len(self._begin)
            self._begin.append(len(self._plans))
            for at in places:
                self.looks[at] = look
                self._group[at] = group
                self._plans.append(plans[at])
        self._begin.append(len(self._plans))

    def rare(self, span: tuple[int, int]) -> int:
        """Return how many sentences of a plan are not common to many."""
        start, end = span
        return end - start - self.looks.count(_COMMON, start, end)

    def votes(self, number: int, span: tuple[int, int]) -> dict[int, int]:
        """Return earlier plans with something in common → how many sentences, at least."""
        found: dict[int, int] = {}
        for at in range(*span):
            if self.looks[at]:
                for other in self._neighbours(number, self._group[at]):
                    found[other] = found.get(other, 0) + 1
        return found

    def _neighbours(self, number: int, group: int) -> Iterable[int]:
        first, end = self._begin[group], self._begin[group + 1]
        at = bisect_left(self._plans, number, first, end)
        if end - first <= FEW:
            return self._plans[first:at]
        return {self._plans[first], self._plans[at - 1]} if at > first else ()


def _gathered(marks: "array[int]") -> Iterator[list[int]]:
    """Yield the places of each mark that stands in more than one, ascending; part by part."""
    parts = len(marks) // _PART + 1
    places = [array("I") for _ in range(parts)]
    for at, mark in enumerate(marks):
        places[mark % parts].append(at)
    for part in places:
        first: dict[int, int] = {}
        again: dict[int, list[int]] = {}
        for at in part:
            mark = marks[at]
            before = first.setdefault(mark, at)
            if before != at:
                if mark in again:
                    again[mark].append(at)
                else:
                    again[mark] = [before, at]
        yield from again.values()
