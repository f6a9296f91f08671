"""A PDF's bytes, read into a document."""

from collections.abc import Callable

from plancheck.api import Block, Document, limits
from plancheck_readers.pdf.body import body, notes
from plancheck_readers.pdf.content import read_page
from plancheck_readers.pdf.library import inside, opened, page_count, page_of
from plancheck_readers.pdf.losses import Losses
from plancheck_readers.pdf.running import without_margins
from plancheck_readers.pdf.sheet import laid_out


def _ignore(_page: int, **_more: object) -> None:
    """Tell nobody."""


def read_pdf(data: bytes, step: Callable[..., object] = _ignore) -> Document:
    """Read a PDF in this process; see :mod:`plancheck_readers.pdf.helper` for one of strangers.

    :param step: called with a page's number after it was read
    :raises Unreadable: when it is encrypted, damaged, too large or without any text
    """
    losses = Losses()
    sheets = []
    room = limits.TEXT
    with opened(data) as document:
        count = page_count(document)
        losses.attached(inside(document))
        for index in range(count):
            with page_of(document, index) as handle:
                if handle is None:
                    losses.damaged(index + 1)
                else:
                    page = read_page(handle, index + 1, room)
                    room -= len(page.glyphs)
                    if losses.look(page):
                        sheets.append(laid_out(page))
            step(index + 1)
    losses.check()
    margins = without_margins(sheets)
    blocks: list[Block] = body(margins.sheets)
    for lines in margins.notes:
        blocks += notes(lines)
    blocks += margins.running
    return Document("pdf", tuple(blocks), losses.health)
