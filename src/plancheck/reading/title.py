"""The lines that name a plan: its title, and the signature under it."""

from collections.abc import Sequence

from plancheck.model import Place, Zone
from plancheck.patterns import regex
from plancheck.reading.outline import Line

PLAN = regex(
    "计划|规划|要点|安排|方案|打算|设想|纲要|思路|行事历|月历|工作表|总结|要办的事|四季|任务书|路线图|部署|意见"
)
_TITLE = 60
"""Longest title, in normalised characters."""
_HEAD = 8
"""Lines at the beginning among which the title stands."""
_SIGNED = 36
"""Longest line of a signature."""
_LEFT = 6
"""Lines of prose that may stand under the signature."""
_SIGNS = regex(
    r"(?:工会|委员会|学校|小学|中学|幼儿园|学院|大学|教育局|[校园中小])(?:\(.{0,8}\))?$|工会.{0,4}:.{2,6}$|工会(?:全体|出品|主席|委员|敬|宣|制|拟|印).{0,6}$"
    r"|(?:20\d\d|二[零〇○OΟОo0].{2}).{0,14}$|[\u4e00-\u9fff]{2}年.{1,3}月"
)
_SIGNED_BY = regex(r"工[会會](?:委[员員][会會])?\s+\S{2,4}\s*$")
_DATE = regex(r"(?:20\d\d|二[零〇○OΟОo0].{2})[年./\-].{1,3}[月./\-](?:.{1,3}[日号]?)?")
_PERSON = 20
"""Longest line that names who signs, in normalised characters."""
_OFFICE = regex("主席|执笔|撰稿|审核|签发|负责人|电话|^[\u4e00-\u9fff]{2,3}$")
_UNIT = regex("(?:工会|委员会|学校|小学|中学|幼儿园|学院|大学|教育局|校|园)$")
_RESIDUE = regex(
    "以上就是|小编|本文|下载|相关|猜你|上一篇|下一篇|浏览|来源|声明|www|http|点击|收藏"
)


def title_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of the title, from the first to the one that says what the paper is."""
    head = [line for line in lines if line.zone is Zone.BODY][:_HEAD]
    styled = [line for line in head if line.level == 0]
    if styled and PLAN.search("".join(line.norm for line in styled)):
        return tuple(styled)
    before: list[Line] = []
    for line in head:
        if not _may_title(line):
            break
        before.append(line)
        if PLAN.search(line.norm):
            return tuple(before[-3:])
    if before and (before[0].level == 0 or len(before[0].norm) <= 40):
        return (before[0],)
    return ()


def _may_title(line: Line) -> bool:
    if line.label is not None and line.label.kind != "bullet":
        return False
    return len(line.norm) <= _TITLE and line.norm[-1] not in "。;:,"


def read_title(lines: Sequence[Line]) -> tuple[str, Place | None]:
    """Return a plan's title as written, and the place of the line that says what the paper is."""
    title = title_lines(lines)
    text = "".join(line.original.strip() for line in title)
    return text, title[-1].place() if title else None


def head_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the short lines around the title that may name the unit or the date."""
    head = [line for line in lines if line.zone is Zone.BODY and line.cell is None][:_HEAD]
    found: list[Line] = []
    for line in head:
        if (line.label is not None and line.label.kind != "(cn)") or len(line.norm) > _TITLE:
            break
        if line.norm[-1] not in "。;:,!":
            found.append(line)
    return tuple(found)


def signature_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines that sign the plan, last first: the unit's name, a person's, the date.

    They stand at the end, or before an annex. What a web page left under them is passed over.
    """
    body = [line for line in lines if line.zone is Zone.BODY]
    return _at_end(body) or _before_annex(body)


def _at_end(body: Sequence[Line]) -> tuple[Line, ...]:
    found: list[Line] = []
    for line in reversed(body[1:]):
        if line.cell is not None or line.label is not None:
            break
        if _signs(line):
            found.append(line)
        elif not (_is_person(line) or _RESIDUE.search(line.norm)) and (
            found or not _is_prose_below(line, body)
        ):
            break
    return tuple(found)


def _is_prose_below(line: Line, body: Sequence[Line]) -> bool:
    """Tell the last sentences, which may stand under a signature."""
    return len(body) - line.index <= _LEFT and line.norm[-1] in "。!"


def _is_person(line: Line) -> bool:
    """Tell a chairman's or a writer's name from a task."""
    return len(line.norm) <= _PERSON and _OFFICE.search(line.norm) is not None


def _before_annex(body: Sequence[Line]) -> tuple[Line, ...]:
    """Return the last two lines of which one names a unit and the next only a date."""
    for second, first in zip(body[:1:-1], body[-2:0:-1], strict=False):
        if _DATE.fullmatch(second.norm) and _UNIT.search(first.norm) and _signs(first):
            return (second, first)
    return ()


def _signs(line: Line) -> bool:
    short = line.label is None and len(line.norm) <= _SIGNED
    return short and bool(_SIGNS.search(line.norm) or _SIGNED_BY.search(line.original))
