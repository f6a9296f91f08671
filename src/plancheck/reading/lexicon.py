"""All words of all lists, found in one pass over a text.

The matching itself is Aho and Corasick's (pyahocorasick). A word may hold ``…``: its pieces then
stand in this order in one clause, with at most :data:`GAP` characters between two of them.
"""

import marshal
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import ahocorasick

GAP = 8
"""Characters that ``…`` in a word stands for, at most."""

LONGEST = 64
"""Characters of the longest word with what its ``…`` stand for; none may be longer."""

ANY = "…"

STOPS = frozenset(",。;!?:\n")


class Hit(NamedTuple):
    """A word of a list, found in a normalised text."""

    start: int
    end: int
    list: str
    """Name of the list, such as ``women/tasks:women``, or ``@staff`` of the core's own."""


Word = tuple[str, int, tuple[str, ...], bool]
"""List, length of the first piece, further pieces, whether it only excludes."""

Saved = tuple[tuple[str, ...], tuple[object, ...], bytes, bytes]
"""A lexicon as plain data: names of lists, automaton, records, where each record begins."""


class _Records(dict[int, tuple[Word, ...]]):
    """What is known of the words that begin with one piece, by the piece's number.

    There are thousands; a plan asks for few, so each is unpacked when it is first found.
    """

    def __init__(self, names: Sequence[str], packed: bytes, starts: Sequence[int]) -> None:
        super().__init__()
        self.names, self.packed, self.starts = names, packed, starts

    def __missing__(self, number: int) -> tuple[Word, ...]:
        record = self.packed[self.starts[number] : self.starts[number + 1]]
        words: Iterable[tuple[int, int, tuple[str, ...], bool]] = marshal.loads(record)  # noqa: S302 - our own
        found = self[number] = tuple(
            (self.names[at], length, rest, excludes) for at, length, rest, excludes in words
        )
        return found


class Lexicon:
    """Named word lists, compiled.

    :param lists: list name → words, in the normalised form of :mod:`plancheck.reading.text`
    :param excluded: list name → longer words inside which a word of that list does not count
        (``教代会代表`` for ``教代会``)
    """

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        excluded: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        names = tuple(dict.fromkeys((*lists, *(excluded or {}))))
        numbers = {name: at for at, name in enumerate(names)}
        pieces: dict[str, list[tuple[int, int, tuple[str, ...], bool]]] = {}
        for is_excluded, table in ((False, lists), (True, excluded or {})):
            for name, entries in table.items():
                for entry in entries:
                    first, *rest = entry.split(ANY) if ANY in entry else (entry,)
                    word = (numbers[name], len(first), tuple(rest), is_excluded)
                    pieces.setdefault(first, []).append(word)
        automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        packed, starts = bytearray(), array("I", [0])
        for number, (first, words) in enumerate(pieces.items()):
            automaton.add_word(first, number)
            packed += marshal.dumps(words)
            starts.append(len(packed))
        automaton.make_automaton()
        self.names = frozenset(lists)
        self._take(automaton, names, bytes(packed), starts)

    def _take(
        self,
        automaton: ahocorasick.Automaton,
        names: tuple[str, ...],
        packed: bytes,
        starts: "array[int]",
    ) -> None:
        self._automaton = automaton
        self._words = _Records(names, packed, starts)

    def saved(self) -> Saved:
        """Return all of it as plain data, for :meth:`restored`."""
        words = self._words
        _, state = self._automaton.__reduce__()
        return tuple(words.names), state, words.packed, array("I", words.starts).tobytes()

    @classmethod
    def restored(cls, lists: Iterable[str], saved: Saved) -> "Lexicon":
        """Return a lexicon that was saved; as made anew, but in a fraction of the time.

        :param lists: the names of its lists
        """
        names, state, packed, numbers = saved
        made = cls.__new__(cls)
        made.names = frozenset(lists)
        starts = array("I")
        starts.frombytes(numbers)
        made._take(ahocorasick.Automaton(*state), names, packed, starts)  # noqa: SLF001 - its own
        return made

    def find(self, norm: str) -> tuple[Hit, ...]:
        """Return the hits in a normalised text, by their start."""
        hits: list[Hit] = []
        covers: dict[str, list[tuple[int, int]]] = {}
        if not self._automaton:
            return ()
        known, seek = self._words, norm.find
        for last, number in self._automaton.iter(norm):
            for name, length, rest, excluded in known[number]:
                start = last + 1 - length
                if rest:
                    # most words break off at once: no further step is taken for them
                    if seek(rest[0], last + 1, last + 1 + GAP + len(rest[0])) < 0:
                        continue
                    end = _follow(norm, last + 1, rest)
                    if end < 0:
                        continue
                else:
                    end = last + 1
                if excluded:
                    covers.setdefault(name, []).append((start, end))
                else:
                    hits.append(Hit(start, end, name))
        if covers:
            for spans in covers.values():
                spans.sort()
            hits = [
                hit for hit in hits if hit[2] not in covers or not _covered(hit, covers[hit[2]])
            ]
        hits.sort()
        return tuple(hits)


def _covered(hit: Hit, covers: Sequence[tuple[int, int]]) -> bool:
    """Whether a longer word swallows a hit: they overlap, and it is not a part of the hit."""
    at = bisect_left(covers, (hit.end, 0))
    while at and covers[at - 1][0] > hit.start - LONGEST:
        at -= 1
        start, end = covers[at]
        if end > hit.start and not (hit.start <= start and end <= hit.end):
            return True
    return False


def _follow(norm: str, end: int, rest: Sequence[str]) -> int:
    """Return where the last piece ends, or -1 when a piece does not follow in the clause."""
    for piece in rest:
        at = norm.find(piece, end, end + GAP + len(piece))
        if at < 0 or not STOPS.isdisjoint(norm[end:at]):
            return -1
        end = at + len(piece)
    return end


def starting(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """Return the hits that begin in a stretch, from hits sorted by their start."""
    return hits[bisect_left(hits, (start,)) : bisect_left(hits, (end,))]
