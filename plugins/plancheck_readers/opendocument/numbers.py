"""How lists number their items (ODF 1.3 part 3, 16.30-16.34 and 19.500)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.api import regex
from plancheck_readers.opendocument.names import (
    DISPLAY_LEVELS,
    FOLLOWED_BY,
    LABEL_ALIGNMENT,
    LEGAL,
    LEVEL,
    LEVELS,
    LIST_FORMATS,
    NUM_FORMAT,
    NUM_LETTER_SYNC,
    NUM_PREFIX,
    NUM_SUFFIX,
    START_VALUE,
    USED_STYLE,
)
from plancheck_readers.word.numbering import spaced
from plancheck_readers.word.numerals import numeral
from plancheck_readers.word.tree import Element

DEPTH = 10
"""Levels of a list."""
_LONGEST = 9
"""Digits of a number that is believed."""
_BLANK = regex(r"%([0-9]{1,2})%")
_FORMS = {
    "": "none",
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "01": "decimalZero",
    "一": "chineseCountingThousand",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "⑴": "decimalEnclosedParen",
    "⒈": "decimalEnclosedFullstop",
    "㊀": "ideographEnclosedCircle",
    "〇": "ideographDigital",
    "１": "decimalFullWidth",
    "1st": "ordinal",
    "- 1 -": "numberInDash",
}
"""First number of a form, as formats are written (``一, 二, 三, ...``) → Word's name for it."""
_TRADITIONAL = ("壹, 貳", "ideographLegalTraditional")
_LETTERS = 26
_PATTERN = 255
"""Characters of a pattern that are believed."""


class Level(NamedTuple):
    """How one level of a list is numbered."""

    form: str
    pattern: str
    """Text with ``%1%`` to ``%10%`` for the numbers of levels 1 to 10."""
    zeros: int = 0
    """Digits that numbers are filled up to."""
    start: int = 1
    tight: bool = False
    legal: bool = False
    style: str = ""
    """Character style of the number."""
    synced: bool = True
    """Whether the letters after z are aa, bb; else aa, ab."""


class ListStyle:
    """A list style: its levels that have numbers; bullets and pictures have none."""

    def __init__(self, element: Element) -> None:
        self.levels: dict[int, Level] = {}
        for child in element:
            index = whole(child.get(LEVEL), 0) - 1
            if child.tag in LEVELS and 0 <= index < DEPTH:
                self.levels[index] = _level(child, index)

    def start(self, index: int) -> int:
        """Return the number with which a level (from 0) starts."""
        level = self.levels.get(index)
        return level.start if level else 1

    def label(self, index: int, counts: Sequence[int | None]) -> str:
        """Return the number of an item with the blank after it; empty for bullets.

        :param counts: the numbers at which the levels stand
        """
        level = self.levels.get(index)
        if level is None:
            return ""

        def number(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            if not 0 <= which <= index:
                return ""
            count = counts[which]
            value = self.start(which) if count is None else count
            return _written(value, self.levels.get(which, level), legal=level.legal)

        return spaced(_BLANK.sub(number, level.pattern), tight=level.tight)


def whole(value: str | None, default: int) -> int:
    """Return a number as written; the default when it is none that is believed."""
    if value and value.isdecimal() and len(value) <= _LONGEST:
        return int(value)
    return default


def _written(value: int, level: Level, *, legal: bool) -> str:
    if legal and level.form != "none":
        return str(value)
    if level.zeros:
        return str(value).zfill(level.zeros)
    if not level.synced and value > _LETTERS:
        return _letters(value, first="a" if level.form == "lowerLetter" else "A")
    return numeral(value, level.form)


def _letters(value: int, first: str) -> str:
    """Write aa, ab … after z, as a spreadsheet names its columns."""
    text = ""
    while value:
        value, index = divmod(value - 1, _LETTERS)
        text = chr(ord(first) + index) + text
    return text


def _level(element: Element, index: int) -> Level:
    written = element.get(NUM_FORMAT, "")
    sign = written.partition(",")[0].strip()
    zeros = (
        min(len(sign), _LONGEST)
        if sign.isascii() and sign.isdecimal() and sign.startswith("0")
        else 0
    )
    form = _FORMS.get(sign, "decimal")
    if written.startswith(_TRADITIONAL[0]):
        form = _TRADITIONAL[1]
    alignment = next(element.iter(LABEL_ALIGNMENT), None)
    return Level(
        form=form,
        pattern=_pattern(element, index, form)[:_PATTERN],
        zeros=zeros,
        start=whole(element.get(START_VALUE), 1),
        tight=alignment is not None and alignment.get(FOLLOWED_BY) == "nothing",
        legal=any(element.get(name) == "true" for name in LEGAL),
        style=element.get(USED_STYLE, ""),
        synced=form not in ("lowerLetter", "upperLetter") or element.get(NUM_LETTER_SYNC) == "true",
    )


def _pattern(element: Element, index: int, form: str) -> str:
    """Return the pattern; older files tell prefix, suffix and how many levels are shown."""
    for name in LIST_FORMATS:
        pattern = element.get(name)
        if pattern is not None:
            return pattern
    shown = min(whole(element.get(DISPLAY_LEVELS), 1), index + 1)
    levels = range(index + 2 - shown, index + 2)
    numbers = "" if form == "none" else ".".join(f"%{level}%" for level in levels)
    return f"{element.get(NUM_PREFIX, '')}{numbers}{element.get(NUM_SUFFIX, '')}"
