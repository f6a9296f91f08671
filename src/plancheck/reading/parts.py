"""What each line's part of the plan is for, told by the headings above it."""

from collections.abc import Sequence

from plancheck.model import Zone
from plancheck.reading.outline import Line
from plancheck.reading.plan import PartKind
from plancheck.reading.words import part_words

_HOLDS = (PartKind.REVIEW, PartKind.DECLINED, PartKind.ROSTER)
"""Parts that keep what they are whatever the headings inside them say."""

_AHEAD = ("计划", "打算", "安排", "要点", "思路", "行事", "日程", "月历", "排期")
"""Words of a heading that looks ahead, whatever year it names beside."""

SIGNATURE = 30
"""Longest line of a signature, in normalised characters."""


def part_of_heading(norm: str) -> PartKind | None:
    """Return what a heading says its part is for; None when it does not tell."""
    for kind, words in part_words():
        if any(word in norm for word in words):
            return PartKind(kind)
    return None


def read_parts(lines: Sequence[Line], past_years: frozenset[str]) -> tuple[PartKind, ...]:
    """Return the part of each line.

    :param past_years: years before the plan's period, as four digits; a heading that names one
        as the year of its work is a review
    """
    kinds: list[PartKind] = []
    own: dict[int, PartKind] = {}
    opening = True
    for line in lines:
        above = own.get(line.parent) if line.parent is not None else None
        if line.zone in (Zone.HEADER, Zone.FOOTER):
            kinds.append(PartKind.MARGIN)
            continue
        if line.heading:
            opening = False
            named = _named(line.norm, past_years)
            kind = above if above in _HOLDS else named or above or PartKind.TASKS
            own[line.index] = kind
            kinds.append(kind)
        elif above is not None:
            kinds.append(above)
        elif opening:
            kinds.append(PartKind.TITLE if line.index == 0 else PartKind.OPENING)
        else:
            kinds.append(PartKind.CLOSING)
    return _sign(lines, kinds)


def _named(norm: str, past_years: frozenset[str]) -> PartKind | None:
    if any(year in norm for year in past_years) and not any(word in norm for word in _AHEAD):
        return PartKind.REVIEW
    return part_of_heading(norm)


def _sign(lines: Sequence[Line], kinds: list[PartKind]) -> tuple[PartKind, ...]:
    """Mark the last short lines without punctuation as the signature."""
    for line in reversed(lines):
        if line.zone is not Zone.BODY:
            continue
        if line.cell is not None or line.label or len(line.norm) > SIGNATURE:
            break
        if line.norm[-1] in "。;!?:" or kinds[line.index] is PartKind.TITLE:
            break
        if not _signs(line.norm):
            break
        kinds[line.index] = PartKind.SIGNATURE
    return tuple(kinds)


def _signs(norm: str) -> bool:
    return "工会" in norm or norm.endswith(("日", "月", "校", "园", "委员会")) or norm[:2] == "20"
