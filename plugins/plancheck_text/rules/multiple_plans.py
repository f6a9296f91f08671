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
    annex: re.Pattern[str]
    signed: re.Pattern[str]


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at the place where the second plan begins."""
    known = _patterns(Marks.of(rule))
    lines = [line for line in plan.lines if line.zone is Zone.BODY and line.cell is None]
    start = _chapter(known, lines) or _beginning(known, plan, lines) or _title(known, plan, lines)
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


def _beginning(known: _Patterns, plan: Plan, lines: list[Line]) -> Line | None:
    """Return the line with which a further plan begins, told by its first part."""
    parts = [
        index
        for index, line in enumerate(lines)
        if line.heading
        and (line.label is None or line.label.value == 1)
        and known.first.fullmatch(line.body)
        and plan.parts[line.index] is not PartKind.ANNEX
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
    titles = [
        line
        for index, line in enumerate(lines)
        if index >= BODY
        and line.label is None
        and _titles(known, line.norm)
        and _numbered(lines[:index], 2)
        and _numbered(lines[index + 1 :], 1)
    ]
    own = 1 if known.joint.search("".join(plan.title.split())) else 0
    return titles[own] if len(titles) > own else None


def _titles(known: _Patterns, norm: str) -> bool:
    """Whether a line is the title of a union's plan: it names the unit or the year."""
    if len(norm) > HEAD or known.other.search(norm):
        return False
    return known.title.search(norm) is not None and known.named.search(norm) is not None


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
        re.compile(rf"^[\[(]?{marks.any_of('annex')}"),
        re.compile(
            r"(?:20\d\d|二[〇零].{2})年.{1,3}月|(?:工会|委员会|学校|小学|中学|幼儿园)$|[。;].{0,200}此$"
        ),
    )
