"""A page's bytes as a tree of elements."""

import re
from typing import NamedTuple

from lxml import etree

from plancheck.api import Health, Unreadable, regex
from plancheck_readers.encoding import decode

_DECLARED = regex(
    rb"""<meta[^>]{0,200}?charset\s*+=\s*+["']?\s*+([\w-]+)|<\?xml[^>]{0,100}?encoding\s*+=\s*+["']([\w-]+)""",
    re.IGNORECASE,
)
_REACH = 4096
"""Bytes in which a page names its encoding; browsers look at the first 1,024."""
_HEAD = regex(r"\s*(?:<\?xml[^>]*>\s*)?<!doctype\b[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
"""All up to the document type, whose declarations are not asked for."""
_TAGS = 1_000_000
"""Tags of one page; a long plan saved by Word has twenty thousand."""


class Tree(NamedTuple):
    """A page, parsed."""

    root: etree._Element | None
    """None for a page without elements."""
    health: tuple[Health, ...]


def parse(data: bytes, declared: str = "") -> Tree:
    """Parse a page.

    Entities are those of HTML; what a document type declares besides is never expanded.

    :param declared: the encoding that came with the page; else the page is asked
    :raises Unreadable: ``read.not-text``, ``xml.large``, or ``xml.deep`` where the parser would
        cut the page off
    """
    found = _DECLARED.search(data[:_REACH])
    own = (found[1] or found[2]).decode("ascii") if found else ""
    decoded = decode(data, declared or own)
    head = _HEAD.match(decoded.text)
    page = decoded.text[head.end() :] if head else decoded.text
    if page.count("<") > _TAGS:
        raise Unreadable("xml.large", part="HTML")
    # The parser gets bytes: it refuses text that still says it is in some encoding.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing in it at all
        return Tree(None, decoded.health)
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Unreadable("xml.deep", part="HTML")
    return Tree(root, decoded.health)
