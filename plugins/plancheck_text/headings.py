"""The headings of a plan's parts, as the rules about its form look at them."""

from collections.abc import Iterator
from typing import NamedTuple

from plancheck.api import PartKind, Place, Plan

RUN_IN = 12
"""Longest heading that stands before a colon at the beginning of its own part (指导思想：以…)."""

_ELSEWHERE = frozenset(
    (PartKind.TITLE, PartKind.REVIEW, PartKind.ANNEX, PartKind.MARGIN, PartKind.SIGNATURE)
)
"""Where a heading opens no part of this plan."""


class Heading(NamedTuple):
    """A heading, alone in its line or before a colon."""

    words: str
    """Without its number and its colon, normalised."""
    place: Place
    filled: bool
    """Whether anything stands under it."""
    line: int
    """Of its line among the plan's lines."""


def headings(plan: Plan) -> Iterator[Heading]:
    """Yield the headings of the plan's own parts, in order; tables and the title have none."""
    parents = {line.parent for line in plan.lines}
    title = "".join(plan.title.split())
    for line, part in zip(plan.lines, plan.parts, strict=True):
        if line.cell is not None or part in _ELSEWHERE:
            continue
        words, colon, rest = line.body.partition(":")
        if line.heading and "".join(line.original.split()) not in title:
            filled = bool(rest.strip()) or line.index in parents
            yield Heading(words.strip(" []()"), line.place(), filled, line.index)
        elif colon and rest.strip() and len(words) <= RUN_IN:
            place = line.place(line.start, line.start + len(words))
            yield Heading(words.strip(" []()"), place, filled=True, line=line.index)
