"""Every time that a clause names: months, festivals, terms, frequencies, weeks, past and future."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from plancheck.reading.calendar import (
    AUTUMN,
    BOTH,
    FESTIVALS,
    SPRING,
    festival_months,
    month_number,
    span,
    term_of,
    terms_of,
    week_months,
    year_number,
)
from plancheck.reading.labels import chinese
from plancheck.reading.plan import Month, Period
from plancheck.reading.season_words import SEASONS
from plancheck.reading.time_words import (
    COUNT,
    EVERY,
    FREQUENT,
    ITEM,
    PER_YEAR,
    POINTS,
    RELATIVE,
    TERMS,
    WEEKS,
    pattern,
)

RANGES = frozenset("-~至到")
"""What joins the ends of a range."""


class TimeKind(StrEnum):
    """What sort of time is named."""

    MONTH = "month"
    FESTIVAL = "festival"
    TERM = "term"
    """A term, half-year, quarter, season, holiday, or a point in one of them."""
    FREQUENCY = "frequency"
    """How often: a period that returns, a number of times, or both."""
    WEEK = "week"
    """A week of a term."""
    PAST = "past"
    """Before the plan's period."""
    NEXT = "next"
    """After it."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a normalised text."""

    start: int
    end: int
    kind: TimeKind
    months: frozenset[int] = frozenset()
    """Months (1-12) it may fall in; empty where it tells none."""
    terms: frozenset[str] = frozenset()
    """Terms it falls in: ``autumn`` (August to January), ``spring`` (February to July)."""
    count: int = 0
    """Of a frequency: how often in a year, 0 where it is not told."""


def read_times(norm: str, period: Period | None = None) -> tuple[Time, ...]:
    """Return the times that a normalised text names, in order.

    :param period: the plan's period; it tells the past from the future, moves the lunar
        festivals and gives 上学期 its meaning
    """
    times = (_time(found, period) for found in pattern().finditer(norm))
    return tuple(time for time in times if time is not None)


def _time(found: re.Match[str], period: Period | None) -> Time | None:
    name = found.lastgroup or ""
    reader = _READERS[name]
    return reader(found, period)


def _months(found: re.Match[str], period: Period | None) -> Time:
    months, ranged, year = expand(found.group())
    start, end = found.span()
    when = _tense(year, found.group(), months[0], period)
    if when is not None:
        return Time(start, end, when)
    terms = frozenset((term_of(months[0]),)) if ranged else terms_of(months)
    return Time(start, end, TimeKind.MONTH, frozenset(months), terms)


def expand(words: str) -> tuple[tuple[int, ...], bool, int]:
    """Return the months that a month expression names, whether one range gave them, its year.

    ``三、四月`` → (3, 4); ``9月-1月`` → (9, 10, 11, 12, 1), True; the year is 0 where none stands.
    """
    months: list[int] = []
    ranged = False
    year = 0
    pending = False
    for item in ITEM.finditer(words):
        if item.group("year"):
            year = year or year_number(item.group("year"))
        pair = item.group("pair")
        for token in pair or (item.group("month"),):
            month = month_number(token)
            months.extend(span(months[-1], month)[1:] if pending and months else (month,))
            ranged = ranged or pending
            pending = False
        pending = (item.group("sep") or " ")[0] in RANGES
    return tuple(dict.fromkeys(months)), ranged, year


def _tense(year: int, words: str, month: int, period: Period | None) -> TimeKind | None:
    """Tell whether a month lies before or after the plan's period."""
    if words[:1] in "去上前" and "年" in words[:4]:
        return TimeKind.PAST
    if period is None:
        return None
    if not year and words[:2] in ("今年", "本年", "当年"):
        year = period.start.year
    elif not year and words[:2] in ("次年", "翌年", "来年", "明年"):
        year = period.start.year + 1
    if not year:
        return None
    if Month(year, month) < period.start:
        return TimeKind.PAST
    return TimeKind.NEXT if Month(year, month) > period.end else None


def _dated(found: re.Match[str], period: Period | None) -> Time:
    month = int(found.group("dm"))
    when = _tense(year_number(found.group("dy")), "", month, period)
    if when is not None:
        return Time(*found.span(), when)
    return Time(*found.span(), TimeKind.MONTH, frozenset((month,)), terms_of((month,)))


def _day(found: re.Match[str], _: Period | None) -> Time:
    months = {int(group) for group in found.group("d1", "d2", "d3") if group is not None}
    return Time(*found.span(), TimeKind.MONTH, frozenset(months), terms_of(months))


