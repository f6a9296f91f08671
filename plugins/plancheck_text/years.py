"""The years that a plan may name as its own, and which others contradict it."""

from functools import cache

from plancheck.api import Month, Named, Period, Plan, regex

_DATE = regex(
    r"年?(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元正])月|[./\-](?P<number>1[0-2]|0?[1-9])(?!\d)"
)


def years_of(period: Period) -> set[int]:
    """Return the years in which a period begins and ends."""
    return {period.start.year, period.end.year}


def contradicts(named: Named, plan: Plan) -> bool:
    """Whether a period that a text names cannot be that of the plan, by its years.

    Terms of one year are not told apart: which of them 上学期 is, is not always known.
    """
    own, other = plan.period, named.period
    if own is None or other is None:
        return False
    years = {other.start.year} if named.kind == "term" else years_of(other)
    if years.isdisjoint(years_of(own)):
        return True
    beside = other.end < own.start or own.end < other.start
    return beside and named.kind == "school-year" and plan.kind != "annual"


def months_before(month: Month, period: Period) -> int:
    """Return how many months a month lies before a period; negative for later ones."""
    return (period.start.year - month.year) * 12 + period.start.month - month.month


def month_after(norm: str, at: int) -> int:
    """Return the month that follows a year in a date, 0 for none.

    :param at: where the year ends in the normalised text
    """
    found = _DATE.match(norm, at)
    if found is None:
        return 0
    word = found.group("month") or found.group("number")
    return _months().get(word.lstrip("0"), 0)


@cache
def _months() -> dict[str, int]:
    names = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
    numbers = {str(number): number for number in range(1, 13)}
    return numbers | {name: number for number, name in enumerate(names, 1)} | {"元": 1, "正": 2}
