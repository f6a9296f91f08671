"""Names of schools: whether two ways of writing mean one school.

People write 澄溪市第八中学, 第八中学, 澄溪八中 and 澄溪市第8中学工会委员会 for one school, and
第三小学 beside 第二小学 for two.
"""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from plancheck.patterns import regex

SAME = 0.9
"""Likeness from which two names mean one school."""

LIKE = 0.75
"""Likeness from which a person should look."""

APART = 0.06
"""By how much the likest name must lead before the next."""

_NOISE = regex(r"[\W_]+")
_UNION = regex(r"(?:基层)?工会(?:委员会|联合会)?$|教育工会$|党支部$")
_PLACES = regex(r"^(?:[\u4e00-\u9fff]{2,8}?(?:自治[县区州旗]|[省市县区州盟旗镇乡]|街道))+")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_TEN = regex(r"1(\d)(?!\d)")
_NUMBERS = regex(r"[〇一二三四五六七八九十]")
_KINDS = ("学校", "中学", "小学", "幼儿园", "学院")
"""How names end; a short form keeps one character of it."""
_PLAN = regex(
    r"(?:19|20)\d\d(?:\s*[-—–~至]\s*(?:(?:19|20)?\d\d))?|学年度?|年度?|"
    r"第?[一二上下春秋12]学期|[春秋]季(?:学期)?|工会|工作|计划|安排|要点|方案|总结|审核意见|批注|"
    r"定稿|终稿|初稿|最终版?|修改(?:版|稿)?|新版?|副本|盖章|扫描件?|报送|上报|[（(]\d+[)）]"
)
"""What names of files say besides the school."""


class Match(NamedTuple):
    """The school that a name means."""

    school: int
    """Its number among the schools asked for, from 0."""
    likeness: float
    """0–1; from :data:`SAME` it is believed."""
    clear: bool
    """Whether no other school is about as like."""

    @property
    def sure(self) -> bool:
        """Whether nobody need look at it."""
        return self.clear and self.likeness >= SAME


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a name without blanks, signs and what all unions are called; numbers in Chinese."""
    text = _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()
    text = _UNION.sub("", text) or text
    text = _TEN.sub(lambda found: "十" + found[1].replace("0", ""), text)
    return text.translate(_DIGITS)


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """Return a plain name without the places it begins with; whole when nothing else is left."""
    rest = _PLACES.sub("", name)
    return rest if len(rest) > 1 else name


def of_file(stem: str) -> str:
    """Return what the name of a file says of the school; empty when it says nothing."""
    return _NOISE.sub("", _PLAN.sub("", unicodedata.normalize("NFKC", stem)))


def numbers(name: str) -> tuple[str, ...]:
    """Return the numbers in a plain name: schools that count differently are two."""
    return tuple(_NUMBERS.findall(name))


def likeness(one: str, other: str) -> float:
    """Tell how like two plain names are, from 0 to 1.

    Names that count differently (第二小学, 第三小学) are not like at all, nor are those of a school
    and a kindergarten.
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    kinds = {_kind(one), _kind(other)} - {""}
    if numbers(one) != numbers(other) or len(kinds) > 1:
        return 0.0
    short, long = sorted((one, other), key=len)
    if core(long) == short or (core(long) == core(short) and _agree(short, long)):
        return 0.97
    if _is_short_for(short, long):
        return 0.92
    return min(SequenceMatcher(None, one, other).ratio(), SAME - 0.01)


def find(name: str, schools: Iterable[str]) -> Match | None:
    """Return the school that a name means; None when it is like none of them.

    :param name: as people write it, like ``schools``
    """
    wanted = plain(name)
    ranked = sorted(
        ((likeness(wanted, plain(each)), -index) for index, each in enumerate(schools)),
        reverse=True,
    )
    if not ranked or ranked[0][0] < LIKE:
        return None
    best, at = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return Match(-at, best, best == 1.0 or best - second >= APART)


def _agree(short: str, long: str) -> bool:
    """Whether the places that two names begin with do not contradict each other."""
    one, other = short.removesuffix(core(short)), long.removesuffix(core(long))
    return one in other or other in one


def _kind(name: str) -> str:
    """Return a sign for the kind of school a name tells: kindergarten, primary, other."""
    if "幼" in name:
        return "幼"
    return "小" if "小" in name else "中" if "中学" in name or name.endswith("中") else ""


def _is_short_for(short: str, long: str) -> bool:
    """Whether a name is a short form: its characters stand in the other in their order."""
    if len(short) < 2:  # noqa: PLR2004 - one character is no name
        return False
    tail = next((end for end in _KINDS if long.endswith(end)), "")
    characters = iter(long)
    within = all(character in characters for character in short)
    return within and (not tail or short[-1] in tail)
