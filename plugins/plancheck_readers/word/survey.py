"""One pass over a part, before its blocks are read: what in it is plain.

Most paragraphs of a plan are nothing but runs of text, and most cells have no properties that
matter. To know which halves the time that reading takes; the pass itself runs in C but for the few
elements named here.
"""

from collections.abc import Iterable
from typing import NamedTuple

from plancheck_readers.word.names import (
    ALTERNATE,
    BODY,
    BR,
    CELL_DEL,
    CR,
    DEL,
    DRAWING,
    ENDNOTE_REFERENCE,
    FLD_CHAR,
    FOOTNOTE_REFERENCE,
    GRID_BEFORE,
    GRID_SPAN,
    H_MERGE,
    HIDDEN,
    MATH_T,
    MOVE_FROM,
    NO_BREAK_HYPHEN,
    NUM_PR,
    OBJECT,
    OUTLINE_LVL,
    P_STYLE,
    PICT,
    PTAB,
    R_STYLE,
    RUBY,
    SECT_PR,
    SUB_DOC,
    SYM,
    TAB,
    TBL,
    TC,
    TXBX_CONTENT,
    V_MERGE,
    VANISH,
    P,
    T,
)
from plancheck_readers.word.tree import Element

_SHAPING = frozenset({
    *(P_STYLE, NUM_PR, OUTLINE_LVL, SECT_PR),
    *(GRID_BEFORE, HIDDEN, GRID_SPAN, V_MERGE, H_MERGE, CELL_DEL),
})  # fmt: skip
"""Properties that change what a paragraph, a row or a cell is."""
_TWISTING = frozenset({
    *(ALTERNATE, BR, CR, TAB, PTAB, NO_BREAK_HYPHEN, SYM, RUBY, MATH_T, SUB_DOC),
    *(DRAWING, PICT, OBJECT, FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE),
    *(FLD_CHAR, DEL, MOVE_FROM, VANISH),
})  # fmt: skip
"""What makes a paragraph's text more than that of its ``w:t``, one after the other."""
_NESTING = frozenset({TBL, TXBX_CONTENT})
_PLAIN_TAGS = (P, T, *_SHAPING, *_TWISTING, *_NESTING)
_HOMES = frozenset({BODY, TC})


class Survey(NamedTuple):
    """What is plain in a part."""

    texts: dict[Element, list[str]]
    """Plain paragraphs and the texts of their ``w:t``."""
    shaped: set[Element]
    """Paragraphs, rows and cells with properties that matter; twisted paragraphs aside."""


def survey(root: Element, *, styled: bool) -> Survey:
    """Look over a part.

    :param styled: whether a character style might hide text
    """
    texts: dict[Element, list[str]] = {}
    shaped: set[Element] = set()
    twisted: set[Element] = set()
    current: list[str] = []
    for element in root.iter(*_PLAIN_TAGS, R_STYLE) if styled else root.iter(*_PLAIN_TAGS):
        tag = element.tag
        if tag == T:
            current.append(element.text or "")
        elif tag == P:
            texts[element] = current = []
            twisted.update(_nested(element))
        elif tag in _NESTING:
            twisted.update(_nested(element))
        elif tag in _SHAPING:
            shaped.update(_grandparent(element))
        else:
            twisted.update(element.iterancestors(P))
            if tag == DEL:
                shaped.update(_grandparent(element))
    for paragraph in twisted:
        texts.pop(paragraph, None)
    return Survey(texts, shaped)


def _nested(element: Element) -> Iterable[Element]:
    """Return all paragraphs that are in one another with this element, if there are any."""
    parent = element.getparent()
    if parent is None or parent.tag in _HOMES:
        return ()
    outer = list(element.iterancestors(P))
    return [*outer, *element.iter(P)] if outer else ()


def _grandparent(element: Element) -> Iterable[Element]:
    """Return what a property belongs to: the element around its group of properties."""
    group = element.getparent()
    owner = None if group is None else group.getparent()
    return () if owner is None else (owner,)
