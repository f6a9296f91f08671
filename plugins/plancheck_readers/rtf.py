"""Reader of Rich Text Format (``.rtf``)."""

from plancheck.api import Document, Reader, Source

_MARK = b"{\\rtf"


def sniff(head: bytes) -> bool:
    """Tell whether a file begins as Rich Text Format does."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARK)


def read(source: Source) -> Document:
    """Read a document.

    :raises plancheck.api.Unreadable: when its groups are nested too deeply or it is too long
    """
    from plancheck_readers.rich.reader import read_rtf

    return read_rtf(source.data)


READER = Reader(name="rtf", suffixes=(".rtf",), sniff=sniff, read=read)
