"""What the rules about schedules share: quotes, the months that are due, and look-alikes."""

from collections.abc import Collection, Iterator

from plancheck.api import (
    Entry,
    Layout,
    NearMiss,
    PartKind,
    Place,
    Plan,
    Quote,
    Schedule,
    Status,
    regex,
)

YEAR_NEEDS = 4
"""Months with an entry that a plan for a year needs (REQUIREMENTS, schedule/monthly)."""
TERM_NEEDS = 3
"""Months with an entry that a plan for one term needs."""
OPTIONAL = frozenset((2, 7, 8))
"""Months of holidays: they may be absent or joined."""

_AUTUMN = (9, 10, 11, 12, 1)
_SPRING = (2, 3, 4, 5, 6, 7)
_SHORT = 16
"""Longest line that is a month and nothing else."""
_NEAR = 5
"""Look-alikes that are shown at most, one kind after the other."""

_NUMBER = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_MONTH = regex(rf"(?<![\d一二三四五六七八九十])({_NUMBER})月(?!革命|龄)")
_DAY = regex("(?:20|二)[^年]{2,3}年[^月]{1,2}月[^日]{1,3}日$")
_CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_NUMBERS = {
    "元": 1,
    **{name: number for number, name in enumerate(_CHINESE, 1)},
    **{str(number): number for number in range(1, 13)},
    **{f"0{number}": number for number in range(1, 10)},
}
_EMPTY = regex(
    rf"[^:\d一二三四五六七八九十元]{{0,3}}{_NUMBER}月份?(?:工作|活动|安排){{0,2}}[:]?[\])]?"
)
_ANNOUNCED = regex("月历|行事历|周历|校历|安排表|月度|每月|各月|日程|进度表|时间安排|配档表")
_ELSEWHERE = regex("附[:件表后]|详见|见附|另[行发附]|[(]略|参照|按照?.{0,8}执行|不再单列")
_COARSE = regex("[一二三四]季度|[上下前后]半年")


def needed(plan: Plan) -> int:
    """Return how many months a plan's schedule must reach."""
    return TERM_NEEDS if plan.kind == "term" else YEAR_NEEDS


def judged(plan: Plan) -> Status:
    """Return the status of schedule/monthly, on which schedule/complete rests."""
    schedule = plan.schedule
    if schedule is None or not schedule.entries:
        return Status.MISSING
    enough = len(schedule.months) >= needed(plan)
    if schedule.layout is Layout.MONTHLY:
        return Status.MET if enough else Status.PARTIAL
    if schedule.layout is Layout.TASK_TABLE and not enough:
        return Status.MISSING
    return Status.PARTIAL


def due(plan: Plan) -> tuple[int, ...]:
    """Return the months of the period that need an entry, in order."""
    if plan.period is not None:
        months = plan.period.months()
    elif plan.kind == "term" and plan.schedule is not None:
        months = _AUTUMN if set(plan.schedule.months) & {9, 10, 11, 12} else _SPRING
    else:
        months = tuple(range(1, 13))
    return tuple(month for month in months if month not in OPTIONAL)


def lacking(plan: Plan, schedule: Schedule) -> tuple[int, ...]:
    """Return the months due without an entry."""
    return tuple(month for month in due(plan) if month not in schedule.months)


def quotes(plan: Plan, schedule: Schedule) -> tuple[Quote, ...]:
    """Quote the words that tell the time of each entry; for a repeated month the first."""
    found: list[Quote] = []
    seen: set[tuple[int, ...]] = set()
    for entry in schedule.entries:
        if not entry.months or entry.months not in seen:
            seen.add(entry.months)
            found.append(_quote(plan, entry.label))
    return tuple(found)


def _quote(plan: Plan, place: Place) -> Quote:
    return Quote(plan.document.text_at(place), place)


def look_alikes(plan: Plan, absent: Collection[int] | None = None) -> tuple[NearMiss, ...]:
    """Name what looks like a schedule and is none: absent annexes, empty months, dates of tasks.

    :param absent: months that the schedule lacks; only dates in these are named then
    """
    dated = _dated(plan, absent if absent is not None else range(1, 13))
    kinds = [list(found) for found in (_announced(plan), _empty(plan), dated, _halves(plan))]
    mixed = [found[at] for at in range(_NEAR) for found in kinds if at < len(found)]
    return tuple(mixed[:_NEAR])


def _near(plan: Plan, place: Place, reason: str) -> NearMiss:
    return NearMiss(plan.document.text_at(place), place, reason)


def _announced(plan: Plan) -> Iterator[NearMiss]:
    for statement in plan.statements:
        norm = statement.norm
        if _ANNOUNCED.search(norm) and _ELSEWHERE.search(norm):
            yield _near(plan, statement.place, "near.schedule-elsewhere")


def _empty(plan: Plan) -> Iterator[NearMiss]:
    taken = {entry.label.block for entry in plan.schedule.entries} if plan.schedule else set()
    for line in plan.lines:
        if line.block not in taken and len(line.norm) <= _SHORT and _EMPTY.fullmatch(line.norm):
            yield _near(plan, line.place(), "near.month-empty")


def _dated(plan: Plan, months: Collection[int]) -> Iterator[NearMiss]:
    taken = {place.block for entry in _entries(plan) for place in (entry.label, *entry.items)}
    for statement in plan.statements:
        if statement.line.block in taken or statement.line.heading:
            continue
        named = {_NUMBERS[number] for number in _MONTH.findall(statement.norm)}
        if named.isdisjoint(months) or _EMPTY.fullmatch(statement.norm):
            continue
        if statement.part in (PartKind.SIGNATURE, PartKind.TITLE) or _DAY.match(statement.norm):
            continue
        review = statement.part is PartKind.REVIEW or "去年" in statement.norm
        reason = "near.review" if review else "near.month-in-task"
        yield _near(plan, statement.place, reason)


def _halves(plan: Plan) -> Iterator[NearMiss]:
    if plan.schedule is not None:
        return
    for statement in plan.statements:
        if _COARSE.search(statement.norm) and statement.part is not PartKind.REVIEW:
            yield _near(plan, statement.place, "near.coarse-in-task")


def _entries(plan: Plan) -> tuple[Entry, ...]:
    return plan.schedule.entries if plan.schedule else ()
