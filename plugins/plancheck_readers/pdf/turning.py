"""Pages whose text runs sideways, as when a wide table is printed on an upright page.

The direction of most characters decides how a page is read, whatever the page's ``/Rotate`` says.
"""

from math import degrees
from typing import NamedTuple

from plancheck_readers.pdf.shapes import Box

_SLACK = 5
"""Degrees by which a direction may be off."""


def quarter(angle: float) -> int | None:
    """Return a direction in quarter turns anti-clockwise, 0 to 3; ``None`` for a slanted one.

    :param angle: in radians
    """
    turns = degrees(angle) / 90
    near = round(turns)
    return near % 4 if abs(turns - near) * 90 <= _SLACK else None


class Turn(NamedTuple):
    """From a page's own coordinates (``y`` upwards) to the ones it is read in (see ``shapes``)."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0
    """Direction of the text, in quarter turns anti-clockwise."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point stands as read."""
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:  # noqa: PLR2004 - upside down
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return a rectangle as read, given by two corners."""
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))
