"""All words of all lists, found in one pass over a text.

The matching itself is Aho and Corasick's (pyahocorasick). A word may hold ``…``: its pieces then
stand in this order in one clause, with at most :data:`GAP` characters between two of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import ahocorasick

from plancheck.reading.text import normalise

GAP = 8
"""Characters that ``…`` in a word stands for, at most."""

STOPS = frozenset(",。;!?:\n")


class Hit(NamedTuple):
    """A word of a list, found in a normalised text."""

    start: int
    end: int
    list: str
    """Name of the list, such as ``women/tasks:women``, or ``@staff`` of the core's own."""


class _Word(NamedTuple):
    list: str
    length: int
    rest: tuple[str, ...]
    excluded: bool


class Lexicon:
    """Named word lists, compiled.

    :param lists: list name → words
    :param excluded: list name → longer words inside which a word of that list does not count
        (``教代会代表`` for ``教代会``)
    """

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        excluded: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.names = frozenset(lists)
        self._automaton = ahocorasick.Automaton()
        words: dict[str, list[_Word]] = {}
        for is_excluded, table in ((False, lists), (True, excluded or {})):
            for name, entries in table.items():
                for entry in entries:
                    first, *rest = [normalise(piece).norm for piece in entry.split("…")]
                    word = _Word(name, len(first), tuple(rest), is_excluded)
                    words.setdefault(first, []).append(word)
        for first, found in words.items():
            self._automaton.add_word(first, tuple(found))
        self._automaton.make_automaton()

    def find(self, norm: str) -> tuple[Hit, ...]:
        """Return the hits in a normalised text, by their end."""
        hits: list[Hit] = []
        covers: list[Hit] = []
        if not self._automaton:
            return ()
        for last, words in self._automaton.iter(norm):
            for word in words:
                end = last + 1
                start = end - word.length
                if word.rest:
                    end = _follow(norm, end, word.rest)
                    if end < 0:
                        continue
                (covers if word.excluded else hits).append(Hit(start, end, word.list))
        if covers:
            hits = [hit for hit in hits if not any(_covers(cover, hit) for cover in covers)]
        return tuple(hits)


def _covers(cover: Hit, hit: Hit) -> bool:
    """Whether a longer word swallows a hit: they overlap, and it is not a part of the hit."""
    if cover.list != hit.list or cover.start >= hit.end or hit.start >= cover.end:
        return False
    return not (hit.start <= cover.start and cover.end <= hit.end)


def _follow(norm: str, end: int, rest: Sequence[str]) -> int:
    """Return where the last piece ends, or -1 when a piece does not follow in the clause."""
    for piece in rest:
        at = norm.find(piece, end, end + GAP + len(piece))
        if at < 0 or not STOPS.isdisjoint(norm[end:at]):
            return -1
        end = at + len(piece)
    return end


def by_list(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    """Group hits by their list."""
    grouped: dict[str, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.list, []).append(hit)
    return grouped


def within(hits: Sequence[Hit], start: int, end: int) -> Iterator[Hit]:
    """Yield the hits that lie inside a stretch."""
    return (hit for hit in hits if start <= hit.start and hit.end <= end)
