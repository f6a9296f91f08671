"""Occasions that have a year of their own: anniversaries, turns of five-year plans, congresses."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from plancheck.api import chinese, regex

NUMBER = r"[一二三四五六七八九十百零\d]{1,5}"
TURN = 12
"""Characters between a five-year plan and the word for its first or last year."""
FIVE = 4
"""Years from the first of a five-year plan to the last."""
NEAR = 12
"""Characters between ``迎接`` and the congress."""


class Occasion(NamedTuple):
    """An occasion in a normalised text."""

    start: int
    end: int
    year: int


def occasions(norm: str, since: Mapping[str, str]) -> Iterator[Occasion]:
    """Yield the anniversaries that a text names.

    :param since: name → the year from which it is counted
    """
    if not any(word in norm for word in ("周年", "教师节", "岁生日", "岁华诞")):
        return
    for found in _anniversary(tuple(since)).finditer(norm):
        name = found.group("name") or found.group("day")
        count = chinese(found.group("count") or found.group("nth"))
        if count:
            yield Occasion(*found.span(), int(since[name]) + count)


@cache
def _anniversary(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return regex(
        rf"(?P<name>{words})(?:成立|诞辰|诞生|爆发|胜利|实施|运动|节)?的?(?P<count>{NUMBER})(?:周年|岁生日|岁华诞)"
        rf"|第(?P<nth>{NUMBER})个(?P<day>教师节)"
    )


def beginnings(norm: str, first: Mapping[str, str]) -> Iterator[Occasion]:
    """Yield the first and last years of five-year plans that a text names.

    :param first: five-year plan → its first year
    """
    if "局" not in norm and "收官" not in norm:
        return
    for found in _turn(tuple(first)).finditer(norm):
        year = int(first[found.group("plan")])
        yield Occasion(*found.span(), year + (FIVE if "收官" in found.group() else 0))


@cache
def _turn(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return regex(
        rf"(?<![一二三四五六七八九十])(?P<plan>{words})(?![一二三四五六七八九十])"
        rf"[^,。;十]{{0,{TURN}}}?(?:开局|收官)之?年"
    )


def welcomed(norm: str, held: Mapping[str, str], welcome: re.Pattern[str]) -> Iterator[Occasion]:
    """Yield the congresses that a text looks forward to.

    :param held: congress → the year in which it is held; ``工会十八大`` is not ``十八大``
    """
    if "大" not in norm:
        return
    for found in _congress(tuple(held)).finditer(norm):
        before = norm[max(0, found.start() - NEAR) : found.start()]
        name = found.group("name")
        if welcome.search(before) and not re.search("[,。;]", before[-NEAR:]):
            yield Occasion(*found.span(), int(held[name]))


@cache
def _congress(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return regex(
        rf"(?<![一二三四五六七八九十会团妇女])(?P<name>{words})(?=的?(?:胜利)?(?:顺利)?(?:召开|,|。|$))"
    )
