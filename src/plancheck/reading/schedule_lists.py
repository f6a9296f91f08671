"""Schedules laid out as lines: headings by month, lists, run-in prose, weeks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise, takewhile

from plancheck.patterns import regex
from plancheck.reading.marks import Family, Joint, Mark, inner_months
from plancheck.reading.outline import Line
from plancheck.reading.plan import Entry, Layout
from plancheck.reading.schedule_find import TOPICS, Setting
from plancheck.reading.schedule_stops import Stop, announced, read_stops
from plancheck.reading.schedule_tables import Found, Weeks, is_wide
from plancheck.reading.schedule_words import DONE, NOTE, PAST, is_empty

_STRONG = (Joint.BARE, Joint.COLON, Joint.BLANK)
_TOPIC_NEEDS = 5
"""Months that a list under one field of work must reach to be more than its dates."""
_LINES_NEED = 4
"""Months that lines or a paragraph must walk through where nothing announces a schedule."""
_PROSE_NEEDS = 6
"""Months that sentences in the middle of a paragraph must walk through."""
_FEW = 3
"""Months below which a list by quarters or terms is no list of months."""
_SHORT_LEAD = 8
"""Longest words before the first month of a line (时间上:)."""
_RUN_IN = 3
"""Months that one line has, at least, where months are run in."""
_BARE = regex(".*(?:月份?|旬|[初底末])")
"""Months without a day."""
_PIECES = regex("[;。!?]")
_STAGE = regex("第.阶段|[前中后]期")
"""Stages: of one task as often as of the period."""
_RANGE = regex(r"[\-~至到]")
_TAIL = regex(
    r"\((?P<when>[^()]{1,16})\)[。;]?$|[:,\-](?P<end>[^:,。;]{1,12})[。;]?$"
    r"|(?P<bare>(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|[上中下]旬|[初底])?)[。;]?$"
)


@dataclass(slots=True)
class Run:
    """Marks that follow one another under one heading."""

    setting: Setting
    stops: list[Stop] = field(default_factory=list)
    closed: bool = False
    """Whether a note or a new title has ended the tasks of the last mark."""


Told = tuple[Line, Mark | None, Setting]
"""A line, the time at its head, and what the headings over it say."""


def read_lists(lines: Sequence[Told], weeks: Weeks) -> list[Found]:
    """Return the schedules that lines make up.

    :param lines: the lines that are in no table that was understood
    """
    found = [found for run in _runs(lines) if (found := _judge(run, weeks)) is not None]
    return found or _timed_tasks(lines)


def _runs(lines: Sequence[Told]) -> Iterator[Run]:
    run: Run | None = None
    items = _Items()
    for line, mark, setting in lines:
        stops = read_stops(line, mark, explicit=setting.explicit)
        if stops:
            told = announced(line, stops[0].mark.start)
            if run is not None and (
                run.setting.section != setting.section or _anew(run, stops, told=told)
            ):
                yield run
                run = None
            run = run or Run(setting)
            if told:
                run.setting = run.setting._replace(explicit=True)
            run.stops.extend(stops)
            run.closed = False
            items.reset()
        elif run is not None:
            goes_on = items.continues(line)
            if setting.section != run.setting.section and not goes_on:
                yield run
                run = None
            else:
                _add(run, line, setting)
    if run is not None:
        yield run


def _anew(run: Run, stops: Sequence[Stop], *, told: bool) -> bool:
    """Tell a line that lays out the year by itself from the dated tasks before it."""
    last = run.stops[-1].line
    before = list(takewhile(lambda stop: stop.line is last, reversed(run.stops)))
    return (told or _dense(stops)) and not _dense(before[::-1])


def _add(run: Run, line: Line, setting: Setting) -> None:
    """Add a line to the tasks of the last mark, unless it only explains or signs."""
    run.closed = run.closed or NOTE.match(line.norm) is not None
    own = run.stops[-1].line
    apart = own.cell != line.cell or (line.cell is not None and own.block != line.block)
    if not (run.closed or apart or setting.signature or is_empty(line.norm)):
        run.stops[-1].items.append(line.place(line.start))


class _Items:
    """Tells the numbered tasks under a month from the headings of the next part."""

    def __init__(self) -> None:
        self.kind: str | None = None
        self.value = 0

    def reset(self) -> None:
        """Begin again: a month stands here."""
        self.kind, self.value = None, 0

    def continues(self, line: Line) -> bool:
        """Tell whether a numbered line is the first task under a month, or the one after."""
        label = line.label
        if label is None:
            return False
        first = self.kind is None and label.value == 1
        if first or (self.kind == label.kind and label.value == self.value + 1):
            self.kind, self.value = label.kind, label.value
            return True
        return False


def _judge(run: Run, weeks: Weeks) -> Found | None:
    if run.setting.past or _tells_past(run):
        return None
    _settle(run)
    entries = tuple(_entries(run, weeks))
    months = [month for entry in entries for month in entry.months]
    if months and _is_monthly(run, months):
        kept = tuple(entry for entry in entries if entry.items)
        if is_wide([stop.mark for stop in run.stops]):
            return Found(Layout.COARSE, tuple(replace(entry, months=()) for entry in kept))
        return Found(Layout.MONTHLY, kept, run.setting.explicit, _stands_out(run.stops))
    return _coarse(replace(run, stops=_wide(run.stops)), weeks)


def _tells_past(run: Run) -> bool:
    """Tell months of a report from months of a plan."""
    if run.setting.explicit:
        return False
    first = run.stops[0]
    if PAST.search(first.line.norm[: first.mark.start]):
        return True
    texts = [stop.line.norm[stop.mark.content :].split(";")[0][:40] for stop in run.stops]
    return sum(1 for text in texts if DONE.search(text)) * 2 > len(texts)


def _settle(run: Run) -> None:
    """Give back to the tasks what looks like a month among clearer months."""
    fine = [stop for stop in run.stops if stop.mark.family.fine]
    every = _weaker(run.stops)
    few = len(fine) < _FEW or not _rises(fine)
    weak = {True: every if few else _weaker(fine), False: every}
    kept: list[Stop] = []
    for stop in run.stops:
        if stop.mark.joint not in weak[stop.mark.family.fine]:
            kept.append(stop)
        elif kept:
            kept[-1].items.append(stop.line.place(stop.mark.start))
    run.stops = kept


def _weaker(stops: Sequence[Stop]) -> set[Joint]:
    """Return the joints that tell no entry, where others do so more clearly."""
    strong = sum(1 for stop in stops if stop.leading and stop.mark.joint in _STRONG)
    commas = sum(1 for stop in stops if stop.mark.joint is Joint.COMMA)
    if strong <= 1:
        return set()
    return {Joint.NONE, Joint.COMMA} if strong > commas else {Joint.NONE}


def _entries(run: Run, weeks: Weeks) -> Iterator[Entry]:
    term = ""
    month: tuple[int, ...] = ()
    for stop in run.stops:
        mark = stop.mark
        months = mark.months
        term = mark.term or term
        if mark.weeks and not months:
            months = month or weeks(mark.weeks, term)
        if mark.family is Family.MONTH:
            month = mark.months if mark.joint is Joint.BARE else ()
        label = stop.line.place(mark.start, mark.end)
        items = tuple(item for item in stop.items if item.start < item.end)  # no bare numbers
        yield Entry(months if items else (), label, items)


def _is_monthly(run: Run, months: Sequence[int]) -> bool:
    """Tell a schedule from dates that tasks happen to begin with."""
    fine = [stop for stop in run.stops if stop.mark.family.fine]
    distinct = len(set(months))
    if run.setting.explicit:
        joined = any(stop.mark.joint is not Joint.NONE for stop in fine)
        return not _counts(fine) and (joined or (distinct >= 3 and _rises(fine)))
    if any(stop.mark.family is Family.DATE or stop.mark.value for stop in fine):
        return False  # numbers like 3.1, or the stages of one task
    if run.setting.topical and distinct < _TOPIC_NEEDS:
        return False
    heads = [stop for stop in fine if stop.leading]
    strong = [stop for stop in heads if stop.mark.joint in _STRONG]
    marks = sum(1 for stop in run.stops if stop.leading and stop.mark.joint in _STRONG)
    if strong and marks >= 2 and len(strong) * 2 > len(heads):
        return distinct >= 2 or marks > len(strong)
    return _rises(fine) and _walks(fine, len(heads), distinct, topical=run.setting.topical)


def _stands_out(stops: Sequence[Stop]) -> bool:
    """Whether most months stand at the head of a line, apart from their tasks."""
    strong = sum(1 for stop in stops if stop.leading and stop.mark.joint in _STRONG)
    return strong * 2 > len(stops)


def _walks(fine: Sequence[Stop], heads: int, distinct: int, *, topical: bool) -> bool:
    """Tell sentences that go through the months from a few that have one."""
    joined = [stop for stop in fine if stop.mark.joint is not Joint.NONE]
    if len(joined) * 5 < len(fine) * 4:
        if distinct > _LINES_NEED and not topical and _dense(fine):
            return True
        alone = sum(1 for stop in fine if _alone(stop))  # one may have a paragraph more
        return distinct >= _LINES_NEED and alone * 5 >= len(fine) * 4 and _lead(fine)
    if not heads:
        return distinct >= _PROSE_NEEDS
    return distinct >= (_LINES_NEED - 1 if heads >= _LINES_NEED - 1 else _LINES_NEED)


def _dense(stops: Sequence[Stop]) -> bool:
    """Tell lines whose every clause is a month's (3月备春防;4月扫墓;5月…) from dates in prose."""
    longest = 0
    filled = (stop for stop in stops if stop.items)  # the date of a signature has nothing
    for line, of_line in groupby(filled, key=lambda stop: stop.line):
        own = [stop for stop in of_line if _BARE.fullmatch(_named(stop))]
        if not own:
            return False
        before = line.norm[line.start : own[0].mark.start]
        pieces = [piece for piece in _PIECES.split(line.norm[own[0].mark.start :]) if piece]
        if len(before) > _SHORT_LEAD or TOPICS.search(before) or len(own) * 5 < len(pieces) * 4:
            return False
        longest = max(longest, len(own))
    return longest >= _RUN_IN


