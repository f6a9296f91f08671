"""Pictures in a page: large ones may be photographs of text."""

from lxml import etree

from plancheck_readers.web.looks import Style

_SIDE = 400
"""Pixels of each side from which a picture may hold a page or a table."""
_INLINE = 200_000
"""Characters of a picture that is kept in the page itself; smaller ones are signs and seals."""


def is_large(element: etree._Element, style: Style) -> bool:
    """Tell whether a picture may hold text that cannot be read."""
    sides = [_pixels(style.get(name) or element.get(name) or "") for name in ("width", "height")]
    if all(sides):
        return min(sides) >= _SIDE
    source = element.get("src") or ""
    return source.startswith("data:image/") and len(source) > _INLINE


def _pixels(length: str) -> int:
    """Return a length in pixels; 0 for one in other units or for none."""
    digits = length.strip().removesuffix("px").partition(".")[0]
    return int(digits[:6]) if digits.isascii() and digits.isdecimal() else 0
