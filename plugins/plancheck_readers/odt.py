"""Reader of OpenDocument texts (``.odt``, ``.ott``, flat ``.fodt``), as LibreOffice saves them."""

import re

from plancheck.api import Document, Reader, Source, regex

_PACKAGE = regex(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL)
_FLAT = regex(
    rb"<office:document\s[^>]*office:mimetype=\"application/vnd\.oasis\.opendocument\.text"
)


def sniff(head: bytes) -> bool:
    """Tell whether a file is an OpenDocument text.

    The type stands unpacked in the package's first entry (ODF 1.3 part 2, 3.3), or on the root of
    the one XML file.
    """
    return _PACKAGE.match(head) is not None or _FLAT.search(head) is not None


def read(source: Source) -> Document:
    """Read an OpenDocument text.

    :raises plancheck.api.Unreadable: when it is damaged, encrypted, unsafe or no such text
    """
    from plancheck_readers.opendocument.reader import read_odt

    return read_odt(source.data)


READER = Reader(name="odt", suffixes=(".odt", ".ott", ".fodt"), sniff=sniff, read=read)
