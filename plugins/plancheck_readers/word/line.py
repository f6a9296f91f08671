"""The visible text of one paragraph.

Tracked insertions count, deletions never; of a field only its result; nothing that is hidden.
"""

from collections.abc import Callable
from typing import ClassVar

from plancheck_readers.word.alternatives import chosen
from plancheck_readers.word.fields import Fields
from plancheck_readers.word.names import (
    ALTERNATE,
    BR,
    CHAR,
    CR,
    DRAWING,
    ENDNOTE_REFERENCE,
    FLD_CHAR,
    FONT,
    FOOTNOTE_REFERENCE,
    ID,
    MATH_T,
    NO_BREAK_HYPHEN,
    OBJECT,
    OFF,
    PICT,
    PTAB,
    R_PR,
    R_STYLE,
    RUBY,
    RUBY_BASE,
    SKIPPED,
    SUB_DOC,
    SYM,
    TAB,
    TYPE,
    VAL,
    VANISH,
    XML_SPACE,
    R,
    T,
)
from plancheck_readers.word.styles import StyleSheet
from plancheck_readers.word.symbols import sign
from plancheck_readers.word.tree import Element

_BLANKS = " \t\r\n"
_PAGE = "\f"
"""A break of the page or column: it parts what stands on both sides of it, and nothing else."""


class Line:
    """Gathers the text of paragraphs, one after the other; fields may reach over several.

    :param styles: hands over the style sheet when a run's style must be known
    :param fields: the fields of the story
    """

    def __init__(self, styles: Callable[[], StyleSheet], fields: Fields) -> None:
        self._styles = styles
        self._fields = fields
        self._pieces: list[str] = []
        self.hidden = False
        """Whether the paragraph's style hides its text."""
        self.floating: list[Element] = []
        """Drawings, pictures and embedded objects met, until they are taken away."""
        self.notes: list[tuple[str, str]] = []
        """Foot- and endnotes the paragraph refers to: kind of note and id."""

    def begin(self, *, hidden: bool) -> None:
        """Start a new paragraph."""
        self._pieces = []
        self.notes = []
        self.hidden = hidden

    @property
    def muted(self) -> bool:
        """Whether a field has begun whose result is still to come."""
        return self._fields.muted > 0

    @property
    def text(self) -> str:
        """What was gathered since the paragraph began."""
        text = "".join(self._pieces)
        return text.strip(_PAGE).replace(_PAGE, "\n") if _PAGE in text else text

    def inline(self, element: Element) -> None:
        """Read one child of a paragraph: a run, or what may hold runs."""
        tag = element.tag
        if tag == R:
            self.run(element)
        elif tag in SKIPPED:
            return
        elif tag in (T, MATH_T):
            self._text(element)
        elif tag == SUB_DOC:
            self.floating.append(element)
        else:
            for child in chosen(element) if tag == ALTERNATE else element:
                self.inline(child)

    def run(self, run: Element) -> None:
        """Read a run."""
        hidden = self._hides(run)
        for child in run:
            tag = child.tag
            if tag == FLD_CHAR:
                self._field(child, silent=hidden or self.muted)
            elif hidden or self._fields.muted:
                continue
            elif tag == T:
                self._text(child)
            else:
                read = self.READ.get(tag)
                if read:
                    read(self, child)

    def _hides(self, run: Element) -> bool:
        """Tell whether a run is hidden: itself, or by its style and the paragraph's.

        Two styles that both hide cancel each other out (ECMA-376 part 1, 17.7.3).
        """
        by_style = False
        for properties in run.iterchildren(R_PR):
            for child in properties:
                if child.tag == VANISH:
                    return child.get(VAL) not in OFF
                if child.tag == R_STYLE:
                    by_style = self._styles().look(child.get(VAL, "")).hidden
        return by_style != self.hidden

    def _text(self, element: Element) -> None:
        if not self._fields.muted:
            self._pieces.append(words(element))

    def _field(self, element: Element, *, silent: bool) -> None:
        result = self._fields.step(element)
        if not silent:
            self._pieces.append(result)

    def _break(self, element: Element) -> None:
        kind = element.get(TYPE, "textWrapping")
        self._pieces.append("\n" if kind == "textWrapping" else _PAGE)

    def _tab(self, _: Element) -> None:
        self._pieces.append("\t")

    def _hyphen(self, _: Element) -> None:
        self._pieces.append("-")

    def _symbol(self, element: Element) -> None:
        try:
            code = int(element.get(CHAR, ""), 16)
        except ValueError:
            return
        self._pieces.append(sign(element.get(FONT, ""), code))

    def _float(self, element: Element) -> None:
        self.floating.append(element)

    def _note(self, element: Element) -> None:
        kind = "footnotes" if element.tag == FOOTNOTE_REFERENCE else "endnotes"
        self.notes.append((kind, element.get(ID, "")))

    def _ruby(self, element: Element) -> None:
        for base in element.iterchildren(RUBY_BASE):
            for child in base:
                self.inline(child)

    def _alternative(self, element: Element) -> None:
        for child in chosen(element):
            read = self.READ.get(child.tag)
            if read:
                read(self, child)
            else:
                self.inline(child)

    READ: ClassVar[dict[str, Callable[["Line", Element], None]]] = {
        ALTERNATE: _alternative,
        BR: _break,
        CR: _break,
        TAB: _tab,
        PTAB: _tab,
        NO_BREAK_HYPHEN: _hyphen,
        SYM: _symbol,
        RUBY: _ruby,
        DRAWING: _float,
        PICT: _float,
        OBJECT: _float,
        FOOTNOTE_REFERENCE: _note,
        ENDNOTE_REFERENCE: _note,
    }
    """How the children of a run are read."""


def words(element: Element) -> str:
    """Return the text of a ``w:t``.

    Blanks as Word treats them: line ends are spaces, and outer ones go unless they are kept.
    """
    text = element.text
    if not text:
        return ""
    if text[0] <= " " or text[-1] <= " " or "\n" in text:
        text = text.replace("\n", " ")
        return text if element.get(XML_SPACE) == "preserve" else text.strip(_BLANKS)
    return text


def plain(paragraph: Element, texts: list[str]) -> str:
    """Return the text of a plain paragraph.

    :param texts: the texts of its ``w:t`` (:mod:`.survey`)
    """
    text = "".join(texts)
    if " " in text or "\n" in text or "\t" in text:
        return "".join([words(element) for element in paragraph.iter(T)])
    return text