def _named(stop: Stop) -> str:
    return stop.line.norm[stop.mark.start : stop.mark.end]


def _lead(stops: Sequence[Stop]) -> bool:
    return all(stop.leading for stop in stops)


def _alone(stop: Stop) -> bool:
    """Tell a paragraph of its own month from a numbered task with its date."""
    return (
        stop.line.label is None and _named(stop).endswith(("月", "月份")) and len(stop.items) == 1
    )


def _counts(stops: Sequence[Stop]) -> bool:
    """Tell the numbers 1.1, 1.2, 2.1 from dates."""
    if len(stops) < 2 or any(stop.mark.family is not Family.DATE for stop in stops):
        return False
    named = [_named(stop) for stop in stops]
    if any(_RANGE.search(words) for words in named):
        return False
    parts = [re.findall(r"\d+", words) for words in named]
    pairs = [(int(part[0]), int(part[1])) for part in parts]
    steps = sum(
        1
        for (month, day), (month2, day2) in pairwise(pairs)
        if (month2, day2) in ((month, day + 1), (month + 1, 1))
    )
    return steps * 2 > len(pairs) - 1


def _rises(stops: Sequence[Stop]) -> bool:
    """Tell whether months go on in order, with at most one turn of the year and few slips."""
    firsts = [stop.mark.months[0] for stop in stops if stop.mark.months]
    falls = sum(1 for a, b in pairwise(firsts) if b < a)
    return falls <= 1 + len(firsts) // 5


