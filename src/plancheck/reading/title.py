"""The lines that name a plan: its title, and the signature under it."""

import re
from collections.abc import Sequence

from plancheck.model import Place, Zone
from plancheck.reading.outline import Line

PLAN = re.compile(
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
_SIGNS = re.compile(
    r"(?:工会|委员会|学校|小学|中学|幼儿园|学院|大学|教育局|[校园中小])(?:\(.{0,8}\))?$|工会.{2,12}$"
    r"|(?:20\d\d|二[零〇○OΟОo0].{2}).{0,14}$|[\u4e00-\u9fff]{2}年.{1,3}月"
)
_RESIDUE = re.compile("以上就是|小编|本文|下载|相关|猜你|上一篇|下一篇|浏览|来源|声明|www|http|点击|收藏")


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


def signature_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines that sign the plan, last first: the unit's name, a person's, the date.

    What a web page left behind under them is passed over.
    """
    body = [line for line in lines if line.zone is Zone.BODY]
    found: list[Line] = []
    for line in reversed(body[1:]):
        if line.cell is not None:
            break
        if _RESIDUE.search(line.norm):
            continue
        if line.label is not None or len(line.norm) > _SIGNED or not _SIGNS.search(line.norm):
            if found or len(body) - line.index > _LEFT or line.norm[-1] not in "。!":
                break
            continue
        found.append(line)
    return tuple(found)
