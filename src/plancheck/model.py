"""What a file holds, whatever its format: blocks, places, and the health of the extraction.

Everything here is frozen and knows nothing of plans; :mod:`plancheck.reading` turns a
:class:`Document` into a plan.
"""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Place(NamedTuple):
    """Where in a document something stands.

    Offsets count code points of the block's original text (of the cell's text where ``cell`` is
    given), from 0, the end excluded.
    """

    block: int
    """Index of the block in :attr:`Document.blocks`, from 0."""
    start: int
    end: int
    cell: tuple[int, int] | None = None
    """Row and grid column of the cell in a table, from 0."""
    page: int | None = None
    """Page from 1, where the format knows pages."""

    def overlaps(self, other: "Place") -> bool:
        """Tell whether two places share a character."""
        same = self.block == other.block and self.cell == other.cell
        return same and self.start < other.end and other.start < self.end


class Zone(StrEnum):
    """The part of a page a block belongs to."""

    BODY = "body"
    HEADER = "header"
    """Running headers name the unit; they commit nothing."""
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    """Foot- and endnotes, read after the body."""


class Paragraph(NamedTuple):
    r"""A paragraph as a person sees it.

    ``text`` holds everything visible, the automatic number included; soft line breaks are
    ``\n``, tabs ``\t``.
    """

    text: str
    number: int = 0
    """Code points at the start of ``text`` that the word processor generates (automatic number
    and the blank after it); 0 for typed numbers and for none."""
    level: int | None = None
    """Heading level 1-9 by style or outline level; 0 for the document title's style; None for
    ordinary text."""
    zone: Zone = Zone.BODY
    page: int | None = None


class Cell(NamedTuple):
    r"""A cell of a table at its upper left corner; paragraphs are joined by ``\n``."""

    row: int
    column: int
    """Grid column from 0: spans are counted, so the cells of one column share the number."""
    text: str
    rows: int = 1
    """Rows the cell covers, 1 or more."""
    columns: int = 1
    """Grid columns the cell covers, 1 or more."""


def _corner(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


class Table(NamedTuple):
    """A table of data. A table that holds tables is layout: readers unfold it into blocks."""

    cells: tuple[Cell, ...]
    """In reading order: by row, then by column."""
    zone: Zone = Zone.BODY
    page: int | None = None


Block = Paragraph | Table


class Grade(StrEnum):
    """How much a gap in the extraction weighs."""

    BLOCKING = "blocking"
    """Text may be lost: what would be ``missing`` is ``unknown``."""
    NOTICE = "notice"
    """Nothing that a rule reads is lost (a badge, a seal, a lost colour)."""


class Health(NamedTuple):
    """Something a reader could not read."""

    grade: Grade
    code: str
    """Id of the message in the catalogues, such as ``health.embedded``."""
    values: tuple[tuple[str, str], ...] = ()
    """What the message's blanks are filled with, as pairs of name and text."""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader got out of a file."""

    format: str
    """Name of the format: ``docx``, ``html``, ``txt``, ``md``, ``json`` …"""
    blocks: tuple[Block, ...]
    """Body in reading order, then notes, headers and footers (see :class:`Zone`)."""
    health: tuple[Health, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing that a rule could need was lost."""
        return all(entry.grade is not Grade.BLOCKING for entry in self.health)

    def text_at(self, place: Place) -> str:
        """Return the words at a place.

        :raises LookupError: when the place is not in this document
        """
        return self.whole(place)[place.start : place.end]

    def whole(self, place: Place) -> str:
        """Return the full text of the paragraph or cell in which a place lies.

        :raises LookupError: when the place is not in this document
        """
        block = self.blocks[place.block]
        if isinstance(block, Paragraph):
            return block.text
        if place.cell is not None:
            at = bisect_left(block.cells, place.cell, key=_corner)  # a table may have 100,000
            if at < len(block.cells) and _corner(block.cells[at]) == place.cell:
                return block.cells[at].text
        for cell in block.cells:  # some plugin's reader may put them in another order
            if _corner(cell) == place.cell:
                return cell.text
        raise LookupError(place)
