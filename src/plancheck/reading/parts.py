"""What each line's part of the plan is for, told by the headings above it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from plancheck.model import Place, Zone
from plancheck.patterns import regex
from plancheck.reading.outline import TOP, Line
from plancheck.reading.plan import PartKind, Schedule
from plancheck.reading.schedule_words import SCHEDULE
from plancheck.reading.words import lists, part_words

_HOLDS = (PartKind.REVIEW, PartKind.DECLINED, PartKind.ROSTER)
"""Parts that keep what they are whatever the headings inside them say."""

_LOOSE = (PartKind.TASKS, PartKind.OPENING, PartKind.CLOSING, PartKind.DECLINED)
"""Parts that a schedule may stand in without a heading of its own."""

_THOUGHTS = (PartKind.GUIDING, PartKind.GOALS)

_RULING = (PartKind.REVIEW, PartKind.GUIDING)
"""Parts whose heading, where it has no number, seems to rule all the numbered ones after it."""

_AHEAD = ("计划", "打算", "安排", "要点", "思路", "行事", "日程", "月历", "排期")
"""Words of a heading that looks ahead, whatever year it names beside."""

SIGNATURE = 30
"""Longest line of a signature, in normalised characters."""


_ONE_OF_MANY = regex(r"(?:^|[、.)])目标[一二三四五六七八九十\d]{1,2}+(?![年月个项大级名条致])")
"""The heading of one aim and what is done for it (目标二：权益与安全), and no part of mere aims."""


_BOTH = regex(
    "(?<![不没])[办做干搞写管列](?:的|什么)?[、和与及,](?:[不没]|说)|(?<!不)归(?:我们|工会|咱)"
)
"""The heading of what is done and what is not (办的与不办的)."""

_SUMS_UP = regex(
    r"\W{0,3}(?:第?[一二三甲乙丙\d]{1,2}(?:部分|[编篇章])?)?\W{0,3}(?:工作)?总结\W{0,3}"
)
"""A heading that says 总结 and nothing else."""


def part_of_heading(norm: str) -> PartKind | None:
    """Return what a heading says its part is for; None when it does not tell."""
    if "目标" in norm and _ONE_OF_MANY.search(norm):
        return PartKind.TASKS
    for kind, words in part_words():
        said = next((word for word in words if word in norm), None)
        if said is not None:
            if kind == PartKind.DECLINED and _BOTH.search(norm):
                return None
            if kind in _THOUGHTS and _heads_for(norm, said):
                return None
            return PartKind(kind)
    return PartKind.REVIEW if _SUMS_UP.fullmatch(norm) else None


def _heads_for(norm: str, thought: str) -> bool:
    """Whether a heading acts on a thought or aim that it names (以服务为宗旨，做好…)."""
    before, _, after = norm.partition(thought)
    acts = any(word in before for word in lists("headings")["heads for"])
    return acts and ("," in after or before.endswith("为"))


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
    ruling, aims = _Ruling(lines, past_years), _Aims(lines, past_years)
    for line in lines:
        above = own.get(line.parent) if line.parent is not None else None
        if above in _RULING and line.parent is not None and ruling.ends_at(line, above):
            above = own[line.parent] = PartKind.TASKS
        if line.zone in (Zone.HEADER, Zone.FOOTER):
            kinds.append(PartKind.MARGIN)
            continue
        if line.heading and line.index == 0:
            kinds.append(PartKind.TITLE)  # by its form; it rules nothing
        elif line.heading:
            opening = False
            named = _named(line.norm, past_years)
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


class _Ruling:
    """Tells where a part ends whose heading has no number.

    The numbered headings below it stand under it by their form, whether they divide it or begin
    what comes next: a heading without a number rules all the numbered ones that follow.
    """

    def __init__(self, lines: Sequence[Line], past_years: frozenset[str]) -> None:
        self.lines = lines
        self.past_years = past_years
        self.plain = [line for line in lines if line.heading and line.label is None]
        self.last_ahead = max((line.index for line in self.plain if self._ahead(line)), default=-1)

    def ends_at(self, line: Line, part: PartKind) -> bool:
        """Whether a line under a part of :data:`_RULING` is the heading at which the plan begins.

        :param part: the part
        """
        if not line.heading or line.parent is None:
            return False
        if line.label is None:
            return part is PartKind.REVIEW and self._ahead(line)
        if line.label.kind not in TOP or self.lines[line.parent].label is not None:
            return False
        if self.last_ahead > line.index or _named(line.norm, self.past_years) is part:
            return False  # the plan has a heading of its own, or the part goes on
        return self._begins(line) or line.parent < line.index - 1

    def _ahead(self, line: Line) -> bool:
        """Whether a heading looks ahead; the plan's title is none."""
        if line.index == 0 or _named(line.norm, self.past_years) is PartKind.REVIEW:
            return False
        return self._begins(line)

    def _begins(self, line: Line) -> bool:
        return any(word in line.norm for word in lists("headings")["ahead"])


class _Aims:
    """Tells where a part called after aims and tasks is the one that holds the tasks."""

    def __init__(self, lines: Sequence[Line], past_years: frozenset[str]) -> None:
        headings = [line for line in lines if line.heading and line.index]
        self.parents = frozenset(line.parent for line in headings)
        self.levels = frozenset(
            line.parent for line in headings if self._is_of_tasks(line, past_years)
        )

    @staticmethod
    def _is_of_tasks(line: Line, past_years: frozenset[str]) -> bool:
        """Whether a heading is of tasks by its own words, and names more than what frames them."""
        if _named(line.norm, past_years) not in (None, PartKind.TASKS):
            return False
        return not any(word in line.norm for word in lists("headings")["around"])

    def hold_tasks(self, line: Line, named: PartKind | None) -> bool:
        """Whether a heading of aims rules the plan's tasks: no heading beside it does.

        It names tasks too (目标任务), or it is a way of thinking (工作思路) that is divided.
        """
        if named is not PartKind.GOALS or line.parent in self.levels:
            return False
        return "任务" in line.norm or ("思路" in line.norm and line.index in self.parents)


def _named(norm: str, past_years: frozenset[str]) -> PartKind | None:
    if any(year in norm for year in past_years) and not any(word in norm for word in _AHEAD):
        return PartKind.REVIEW
    return part_of_heading(norm)


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


_OF_UNION = regex(r"工会(?:工作)?(?:委员会|联合会)?(?:$|[^\u4e00-\u9fff]|[二主办]|副主席|负责人)")
"""A union's name at its end, or before a date or a post (not 工会委员会会议制度)."""


def _signs(norm: str) -> bool:
    ends = norm.endswith(("日", "月", "校", "园", "委员会")) or norm[:2] == "20"
    return ends or _OF_UNION.search(norm) is not None
