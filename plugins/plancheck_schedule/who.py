"""Who answers for a task: the words that say so in a line, in brackets, and over a column.

REQUIREMENTS, tasks/responsible. All patterns are for normalised text: half-width marks.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.api import regex
from plancheck_schedule.names import is_person

_LONGEST = 24
"""Words quoted after a label, at most, in characters."""
_LONGEST_HEAD = 12
"""Longest head of a column of names, in characters."""
_LONGEST_BODY = 12
"""Longest name of a department or post in brackets, in characters."""

_KIND = "(?:人|部门|单位|处室|科室|者|领导|委员|同志|方|主体)"
_LABEL = (
    rf"(?:(?:第一)?责任{_KIND}?|(?:具体)?负责{_KIND}?|牵头{_KIND}?|承办{_KIND}?|主办{_KIND}?"
    rf"|统筹{_KIND}?|经办{_KIND}?|办理{_KIND}|归口{_KIND}?|主理人|操心人|管事人|领头人|主事人"
    "|执行人|落实人|召集人|谁来[办管做抓]|谁负责|谁牵头|哪个管|谁管)"
)
_WORD = r"[\u4e00-\u9fffA-Za-z]"
_LABELLED = regex(rf"{_LABEL}[\])]?[:\-]{{1,2}}(?={_WORD})|[\[(]{_LABEL}[\])]?(?={_WORD})")
_OWN_LINE = regex(rf"[\[(]?{_LABEL}[\])]?[:\-]{{1,2}}{_WORD}")
_DUTY = "(?:负责(?!制|的态度)|牵头|承办|主办|统筹)"
_BRACKET = regex(r"\(([^()]{2,24})\)(?=[。;,!]?$|[。;])")
_DOES = regex(rf"[^:,。;]{{2,}}{_DUTY}$")
_BY = regex(r"(?<![自理缘])由([^,。;:()]{1,16}?)" + _DUTY)
_LEADS = regex(rf"(?<![^,。;:(])([^,。;:()由]{{2,12}}?)(?:具体|全面|共同)?{_DUTY}(?=[,。;)]|$)")
_LOOSE = regex(
    r"(?<![^。;])(?:责任|负责|牵头|承办|主办)(?:人|部门|单位|处室)(?=[\u4e00-\u9fff、,/]{2,12}[。;]?$)"
)
"""A label without a colon: what a word processor shows as a blank."""
_OUTSIDE = regex("(?:协会|公司|医院|银行|局|总工会|法院|物业|上级|文化馆|体育馆|出版社)$")
_DOING = regex(
    "[^,。;:、]{1,10}(?:负责(?!制)|会同|具体实施|组织实施)[^,。;:]{2,16}|由[^,。;:]{2,20}"
)
_SHARED_OUT = regex("归(?:哪个|谁|哪位)[管办抓]?|谁管谁|分工如下")
_SHARE = regex(r"归[^,。;、:]{1,6}(?:管|办|负责)?(?=[,。;、]|$)")

_KEYS = regex(
    "[责牵谁]|[承主经]办|统筹|办理|归口|主理|操心|管事|领头|主事|执行|落实|召集|哪个管|会同|实施"
)
_CLOSE = (")", "]")

_BODY = regex(
    "(?:处|校长室|园长室|书记室|办公室|教务室|教科室|科研室|政教室|财务室|医务室|校医室|人力资源部|宣传部|组织部"
    "|[\u4e00-\u9fff]{2}部门|保障部|民管部|权保部|宣教部|教学部|学生部|后勤部|总务科|人事科|教务科|保卫科|财务科"
    "|工会|委员会|女工委|女职委|经审委|团委|党委|支部|校办|党办|院办|总支|发展中心|服务中心|退协|退管组|后勤组"
    "|[\u4e00-\u9fff]{2}委员|主席|主任|校长|园长|书记|秘书长|组长|老师)"
)
_NO_BODY = regex("全体|全员|各|每|参加|会议室|邀请|地点|以上|名|人员|代表|本处|好处|一处|工会委员$")

_HEAD = regex(
    f"^{_LABEL}$|责任|负责|牵头|承办|主办|统筹|经办|主理|操心|执行|落实(?:人|部门)|^主持|召集|领办"
    "|^主管|^分管|谁|哪个管|组织者|承担[人者]|办理[人部]|归口"
)
_NO_HEAD = regex(
    "工作|内容|事项|范围|职责|要求|电话|协办|配合|参加|参与|时间|情况|进度|目标|措施|标准|清单"
)
_ROSTER = regex("姓名|职务|性别|电话|职责|年龄|岗位")


class Span(NamedTuple):
    """A stretch of a normalised line that names who answers."""

    start: int
    end: int


def named(norm: str) -> Iterator[Span]:
    """Yield the stretches of a line that say by a label or in brackets who answers."""
    if _speaks(norm):
        for found in _LABELLED.finditer(norm):
            yield Span(found.start(), _stop(norm, found.end()))
        for found in _LOOSE.finditer(norm):
            yield Span(found.start(), len(norm))
    for found in _BRACKET.finditer(norm) if ")" in norm else ():
        if _answers(found.group(1)):
            yield Span(found.start(1), found.end(1))


def by_whom(norm: str) -> Iterator[Span]:
    """Yield the stretches with ``由…负责``, and clauses that are no more than ``工会牵头``."""
    if not _speaks(norm):
        return
    for found in _BY.finditer(norm):
        if not _OUTSIDE.search(found.group(1)):
            yield Span(*found.span())
    for found in _LEADS.finditer(norm):
        if _answers(found.group(1)):
            yield Span(*found.span())


def _speaks(norm: str) -> bool:
    """Whether a line has a word of those that labels and duties are made of."""
    return _KEYS.search(norm) is not None


def shared_out(norm: str) -> Iterator[Span]:
    """Yield the shares of a sentence that shares tasks out (``黑板归袁老师``)."""
    asked = _SHARED_OUT.search(norm) if "归" in norm or "分工" in norm else None
    for found in _SHARE.finditer(norm, asked.end()) if asked else ():
        yield Span(*found.span())


def doing(norm: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretches that tell who does something and not who answers for it."""
    if _KEYS.search(norm, start, end) or norm.find("由", start, end) >= 0:
        for found in _DOING.finditer(norm, start, end):
            yield Span(*found.span())


def is_label_alone(norm: str) -> bool:
    """Whether a line only says who answers for what stands above it."""
    return _OWN_LINE.match(norm) is not None


def heads_column(norm: str) -> bool:
    """Whether a table's head stands over the names of those who answer."""
    if len(norm) > _LONGEST_HEAD or _NO_HEAD.search(norm):
        return False
    return _HEAD.search(norm) is not None


def is_roster(heads: str) -> bool:
    """Whether the heads of a table, joined, are those of a list of posts."""
    return _ROSTER.search(heads) is not None


def _stop(norm: str, start: int) -> int:
    end = min((at for mark in ")];。,|" if (at := norm.find(mark, start)) > 0), default=len(norm))
    return min(end + (norm[end : end + 1] in _CLOSE), start + _LONGEST)


def _answers(words: str) -> bool:
    """Whether words in brackets are persons, posts or departments, or say what one does."""
    if _DOES.fullmatch(words):
        return True
    pieces = re.split(r"[、,/;和与及]", words)
    return all(is_person(piece) or _is_body(piece) for piece in pieces)


def _is_body(words: str) -> bool:
    if len(words) > _LONGEST_BODY or _NO_BODY.search(words):
        return False
    tail = _BODY.search(words)
    return tail is not None and (words.endswith(tail.group()) or is_person(words[tail.end() :]))
