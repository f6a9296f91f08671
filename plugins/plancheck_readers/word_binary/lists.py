"""The lists a document defines ([MS-DOC] 2.4.6.3, 2.9.131, 2.9.147, 2.9.150, 2.9.191, 2.9.192)."""

from collections.abc import Mapping

from plancheck_readers.word.levels import LEVELS, Level
from plancheck_readers.word_binary import looks
from plancheck_readers.word_binary.binary import s32, u16, u32, wide
from plancheck_readers.word_binary.looks import Looks

_LSTF, _LFO, _LVLF, _LFOLVL = 28, 16, 28, 8
_NO_STYLE = 0x0FFF
_SIMPLE = 0x01
_LEGAL, _NO_RESTART = 0x04, 0x08
_LEVEL, _STARTS, _FORMATS = 0x0F, 0x10, 0x20
_NOTHING = 2
"""What follows the number: nothing, rather than a tab or a space."""
_MOST = 0x7FFF
"""The largest start that is believed (2.9.150)."""
_MOST_LISTS = 0x7FE
"""Lists that paragraphs can refer to (2.6.2, sprmPIlfo)."""
_FORMS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal",
    "cardinalText", "ordinalText", "hex", "chicago", "ideographDigital", "japaneseCounting",
    "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth", "japaneseLegal",
    "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung",
    "decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle", "ideographTraditional", "ideographZodiac",
    "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting",
    "chineseLegalSimplified", "chineseCountingThousand", "japaneseDigitalTenThousand",
    "koreanDigital", "koreanCounting", "koreanLegal", "koreanDigital2", "vietnameseCounting",
    "russianLower", "russianUpper", "none", "numberInDash",
)  # fmt: skip
"""Number formats by code ([MS-OSHARED] 2.2.1.3 ``MSONFC``), as ECMA-376 names them."""
_NO_FORM = 0xFF


class List:
    """A list as paragraphs refer to it (``LFO``).

    :param number: its number from 1
    :param abstract: the list it counts with
    :param levels: how its levels are numbered
    :param starts: levels that start anew with this list, and where
    """

    def __init__(
        self, number: int, abstract: int, levels: Mapping[int, Level], starts: Mapping[int, int]
    ) -> None:
        self.num_id = str(number)
        self.abstract = str(abstract)
        self.starts = starts
        self._levels = levels

    def level(self, index: int) -> Level | None:
        """Return how a level (from 0) is numbered."""
        return self._levels.get(index)

    def start(self, index: int) -> int:
        """Return the number a level starts with."""
        level = self.level(index)
        return self.starts.get(index, level.start if level else 1)

    def level_of(self, lineage: tuple[int, ...], stated: int | None) -> int:
        """Return the level (from 0) of a paragraph that is numbered through its style.

        A level that names the style comes before what the style itself states.
        """
        named = {level.style: index for index, level in self._levels.items() if level.style}
        for style in lineage:
            if str(style) in named:
                return named[str(style)]
        return stated or 0


class Lists:
    """All lists of a document, by number.

    :param lists: ``PlfLst``, with the levels behind it
    :param overrides: ``PlfLfo``
    :param reader: reads properties
    """

    def __init__(self, lists: bytes, overrides: bytes, reader: Looks) -> None:
        self._reader = reader
        self._abstracts = self._read_lists(lists)
        self._lists = self._read_overrides(overrides)

    def find(self, number: int | None) -> List | None:
        """Return a list; None for 0 (no numbering) and for unknown ones."""
        return self._lists.get(number) if number else None

    def _read_lists(self, data: bytes) -> dict[int, Mapping[int, Level]]:
        count = u16(data, 0)
        at = 2 + _LSTF * count
        found: dict[int, Mapping[int, Level]] = {}
        for index in range(count):
            lstf = data[2 + _LSTF * index : 2 + _LSTF * (index + 1)]
            if len(lstf) < _LSTF:
                break
            levels: dict[int, Level] = {}
            for number in range(1 if lstf[26] & _SIMPLE else LEVELS):
                style = u16(lstf, 8 + 2 * number)
                level, at = self._level(data, at)
                if level is None:
                    break
                levels[number] = level._replace(style=None if style == _NO_STYLE else str(style))
            found[u32(lstf, 0)] = levels
        return found

    def _read_overrides(self, data: bytes) -> dict[int, List]:
        count = min(u32(data, 0), (len(data) - 4) // _LFO, _MOST_LISTS)
        at = 4 + _LFO * count
        found: dict[int, List] = {}
        for index in range(count):
            lfo = data[4 + _LFO * index : 4 + _LFO * (index + 1)]
            abstract = u32(lfo, 0)
            levels = dict(self._abstracts.get(abstract, {}))
            starts: dict[int, int] = {}
            at += 4
            for _ in range(min(lfo[12], LEVELS)):
                at = self._override(data, at, levels, starts)
            found[index + 1] = List(index + 1, abstract, levels, starts)
        return found

    def _override(
        self, data: bytes, at: int, levels: dict[int, Level], starts: dict[int, int]
    ) -> int:
        """Read what a list changes in one level (2.9.132 ``LFOLVL``); return where it ends."""
        flags = u32(data, at + 4)
        index = flags & _LEVEL
        start = _believed(s32(data, at))
        at += _LFOLVL
        if flags & _FORMATS:
            level, at = self._level(data, at)
            if level is not None:
                style = levels[index].style if index in levels else None
                levels[index] = level._replace(style=style)
                start = level.start
        if flags & _STARTS:
            starts[index] = start
        return at

    def _level(self, data: bytes, at: int) -> tuple[Level | None, int]:
        """Read how a level is numbered; return where it ends, too (2.9.149 ``LVL``)."""
        lvlf = data[at : at + _LVLF]
        if len(lvlf) < _LVLF:
            return None, len(data)
        flags, chars, paragraph = lvlf[5], lvlf[24], lvlf[25]
        at += _LVLF + paragraph
        look = self._reader.chars(data[at : at + chars])
        at += chars
        length = u16(data, at)
        return Level(
            start=_believed(s32(lvlf, 0)),
            form=_form(lvlf[4]),
            text=_pattern(wide(data, at + 2, length), lvlf[6:15]),
            restart=lvlf[26] if flags & _NO_RESTART else None,
            legal=bool(flags & _LEGAL),
            tight=lvlf[15] == _NOTHING,
            hidden=look.vanish in (looks.ON, looks.NOT_AS_STYLE),
        ), at + 2 + 2 * length


def _believed(start: int) -> int:
    return start if 0 <= start <= _MOST else 0


def _form(code: int) -> str:
    if code == _NO_FORM:
        return "none"
    return _FORMS[code] if code < len(_FORMS) else "decimal"


def _pattern(text: str, places: bytes) -> str:
    """Write a level's text with ``%1`` to ``%9`` for numbers, as ECMA-376 has it.

    In the file a number's place holds its level (from 0), and its index (from 1) is listed.
    """
    blanks = {place - 1 for place in places if place}
    return "".join(
        f"%{ord(char) + 1}" if index in blanks and ord(char) < LEVELS else char
        for index, char in enumerate(text)
    )
