"""What is counted and noted while one document is read: caps, and what could not be read."""

from collections.abc import Iterable

from plancheck.api import Block, Grade, Health, Paragraph, Unreadable, Zone, limits
from plancheck_readers.package import printable

_KINDS = 50
"""Kinds of gaps that are told apart; a hostile file may hold thousands."""

LARGE = 180 * 360000**2
"""Half the text area of an A4 page (14.6 by 24.6 cm), in square EMU: room for a table of months."""
_SCAN = 100
"""Code points of text below which pictures are taken for the document itself."""


class Tally:
    """Counts against the caps of a document, and keeps what could not be read."""

    def __init__(self) -> None:
        self._health: dict[tuple[Grade, str, str], int] = {}
        self._paragraphs = self._cells = self._text = 0
        self._pictures = 0

    def note(self, grade: Grade, code: str, what: str = "") -> None:
        """Take note of something that could not be read.

        :param what: what the message names, such as a part
        """
        key = (grade, code, printable(what))
        if key not in self._health and len(self._health) >= _KINDS:
            key = (grade, code, "…")
        self._health[key] = self._health.get(key, 0) + 1

    @property
    def health(self) -> tuple[Health, ...]:
        """What could not be read, each kind once with its count, the weightiest first."""
        entries = [
            Health(grade, code, (("count", str(count)), ("what", what)))
            for (grade, code, what), count in self._health.items()
        ]
        return tuple(sorted(entries, key=lambda entry: entry.grade is not Grade.BLOCKING))

    def picture(self, zone: Zone, *, large: bool) -> None:
        """Take note of a picture; a large one in the body may show text."""
        in_body = zone is Zone.BODY
        self._pictures += in_body
        if large and in_body:
            self.note(Grade.BLOCKING, "health.large-picture")
        else:
            self.note(Grade.NOTICE, "health.picture")

    def judge_pictures(self, body: Iterable[Block]) -> None:
        """Take pictures for the document itself where the body has hardly any text."""
        if self._pictures and length(body) < _SCAN:
            self.note(Grade.BLOCKING, "health.scan")

    def count_paragraph(self, length: int) -> None:
        """Count one more paragraph, empty ones included, and the code points in it.

        :raises Unreadable: when there are too many
        """
        self._paragraphs += 1
        if self._paragraphs > limits.BLOCKS:
            raise Unreadable("read.too-many-blocks", most=limits.BLOCKS)
        self.count_text(length)

    def count_cells(self, count: int) -> None:
        """Count cells of tables.

        :raises Unreadable: when there are too many
        """
        self._cells += count
        if self._cells > limits.CELLS:
            raise Unreadable("read.too-many-cells", most=limits.CELLS)

    def count_text(self, length: int) -> None:
        """Count code points.

        :raises Unreadable: when there are too many
        """
        self._text += length
        if self._text > limits.TEXT:
            raise Unreadable("read.too-much-text", most=limits.TEXT)


def length(blocks: Iterable[Block]) -> int:
    """Return the code points of text in some blocks."""
    return sum(
        len(block.text)
        if isinstance(block, Paragraph)
        else sum(len(cell.text) for cell in block.cells)
        for block in blocks
    )
