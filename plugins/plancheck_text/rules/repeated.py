"""Paragraphs that stand twice, and marks and words doubled by slip."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plancheck.api import Finding, Line, Marks, PartKind, Plan, Rule, Zone, regex
from plancheck_text.spots import Span, at, joined, written

PARAGRAPH = 24
"""Shortest paragraph that is no chance to stand twice, in normalised characters."""
SCHEDULED = 40
"""The same in a schedule, where work returns month by month."""
BESIDE = 8
"""The same where a paragraph follows itself."""
CELLS = 3
"""Filled cells of a row that is no chance to stand twice."""
QUOTED = 60
"""Characters of a paragraph that are quoted."""
ELLIPSIS = 3
"""Equal marks in a row that are meant."""
WORD = 2
"""Characters of the words that speech doubles."""

_POINTS = regex("[，、；：。,;](?:[ \u3000]?[，、；：。,;]){1,6}")
_ENTITY = regex(r"[A-Za-z#\d]$")
_PAIR = regex(r"([\u4e00-\u9fff]{2,12})\1")
_HAN = regex("[\u4e00-\u9fff]{2}")
_SENTENCE = regex(r"([^。;!?]{6,80}[。;!?])\1")
_COUNTED = "一二三四五六七八九十两几每各逐半"


_LISTED = regex(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[到做好要地行展持现成]))([\u4e00-\u9fff]{3,12})[、,;]\1(?![\u4e00-\u9fff])"
)
"""An item or a short clause that stands twice (应保尽保、应保尽保)."""
_BRACKETS = regex("《{2,}|》{2,}")


class _Patterns(NamedTuple):
    slip: re.Pattern[str]
    tail: re.Pattern[str]
    """A verb whose last character stands twice (探望望)."""
    meant: re.Pattern[str]
    """Longer words in which nothing is doubled (委员会委员会议)."""
    single: frozenset[str]
    """Words of two characters that nobody doubles in speech."""
    doubled: frozenset[str]
    """Those that speech does double."""
    spoken: str
    """Characters of talk."""


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Look at whole paragraphs first; one that repeats is not looked into."""
    known = _patterns(Marks.of(rule))
    yield from _rows(plan)
    seen: set[str] = set()
    before = ""
    for line, part in zip(plan.lines, plan.parts, strict=True):
        if line.zone is not Zone.BODY:
            continue
        again = line.body == before and len(line.body) >= BESIDE and line.cell is None
        before = line.body
        if again or (line.cell is None and line.body in seen and _long(line.body, part)):
            end = min(line.start + QUOTED, len(line.norm))
            yield at(plan, line.place(line.start, end), "repeated.paragraph")
            continue
        seen.add(line.body)
        marks = (
            *_points(line.original),
            *(one.span() for one in _BRACKETS.finditer(line.original)),
        )
        for span in marks:
            yield written(line, *span, "repeated.mark")
        for start, end in joined(_words(known, line.norm), 0):
            place = line.place(start, end)
            first, last = place.start - line.offset, place.end - line.offset
            around = line.original[max(first - 1, 0) : last + 1]
            if around.startswith("“") and around.endswith("”"):
                continue  # quoted as people say it: “反映反映”
            if place.end - place.start == end - start:  # no quotation mark and no blank between
                yield at(plan, place, "repeated.word")


def _rows(plan: Plan) -> Iterator[Finding]:
    """Point at each row of a table that is another, cell by cell."""
    rows: dict[tuple[int, int], list[Line]] = {}
    for line in plan.lines:
        if line.cell is not None and line.zone is Zone.BODY:
            rows.setdefault((line.block, line.cell[0]), []).append(line)
    seen: set[tuple[int, tuple[str, ...]]] = set()
    for (block, _), lines in rows.items():
        words = tuple(line.norm for line in lines)
        if len(words) < CELLS or sum(map(len, words)) < PARAGRAPH // 2:
            continue
        if (block, words) in seen:
            line = max(lines, key=lambda one: len(one.norm))
            yield at(plan, line.place(), "repeated.paragraph")
        seen.add((block, words))


def _long(body: str, part: PartKind) -> bool:
    if part is PartKind.ANNEX:
        return False
    return len(body) >= (SCHEDULED if part is PartKind.SCHEDULE else PARAGRAPH)


def _points(original: str) -> Iterator[Span]:
    """Yield runs of marks where one belongs; three dots are an ellipsis."""
    for found in _POINTS.finditer(original):
        run = found.group().replace(" ", "").replace("\u3000", "")
        if len(run) >= ELLIPSIS and len(set(run)) == 1:
            continue
        if run[0] in ",;" and _ENTITY.search(original, max(0, found.start() - 1), found.start()):
            continue
        yield found.span()


def _words(known: _Patterns, norm: str) -> Iterator[Span]:
    meant = [found.span() for found in known.meant.finditer(norm)]
    slips = [found.span() for found in known.slip.finditer(norm)]
    slips += [found.span() for found in known.tail.finditer(norm)]
    slips += [found.span() for found in _LISTED.finditer(norm) if not _chanted(known, found)]
    pairs = [pair.span() for pair in _PAIR.finditer(norm) if not _redoubled(known, norm, pair)]
    twice = (found for found in _SENTENCE.finditer(norm) if _HAN.search(found.group(1)))
    pairs += [found.span() for found in twice]
    for start, end in (*slips, *pairs):
        if not any(start < last and first < end for first, last in meant):
            yield start, end


def _chanted(known: _Patterns, found: re.Match[str]) -> bool:
    """Whether an item is said twice on purpose, as in a call (再努力、再努力)."""
    word = found.group(1)
    return (
        word[0] in _COUNTED or word[0] in "再又多更" or any(sign in word for sign in known.spoken)
    )


def _redoubled(known: _Patterns, norm: str, pair: re.Match[str]) -> bool:
    """Whether a word is doubled as people speak: 说合说合, 一个一个, 学习学习再学习."""
    word, following = pair.group(1), norm[pair.end() : pair.end() + 1]
    if len(word) == WORD:
        if following in ("再", "又") or word[1] in "一着不":  # 一人一份, 走着走着, 能不能不
            return True
        # speech ends with the doubled word (放松放松。); behind a slip the sentence goes on
        goes_on = "\u4e00" <= following <= "\u9fff" and word not in known.doubled
        counted = word[0] in _COUNTED or any(sign in word for sign in known.spoken)
        return word not in known.single and (counted or not goes_on)
    return word[0] in _COUNTED or len(set(word)) == 1 or any(sign in word for sign in known.spoken)


@cache
def _patterns(marks: Marks) -> _Patterns:
    return _Patterns(
        marks["slips"],
        regex(rf"{marks.any_of('ends')}(?<=(.))(?!{marks.any_of('starts')})\1"),
        marks["meant"],
        frozenset(marks.words("single")),
        frozenset(marks.words("doubled")),
        "".join(marks.words("spoken")),
    )
