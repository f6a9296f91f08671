"""Lines joined to paragraphs.

A line was broken by the page when what follows would not have fitted into it; where it would have,
its author ended the paragraph. Chinese text leaves no blank to tell by, but a character is nearly
as wide as any other, so the question has an answer almost always. What is left open is decided by
first-line indents, by numbers, by punctuation and by the space between lines.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancheck.api import regex
from plancheck_readers.pdf.lines import Line, numbered, succeeds

_NEAR = 0.5
"""Ems by which lines begin at one place."""
_SAME = 1.5
"""Points within which lines begin or end at one place when nothing but their edge tells it."""
_HANG = tuple("，。、；：！？”’）》,.;:")
"""Signs that may hang over the right margin."""
_SPACED = 0.25
"""Ems between Chinese and other letters that programs set without a blank."""
_SLACK = 0.2
"""Ems that a line must have to spare for what follows."""
_INDENT = 0.8
"""Ems from which a first line is indented."""
_DEEPEST = 5.0
"""Ems up to which it is; what begins further right is centred or set at the right."""
_FAR = 2.5
"""Ems from which a line is centred rather than indented."""
_HANGING = 6.0
"""Ems up to which the lines under a number are set in."""
_LOOSER = 1.3
"""Times the usual distance from which there is space between paragraphs."""
_OTHER_SIZE = 1.08
"""Times the font size from which it is another."""
_SHARE = 0.6
"""Share of the sure beginnings that are indented where a text is written so."""
_PILE = 0.04
"""Share of the lines that end at the right margin where there is one."""
_STOPS = tuple("。；！？：.;!?:”」』》）)】")
"""Signs at which a paragraph may end."""


_FULL_STOPS = tuple("。！？.!?")
_PAUSES = (*_STOPS, "，", "、", ",")
_HEADING = regex(
    "[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章节部]|[（(][一二三四五六七八九十]"
)


class Measure(NamedTuple):
    """How the lines of one text are set."""

    left: float
    right: float
    indented: bool = False
    """Whether paragraphs begin with an indent."""
    pitch: float = 0.0
    """Usual distance between base lines for one point of size; 0 where it is not known."""
    sure: bool = True
    """Whether several lines show where full ones end."""
    insets: tuple[tuple[float, float], ...] = ()
    """Where lines begin and end that are set in on both sides, as in text boxes without a
    border."""

    def at(self, line: Line) -> "Measure":
        """Return how lines around one are set."""
        for left, right in self.insets:
            if abs(line.left - left) <= _SAME and line.right <= right + line.size:
                return self._replace(left=left, right=right, indented=False)
        return self


def measure(lines: Sequence[Line], width: float) -> Measure:
    """Find out how the lines of pages are set.

    :param width: of the pages; the margin at the right is taken to be as wide as at the left where
        no line shows more
    """
    if not lines:
        return Measure(0.0, width)
    size = usual_size(lines)
    left = _left_edge(lines, size)
    right = _right_edge(lines, size, width - left)
    if right is None:
        most = max(width - left, *(line.right for line in lines))
        known = Measure(left, most, sure=False)
    else:
        known = Measure(left, right)
    known = known._replace(indented=_is_indented(lines, known), pitch=_pitch(lines, known))
    return known._replace(insets=_insets(lines, known))


def measure_cell(lines: Sequence[Line], right: float) -> Measure:
    """Find out how the lines of a cell are set.

    :param right: where its lines may end
    """
    known = Measure(min(line.left for line in lines), max(right, *(line.right for line in lines)))
    return known._replace(indented=_is_indented(lines, known))


def usual_size(lines: Sequence[Line]) -> float:
    """Return the font size of most of the text."""
    lengths: Counter[float] = Counter()
    for line in lines:
        lengths[round(line.size, 1)] += len(line.text)
    return lengths.most_common(1)[0][0]


def _left_edge(lines: Sequence[Line], size: float) -> float:
    """Return where lines begin that are not indented."""
    lefts = sorted(line.left for line in lines)
    least = max(2, _PILE * len(lefts)) if len(lefts) > 2 else 1  # noqa: PLR2004 - hardly a pile
    for at, left in enumerate(lefts):
        near = sum(other - left <= _NEAR * size for other in lefts[at:])
        if near >= least:
            return left
    return lefts[0]


def _right_edge(lines: Sequence[Line], size: float, most: float) -> float | None:
    """Return where full lines end, which is where they pile up; ``None`` when they do not.

    :param most: where the page's margin is, if it is as wide as at the left
    """
    inside = [line.right for line in lines if not line.text.endswith(_HANG)]
    rights = sorted(inside or [line.right for line in lines], reverse=True)
    least = max(2, _PILE * len(rights))
    for reach in (0.25 * size, size):  # set flush at the right, or ragged
        for at, right in enumerate(rights):
            if sum(right - other <= reach for other in rights[at:]) < least:
                continue
            if right >= most - 3 * size:
                return right
            break  # there may be no full line at all
    return None


def _is_indented(lines: Sequence[Line], known: Measure) -> bool:
    begins = [
        line.left - known.left >= _INDENT * line.size
        for before, line in _pairs(lines)
        if fits(before, line, known) and line.left - known.left <= _DEEPEST * line.size
    ]
    return sum(begins) > _SHARE * len(begins)


def _insets(lines: Sequence[Line], known: Measure) -> tuple[tuple[float, float], ...]:
    """Find the edges of blocks that are set in on both sides: several lines end at one place."""
    edges = Counter(
        (round(line.left), round(line.right))
        for line in lines
        if known.left + _NEAR * line.size < line.left
        and line.right < known.right - line.size
        and line.right - line.left > (known.right - known.left) / 2
    )
    indents = {round(known.left + ems * usual_size(lines)) for ems in (2, 4)}
    found: dict[int, int] = {}
    for (left, right), count in edges.items():
        if count > 1 and not any(abs(left - usual) <= _SAME for usual in indents):
            found[left] = max(right, found.get(left, 0))
    return tuple((float(left), float(right)) for left, right in found.items())


def _pitch(lines: Sequence[Line], known: Measure) -> float:
    """Return the usual distance of lines of which the first is full, for one point of size."""
    gaps = Counter(
        round((line.base - before.base) / line.size, 1)
        for before, line in _pairs(lines)
        if not fits(before, line, known) and _one_size(before, line)
    )
    return gaps.most_common(1)[0][0] if gaps else 0.0


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line with the one under it on the same page."""
    for before, line in pairwise(lines):
        if before.page == line.page and line.base > before.base:
            yield before, line


