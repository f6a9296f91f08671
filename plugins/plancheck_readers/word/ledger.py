"""What is noted of pictures while a Word document is read, in whichever of Word's formats."""

from collections.abc import Iterable

from plancheck.api import Block, Grade, Paragraph, Zone
from plancheck_readers.tally import Tally

LARGE = 180 * 360000**2
"""Half the text area of an A4 page (14.6 by 24.6 cm), in square EMU: room for a table of months."""
_SCAN = 100
"""Code points of text below which pictures are taken for the document itself."""


class Ledger(Tally):
    """Counts what is read against the caps, and keeps what could not be read."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures = 0

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
        if self._pictures and _length(body) < _SCAN:
            self.note(Grade.BLOCKING, "health.scan")


def _length(blocks: Iterable[Block]) -> int:
    return sum(
        len(block.text)
        if isinstance(block, Paragraph)
        else sum(len(cell.text) for cell in block.cells)
        for block in blocks
    )
