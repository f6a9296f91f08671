"""One page sorted into lines of text and tables."""

from collections.abc import Sequence
from typing import NamedTuple

from plancheck_readers.pdf.grid import Grid, grids, sorted_in
from plancheck_readers.pdf.lines import Line, lines_of
from plancheck_readers.pdf.shapes import Glyph, Page, Rule
from plancheck_readers.pdf.tabular import Held, Tabular

_WHOLE = 0.4
"""Share of the page from which a single ruled cell is a border around the page."""


class Band(NamedTuple):
    """A stretch of a page that is set in columns."""

    top: float
    bottom: float
    walls: tuple[float, ...]
    """Places in the middle of the white between columns."""

    def holds(self, line: Line) -> bool:
        """Tell whether a line stands in it."""
        return self.top <= line.base <= self.bottom


class Sheet(NamedTuple):
    """A page as it is laid out."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    """From top to bottom, without those in tables."""
    tables: tuple[Tabular, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Level lines that belong to no table."""

    recognised: bool = False
    """Whether a program recognised its text in a picture."""
    bands: tuple[Band, ...] = ()
    """Stretches that are set in columns, from top to bottom."""

    @property
    def shape(self) -> tuple[int, int, int]:
        """What pages of one section share: the size in whole points; a scan stands for itself."""
        return round(self.width), round(self.height), self.number if self.recognised else 0


def laid_out(page: Page) -> Sheet:
    """Sort a page into lines and ruled tables."""
    whole = page.width * page.height
    ruled = [
        grid
        for grid in grids(page.rules)
        if not (grid.is_frame and grid.box.area >= _WHOLE * whole)
    ]
    outside, held = sorted_in(page.glyphs, ruled)
    tables = [
        _tabular(page.number, grid, cells)
        for grid, cells in zip(ruled, held, strict=True)
        if any(cells)
    ]
    return Sheet(
        page.number,
        page.width,
        page.height,
        tuple(lines_of(outside, page.number)),
        tuple(tables),
        tuple(rule for rule in page.rules if rule.level and not _ruling(rule, ruled)),
        page.unseen,
    )


def _tabular(number: int, grid: Grid, glyphs: Sequence[Sequence[Glyph]]) -> Tabular:
    """Make a table of a grid and what stands in its cells."""
    cells = tuple(
        Held(
            slot.row, slot.column, slot.rows, slot.columns, slot.box, tuple(lines_of(held, number))
        )
        for slot, held in zip(grid.slots, glyphs, strict=True)
    )
    return Tabular(number, grid.box, grid.xs, len(grid.ys) - 1, cells)


def _ruling(rule: Rule, ruled: Sequence[Grid]) -> bool:
    """Tell whether a level line belongs to a table."""
    middle = (rule.start + rule.end) / 2
    return any(grid.box.holds(middle, rule.at, slack=3) for grid in ruled)
