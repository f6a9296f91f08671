"""Where defects stand in the lines of a plan."""

from collections.abc import Iterable, Iterator

from plancheck.api import Finding, Line, Place, Plan

Span = tuple[int, int]
Values = tuple[tuple[str, str], ...]


def written(line: Line, start: int, end: int, message: str = "", values: Values = ()) -> Finding:
    """Make a finding of a stretch of a line as it is written.

    :param start: offset in :attr:`Line.original`
    """
    place = Place(line.block, line.offset + start, line.offset + end, line.cell, line.page)
    return Finding(line.original[start:end], place, message, values)


def at(plan: Plan, place: Place, message: str = "", values: Values = ()) -> Finding:
    """Make a finding of a place in the document."""
    return Finding(plan.document.text_at(place), place, message, values)


def joined(spans: Iterable[Span], gap: int) -> Iterator[Span]:
    """Yield spans in order, as one where at most ``gap`` characters stand between two."""
    current: Span | None = None
    for start, end in sorted(spans):
        if current is not None and start - current[1] <= gap:
            current = current[0], max(current[1], end)
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current
