"""Properties as they are stored: pages of 512 bytes that say what holds for which bytes of text.

[MS-DOC] 2.4.6, 2.9.33 (``ChpxFkp``), 2.9.175 (``PapxFkp``).
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from plancheck.api import limits
from plancheck_readers.word_binary.binary import damaged, plc, too_many_looks, u32

_PAGE = 512
_COUNT = _PAGE - 1
_GUARD = 2
"""Bytes of the last paragraph mark, which some writers leave without properties."""
_NUMBER = 0x3FFFFF
"""Bits of a page's number that count (2.9.206)."""
_PARAGRAPH_ENTRY = 13

Entry = tuple[int, int, bytes]
"""First byte, byte after the last, and the list of changes that holds for them."""


class Pages:
    """What is stored of characters, or of paragraphs.

    :param table: the array that names the pages
    :param document: the stream in which they lie
    :param kind: :data:`CHARACTERS` or :data:`PARAGRAPHS`
    :raises Unreadable: when pages lie outside the stream or there are too many
    """

    def __init__(self, table: bytes, document: bytes, kind: "Kind") -> None:
        bounds = plc(table, 4, kind.name)
        if not bounds.bounds:
            raise damaged(kind.name)
        self.gaps = 0
        """Stretches of which nothing, or two things, are stored, though one thing must be."""
        found: list[Entry] = []
        for number in dict.fromkeys(
            u32(bounds.element(index), 0) & _NUMBER for index in range(len(bounds.ranges))
        ):
            page = document[number * _PAGE : (number + 1) * _PAGE]
            if len(page) < _PAGE:
                raise damaged(kind.name)
            found += kind.entries(page, _bounds(page, kind.name))
            if len(found) > limits.RUNS:
                raise too_many_looks()
        self._entries = self._apart(sorted(found, key=_first))
        self._firsts = [entry[0] for entry in self._entries]

    def _apart(self, entries: list[Entry]) -> list[Entry]:
        """Return entries of which none is empty and none reaches into the next.

        Stretches that overlap contradict each other: the first counts, and that is a gap. Where
        they could overlap, a thousand pieces of text would each have to walk all of them.
        """
        kept: list[Entry] = []
        end = 0
        for first, last, grpprl in entries:
            if first < end < last or (first < last <= end):
                self.gaps += 1
            if max(first, end) < last:
                kept.append((max(first, end), last, grpprl))
                end = last
        return kept

    def at(self, place: int) -> bytes | None:
        """Return what holds for the byte at a place; None where nothing is stored for it."""
        index = bisect_right(self._firsts, place) - 1
        if index < 0 or self._entries[index][1] <= place:
            return None
        return self._entries[index][2]

    def between(self, start: int, end: int) -> Iterator[Entry]:
        """Yield, in order, what holds for the bytes of a stretch; nothing of it is left out.

        Each takes at least one byte, so that there are never more than the stretch is long.
        """
        index = max(bisect_right(self._firsts, start) - 1, 0)
        while start < end:
            first, last, grpprl = (
                self._entries[index] if index < len(self._entries) else (end, end, b"")
            )
            if last <= start:
                index += 1
            elif first > start or index >= len(self._entries):
                self.gaps += min(first, end) - start > _GUARD
                yield start, min(first, end), b""
                start = min(first, end)
            else:
                yield start, min(last, end), grpprl
                start = last
                index += 1


def _first(entry: Entry) -> int:
    return entry[0]


def _bounds(page: bytes, what: str) -> tuple[int, ...]:
    """Return where the stretches of a page begin, and where the last one ends."""
    count = page[_COUNT]
    if 4 * (count + 1) > _COUNT:
        raise damaged(what)
    bounds: tuple[int, ...] = struct.unpack_from(f"<{count + 1}I", page)
    if any(first > second for first, second in pairwise(bounds)):
        raise damaged(what)
    return bounds


def _of_characters(page: bytes, bounds: tuple[int, ...]) -> Iterator[Entry]:
    """Take a page of characters' properties apart."""
    places = page[4 * len(bounds) :]
    for index, (first, last) in enumerate(pairwise(bounds)):
        at = 2 * places[index] if index < len(places) else 0
        yield first, last, page[at + 1 : at + 1 + page[at]] if at else b""


def _of_paragraphs(page: bytes, bounds: tuple[int, ...]) -> Iterator[Entry]:
    """Take a page of paragraphs' properties apart: a style's index, then a list of changes."""
    places = page[4 * len(bounds) : _COUNT : _PARAGRAPH_ENTRY]
    for index, (first, last) in enumerate(pairwise(bounds)):
        at = 2 * places[index] if index < len(places) else 0
        if not at:
            yield first, last, b""
        elif page[at]:
            yield first, last, page[at + 1 : at + 2 * page[at]]
        else:
            yield first, last, page[at + 2 : at + 2 + 2 * page[(at + 1) % _PAGE]]


class Kind(NamedTuple):
    """What pages are about."""

    name: str
    """Of the array that names the pages, for messages."""
    entries: Callable[[bytes, tuple[int, ...]], Iterator[Entry]]
    """Takes a page apart, given where its stretches begin."""


CHARACTERS = Kind("PlcBteChpx", _of_characters)
PARAGRAPHS = Kind("PlcBtePapx", _of_paragraphs)
