"""Reader of old binary workbooks (``.xls``, WPS's ``.et`` and their templates): a plan in a sheet.

Not looked for in folders: rosters and ledgers lie beside plans. Only this module and
:mod:`plancheck_readers.ole` are imported when the run starts; what reads comes with the first file
(xlrd, extra ``xls``), in a process of its own: it takes files at their word.
"""

from collections.abc import Iterator

from plancheck.api import Document, Need, Reader, Source, Unreadable
from plancheck_readers.ole import MAGIC, ole_kind

SUFFIXES = (".xls", ".et", ".xlt", ".ett")
_PLAIN = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""How workbooks before Excel 5 begin, which are no containers (BOF of BIFF2, 3 and 4)."""
_OTHERS = {"pdf.slow": "xls.slow", "pdf.broken": "xls.broken"}
"""What is said of the process that reads PDFs, too."""


def sniff(head: bytes) -> bool:
    """Tell from a file's first bytes whether it is surely such a workbook."""
    return ole_kind(head) == "workbook"


def read(source: Source) -> Document:
    """Read a workbook; what only has the suffix is read as text: some programs export that.

    :raises plancheck.api.Unreadable: when it is damaged, encrypted or no workbook, or when what
        reads it is not installed
    """
    if not source.data.startswith((MAGIC, *_PLAIN)):
        from plancheck_readers import text

        return text.READER.read(source)
    from plancheck_readers.pdf.helper import SHEET, read_apart

    try:
        return read_apart(source.data, SHEET)
    except Unreadable as error:
        if error.code in _OTHERS:
            raise Unreadable(_OTHERS[error.code]) from error
        raise


def needs() -> Iterator[Need]:
    """Tell whether xlrd is here."""
    from importlib.util import find_spec

    yield Need("xlrd", find_spec("xlrd") is not None, "need.xlrd")


READER = Reader("xls", SUFFIXES, sniff, read, in_folders=False, needs=needs)
