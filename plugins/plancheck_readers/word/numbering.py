"""Automatic numbering as Word prints it (ECMA-376 part 1, 17.9).

Numbers are counted per abstract list: all lists that share one go on counting together, unless a
list overrides where a level starts.
"""

import re
from typing import NamedTuple

from plancheck_readers.word.names import (
    ABSTRACT_NUM,
    ABSTRACT_NUM_ID,
    ALTERNATE,
    CHOICE,
    FORMAT,
    ILVL,
    IS_LGL,
    LVL,
    LVL_OVERRIDE,
    LVL_RESTART,
    LVL_TEXT,
    NUM,
    NUM_FMT,
    NUM_ID,
    NUM_STYLE_LINK,
    OFF,
    P_STYLE,
    R_PR,
    START,
    START_OVERRIDE,
    STYLE_LINK,
    SUFF,
    VAL,
    VANISH,
)
from plancheck_readers.word.numerals import numeral
from plancheck_readers.word.tree import Element

_LEVELS = 9
_BLANK = re.compile(r"%([1-9])")
_TIGHT = "、．。，：；）】〕〉》」』"
"""After these a number needs no space: they are as wide as a character and a space."""
_LONGEST = 9
"""Digits of a number that is believed."""


class Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int = 0
    form: str = "decimal"
    pattern: str = ""
    """For the form ``custom`` only."""
    text: str = ""
    """Text with ``%1`` to ``%9`` for the numbers of levels 1 to 9."""
    restart: int | None = None
    """Using a level up to this one (from 1) starts this one anew; 0 never; None: any above."""
    legal: bool = False
    """Whether all numbers are written in plain digits."""
    tight: bool = False
    """Whether nothing follows the number."""
    style: str | None = None
    hidden: bool = False


class List(NamedTuple):
    """A list as paragraphs refer to it (``w:num``)."""

    num_id: str
    abstract: str
    """What it counts with: lists of one abstract list share their numbers."""
    levels: dict[int, Level]
    starts: dict[int, int]
    """Levels that start anew with this list, and where."""

    def level_of(self, lineage: tuple[str, ...], stated: str | None) -> int:
        """Return the level (from 0) of a paragraph that is numbered through its style.

        A level that names the style comes before what the style itself states (17.9.23).
        """
        for style in lineage:
            for index, level in self.levels.items():
                if level.style == style:
                    return index
        return _number(stated)


class Numbering:
    """All lists of a document, by the id that paragraphs give."""

    def __init__(self, root: Element | None = None) -> None:
        self._lists: dict[str, List] = {} if root is None else _read(root)

    def find(self, num_id: str | None) -> List | None:
        """Return a list; None for id 0 (no numbering) and for unknown ones."""
        return None if num_id in (None, "0") else self._lists.get(num_id)


class Counters:
    """Counts the numbered paragraphs of one story in order."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[tuple[str, int]] = set()

    def advance(self, listing: List, index: int) -> str:
        """Count one more paragraph at a level (from 0) and return its number as printed.

        :returns: the number with the blank after it; empty for bullets
        """
        level = listing.levels.get(index)
        if level is None or not 0 <= index < _LEVELS:
            return ""
        counts = self._counts.setdefault(listing.abstract, [None] * _LEVELS)
        count = counts[index]
        counts[index] = _start(listing, index) if count is None else count + 1
        self._start_anew(listing, index, counts)
        for below in range(index + 1, _LEVELS):
            if _restarts(listing.levels.get(below), below, index):
                counts[below] = None
        return _label(listing, index, counts)

    def _start_anew(self, listing: List, index: int, counts: list[int | None]) -> None:
        """Obey a start that the list overrides, the first time it is met at this level."""
        met = (listing.num_id, index)
        if index in listing.starts and met not in self._met:
            self._met.add(met)
            counts[index] = listing.starts[index]


def _start(listing: List, index: int) -> int:
    level = listing.levels.get(index)
    return listing.starts.get(index, level.start if level else 1)


def _restarts(level: Level | None, index: int, used: int) -> bool:
    """Tell whether using a higher level starts this one anew."""
    if level is None or level.restart is None:
        return used < index
    return used < level.restart


def _label(listing: List, index: int, counts: list[int | None]) -> str:
    level = listing.levels[index]
    if level.form == "bullet" or level.hidden:
        return ""

    def blank(match: re.Match[str]) -> str:
        which = int(match[1]) - 1
        if which > index:
            return ""
        count = counts[which]
        value = _start(listing, which) if count is None else count
        other = listing.levels.get(which, level)
        return numeral(value, "decimal" if level.legal else other.form, other.pattern)

    label = _BLANK.sub(blank, level.text)
    if not label or level.tight or label.endswith(tuple(_TIGHT)) or label[-1].isspace():
        return label
    return f"{label} "


def _read(root: Element) -> dict[str, List]:
    abstracts: dict[str, dict[int, Level]] = {}
    homes: dict[str, str] = {}
    links: dict[str, str] = {}
    for child in root.iterchildren(ABSTRACT_NUM):
        key = child.get(ABSTRACT_NUM_ID, "")
        abstracts[key] = _levels(child)
        for link in child.iterchildren(STYLE_LINK):
            homes[link.get(VAL, "")] = key
        for link in child.iterchildren(NUM_STYLE_LINK):
            links[key] = link.get(VAL, "")
    targets = {key: homes[style] for key, style in links.items() if style in homes}
    return {num.get(NUM_ID, ""): _list(num, abstracts, targets) for num in root.iterchildren(NUM)}


def _list(num: Element, abstracts: dict[str, dict[int, Level]], targets: dict[str, str]) -> List:
    named = num.find(ABSTRACT_NUM_ID)
    key = "" if named is None else named.get(VAL, "")
    key = targets.get(key, key)
    levels = dict(abstracts.get(key, {}))
    starts = {}
    for override in num.iterchildren(LVL_OVERRIDE):
        levels.update(_levels(override))
        start = override.find(START_OVERRIDE)
        if start is not None:
            starts[_number(override.get(ILVL))] = _number(start.get(VAL))
    return List(num.get(NUM_ID, ""), key, levels, starts)


def _levels(parent: Element) -> dict[int, Level]:
    return {_number(child.get(ILVL)): _level(child) for child in parent.iterchildren(LVL)}


def _level(element: Element) -> Level:
    values = {child.tag: child.get(VAL) for child in element}
    level = Level(
        start=_number(values.get(START)),
        form=values.get(NUM_FMT) or "decimal",
        text=values.get(LVL_TEXT) or "",
        restart=_number(values[LVL_RESTART]) if LVL_RESTART in values else None,
        legal=IS_LGL in values and values[IS_LGL] not in OFF,
        tight=values.get(SUFF) == "nothing",
        style=values.get(P_STYLE),
        hidden=any(_vanishes(properties) for properties in element.iterchildren(R_PR)),
    )
    for alternate in element.iterchildren(ALTERNATE):
        level = _custom(alternate, level)
    return level


def _custom(alternate: Element, level: Level) -> Level:
    """Take the form that older versions of Word do not know, such as 001."""
    for form in alternate.iterfind(f"{CHOICE}/{NUM_FMT}"):
        return level._replace(form=form.get(VAL, "decimal"), pattern=form.get(FORMAT, ""))
    return level


def _vanishes(properties: Element) -> bool:
    vanish = properties.find(VANISH)
    return vanish is not None and vanish.get(VAL) not in OFF


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) <= _LONGEST else 0
