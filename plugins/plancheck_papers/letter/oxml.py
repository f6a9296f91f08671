"""Paragraphs of WordprocessingML, made or changed."""

from collections.abc import Iterable, Iterator
from typing import Any

Element = Any
"""lxml's; its types are no concern of a letter."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def name(tag: str) -> str:
    """Return a tag or attribute of WordprocessingML as lxml has it."""
    return f"{{{W}}}{tag}"


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element with children and attributes, all of WordprocessingML.

    Made by python-docx's own parser, so that python-docx takes it for one of its own.
    """
    from docx.oxml import OxmlElement

    made: Element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(name(key), value)
    made.extend(children)
    return made


def text(words: str, tag: str = "t") -> Element:
    """Return an element that holds text, blanks and all."""
    made = element(tag)
    made.text = words
    made.set(_SPACE, "preserve")
    return made


def paragraphs(root: Element) -> Iterator[Element]:
    """Yield all paragraphs of a part, those in tables and text boxes too."""
    yield from root.iter(name("p"))


def texts(paragraph: Element) -> list[Element]:
    """Return the elements that hold a paragraph's own text, not that of a text box in it."""
    found = paragraph.iter(name("t"))
    return [each for each in found if next(each.iterancestors(name("p"))) is paragraph]


def replace(elements: Iterable[Element], start: int, end: int, words: str) -> None:
    """Put words where some characters of a paragraph stand, however Word has split them.

    :param elements: those of :func:`texts`
    :param start: the first character, counted over all elements
    :param end: the one behind the last
    """
    at = 0
    for each in elements:
        held = each.text or ""
        first, last = max(start - at, 0), min(end - at, len(held))
        at += len(held)
        if first < last:
            each.text = held[:first] + words + held[last:]
            each.set(_SPACE, "preserve")
            words = ""
