"""Single styles cut out of the part that defines them all.

A template may bring hundreds of styles in a part thirty times as large as the plan itself, of which
a plan uses five. Parsing those alone makes the first file of a template four times as fast.
"""

from collections.abc import Callable, Mapping
from functools import partial

from plancheck.api import regex
from plancheck_readers.word.names import STYLE, STYLE_ID
from plancheck_readers.word.tree import Element, parse

Source = Callable[[], Element]
"""Gives a style's element."""

_ROOT = regex(rb"<w:styles\b[^<>]*[^<>/]>")
_START = b"<w:style "
_END = b"</w:style>"
_CLOSE = b"</w:styles>"
_ID = regex(rb"""<w:style [^<>&']*?\bw:styleId="([^"<>&']*)"[^<>]*>""")
_DECLARATION = 2
"""Question marks of a part that has an XML declaration and no other instructions."""


def sources(xml: bytes, part: str) -> Mapping[str, Source]:
    """Return the styles of a normalised part by id, each parsed only when it is asked for.

    Only what is written as Word does is cut; anything else is parsed whole.

    :raises Unreadable: when a part that must be parsed whole cannot be
    """
    if not xml:
        return {}
    return _cut(xml, part) or _parsed(xml, part)


def _cut(xml: bytes, part: str) -> dict[str, Source] | None:
    root = _ROOT.search(xml)
    if root is None or b"!" in xml or xml.count(b"?") > _DECLARATION:
        return None  # a comment, CDATA or an instruction could hold what looks like a style
    found: dict[str, Source] = {}
    pieces = xml[root.end() :].split(_END)
    for index, piece in enumerate(pieces[:-1]):
        at = piece.rfind(_START)
        start = _ID.match(piece, at) if at >= 0 else None
        if start is None or (index and piece[:at].strip()):
            return None
        style = b"".join((root[0], piece[at:], _END, _CLOSE))
        found[start[1].decode("utf-8", "replace")] = partial(_element, style, part)
    return found


def _element(xml: bytes, part: str) -> Element:
    return parse(xml, part)[0]


def _parsed(xml: bytes, part: str) -> dict[str, Source]:
    return {
        style.get(STYLE_ID, ""): partial(_itself, style)
        for style in parse(xml, part).iterchildren(STYLE)
    }


def _itself(style: Element) -> Element:
    return style
