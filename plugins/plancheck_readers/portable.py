"""Reader of PDF (Portable Document Format): recognises it and hands it over.

Only this module is imported when the run starts; what reads (:mod:`plancheck_readers.pdf`) comes
with the first file.
"""

from collections.abc import Iterator

from plancheck.api import Document, Need, Reader, Source

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


def needs() -> Iterator[Need]:
    """Tell whether pdfium is here, and for scans what recognises text."""
    from importlib.util import find_spec

    from plancheck_readers import scans

    yield Need("pypdfium2", find_spec("pypdfium2_raw") is not None, "need.pypdfium2")
    yield from (need._replace(optional=True) for need in scans.needs())


READER = Reader(name="pdf", suffixes=(".pdf",), sniff=sniff, read=read, needs=needs)
