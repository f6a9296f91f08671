"""More than one plan in one document: collections of model texts, and plans put one after another.

A summary with its plan, a notice with the plan it sends, and a plan with an annex are one.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from plancheck.api import (
    Finding,
    Line,
    Marks,
    PartKind,
    Plan,
    Rule,
    Zone,
    chinese,
    normalise,
    regex,
)
from plancheck_text.contents import contents
from plancheck_text.further import counted, goes_on, is_prose
from plancheck_text.spots import at

HEAD = 40
"""Longest heading of one text among several, in normalised characters."""
BODY = 4
"""Lines that a plan has at least."""
BACK = 3
"""Lines of title and opening that may stand over the first part of a further plan."""
LEAST = 2
"""Parts that a plan has at least, and the number of a second one."""
CUT = 16
"""Shortest paragraph that can be seen to break off, in normalised characters."""
LATER = 3
"""Parts of a plan after which a first part begins a further one, whatever it is called."""

_NUMBER = r"([一二三四五六七八九十]{1,3}|\d{1,2})"
_ENDS = "。;!?:…)]》”’.,、"
"""What a paragraph ends with that is whole, or may be."""
_ORNAMENTS = " ☆★※◆◇●○■□▲△*#=~-—_<>《》·|"
_CHAPTERS = frozenset(("第cn章", "第cn部分", "第cn篇", "第1章", "第1部分", "第1篇", "half"))
"""Numbers of parts in which the parts are numbered anew."""


class _Patterns(NamedTuple):
    chapter: re.Pattern[str]
    """The heading of one text among several, with its number."""
    first: re.Pattern[str]
    """The part with which a plan begins."""
    opening: re.Pattern[str]
    """The part with which a plan may begin that has no such part."""
    title: re.Pattern[str]
    named: re.Pattern[str]
    other: re.Pattern[str]
    """What a title names that is no plan beside this one."""
    joint: re.Pattern[str]
    """What the title of the whole names when it holds more than its plan."""
    ends: re.Pattern[str]
    """How a title ends that is none of a plan."""
    opens: re.Pattern[str]
    """What announces a plan."""
    leads: re.Pattern[str]
    """How the paragraph before a plan's first part begins."""
    plain: re.Pattern[str]
    """A title that does not name the union."""
    loose: re.Pattern[str]
    """A title in words that headings of a plan have as well: it must name a unit."""
    whole: re.Pattern[str]
    """A title with a year, be it that of another body's plan (2024年少先队工作计划)."""
    units: re.Pattern[str]
    annex: re.Pattern[str]
    scheme: re.Pattern[str]
    """The title of something that stands within a plan and has parts of its own."""
    terms: re.Pattern[str]
    """What divides one plan by time."""
    unit: re.Pattern[str]
    """The unit at the head of a title."""
    linked: re.Pattern[str]
    """A line that leads to another page (上一篇：…)."""
    bodies: re.Pattern[str]
    """The title of what another body of the school plans (党支部主题党日活动计划)."""
    signed: re.Pattern[str]
    dated: re.Pattern[str]


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at the place where each further plan begins."""
    known = _patterns(Marks.of(rule))
    lines = [line for line in plan.lines if line.zone is Zone.BODY and line.cell is None]
    listed = contents(lines)
    lines = [line for line in lines if line.index not in listed]
    starts = {*_chapters(known, lines), *_further(known, plan, lines)}
    last: int | None = None
    for index in sorted(starts):
        if last is None or _apart(lines[last + 1 : index]):
            yield at(plan, lines[index].place(0, min(len(lines[index].norm), HEAD)))
        last = index


def _apart(between: list[Line]) -> bool:
    """Whether two signs are of two plans: parts stand between, not only title and opening."""
    return len(between) >= BODY or any(line.label for line in between)


def _chapters(known: _Patterns, lines: list[Line]) -> Iterator[int]:
    """Yield the second of some numbered texts and those behind it."""
    for index, line in enumerate(lines):
        chapter = known.chapter.search(_plain(line.norm)) if len(line.norm) <= HEAD else None
        further = chapter is not None and chinese(next(filter(None, chapter.groups()))) > 1
        if further or _follows(known, lines, index):
            yield index


def _follows(known: _Patterns, lines: list[Line], index: int) -> bool:
    """Whether a title is numbered after that of another plan (2、工会工作计划)."""
    label = lines[index].label
    if label is None or label.value < LEAST or not _names_plan(known, lines[index]):
        return False
    before = (label.kind, label.value - 1)
    return any(
        line.label is not None
        and (line.label.kind, line.label.value) == before
        and _names_plan(known, line)
        for line in lines[:index]
    )


def _names_plan(known: _Patterns, line: Line) -> bool:
    """Whether a line is nothing but the title of a union's plan."""
    body = _plain(line.body)
    return len(body) <= HEAD and bool(known.title.search(body)) and not known.other.search(body)


