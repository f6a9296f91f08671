"""Reader of Markdown: as text, with its marks understood."""

from plancheck.api import Document, Reader, Source


def sniff(_head: bytes) -> bool:
    """Never claim a file: any text may hold the marks; the suffix decides."""
    return False


def read(source: Source) -> Document:
    """Read a Markdown text.

    :raises plancheck.api.Unreadable: when it is no text or too long
    """
    from plancheck_readers.encoding import decode
    from plancheck_readers.plain.lines import split
    from plancheck_readers.plain.markdown import blocks

    decoded = decode(source.data)
    return Document("md", tuple(blocks(split(decoded.text))), decoded.health)


READER = Reader(name="md", suffixes=(".md", ".markdown"), sniff=sniff, read=read)
