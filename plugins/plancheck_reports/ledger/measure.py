"""How high a row has to be for its texts.

Excel would find out by itself, LibreOffice and many viewers do not; and with tens of thousands of
lines it takes Excel a while.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from plancheck_reports.ledger.table import Cell

LINE = 14.0
"""Points of a line at the size of the workbook, in the highest of the usual Chinese fonts."""
_AROUND = 3.5
_SPARE = 1.0
"""Characters of a column's width that stay empty."""
LINES = 12
"""Lines a row shows; more can be read in the cell."""


def height(cells: Iterable[tuple[Cell, float]], most: int = LINES) -> float:
    """Return the height of a row in points.

    :param cells: what stands in it, and how wide its columns are, in characters
    :param most: lines it shows at most
    """
    needed = (_lines(cell, width) for cell, width in cells if isinstance(cell, str))
    return _AROUND + LINE * min(max(needed, default=1), most)


@lru_cache(maxsize=4096)
def _lines(text: str, width: float) -> int:
    room = max(width - _SPARE, 2)
    return sum(max(ceil(_columns(line) / room), 1) for line in text.split("\n"))


def _columns(text: str) -> float:
    """Return the width of a text: two for a Chinese character, which is three bytes, else one."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 2