def _plain(norm: str) -> str:
    """Return a heading without the marks that web pages put around it (★…★, ——…——)."""
    return norm.strip(_ORNAMENTS)


def _further(known: _Patterns, plan: Plan, lines: list[Line]) -> Iterator[int]:
    """Yield what each sign of a further plan tells: its first part, its title, its opening."""
    joint = _joint(known, plan, lines)
    told = [*_beginnings(known, plan, lines), *_titles(known, plan, lines, joint=joint)]
    yield from told
    if not told:
        yield from _late_beginnings(known, plan, lines, joint=joint)
    if not joint:
        yield from _openings(known, lines)
        yield from _signed(known, lines)


def _joint(known: _Patterns, plan: Plan, lines: list[Line]) -> bool:
    """Whether the whole holds more than its plan: a summary, a notice."""
    heads = [line.norm for line in lines[:BODY] if len(line.norm) <= HEAD]
    return known.joint.search("".join(plan.title.split())) is not None or any(
        known.ends.search(head) for head in heads
    )


def _late_beginnings(
    known: _Patterns, plan: Plan, lines: list[Line], *, joint: bool
) -> Iterator[int]:
    """Yield the first parts that follow the later parts of a plan, be its head lost or not.

    :param joint: whether the whole holds more than its plan; then only parts that are counted anew
        in the midst of it tell
    """
    latest = items = 0
    for index, line in enumerate(lines):
        part = plan.parts[line.index]
        if part is PartKind.ANNEX or known.annex.search(line.norm):
            return
        if part is PartKind.REVIEW:
            latest = items = 0
            continue
        if line.label is not None and line.label.kind in _CHAPTERS:
            latest = 0  # the parts of each chapter are numbered anew
        begins = not joint and (latest > 1 or items >= LATER) and _begins(known, line)
        cut = index > 0 and _is_cut_off(lines[index - 1])
        restarts = latest >= (LEAST if cut else LATER) and _restarts(known, line)
        lost = not joint and (restarts or (cut and _is_first(line, latest)))
        again = latest >= LEAST and _counts_anew(lines, index)
        if index >= BODY and (begins or lost or again):
            yield from _head(known, lines, index)
            latest = 0
        if line.label is not None and line.label.kind == "cn":
            latest = max(latest, line.label.value) if line.label.value > 1 else 1
        items = 0 if begins else items + (line.label is not None and line.label.value > 0)


def _begins(known: _Patterns, line: Line) -> bool:
    """Whether a line is the first part of a plan, alone or before its text."""
    if line.label is not None and line.label.value != 1:
        return False
    head, colon, _ = line.body.partition(":")
    alone = line.heading and known.first.fullmatch(line.body) is not None
    return alone or bool(colon and known.first.fullmatch(head))


def _restarts(known: _Patterns, line: Line) -> bool:
    """Whether a line is numbered as the first part, and called as first parts are."""
    label = line.label
    if label is None or label.kind != "cn" or label.value != 1:
        return False
    return known.opening.fullmatch(line.body.partition(":")[0]) is not None


def _counts_anew(lines: list[Line], index: int) -> bool:
    """Whether the parts are counted from one again, with no heading over them that says why."""
    line, above = lines[index], lines[index - 1]
    if not line.heading or line.label is None or (line.label.kind, line.label.value) != ("cn", 1):
        return False
    if above.heading or above.norm.endswith(":"):
        return False
    if above.label is None and len(above.norm) <= HEAD:
        return False
    labels = (each.label for each in lines[index:])
    parts = (label.value for label in labels if label and label.kind == "cn")
    return list(islice(parts, LEAST)) == [1, 2]


def _is_cut_off(line: Line) -> bool:
    """Whether a paragraph breaks off in the middle of a sentence, as copies of copies do."""
    return len(line.norm) >= CUT and line.norm[-1] not in _ENDS and not line.heading


def _is_first(line: Line, latest: int) -> bool:
    """Whether a line is numbered as the first part, behind other parts."""
    label = line.label
    return label is not None and label.kind == "cn" and label.value == 1 and latest >= LEAST


