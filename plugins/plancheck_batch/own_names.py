"""The names by which a plan calls its own school, so that a plan with names swapped is the same.

澄溪市第八中学 is 第八中学, 八中, 澄溪八中 and 我校 in its own plan; in its copy 第三小学 stands there.
"""

import re
from functools import lru_cache

from plancheck.api import normalise

OWN = "〓"
"""Stands for the own school, whatever it is called."""

_UNION = re.compile(r"(?:基层)?(?:教育)?工会(?:委员会|联合会)?$|委员会$|党支部$")
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,6}?)(自治[县区州旗]|街道|[省市县区州盟旗镇乡])")
_KIND = re.compile(r"(.+?)(九年一贯制学校|[小中大]学校?|幼儿园|学校|学院)$")
_COUNTED = re.compile(r"第?([一二三四五六七八九十]{1,3})$")
_SELF = re.compile(r"(?:我们?|本)(?:学校|校|园|院)")
_FOLLOWS = "(?=人|工会|教师|教工|教职工|师生|校园|学子|娃)"
"""What follows the bare name of a school, which by itself may be an everyday word (阳光)."""


@lru_cache(maxsize=1024)
def spellings(unit: str) -> re.Pattern[str] | None:
    """Return a pattern of the ways to write a school in a normalised text; None where none is.

    :param unit: as a plan names it
    """
    name = _UNION.sub("", normalise(unit).norm)
    places, rest = [], name
    while (found := _PLACE.match(rest)) and len(rest) > found.end() + 1:
        places.append(f"(?:{re.escape(found[1])}{found[2]}?)?")
        rest = rest[found.end() :]
    if len(rest) < 2:  # noqa: PLR2004 - one character is no name
        return None
    kinds = [re.escape(rest)]
    of_kind = _KIND.match(rest)
    if of_kind:
        stem, kind = of_kind.groups()
        counted = _COUNTED.match(stem)
        if counted:
            kinds.append(re.escape(counted[1] + kind[0]))  # 八中
        elif len(stem) > 1:
            kinds.append(re.escape(stem) + _FOLLOWS)
    return re.compile(f"{''.join(places)}(?:{'|'.join(kinds)})")


def blanked(norm: str, unit: str | None) -> str:
    """Return a normalised text with the own school's names replaced by one sign."""
    pattern = spellings(unit) if unit else None
    if pattern is not None:
        norm = pattern.sub(OWN, norm)
    return _SELF.sub(OWN, norm)
