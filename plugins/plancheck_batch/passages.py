"""What two plans have in common, as passages: sentences that follow each other in both."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.api import Passage
from plancheck_batch.sentences import Sentence

SHOWN = 3
"""Passages that are quoted."""

LONGEST = 200
"""Characters of a passage beyond which it does not grow."""


class Common(NamedTuple):
    """A passage in two plans."""

    one: Passage
    other: Passage


def common(one: Sequence[Sentence], other: Sequence[Sentence], most: int = SHOWN) -> list[Common]:
    """Return the longest passages that two plans have in common, the longest first."""
    runs = sorted(_runs(one, other), key=lambda run: (-_length(one, run), run))
    taken: set[int] = set()
    taken_other: set[int] = set()
    found: list[Common] = []
    for first, second, count in runs:
        here, there = set(range(first, first + count)), set(range(second, second + count))
        if len(found) < most and not (here & taken or there & taken_other):
            taken |= here
            taken_other |= there
            found.append(Common(_passage(one, first, count), _passage(other, second, count)))
    return found


def _runs(one: Sequence[Sentence], other: Sequence[Sentence]) -> Iterator[tuple[int, int, int]]:
    """Yield where a passage begins in both plans and of how many sentences it is."""
    where: dict[int, list[int]] = defaultdict(list)
    for number, sentence in enumerate(other):
        where[sentence.mark].append(number)
    covered: set[tuple[int, int]] = set()
    for first, sentence in enumerate(one):
        for second in where.get(sentence.mark, ())[:SHOWN]:
            if (first, second) not in covered:
                count = _count(one, other, first, second)
                covered |= {(first + n, second + n) for n in range(count)}
                yield first, second, count


def _count(one: Sequence[Sentence], other: Sequence[Sentence], first: int, second: int) -> int:
    count, length = 1, len(one[first].quote)
    while (
        first + count < len(one)
        and second + count < len(other)
        and one[first + count].mark == other[second + count].mark
        and one[first + count - 1].followed_by(one[first + count])
        and other[second + count - 1].followed_by(other[second + count])
        and length + len(one[first + count].quote) <= LONGEST
    ):
        length += len(one[first + count].quote)
        count += 1
    return count


def _length(plan: Sequence[Sentence], run: tuple[int, int, int]) -> int:
    return sum(len(each.quote) for each in plan[run[0] : run[0] + run[2]])


def _passage(plan: Sequence[Sentence], first: int, count: int) -> Passage:
    sentences = plan[first : first + count]
    place = {**sentences[0].place, "end": sentences[-1].place["end"]}
    return Passage("".join(each.quote for each in sentences), place)
