"""What floats beside the text: text boxes, pictures, charts, diagrams, embedded objects."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.api import regex
from plancheck_readers.tally import LARGE
from plancheck_readers.word.alternatives import shown
from plancheck_readers.word.names import (
    BLIP,
    CHART,
    DIAGRAM,
    DOC_PR,
    EXTENT,
    IMAGE_DATA,
    OFF,
    OLE_OBJECT,
    REL_DIAGRAM,
    REL_ID,
    SUB_DOC,
    TEXT_PATH,
    TXBX_CONTENT,
)
from plancheck_readers.word.tree import Element

_EMU = {"in": 914400.0, "cm": 360000.0, "mm": 36000.0, "pt": 12700.0, "pc": 152400.0, "px": 9525.0}
"""English Metric Units in the units of VML."""
_LENGTH = regex(
    r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]{1,9})\s*(in|cm|mm|pt|pc|px)\b", re.IGNORECASE
)


class Drawing(NamedTuple):
    """What one drawing holds."""

    boxes: tuple[Element, ...] = ()
    """Contents of text boxes."""
    words: tuple[str, ...] = ()
    """Words drawn as a picture of letters (WordArt of older versions)."""
    picture: bool = False
    large: bool = False
    """Whether a picture is so large that it may show text, or of unknown size."""
    objects: tuple[str, ...] = ()
    """Kinds of embedded objects, such as ``Excel.Sheet.12``."""
    charts: tuple[str, ...] = ()
    """Relationship ids of charts' parts."""
    diagrams: tuple[str, ...] = ()
    """Relationship ids of the data of SmartArt."""


def read_drawing(element: Element) -> Drawing:
    """Tell what a drawing, a VML picture or an embedded object holds; nothing of a hidden one."""
    if element.tag == SUB_DOC:
        return Drawing(objects=("subdocument",))
    inside = tuple(shown(element))
    if any(child.tag == DOC_PR and child.get("hidden", "0") not in OFF for child in inside):
        return Drawing()
    objects = tuple(_kind(child) for child in inside if child.tag == OLE_OBJECT)
    picture = not objects and any(child.tag in (BLIP, IMAGE_DATA) for child in inside)
    return Drawing(
        boxes=tuple(child for child in inside if child.tag == TXBX_CONTENT),
        words=tuple(child.get("string", "") for child in inside if child.tag == TEXT_PATH),
        picture=picture,
        large=picture and _large(inside),
        objects=tuple(kind for kind in objects if not kind.lower().startswith("equation")),
        charts=_ids(inside, CHART, REL_ID),
        diagrams=_ids(inside, DIAGRAM, REL_DIAGRAM),
    )


def _ids(inside: tuple[Element, ...], tag: str, key: str) -> tuple[str, ...]:
    return tuple(child.get(key, "") for child in inside if child.tag == tag)


def _kind(element: Element) -> str:
    return element.get("ProgID") or "OLE"


def _large(inside: tuple[Element, ...]) -> bool:
    sizes = [size for child in inside for size in _sizes(child)]
    return not sizes or max(sizes) >= LARGE


def _sizes(element: Element) -> Iterator[float]:
    """Yield the area of a drawing or a VML shape, in square EMU."""
    if element.tag == EXTENT:
        width, height = element.get("cx", ""), element.get("cy", "")
        if width.isdecimal() and height.isdecimal():
            yield float(width) * float(height)
    elif style := element.get("style"):
        sides = {side.lower(): _emu(number, unit) for side, number, unit in _LENGTH.findall(style)}
        if len(sides) == 2:  # noqa: PLR2004 - width and height
            yield sides["width"] * sides["height"]


def _emu(number: str, unit: str) -> float:
    try:
        return float(number) * _EMU[unit.lower()]
    except ValueError:  # several points
        return 0.0
