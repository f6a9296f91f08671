"""Which paragraphs are headings, where size or weight make it clear."""

from collections.abc import Sequence
from typing import NamedTuple

from plancheck_readers.pdf.flow import Measure, usual_size
from plancheck_readers.pdf.lines import Line

_LARGER = 1.08
"""Times the size of the text from which a paragraph is set in a larger one."""
_TITLE = 1.2
"""Times that a title is larger at least."""
_LONGEST = 40
"""Characters of a heading at most."""
_LINES = 2
_HEAD = 5
"""Paragraphs at the beginning among which the title stands."""
_DEEPEST = 9
_STOPS = tuple("。；！？，、：.;!?,:")


class Drafted(NamedTuple):
    """A paragraph of the body while its lines are known."""

    lines: tuple[Line, ...]
    text: str
    known: Measure


def levels(drafts: Sequence[Drafted]) -> list[int | None]:
    """Return the level of each paragraph: 0 for the title, ``None`` for text."""
    every = [line for draft in drafts for line in draft.lines]
    if not every:
        return []
    size = usual_size(every)
    bold = 2 * sum(len(line.text) for line in every if line.all_bold) > sum(
        len(line.text) for line in every
    )
    title = _title(drafts, size)
    looks = [
        _look(draft, size, bold=bold) if at != title else None for at, draft in enumerate(drafts)
    ]
    ranks = sorted({look for look in looks if look is not None}, reverse=True)
    found: list[int | None] = [
        min(_DEEPEST, ranks.index(look) + 1) if look is not None else None for look in looks
    ]
    if title is not None:
        found[title] = 0
    return found


def _title(drafts: Sequence[Drafted], size: float) -> int | None:
    """Return which paragraph is the title: the largest of the first, centred."""
    head = [
        (draft.lines[0].size, -at)
        for at, draft in enumerate(drafts[:_HEAD])
        if draft.lines[0].size >= _TITLE * size and _is_centred(draft) and _is_short(draft)
    ]
    return -max(head)[1] if head else None


def _is_centred(draft: Drafted) -> bool:
    middle = (draft.known.left + draft.known.right) / 2
    return abs(draft.lines[-1].middle - middle) <= 2 * draft.lines[-1].size


def _is_short(draft: Drafted) -> bool:
    return (
        len(draft.lines) <= _LINES
        and len(draft.text) <= _LONGEST
        and not draft.text.endswith(_STOPS)
    )


def _look(draft: Drafted, size: float, *, bold: bool) -> tuple[float, bool] | None:
    """Return the size and weight of a heading, ``None`` for what is set like the text."""
    own = draft.lines[0].size
    heavy = not bold and all(line.all_bold for line in draft.lines)
    if not _is_short(draft) or not (own >= _LARGER * size or (heavy and own >= size * 0.98)):
        return None
    return round(own, 1), heavy
