"""Tables of a page: those that hold data, and those that only lay the page out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from plancheck.api import Block, Paragraph, Table, Zone
from plancheck_readers.tables import Span, lay_out

_GROUPS = {"thead": 0, "tfoot": 2}
_PROSE = 120
"""Characters from which the cell of a one-column table is prose."""


@dataclass(slots=True)
class Slot:
    """A cell while it is read."""

    rows: int
    columns: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in it."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))


@dataclass(slots=True)
class Grid:
    """A table while it is read."""

    outer: list[Block]
    """Where it will stand."""
    loose: list[Block] = field(default_factory=list)
    """What stands in it outside of cells: shown before it."""
    rows: list[tuple[int, list[Slot]]] = field(default_factory=list)
    """Each row's group (head, body, foot) and cells."""

    def open_row(self, row: etree._Element | None) -> None:
        """Begin a row."""
        parent = row.getparent() if row is not None else None
        group = 1 if parent is None else _GROUPS.get(str(parent.tag), 1)
        self.rows.append((group, []))

    def open_cell(self, cell: etree._Element) -> Slot:
        """Begin a cell."""
        if not self.rows:
            self.open_row(None)
        slot = Slot(_span(cell, "rowspan"), _span(cell, "colspan") or 1)
        self.rows[-1][1].append(slot)
        return slot

    def finish(self, zone: Zone) -> Iterator[Block]:
        """Yield what the table is: itself, or what it lays out."""
        yield from self.loose
        rows = [slots for _, slots in sorted(self.rows, key=lambda row: row[0])]
        blocks = [block for slots in rows for slot in slots for block in slot.blocks]
        if _is_layout(rows, blocks):
            yield from blocks
        elif blocks:
            spans = [[Span(slot.text, slot.rows, slot.columns) for slot in row] for row in rows]
            yield Table(lay_out(spans), zone)


def _is_layout(rows: list[list[Slot]], blocks: list[Block]) -> bool:
    """Whether a table only places things: other tables, or one column of prose."""
    if any(isinstance(block, Table) for block in blocks):
        return True
    if any(len(slots) > 1 for slots in rows):
        return False
    return len(rows) == 1 or any(len(slot.text) > _PROSE for slots in rows for slot in slots)


def _span(cell: etree._Element, name: str) -> int:
    """Return how many rows or columns a cell claims; 0 for all that are left."""
    digits = (cell.get(name) or "1").strip()
    return int(digits[:6]) if digits.isascii() and digits.isdecimal() else 1
