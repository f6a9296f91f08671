"""What floats beside the text: shapes, by the number that their anchors give.

[MS-DOC] 2.9.172 (``OfficeArtContent``), 2.9.256 (``Spa``), [MS-ODRAW] 2.2.
"""

from collections.abc import Iterator
from typing import NamedTuple

from plancheck_readers.word_binary.binary import s16, s32, u16, u32

_HEADER = 8
_CONTAINER = 0xF
_DRAWINGS, _DRAWING, _GROUP, _SHAPE = 0xF000, 0xF002, 0xF003, 0xF004
_SHAPE_ID = 0xF00A
_OPTIONS = frozenset({0xF00B, 0xF121, 0xF122})
_IS_OBJECT = 0x10
_BLIP, _WORDS, _FLAGS = 0x0104, 0x00C0, 0x03BF
_HIDDEN = 0x00020002
"""Bits that say that a shape is hidden, and that this is said at all."""
_NUMBER = 0x3FFF
_COMPLEX = 0x8000
_DEEPEST = 50
"""Groups in groups that are looked into."""
_EMU = 635
"""English Metric Units of a twip (a twentieth of a point)."""
_PER_MILLE = 1000


class Shape(NamedTuple):
    """A shape, or a group of them, at one anchor."""

    numbers: tuple[int, ...] = ()
    """Its number, then those of the shapes in it that are shown."""
    concealed: tuple[int, ...] = ()
    """Numbers of the shapes in it that are hidden."""
    words: tuple[str, ...] = ()
    """Words drawn as a picture of letters (WordArt)."""
    picture: bool = False
    object: bool = False
    hidden: bool = False


class Anchor(NamedTuple):
    """Where a shape is tied to the text."""

    shape: int
    area: float
    """Of its frame, in square EMU."""


def anchors(element: bytes) -> Anchor:
    """Read what is said of an anchor."""
    left, top, right, bottom = (s32(element, at) for at in (4, 8, 12, 16))
    return Anchor(u32(element, 0), float(right - left) * float(bottom - top) * _EMU**2)


def shapes(content: bytes) -> dict[int, Shape]:
    """Find all shapes of a document.

    :param content: the structure that holds them; empty for a document without drawings
    """
    found: dict[int, Shape] = {}
    at = 0
    while at + _HEADER <= len(content):
        kind, start, end = _record(content, at)
        if kind == _DRAWING:
            for shape in _of_drawing(content, start, end):
                found.setdefault(shape.numbers[0], shape)
        elif kind != _DRAWINGS:
            at += 1  # before each drawing stands a byte that says whether headers show it
            kind, start, end = _record(content, at)
            if kind != _DRAWING:
                break
            continue
        at = end
    return found


def _record(content: bytes, at: int) -> tuple[int, int, int]:
    """Return kind, start and end of a record (2.2.1), which ends where its parent does."""
    start = at + _HEADER
    return u16(content, at + 2), start, min(start + u32(content, at + 4), len(content))


def _records(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    while start + _HEADER <= end:
        kind, inside, after = _record(content, start)
        yield kind, inside, min(after, end)
        start = after


def _of_drawing(content: bytes, start: int, end: int) -> Iterator[Shape]:
    for kind, inside, after in _records(content, start, end):
        if kind == _GROUP:  # the group that holds all others
            for child, first, last in _records(content, inside, after):
                if child in (_GROUP, _SHAPE):
                    shape = _shape(content, child, first, last, _DEEPEST)
                    if shape.numbers:
                        yield shape
        elif kind == _SHAPE:
            shape = _shape(content, kind, inside, after, 0)
            if shape.numbers:
                yield shape


def _shape(content: bytes, kind: int, start: int, end: int, deepest: int) -> Shape:
    """Read a shape, or a group and what it holds; its first shape stands for the group."""
    if kind == _SHAPE:
        return _single(content, start, end)
    if not deepest:
        return Shape()
    parts = [
        _shape(content, child, first, last, deepest - 1)
        for child, first, last in _records(content, start, end)
        if child in (_GROUP, _SHAPE)
    ]
    shown = [part for index, part in enumerate(parts) if not index or not part.hidden]
    hidden = [part for part in parts[1:] if part.hidden]
    return Shape(
        tuple(number for part in shown for number in part.numbers),
        tuple(number for part in hidden for number in part.numbers)
        + tuple(number for part in parts for number in part.concealed),
        tuple(words for part in shown for words in part.words),
        any(part.picture for part in shown),
        any(part.object for part in shown),
        any(part.hidden for part in shown),
    )


def _single(content: bytes, start: int, end: int) -> Shape:
    shape = Shape()
    for kind, first, last in _records(content, start, end):
        if kind == _SHAPE_ID:
            flags = u32(content, first + 4)
            shape = shape._replace(numbers=(u32(content, first),), object=bool(flags & _IS_OBJECT))
        elif kind in _OPTIONS:
            shape = _with_options(shape, content[first:last], u16(content, first - _HEADER) >> 4)
    return shape


def _with_options(shape: Shape, options: bytes, count: int) -> Shape:
    """Take the options of a shape that matter (2.2.7, 2.3)."""
    at = 6 * count
    for index in range(min(count, len(options) // 6)):
        code, value = u16(options, 6 * index), u32(options, 6 * index + 2)
        number = code & _NUMBER
        if number == _BLIP and value:
            shape = shape._replace(picture=True)
        elif number == _FLAGS and value & _HIDDEN == _HIDDEN:
            shape = shape._replace(hidden=True)
        if code & _COMPLEX:
            if number == _WORDS:
                words = options[at : at + value].decode("utf-16-le", "replace").rstrip("\0")
                shape = shape._replace(words=(*shape.words, words))
            at += value
    return shape


def inline_area(data: bytes, place: int) -> float | None:
    """Return the area of a picture in the text in square EMU (2.9.190 ``PICF``).

    :param data: the data stream
    :returns: None where nothing is stored at that place
    """
    if u32(data, place) == 0:
        return None
    width = float(s16(data, place + 28)) * u16(data, place + 32) / _PER_MILLE
    height = float(s16(data, place + 30)) * u16(data, place + 34) / _PER_MILLE
    return width * height * _EMU**2


def choice(data: bytes, place: int) -> str:
    """Return what is chosen in a drop-down list (2.9.78 ``FFData``); empty for other fields."""
    at = place + u16(data, place + 4)
    bits = u16(data, at + 4)
    if u32(data, at) != 0xFFFFFFFF or bits & 3 != 2:  # noqa: PLR2004 - a list of choices
        return ""
    chosen = bits >> 2 & 0x1F
    at = _after_text(data, at + 10)
    default = u16(data, at)
    at += 2
    for _ in range(5):
        at = _after_text(data, at)
    count = u16(data, at + 2)
    at += 6
    wanted = default if chosen == 25 else chosen  # noqa: PLR2004 - nothing was chosen
    for index in range(min(count, 25)):
        length = u16(data, at)
        if index == wanted:
            return data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
        at += 2 + 2 * length
    return ""


def _after_text(data: bytes, at: int) -> int:
    """Return where a text with its length before and a zero after it ends (2.9.354)."""
    return at + 2 + 2 * u16(data, at) + 2
