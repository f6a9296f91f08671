"""A picture of a page, read into a document."""

from collections.abc import Iterator

from plancheck.api import Document, Grade, Health, Unreadable, limits
from plancheck_readers.pdf.body import body
from plancheck_readers.pdf.running import without_margins
from plancheck_readers.pdf.shapes import Page
from plancheck_readers.pdf.sheet import laid_out
from plancheck_readers.scan.tesseract import program, recognised
from plancheck_readers.scan.words import glyphs

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_WIDTH = 595.0
"""Points to which a picture is taken to be wide: A4."""
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of JPEG that tell the size (ITU-T T.81, table B.1)."""


def check(data: bytes) -> None:
    """See that a picture can be read here.

    :raises Unreadable: when it is damaged or too large, or no program is installed
    """
    width, height = size(data)
    if width < 1 or height < 1:
        raise Unreadable("scan.damaged")
    if width * height > limits.PIXELS:
        raise Unreadable("scan.too-large", most=limits.PIXELS // 1_000_000)
    if not program():
        raise Unreadable("scan.no-program")


def read_picture(data: bytes) -> Document:
    """Read a picture of a page.

    :raises Unreadable: when there is no text in it
    """
    check(data)
    width, height = size(data)
    scale = _WIDTH / width
    table = recognised(data)
    if table is None:
        raise Unreadable("scan.damaged")
    found = glyphs(table, scale)
    if not found:
        raise Unreadable("scan.no-text")
    page = Page(1, _WIDTH, height * scale, tuple(found))
    blocks = body(without_margins([laid_out(page)]).sheets)
    health = Health(Grade.BLOCKING, "health.recognised", (("pages", "1"),))
    return Document("scan", tuple(blocks), (health,))


def size(data: bytes) -> tuple[int, int]:
    """Return a picture's width and height in pixels, as its header declares them; 0 for unknown."""
    if data.startswith(_PNG):
        # the first chunk is IHDR (ISO/IEC 15948, 11.2.2)
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data.startswith(_JPEG):
        return next(_frames(data), (0, 0))
    return 0, 0


def _frames(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the sizes that a JPEG's frame headers tell."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        kind = data[at + 1]
        if kind in _FRAMES:
            height, width = data[at + 5 : at + 7], data[at + 7 : at + 9]
            yield int.from_bytes(width, "big"), int.from_bytes(height, "big")
            return
        if kind == 0xFF:  # noqa: PLR2004 - filling
            at += 1
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