def _festival(found: re.Match[str], period: Period | None) -> Time:
    words = found.group().replace("、", "").replace("新春", "春节")
    years = range(period.start.year, period.end.year + 1) if period else ()
    name = next(name for name in FESTIVALS if name in words)
    months = festival_months(name, years)
    return Time(*found.span(), TimeKind.FESTIVAL, frozenset(months), terms_of(months))


def _term(found: re.Match[str], period: Period | None) -> Time:
    words = found.group()
    start, end = found.span()
    if words in ("上学期", "下学期", "上个学期", "下个学期"):
        return _side(found, period)
    for word, (months, terms) in TERMS.items():
        if word in words:
            return Time(start, end, TimeKind.TERM, frozenset(months), frozenset(terms))
    own = _own_term(period)
    if words in POINTS and own is not None:
        months = POINTS[words][own == SPRING]
        return Time(start, end, TimeKind.TERM, frozenset(months), frozenset((own,)))
    if words.startswith(("本学期", "新学期")) and own is not None and period is not None:
        return Time(start, end, TimeKind.TERM, frozenset(period.months()), frozenset((own,)))
    return Time(start, end, TimeKind.TERM)


def _season(found: re.Match[str], _: Period | None) -> Time:
    words = found.group()
    months, terms = next(told for word, told in SEASONS.items() if word in words)
    return Time(*found.span(), TimeKind.TERM, frozenset(months), frozenset(terms))


def _side(found: re.Match[str], period: Period | None) -> Time:
    """Read 上学期 and 下学期: of this school year, of this year, or beside this term."""
    start, end = found.span()
    first = found.group().startswith("上")
    if _own_term(period) is not None:
        return Time(start, end, TimeKind.PAST if first else TimeKind.NEXT)
    calendar = period is None or period.start.month == 1
    return Time(
        start, end, TimeKind.TERM, terms=frozenset((SPRING if first is calendar else AUTUMN,))
    )


def _own_term(period: Period | None) -> str | None:
    """Return the term of a plan for one term."""
    if period is None or len(period.months()) > 6:
        return None
    return term_of(period.months()[2])


def _week(found: re.Match[str], period: Period | None) -> Time:
    numbers = [chinese(number) for number in WEEKS.findall(found.group())]
    if len(numbers) == 2 and re.search("[-~至到]", found.group()):
        numbers = list(range(numbers[0], numbers[1] + 1))
    own = _own_term(period)
    if own is None:
        return Time(*found.span(), TimeKind.WEEK)
    months = [month for week in numbers for month in week_months(week, own)]
    return Time(*found.span(), TimeKind.WEEK, frozenset(months), frozenset((own,)))


def _every(found: re.Match[str], _: Period | None) -> Time:
    unit = next(word for word in EVERY if word in found.group())
    often = COUNT.search(found.group())
    times = _times(often.group("number")) if often else 1
    count = round(PER_YEAR[unit] * times)
    return Time(
        *found.span(), TimeKind.FREQUENCY, terms=BOTH if count > 1 else frozenset(), count=count
    )


def _times(number: str) -> int:
    return 2 if number in ("两", "俩", "二", "双") else chinese(number) or 1


def _often(found: re.Match[str], _: Period | None) -> Time:
    count = next((often for word, often in FREQUENT.items() if word in found.group()), 12)
    return Time(*found.span(), TimeKind.FREQUENCY, terms=BOTH, count=count)


def _count(found: re.Match[str], _: Period | None) -> Time:
    count = _times(found.group("number"))
    return Time(
        *found.span(), TimeKind.FREQUENCY, terms=BOTH if count > 1 else frozenset(), count=count
    )


def _relative(found: re.Match[str], _: Period | None) -> Time:
    past = next(past for word, past in RELATIVE.items() if word in found.group())
    return Time(*found.span(), TimeKind.PAST if past else TimeKind.NEXT)


def _year(found: re.Match[str], period: Period | None) -> Time | None:
    if period is None:
        return None
    year = year_number(found.group("year1"))
    if year < period.start.year:
        return Time(*found.span(), TimeKind.PAST)
    return Time(*found.span(), TimeKind.NEXT) if year > period.end.year else None


_READERS = {
    "months": _months,
    "dated": _dated,
    "day": _day,
    "festival": _festival,
    "term": _term,
    "season": _season,
    "week": _week,
    "every": _every,
    "often": _often,
    "count": _count,
    "relative": _relative,
    "yearly": _year,
}


def months_named(times: Iterator[Time]) -> frozenset[int]:
    """Return all months that times name."""
    return frozenset(month for time in times for month in time.months)
