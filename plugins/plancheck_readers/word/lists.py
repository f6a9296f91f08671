"""The lists a document defines (ECMA-376 part 1, 17.9); templates define many that no plan uses."""

from plancheck_readers.word.levels import LEVELS, Level
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
from plancheck_readers.word.tree import Element, parse

_LONGEST = 9
"""Digits of a number that is believed."""


class List:
    """A list as paragraphs refer to it (``w:num``).

    :param num_id: its id
    :param abstract: what it counts with: lists of one abstract list share their numbers
    :param elements: the levels' elements, by level from 0
    :param starts: levels that start anew with this list, and where
    """

    def __init__(
        self, num_id: str, abstract: str, elements: dict[int, Element], starts: dict[int, int]
    ) -> None:
        self.num_id = num_id
        self.abstract = abstract
        self.starts = starts
        self._elements = elements
        self._levels: dict[int, Level] = {}

    def level(self, index: int) -> Level | None:
        """Return how a level (from 0) is numbered."""
        level = self._levels.get(index)
        if level is None and index in self._elements:
            level = self._levels[index] = _level(self._elements[index])
        return level

    def start(self, index: int) -> int:
        """Return the number a level starts with."""
        level = self.level(index)
        return self.starts.get(index, level.start if level else 1)

    def level_of(self, lineage: tuple[str, ...], stated: str | None) -> int:
        """Return the level (from 0) of a paragraph that is numbered through its style.

        A level that names the style comes before what the style itself states (17.9.23).
        """
        named = {style: index for index, style in self._styles()}
        for style in lineage:
            if style in named:
                return named[style]
        return _number(stated)

    def _styles(self) -> list[tuple[int, str]]:
        levels = [(index, self.level(index)) for index in self._elements]
        return [(index, level.style) for index, level in levels if level and level.style]


class Numbering:
    """All lists of a document, by the id that paragraphs give."""

    def __init__(self, xml: bytes = b"", part: str = "") -> None:
        """Read the lists.

        :param xml: the part that defines them; empty for a document that has none
        :param part: the part's name, for messages
        :raises Unreadable: when the part cannot be parsed
        """
        self._nums: dict[str, Element] = {}
        self._abstracts: dict[str, Element] = {}
        self._homes: dict[str, Element] = {}
        self._lists: dict[str, List] = {}
        if xml:
            self._read(parse(xml, part))

    def find(self, num_id: str | None) -> List | None:
        """Return a list; None for id 0 (no numbering) and for unknown ones."""
        if num_id is None or num_id == "0":
            return None
        listing = self._lists.get(num_id)
        if listing is None and num_id in self._nums:
            listing = self._lists[num_id] = self._list(num_id)
        return listing

    def _read(self, root: Element) -> None:
        """Find all lists; templates define many that no plan uses."""
        for child in root:
            if child.tag == NUM:
                self._nums[child.get(NUM_ID, "")] = child
            elif child.tag == ABSTRACT_NUM:
                self._abstracts[child.get(ABSTRACT_NUM_ID, "")] = child
                for link in child.iterchildren(STYLE_LINK):
                    self._homes[link.get(VAL, "")] = child

    def _list(self, num_id: str) -> List:
        num = self._nums[num_id]
        abstract = self._abstract(num)
        levels = {} if abstract is None else _levels(abstract)
        starts = {}
        for override in num.iterchildren(LVL_OVERRIDE):
            levels.update(_levels(override))
            start = override.find(START_OVERRIDE)
            if start is not None:
                starts[_number(override.get(ILVL))] = _number(start.get(VAL))
        key = num_id if abstract is None else abstract.get(ABSTRACT_NUM_ID, "")
        return List(num_id, key, levels, starts)

    def _abstract(self, num: Element) -> Element | None:
        """Return the abstract list behind a list; a list style may stand between them."""
        named = num.find(ABSTRACT_NUM_ID)
        abstract = None if named is None else self._abstracts.get(named.get(VAL, ""))
        link = None if abstract is None else abstract.find(NUM_STYLE_LINK)
        return abstract if link is None else self._homes.get(link.get(VAL, ""), abstract)


def _levels(parent: Element) -> dict[int, Element]:
    found = {_number(child.get(ILVL)): child for child in parent.iterchildren(LVL)}
    return {index: found[index] for index in range(LEVELS) if index in found}


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
