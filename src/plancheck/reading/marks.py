"""Words that open an entry of a schedule: ``三月：``, ``第3周（9.18—9.22）``, ``下半年``."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from plancheck.patterns import regex
from plancheck.reading.calendar import (
    AUTUMN,
    SPRING,
    STEMS,
    month_number,
    span,
    week_months,
    year_number,
)
from plancheck.reading.labels import chinese
from plancheck.reading.outline import Line
from plancheck.reading.time_words import MONTHS, NUMBER, WEEKS, YEAR
from plancheck.reading.times import expand


class Family(StrEnum):
    """What an entry is named after."""

    MONTH = "month"
    DATE = "date"
    WEEK = "week"
    HOLIDAY = "holiday"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    TERM = "term"
    PHASE = "phase"
    """期初、期中、期末 …"""
    WHOLE = "whole"
    """全年、每月、平时 …"""

    @property
    def fine(self) -> bool:
        """Whether such entries count for months."""
        return self in (Family.MONTH, Family.DATE, Family.WEEK, Family.HOLIDAY)

    @property
    def coarse(self) -> bool:
        """Whether a schedule may be laid out by such entries, without months."""
        return not self.fine and self is not Family.WHOLE


class Joint(StrEnum):
    """What stands between the words that tell the time and the task."""

    BARE = "bare"
    """Nothing more in the line."""
    COLON = "colon"
    """A colon, a dash, or closing brackets."""
    BLANK = "blank"
    COMMA = "comma"
    NONE = "none"


class Mark(NamedTuple):
    """The time at the head of an entry."""

    start: int
    end: int
    """End of the words that tell the time, in the normalised line."""
    content: int
    """Where the task begins."""
    family: Family
    months: tuple[int, ...]
    """Months it names itself; weeks are resolved later."""
    joint: Joint
    value: str = ""
    """Of a coarse family: which one, in its own words, terms as ``autumn`` and ``spring``; of a
    stage with months in brackets ``phase``."""
    weeks: tuple[int, ...] = ()
    year: int = 0
    """The year it names, if any."""
    wide: bool = False
    """Whether it is a stretch of three months or more."""

    @property
    def term(self) -> str:
        """The term whose weeks follow it (下半年, 第1周), ``autumn`` or ``spring``; else none."""
        if self.family is Family.HALF:
            return SPRING if self.value[0] in "上前头" else AUTUMN
        return self.value if self.family is Family.TERM else ""


_D = r"(?:3[01]|[12]\d|0?[1-9])"
_M = r"(?:1[0-2]|0?[1-9])"
_SHORT_DATE = rf"(?<![\d.]){_M}[./]{_D}(?![\d.年])(?:[\-~至到](?:{_M}[./])?{_D}(?![\d.]))?"
_W = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_WEEK = rf"第?{_W}周?[\-~至到、]第?{_W}周次?|第{_W}个?(?:教学)?(?:周次?|星期)|周次{_W}|{_W}周(?=$|[:(\[])|开学第?[一1]?周"
_OF_TERM = r"(?:[春秋](?:季|期)?(?:学期)?|[上下]学期|第[一二12]学期)的?"
"""The term whose week it is (春季第3周)."""
_COARSE = (
    r"(?P<quarter>第?[一二三四1-4](?:[、和][一二三四1-4])?季度|第[一二三四1-4]季|[Qq][1-4](?!\d)|[首末]季度)"
    r"|(?P<half>[上下前后头]半[年程截]度?)"
    r"|(?P<term>第[一二12]个?学期|[头后]一?个?学期|[上下]学期|[春秋](?:季|期)?学期|[春秋][季期](?=$|[:()\[\],]))"
    r"|(?P<phase>放?[寒暑]假前|放假前|开学初|开学前后?|学?期[初中末]|学期结束前?|[前中后]期(?=$|[:(\[])"
    r"|年[初中底末终]|第[一二三四五]阶段)"
    r"|(?P<season>[春夏秋冬](?:[季天日]|之.|[种耕播生长耘收获藏闲](?=$|[:(])|(?=$|[:(),、\]\-])))"
    r"|(?P<holiday>[寒暑]假(?:期间|里|中)?|暑期)"
    r"|(?P<whole>全年|全学[年期]|每[月周季年]|每学期|每季度|常年|平时|日常|常规|长期|贯穿全年|不定期|随时|学期中)"
)
_NAME = (
    r"(?:工会|主要|重点|具体|工作|活动|安排|计划|要点|内容|事项|任务|行事历?|的|主题|日程|月份|清单){0,6}"
    r"(?=$|[:;,。()\[\]\-~])"
)
_THEME = r"[^,。;:()\[\]]{1,10}(?:主题月?|月|篇|季|章)(?=:|$)"
_NOTE = r"\([^()]{1,24}\)"
_LED = (
    r"(?:(?:拟|预|预计|暂|暂定|计划|大约|约)?(?:定?[在于])?"
    r"|[阳暖早初新仲]春|[金仲深初]秋|[盛仲初炎]夏|[寒隆初严]冬|岁[末首])"
    r"(?=[\d一二三四五六七八九十])"
)
"""What may stand before a month, telling nothing more (拟3月, 阳春三月)."""
_MARK = regex(
    rf"(?P<open>[\[(*#>※\-~.、]{{0,3}}(?:{_LED})?|\d{{1,2}}(?=[上下春夏秋冬第]))"
    rf"(?P<when>(?P<dated>{YEAR}[./\-](?P<dm>{_M})(?!\d)(?:[./\-]{_D}(?!\d))?(?!学年)月?)"
    rf"|\((?P<pm>{NUMBER})\)月份?"
    rf"|(?P<pair>(?:{YEAR}年)?[1-9][.](?:1[0-2]|[1-9])月份?)"
    rf"|(?P<month>(?:{MONTHS})(?:分(?=$|:))?(?![a-zA-Z]|革命))"
    rf"|(?P<date>{_SHORT_DATE})"
    rf"|(?P<week>(?P<of>{_OF_TERM})?(?:{_WEEK}))"
    rf"|(?:{YEAR}年?度?)?(?:{_COARSE}))"
    rf"(?:(?P<name>{_NAME})|(?P<theme>{_THEME}))?(?P<note>{_NOTE})?(?P<close>[\])]?)"
    r"(?P<joint>[:\-~>]{1,4}|[,;、.](?!\d)|。(?=$)|(?=$))?"
)
_FIRST = frozenset(
    "0123456789一二三四五六七八九十元[(*#>※-~.、"
    "第今本当同次翌来明去上下前后头首末开学期年放春夏秋冬寒暑全每常平日长贯不随QqW"
    "拟预暂计大约在于定阳暖早初新仲金深盛炎隆严岁周" + STEMS
)
"""What a mark can begin with: it is looked for in every sentence."""
_THEMED = 24
"""Longest heading that has its time in brackets at the end."""
_OFTEN = regex(r"一月[开坐碰聚议学评查报换出]?(?:至少|不少于)?[一两][次回会度趟遍篇期]")
_NO_MONTH = regex("一月一月|三月三(?!八)|九月九(?![日号])|[正冬腊]月")
_INNER = regex(rf"(?P<month>{MONTHS})|(?P<date>{_SHORT_DATE})")


def read_mark(line: Line, at: int | None = None) -> Mark | None:
    """Return the time that opens an entry at an offset of a line.

    :param at: offset in the normalised line; without it, behind the line's number
    """
    start = line.start if at is None else at
    if line.norm[start : start + 1] not in _FIRST and not (line.heading and at is None):
        return None
    found = _MARK.match(line.norm, start)
    if found is None and line.heading and at is None:
        found = _behind_theme(line)
    if found is None or _OFTEN.match(line.norm, found.start("when")):
        return None
    other = _NO_MONTH.match(line.norm, found.start("when"))
    if other is not None and not gap(line, other.start() + 2):
        return None  # 三月三, and not 三月 三八节
    meaning = _meaning(found)
    if meaning.family.fine and not meaning.months and not meaning.weeks:
        return None
    end = max(found.end("when"), found.end("note"), found.end("close"))
    joint = _joint(line, found, end)
    if meaning.family is Family.WHOLE and joint is Joint.NONE:
        return None
    year = re.match(YEAR, found.group("when"))
    return Mark(
        found.start("when"),
        end,
        found.end(),
        meaning.family,
        meaning.months,
        joint,
        meaning.value,
        meaning.weeks,
        year_number(year.group()) if year else 0,
        len(meaning.months) >= _WIDE and _RANGE.search(found.group("when")) is not None,
    )


_RANGE = regex(r"[\-~至到]")
_JOINED = 2
"""Months that a stage may cover and still be laid out by month."""
_LONGEST = 4
"""Months that a stretch may cover and still count for each."""
_WIDE = 3
"""Months of a stretch that is a quarter by another name."""


def _behind_theme(line: Line) -> re.Match[str] | None:
    """Read the time that stands in brackets behind a heading (``青稞入仓的时候（秋）``)."""
    bracket = line.norm.rfind("(")
    if bracket <= line.start or len(line.norm) > _THEMED:
        return None
    found = _MARK.match(line.norm, bracket)
    return found if found is not None and found.end() == len(line.norm) else None


class _Meaning(NamedTuple):
    family: Family
    months: tuple[int, ...] = ()
    value: str = ""
    weeks: tuple[int, ...] = ()


def _meaning(found: re.Match[str]) -> _Meaning:
    when, note = found.group("when"), found.group("note") or ""
    if found.group("month"):
        return _Meaning(Family.MONTH, _quarterly(expand(when)[0], when))
    if found.group("week"):
        numbers = week_numbers(when.removeprefix(found.group("of") or ""))
        months = inner_months(note) or _date_behind(found) or _of_term(found.group("of"), numbers)
        return _Meaning(Family.WEEK, months, weeks=numbers)
    if found.group("date"):
        return _Meaning(Family.DATE, inner_months(when))
    if found.group("holiday"):
        months = inner_months(note) or ((7, 8) if "暑" in when else (2,))
        return _Meaning(Family.HOLIDAY, months)
    return _digits(found) or _coarse(found, note)


def _of_term(named: str | None, numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the months of the weeks of a term that is named beside them (春季第3周)."""
    term = _value("term", named) if named else ""
    if term not in (AUTUMN, SPRING):
        return ()
    months = (month for number in numbers for month in week_months(number, term))
    return tuple(dict.fromkeys(months))


