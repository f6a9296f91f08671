"""What the body tells of the year where title and signature do not (DOMAIN 4.1, 4.4)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from plancheck.model import Zone
from plancheck.patterns import regex
from plancheck.reading.calendar import AUTUMN, SPRING, month_number, year_number
from plancheck.reading.labels import chinese
from plancheck.reading.outline import Line
from plancheck.reading.plan import Kind, Month
from plancheck.reading.schedule_words import SCHEDULE
from plancheck.reading.time_words import YEAR
from plancheck.reading.years import Named, calendar_year, named_periods

OPENING = 14
"""Lines at the beginning in which the body may tell the year."""
_THIS_YEAR = regex(
    rf"(?:^|[。;!?,:(、]|工会|制[定订]|现将|学校|根据|做好|围绕"
    rf"|(?P<now>展望|进入|迎来|走进|跨入|步入|今年|本年度?))(?:在|为|是|即|了|\()?(?P<year>{YEAR})年度?"
    r"(?=的?(?:是|,|\)|工会|我|学校|全|工作|各|在|将|\(|\)|主要|第|要|开|教育|[一二三]))"
)
_FULL_MONTH = regex(rf"(?<!\d)(?P<year>{YEAR})年(?:1[0-2]|[1-9]|[一二三四五六七八九十]{{1,2}})月")
_ANY_MONTH = regex(
    r"(?<![\d年一二三四五六七八九十])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?![龄开一])"
)
_OWN = regex("学年|学期|年[春秋]季?")
_RESIDUE = regex("以上就是|小编|本文|下载|相关|猜你|上一篇|下一篇|浏览|发布时间|来源")
PAST = regex(
    "修订|修正|实施的|去年|过去|回顾|总结|上年|以来|成立|创办|建校|获得|荣获|被评|年版|颁|号文|毕业|合影"
)
_ANNIVERSARIES = (
    (regex(r"第([一二三四五六七八九十\d]{1,4})个教师节"), 1984),
    (regex(r"(?:建党|中国共产党成立|党的?成立)([一二三四五六七八九十百零\d]{1,5})周年"), 1921),
    (
        regex(r"(?:新中国|中华人民共和国|建国|国庆)(?:成立)?([一二三四五六七八九十\d]{1,4})周年"),
        1949,
    ),
)


def year_in_opening(lines: Sequence[Line]) -> Named | None:
    """Return the period that the opening names as this plan's own."""
    body = [line for line in lines if line.zone is Zone.BODY and not _RESIDUE.search(line.norm)]
    years: list[Named] = []
    for line in body[1:OPENING]:
        for named in named_periods(line.norm[:400]) if _OWN.search(line.norm) else ():
            if named.kind is not Kind.ANNUAL and not _looks_back(line.norm, named.start):
                return named
        years.extend(_this_year(line.norm))
    if not years:
        return None
    return max(years, key=lambda named: named.period.start if named.period else Month(0, 1))


_TOLD = regex("(?<![为除])了(?!解)|过去|已")
"""A sentence with one of these tells what was."""


def _this_year(norm: str) -> Iterator[Named]:
    for found in _THIS_YEAR.finditer(norm):
        sentence = norm[found.start("year") :].partition("。")[0]
        if not found.group("now") and _TOLD.search(sentence):
            continue
        if found.group("now") or not _looks_back(norm, found.start()):
            year = year_number(found.group("year"))
            yield Named(*found.span(), Kind.ANNUAL, calendar_year(year))


def _looks_back(norm: str, at: int) -> bool:
    """Tell whether a year is spoken of as past, by the words close to it."""
    return PAST.search(norm[max(0, at - 8) : at + 16]) is not None


def side_of_tasks(lines: Sequence[Line], kind: Kind) -> str:
    """Return the term in which the dates of a term plan's tasks lie, if nearly all lie in one."""
    if kind is not Kind.TERM:
        return ""
    text = "\n".join(line.norm for line in lines if line.zone is Zone.BODY)
    months = [month_number(found.group(1)) for found in _ANY_MONTH.finditer(text)]
    spring = sum(1 for month in months if 2 <= month <= 7)
    if len(months) < 3 or 0.2 < spring / len(months) < 0.8:
        return ""
    return SPRING if spring * 2 > len(months) else AUTUMN


def year_of_tasks(lines: Sequence[Line]) -> int:
    """Return the year that most dates in the tasks name."""
    years: Counter[int] = Counter()
    for line in lines:
        if line.zone is not Zone.BODY or _RESIDUE.search(line.norm):
            continue
        for found in _FULL_MONTH.finditer(line.norm):
            if not _looks_back(line.norm, found.start()):
                years[year_number(found.group("year"))] += 1
    return years.most_common(1)[0][0] if years else 0


def year_of_schedule(lines: Sequence[Line]) -> int:
    """Return the year over a schedule or in its months."""
    years = []
    for line in lines:
        if line.zone is not Zone.BODY or _RESIDUE.search(line.norm):
            continue
        found = re.match(rf"\(?(?P<year>{YEAR})(?:[./\-]\d|年)", line.norm)
        if found is not None and len(line.norm) <= 40:
            if SCHEDULE.search(line.norm):
                return year_number(found.group("year"))
            years.append(year_number(found.group("year")))
    return years[0] if len(years) >= 2 else 0


def year_of_anniversary(lines: Sequence[Line]) -> int:
    """Return the year in which an anniversary named as this year's falls (DOMAIN 4.4)."""
    for line in lines:
        if "周年" not in line.norm and "教师节" not in line.norm:
            continue
        for pattern, zero in _ANNIVERSARIES:
            found = pattern.search(line.norm)
            if found is not None and not PAST.search(line.norm[: found.start()]):
                number = chinese(found.group(1))
                if number:
                    return zero + number
    return 0
