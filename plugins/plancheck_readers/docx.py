"""Reader of Word documents and templates: recognises them and hands them over.

WPS writes the same packages under its own suffixes, too: ``.wps`` for a document, ``.wpt`` for a
template. Those in the old container are told by their content and go elsewhere.

Only this module and :mod:`plancheck_readers.ole` are imported when the run starts; what reads
(:mod:`plancheck_readers.word`, lxml) comes with the first document.
"""

from plancheck.api import Document, Reader, Source
from plancheck_readers.ole import ole_kind

_LOCAL_HEADER = b"PK\x03\x04"
_NAME_LENGTH = 26
_NAME = 30


def sniff(head: bytes) -> bool:
    """Tell from a file's first bytes whether it is surely a Word document, encrypted or not.

    A package counts when one of its first entries lies in ``word/``; others (a main part of an
    unusual name) still come by their suffix.
    """
    if head.startswith(_LOCAL_HEADER):
        return holds_part(head, b"word/")
    return ole_kind(head) == "encrypted-ooxml"


def holds_part(head: bytes, folder: bytes) -> bool:
    """Tell whether one of a package's first entries lies in a folder."""
    at = 0
    while at >= 0:
        length = int.from_bytes(head[at + _NAME_LENGTH : at + _NAME_LENGTH + 2], "little")
        name = head[at + _NAME : at + _NAME + length].replace(b"\\", b"/").lower()
        if name.startswith(folder):
            return True
        at = head.find(_LOCAL_HEADER, at + 4)
    return False


def read(source: Source) -> Document:
    """Read a Word document.

    :raises plancheck.api.Unreadable: when it is damaged, encrypted, unsafe or no Word document
    """
    from plancheck_readers.word.reader import read_docx

    return read_docx(source.data)


SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".wps", ".wpt")
READER = Reader(name="docx", suffixes=SUFFIXES, sniff=sniff, read=read)
