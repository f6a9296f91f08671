"""The time a plan covers, and what kind of time that is (DOMAIN 4.1, 4.4)."""

import re
from collections.abc import Sequence

from plancheck.model import Place, Zone
from plancheck.patterns import regex
from plancheck.reading.calendar import AUTUMN, SPRING, month_number, year_number
from plancheck.reading.outline import Line
from plancheck.reading.plan import Kind, Month, Period
from plancheck.reading.time_words import YEAR
from plancheck.reading.title import head_lines, read_title, signature_lines, title_lines
from plancheck.reading.year_hints import (
    OPENING,
    PAST,
    side_of_tasks,
    year_in_opening,
    year_of_anniversary,
    year_of_schedule,
    year_of_tasks,
)
from plancheck.reading.years import (
    Named,
    calendar_term,
    calendar_year,
    named_periods,
    school_year,
)

__all__ = ["period_place", "read_period", "read_title"]

_DATED = regex(
    rf"(?<!\d)(?P<year>{YEAR})[年./\-](?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元正冬腊])"
    r"(?:(?:月|[./\-]\d{1,2}).{0,8})?$"
)
_SEASON = regex(
    rf"(?P<year>{YEAR})[年岁之]?(?:(?P<spring>.{{0,2}}春.{{0,2}}|年初|岁首)|[仲孟暮金]?秋"
    r"|(?P<end>[隆寒仲孟]?冬|岁末|年末|年终|岁尾))(?:\(.{0,6}\))?$"
)
"""A signature's date by season."""
_LUNAR = {"正": 2, "冬": 12, "腊": 12}
_SIGNED = 24
"""Characters of a unit or a name that may stand before the date in a signature's line."""
_TERM_WORDS = regex(
    r"(?P<autumn>第[一1]学期|秋季?学期|秋季|秋期|下半年)|(?P<spring>第[二2]学期|春季?学期|春季|春期|上半年)"
    r"|(?P<term>[本新上下这该]的?学期|学期)"
)


def read_period(lines: Sequence[Line], months: Sequence[int]) -> tuple[Kind | None, Period | None]:
    """Return the kind of period a plan covers and the period itself.

    The kind may be known where the year is not: then the period is None. A plan that tells
    neither is taken for one of a calendar year.

    :param months: the schedule's months in the order of the text, as far as known
    """
    title = title_lines(lines)
    norm = "".join(line.norm for line in title)
    named = _in_title(norm) or _in_head(lines, title)
    if named is not None and named.period is not None:
        return _by_schedule(named, months)
    kind, side = _kind(norm, lines, months)
    if named is not None:
        kind = named.kind
    dated = _signed(lines)
    if dated is not None:
        return kind, _around(dated, kind, side or side_of_tasks(lines, kind), months)
    side = side or _side(months) or side_of_tasks(lines, kind)
    found = year_in_opening(lines)
    if found is not None:
        if found.kind is Kind.ANNUAL and kind is not Kind.ANNUAL and found.period is not None:
            return kind, _beginning(found.period.start.year, kind, side)
        return found.kind, found.period
    year = year_of_schedule(lines) or year_of_tasks(lines) or year_of_anniversary(lines)
    return kind, _beginning(year, kind, side) if year else None


def period_place(lines: Sequence[Line]) -> Place | None:
    """Return where a title, header or signature names the period or the date; None for nowhere.

    A period that cannot be, such as 2022—2022学年, is named all the same.
    """
    headers = [line for line in lines if line.zone in (Zone.HEADER, Zone.FOOTER)]
    title = title_lines(lines)
    for line in (*title, *head_lines(lines), *headers):
        found = named_periods(line.norm)
        if found and (line in title or not PAST.search(line.norm)):
            return line.place(found[-1].start, found[-1].end)
    for line in signature_lines(lines):
        date = _DATED.search(line.norm) or _SEASON.search(line.norm)
        if date is not None and date.start() <= _SIGNED:
            return line.place(*date.span())
    return None


def _in_title(norm: str) -> Named | None:
    """Return the period that a title gives its plan, not the one it looks back on."""
    found = named_periods(norm)
    if not found:
        return None
    plan = max(norm.rfind("计划"), norm.rfind("要点"), norm.rfind("打算"), norm.rfind("思路"))
    before = [named for named in found if named.end <= plan] if plan >= 0 else list(found)
    named = (before or list(found))[-1]
    longer = re.search(r"20\d\d[\-~至]20\d\d年(?!度)", norm)
    if longer and named.kind is Kind.ANNUAL:
        return None
    return _with_term(named, norm[named.end : plan if plan > named.end else len(norm)])


def _with_term(named: Named, after: str) -> Named:
    """Join a school year with a term that stands further on in the title."""
    found = _TERM_WORDS.search(after)
    if found is None or named.period is None or found.lastgroup == "term":
        return named
    side = str(found.lastgroup)
    year = named.period.start.year
    if named.kind is Kind.TERM and not (re.search("[总小]结", after) and side == SPRING):
        return named
    if named.kind is not Kind.ANNUAL and side == SPRING:
        year = named.period.end.year  # of a school year, or of the autumn term before it
    return named._replace(kind=Kind.TERM, period=calendar_term(year, side))


