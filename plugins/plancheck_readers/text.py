"""Reader of plain text; also of files whose suffix nobody knows, as long as they are text."""

from plancheck.api import Document, Reader, Source


def sniff(_head: bytes) -> bool:
    """Never claim a file: any bytes may be text; the suffix decides."""
    return False


def read(source: Source) -> Document:
    """Read a text: one paragraph a line, tables where lines are rows.

    :raises plancheck.api.Unreadable: when it is no text or too long
    """
    from plancheck_readers.encoding import decode
    from plancheck_readers.plain.lines import split
    from plancheck_readers.plain.text import blocks
    from plancheck_readers.plain.wrapped import joined

    decoded = decode(source.data)
    return Document("txt", tuple(blocks(joined(split(decoded.text)))), decoded.health)


READER = Reader("txt", suffixes=(".txt", ".text"), sniff=sniff, read=read, fallback=True)
