"""What stored properties mean for the text: hidden, numbered, in a table ([MS-DOC] 2.6)."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from plancheck.api import limits
from plancheck_readers.word_binary import sprm
from plancheck_readers.word_binary.binary import s16, s32, too_many_looks, u16, u32
from plancheck_readers.word_binary.sprm import changes

OFF, ON, AS_STYLE, NOT_AS_STYLE = 0x00, 0x01, 0x80, 0x81
"""Values of a switch (2.9.328 ``ToggleOperand``)."""
_IN_NO_LIST = -0x7FF
"""Of a list's number (2.6.2): below it the negative of the number, whose indents are kept."""


class CharLook(NamedTuple):
    """What matters of a run of characters."""

    deleted: bool = False
    vanish: int = AS_STYLE
    keeps_apart: bool = False
    """Whether a hidden mark leaves two paragraphs: a heading and the text in its line."""
    style: int = 0
    special: bool = False
    """Whether control characters are what they stand for: fields, pictures, marks of notes."""
    place: int | None = None
    """Where in the data stream a picture, or a form field's choices, stand."""
    form: bool = False
    """Whether it is a form field that stands there."""
    object: bool = False
    symbol: tuple[int, int] | None = None
    """Index of a font and code of a character in it."""
    font: int | None = None
    """Index of the font, if it is one of signs."""


PLAIN = CharLook()


class ParaLook(NamedTuple):
    """What matters of a paragraph; None where it leaves a property to its style."""

    style: int = 0
    list: int | None = None
    """Number of its list from 1; 0 for none."""
    level: int | None = None
    """Level in the list, from 0."""
    outline: int | None = None
    depth: int = 0
    """Tables it lies in."""
    cell_end: bool = False
    """Whether its mark ends a cell of a table in a table."""
    row_end: bool = False
    table: bytes = b""
    """Of the end of a row: the changes that define the row."""


PLAIN_PARAGRAPH = ParaLook()


class _Chars:
    """Gathers what a list of changes says of characters."""

    def __init__(self) -> None:
        self.found: dict[str, object] = {}

    def read(self, grpprl: bytes, sign_fonts: AbstractSet[int]) -> None:
        for code, operand in changes(grpprl):
            change = _CHARS.get(code)
            if code == sprm.PLAIN_AGAIN:  # a deletion is no look: it stays (2.6.1, sprmCPlain)
                for name in ("vanish", "keeps_apart"):
                    self.found.pop(name, None)
            elif code in sprm.FONT_CODES:
                if u16(operand, 0) in sign_fonts:
                    self.found["font"] = u16(operand, 0)
            elif change and operand:
                name, read = change
                self.found[name] = read(operand)


def _switch(operand: bytes) -> bool:
    return bool(operand[0] & 1)


_CHARS: dict[int, tuple[str, Callable[[bytes], object]]] = {
    sprm.DELETED: ("deleted", _switch),
    sprm.VANISH: ("vanish", lambda operand: operand[0]),
    sprm.SPEC_VANISH: ("keeps_apart", _switch),
    sprm.CHARACTER_STYLE: ("style", lambda operand: u16(operand, 0)),
    sprm.SPECIAL: ("special", _switch),
    sprm.PICTURE: ("place", lambda operand: u32(operand, 0)),
    sprm.DATA: ("form", _switch),
    sprm.OBJECT: ("object", _switch),
    sprm.SYMBOL: ("symbol", lambda operand: (u16(operand, 0), u16(operand, 2))),
}


class Looks:
    """Reads properties; each list of changes once, for a document repeats few of them.

    :param data: the data stream, where long lists stand
    :param sign_fonts: indices of fonts that show signs instead of letters
    """

    def __init__(self, data: bytes, sign_fonts: AbstractSet[int] = frozenset()) -> None:
        self._data = data
        self._sign_fonts = sign_fonts
        self._chars: dict[tuple[bytes, bytes], CharLook] = {}
        self._paragraphs: dict[tuple[bytes, bytes], ParaLook] = {}
        self._left = limits.PROPERTIES

    def spend(self, size: int) -> None:
        """Count bytes of properties: a hostile file refers to a long list again and again.

        :raises Unreadable: when there are too many
        """
        self._left -= size
        if self._left < 0:
            raise too_many_looks()

    def chars(self, grpprl: bytes, later: bytes = b"") -> CharLook:
        """Return what a run looks like.

        :param later: changes that its piece makes
        """
        look = self._chars.get((grpprl, later))
        if look is None:
            self.spend(len(grpprl) + len(later))
            gathered = _Chars()
            gathered.read(grpprl, self._sign_fonts)
            gathered.read(later, self._sign_fonts)
            look = CharLook(**gathered.found) if gathered.found else PLAIN  # type: ignore[arg-type]
            look = PLAIN if look == PLAIN else look
            self._chars[grpprl, later] = look
        return look

    def paragraph(self, stored: bytes, later: bytes = b"") -> ParaLook:
        """Return what a paragraph looks like.

        :param stored: the index of its style, then its list of changes
        """
        look = self._paragraphs.get((stored, later))
        if look is None:
            grpprl = stored[2:] + later if later else stored[2:]
            self.spend(len(grpprl))
            look = self._paragraph(u16(stored, 0), grpprl)
            self._paragraphs[stored, later] = look
        return look

    def _paragraph(self, style: int, grpprl: bytes) -> ParaLook:
        found: dict[str, int] = {"style": style}
        table = grpprl
        for code, operand in changes(grpprl):
            if code in (sprm.HUGE, sprm.HUGE_OLD):
                table = self._long(operand)
                for inner, value in changes(table):
                    _change(found, inner, value)
            else:
                _change(found, code, operand)
        depth = found.get("depth", 0) or int(bool(found.get("in_table")))
        row_end = bool(found.get("inner_row_end") if depth > 1 else found.get("row_end"))
        return ParaLook(
            style=found["style"],
            list=found.get("list"),
            level=found.get("level"),
            outline=found.get("outline"),
            depth=max(depth, 0) if found.get("in_table") else 0,
            cell_end=bool(found.get("cell_end")),
            row_end=row_end,
            table=table if row_end else b"",
        )

    def _long(self, operand: bytes) -> bytes:
        """Return the list of changes that stands in the data stream (2.9.212 ``PrcData``)."""
        at = u32(operand, 0)
        grpprl = self._data[at + 2 : at + 2 + u16(self._data, at)]
        self.spend(len(grpprl))
        return grpprl


def _change(found: dict[str, int], code: int, operand: bytes) -> None:
    change = _PARAGRAPHS.get(code)
    if code == sprm.DEPTH_CHANGE:
        found["depth"] = found.get("depth", 0) + s32(operand, 0)
    elif change and operand:
        name, read = change
        found[name] = read(operand)


def _list(operand: bytes) -> int:
    number = s16(operand, 0)
    return 0 if number == _IN_NO_LIST else abs(number)


def _byte(operand: bytes) -> int:
    return operand[0]


_PARAGRAPHS: dict[int, tuple[str, Callable[[bytes], int]]] = {
    sprm.PARAGRAPH_STYLE: ("style", lambda operand: u16(operand, 0)),
    sprm.LIST: ("list", _list),
    sprm.LEVEL: ("level", _byte),
    sprm.OUTLINE: ("outline", _byte),
    sprm.IN_TABLE: ("in_table", _byte),
    sprm.ROW_END: ("row_end", _byte),
    sprm.INNER_CELL: ("cell_end", _byte),
    sprm.INNER_ROW_END: ("inner_row_end", _byte),
    sprm.DEPTH: ("depth", lambda operand: s32(operand, 0)),
}
