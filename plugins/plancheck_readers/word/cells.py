"""Cells of a table on their way to a block, whichever format they come from."""

from collections.abc import Sequence

from plancheck.api import Block, Cell, Paragraph, Table, Zone


class OpenCell:
    """A cell while rows below may still be merged into it."""

    def __init__(self, row: int, column: int, columns: int) -> None:
        self.row = row
        self.column = column
        self.rows = 1
        self.columns = columns
        self.blocks: list[Block] = []

    def finished(self) -> Cell:
        """Return the cell as it stands in the block."""
        text = "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))
        return Cell(self.row, self.column, text, self.rows, self.columns)


def assembled(cells: Sequence[OpenCell], zone: Zone) -> list[Block]:
    """Make one block of a table's cells, or their own blocks when it holds tables itself."""
    if any(isinstance(block, Table) for cell in cells for block in cell.blocks):
        return [block for cell in cells for block in cell.blocks]
    return [Table(tuple(cell.finished() for cell in cells), zone)] if cells else []