def fits(before: Line, line: Line, known: Measure) -> bool:
    """Tell whether what a line begins with would have fitted into the line above."""
    mixed = before.text[-1:].isascii() is not line.text[:1].isascii()
    needed = line.lead + (_SLACK + (_SPACED if mixed else 0)) * line.size
    return before.right + needed <= known.right


def _one_size(before: Line, line: Line) -> bool:
    return max(before.size, line.size) < _OTHER_SIZE * min(before.size, line.size)


def goes_on(paragraph: Sequence[Line], line: Line, known: Measure) -> bool:
    """Tell whether a line goes on with a paragraph.

    :param paragraph: the lines it has so far
    """
    before = paragraph[-1]
    known = known.at(before)
    if not _one_size(before, line) or fits(before, line, known):
        return False
    if before.page == line.page and _loose(before, line, known):
        return False
    if before.all_bold and line.no_bold and len(paragraph) == 1 and before.text[-1:] not in "，、":
        return False
    return _is_placed(paragraph, line, known)


def _loose(before: Line, line: Line, known: Measure) -> bool:
    """Tell whether there is space between two lines, or the second is not below at all."""
    distance = line.base - before.base
    if distance < -line.size:  # at the top of the next column
        return False
    if distance <= _NEAR * line.size:
        return True
    return known.pitch > 0 and distance > _LOOSER * known.pitch * line.size


def _is_placed(paragraph: Sequence[Line], line: Line, known: Measure) -> bool:
    """Tell whether a line begins where the next line of a paragraph would."""
    if succeeds(paragraph[0].text, line.text):
        return False
    if _centred([*paragraph, line], known):
        return True
    near = _NEAR * line.size
    first = paragraph[0]
    if len(paragraph) > 1:
        at_edge = abs(line.left - paragraph[1].left) <= near
        return at_edge and not _begins_anew(paragraph[-1], line, known)
    step = line.left - first.left
    if step < -near:
        at_edge = line.left - known.left <= near or numbered(first.text)
        return at_edge and first.left - known.left <= _DEEPEST * line.size
    if step <= near:
        indented = known.indented and first.left - known.left >= _INDENT * line.size
        return known.sure and not indented and not _begins_anew(first, line, known)
    return numbered(first.text) and step <= _HANGING * line.size


def _begins_anew(before: Line, line: Line, known: Measure) -> bool:
    """Tell whether a line under a full one begins a paragraph, where no indent tells.

    A number at its head tells it, unless the line above ends within a sentence. Where paragraphs
    are indented, only headings stand at the margin: what goes on there may begin with a number by
    chance. Elsewhere a line that ends without a stop is a heading or a signature.
    """
    if not before.text.endswith(_STOPS):
        return False
    if known.indented and line.left - known.left < _INDENT * line.size:
        return _HEADING.match(line.text) is not None
    alone = before.text.endswith(_FULL_STOPS) and not line.text.endswith(_PAUSES)
    return numbered(line.text) or (alone and line.right < known.right - 2 * line.size)


def _centred(lines: Sequence[Line], known: Measure) -> bool:
    """Tell whether all lines are centred, as those of a long title."""
    middle = (known.left + known.right) / 2
    return lines[-1].left - known.left > _FAR * lines[-1].size and all(
        abs(line.middle - middle) <= _NEAR * line.size for line in lines
    )


def paragraphs(lines: Sequence[Line], known: Measure) -> list[list[Line]]:
    """Join lines to paragraphs."""
    found: list[list[Line]] = []
    for line in lines:
        if found and goes_on(found[-1], line, known):
            found[-1].append(line)
        else:
            found.append([line])
    return found
