"""The file information block: what stands where ([MS-DOC] 2.5)."""

import struct
from typing import NamedTuple

from plancheck.api import Unreadable
from plancheck_readers.word_binary.binary import damaged, u16

_MAGIC = 0xA5EC
_WORD_97 = 0xC0
"""The first ``nFib`` of this layout; 0xC0 and 0xC2 were written instead of 0xC1 by some editions
(2.5.2, product behaviour)."""
_BASE = 32
_FLAGS = 0x0A
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
_COUNTS_AT = 3
"""Where, in numbers of four bytes, the lengths of the stories begin (``fibRgLw``, 2.5.4)."""
_STORIES = 8
_LEAST_POINTERS = 75


class Fib(NamedTuple):
    """What is needed of the block."""

    lengths: tuple[int, ...]
    """Characters of each story: body, footnotes, headers, macros, comments, endnotes, text boxes,
    text boxes of headers (2.4.1)."""
    pointers: tuple[int, ...]
    """Offset and length, in turn, of structures in the table stream (2.5.6 and on)."""
    second: bool
    """Whether the table stream is ``1Table``."""


def read_fib(document: bytes) -> Fib:
    """Read the block at the start of the main stream.

    :raises Unreadable: when the document is encrypted, too old, or no document at all
    """
    if u16(document, 0) != _MAGIC:
        raise damaged("FIB") if u16(document, 0) not in _OLDER else Unreadable("doc.word95")
    if u16(document, 2) < _WORD_97:
        raise Unreadable("doc.word95")
    flags = u16(document, _FLAGS)
    if flags & _ENCRYPTED:
        raise Unreadable("docx.encrypted")
    words = _BASE + 2 + 2 * u16(document, _BASE)
    longs = words + 2 + 4 * u16(document, words)
    count = u16(document, longs)
    lengths = _numbers(document, words + 2 + 4 * _COUNTS_AT, _STORIES)
    pointers = _numbers(document, longs + 2, 2 * count)
    if count < _LEAST_POINTERS:
        raise damaged("FIB")
    return Fib(lengths, pointers, bool(flags & _TABLE_1))


_OLDER = frozenset({0xA5DC, 0xA5DB, 0xA59B, 0xA59C, 0xA697, 0xA698, 0xA699})
"""What stands in the place of the magic number in Word 2, 6 and 95, some editions."""


def _numbers(data: bytes, at: int, count: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(f"<{count}I", data, at)
    except struct.error as error:
        raise damaged("FIB") from error


class Tables:
    """Structures of the table stream, by their place in the block.

    :param fib: says where each stands
    :param table: the table stream
    """

    STYLES = 1
    FOOTNOTE_MARKS, FOOTNOTES = 2, 3
    SECTIONS = 6
    HEADERS = 11
    CHARACTERS, PARAGRAPHS = 12, 13
    FONTS = 15
    TEXT = 33
    ANCHORS, HEADER_ANCHORS = 40, 41
    ENDNOTE_MARKS, ENDNOTES = 46, 47
    DRAWINGS = 50
    BOXES, HEADER_BOXES = 56, 58
    LISTS, OVERRIDES = 73, 74

    def __init__(self, fib: Fib, table: bytes) -> None:
        self._pointers = fib.pointers
        self._table = table

    def get(self, index: int, what: str) -> bytes:
        """Return a structure; empty where the document has none.

        :param what: its name in [MS-DOC]
        :raises Unreadable: when it does not lie in the stream
        """
        at, length = self._pointers[2 * index : 2 * index + 2]
        if at + length > len(self._table):
            raise damaged(what)
        return self._table[at : at + length]

    def after(self, index: int) -> bytes:
        """Return what follows a structure: levels of lists stand behind their length (2.9.191)."""
        at, length = self._pointers[2 * index : 2 * index + 2]
        return self._table[at + length :]