def _openings(known: _Patterns, lines: list[Line]) -> Iterator[int]:
    """Yield the later lines that announce a plan (特制定如下计划), behind parts of another."""
    before: int | None = None
    for index, line in enumerate(lines):
        if line.label is not None or known.opens.search(line.norm) is None:
            continue
        if before is not None and index - before > BODY and _numbered(lines[before:index], 2):
            yield from _head(known, lines, index)
        before = index


def _beginnings(known: _Patterns, plan: Plan, lines: list[Line]) -> Iterator[int]:
    """Yield the lines with which further plans begin, told by their first parts."""
    before: int | None = None
    for index, line in enumerate(lines):
        if not _begins(known, line) or plan.parts[line.index] is PartKind.ANNEX:
            continue
        between = lines[before + 1 : index] if before is not None else []
        if len(between) >= BODY and not any(known.annex.search(line.norm) for line in between):
            yield from _head(known, lines, index)
        before = index


def _signed(known: _Patterns, lines: list[Line]) -> Iterator[int]:
    """Yield the first parts that stand at once behind a signature with its date."""
    for index in range(BODY, len(lines)):
        label, above = lines[index].label, lines[index - 1]
        if label is None or label.value != 1 or label.kind != "cn":
            continue
        signed = known.dated.fullmatch(above.norm) and known.signed.search(lines[index - 2].norm)
        if signed and _numbered(lines[:index], 2) and not _annexed(known, lines[:index]):
            yield index


def _annexed(known: _Patterns, lines: list[Line]) -> bool:
    return any(known.annex.search(line.norm) for line in lines)


def _head(known: _Patterns, lines: list[Line], index: int) -> Iterator[int]:
    """Yield where a plan begins whose first part or opening is told.

    That is at its title, at the paragraph before its first part, or there; a scheme within the
    plan yields nothing.
    """
    first = index
    for at_line in range(index - 1, max(-1, index - 1 - BACK), -1):
        above = lines[at_line]
        short = len(above.norm) <= HEAD
        if short and (known.scheme.search(above.norm) or _is_part(known, above.norm)):
            return
        if short and known.plain.search(above.norm):
            first = at_line
            break
        opens = known.opens.search(above.norm) or known.leads.match(above.norm)
        if above.label or (short and known.signed.search(above.norm)) or not opens:
            break
        first = at_line
    yield first


def _is_part(known: _Patterns, norm: str) -> bool:
    """Whether a title is that of a committee's own plan (工会女职工委员会工作计划)."""
    return known.plain.search(norm) is not None and known.other.search(norm) is not None


def _titles(known: _Patterns, plan: Plan, lines: list[Line], *, joint: bool) -> Iterator[int]:
    """Yield the further titles of a union's plan that have parts or paragraphs of their own.

    What is laid out by months is no text of another plan.
    """
    whole = lines[0].norm if lines else ""
    titles = [
        index
        for index, line in enumerate(lines)
        if index >= BODY
        and line.label is None
        and known.linked.match(line.norm) is None
        and (
            _is_title(known, _plain(line.norm), after=lines[index - 1].norm)
            or line.norm == whole
            or _restarted(known, lines, index)
        )
        and (counted(lines[:index]) or is_prose(lines[:index]))
        and (goes_on(lines[index + 1 :]) or is_prose(_unscheduled(plan, lines[index + 1 :])))
    ]
    if not joint:
        yield from titles
    else:  # the first is that of the plan itself, unless it is another unit's
        own = "".join(plan.title.split())
        strange = [at for at in titles[:1] if not _shares(known, lines[at].norm, own)]
        yield from (*strange, *titles[1:])


def _shares(known: _Patterns, norm: str, title: str) -> bool:
    """Whether a title names the unit that the title of the whole names, or none."""
    unit = known.unit.match(norm)
    return unit is None or unit.group() in normalise(title).norm


def _unscheduled(plan: Plan, lines: list[Line]) -> list[Line]:
    return [line for line in lines if plan.parts[line.index] is not PartKind.SCHEDULE]


def _is_title(known: _Patterns, norm: str, after: str) -> bool:
    """Whether a line is the title of a union's plan: it names the unit or the year.

    :param after: the line before it; behind a signature the title need not name the union
    """
    signed = len(after) <= HEAD and known.signed.search(after) is not None
    if signed and len(norm) <= HEAD and known.bodies.search(norm):
        return True
    if len(norm) > HEAD or known.other.search(norm) or known.named.search(norm) is None:
        return False
    unit = known.units.search(norm) is not None
    if unit and (known.loose.search(norm) or known.whole.search(norm)):
        return True
    return known.title.search(norm) is not None or (signed and known.plain.search(norm) is not None)


