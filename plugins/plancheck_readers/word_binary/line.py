"""The visible text of one paragraph.

Tracked insertions count, deletions never; of a field only its result; nothing that is hidden.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from plancheck.api import regex
from plancheck_readers.word.symbols import sign
from plancheck_readers.word_binary.book import Book
from plancheck_readers.word_binary.drawings import choice, inline_area
from plancheck_readers.word_binary.fields import BEGIN, END, SEPARATE, Fields
from plancheck_readers.word_binary.looks import PLAIN, CharLook
from plancheck_readers.word_binary.pieces import whole
from plancheck_readers.word_binary.stylesheet import switched

_CONTROL = regex("[\x00-\x1f]")
_TWISTED = regex("[\x00-\x08\x0a-\x1f]")
"""What makes a paragraph more than its characters; a tab does not."""
_SHOWN = {"\t": "\t", "\x0b": "\n", "\x1e": "-"}
"""Control characters that show as something: tab, line break, hyphen that keeps a line whole."""
_PRIVATE = frozenset(map(chr, range(0xF020, 0xF100)))
_PICTURE, _ANCHOR = "\x01", "\x08"
_EQUATION = "equation"


class Floating(NamedTuple):
    """Something that a paragraph holds beside its text."""

    anchor: int | None = None
    """Position of the mark of a shape."""
    area: float | None = None
    """Of a picture in the text, in square EMU."""
    object: str = ""
    """Kind of an embedded object."""


class Line:
    """Gathers the text of the paragraphs of one story, one after the other.

    :param book: the document
    :param start: where the story starts
    :param end: where it ends
    :param marks: marks of notes in it, by position
    """

    def __init__(
        self, book: Book, start: int, end: int, marks: Mapping[int, tuple[str, int]]
    ) -> None:
        self._book = book
        self._fields = Fields(obeyed=_balanced(book, start, end))
        self._marks = marks
        self._marked: Sequence[int] = sorted(marks)
        self._pieces: list[str] = []
        self.floating: list[Floating] = []
        """Pictures, shapes and objects met, until they are taken away."""

    def read(self, start: int, end: int, *, hidden: bool) -> str:
        """Return the text of a paragraph without its mark.

        :param hidden: whether its style hides its text
        """
        book = self._book
        if not hidden and not self._fields.muted and not self._marks_in(start, end):
            look, last = book.run_at(start)
            if look is PLAIN and last >= end and not _TWISTED.search(book.chars, start, end):
                return whole(book.chars[start:end])
        self._pieces = []
        while start < end:
            look, last = book.run_at(start)
            last = min(last, end)
            if not look.deleted:
                self._run(look, start, last, hidden=self.hides(look, hidden=hidden))
            start = last
        return whole("".join(self._pieces))

    def hides(self, look: CharLook, *, hidden: bool) -> bool:
        """Tell whether a run is hidden: itself, or by its style and the paragraph's.

        Two styles that both hide cancel each other out (ECMA-376 part 1, 17.7.3).
        """
        if look.style:
            hidden = self._book.styles.get(look.style).hidden != hidden
        return switched(look.vanish, style=hidden)

    def _marks_in(self, start: int, end: int) -> Sequence[int]:
        marked = self._marked
        return marked[bisect_left(marked, start) : bisect_left(marked, end)] if marked else ()

    def _run(self, look: CharLook, start: int, end: int, *, hidden: bool) -> None:
        if not (hidden or self._fields.muted):
            self._book.notes += [self._marks[at] for at in self._marks_in(start, end)]
        chars = self._book.chars
        for control in _CONTROL.finditer(chars, start, end):
            self._text(self._shown(look, chars[start : control.start()]), hidden=hidden)
            self._control(control[0], control.start(), look, hidden=hidden)
            start = control.end()
        self._text(self._shown(look, chars[start:end]), hidden=hidden)

    def _text(self, text: str, *, hidden: bool) -> None:
        if self._fields.muted:
            self._fields.instruct(text)
        elif text and not hidden:
            self._pieces.append(text)

    def _shown(self, look: CharLook, text: str) -> str:
        """Return what a look makes of characters that are no control characters."""
        if look.special and look.symbol:
            return self._symbol(look.symbol) * len(text)
        if look.font is None:
            return text
        font = self._book.font(look.font)  # its codes stand in a private range of Unicode
        return "".join(sign(font, ord(char)) if char in _PRIVATE else char for char in text)

    def _symbol(self, symbol: tuple[int, int]) -> str:
        font, code = symbol
        return sign(self._book.font(font), code)

    def _choice(self, place: int) -> None:
        """Show what is chosen in a drop-down list; it is as long as the data stream says."""
        chosen = choice(self._book.data, place)
        self._book.count_text(len(chosen))
        self._pieces.append(chosen)

    def _control(self, char: str, at: int, look: CharLook, *, hidden: bool) -> None:
        silent = hidden or self._fields.muted > 0
        field = _FIELD.get(char)
        if field:
            field(self, hidden)
        elif char == _PICTURE and look.form:
            if look.place is not None and not hidden and self._fields.choose():
                self._choice(look.place)
        elif silent:
            return
        elif char in _SHOWN:
            self._pieces.append(_SHOWN[char])
        elif char == _PICTURE and look.special and look.place is not None:
            self._picture(look)
        elif char == _ANCHOR and look.special:
            self.floating.append(Floating(anchor=at))

    def _picture(self, look: CharLook) -> None:
        if self._fields.drawing:
            return
        if look.object:
            self.floating.append(Floating(object="OLE"))
        elif look.place is not None:
            area = inline_area(self._book.data, look.place)
            self.floating.append(Floating(area=float("inf") if area is None else area))

    def _begin(self, _: bool) -> None:  # noqa: FBT001 - one signature for all three
        self._fields.begin()

    def _separate(self, hidden: bool) -> None:  # noqa: FBT001
        kind = self._fields.separate()
        silent = hidden or self._fields.muted > 0
        if kind and not silent and not kind.lower().startswith(_EQUATION):
            self.floating.append(Floating(object=kind))

    def _end(self, hidden: bool) -> None:  # noqa: FBT001
        shown = self._fields.end()
        self._text(shown, hidden=hidden)


_FIELD: dict[str, Callable[[Line, bool], None]] = {
    BEGIN: Line._begin,  # noqa: SLF001 - of this very class
    SEPARATE: Line._separate,  # noqa: SLF001
    END: Line._end,  # noqa: SLF001
}


def _balanced(book: Book, start: int, end: int) -> bool:
    """Tell whether every field of a story closes; those in deleted text aside."""
    depth = 0
    for mark in re.finditer(f"[{BEGIN}{END}]", book.chars[start:end]):
        if book.run_at(start + mark.start())[0].deleted:
            continue
        depth += 1 if mark[0] == BEGIN else -1
        if depth < 0:
            return False
    return depth == 0
