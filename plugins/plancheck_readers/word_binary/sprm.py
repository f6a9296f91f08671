"""Changes of single properties ("sprms", [MS-DOC] 2.6) as they follow one another in a list."""

from collections.abc import Iterator

from plancheck_readers.word_binary.binary import u16

# Characters (2.6.1)
DELETED = 0x0800
DATA = 0x0806
OBJECT = 0x080A
SPEC_VANISH = 0x0818
VANISH = 0x083C
SPECIAL = 0x0855
PLAIN_AGAIN = 0x2A33
CHARACTER_STYLE = 0x4A30
PICTURE = 0x6A03
SYMBOL = 0x6A09
FONT_CODES = frozenset({0x4A4F, 0x4A50, 0x4A51})
"""Fonts for Latin, East Asian and other characters."""

# Paragraphs (2.6.2)
IN_TABLE = 0x2416
ROW_END = 0x2417
INNER_CELL = 0x244B
INNER_ROW_END = 0x244C
LEVEL = 0x260A
OUTLINE = 0x2640
PARAGRAPH_STYLE = 0x4600
LIST = 0x460B
DEPTH = 0x6649
DEPTH_CHANGE = 0x664A
HUGE = 0x6646
HUGE_OLD = 0x6645

# Tables (2.6.3)
DEFINE_OLD = 0xD606
DEFINE = 0xD608
MERGE = 0x5624
SPLIT = 0x5625
DELETE_CELLS = 0x5622
INSERT_CELLS = 0x7621
WIDEN = 0x7623
MERGE_DOWN = 0xD62B

# Sections (2.6.4)
TITLE_PAGE = 0x300A

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the three upper bits of the code; 0: the operand tells its length."""
_LONG = frozenset({DEFINE, DEFINE_OLD})
"""Operands whose length has two bytes and counts one too many."""
_TABS = 0xC615
_MANY_TABS = 255


def changes(grpprl: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield code and operand of each change; a list that is cut off ends early.

    :param at: where to begin
    """
    end = len(grpprl)
    while at + 2 < end:
        code = u16(grpprl, at)
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            size, skip = _length(code, grpprl, at)
            at += skip
        yield code, grpprl[at : at + size]
        at += size


def _length(code: int, grpprl: bytes, at: int) -> tuple[int, int]:
    """Return the length of an operand, and how many bytes tell it (2.6, 2.9.195)."""
    if code in _LONG:
        return max(u16(grpprl, at) - 1, 0), 2
    size = grpprl[at]
    if code == _TABS and size == _MANY_TABS:
        deleted = grpprl[at + 1] if at + 1 < len(grpprl) else 0
        added_at = at + 2 + 4 * deleted
        added = grpprl[added_at] if added_at < len(grpprl) else 0
        return 2 + 4 * deleted + 3 * added, 1
    return size, 1
