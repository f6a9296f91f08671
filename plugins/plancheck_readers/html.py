"""Reader of web pages (``.html``)."""

import re

from plancheck.api import Document, Reader, Source, regex

_PAGE = regex(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+(?:<!doctype\s+html\b|<html\b)",
    re.IGNORECASE | re.DOTALL,
)
"""Comments are taken once and for all: thousands of them could be parted in endless ways."""
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def sniff(head: bytes) -> bool:
    """Tell whether a file begins as a page: with its document type or its root element.

    A text that merely begins with a tag is none: the tag is a defect that a rule points at.
    """
    for mark, codec in _BOMS:
        if head.startswith(mark):
            head = head[2:].decode(codec, "replace").encode()
    return _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(source: Source) -> Document:
    """Read a page: its main text as a person sees it.

    :raises plancheck.api.Unreadable: when it is no text, too long or nested too deep
    """
    from plancheck_readers.web.page import read_page

    return read_page(source.data, "html")


READER = Reader(name="html", suffixes=(".html", ".htm", ".xhtml"), sniff=sniff, read=read)
