"""Lists of numbered lines: which number is due, and what a number that is not due says.

Numbers are read by the core (``plancheck.reading.labels``). A list may be interrupted by lines
without number, start again at 1, go on behind a heading, or stand in part within a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from plancheck.api import Label, Line, chinese, regex

LARGEST = 60
"""Largest number of an item; beyond it stand years and sums."""
LEFT = 4
"""Lists of one kind that may wait while another of that kind stands between their items."""
NEAR = 40
"""Lines back in which a number may stand within a line."""

_KINDS = frozenset(
    (
        *("cn", "(cn)", "[cn]", "cn)", "第cn章", "第cn部分"),
        *("1.", "1)", "(1)", "[1]", "第1章", "第1部分", "circle", "stem", "letter", "nth"),
    )
)
"""Kinds of numbers that make a list; a line may begin with 第三节课 as well."""
_LOST = regex(r"[、.](?=[\u4e00-\u9fff《(])")
_DAY = regex(r"[三五六七八十]、[一四八](?![、.,])")
"""三、八 and 五、一: days, not items."""
_MONTHS = regex(r"[、,](?:(?P<last>\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|(?P<more>[、,])))")
"""What follows the first of some months (五、六月, 五、七、八月)."""
_NESTED = regex(r"\s{0,8}\d{1,2}\.\d{1,2}\s")
"""A number of two parts before a month or a sum (1.1 11月召开…)."""
_DRESSED = regex(
    r"(?:\*\*|__|#|<[a-z]{1,8}\d?>|&(?:[a-z]{2,6}|#\d{2,5});)++"
    r"(?:\((?P<bracketed>[一二三四五六七八九十]{1,3})\)|(?P<plain>[一二三四五六七八九十]{1,3})、"
    r"|\((?P<round>\d{1,2})\)|(?P<point>\d{1,2})[.、](?!\d))"
)
"""Signs of markup before a number, which is read as if they were not there."""
_NAMED = {"bracketed": "(cn)", "plain": "cn", "round": "(1)", "point": "1."}
_CN = "一二三四五六七八九十"
_SIGNS = {"circle": 0x2460, "(1)": 0x2474, "(cn)": 0x3220, "letter": 0x41}
"""The first of the signs ① ⑴ ㈠ A."""


class Break(NamedTuple):
    """A number that is not due."""

    line: Line
    due: int
    """The number that is due; 0 when the number itself is lost."""
    stands: int
    """The number that stands there; 0 when it is lost."""


@dataclass(slots=True)
class _List:
    """A list that may go on."""

    kind: str
    value: int
    at: int
    """Index of its last item among the lines looked at."""
    left: list[int] = field(default_factory=list)
    """Last numbers before it started again at 1, or fell back."""
    late: "Break | None" = None
    """That it does not begin with 1."""
    missed: bool = False
    """Whether the last number stood twice: the next may go on as if it had been right."""

    def take(self, at: int, value: int) -> None:
        """Go on with a number."""
        self.missed = value == self.value
        if value <= self.value:
            self.left = [*self.left[1 - LEFT :], self.value]
        self.value, self.at, self.late = value, at, None


class Lists:
    """Follows the lists of some lines.

    :param lines: of the body, or of one cell
    :param whole: whether the first number must be a 1; lists of a cell may go on from another
    """

    def __init__(self, lines: Sequence[Line], *, whole: bool) -> None:
        self._lines = lines
        self._whole = whole
        self._open: list[_List] = []
        self._last: dict[str, int] = {}
        self._seen: set[str] = set()

    def breaks(self) -> Iterator[Break]:
        """Yield the numbers that are not due; not again inside repeated paragraphs."""
        for at, line in enumerate(self._lines):
            label = line.label or _dressed(line)
            if label is not None and label.kind in _KINDS and _counts(line, label):
                yield from self._follow(at, line, label)
            self._seen.add(line.norm)

    def _follow(self, at: int, line: Line, label: Label) -> Iterator[Break]:
        """Take up a number, and yield a break when it is not the one due."""
        known = self._find(label.kind)
        if known is None and _are_months(line, label):
            return
        if known is None:
            yield from self._begin(at, label)
        elif self._right(known, at, label.value):
            if known.late is not None:  # two items make a list: it does begin late
                yield known.late
            known.take(at, label.value)
        elif line.norm in self._seen or _are_months(line, label):
            return
        else:
            yield Break(line, known.value + 1, label.value)
            known.take(at, label.value)
        self._last[label.kind] = label.value

    def _find(self, kind: str) -> _List | None:
        """Return the open list of a kind; those inside it end."""
        for depth, known in enumerate(self._open):
            if known.kind == kind:
                del self._open[depth + 1 :]
                return known
        return None

    def _begin(self, at: int, label: Label) -> Iterator[Break]:
        """Open a list; it may go on from an earlier one, or from numbers within a line."""
        top = self._open[-1] if self._open else None
        kind, value = label.kind, label.value
        if top is not None and top.value + 1 == value and _chinese(top.kind) == _chinese(kind):
            top.kind = kind  # 1. 2、 3): one list in two styles
            top.take(at, value)
            return
        known = _List(kind, value, at)
        since = max((known.at for known in self._open), default=max(0, at - 2))
        inner = bool(self._open)
        self._open.append(known)
        if not self._whole or value in (1, self._last.get(kind, 0) + 1):
            return
        if self._inline(kind, range(1, value), since, at):
            return
        if inner:
            yield Break(self._lines[at], 1, value)
        else:
            known.late = Break(self._lines[at], 1, value)

    def _right(self, known: _List, at: int, value: int) -> bool:
        if value == known.value + 1 or any(value == left + 1 for left in known.left):
            return True
        if known.missed and value == known.value + 2:
            return True
        if value == 1:
            return known.value != 1 or self._interrupted(known.at, at)
        if value <= known.value:
            return False
        return self._inline(known.kind, range(known.value + 1, value), known.at, at)

    def _interrupted(self, since: int, at: int) -> bool:
        """Whether a line without number stands between two items, or one announces the other."""
        between = self._lines[max(since + 1, at - NEAR) : at]
        return any(line.label is None for line in between) or self._lines[since].norm[-1] == ":"

    def _inline(self, kind: str, numbers: range, since: int, at: int) -> bool:
        """Whether absent numbers stand within the lines before, or were lost there."""
        between = self._lines[max(since, at - NEAR) : at]
        lost = sum(is_lost(line) for line in between)
        if lost >= len(numbers):
            return True
        return all(any(_holds(line.norm, kind, number) for line in between) for number in numbers)


def is_lost(line: Line) -> bool:
    """Whether only the mark behind a number is left at the head of a line."""
    return _LOST.match(line.norm) is not None


def _dressed(line: Line) -> Label | None:
    """Return the number behind signs of markup that were left at the head of a line (**（一）)."""
    found = _DRESSED.match(line.norm)
    if found is None:
        return None
    kind = next(name for name, number in found.groupdict().items() if number)
    return Label(_NAMED[kind], chinese(found.group(kind)), found.end())


def _counts(line: Line, label: Label) -> bool:
    """Whether a line's number can be one of a list: no day, no sum."""
    if label.kind == "1." and _NESTED.match(line.original):
        return False
    return 0 < label.value <= LARGEST and not _DAY.match(line.norm)


def _are_months(line: Line, label: Label) -> bool:
    """Whether what looks like a number is the first of some months."""
    found = _MONTHS.match(line.norm, label.end - 1)
    if found is None or found.group("last").isascii() != line.norm[0].isascii():
        return False  # 6、七月 is the sixth item
    return found.group("more") is not None or found.group("last") in (
        str(label.value + 1),
        _numeral(label.value + 1),
    )


def _chinese(kind: str) -> bool:
    return "cn" in kind


def _holds(norm: str, kind: str, number: int) -> bool:
    """Whether a number of a kind stands within a line."""
    if kind in _SIGNS and chr(_SIGNS[kind] + number - 1) in norm:
        return True
    if kind in ("circle", "letter"):
        return False
    text = _numeral(number) if _chinese(kind) else str(number)
    if "(" in kind or ")" in kind:
        return re.search(rf"(?<!\d){text}\)", norm) is not None
    return re.search(rf"(?<![\d{_CN}]){text}[、.,:)]", norm) is not None


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_CN[tens - 1]}十"
    return head + (_CN[ones - 1] if ones else "")
