"""When a body sits: what tells one sitting from another."""

from collections.abc import Iterable, Iterator, Sequence

from plancheck.judging.conditions import View
from plancheck.reading.calendar import AUTUMN, SPRING
from plancheck.reading.times import Time, TimeKind

_TERM_MONTHS = {AUTUMN: frozenset((8, 9, 10, 11, 12, 1)), SPRING: frozenset((2, 3, 4, 5, 6, 7))}


def slots(of_entry: Iterable[int], dates: Sequence[Time]) -> Iterator[frozenset[int]]:
    """Yield the months (1-12) of each time that is named; those in a row are one time.

    :param of_entry: months of the schedule's entry that it stands in
    """
    yield from rows(frozenset(of_entry))
    for time in dates:
        if time.kind is not TimeKind.FREQUENCY:
            yield from rows(_months(time))


def rows(months: frozenset[int]) -> Iterator[frozenset[int]]:
    """Yield the months of a set that follow one another, over the turn of the year too."""
    for first in months:
        if (first - 2) % 12 + 1 not in months:
            row = [first]
            while row[-1] % 12 + 1 in months:
                row.append(row[-1] % 12 + 1)
            yield frozenset(row)


def _months(time: Time) -> frozenset[int]:
    if time.months or len(time.terms) != 1:
        return time.months
    return _TERM_MONTHS[next(iter(time.terms))]


def covered_by(view: View, at: int, names: Iterable[str], over: Iterable[str]) -> bool:
    """Whether a clause has words of some lists, all of them under words of others.

    :param at: the clause, from 0
    :param names: lists such as the verbs that convene
    :param over: lists such as the words that only make ready
    """
    found = [hit for name in names for clause, hit in view.by_list.get(name, ()) if clause == at]
    wide = [hit for name in over for clause, hit in view.by_list.get(name, ()) if clause == at]
    return bool(found) and all(
        any(hit.start < each.end and each.start < hit.end for each in wide) for hit in found
    )
