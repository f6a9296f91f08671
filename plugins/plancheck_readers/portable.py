"""Reader of PDF (Portable Document Format): recognises it and hands it over.

Only this module is imported when the run starts; what reads (:mod:`plancheck_readers.pdf`) comes
with the first file.
"""

from plancheck.api import Document, Reader, Source

_MAGIC = b"%PDF-"
_BEFORE = b"\xef\xbb\xbf\0 \t\r\n\f"
"""What careless servers put before a file's first bytes."""


def sniff(head: bytes) -> bool:
    """Tell from a file's first bytes whether it is surely a PDF."""
    return head.lstrip(_BEFORE).startswith(_MAGIC)


def read(source: Source) -> Document:
    """Read a PDF.

    :raises plancheck.api.Unreadable: when it is encrypted, damaged, unsafe or a scan, or when what
        reads it is not installed
    """
    from plancheck_readers.pdf.helper import read_apart

    return read_apart(source.data)


READER = Reader(name="pdf", suffixes=(".pdf",), sniff=sniff, read=read)
