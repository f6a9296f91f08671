"""Reader of photographs and scans (``.png``, ``.jpg``): recognises them and hands them over.

Only this module is imported when the run starts. Without the program that recognises text, each of
them is unreadable, with what to do.
"""

from collections.abc import Iterator

from plancheck.api import Document, Need, Reader, Source

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


def sniff(head: bytes) -> bool:
    """Tell from a file's first bytes whether it is surely such a picture."""
    return head.startswith((_PNG, _JPEG))


def read(source: Source) -> Document:
    """Read a picture of a page.

    :raises plancheck.api.Unreadable: when nothing recognises its text here, or there is none
    """
    from plancheck_readers.pdf.helper import PICTURE, read_apart
    from plancheck_readers.scan.picture import check

    check(source.data)
    return read_apart(source.data, PICTURE)


def needs() -> Iterator[Need]:
    """Tell whether tesseract is here, with its Chinese data."""
    from plancheck_readers.scan.tesseract import program

    yield Need("tesseract", bool(program()), "need.tesseract")


READER = Reader("scan", (".png", ".jpg", ".jpeg"), sniff, read, needs=needs)