def _restarted(known: _Patterns, lines: list[Line], index: int) -> bool:
    """Whether the parts are numbered anew right below a line that is called like a plan."""
    if not _names_plan(known, lines[index]) or not _numbered(lines[:index], LEAST):
        return False
    if known.terms.search(lines[index].norm):
        return False  # one plan by terms
    below = next((line.label for line in lines[index + 1 : index + 1 + BACK] if line.label), None)
    return below is not None and below.kind == "cn" and below.value == 1


def _numbered(lines: list[Line], parts: int) -> bool:
    """Whether at least so many parts of a plan stand among some lines, from the first on."""
    values = [line.label.value for line in lines if line.label and line.label.kind == "cn"]
    return bool(values) and values[0] == 1 and max(values) >= parts


@cache
def _patterns(marks: Marks) -> _Patterns:
    kinds, plans, year = marks.any_of("kinds"), marks.any_of("plans"), r"20\d\d|二[〇零○]"
    fillers = marks.any_of("fillers")
    tail = rf"(?:{fillers}|(?:20)?\d\d){{0,2}}(?:\(.{{0,8}}\))?$"
    return _Patterns(
        regex(
            rf"^[\[(]第?[篇份]{_NUMBER}[\])]|^[\[(]第{_NUMBER}[篇份][\])]"
            rf"|^[\[(]?{marks.any_of('texts')}{_NUMBER}[\])]?(?::|$)"
            rf"|{kinds}.{{0,4}}?(?:第{_NUMBER}[篇份]|篇{_NUMBER}|范文{_NUMBER})[\])]?:?$"
            rf"|{plans}{fillers}{{0,2}}(?:(?:.?篇)?之{_NUMBER}|[\[(]{_NUMBER}[\])]|[-:]{_NUMBER}|{_NUMBER}):?$"
            rf"|工会.{{0,12}}{plans}第{_NUMBER}(?:部分|章)$|^第{_NUMBER}(?:部分|章).?.{{0,12}}工会.{{0,12}}{plans}$"
            rf"|^第{_NUMBER}[篇份]$"
            rf"|^篇{_NUMBER}:?(?=$|.{{0,20}}{kinds})"
            rf"|^第{_NUMBER}[篇份][:、,.]?.{{0,24}}(?:工会.{{0,12}}{plans}|工作计划|工作要点)$"
        ),
        regex(rf"{marks.any_of('first')}:?"),
        regex(rf"(?:{marks.any_of('first')}|{marks.any_of('opening')}):?"),
        regex(rf"工会.{{0,16}}{plans}{tail}"),
        regex(rf"{marks.any_of('units')}|{year}|{fillers}"),
        marks["other"],
        marks["joint"],
        regex(rf"{marks.any_of('ends')}$"),
        marks["opens"],
        regex(rf"{marks.any_of('leads')}|{year}|(?:20)?[_X×x]{{2,4}}(?:学?年|学期)"),
        regex(rf"{plans}{tail}"),
        regex(rf"(?:工会.{{0,16}}|(?:{year}).{{0,8}}?)工作{marks.any_of('loose')}{tail}"),
        regex(rf"(?:{year}).{{0,16}}工作(?:计划|要点){tail}"),
        marks["units"],
        regex(rf"^[\[(]?{marks.any_of('annex')}"),
        regex(rf"{marks.any_of('schemes')}{tail}"),
        marks["terms"],
        regex(rf"[\u4e00-\u9fff]{{2,14}}?{marks.any_of('units')}(?=工会)"),
        regex("[上下]一[篇页]"),
        regex(
            rf"(?:{year}|{marks.any_of('units')}).{{0,16}}{marks.any_of('bodies')}.{{0,16}}(?:{plans}|{marks.any_of('loose')}){tail}|{marks.any_of('bodies')}.{{0,4}}(?:{year}).{{0,12}}(?:{plans}|{marks.any_of('loose')}){tail}"
        ),
        regex(
            r"(?:20\d\d|二[〇零].{2})年.{1,3}月|(?:工会|委员会|学校|小学|中学|幼儿园)$|[。;].{0,200}此$"
        ),
        regex(r"(?:20\d\d|二[〇零].{2})[年./-].{1,3}(?:月(?:.{1,3}日)?|[./-]\d{1,2})"),
    )
