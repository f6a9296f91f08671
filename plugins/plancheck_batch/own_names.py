"""The names by which a plan calls its own school, so that a plan with names swapped is the same.

澄溪市第八中学 is 第八中学, 八中, 澄溪八中 and 我校 in its own plan; in its copy 第三小学 stands
there.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from plancheck.api import normalise, regex

OWN = "〓"
"""Stands for the own school, whatever it is called."""

_UNION = regex(r"(?:基层)?(?:教育)?工会(?:委员会|联合会)?$|委员会$|党支部$")
_PLACE = regex(r"([\u4e00-\u9fff]{2,6}?)(自治[县区州旗]|街道|[省市县区州盟旗镇乡])")
_KIND = regex(r"(.+?)(九年一贯制学校|[小中大]学校?|幼儿园|学校|学院)$")
_COUNTED = regex(r"第?([一二三四五六七八九十]{1,3})$")
_SELF = regex(r"(?:我们?|本)(?:学校|校|园|院)")
_FOLLOWS = "(?=人|工会|教师|教工|教职工|师生|校园|学子|娃)"
"""What follows the bare name of a school, which by itself may be an everyday word (阳光)."""


class _Name(NamedTuple):
    """A school's name, taken apart."""

    places: tuple[tuple[str, str], ...]
    """Places that it begins with, and what sort of place each is."""
    rest: str
    short: str
    """In two characters or so; empty where it has no number."""
    stem: str
    """Without the kind of school; empty where that is no name."""

    @property
    def least(self) -> tuple[str, ...]:
        """What stands in every way of writing it: one of these."""
        return tuple(filter(None, (self.rest, self.short, self.stem)))


@lru_cache(maxsize=1024)
def _taken_apart(unit: str) -> _Name | None:
    name = _UNION.sub("", normalise(unit).norm)
    places, rest = [], name
    while (found := _PLACE.match(rest)) and len(rest) > found.end() + 1:
        places.append((found[1], found[2]))
        rest = rest[found.end() :]
    if len(rest) < 2:  # noqa: PLR2004 - one character is no name
        return None
    of_kind = _KIND.match(rest)
    stem, kind = of_kind.groups() if of_kind else ("", "")
    counted = _COUNTED.match(stem)
    short = counted[1] + kind[0] if counted else ""  # 八中
    return _Name(tuple(places), rest, short, "" if counted or len(stem) < 2 else stem)  # noqa: PLR2004


@lru_cache(maxsize=1024)
def _pattern(name: _Name) -> re.Pattern[str]:
    """Return a pattern of the ways to write a name in a normalised text."""
    places = "".join(f"(?:{re.escape(place)}{sort}?)?" for place, sort in name.places)
    ways = [re.escape(name.rest), re.escape(name.short), re.escape(name.stem) + _FOLLOWS]
    kept = [
        way for way, words in zip(ways, (name.rest, name.short, name.stem), strict=True) if words
    ]
    return re.compile(f"{places}(?:{'|'.join(kept)})")


def named(unit: str, norm: str) -> bool:
    """Tell whether a school is named in a normalised text."""
    name = _taken_apart(unit)
    if name is None or not any(words in norm for words in name.least):
        return False
    return _pattern(name).search(norm) is not None


def blanked(norm: str, unit: str | None) -> str:
    """Return a normalised text with the own school's names replaced by one sign."""
    name = _taken_apart(unit) if unit else None
    if name is not None and any(words in norm for words in name.least):
        norm = _pattern(name).sub(OWN, norm)
    return _SELF.sub(OWN, norm)
