"""What each line's part of the plan is for, told by the headings above it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from plancheck.model import Place, Zone
from plancheck.patterns import regex
from plancheck.reading.outline import Line
from plancheck.reading.part_extents import RULING, Aims, Ruling
from plancheck.reading.part_names import named_part
from plancheck.reading.plan import PartKind, Schedule
from plancheck.reading.schedule_words import SCHEDULE

_HOLDS = (PartKind.REVIEW, PartKind.DECLINED, PartKind.ROSTER)
"""Parts that keep what they are whatever the headings inside them say."""

_LOOSE = (PartKind.TASKS, PartKind.OPENING, PartKind.CLOSING, PartKind.DECLINED)
"""Parts that a schedule may stand in without a heading of its own."""

SIGNATURE = 30
"""Longest line of a signature, in normalised characters."""


def read_parts(lines: Sequence[Line], past_years: frozenset[str]) -> tuple[PartKind, ...]:
    """Return the part of each line.

    A plan without headings is all tasks.

    :param past_years: years before the plan's period, as four digits; a heading that names one
        as the year of its work is a review
    """
    kinds: list[PartKind] = []
    own: dict[int, PartKind] = {}
    opening = True
    headed = any(line.heading and line.index and line.zone is Zone.BODY for line in lines)
    ruling, aims = Ruling(lines, past_years), Aims(lines, past_years)
    for line in lines:
        above = own.get(line.parent) if line.parent is not None else None
        if above in RULING and line.parent is not None and ruling.ends_at(line, above):
            above = own[line.parent] = PartKind.TASKS
        if line.zone in (Zone.HEADER, Zone.FOOTER):
            kinds.append(PartKind.MARGIN)
            continue
        if line.heading and line.index == 0:
            kinds.append(PartKind.TITLE)  # by its form; it rules nothing
        elif line.heading:
            opening = False
            named = named_part(line.norm, past_years)
            named = PartKind.TASKS if aims.hold_tasks(line, named) else named
            kind = _kind(above, named)
            own[line.index] = kind
            kinds.append(kind)
        elif above is not None:
            kinds.append(above)
        elif opening and line.index == 0:
            kinds.append(PartKind.TITLE)
        elif opening:
            kinds.append(PartKind.OPENING if headed else PartKind.TASKS)
        else:
            kinds.append(PartKind.CLOSING)
    return _sign(lines, kinds)


def _kind(above: PartKind | None, named: PartKind | None) -> PartKind:
    """Return the part of a heading.

    :param above: that of the heading over it
    :param named: what its own words tell
    """
    if above in _HOLDS or (above is PartKind.GOALS and named is PartKind.TASKS):
        return above  # 目标一 of 工作目标 is still a part of aims
    return named or above or PartKind.TASKS


def mark_schedule(
    lines: Sequence[Line], parts: Sequence[PartKind], schedule: Schedule | None
) -> tuple[PartKind, ...]:
    """Return the parts with every line that the schedule counts marked as part of it.

    So is the heading right above, when it is called a schedule (二、月工作安排 above 一月).
    """
    if schedule is None:
        return tuple(parts)
    items: dict[tuple[int, tuple[int, int] | None], list[Place]] = {}
    for entry in schedule.entries:
        for item in (entry.label, *entry.items):
            items.setdefault((item.block, item.cell), []).append(item)
    marked = [
        PartKind.SCHEDULE if kind in _LOOSE and _holds(line, items) else kind
        for line, kind in zip(lines, parts, strict=True)
    ]
    for line, following in pairwise(lines):
        begins = marked[following.index] is PartKind.SCHEDULE and line.heading
        if begins and marked[line.index] in _LOOSE and SCHEDULE.search(line.norm):
            marked[line.index] = PartKind.SCHEDULE
    return tuple(marked)


def _holds(line: Line, items: Mapping[tuple[int, tuple[int, int] | None], list[Place]]) -> bool:
    whole = line.place()
    return any(
        item.start < whole.end and whole.start < item.end
        for item in items.get((line.block, line.cell), ())
    )


def _sign(lines: Sequence[Line], kinds: list[PartKind]) -> tuple[PartKind, ...]:
    """Mark the last short lines without punctuation as the signature."""
    for line in reversed(lines):
        if line.zone is not Zone.BODY:
            continue
        if line.cell is not None or line.label or len(line.norm) > SIGNATURE:
            break
        if line.norm[-1] in "。;!?:" or kinds[line.index] is PartKind.TITLE:
            break
        if not _signs(line.norm):
            break
        kinds[line.index] = PartKind.SIGNATURE
    return tuple(kinds)


_OF_UNION = regex(
    r"工会(?:工作)?(?:委员会|联合会)?(?:$|[^\u4e00-\u9fff]|二|主(?!办)|办公室|副主席|负责人)"
)
"""A union's name at its end, or before a date or a post (not 工会委员会会议制度)."""


def _signs(norm: str) -> bool:
    ends = norm.endswith(("日", "月", "校", "园", "委员会")) or norm[:2] == "20"
    return ends or _OF_UNION.search(norm) is not None