def _date_behind(found: re.Match[str]) -> tuple[int, ...]:
    """Return the months of the date that follows a week (``第3周 9月16日-20日 …``)."""
    date = _INNER.match(found.string, found.end())
    return inner_months(date.group()) if date is not None else ()


def _digits(found: re.Match[str]) -> _Meaning | None:
    """Read 2024.3, (三)月 and 7.8月."""
    if found.group("dated"):
        return _Meaning(Family.MONTH, (int(found.group("dm")),))
    if found.group("pm"):
        return _Meaning(Family.MONTH, (month_number(found.group("pm")),))
    if found.group("pair"):
        numbers = re.findall(r"\d+", found.group("pair").rsplit("年", maxsplit=1)[-1])
        return _Meaning(Family.MONTH, span(int(numbers[0]), int(numbers[-1])))
    return None


_COARSE_NAMES = ("quarter", "half", "term", "phase", "season", "whole")


def _coarse(found: re.Match[str], note: str) -> _Meaning:
    name = next(name for name in _COARSE_NAMES if found.group(name))
    inside = inner_months(note)
    if name == "phase" and 0 < len(inside) <= _JOINED:
        return _Meaning(Family.MONTH, inside, name)
    return _Meaning(Family(name), value=_value(name, found.group(name)))


def _quarterly(months: tuple[int, ...], when: str) -> tuple[int, ...]:
    """Return no month for a stretch as long as a season: it is no month's own entry."""
    return () if len(months) > _LONGEST and _RANGE.search(when) else months