def _in_head(lines: Sequence[Line], title: Sequence[Line]) -> Named | None:
    """Return the period that a subtitle or the running header names."""
    headers = [line for line in lines if line.zone is Zone.HEADER]
    for line in (*head_lines(lines), *headers):
        if line in title or PAST.search(line.norm) or _DATED.search(line.norm):
            continue
        found = named_periods(line.norm)
        if found:
            return found[-1]
    return None


def _by_schedule(named: Named, months: Sequence[int]) -> tuple[Kind, Period | None]:
    """Let the schedule decide what the name leaves open."""
    period = named.period
    if period is None:
        return named.kind, None
    year = period.start.year
    if named.kind is Kind.ANNUAL and _school_year(months):
        return Kind.SCHOOL_YEAR, school_year(year)
    if named.doubtful and months:
        side = AUTUMN if months[0] in (8, 9, 10) else SPRING if months[0] in range(2, 5) else ""
        if side:
            return Kind.TERM, calendar_term(year, side)
    return named.kind, period


def _school_year(months: Sequence[int]) -> bool:
    """Tell a schedule that runs from September over the new year into spring."""
    if not months or months[0] not in (8, 9):
        return False
    spring = [month for month in months if 2 <= month <= 6]
    return len(spring) >= 2 and any(month in (10, 11, 12) for month in months)


def _kind(norm: str, lines: Sequence[Line], months: Sequence[int]) -> tuple[Kind, str]:
    """Return the kind of period and the term, by the title, the schedule, the body."""
    found = _TERM_WORDS.search(norm)
    if found is not None:
        side = "" if found.lastgroup == "term" else str(found.lastgroup)
        return Kind.TERM, side or _side(months)
    if "学年" in norm:
        return Kind.SCHOOL_YEAR, ""
    if re.search("年度|全年|[0-9_xX×〇○]年", norm):
        return (Kind.SCHOOL_YEAR, "") if _school_year(months) else (Kind.ANNUAL, "")
    if _school_year(months):
        return Kind.SCHOOL_YEAR, ""
    side = _side(months)
    spoken = _spoken(lines)
    if spoken is Kind.TERM or (side == AUTUMN and spoken is None):
        return Kind.TERM, side
    return spoken or Kind.ANNUAL, ""


def _side(months: Sequence[int]) -> str:
    """Return the term that a schedule of one term shows."""
    if len(months) < 2:
        return ""
    if set(months) <= {8, 9, 10, 11, 12, 1} and months[0] in (8, 9, 10):
        return AUTUMN
    if set(months) <= {1, 2, 3, 4, 5, 6, 7} and months[0] in (1, 2, 3):
        return SPRING
    return ""


def _spoken(lines: Sequence[Line]) -> Kind | None:
    """Return the kind of period by how the opening speaks of it."""
    text = "".join(line.norm for line in lines[:OPENING] if line.zone is Zone.BODY)
    counts = {
        Kind.TERM: len(re.findall("本学期|新学期|这学期|这个学期", text)),
        Kind.SCHOOL_YEAR: len(re.findall("本学年|新学年|全学年|这学年", text)),
        Kind.ANNUAL: len(re.findall("今年|本年度|全年|年内|新的一年|年度", text)),
    }
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] else None


def _signed(lines: Sequence[Line]) -> Month | None:
    """Return the month under the plan."""
    for line in (*signature_lines(lines), *head_lines(lines)[1:]):
        found = _DATED.search(line.norm)
        season = _SEASON.search(line.norm)
        if season is not None and season.start() <= _SIGNED:
            month = 12 if season.group("end") else 3 if season.group("spring") else 9
            return Month(year_number(season.group("year")), month)
        if found is not None and found.start() <= _SIGNED:
            month = _LUNAR.get(found.group("month")) or month_number(found.group("month"))
            year = year_number(found.group("year"))
            if month and 1990 <= year <= 2099:
                return Month(year, month)
    return None


def _around(dated: Month, kind: Kind, side: str, months: Sequence[int]) -> Period:
    """Return the period that a plan signed in a month is for."""
    year, month = dated
    if kind is Kind.SCHOOL_YEAR:
        return school_year(year if month >= 6 else year - 1)
    if kind is Kind.TERM:
        side = side or _side(months) or (AUTUMN if 7 <= month <= 11 else SPRING)
        if side == AUTUMN:
            return calendar_term(year if month >= 6 else year - 1, AUTUMN)
        return calendar_term(year + 1 if month >= 11 else year, SPRING)
    return calendar_year(year + 1 if month >= 11 else year)


def _beginning(year: int, kind: Kind, side: str) -> Period | None:
    """Return the period of a kind that a year in the text stands for."""
    if kind is Kind.ANNUAL:
        return calendar_year(year)
    if kind is Kind.SCHOOL_YEAR:
        return school_year(year)
    return calendar_term(year, side) if side else None
