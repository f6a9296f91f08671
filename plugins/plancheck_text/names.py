"""Names of schools and of unions of districts in running text, and whether they mean this unit."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plancheck.api import Marks, regex

_PLACE = regex(r"(?P<place>[\u4e00-\u9fff]{2})(?P<level>[县区市旗镇乡])")


class Names(NamedTuple):
    """How the words of a card tell names."""

    name: str
    """The text of a pattern for a name, in the group ``name``, from where its surroundings begin
    it; as few characters as make one."""
    kind: str
    """The text of a pattern for how names end."""
    ends: re.Pattern[str]
    """What every name ends with: where it is not, there is none."""
    plain: re.Pattern[str]
    """Words that tell no school from another."""
    short: re.Pattern[str]
    """Names in two characters (``一中``, ``附小``)."""
    higher: re.Pattern[str]


@cache
def names(marks: Marks) -> Names:
    """Return what a card's ``kinds``, ``short``, ``no_name``, ``plain`` and ``higher`` tell."""
    kind, short = marks.any_of("kinds"), marks.any_of("short")
    plain = rf"{kind}|(?:联合|分|基层)?工会|基层委员会|委员会|{marks.any_of('plain')}"
    never = rf"{marks.any_of('no_name')}|[一二三四五六七八九十]月"
    part = rf"(?!{never}|和(?![平睦美顺悦雅])|[对向](?![阳上]))[\u4e00-\u9fff]"
    return Names(
        rf"(?P<name>(?:{part}){{2,10}}?{kind}(?!生|友)|(?:{part}){{0,4}}?{short}(?![学心等专]|的(?!教职|教工|老师|教师|每|全体)))",
        kind,
        regex(rf"{kind}|{short}"),
        regex(rf"{plain}|新(?={plain})"),  # 新学校, but 新华中学
        regex(rf"{short}$"),
        marks["higher"],
    )


def core(name: str, known: Names) -> str:
    """Return what is left of a name without the words that many have."""
    return name if known.short.search(name) else known.plain.sub("", name)


def is_other(name: str, unit: str, known: Names) -> bool:
    """Whether a name means another unit: neither is a shorter form of the other.

    :param name: normalised, like ``unit``
    """
    if known.short.search(name):
        return not (_within(name, unit) or (_within(name[-2:], unit) and len(name) < 4))  # noqa: PLR2004
    named, own = core(name, known), known.plain.sub("", unit)
    if len(named) < 2 or not own:  # noqa: PLR2004 - one character is no name
        return False
    if known.higher.search(name) and not known.higher.search(unit):
        return False  # 老年大学, 职工大学, the university that teachers come from
    if _within(named, unit) or _within(own, name):
        return False
    return own[-2:] not in named or _elsewhere(name, unit)


def _elsewhere(name: str, unit: str) -> bool:
    """Whether two names tell different counties, districts or towns."""
    places = dict(_place(unit))
    return any(places.get(level, place) != place for level, place in _place(name))


def _place(name: str) -> Iterator[tuple[str, str]]:
    """Yield the places in a name by their level."""
    for found in _PLACE.finditer(name):
        yield found.group("level"), found.group("place")


def _within(short: str, long: str) -> bool:
    """Whether all characters of one stand in the other in their order."""
    characters = iter(long)
    return all(character in characters for character in short)
