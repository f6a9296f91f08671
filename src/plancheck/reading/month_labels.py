"""``一、二月`` is item one, February, or January and February: told by the lines around it.

DOMAIN 4.2, "Ordinal trap".
"""

from collections.abc import Sequence
from typing import NamedTuple

from plancheck.patterns import regex
from plancheck.reading.calendar import month_number
from plancheck.reading.labels import Label

_MONTH = regex(r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月")
_NO_MONTHS = frozenset(("letter", "stem", "nth"))
"""Kinds of numbers that name no month (``D、五月``)."""
_FAR = 25
"""Lines within which two months belong to one list."""
_PARTS = 200
"""Lines within which two numbers belong to one list."""


class Head(NamedTuple):
    """What a line begins with."""

    norm: str
    label: Label | None
    automatic: bool
    """Whether the word processor made the number, so that it counts and nothing else."""

    @property
    def month(self) -> int:
        """The month the line begins with, behind its number; 0 for none."""
        found = _MONTH.match(self.norm, self.label.end if self.label else 0)
        return month_number(found.group(1)) if found else 0

    @property
    def doubtful(self) -> bool:
        """Whether the number and the month after it could be two months joined."""
        label = self.label
        if label is None or self.automatic or label.kind in _NO_MONTHS:
            return False
        if self.norm[label.end - 1] != "、":
            return False
        same_digits = self.norm[0].isdigit() == self.norm[label.end : label.end + 1].isdigit()
        return same_digits and label.value % 12 + 1 == self.month


def merged_labels(heads: Sequence[Head]) -> frozenset[int]:
    """Return the indices of the lines whose number is the first of two months."""
    doubtful = [index for index, head in enumerate(heads) if head.doubtful]
    if not doubtful:
        return frozenset()
    months = [index for index, head in enumerate(heads) if head.month]
    beside = {
        index: (before, after)
        for before, index, after in zip([None, *months], months, [*months[1:], None], strict=False)
    }
    return frozenset(index for index in doubtful if _merged(heads, index, beside[index]))


def _merged(heads: Sequence[Head], index: int, beside: tuple[int | None, int | None]) -> bool:
    """Read a doubtful number by the months before and after it, then by other numbers.

    :param beside: the lines before and after it that begin with a month
    """
    label = heads[index].label
    if label is None:
        return False
    for step, other in ((1, beside[1]), (-1, beside[0])):
        if other is not None and abs(other - index) <= _FAR:
            near = heads[other]
            if near.label is None or near.label.kind != label.kind:
                return True
            if near.label.value == label.value + step:
                return False
            if near.label.value == label.value + 2 * step:
                return True
    return not _counted(heads, index, label)


def _counted(heads: Sequence[Head], index: int, label: Label) -> bool:
    """Tell whether the next number of the kind, or the last, is the neighbour of this one."""
    after = heads[index + 1 : index + 1 + _PARTS]
    before = heads[max(0, index - _PARTS) : index][::-1]
    for step, others in ((1, after), (-1, before)):
        near = next((o.label for o in others if o.label and o.label.kind == label.kind), None)
        if near is not None and near.value == label.value + step:
            return True
    return False
