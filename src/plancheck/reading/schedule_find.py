"""Which headings stand over a line, and whether they announce a schedule."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.model import Zone
from plancheck.patterns import regex
from plancheck.reading.marks import Joint, Mark
from plancheck.reading.outline import Line
from plancheck.reading.schedule_words import ARRANGED, MONTHLY, PAST, PLANNED, SCHEDULE
from plancheck.reading.title import signature_lines

_LEAD = 40
"""Longest line before a schedule that announces it, in normalised characters."""
_CAPTION = 16
"""Longest caption over a schedule, or cell beside it."""
TOPICS = regex(
    "女|文体|文化|师德|关爱|关心|维权|权益|民主|宣传|财务|经费|经审|帮扶|慰问|学习|培训|会员|组织建设"
    "|自身建设|教代会|公开|队伍|健康|福利|思想|竞赛|技能|建家|职工之家|形势|意义"
)
"""Words by which one field of work is named."""
_PART = regex(
    "^(?!制[订定]|讨论|通过|学习|开展|落实).{2,}(?:计划|打算|安排|要点|重点|任务|目标|思路|措施|要求|保障|领导|机构|附件)$"
)
_UNIONS = ("工会", "委员会")
_TOP = ("cn", "(cn)", "第cn章", "第cn部分", "第cn节", "第1章", "第1部分", "[cn]")


class Setting(NamedTuple):
    """What the headings over a line say of it."""

    section: int = -1
    """Index of the heading line, or of the last lead-in; -1 before the first."""
    explicit: bool = False
    """A schedule is announced."""
    topical: bool = False
    """One field of work is announced."""
    past: bool = False
    """Last year's work."""
    signature: bool = False
    """The line signs the plan."""


def read_settings(
    lines: Sequence[Line], marks: Sequence[Mark | None], year: int | None
) -> tuple[Setting, ...]:
    """Return for each line what the headings over it say.

    :param marks: the time at the head of each line
    :param year: first year of its period
    """
    signature = _signature(lines)
    chain: list[tuple[int, Line]] = []
    settings: list[Setting] = []
    now = Setting()
    task = False  # whether the line stands under a month that is a line of its own
    for line, mark in zip(lines, marks, strict=True):
        if line.zone is Zone.BODY and line.cell is None and _opens(line, mark, task=task):
            _descend(chain, line)
            above, now = now, _setting(chain, year)
            if mark is not None and above.explicit and not now.topical:
                now = now._replace(explicit=True)  # 第一学期（9月至次年1月） over its months
            task = False
        elif now.past and mark is not None and mark.family.coarse and PLANNED.search(line.norm):
            chain.clear()  # 第二学期工作安排 after 第一学期工作回顾
            now = Setting(line.index)
        elif _is_beside(line, mark, chain):
            over = _setting(chain[:-1], year) if len(chain) > 1 else Setting()
            now = now._replace(topical=over.topical, past=over.past)
        elif line.cell is None and line.zone is Zone.BODY:
            now = _lead(line, mark, now)
        elif line.cell is not None:
            now = _row_head(line, mark, now)
        if mark is not None:
            task = mark.joint is Joint.BARE
        settings.append(now._replace(signature=line.index in signature))
    return tuple(settings)


def _opens(line: Line, mark: Mark | None, *, task: bool) -> bool:
    """Tell whether a line is a heading of a part, and not a month or a task."""
    if task and line.label is None and not _is_part(line.norm):
        return False
    if not line.heading:
        return False
    if line.label is not None and line.label.kind not in _TOP:
        return False
    return mark is None or not _is_entry(mark)


def _is_part(norm: str) -> bool:
    """Tell the heading of a part from a task under a month, where neither number nor style does."""
    if _PART.search(norm.strip("[]:()")):
        return True
    return SCHEDULE.search(norm) is not None or PAST.search(norm) is not None


def _is_entry(mark: Mark) -> bool:
    """Tell a month or a quarter from a heading that begins with one (上学期完成情况)."""
    return mark.family.fine or (mark.family.coarse and mark.joint is not Joint.NONE)


