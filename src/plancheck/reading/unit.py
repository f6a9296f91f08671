"""The school or union whose plan it is, as the title, the header or the signature names it."""

import re
from collections.abc import Iterator, Sequence

from plancheck.model import Place, Zone
from plancheck.patterns import regex
from plancheck.reading.outline import Line
from plancheck.reading.title import head_lines, signature_lines, title_lines
from plancheck.reading.years import named_periods

_KIND = (
    "学校|小学|中学|高中|初中|幼儿园|幼稚园|大学|学院|职中|职高|技校|中专|中心校|完小|总校|分校|校区|学堂|书院"
    "|完校|村校|民族校|实验校|联校|寄宿校|教学点|艺校|体校|卫校|师范|师专|高专|保育院|托育园|托育中心|少年宫"
    "|中心园|分园|总园|集团|教育联盟|共同体|学区|教育局|教体局|教育办|教管办|教委|教研室|研究院|电大|党校"
    "|职教中心|教育中心|技术中心|特教中心|教师发展中心|研训中心|第?[一二三四五六七八九十]{1,3}[中小幼]"
    "|附[中小幼]|外国语|实小|实中|[校园院馆宫站所](?=工会)"
)
_NAME = r"[\u4e00-\u9fffA-Za-z\d()]{1,40}"
_CAMPUS = r"(?:\([\u4e00-\u9fff]{0,6}(?:校区|校|部|院|园|区)\))?"
_OF = r"(?:[\u4e00-\u9fff]{0,12}?分|教育|机关|基层|校)?"
_UNION = regex(
    r"中国教育工会[\u4e00-\u9fff]{2,30}?委员会"
    rf"|{_NAME}?(?:{_KIND}){_CAMPUS}{_OF}工会(?:委员会|联合会)?"
    r"|[\u4e00-\u9fff]{2,30}?(?:教育(?:系统)?|分|总|联合|中心校|校|园)工会(?:委员会|工作委员会|联合会)?"
)
_SCHOOL = regex(rf"{_NAME}(?:{_KIND}){_CAMPUS}")
_ANY = regex(r"[\u4e00-\u9fffA-Za-z\d]{2,30}?工会(?:委员会)?(?=$|工作|计划|年|\()")
"""Any union; a name of a place must be in it."""
_PLACE = regex("[省市县区镇乡州旗盟]|街道")
_GENERIC = regex(
    "学校|小学|中学|高中|初中|高级|初级|幼儿园|大学|高校|学院|中心校?|乡镇|农村|城镇|职业|职校|民办|公办|学区|集团"
    "|教育|工会|委员会|分|基层|机关|校|园|本|我|全|贵|该|母|年度?|学期|新|上|下|的|各|单位|关于|印发|附件?|教师"
    "|工作|计划|总结|和|与|及|暨|教职工|职工"
)
"""Words that name no unit, however many stand together."""
_MASK = regex(r"[×xX*_○〇]{2,}|某|\(学校名称\)|(?<![A-Za-z])[XxA-Z](?=校|学校|县|市|区|镇)")
_START = regex(
    r"^\(?(?:写给|[致在给畀向]|第?[一二12本新上下]个?学期|[春秋]季|关于印发|关于|附(?![属中小幼设])件?\d*[:、]?|转发|印发|执笔"
    r"|(?:工会)?(?:年度?)?(?:工会)?(?:工作)?(?:计划|要点|安排))?"
)
_SPLIT = regex(r"[:《》(\[\]|!?,、。\-~_/]|之(?=\d)")


def read_unit(lines: Sequence[Line]) -> tuple[str | None, Place | None]:
    """Return the unit's own name as written, and where it stands.

    A name that says only what kind of school it is (``小学工会``, ``校工会``) or is masked
    (``××学校``) is none. The body is not asked: it names many schools.
    """
    for line, bare in _named_lines(lines):
        found = _name(line.norm, bare=bare)
        if found is not None:
            start, end = found
            place = line.place(start, end)
            first = place.start - line.offset
            return line.original[first : place.end - line.offset], place
    return None, None


def _named_lines(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Yield the lines that may name the unit, and whether a school's bare name will do there."""
    title = title_lines(lines)
    signature = signature_lines(lines)
    dated = any(re.search(r"[年./\-]\d|[年月日号]$", line.norm) for line in signature)
    yield from ((line, True) for line in title)
    yield from ((line, True) for line in head_lines(lines) if line not in title)
    yield from ((line, True) for line in lines if line.zone is Zone.HEADER)
    yield from ((line, dated) for line in signature)
    yield from ((line, False) for line in lines if line.zone is Zone.FOOTER)


def _name(norm: str, *, bare: bool) -> tuple[int, int] | None:
    """Return where the first proper name of a unit stands in a line.

    That of a union comes before that of a school (致艺术学校会员——海岛艺术学校工会工作计划).
    """
    pieces = [(start, norm[start:end]) for start, end in _pieces(norm)]
    begun = [(start, piece, _begin(piece)) for start, piece in pieces]
    for pattern in (_UNION, _SCHOOL) if bare else (_UNION,):
        for start, piece, begin in begun:
            found = pattern.match(piece, begin)
            if found is not None and _proper(found.group()):
                return start + begin, start + found.end()
    for start, piece, begin in begun:
        found = _ANY.match(piece, begin)
        if found is not None and _PLACE.search(found.group()) and _proper(found.group()):
            return start + begin, start + found.end()
    return None


def _begin(piece: str) -> int:
    """Return where the name may begin, behind words that lead to it."""
    opening = _START.match(piece)
    return opening.end() if opening else 0


def _pieces(norm: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line between periods and punctuation."""
    cuts = [(named.start, named.end) for named in named_periods(norm)]
    cuts += [found.span() for found in _SPLIT.finditer(norm) if not _inside(norm, found)]
    at = 0
    for start, end in sorted(cuts):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(norm):
        yield at, len(norm)


def _inside(norm: str, found: re.Match[str]) -> bool:
    """Tell a bracket that belongs to a name (``一中(东校区)``) from one that ends it."""
    close = norm.find(")", found.start())
    return found.group() == "(" and 0 < close - found.start() <= 9 and close + 1 < len(norm)


def _proper(name: str) -> bool:
    """Tell a name from a kind of school."""
    own = _GENERIC.sub("", name)
    return _MASK.search(name) is None and own.strip("省市县区镇乡") != ""
