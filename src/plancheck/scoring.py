"""Points of a district's scoring sheet, as a profile gives them to requirements.

Met earns all, partial half, missing none. What could not be judged leaves its cell blank and the
total provisional. What does not apply to the plan, is waived, or is not asked in this run is no
part of its sheet: neither earned nor counted in ``of``, so that nobody gains or loses by it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from plancheck.outcome import Review
from plancheck.rule import Kind, Status

EARNED = {Status.MET: 1.0, Status.PARTIAL: 0.5, Status.MISSING: 0.0}
"""Share of its points that a requirement earns."""

DIGITS = 2
"""Decimals of points; more are the trace of how computers count."""


class Item(NamedTuple):
    """A line of the sheet."""

    rule: str
    points: float
    earned: float | None
    """None where it could not be judged."""


class Score(NamedTuple):
    """A plan's sheet, in the order of the profile."""

    items: tuple[Item, ...]

    @property
    def total(self) -> float:
        """Return the points earned."""
        return tidy(sum(item.earned for item in self.items if item.earned is not None))

    @property
    def of(self) -> float:
        """Return the points that could be earned."""
        return tidy(sum(item.points for item in self.items))

    @property
    def provisional(self) -> bool:
        """Whether something could not be judged, so that the total may still rise."""
        return any(item.earned is None for item in self.items)


def score(review: Review) -> Score | None:
    """Return a review's score; None where its profile has no points, or nothing was read."""
    if review.plan is None or not review.terms.profile.points:
        return None
    return Score(tuple(_items(review)))


def _items(review: Review) -> Iterator[Item]:
    statuses = {
        result.rule.id: result.verdict.status
        for result in review.results
        if result.rule.kind is Kind.REQUIREMENT
    }
    for rule, points in review.terms.profile.points.items():
        status = statuses.get(rule)
        if status in EARNED:
            yield Item(rule, tidy(points), tidy(points * EARNED[status]))
        elif status is Status.UNKNOWN:
            yield Item(rule, tidy(points), None)


def tidy(points: float) -> float:
    """Return points without the trace of binary fractions; whole ones as whole numbers."""
    rounded = round(points, DIGITS)
    return int(rounded) if rounded == int(rounded) else rounded
