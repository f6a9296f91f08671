"""A PDF's bytes, read into a document."""

from collections.abc import Callable
from ctypes import c_void_p

from plancheck.api import Block, Document, limits
from plancheck_readers.pdf.body import body, notes
from plancheck_readers.pdf.content import read_page
from plancheck_readers.pdf.library import inside, opened, page_count, page_of
from plancheck_readers.pdf.losses import Losses, is_picture
from plancheck_readers.pdf.newspaper import arranged
from plancheck_readers.pdf.rendering import picture
from plancheck_readers.pdf.running import without_margins
from plancheck_readers.pdf.shapes import Page
from plancheck_readers.pdf.sheet import Sheet, laid_out
from plancheck_readers.scan.tesseract import program, recognised
from plancheck_readers.scan.words import glyphs


def _ignore(_page: int, **_more: object) -> None:
    """Tell nobody."""


def read_pdf(data: bytes, step: Callable[..., object] = _ignore) -> Document:
    """Read a PDF in this process; see :mod:`plancheck_readers.pdf.helper` for one of strangers.

    :param step: called with a page's number after it was read, and with the seconds to ``wait``
        before text is recognised in it
    :raises Unreadable: when it is encrypted, damaged, too large or without any text
    """
    losses = Losses()
    sheets: list[Sheet] = []
    with opened(data) as document:
        count = page_count(document)
        losses.attached(inside(document))
        room = limits.TEXT
        for number in range(1, count + 1):
            with page_of(document, number - 1) as handle:
                page = _page(handle, number, room, losses, step)
            if page is not None:
                room -= len(page.glyphs)
                sheets.append(laid_out(page))
    losses.check()
    margins = without_margins(arranged(sheets))
    blocks: list[Block] = body(margins.sheets)
    for lines in margins.notes:
        blocks += notes(lines)
    blocks += margins.running
    return Document("pdf", tuple(blocks), losses.health)


def _page(
    handle: c_void_p | None, number: int, room: int, losses: Losses, step: Callable[..., object]
) -> Page | None:
    """Read a page and note what it lacks; ``None`` when there is no text."""
    if handle is None:
        losses.damaged(number)
        return None
    page = read_page(handle, number, room)
    waited = False
    if is_picture(page) and losses.recognised < limits.OCR_PAGES and program():
        step(number, wait=limits.OCR_SECONDS)
        page = _recognised(handle, page)
        waited = True
    losses.look(page)
    step(number, waited=waited)
    return page if page.glyphs else None


def _recognised(handle: c_void_p, page: Page) -> Page:
    """Recognise the text of a page that is a picture; the page itself where there is none."""
    drawn, scale = picture(handle)
    table = recognised(drawn) if drawn else None
    found = glyphs(table, scale) if table else []
    return page._replace(glyphs=tuple(found), rules=(), unseen=True) if found else page
