"""More than one plan in one document: collections of model texts, and plans put one after another.

A summary with its plan, a notice with the plan it sends, and a plan with an annex are one.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from plancheck.api import Finding, Line, Marks, PartKind, Plan, Rule, Zone, chinese
from plancheck_text.spots import at

HEAD = 40
"""Longest heading of one text among several, in normalised characters."""
BODY = 4
"""Lines that a plan has at least."""
BACK = 2
"""Lines of title and opening that may stand over the first part of a further plan."""

_NUMBER = r"([一二三四五六七八九十]{1,3}|\d{1,2})"


class _Patterns(NamedTuple):
    chapter: re.Pattern[str]
    """The heading of one text among several, with its number."""
    first: re.Pattern[str]
    """The part with which a plan begins."""
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
    plain: re.Pattern[str]
    """A title that does not name the union."""
    annex: re.Pattern[str]
    signed: re.Pattern[str]


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at the place where the second plan begins."""
    known = _patterns(Marks.of(rule))
    lines = [line for line in plan.lines if line.zone is Zone.BODY and line.cell is None]
    starts = (_chapter(known, lines), *_further(known, plan, lines))
    start = next((line for line in starts if line is not None), None)
    if start is not None:
        yield at(plan, start.place(0, min(len(start.norm), HEAD)))


def _chapter(known: _Patterns, lines: list[Line]) -> Line | None:
    """Return the second of some numbered texts."""
    found: list[tuple[int, Line]] = []
    for line in lines:
        chapter = known.chapter.search(line.norm) if len(line.norm) <= HEAD else None
        if chapter is not None:
            number = next(group for group in chapter.groups() if group)
            found.append((chinese(number), line))
    later = [line for number, line in found if number > 1]
    return later[0] if later else None


def _further(known: _Patterns, plan: Plan, lines: list[Line]) -> Iterator[Line | None]:
    """Yield what each sign of a further plan tells: its first part, its title, its opening."""
    yield _beginning(known, plan, lines)
    yield _title(known, plan, lines)
    if not _joint(known, plan, lines):
        yield _late_beginning(known, plan, lines)
        yield _opening(known, lines)


def _joint(known: _Patterns, plan: Plan, lines: list[Line]) -> bool:
    """Whether the whole holds more than its plan: a summary, a notice."""
    heads = [line.norm for line in lines[:BODY] if len(line.norm) <= HEAD]
    return known.joint.search("".join(plan.title.split())) is not None or any(
        known.ends.search(head) for head in heads
    )


def _late_beginning(known: _Patterns, plan: Plan, lines: list[Line]) -> Line | None:
    """Return a first part that follows the later parts of a plan whose head is lost."""
    latest = 0
    for index, line in enumerate(lines):
        part = plan.parts[line.index]
        if part in (PartKind.REVIEW, PartKind.ANNEX) or known.annex.search(line.norm):
            return None
        if index >= BODY and latest > 1 and _begins(known, line):
            return lines[_back(known, lines, index)]
        if line.label is not None and line.label.kind == "cn":
            latest = max(latest, line.label.value)
    return None


def _begins(known: _Patterns, line: Line) -> bool:
    """Whether a line is the first part of a plan, alone or before its text."""
    if line.label is not None and line.label.value != 1:
        return False
    head, colon, _ = line.body.partition(":")
    alone = line.heading and known.first.fullmatch(line.body) is not None
    return alone or bool(colon and known.first.fullmatch(head))


def _opening(known: _Patterns, lines: list[Line]) -> Line | None:
    """Return the second line that announces a plan (特制定如下计划), behind parts of a first."""
    before: int | None = None
    for index, line in enumerate(lines):
        if line.label is not None or known.opens.search(line.norm) is None:
            continue
        if before is not None and index - before > BODY and _numbered(lines[before:index], 2):
            return lines[_back(known, lines, index)] if index else line
        before = index if before is None else before
    return None


