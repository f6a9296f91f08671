"""What stands on a page: boxes, glyphs, ruling lines, pictures.

Lengths are points (1/72 inch) from the upper left corner of the page as it is read, ``y``
downwards.
"""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Square points."""
        return max(0.0, self.width) * max(0.0, self.height)

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Tell whether a point lies inside, or no further outside than the slack."""
        return (
            self.left - slack <= x <= self.right + slack
            and self.top - slack <= y <= self.bottom + slack
        )

    def cut(self, other: "Box") -> "Box":
        """Return what two boxes share; its area is 0 when that is nothing."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Glyph(NamedTuple):
    """A character as it is drawn."""

    char: str
    left: float
    right: float
    """Where the next one would begin: the pen's advance, not the ink."""
    base: float
    """Its base line."""
    size: float
    """Font size as drawn."""
    bold: bool

    @property
    def middle(self) -> tuple[float, float]:
        """A point well inside its ink."""
        return (self.left + self.right) / 2, self.base - self.size * 0.35


class Rule(NamedTuple):
    """A ruling line, level or upright."""

    level: bool
    at: float
    """Its ``y`` when level, its ``x`` when upright."""
    start: float
    end: float


class Page(NamedTuple):
    """What one page shows."""

    number: int
    """From 1."""
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Box, ...] = ()
    drawn: int = 0
    """Paths that are no ruling lines."""
    lost: int = 0
    """Characters whose font does not say what they are."""
    turned: int = 0
    """Characters that run in another direction than the page's text."""
    filled: bool = False
    """Whether words lie over it that are no part of its text: a form that was filled in."""
    unseen: bool = False
    """Whether its text lies unseen over a picture: what a program recognised in a scan."""