def _wide(stops: Sequence[Stop]) -> list[Stop]:
    """Return the marks with the tasks that begin with a month given to the term they stand in."""
    kept: list[Stop] = []
    for stop in stops:
        if kept and kept[-1].mark.family.coarse and stop.mark.family.fine:
            kept[-1] = replace(kept[-1], items=[*kept[-1].items, *stop.items])
        else:
            kept.append(stop)
    return kept


def _coarse(run: Run, weeks: Weeks) -> Found | None:
    """Return a schedule by quarters, seasons, half-years or terms."""
    entries = tuple(_entries(run, weeks))
    stops = [stop for stop in run.stops if stop.mark.family.coarse and stop.items]
    strong = [stop for stop in stops if stop.mark.joint in (Joint.BARE, Joint.COLON)]
    whole = [stop for stop in strong if not _STAGE.match(stop.mark.value)]
    told = stops if run.setting.explicit else whole
    if len({stop.mark.value for stop in told}) < 2:
        return None
    if run.setting.topical and not run.setting.explicit:
        return None
    kept = tuple(
        entry
        for stop, entry in zip(run.stops, entries, strict=True)
        if stop.mark.family.coarse and entry.items
    )
    return Found(Layout.COARSE, kept)


def _timed_tasks(lines: Sequence[Told]) -> list[Found]:
    """Read a list of tasks that each end with their month: a task table without lines."""
    entries: list[Entry] = []
    others = 0
    for line, _, setting in lines:
        if not setting.explicit or setting.past or line.heading or setting.signature:
            continue
        found = _TAIL.search(line.norm)
        when = next(filter(None, found.group("when", "end", "bare"))) if found else ""
        months = inner_months(when)
        if found is None or not months or found.start() <= line.start:
            others += 1
            continue
        item = line.place(line.start, found.start())
        entries.append(Entry(months, line.place(found.start(), found.end()), (item,)))
    if len(entries) < 3 or others > len(entries):
        return []
    return [Found(Layout.TASK_TABLE, tuple(entries))]
