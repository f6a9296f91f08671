"""The visible text of one paragraph (ODF 1.3 part 3, 6)."""

from plancheck.api import limits, regex
from plancheck_readers.opendocument.book import Book
from plancheck_readers.opendocument.names import (
    CHANGE_END,
    CHANGE_START,
    COUNT,
    DRAWN,
    HIDDEN_PARAGRAPH,
    HIDDEN_TEXT,
    IS_HIDDEN,
    LINE_BREAK,
    NOTE,
    SKIPPED,
    SPAN,
    STRING_VALUE,
    TAB,
    USED_STYLE,
    S,
)
from plancheck_readers.opendocument.numbers import whole
from plancheck_readers.opendocument.styles import Styles
from plancheck_readers.word.tree import Element

_BLANKS = regex("[ \t\r\n]+")


class Line:
    """Gathers the text of one paragraph, what floats beside it, and its notes."""

    def __init__(self, styles: Styles, book: Book, *, hidden: bool) -> None:
        self._styles = styles
        self._book = book
        self._changes = book.changes
        self._pieces: list[str] = []
        self._blank = True  # a blank here would be the second one, or the paragraph's first
        self._hidden = hidden
        self.gone = False
        """Whether a field hides the whole paragraph."""
        self.floating: list[Element] = []
        self.notes: list[Element] = []

    @property
    def _silent(self) -> bool:
        return self._hidden or self._changes.deleting

    @property
    def text(self) -> str:
        """What was gathered; a blank that ends a paragraph is none (6.1.2)."""
        if self.gone:
            return ""
        text = "".join(self._pieces)
        return text[:-1] if self._blank and text.endswith(" ") else text

    def read(self, element: Element) -> None:
        """Read what an element holds."""
        self._add(element.text)
        for child in element:
            self._child(child)
            self._add(child.tail)

    def _child(self, child: Element) -> None:
        tag = child.tag
        if tag == SPAN:
            self._span(child)
        elif tag in _SWITCHES:
            self._switch(child, tag)
        elif tag in SKIPPED:
            return
        elif tag == S:
            self._put(" " * min(whole(child.get(COUNT), 1), limits.SPAN))
        elif tag in _SIGNS:
            self._put(_SIGNS[tag])
        elif tag == NOTE:
            if not self._silent:
                self.notes.append(child)
        elif tag.startswith(DRAWN):
            if not self._silent:
                self.floating.append(child)
        else:
            self.read(child)

    def _switch(self, child: Element, tag: str) -> None:
        """Obey what shows or hides text."""
        if tag == HIDDEN_PARAGRAPH:
            self.gone = self.gone or child.get(IS_HIDDEN) == "true"
        elif tag != HIDDEN_TEXT:
            self._changes.mark(child)
        elif child.get(IS_HIDDEN) == "false":
            self._add(child.get(STRING_VALUE))

    def _span(self, span: Element) -> None:
        outer = self._hidden
        display = self._styles.look("text", span.get(USED_STYLE)).display
        if display is not None:
            self._hidden = display == "none"
        self.read(span)
        self._hidden = outer

    def _put(self, sign: str) -> None:
        if not self._silent:
            self._blank = False
            self._book.count_text(len(sign))
            self._pieces.append(sign)

    def _add(self, text: str | None) -> None:
        """Add characters; blanks in a row are one, and none begins a paragraph (6.1.2)."""
        if not text or self._silent:
            return
        text = _BLANKS.sub(" ", text)
        if self._blank and text[0] == " ":
            text = text[1:]
        if text:
            self._blank = text[-1] == " "
            self._book.count_text(len(text))
            self._pieces.append(text)


_SWITCHES = frozenset({CHANGE_START, CHANGE_END, HIDDEN_PARAGRAPH, HIDDEN_TEXT})
_SIGNS = {TAB: "\t", LINE_BREAK: "\n"}
