"""Names of periods in a text: 2023—2024学年第一学期, 2024年春季, 二○二四年度 … (DOMAIN 4.1)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.patterns import regex
from plancheck.reading.calendar import AUTUMN, SPRING, year_number
from plancheck.reading.plan import Kind, Month, Period
from plancheck.reading.time_words import YEAR

_TERM = (
    r"\(?第?(?P<term>[一二上下12])\)?个?学期|(?P<season>[春秋])(?:季学?期?|学?期)"
    r"|\((?P<half>[上下一二12])\)|-(?P<dash>[12])(?!\d)|(?P<short>[上下])期"
)
_SCHOOL = (
    rf"(?<!\d)(?P<first>{YEAR}|\d\d(?=[\-~至/]\d\d学年))年?[\-~至到/]?(?P<second>{YEAR}|\d\d)"
    rf"(?P<word>年?学年|学?年)?度?的?(?:{_TERM})?"
)
_ONE = (
    rf"(?<!\d)(?P<year>{YEAR})(?!\d)(?P<mode>学年|年)?度?的?"
    r"(?:\(?第?(?P<term1>[一二上下12])\)?个?学期|(?P<short1>[上下])期|(?P<season1>[春秋])(?:季学期|季|学期|期|(?=学?校|工会))"
    r"|(?P<half1>[上下前后])半年|\((?P<half2>[上下])\))?"
)
_PAIR = regex(_SCHOOL)
_SINGLE = regex(_ONE)


class Named(NamedTuple):
    """A period named in a text."""

    start: int
    end: int
    kind: Kind
    period: Period | None
    """None where the name is impossible, such as 2022-2022学年."""
    doubtful: bool = False
    """Whether the schedule may know better: 2024年上学期, 2024年第一学期."""


_GAPS = range(-2, 2)
"""Years from the first to the second of what is written for a school year; only 1 makes one."""


def named_periods(norm: str) -> tuple[Named, ...]:
    """Return the periods that a normalised text names, in order."""
    return tuple(_named(norm))


def _named(norm: str) -> Iterator[Named]:
    at = 0
    while at < len(norm):
        one = _SINGLE.search(norm, at)
        if one is None and "学年" not in norm[at:]:
            return
        pair = _PAIR.search(norm, at)
        if pair is not None and (one is None or pair.start() <= one.start()):
            school = _school(pair)
            if school is not None:
                yield school
                at = pair.end()
                continue
        if one is None:
            return
        named = _single(one)
        if named is not None:
            yield named
        at = max(one.end(), at + 1)


def _school(found: re.Match[str]) -> Named | None:
    first, second = year_number(found.group("first")), year_number(found.group("second"))
    gap = second - first
    joined = found.group("word") or gap == 1
    if not joined or gap not in _GAPS or (gap != 1 and "学年" not in found.group()):
        return None
    side = _side(next(filter(None, found.group("term", "season", "half", "dash", "short")), ""))
    kind = Kind.TERM if side else Kind.SCHOOL_YEAR
    period = None if gap != 1 else term(first, side) if side else school_year(first)
    return Named(found.start(), found.end(), kind, period)


def _single(found: re.Match[str]) -> Named | None:
    year = year_number(found.group("year"))
    named = found.group("term1") or found.group("short1") or ""
    place = found.span()
    if found.group("mode") == "学年":
        side = _side(named or found.group("season1") or found.group("half2") or "")
        kind = Kind.TERM if side else Kind.SCHOOL_YEAR
        return Named(*place, kind, term(year, side) if side else school_year(year))
    if found.group("season1"):
        return Named(*place, Kind.TERM, calendar_term(year, _side(found.group("season1"))))
    half = found.group("half1") or found.group("half2")
    if half:
        return Named(*place, Kind.TERM, calendar_term(year, SPRING if half in "上前" else AUTUMN))
    if named:
        first = named in "上二2"  # 2024年上学期 is spring; 2024年第二学期, too
        side = SPRING if first else AUTUMN
        return Named(*place, Kind.TERM, calendar_term(year, side), doubtful=True)
    return Named(*place, Kind.ANNUAL, calendar_year(year))


def _side(word: str) -> str:
    if not word:
        return ""
    return AUTUMN if word in "一1上秋" else SPRING


def term(first: int, side: str) -> Period:
    """Return a term of the school year that begins in September of a year."""
    return calendar_term(first if side == AUTUMN else first + 1, side)


def calendar_term(year: int, side: str) -> Period:
    """Return the term that begins in a year."""
    if side == AUTUMN:
        return Period(Month(year, 9), Month(year + 1, 1))
    return Period(Month(year, 2), Month(year, 7))


def school_year(first: int) -> Period:
    """Return the school year that begins in September of a year."""
    return Period(Month(first, 9), Month(first + 1, 8))


def calendar_year(year: int) -> Period:
    """Return January to December of a year."""
    return Period(Month(year, 1), Month(year, 12))