def _beginning(known: _Patterns, plan: Plan, lines: list[Line]) -> Line | None:
    """Return the line with which a further plan begins, told by its first part."""
    parts = [
        index
        for index, line in enumerate(lines)
        if _begins(known, line) and plan.parts[line.index] is not PartKind.ANNEX
    ]
    for before, index in pairwise(parts):
        between = lines[before + 1 : index]
        if len(between) < BODY or any(known.annex.search(line.norm) for line in between):
            continue
        return lines[_back(known, lines, index)]
    return None


def _back(known: _Patterns, lines: list[Line], index: int) -> int:
    """Return where title and opening of a plan begin that stand over its first part."""
    first = index
    for steps in range(1, BACK + 1):
        above = lines[index - steps]
        titled = len(above.norm) <= HEAD and known.title.search(above.norm)
        if above.label or known.signed.search(above.norm) or not (steps == 1 or titled):
            break
        first = index - steps
    return first


def _title(known: _Patterns, plan: Plan, lines: list[Line]) -> Line | None:
    """Return a further title of a union's plan that has numbered parts of its own."""
    whole = "".join(lines[0].norm.split()) if lines else ""
    titles = [
        line
        for index, line in enumerate(lines)
        if index >= BODY
        and line.label is None
        and (_titles(known, line.norm, after=lines[index - 1].norm) or line.norm == whole)
        and _numbered(lines[:index], 2)
        and _goes_on(lines[index + 1 :])
    ]
    own = 1 if _joint(known, plan, lines) else 0
    return titles[own] if len(titles) > own else None


def _titles(known: _Patterns, norm: str, after: str) -> bool:
    """Whether a line is the title of a union's plan: it names the unit or the year.

    :param after: the line before it; behind a signature the title need not name the union
    """
    if len(norm) > HEAD or known.other.search(norm) or known.named.search(norm) is None:
        return False
    signed = known.signed.search(after) is not None and len(after) <= HEAD
    return known.title.search(norm) is not None or (signed and known.plain.search(norm) is not None)


def _goes_on(lines: list[Line]) -> bool:
    """Whether parts or items follow, from the first on."""
    first = next((line.label for line in lines if line.label and line.label.value), None)
    return first is not None and first.value == 1


def _numbered(lines: list[Line], parts: int) -> bool:
    """Whether at least so many parts of a plan stand among some lines, from the first on."""
    values = [line.label.value for line in lines if line.label and line.label.kind == "cn"]
    return bool(values) and values[0] == 1 and max(values) >= parts


@cache
def _patterns(marks: Marks) -> _Patterns:
    kinds = marks.any_of("kinds")
    return _Patterns(
        re.compile(
            rf"^[\[(]第?篇{_NUMBER}[\])]|^[\[(]第{_NUMBER}篇[\])]|^{marks.any_of('texts')}{_NUMBER}(?::|$)"
            rf"|{kinds}.{{0,4}}?(?:第{_NUMBER}篇|篇{_NUMBER}|范文{_NUMBER})[\])]?:?$"
            rf"|^篇{_NUMBER}:?(?=$|.{{0,20}}{kinds})"
        ),
        re.compile(rf"{marks.any_of('first')}:?"),
        re.compile(rf"工会.{{0,16}}{marks.any_of('plans')}(?:\(.{{0,8}}\))?$"),
        re.compile(rf"{marks.any_of('units')}|20\d\d|二[〇零]"),
        marks["other"],
        marks["joint"],
        re.compile(rf"{marks.any_of('ends')}$"),
        marks["opens"],
        re.compile(rf"{marks.any_of('plans')}(?:\(.{{0,8}}\))?$"),
        re.compile(rf"^[\[(]?{marks.any_of('annex')}"),
        re.compile(
            r"(?:20\d\d|二[〇零].{2})年.{1,3}月|(?:工会|委员会|学校|小学|中学|幼儿园)$|[。;].{0,200}此$"
        ),
    )
