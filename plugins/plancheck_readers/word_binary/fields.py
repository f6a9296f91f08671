"""Fields: only their results are text ([MS-DOC] 2.8.25).

A field begins with one sign, has its result behind a second, if it has one, and ends with a third.
"""

import re

from plancheck.api import regex

BEGIN, SEPARATE, END = "\x13", "\x14", "\x15"
_EMBEDDED = regex(r"\s*(?:EMBED|LINK)\s+(\S{1,80})", re.IGNORECASE)
_SHAPE = regex(r"\s*SHAPE\b", re.IGNORECASE)
"""A shape in the text, for which a picture holds the place (product behaviour of Word 2000 on)."""
_RUBY = regex(r"\s*EQ\b.{0,80}?\\o(?:\\a[a-z])?\(\\s\\up [0-9]{1,3}\([^()]{0,80}\),", re.IGNORECASE)
"""How Word writes text with its reading above; what stands below follows."""
_DROP_DOWN = regex(r"\s*FORMDROPDOWN\b", re.IGNORECASE)
_LONGEST = 500
"""Characters of an instruction that are looked at."""


class _Field:
    __slots__ = ("chosen", "draws", "instruction", "shown")

    def __init__(self) -> None:
        self.instruction = ""
        self.shown = False
        self.draws = False
        self.chosen = False


class Fields:
    """Where a story stands in its fields, which may be nested and reach over paragraphs.

    :param obeyed: whether they all close; otherwise better an instruction too many is read than
        the rest of a plan lost
    """

    def __init__(self, *, obeyed: bool) -> None:
        self._obeyed = obeyed
        self._open: list[_Field] = []
        self.muted = 0
        """How many open fields have not come to their result yet."""
        self.drawing = 0
        """How many open fields show an object or a shape by a picture."""

    def instruct(self, text: str) -> None:
        """Take a piece of the innermost field's instruction."""
        if self._open:
            field = self._open[-1]
            if not field.shown and len(field.instruction) < _LONGEST:
                field.instruction += text[:_LONGEST]

    def choose(self) -> bool:
        """Tell whether the only field that is muted lets choose from a list.

        It does so once: a field has one choice, however many marks of one it holds.
        """
        field = self._open[-1] if self.muted == 1 else None
        if field is None or field.chosen or not _DROP_DOWN.match(field.instruction):
            return False
        field.chosen = True
        return True

    def begin(self) -> None:
        """Open a field."""
        if self._obeyed:
            self._open.append(_Field())
            self.muted += 1

    def separate(self) -> str:
        """Come to a field's result.

        :returns: the kind of the object that it embeds; empty for other fields
        """
        if not self._open or self._open[-1].shown:
            return ""
        field = self._open[-1]
        field.shown = True
        self.muted -= 1
        embedded = _EMBEDDED.match(field.instruction)
        field.draws = bool(embedded or _SHAPE.match(field.instruction))
        self.drawing += field.draws
        return embedded[1] if embedded else ""

    def end(self) -> str:
        """Close a field.

        :returns: what one without a result shows nevertheless
        """
        if not self._open:
            return ""
        field = self._open.pop()
        self.drawing -= field.draws
        if field.shown:
            return ""
        self.muted -= 1
        ruby = _RUBY.match(field.instruction)
        return field.instruction[ruby.end() :].strip().removesuffix(")") if ruby else ""
