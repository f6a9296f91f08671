"""The text, put together from its pieces ([MS-DOC] 2.4.1, 2.8.35, 2.9.38).

Word appends what was edited last and lists in which order the pieces are read. Pieces may hold one
byte a character or two.
"""

import struct
from bisect import bisect_right
from typing import NamedTuple

from plancheck.api import Unreadable, limits
from plancheck_readers.word_binary.binary import damaged, plc, u16, u32
from plancheck_readers.word_binary.sprm import DELETED, PLAIN_AGAIN, SPEC_VANISH, VANISH

_PROPERTIES, _PIECES = 1, 2
_COMPRESSED = 0x40000000
_PLACE = 0x3FFFFFFF
_NARROW = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x82, 0xA0)
    if code not in {0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E}
}
"""Characters that differ from Latin-1 in pieces of one byte a character (2.9.73)."""
_SHORT = {0x41: DELETED, 0x51: SPEC_VANISH, 0x53: PLAIN_AGAIN, 0x5C: VANISH}
"""Changes that a piece may state by a short code (2.9.214) → their code."""


class Piece(NamedTuple):
    """A stretch of the text that stands together in the stream."""

    start: int
    end: int
    place: int
    """Offset of its first character in the stream."""
    width: int
    """Bytes of a character, 1 or 2."""
    changes: bytes = b""
    """Properties of the whole piece, which come after all others."""


class Text(NamedTuple):
    """All text of a document, story after story."""

    chars: str
    """One UTF-16 code unit each, so that positions are those of the file."""
    pieces: tuple[Piece, ...]

    def piece_at(self, position: int) -> Piece:
        """Return the piece a character stands in."""
        return self.pieces[bisect_right(self.pieces, (position, _PLACE)) - 1]


def read_text(clx: bytes, document: bytes, least: int) -> Text:
    """Put the text together.

    :param clx: the table of pieces
    :param document: the main stream
    :param least: characters that there must be
    :raises Unreadable: when pieces are missing, lie outside the stream or make too much text
    """
    table, lists = _parts(clx)
    bounds = plc(table, 8, "Clx")
    pieces = []
    for index, (start, end) in enumerate(bounds.ranges):
        if start == end:
            continue
        element = bounds.element(index)
        place = u32(element, 2)
        narrow = bool(place & _COMPRESSED)
        place = (place & _PLACE) // 2 if narrow else place & _PLACE
        pieces.append(Piece(start, end, place, 1 if narrow else 2, _changes(element, lists)))
    if not pieces or pieces[0].start != 0 or pieces[-1].end < least:
        raise damaged("Clx")
    if pieces[-1].end > limits.TEXT:
        raise Unreadable("read.too-much-text", most=limits.TEXT)
    return Text("".join(_decoded(piece, document) for piece in pieces), tuple(pieces))


def _parts(clx: bytes) -> tuple[bytes, list[bytes]]:
    """Return the table of pieces and the lists of changes before it (2.9.38)."""
    lists: list[bytes] = []
    at = 0
    while at < len(clx) and clx[at] == _PROPERTIES:
        length = u16(clx, at + 1)
        lists.append(clx[at + 3 : at + 3 + length])
        at += 3 + length
    if at >= len(clx) or clx[at] != _PIECES:
        raise damaged("Clx")
    return clx[at + 5 : at + 5 + u32(clx, at + 1)], lists


def _changes(element: bytes, lists: list[bytes]) -> bytes:
    """Return what a piece changes in the properties of its text (2.9.213)."""
    prm = u16(element, 6)
    if prm & 1:
        index = prm >> 1
        return lists[index] if index < len(lists) else b""
    code = _SHORT.get(prm >> 1 & 0x7F)
    return code.to_bytes(2, "little") + bytes([prm >> 8]) if code else b""


def _decoded(piece: Piece, document: bytes) -> str:
    count = piece.end - piece.start
    raw = document[piece.place : piece.place + count * piece.width]
    if len(raw) < count * piece.width:
        raise damaged("Clx")
    if piece.width == 1:
        return raw.decode("latin-1").translate(_NARROW)
    text = raw.decode("utf-16-le", "surrogatepass")
    if len(text) == count:
        return text
    return "".join(map(chr, struct.unpack(f"<{count}H", raw)))


def whole(text: str) -> str:
    """Join the halves of surrogate pairs, where there are any."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
