"""Congresses, plenums and five-year plans as sentences name them (DOMAIN 6.1-6.4)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plancheck.api import Statement, regex

PARTY, UNION, WOMEN, PLAN = "party", "union", "women", "plan"
"""Kinds of references: tables of the card's timeline."""

_KINDS = {"共产党": PARTY, "工会": UNION, "全总": UNION, "妇女": WOMEN, "妇联": WOMEN}
_HINTS = regex("[大届五]")
_LOCAL = 3
"""Characters before 工会 in which the place stands whose congress it is."""


class Reference(NamedTuple):
    """A congress, its plenums, or a five-year plan named in a sentence."""

    start: int
    """Offsets in the normalised line."""
    end: int
    kind: str
    name: str
    """As on the card: ``十八大`` (also for its plenums), ``十三五``."""


def references(statement: Statement) -> Iterator[Reference]:
    """Yield what a statement names, in order."""
    norm = statement.line.norm
    if _HINTS.search(norm, statement.start, statement.end) is None:
        return
    for found in _pattern().finditer(norm, statement.start, statement.end):
        reference = _read(norm, found)
        if reference is not None:
            yield reference


@cache
def _pattern() -> re.Pattern[str]:
    number = "二十[一二]?|十[一二三四五六七八九]?"
    plenum = "[一二三四五六七]中?"
    alone = "(?<![一二三四五六七八九十年月第])"
    return regex(
        rf"(?:中国|党的?)(?P<body>共产党|工会|妇女)?第(?P<number>{number})次(?:全国)代表大会"
        "|(?:党的?|中共|中国)?(?P<head>工会|全总|妇女|妇联|团|党|中共)?的?"
        rf"(?P<congress>{number})大(?![学家会类项件块举行工步力型方措重专模系板小题比赛单]|代表)"
        rf"|(?:党的?|中共)?(?P<term>{number})届(?:{plenum}(?:[、和及]?{plenum}){{0,6}}|历次)全会"
        rf"|{alone}(?P<plan>十[一二三四五]五)(?![分天年月个次名人项条周届岁])"
        rf"|{alone}(?P<tenth>十五)(?=计划|规划|期间|时期)"
        "|第(?P<nth>十[一二三四五]?)个五年(?:规划|计划)"
    )


def _read(norm: str, found: re.Match[str]) -> Reference | None:
    start, end = found.span()
    if found.group("number"):
        kind = _KINDS[found.group("body") or "共产党"]
        return Reference(start, end, kind, f"{found.group('number')}大")
    if found.group("congress"):
        return _congress(norm, found)
    if found.group("term"):
        return Reference(start, end, PARTY, f"{found.group('term')}大")
    nth = found.group("nth")
    name = found.group("plan") or found.group("tenth") or f"{nth}五"
    return Reference(start, end, PLAN, name)


def _congress(norm: str, found: re.Match[str]) -> Reference | None:
    """Tell whose congress it is by the word before it; a province's or a city's is none of ours."""
    head = found.group("head") or ""
    named = head or found.group()[0] in "党中"
    if head == "团" or not (named or _bare(norm, found)):
        return None
    kind = _KINDS.get(head, PARTY)
    if kind != PARTY and _place_before(norm, found.start()):
        return None
    return Reference(*found.span(), kind, f"{found.group('congress')}大")


def _bare(norm: str, found: re.Match[str]) -> bool:
    """Whether what follows shows that a bare ``十八大`` is a congress."""
    return _followed().match(norm, found.end()) is not None


@cache
def _followed() -> re.Pattern[str]:
    return regex(
        "精神|报告|以来|的?召开|的?胜利|提出|确定|部署|会议|全会|路线|文件|主题|战略|为(?:契机|指|动力|引|统)|[、,和与及。;》]|$"
    )


def _place_before(norm: str, start: int) -> bool:
    before = norm[max(0, start - _LOCAL) : start]
    return re.search("(?:[省市区县州旗校]|教育|基层)总?$", before) is not None
