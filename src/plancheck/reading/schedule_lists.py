"""Schedules laid out as lines: headings by month, lists, run-in prose, weeks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plancheck.model import Place
from plancheck.reading.marks import Family, Joint, Mark, read_mark
from plancheck.reading.outline import Line
from plancheck.reading.plan import Entry, Layout
from plancheck.reading.schedule_find import Setting
from plancheck.reading.schedule_tables import Found, Weeks
from plancheck.reading.schedule_words import NOTE, SCHEDULE, is_empty

_STARTS = re.compile(r"[。;!?:](?=.)")
_NEED = 4
"""Months that prose must walk through where nothing announces a schedule."""


@dataclass(slots=True)
class Stop:
    """A mark in its line, and the tasks found under it."""

    line: Line
    mark: Mark
    leading: bool
    """Whether it stands at the head of its line."""
    items: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """Marks that follow one another under one heading."""

    setting: Setting
    stops: list[Stop] = field(default_factory=list)
    closed: bool = False
    """Whether a note or a new title has ended the tasks of the last mark."""


def read_lists(lines: Sequence[Line], settings: Sequence[Setting], weeks: Weeks) -> list[Found]:
    """Return the schedules that lines make up.

    :param lines: the lines that are in no table that was understood
    :param settings: what the headings over each line say
    """
    runs = list(_runs(lines, settings))
    return [found for run in runs if (found := _judge(run, weeks)) is not None]


def _runs(lines: Sequence[Line], settings: Sequence[Setting]) -> Iterator[Run]:
    run: Run | None = None
    items = _Items()
    for line, setting in zip(lines, settings, strict=True):
        stops = list(_stops(line, setting))
        if stops:
            if run is None or run.setting.section != setting.section:
                if run is not None:
                    yield run
                run = Run(setting)
            if _announced(line, stops[0]):
                run.setting = run.setting._replace(explicit=True)
            run.stops.extend(stops)
            run.closed = False
            items.reset()
        elif run is not None:
            if setting.section != run.setting.section and not items.continues(line):
                yield run
                run = None
                continue
            items.continues(line)
            run.closed = run.closed or NOTE.match(line.norm) is not None
            if not run.closed and not setting.signature and not is_empty(line.norm):
                run.stops[-1].items.append(line.place(line.start))
    if run is not None:
        yield run


class _Items:
    """Tells the numbered tasks under a month from the headings of the next part."""

    def __init__(self) -> None:
        self.kind: str | None = None
        self.value = 0

    def reset(self) -> None:
        self.kind, self.value = None, 0

    def continues(self, line: Line) -> bool:
        """Tell whether a numbered line is the first task under a month, or the one after."""
        label = line.label
        if label is None:
            return False
        if self.kind is None and label.value == 1:
            self.kind, self.value = label.kind, 1
            return True
        if self.kind == label.kind and label.value == self.value + 1:
            self.value += 1
            return True
        return False


def _announced(line: Line, first: Stop) -> bool:
    """Tell whether the words before the first month of a paragraph announce a schedule."""
    before = line.norm[max(0, first.mark.start - 16) : first.mark.start]
    return not first.leading and before.endswith(":") and SCHEDULE.search(before) is not None


def _stops(line: Line, setting: Setting) -> Iterator[Stop]:
    """Yield the marks of a line: at its head, and at the head of its sentences."""
    first = read_mark(line)
    style = first
    found: list[Stop] = [Stop(line, first, leading=True)] if first is not None else []
    for start in _STARTS.finditer(line.norm, line.start):
        at = start.end()
        if found and at < found[-1].mark.content:
            continue
        mark = read_mark(line, at)
        if mark is None or (start.group() == ":" and not setting.explicit and found):
            continue
        if style is None or _alike(style, mark):
            style = style or mark
            found.append(Stop(line, mark, leading=False))
    ends = [*(stop.mark.start for stop in found[1:]), len(line.norm)][: len(found)]
    for stop, end in zip(found, ends, strict=True):
        words = line.norm[stop.mark.content : end].strip(";。,")
        if words and not is_empty(words):
            stop.items.append(line.place(stop.mark.content, end))
    yield from found


def _alike(style: Mark, mark: Mark) -> bool:
    """Tell whether a mark inside a line goes on as the first began."""
    if style.family.coarse and mark.family.fine:
        return mark.joint is not Joint.NONE
    if style.family is not mark.family:
        return False
    return style.joint is mark.joint or Joint.BARE in (style.joint, mark.joint)


_STRONG = (Joint.BARE, Joint.COLON, Joint.BLANK)


def _settle(run: Run) -> None:
    """Give back to the tasks what looks like a month among clearer months."""
    heads = [stop for stop in run.stops if stop.leading]
    strong = sum(1 for stop in heads if stop.mark.joint in _STRONG)
    commas = sum(1 for stop in run.stops if stop.mark.joint is Joint.COMMA)
    weak = {Joint.NONE} if strong >= 2 else set()
    if strong >= 2 and strong > commas:
        weak.add(Joint.COMMA)
    kept: list[Stop] = []
    for stop in run.stops:
        if stop.mark.joint in weak and kept:
            kept[-1].items.append(stop.line.place(stop.mark.start))
            kept[-1].items.extend(stop.items[1:])
        else:
            kept.append(stop)
    run.stops = kept


def _judge(run: Run, weeks: Weeks) -> Found | None:
    if run.setting.past:
        return None
    _settle(run)
    entries = tuple(_entries(run, weeks))
    months = [month for entry in entries for month in entry.months]
    if months and _is_monthly(run, months):
        return Found(Layout.MONTHLY, tuple(entry for entry in entries if entry.items))
    return _coarse(run, entries)


def _entries(run: Run, weeks: Weeks) -> Iterator[Entry]:
    term = ""
    inside: tuple[int, ...] = ()
    for stop in run.stops:
        mark = stop.mark
        months = mark.months
        if mark.family is Family.TERM:
            term = mark.value
        if mark.weeks and not months:
            months = inside if inside and max(mark.weeks) <= 5 else weeks(mark.weeks, term)
        if mark.family is Family.MONTH:
            inside = mark.months if mark.joint is Joint.BARE else ()
        yield Entry(
            months if stop.items else (),
            stop.line.place(mark.start, mark.end),
            tuple(stop.items),
        )


def _is_monthly(run: Run, months: Sequence[int]) -> bool:
    """Tell a schedule from dates that tasks happen to begin with."""
    fine = [stop for stop in run.stops if stop.mark.family.fine]
    distinct = len(set(months))
    if run.setting.explicit:
        return not _numbers(fine) and (
            any(stop.mark.joint is not Joint.NONE for stop in fine)
            or (distinct >= 3 and _rises([stop.mark.months for stop in fine]))
        )
    if any(stop.mark.family is Family.DATE for stop in fine):
        return False
    if run.setting.topical and distinct < _NEED + 1:
        return False
    heads = [stop for stop in fine if stop.leading]
    strong = [stop for stop in heads if stop.mark.joint in (Joint.BARE, Joint.COLON, Joint.BLANK)]
    marks = sum(1 for stop in run.stops if stop.leading and stop.mark.joint in _STRONG)
    if len(strong) >= 1 and marks >= 2 and len(strong) * 2 > len(heads):
        return _plain(strong) and (distinct >= 2 or marks > len(strong))
    joined = [stop for stop in fine if stop.mark.joint is not Joint.NONE]
    if len(joined) * 5 >= len(fine) * 4:
        need = 3 if len(heads) >= 3 or run.setting.arranged else _NEED
        return distinct >= need and _rises([stop.mark.months for stop in fine])
    return False


def _plain(stops: Sequence[Stop]) -> bool:
    """Tell months from the dates under letters and pictures."""
    return not all(stop.mark.dated and stop.mark.joint is Joint.BARE and not stop.items for stop in stops)


def _numbers(stops: Sequence[Stop]) -> bool:
    """Tell the numbers 1.1, 1.2, 2.1 from dates."""
    dates = [stop for stop in stops if stop.mark.family is Family.DATE]
    if len(dates) < len(stops) or len(dates) < 2:
        return False
    parts = [re.findall(r"\d+", stop.line.norm[stop.mark.start : stop.mark.end]) for stop in dates]
    pairs = [(int(part[0]), int(part[1])) for part in parts]
    steps = sum(
        1
        for (month, day), (next_month, next_day) in zip(pairs, pairs[1:], strict=False)
        if (next_month == month and next_day == day + 1) or (next_month == month + 1 and next_day == 1)
    )
    return steps * 2 > len(pairs) - 1


def _rises(months: Sequence[tuple[int, ...]]) -> bool:
    """Tell whether months go on in order, with at most one turn of the year and few slips."""
    firsts = [group[0] for group in months if group]
    falls = sum(1 for a, b in zip(firsts, firsts[1:], strict=False) if b < a)
    return falls <= 1 + len(firsts) // 5


def _coarse(run: Run, entries: Sequence[Entry]) -> Found | None:
    stops = [stop for stop in run.stops if stop.mark.family.coarse and stop.items]
    values = {(stop.mark.family, stop.mark.value) for stop in stops}
    strong = [stop for stop in stops if stop.mark.joint in (Joint.BARE, Joint.COLON)]
    if run.setting.explicit and len(values) >= 2:
        pass
    elif len(strong) < 2 or len({value for _, value in values}) < 2 or run.setting.topical:
        return None
    kept = tuple(
        entry
        for stop, entry in zip(run.stops, entries, strict=True)
        if stop.mark.family.coarse and entry.items
    )
    return Found(Layout.COARSE, kept)
