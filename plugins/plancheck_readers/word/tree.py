"""XML parsed safely: no entities, no network, no tree that is too large or too deep."""

from lxml import etree
from lxml.etree import _Element as Element

from plancheck.api import Unreadable, limits
from plancheck_readers.package import printable

__all__ = ["UNSAFE", "Element", "normalised", "parse", "parse_whole"]

UNSAFE = frozenset({"zip.bomb", "zip.too-large", "xml.dtd", "xml.large", "read.too-much-text"})
"""Faults of any part for which the whole document is refused."""

_PARSER = etree.XMLParser(
    encoding="utf-8",  # never what a part declares: checks on its bytes would miss other encodings
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)
_WHOLE = etree.XMLParser(
    encoding="utf-8",
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    strip_cdata=False,
    collect_ids=False,
)
_STRICT = b"http://purl.oclc.org/ooxml/"
_REACH = 65536
"""Bytes within which a part in the strict form declares its namespaces."""
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_NAMESPACES = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"officeDocument/math": b"officeDocument/2006/math",
    b"drawingml/main": b"drawingml/2006/main",
    b"drawingml/wordprocessingDrawing": b"drawingml/2006/wordprocessingDrawing",
    b"drawingml/chart": b"drawingml/2006/chart",
    b"drawingml/diagram": b"drawingml/2006/diagram",
}


def parse(xml: bytes, part: str) -> Element:
    """Parse a part, :func:`normalised`.

    :param part: the part's name, for messages
    :raises Unreadable: when it is not well-formed, declares a document type (entities could hide
        in it), is nested too deeply, would make too large a tree, or holds a text of more bytes
        than the parser takes in one piece (10 MB, far above :data:`plancheck.api.limits.TEXT`)
    """
    return _parsed(normalised(xml), part, _PARSER)


def parse_whole(xml: bytes, part: str) -> Element:
    """Parse a part that is to be written again: nothing is left out, namespaces are its own.

    :raises Unreadable: as :func:`parse` does
    """
    return _parsed(_utf8(xml), part, _WHOLE)


def _parsed(xml: bytes, part: str, parser: etree.XMLParser) -> Element:
    if b"<!DOCTYPE" in xml:
        raise Unreadable("xml.dtd", part=printable(part))
    if len(xml) > limits.MARKUP and xml.count(b"<") + xml.count(b"=") > limits.MARKUP:
        raise Unreadable("xml.large", part=printable(part))
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        said = str(error).lower()
        if "too long" in said and "text" in said:
            raise Unreadable("read.too-much-text", most=limits.TEXT) from error
        code = "xml.deep" if "depth" in said else "xml.damaged"
        raise Unreadable(code, part=printable(part)) from error


def _utf8(xml: bytes) -> bytes:
    """Bring a part to UTF-8."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = xml.decode("utf-16", "replace")
        start = text.find("?>") + 2 if text.startswith("<?xml") else 0
        return text[start:].encode("utf-8", "replace")
    return xml


def normalised(xml: bytes) -> bytes:
    """Bring a part to UTF-8 and to the namespaces of the transitional form."""
    xml = _utf8(xml)
    if xml.find(_STRICT, 0, _REACH) >= 0:
        for strict, transitional in _NAMESPACES.items():
            for quote in (b'"', b"'"):
                old = quote + _STRICT + strict + quote
                xml = xml.replace(old, quote + _TRANSITIONAL + transitional + quote)
    return xml