def _value(name: str, words: str) -> str:
    if name == "term":
        return (
            AUTUMN
            if re.search("[一1秋]", words)
            else SPRING
            if re.search("[二2春]", words)
            else words
        )
    return words


def week_numbers(words: str) -> tuple[int, ...]:
    """Return the weeks that words name: ``第1—2周``, ``八、九``."""
    numbers = [chinese(number) for number in WEEKS.findall(words)]
    if not numbers and "开学" in words:
        return (1,)
    if len(numbers) == 2 and re.search(r"[\-~至到]", words) and numbers[0] < numbers[1] < 30:
        return tuple(range(numbers[0], numbers[1] + 1))
    return tuple(numbers)


def inner_months(words: str) -> tuple[int, ...]:
    """Return the months named anywhere in some words, by name or by date (``2.26-3.1``)."""
    months: list[int] = []
    for found in _INNER.finditer(words):
        if found.group("month"):
            months.extend(expand(found.group())[0])
        else:
            months.extend(int(part) for part in re.findall(rf"({_M})[./]", found.group()))
    return tuple(dict.fromkeys(months))


def _joint(line: Line, found: re.Match[str], end: int) -> Joint:
    norm = line.norm
    if found.end() >= len(norm):
        return Joint.BARE
    joint = found.group("joint") or ""
    if joint[:1] in (":", "-", "~", ">") or found.group("close") or found.group("note"):
        return Joint.COLON
    if joint:
        return Joint.COMMA
    return Joint.BLANK if gap(line, end) else Joint.NONE


def gap(line: Line, end: int) -> bool:
    """Tell whether the original has a blank or a dot at an offset of the normalised line."""
    if not 0 < end < len(line.norm):
        return False
    before = line.text.back(end - 1, end)[1]
    after = line.text.back(end, end + 1)[0]
    return any(sign.isspace() or sign in "·•‧・∙⋅" for sign in line.original[before:after])
