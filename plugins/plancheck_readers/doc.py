"""Reader of binary Word documents (``.doc``, ``.dot``; WPS's ``.wps``, ``.wpt`` are the same).

Only this module and :mod:`plancheck_readers.ole` are imported when the run starts; what reads
(:mod:`plancheck_readers.word_binary`, olefile) comes with the first document.
"""

from collections.abc import Iterator

from plancheck.api import Document, Grade, Health, Need, Reader, Source, Unreadable
from plancheck_readers.ole import MAGIC, ole_kind

_BEFORE_OLE = (b"\xdb\xa5", b"\x9b\xa5", b"\x31\xbe", b"\x32\xbe", b"\xfe\x37")
"""How documents of Word 1 and 2 and of Write begin."""


_REPAIRABLE = "PlcBtePapx"
"""What of a document LibreOffice can do without: the list of paragraphs' properties. Where others
are damaged it shows what is deleted or hidden, or nonsense (where the table of pieces is)."""


_PACKAGE = b"PK\x03\x04"


def sniff(head: bytes) -> bool:
    """Tell from a file's first bytes whether it is surely a binary Word document."""
    return ole_kind(head) == "word-binary"


def read(source: Source) -> Document:
    """Read a document; one that is damaged is given to LibreOffice, where there is one.

    What only has the suffix is read as text, as it would be without.

    :raises plancheck.api.Unreadable: when it is damaged, encrypted, too old, or no Word document
    """
    if source.data.startswith(_PACKAGE):  # WPS gives its packages the same suffixes
        from plancheck_readers import docx

        return docx.read(source)
    from plancheck_readers.word_binary.reader import read_doc

    if not source.data.startswith(MAGIC):
        return _text(source)
    try:
        return read_doc(source.data)
    except Unreadable as error:
        if error.code != "doc.damaged" or error.values["part"] != _REPAIRABLE:
            raise
        return _converted(source, error)


def _converted(source: Source, error: Unreadable) -> Document:
    """Read a damaged document by way of LibreOffice, which repairs much."""
    from plancheck_readers import libreoffice
    from plancheck_readers.word.reader import read_docx

    converted = libreoffice.to_docx(source.data, "doc")
    if converted is None:
        raise error
    if not converted:
        raise Unreadable("doc.not-converted", **error.values) from error
    document = read_docx(converted)
    repaired = Health(Grade.BLOCKING, "health.repaired")
    return Document("doc", document.blocks, (repaired, *document.health))


def _text(source: Source) -> Document:
    from plancheck_readers import text

    if source.data.startswith(_BEFORE_OLE):
        raise Unreadable("doc.word95")
    return text.READER.read(source)


def needs() -> Iterator[Need]:
    """Tell whether LibreOffice is here, for damaged documents."""
    from plancheck_readers import libreoffice

    there = libreoffice.program() is not None
    yield Need("LibreOffice", there, "need.libreoffice", optional=True)


READER = Reader("doc", (".doc", ".dot", ".wps", ".wpt"), sniff, read, needs=needs)
