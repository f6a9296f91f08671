"""Texts whose lines were broken at a fixed width, as programs do that turn pages into text.

A break in the middle of a word (教代 / 会) would hide it from every rule, so such lines are joined
again. Only a text nearly all of whose long lines are equally long is taken for broken: in one
with a paragraph a line, lengths differ widely.
"""

from collections.abc import Sequence
from unicodedata import east_asian_width

from plancheck.api import regex
from plancheck_readers.plain.lines import Line

_NARROWEST, _WIDEST = 40, 120
"""Columns a text is broken at; a Chinese character takes two."""
_SLACK = 4
"""Columns a full line may lack: a sign that may not begin a line takes a character along."""
_FULL = 0.2
"""Share of full lines from which a text may be broken."""
_LEAST = 8
"""Full lines that are needed."""
_GOING_ON = 0.6
"""Share of full lines that end inside a sentence and go on in the next line."""
_STOPS = tuple("。；！？：.;!?:”》）)")
_BEGINS = regex(
    r"[ \t\u00a0\u3000]{2}|\u3000|\t"
    r"|\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]|第[一二三四五六七八九十]|[①-⑳●■◆•])"
)
"""How a new paragraph begins: with an indent, or with a number."""


def joined(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with those joined that a program broke."""
    widths = [0 if _is_row(line) else _width(line.text) for line in lines]
    most = max(widths, default=0)
    full = {at for at, width in enumerate(widths) if width >= most - _SLACK}
    if len(full) < _LEAST or not _NARROWEST <= most <= _WIDEST:
        return lines
    goes_on = {at for at in full if _goes_on(lines, at + 1)}
    inside = sum(not lines[at].text.rstrip().endswith(_STOPS) for at in goes_on)
    written = sum(width > 0 for width in widths)
    if len(full) < _FULL * written or inside < _GOING_ON * len(full):
        return lines
    found: list[Line] = []
    for at, line in enumerate(lines):
        if at - 1 in goes_on:
            found[-1] = found[-1]._replace(text=found[-1].text.rstrip() + line.text)
        else:
            found.append(line)
    return found


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a line can be the rest of the one above."""
    if at == len(lines) or lines[at].blank or _is_row(lines[at]):
        return False
    return _BEGINS.match(lines[at].text) is None


def _is_row(line: Line) -> bool:
    return "\t" in line.text.strip() or "|" in line.text


def _width(text: str) -> int:
    """Return the columns a line takes."""
    text = text.rstrip()
    return len(text) + sum(east_asian_width(c) in "WFA" for c in text)
