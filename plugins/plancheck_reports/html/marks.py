"""Where in a plan's text the words stand that verdicts quote, and the text cut at their ends.

Marks overlap as they like: a text is cut wherever one begins or ends, and each cut piece knows
the marks over it.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck_reports.html.entries import Entry

Json = Mapping[str, Any]
Spot = tuple[int, tuple[int, int] | None]
"""A block, and in a table the row and column of a cell."""

MOST = 8
"""Marks told of at one place; where there are more the other quotations lead to the first."""

LOOKS = {"met": "met", "partial": "part", "defect": "bad", "waived": "off"}
"""Kind of an entry → the look of the words it rests on; else that of a near miss."""

NEAR = "near"


class Mark(NamedTuple):
    """Words that an entry quotes; sorts by the entry's number."""

    entry: int
    quote: int
    """Which of the entry's quotations, near misses counted after the others."""
    start: int
    end: int
    look: str

    @property
    def key(self) -> str:
        """What names it within the plan."""
        return f"{self.entry}-{self.quote}"


class Piece(NamedTuple):
    """A stretch of text under the same marks."""

    text: str
    over: tuple[Mark, ...]
    """At most :data:`MOST`, those of the weightiest entries first."""
    ended: tuple[Mark, ...]
    """Of each entry the first mark that ends with it; at most :data:`MOST`."""


class Marks:
    """The marks of one plan."""

    def __init__(self, entries: Sequence[Entry], blocks: Sequence[Json]) -> None:
        texts = dict(_texts(blocks))
        self._on: dict[Spot, list[Mark]] = {}
        for entry in entries:
            for number, (place, look) in enumerate(_quoted(entry)):
                spot = place["block"], tuple(place["cell"]) if "cell" in place else None
                length = len(texts[spot]) if spot in texts else -1
                if place["end"] <= length:
                    mark = Mark(entry.number, number, place["start"], place["end"], look)
                    self._on.setdefault(spot, []).append(mark)
        self._anchors = dict(self._anchored())

    def on(self, block: int, cell: tuple[int, int] | None = None) -> Sequence[Mark]:
        """Return the marks on a paragraph or a cell."""
        return self._on.get((block, cell), ())

    def anchor(self, entry: int, quote: int) -> str | None:
        """Return the key of the mark to which a quotation leads; None where the text is not had."""
        return self._anchors.get((entry, quote))

    def _anchored(self) -> Iterator[tuple[tuple[int, int], str]]:
        for marks in self._on.values():
            ends: dict[int, list[Mark]] = {}
            for mark in sorted(marks):
                ends.setdefault(mark.end, []).append(mark)
            for same in ends.values():
                told = {mark.entry: mark for mark in _told(same)}
                for mark in same:
                    yield (mark.entry, mark.quote), told.get(mark.entry, same[0]).key


def _told(same: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks told of where all of these end: of each entry one."""
    first: dict[int, Mark] = {}
    for mark in same:
        first.setdefault(mark.entry, mark)
    return tuple(first.values())[:MOST]


def _texts(blocks: Sequence[Json]) -> Iterator[tuple[Spot, str]]:
    for number, block in enumerate(blocks):
        if "text" in block:
            yield (number, None), block["text"]
        for cell in block.get("cells", ()):
            yield (number, (cell["row"], cell["column"])), cell["text"]


def _quoted(entry: Entry) -> Iterator[tuple[Json, str]]:
    for quote in entry.quotes:
        yield quote["place"], LOOKS.get(entry.kind, NEAR)
    for near in entry.near_misses:
        yield near["place"], NEAR


def cut(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut a text wherever a mark begins or ends; pieces in the order of the text."""
    begin: dict[int, list[Mark]] = {}
    end: dict[int, list[Mark]] = {}
    for mark in sorted(marks):
        begin.setdefault(mark.start, []).append(mark)
        end.setdefault(mark.end, []).append(mark)
    points = sorted({0, len(text), *begin, *end})
    over: list[Mark] = []
    for at, point in enumerate(points):
        before = points[at - 1] if at else 0
        if at or point in end:  # an empty text can carry a mark, too
            yield Piece(text[before:point], tuple(over[:MOST]), _told(end.get(point, ())))
        for mark in end.get(point, ()):
            if mark.start < mark.end:
                del over[bisect_left(over, mark)]
        for mark in begin.get(point, ()):
            if mark.start < mark.end:
                insort(over, mark)
