"""What the calendar knows: numbers, terms, weeks of a term, festivals by the sun and the moon.

Sources: REQUIREMENTS "Period" and "Congress", DOMAIN 4.1-4.4.
"""

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from plancheck.reading.labels import chinese

AUTUMN = "autumn"
SPRING = "spring"
BOTH = frozenset((AUTUMN, SPRING))

CN_DIGITS = "零一二三四五六七八九"
_ZEROS = str.maketrans(dict.fromkeys("〇○OΟОo0", "零"))

# Month of the festivals that wander with the moon, by year: 春节, 元宵, 端午, 中秋, 重阳.
LUNAR: dict[int, tuple[int, int, int, int, int]] = {
    2020: (1, 2, 6, 10, 10),
    2021: (2, 2, 6, 9, 10),
    2022: (2, 2, 6, 9, 10),
    2023: (1, 2, 6, 9, 10),
    2024: (2, 2, 6, 9, 10),
    2025: (1, 2, 5, 10, 10),
    2026: (2, 3, 6, 9, 10),
    2027: (2, 2, 6, 9, 10),
    2028: (1, 2, 5, 10, 10),
}
_MOON = {"春节": 0, "除夕": 0, "小年": 0, "元宵": 1, "端午": 2, "中秋": 3, "重阳": 4}
_USUAL: dict[str, tuple[int, ...]] = {
    "春节": (1, 2),
    "除夕": (1, 2),
    "小年": (1, 2),
    "元宵": (2,),
    "端午": (6,),
    "中秋": (9,),
    "重阳": (10,),
}
"""Months where the year is not known or not in the table."""

SUN: dict[str, tuple[int, ...]] = {
    "元旦": (12, 1),
    "迎新年": (12, 1),
    "三八": (3,),
    "38": (3,),
    "3.8": (3,),
    "妇女节": (3,),
    "女神节": (3,),
    "女王节": (3,),
    "女生节": (3,),
    "植树节": (3,),
    "学雷锋": (3,),
    "清明": (4,),
    "读书日": (4,),
    "五一": (5,),
    "51": (5,),
    "5.1": (5,),
    "劳动节": (5,),
    "五四": (5,),
    "5.4": (5,),
    "青年节": (5,),
    "母亲节": (5,),
    "助残日": (5,),
    "六一": (6,),
    "6.1": (6,),
    "儿童节": (6,),
    "父亲节": (6,),
    "高考": (6,),
    "中考": (6,),
    "七一": (7,),
    "7.1": (7,),
    "建党节": (7,),
    "八一": (8,),
    "8.1": (8,),
    "建军节": (8,),
    "教师节": (9,),
    "九一八": (9,),
    "国庆": (10,),
    "十一": (10,),
    "敬老月": (10,),
    "敬老节": (10,),
    "老年节": (10,),
    "消防日": (11,),
    "感恩节": (11,),
    "宪法日": (12,),
    "冬至": (12,),
    "圣诞": (12,),
    "正月": (2,),
    "冬月": (12,),
    "腊月": (1,),
    "立春": (2,),
    "惊蛰": (3,),
    "春分": (3,),
    "谷雨": (4,),
    "立夏": (5,),
    "芒种": (6,),
    "夏至": (6,),
    "小暑": (7,),
    "大暑": (7,),
    "立秋": (8,),
    "处暑": (8,),
    "白露": (9,),
    "秋分": (9,),
    "寒露": (10,),
    "霜降": (10,),
    "小寒": (1,),
    "大寒": (1,),
}
"""Festivals with a fixed date, the sun's terms that are not mostly other words (雨水, 小雪), and the
lunar months by the sun's month they mostly fall in."""

FESTIVALS = (*_MOON, *SUN)
"""Names of all festivals."""

# Weeks of a term whose opening is not told, counted from 1 September and about 20 February.
_AUTUMN_WEEKS = ((4, (9,)), (9, (10,)), (13, (11,)), (17, (12,)), (21, (1,)))
_SPRING_WEEKS = (
    (1, (2,)),
    (2, (2, 3)),
    (5, (3,)),
    (6, (3, 4)),
    (10, (4,)),
    (14, (5,)),
    (15, (5, 6)),
    (19, (6,)),
    (21, (7,)),
)
LAST_WEEK = 22
"""No term has more weeks."""


def month_number(word: str) -> int:
    """Return the month a word names (``三``, ``03``, ``元``); 0 when it names none."""
    if word == "元":
        return 1
    number = chinese(word)
    return number if 1 <= number <= 12 else 0


def year_number(token: str) -> int:
    """Return the year a token names (``2024``, ``二○二四``, ``甲辰``); 0 when it names none."""
    if token[0] in STEMS:
        return _cycle_year(token)
    plain = token.translate(_ZEROS) if not token.isdigit() else token
    digits = "".join(str(CN_DIGITS.find(c)) if c in CN_DIGITS else c for c in plain)
    if not digits.isdigit():
        return 0
    return int(digits) + (2000 if len(digits) == 2 else 0)


STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def _cycle_year(token: str) -> int:
    """Return the year between 1984 and 2043 that a name of the sixty-year cycle stands for."""
    stem, branch = STEMS.index(token[0]), BRANCHES.index(token[1])
    return next((1984 + n for n in range(60) if n % 10 == stem and n % 12 == branch), 0)


def term_of(month: int) -> str:
    """Return the term a month falls in: February to July is spring."""
    return SPRING if 2 <= month <= 7 else AUTUMN


def terms_of(months: Iterable[int]) -> frozenset[str]:
    """Return the terms in which months fall."""
    return frozenset(map(term_of, months))


def festival_months(name: str, years: Iterable[int]) -> tuple[int, ...]:
    """Return the months in which a festival falls in any of the years."""
    if name not in _MOON:
        return SUN.get(name, ())
    known = [LUNAR[year][_MOON[name]] for year in years if year in LUNAR]
    return tuple(sorted(set(known))) if known else _USUAL[name]


def span(first: int, last: int) -> tuple[int, ...]:
    """Return the months from one to another, over the turn of the year where need be."""
    return tuple((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))


class Day(NamedTuple):
    """A day of a month."""

    month: int
    day: int


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, *accumulate(_DAYS))


def _month_after(opening: Day, days: int) -> int:
    """Return the month that lies some days after a day; a leap day moves it by one at most."""
    number = (_BEFORE[opening.month - 1] + opening.day - 1 + days) % _BEFORE[-1]
    return next(month for month in range(1, 13) if number < _BEFORE[month])


def week_months(week: int, term: str, opening: Day | None = None) -> tuple[int, ...]:
    """Return the months in which a week of a term falls, from Monday to Friday.

    :param week: from 1
    :param term: ``autumn`` or ``spring``; without an opening day, its weeks are counted from
        1 September or about 20 February
    :param opening: first day of the term, where the plan tells it
    """
    if not 1 <= week <= LAST_WEEK:
        return ()
    if opening is not None:
        first = _month_after(opening, 7 * (week - 1))
        return tuple(dict.fromkeys((first, _month_after(opening, 7 * (week - 1) + 4))))
    table = _AUTUMN_WEEKS if term == AUTUMN else _SPRING_WEEKS
    return next((months for last, months in table if week <= last), table[-1][1])
