"""Where a further plan begins behind the first, told by its title."""

from collections.abc import Sequence

from plancheck.api import Line, Plan, Zone

TITLE = 40
"""Longest title, in normalised characters."""
PARAGRAPH = 30
"""Shortest paragraph of a plan that numbers nothing, in normalised characters."""
PROSE = 3
"""Paragraphs of such a plan, at least."""


def further_title(plan: Plan, titles: tuple[str, ...]) -> int:
    """Return the line of the first title behind the numbered parts of a plan.

    It is that of another plan. Where there is none, the number of lines is returned.

    :param titles: how titles end
    """
    for line in plan.lines:
        if line.zone is not Zone.BODY or line.cell is not None or line.label is not None:
            continue
        if len(line.norm) > TITLE or not line.norm.endswith(titles) or "工会" not in line.norm:
            continue
        if counted(plan.lines[: line.index]) and goes_on(plan.lines[line.index + 1 :]):
            return line.index
    return len(plan.lines)


def goes_on(lines: Sequence[Line]) -> bool:
    """Whether parts or items follow, from the first on."""
    first = next((line.label for line in lines if line.label and line.label.value), None)
    return first is not None and first.value == 1


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether some lines are the text of a plan that numbers nothing: paragraphs of sentences."""
    return sum(len(line.norm) >= PARAGRAPH and line.norm[-1] in "。;" for line in lines) >= PROSE


def counted(lines: Sequence[Line]) -> bool:
    """Whether parts or items of a plan stand among some lines: two numbers of one kind."""
    seen = {(line.label.kind, line.label.value) for line in lines if line.label}
    return any((kind, value + 1) in seen for kind, value in seen)
