"""Blanks of a template that nobody filled in: masked years, schools and names, prompts, gaps."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plancheck.api import Finding, Marks, PartKind, Plan, Rule, regex
from plancheck_text.spots import at, joined, written

APART = 3
"""Characters between two blanks of one (20__—20__学年, 20xx年xx月)."""
FORM = 24
"""Longest title of a form, in normalised characters."""
BEFORE, BEHIND = 20, 12
"""Characters around a blank in which a word may tell that it is shown on purpose."""

_MASK = "[Xx×✕╳*_〇◯△□■▇█●◎◇☆#?]"
"""Signs that stand for what is left open, in the normalised form."""
_LETTER = "[NnXxM×*]"
"""Those that stand for a number, alone."""
_SIGNS = tuple("NnMXx×✕╳*_〇◯△□■▇█●◎◇☆#?某([{")


class _Patterns(NamedTuple):
    blank: re.Pattern[str]
    prompt: re.Pattern[str]
    sign: re.Pattern[str]
    shown: re.Pattern[str]
    form: re.Pattern[str]
    """The title of a form."""
    bold: re.Pattern[str]
    sum: re.Pattern[str]
    """A gap for a number within the words of a cell; one that is all of it is for a hand."""
    gap: re.Pattern[str]


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Look for blanks line by line; a form that is annexed may have them."""
    known = _patterns(Marks.of(rule))
    forms = _forms(known, plan)
    for line, part in zip(plan.lines, plan.parts, strict=True):
        for gap in known.gap.finditer(line.original):
            yield written(line, *gap.span())
        if (
            part is PartKind.ANNEX
            or line.index in forms
            or not any(sign in line.norm for sign in _SIGNS)
        ):
            continue
        blanks = list(known.blank.finditer(line.norm))
        if line.cell is None:
            blanks += known.prompt.finditer(line.norm)
        else:
            blanks += known.sum.finditer(line.norm)
        if line.cell is None and not _to_sign(known, line.norm, part):
            blanks += re.finditer("_{2,}", line.norm)
        if "签" in line.norm and known.sign.search(line.norm):
            blanks = [found for found in blanks if "__" not in found.group()]
        spans = [found.span() for found in blanks if not _meant(known, found, part)]
        yield from (at(plan, line.place(*span)) for span in joined(spans, APART))


def _forms(known: _Patterns, plan: Plan) -> frozenset[int]:
    """Return the lines of forms behind the plan: under a title of a form, up to the next number."""
    found: set[int] = set()
    within = False
    for line in plan.lines:
        numbered = line.label is not None
        within = (within and not numbered) or (not numbered and _is_form(known, line.norm))
        if within:
            found.add(line.index)
    return frozenset(found)


def _is_form(known: _Patterns, norm: str) -> bool:
    return len(norm) <= FORM and known.form.search(norm) is not None


def _to_sign(known: _Patterns, norm: str, part: PartKind) -> bool:
    """Whether a line of underscores is there for a hand to sign."""
    return part is PartKind.SIGNATURE or known.sign.search(norm) is not None


def _meant(known: _Patterns, found: re.Match[str], part: PartKind) -> bool:
    """Whether signs are shown on purpose, or only set words in bold type."""
    start, end = found.span()
    if "*" in found.group() and _inside(known.bold.finditer(found.string), start):
        return True
    if part is PartKind.TITLE:
        return False
    return known.shown.search(found.string, max(0, start - BEFORE), end + BEHIND) is not None


def _inside(pairs: Iterator[re.Match[str]], at: int) -> bool:
    return any(pair.start() <= at < pair.end() for pair in pairs)


@cache
def _patterns(marks: Marks) -> _Patterns:
    units, kinds = marks.any_of("units"), marks.any_of("kinds")
    name = rf"{kinds}{{0,4}}{units}"
    number, surnames = "一二三四五六七八九十〇", "".join(marks.words("surnames"))
    blank = (
        rf"(?<![\d.A-Za-z])(?:19|20)(?:{_MASK}{{2,6}}|_|\d{_MASK}(?=年|学年|[-/]|[春秋级届]))"
        r"(?:学?年度?)?"
        rf"|(?<![\dA-Za-z{number}]){_MASK}{{2,8}}(?:{name}|(?<!_){marks.any_of('times')}(?!级))"
        rf"|(?<![\d×])×(?:{name})"
        r"|[Xx×_*]年[Xx×_*]{1,2}月(?:[Xx×_*]{1,2}日)?|[Xx×_*]{1,2}月[Xx×_*]{1,2}日"
        r"|(?<!\d)20(?:\?\?|\.{2,6}|…{1,2}|\(\))(?:年|学年)"
        rf"|(?:^|(?<=[,。;:、.)由请])){_MASK}{{2,4}}(?={marks.any_of('persons')})"
        rf"|(?<![{surnames}])某某(?:{name}|{marks.any_of('times')}(?!级))"
        rf"|{marks.any_of('posts')}:(?:{_MASK}{{2,4}}|某某某?)(?![\u4e00-\u9fff])"
        # 张〇〇(组长), 由李××牵头: whoever answers is named; one who is visited may be masked
        rf"|[\u4e00-\u9fff]?(?:{_MASK}{{2}}|某某?)(?=\(?(?:{marks.any_of('posts')}|{marks.any_of('answers')}))"
        rf"|{marks.any_of('posts')}(?:为|是|由)?:?[\u4e00-\u9fff](?:{_MASK}{{2}}|某某)"
        rf"|(?:^|(?<=[,。;:、.)由请]))某某某?(?={marks.any_of('persons')})"
        rf"|(?<![\dA-Za-z+{number}{_MASK[1:-1]}])(?:{_LETTER}|(?!{_MASK}*[_?]){_MASK}{{2,4}})(?={marks.any_of('counted')})"
        rf"|第(?:{_LETTER}|{_MASK}{{1,3}})(?:届|次|期|个|周|季|年|份)"
        r"|(?<![\dA-Za-z×+])[XxNn×*]{1,2}月(?!历|饼)"
        r"|二[〇零0][Xx×*_■#?]{1,2}年"
        rf"|(?<=[展办织行加列的“:]){_MASK}{{2,4}}(?={marks.any_of('things')})"
        r"|(?<=[\u4e00-\u9fff\d])\(\)(?=[年月日届次名人元校])"
        rf"|(?<![\u4e00-\u9fff])某{units}(?=工会|党支部|党总支|20\d\d)"
    )
    prompts = marks.any_of("prompts", gap=12)
    return _Patterns(
        regex(blank),
        regex(rf"[(\[{{]{prompts}[)\]}}]|[\[{{]{marks.any_of('squared')}[\]}}]"),
        marks["signed"],
        marks["shown"],
        regex(rf"{marks.any_of('forms')}(?:\(.{{0,8}}\))?:?$"),
        regex(rf"\*\*(?!{units}[^*]{{0,12}}\*\*{units})[^*]{{1,80}}\*\*"),
        regex(r"(?<=[\u4e00-\u9fff(:])_{2,}(?=[元人名次项个场期份篇]|万元)"),
        regex(
            r"(?<!\d)20[ \u3000\u00a0]{2,8}年(?![ \u3000\u00a0]*月)"
            r"|“[_＿.．]{0,6}”|“[_＿.．XxＸｘ×*＊ ]{0,8}”(?=重要思想)"
        ),
    )
