"""What floats beside the text: text boxes, pictures, embedded objects (ODF 1.3 part 3, 10)."""

from collections.abc import Iterator
from typing import NamedTuple

from plancheck.api import regex
from plancheck_readers.opendocument.names import (
    DRAW_DISPLAY,
    DRAWN,
    FRAME,
    HEIGHT,
    HREF,
    IMAGE,
    OBJECT,
    OBJECT_OLE,
    PLUGINS,
    TEXT_BOX,
    WIDTH,
    H,
    P,
)
from plancheck_readers.word.tree import Element

_LENGTH = regex(r"([0-9.]{1,9})(in|cm|mm|pt|pc|px)")
_CM = {"in": 2.54, "cm": 1.0, "mm": 0.1, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
_LARGE = 180.0
"""Half the text area of an A4 page, in square centimetres: room for a table of months."""
_PREFERRED = frozenset({TEXT_BOX, IMAGE, OBJECT, OBJECT_OLE, *PLUGINS})


class Drawing(NamedTuple):
    """What one drawing holds."""

    boxes: tuple[Element, ...] = ()
    """Elements that hold paragraphs."""
    objects: tuple[str, ...] = ()
    """Where embedded objects stand."""
    pictures: tuple[bool, ...] = ()
    """For each picture whether it is so large that it may show text, or of unknown size."""


def read_drawing(element: Element) -> Drawing:
    """Tell what a drawing holds; nothing of one that is not displayed."""
    shapes = list(_shapes(element))
    return Drawing(
        boxes=tuple(shape for shape in shapes if _holds_text(shape)),
        objects=tuple(shape.get(HREF, "") for shape in shapes if shape.tag in _OBJECTS),
        pictures=tuple(_large(shape) for shape in shapes if shape.tag == IMAGE),
    )


_OBJECTS = frozenset({OBJECT, OBJECT_OLE, *PLUGINS})


def _shapes(element: Element) -> Iterator[Element]:
    """Yield a drawing and those in it; of a frame's alternatives the first (10.4.2)."""
    if element.get(DRAW_DISPLAY) in ("none", "printer"):
        return
    if element.tag == FRAME:
        for child in element:
            if child.tag in _PREFERRED:
                yield child
                return
        return
    yield element
    if not _holds_text(element):
        for child in element:
            if child.tag.startswith(DRAWN):
                yield from _shapes(child)


def _holds_text(element: Element) -> bool:
    return element.tag == TEXT_BOX or any(True for _ in element.iterchildren(P, H))


def _large(image: Element) -> bool:
    frame = image.getparent()
    if frame is None:
        return True
    sides = [_LENGTH.fullmatch(frame.get(name, "")) for name in (WIDTH, HEIGHT)]
    area = 1.0
    for side in sides:
        if side is None or side[1].count(".") > 1 or side[1] == ".":
            return True
        area *= float(side[1]) * _CM[side[2]]
    return area >= _LARGE
