"""Where a story stands in its lists: nesting, and what each list has counted to."""

from typing import NamedTuple

from plancheck_readers.opendocument.names import (
    CONTINUE_LIST,
    CONTINUE_NUMBERING,
    LEVEL,
    LIST_ID,
    OUTLINE_LEVEL,
    START_VALUE,
    USED_STYLE,
)
from plancheck_readers.opendocument.numbers import DEPTH, ListStyle, whole
from plancheck_readers.opendocument.styles import Styles
from plancheck_readers.word.tree import Element

_ID = "{http://www.w3.org/XML/1998/namespace}id"

Counts = list[int | None]


class Place(NamedTuple):
    """The list a paragraph stands in."""

    counts: Counts
    style: str
    """Name of the list style; empty where the paragraph's style says it."""
    depth: int
    """Level from 0."""


class Lists:
    """Counts the items of a story's lists."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_id: dict[str, Counts] = {}
        self._by_style: dict[str, Counts] = {}
        self._headings: Counts = [None] * DEPTH
        self._place: Place | None = None
        self._waiting = False
        self._start: int | None = None

    def open(self, element: Element) -> Place | None:
        """Enter a list; return what to :meth:`close` with."""
        outer = self._place
        style = element.get(USED_STYLE, "")
        if outer is None:
            self._place = Place(self._counts(element, style), style, 0)
        else:
            depth = min(outer.depth + 1, DEPTH - 1)
            self._place = Place(outer.counts, style or outer.style, depth)
        return outer

    def close(self, outer: Place | None) -> None:
        """Leave a list."""
        self._place = outer
        self._waiting = False

    def suspend(self) -> Place | None:
        """Leave all lists for a while, as a table in an item does; go on with :meth:`close`."""
        outer, self._place = self._place, None
        self._waiting = False
        return outer

    def item(self, element: Element, *, numbered: bool) -> None:
        """Begin an item; its first paragraph gets the number."""
        self._waiting = numbered
        start = element.get(START_VALUE)
        self._start = None if start is None else whole(start, 1)

    def single(self, element: Element) -> Place | None:
        """Enter the list of a single numbered paragraph; return what to :meth:`close` with."""
        outer = self._place
        counts = self._by_id.setdefault(element.get(LIST_ID, ""), [None] * DEPTH)
        depth = min(max(whole(element.get(LEVEL), 1) - 1, 0), DEPTH - 1)
        self._place = Place(counts, element.get(USED_STYLE, ""), depth)
        self.item(element, numbered=True)
        return outer

    def number(self, own: str | None) -> str:
        """Return the number of a paragraph, with the blank after it.

        :param own: the list style that the paragraph's style names
        """
        if self._place is None or not self._waiting:
            return ""
        self._waiting = False
        place = self._place
        style = self._styles.list_style(place.style or own)
        return self._advance(style, place.depth, place.counts) if style else ""

    def heading(self, element: Element) -> str:
        """Return the number of a heading that stands in no list, with the blank after it."""
        style = self._styles.outline
        index = whole(element.get(OUTLINE_LEVEL), 1) - 1
        if self._place is not None or style is None or not 0 <= index < DEPTH:
            return ""
        start = element.get(START_VALUE)
        self._start = None if start is None else whole(start, 1)
        return self._advance(style, index, self._headings)

    def _advance(self, style: ListStyle, depth: int, counts: Counts) -> str:
        count = counts[depth]
        start, self._start = self._start, None
        if start is not None:
            counts[depth] = start
        else:
            counts[depth] = style.start(depth) if count is None else count + 1
        counts[depth + 1 :] = [None] * (DEPTH - depth - 1)
        level = style.levels.get(depth)
        if level and self._styles.look("text", level.style).display == "none":
            return ""
        return style.label(depth, counts)

    def _counts(self, element: Element, style: str) -> Counts:
        """Return what a list counts with: its own, or that of the list it continues."""
        continued = element.get(CONTINUE_LIST)
        counts: Counts | None = None
        if continued is not None:
            counts = self._by_id.get(continued)
        elif element.get(CONTINUE_NUMBERING) == "true":
            counts = self._by_style.get(style)
        if counts is None:
            counts = [None] * DEPTH
        self._by_id[element.get(_ID, "")] = self._by_style[style] = counts
        return counts
