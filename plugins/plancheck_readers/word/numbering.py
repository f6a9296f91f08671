"""Automatic numbering as Word prints it (ECMA-376 part 1, 17.9).

Numbers are counted per abstract list: all lists that share one go on counting together, unless a
list overrides where a level starts.
"""

import re

from plancheck.api import regex
from plancheck_readers.word.levels import LEVELS, Level, Listing
from plancheck_readers.word.numerals import numeral

_BLANK = regex(r"%([1-9])")
_TIGHT = tuple("、．。，：；）】〕〉》」』")
"""After these a number needs no space: they are as wide as a character and a space."""


class Counters:
    """Counts the numbered paragraphs of one story in order."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[tuple[str, int]] = set()

    def advance(self, listing: Listing, index: int) -> str:
        """Count one more paragraph at a level (from 0) and return its number as printed.

        :returns: the number with the blank after it; empty for bullets
        """
        level = listing.level(index)
        if level is None:
            return ""
        counts = self._counts.setdefault(listing.abstract, [None] * LEVELS)
        count = counts[index]
        counts[index] = listing.start(index) if count is None else count + 1
        self._start_anew(listing, index, counts)
        for below in range(index + 1, LEVELS):
            if counts[below] is not None and _restarts(listing.level(below), below, index):
                counts[below] = None
        return _label(listing, index, level, counts)

    def _start_anew(self, listing: Listing, index: int, counts: list[int | None]) -> None:
        """Obey a start that the list overrides, the first time it is met at this level."""
        met = (listing.num_id, index)
        if index in listing.starts and met not in self._met:
            self._met.add(met)
            counts[index] = listing.starts[index]


def _restarts(level: Level | None, index: int, used: int) -> bool:
    """Tell whether using a higher level starts this one anew."""
    if level is None or level.restart is None:
        return used < index
    return used < level.restart


def _label(listing: Listing, index: int, level: Level, counts: list[int | None]) -> str:
    if level.form == "bullet" or level.hidden:
        return ""

    def blank(match: re.Match[str]) -> str:
        which = int(match[1]) - 1
        if which > index:
            return ""
        count = counts[which]
        value = listing.start(which) if count is None else count
        other = listing.level(which) or level
        return numeral(value, "decimal" if level.legal else other.form, other.pattern)

    return spaced(_BLANK.sub(blank, level.text), tight=level.tight)


def spaced(label: str, *, tight: bool) -> str:
    """Return a number with the blank that stands between it and the text.

    :param tight: whether the list says that nothing follows its numbers
    """
    if not label or tight or label.endswith(_TIGHT) or label[-1].isspace():
        return label
    return f"{label} "