def _is_beside(line: Line, mark: Mark | None, chain: Sequence[tuple[int, Line]]) -> bool:
    """Tell a time that heads a part of its own (二、第一季度) from one below the part before it."""
    if mark is None or not chain or not line.heading or line.cell is not None:
        return False
    return _is_entry(mark) and _kind(line) == _kind(chain[-1][1])


def _kind(line: Line) -> str:
    return line.label.kind if line.label else "plain"


def _depth(line: Line) -> tuple[int, str]:
    if line.label is not None:
        return (_TOP.index(line.label.kind) if line.label.kind in _TOP else 9, line.label.kind)
    return (0, "plain")


def _descend(chain: list[tuple[int, Line]], line: Line) -> None:
    """Leave in the chain the headings that still hold, and add a new one."""
    kind = _kind(line)
    kinds = [_kind(other) for _, other in chain]
    if kind in kinds:
        del chain[kinds.index(kind) :]
    elif line.label is None and PLANNED.search(line.norm):
        chain.clear()
    elif line.label is None:
        del chain[1:]
    elif line.label is not None and line.label.kind in ("cn", "第cn部分", "第cn章"):
        parts = [
            at for at, k in enumerate(kinds) if k.startswith("第") and not kind.startswith("第")
        ]
        del chain[(parts[-1] + 1 if parts else 0) :]
    chain.append((line.index, line))


def _setting(chain: Sequence[tuple[int, Line]], year: int | None) -> Setting:
    index, line = chain[-1]
    norm = line.norm
    past = any(_is_past(other.norm, year) for _, other in chain)
    topical = TOPICS.search(norm) is not None
    over = any(at > 0 and _announces(other.norm, topical=True) for at, other in chain[:-1])
    explicit = index > 0 and (_announces(norm, topical=topical) or (over and not topical))
    topical = topical and not explicit
    return Setting(index, explicit, topical, past)


def _announces(words: str, *, topical: bool) -> bool:
    """Tell whether words announce a schedule of the plan, not of one field of work."""
    return (MONTHLY if topical else SCHEDULE).search(words) is not None


def _is_past(norm: str, year: int | None) -> bool:
    if PLANNED.search(norm) and not re.search("完成情况|总结$|回顾", norm):
        return False
    if PAST.search(norm):
        return True
    if norm.startswith("上学期") and not SCHEDULE.search(norm):
        return True  # 上学期做了什么; a bare 上学期 is an entry and no heading
    named = [int(year) for year in re.findall(r"20\d\d(?=年)", norm)]
    return bool(year and named and max(named) < year)


def _lead(line: Line, mark: Mark | None, now: Setting) -> Setting:
    """Let a line that ends with a colon, or says 按月 …, announce a schedule."""
    norm = line.norm
    if len(norm) > _LEAD and not norm.endswith(":"):
        return now
    if mark is not None and _is_entry(mark):
        return now
    lead = norm.endswith(":") or line.heading
    short = len(norm) <= _CAPTION and norm[-1] not in "。;,!?"
    topical = TOPICS.search(norm[-_LEAD:]) is not None
    past = now.past and not PLANNED.search(norm)
    if (lead or short) and _announces(norm[-_LEAD:], topical=topical):
        return Setting(line.index, explicit=True, past=past)
    if lead and (topical or ARRANGED.search(norm[-_LEAD:])):
        return Setting(line.index, topical=topical, past=past)
    return now


def _row_head(line: Line, mark: Mark | None, now: Setting) -> Setting:
    """Let a short cell announce what stands beside it."""
    if len(line.norm) > _CAPTION or mark is not None or not SCHEDULE.search(line.norm):
        return now
    return Setting(line.index, explicit=True, past=now.past)


def _signature(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indices of the lines that sign the plan and are no last task."""
    signed = signature_lines(lines)
    dated = any(re.search("20[0-9]{2}|[年日号]$", line.norm) for line in signed)
    return frozenset(line.index for line in signed if dated or line.norm.endswith(_UNIONS))
