"""Reader of web archives (``.mht``): a page and its pictures in one MIME message (RFC 2557)."""

import re

from plancheck.api import Document, Reader, Source, regex

_FIRST_HEADER = regex(
    rb"\s*(?:From|MIME-Version|Subject|Date|Content-Type|X-[\w-]+):", re.IGNORECASE
)
_TYPE = regex(rb"^Content-Type:\s*(?:multipart/related|text/html)\b", re.IGNORECASE | re.MULTILINE)


def sniff(head: bytes) -> bool:
    """Tell whether a file begins with the headers of a message that holds a page."""
    return _FIRST_HEADER.match(head) is not None and _TYPE.search(head) is not None


def read(source: Source) -> Document:
    """Read the page of a web archive.

    :raises plancheck.api.Unreadable: when it holds no page, or the page cannot be read
    """
    from plancheck_readers.web.archive import page_of
    from plancheck_readers.web.page import read_page

    page, encoding = page_of(source.data)
    return read_page(page, "mht", encoding)


READER = Reader(name="mht", suffixes=(".mht", ".mhtml"), sniff=sniff, read=read)
