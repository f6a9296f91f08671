"""The times that open entries inside lines: at their head, and at the head of their sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plancheck.model import Place
from plancheck.patterns import regex
from plancheck.reading.labels import read_label
from plancheck.reading.marks import Joint, Mark, read_mark
from plancheck.reading.outline import Line
from plancheck.reading.schedule_words import MONTHLY, SCHEDULE, is_empty

_STARTS = regex(r"[。;!?:](?=.)")
_TIMELY = regex(r"[月周季年假]|学期|\d[./]\d|[春夏秋冬][:,]")
"""What every time has in it that can stand inside a line: most lines have none."""
_COMMAS = regex(r"[,、](?=.)")
_ANNOUNCING = 16
"""Characters in which words announce a schedule."""
_WALK = 4
"""Months that must follow one another where only commas or blanks stand between them."""


@dataclass(slots=True)
class Stop:
    """A mark in its line, and the tasks found under it."""

    line: Line
    mark: Mark
    leading: bool
    """Whether it stands at the head of its line."""
    items: list[Place] = field(default_factory=list)


def read_stops(line: Line, first: Mark | None, *, explicit: bool) -> list[Stop]:
    """Return the marks of a line, each with the words after it.

    :param first: the time at its head
    :param explicit: whether a schedule is announced over it
    """
    if first is None and not _TIMELY.search(line.norm):
        return []
    found = [Stop(line, first, leading=True)] if first is not None else []
    found.extend(_inside(line, found, explicit=explicit))
    if len(found) <= 1 and (explicit or announced(line, line.norm.find("月"))):
        found = _walk(line, found)
    ends = [*(stop.mark.start for stop in found[1:]), len(line.norm)][: len(found)]
    for stop, end in zip(found, ends, strict=True):
        words = line.norm[stop.mark.content : end].strip(";。,")
        if words and not is_empty(words):
            stop.items.append(line.place(stop.mark.content, end))
    return found


def announced(line: Line, at: int) -> bool:
    """Tell whether the words just before an offset of a line announce a schedule.

    They end with a colon, or are a short sentence (按月份记个大概。).
    """
    before = line.norm[line.start : max(at, 0)]
    if before.endswith("。"):
        said = before[:-1].rpartition("。")[2]
        return len(said) <= _ANNOUNCING and MONTHLY.search(said) is not None
    head, colon, _ = before.rpartition(":")
    return bool(colon) and SCHEDULE.search(head[-_ANNOUNCING:]) is not None


def _inside(line: Line, found: Sequence[Stop], *, explicit: bool) -> Iterator[Stop]:
    """Yield the marks at the head of further sentences that go on as the first began."""
    style = found[0].mark if found else None
    last = style
    content = style.content if style else 0
    for at in _heads(line, style):
        if at < content or (line.norm[at - 1] == ":" and style and not explicit):
            continue
        mark = _behind_number(line, at)
        if mark is None:
            continue
        if style is None or _alike(style, mark) or (explicit and _next(last, mark)):
            style = style or mark
            content, last = mark.content, mark
            yield Stop(line, mark, leading=False)


def _heads(line: Line, style: Mark | None) -> list[int]:
    """Return where entries may begin: behind a stop, and where months stand apart by blanks.

    So in 一月　慰问　　二月　征集提案.
    """
    heads = [start.end() for start in _STARTS.finditer(line.norm, line.start)]
    if style is None or style.joint is not Joint.BLANK:
        return heads
    return sorted({*heads, *(at for at in _blanks(line) if at >= line.start)})


def _behind_number(line: Line, at: int) -> Mark | None:
    """Read a mark, if need be behind a number: ``…。2.二月：…``."""
    mark = read_mark(line, at)
    if mark is not None:
        return mark
    label = read_label(line.norm[at : at + 8])
    return read_mark(line, at + label.end) if label is not None else None


def _next(last: Mark | None, mark: Mark) -> bool:
    """Tell whether a mark names the month after the last one."""
    if last is None or not last.months or not mark.months:
        return False
    return mark.family is last.family and mark.months[0] == last.months[-1] % 12 + 1


def _alike(style: Mark, mark: Mark) -> bool:
    """Tell whether a mark inside a line goes on as the first began."""
    if style.family.coarse and mark.family.fine:
        return mark.joint is not Joint.NONE
    if style.family is not mark.family:
        return False
    return style.joint is mark.joint or Joint.BARE in (style.joint, mark.joint)


def _walk(line: Line, found: list[Stop]) -> list[Stop]:
    """Read months parted by commas or blanks alone, where there are enough of them."""
    starts = {start.end() for start in _COMMAS.finditer(line.norm, line.start)}
    starts |= {at for at in _blanks(line) if at >= line.start}
    starts |= {start.end() for start in _STARTS.finditer(line.norm, line.start)}
    walked = list(found)
    for at in sorted(starts):
        if walked and at < walked[-1].mark.content:
            continue
        mark = read_mark(line, at)
        if mark is not None and mark.family.fine:
            walked.append(Stop(line, mark, leading=False))
    return walked if len(walked) >= _WALK else found


def _blanks(line: Line) -> Iterator[int]:
    """Yield the offsets in the normalised line before which the original has a blank."""
    origin = line.text.origin or ()
    for at in range(1, len(origin)):
        if origin[at] > origin[at - 1] + 1:
            gap = line.original[origin[at - 1] + 1 : origin[at]]
            if any(sign.isspace() for sign in gap):
                yield at
