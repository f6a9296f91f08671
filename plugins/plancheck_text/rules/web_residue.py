"""What a web page, a collection of model texts or a chat left behind in a plan."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plancheck.api import Finding, Marks, PartKind, Plan, Rule, regex
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
    list: re.Pattern[str]
    """The head of a list of other texts, at the end of a line."""
    lists: re.Pattern[str]
    """What every such head has in it."""
    linked: re.Pattern[str]
    """The title of a text in such a list."""


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Look through every line; running heads and page numbers are no residue."""
    known = _patterns(Marks.of(rule))
    listed = False
    for line, part in zip(plan.lines, plan.parts, strict=True):
        if part is PartKind.MARGIN:
            continue
        listed = listed and known.linked.search(line.norm) is not None
        heads = [found.span() for found in _list_heads(known, line.norm)]
        spans = [(0, len(line.norm))] if listed else [*_spans(known, line.norm), *heads]
        for span in joined(spans, 1):
            yield at(plan, line.place(*span))
        listed = listed or bool(heads)


def _list_heads(known: _Patterns, norm: str) -> Iterator[re.Match[str]]:
    """Yield the heads of lists of other texts; few lines have the words for one."""
    if known.lists.search(norm) is not None:
        yield from known.list.finditer(norm)


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
        regex(marks.any_of("phrases", GAP)),
        regex(
            rf"[\[(](?:{praise}{_NUMBER}篇|{_NUMBER}篇{praise})[\])]"
            rf"|[\[(]第?篇{_NUMBER}[\])]|^[\[(]第{_NUMBER}篇[\])]"
            rf"|^[\[(]?{marks.any_of('heads')}(?:[\])]|:|$)"
            rf"|^[\[(]?第?{_NUMBER}?篇{_NUMBER}?[\])]?:.{{0,24}}{kinds}"
            rf"|(?<![发推总均平高低])(?<!平均)(?<!总){marks.any_of('counters')}:\d{{1,9}}次?(?![一-鿿\d.])"
            rf"|{marks.any_of('counters')}:?\(?\d{{1,9}}\)?次?$"
            rf"|(?:已有)?\d{{1,9}}人(?:浏览|阅读|看过|收藏|下载|点赞)|>{{2,}}|(?:※[^※]{{2,30}}){{2,}}"
            r"|第\d{1,3}页[,/]?共\d{1,3}页|共\d{1,3}页:|^[-—]\d{1,3}(?:/\d{1,3})?[-—]$"
            rf"|[\[(](?:{praise}{{1,3}}(?:{_NUMBER}篇)?|{praise}?{_NUMBER}篇){praise}?版[\])]|[\[(]{praise}版[\])]"
            rf"|[\[(]{praise}{{0,2}}版?{praise}{_NUMBER}篇[\])]"
        ),
        regex(
            rf"{kinds}.{{0,4}}?(?:[\[(]?{count}[\])]?|第{_NUMBER}篇|篇{_NUMBER}):?$"
            rf"|{kinds}(?:范文|范本|模板)(?:$|[\[(])"
            rf"|^.{{0,12}}工会.{{0,8}}{kinds}(?:范文)?\d{{1,2}}:?$|\.docx?(?:$| )"
            rf"|^篇{_NUMBER}:?(?=$|.{{0,20}}{kinds})|^范文{_NUMBER}(?::|$)|^第{_NUMBER}篇$"
            rf"|{kinds}范文{_NUMBER}:?$|^.{{2,12}}(?:在线|网|文库)[·|\-—>].{{2,12}}(?:栏目|频道|专栏)$"
            rf"|^{praise}{_NUMBER}篇.{{0,16}}{kinds}"
        ),
        regex(r"https?://[\x21-\x7e]{0,200}|www\.[\x21-\x7e]{1,200}"),
        marks["needed"],
        regex(
            rf"[\[(《]?[^。;,]{{0,24}}{marks.any_of('lists')}[\])]?[:>]{{0,3}}$"
            rf"|^更多[^。;]{{0,24}}(?:推荐|文章|内容|范文|计划)[:>]{{0,3}}$"
        ),
        regex(f"{marks.any_of('lists')}|更多"),
        regex(rf"^\d{{0,2}}[.、]?.{{2,40}}{marks.any_of('linked')}(?:\d{{0,2}}篇?)?[\])]?$"),
    )
