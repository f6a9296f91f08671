"""Content that is stored twice, for newer and for older programs (ECMA-376 part 3)."""

from collections.abc import Iterator

from plancheck_readers.word.names import ALTERNATE, CHOICE, FALLBACK, TXBX_CONTENT
from plancheck_readers.word.tree import Element


def chosen(alternate: Element) -> Element:
    """Return the alternative to read: the first choice, else the fallback, never both."""
    fallback = alternate
    for child in alternate:
        if child.tag == CHOICE:
            return child
        if child.tag == FALLBACK:
            fallback = child
    return fallback


def shown(element: Element) -> Iterator[Element]:
    """Yield what is inside a drawing, alternatives once; text boxes and hidden shapes unopened."""
    for child in element:
        if child.tag == ALTERNATE:
            yield from shown(chosen(child))
            continue
        if "visibility:hidden" in child.get("style", "").replace(" ", ""):
            continue
        yield child
        if child.tag != TXBX_CONTENT:
            yield from shown(child)
