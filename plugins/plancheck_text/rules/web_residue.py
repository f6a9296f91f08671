"""What a web page, a collection of model texts or a chat left behind in a plan."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plancheck.api import Finding, Marks, PartKind, Plan, Rule
from plancheck_text.spots import Span, at, joined

GAP = 60
"""Characters that ``…`` in a phrase stands for, at most."""
SENTENCE = 120
"""Longest sentence that is quoted whole around a phrase, in normalised characters."""
HEAD = 40
"""Longest line that can be the heading of one text among several."""
BEFORE = 16
"""Characters before an address in which the plan may say what to do there."""

_NUMBER = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,2})"
_STOPS = "。!?;"


class _Patterns(NamedTuple):
    phrase: re.Pattern[str]
    """Told anywhere; the sentence is quoted."""
    sign: re.Pattern[str]
    """Quoted as it stands."""
    head: re.Pattern[str]
    """Of a heading: one text among several, or a title that counts them."""
    address: re.Pattern[str]
    needed: re.Pattern[str]


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Look through every line; running heads and page numbers are no residue."""
    known = _patterns(Marks.of(rule))
    for line, part in zip(plan.lines, plan.parts, strict=True):
        if part is not PartKind.MARGIN:
            for span in joined(_spans(known, line.norm), 1):
                yield at(plan, line.place(*span))


def _spans(known: _Patterns, norm: str) -> Iterator[Span]:
    for found in known.phrase.finditer(norm):
        yield _sentence(norm, *found.span())
    for found in known.sign.finditer(norm):
        yield found.span()
    for found in known.address.finditer(norm):
        if not known.needed.search(norm, max(0, found.start() - BEFORE), found.start()):
            yield found.span()
    if len(norm) <= HEAD:
        yield from (found.span() for found in known.head.finditer(norm))


def _sentence(norm: str, start: int, end: int) -> Span:
    """Return the sentence around a stretch, unless it is very long."""
    low, high = max(0, start - SENTENCE), min(len(norm), end + SENTENCE)
    first = max(norm.rfind(stop, low, start) for stop in _STOPS) + 1
    stops = [found for stop in _STOPS if (found := norm.find(stop, end, high)) >= 0]
    last = min(stops, default=len(norm))
    whole = (first or not low) and last - first <= SENTENCE
    return (first, last) if whole else (start, end)


@cache
def _patterns(marks: Marks) -> _Patterns:
    praise = marks.any_of("praise")
    count = rf"{praise}?{_NUMBER}篇{praise}?"
    kinds = marks.any_of("kinds")
    return _Patterns(
        re.compile(marks.any_of("phrases", GAP)),
        re.compile(
            rf"[\[(](?:{praise}{_NUMBER}篇|{_NUMBER}篇{praise})[\])]"
            rf"|[\[(]第?篇{_NUMBER}[\])]|^[\[(]第{_NUMBER}篇[\])]"
            rf"|^[\[(]?{marks.any_of('heads')}(?:[\])]|:|$)"
            r"|第\d{1,3}页[,/]?共\d{1,3}页"
        ),
        re.compile(
            rf"{kinds}.{{0,4}}?(?:[\[(]?{count}[\])]?|第{_NUMBER}篇|篇{_NUMBER}):?$"
            rf"|{kinds}范文(?:$|[\[(])"
            rf"|^篇{_NUMBER}:?(?=$|.{{0,20}}{kinds})|^范文{_NUMBER}(?::|$)"
            rf"|^{praise}{_NUMBER}篇.{{0,16}}{kinds}"
        ),
        re.compile(r"https?://[\x21-\x7e]{0,200}|www\.[\x21-\x7e]{1,200}"),
        marks["needed"],
    )
