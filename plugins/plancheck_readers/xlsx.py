"""Reader of workbooks (``.xlsx``, ``.xlsm`` and their templates): a plan in a sheet.

Not looked for in folders: rosters and ledgers lie beside plans.
"""

from plancheck.api import Document, Reader, Source
from plancheck_readers.docx import holds_part

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")


def sniff(head: bytes) -> bool:
    """Tell whether a file is a workbook: a package with one of its first entries in ``xl/``."""
    return head.startswith(b"PK\x03\x04") and holds_part(head, b"xl/")


def read(source: Source) -> Document:
    """Read a workbook.

    :raises plancheck.api.Unreadable: when it is damaged, unsafe or no workbook
    """
    from plancheck_readers.sheets.reader import read_xlsx

    return read_xlsx(source.data)


READER = Reader(name="xlsx", suffixes=SUFFIXES, sniff=sniff, read=read, in_folders=False)
