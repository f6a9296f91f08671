"""What styles say that matters to text ([MS-DOC] 2.9.271 ``STSH``)."""

from collections.abc import Callable
from typing import NamedTuple

from plancheck_readers.word.headings import BODY_TEXT, named_level
from plancheck_readers.word_binary import looks
from plancheck_readers.word_binary.binary import u16, wide
from plancheck_readers.word_binary.looks import CharLook, Looks, ParaLook

_NONE = 0xFFF
_PARAGRAPH, _CHARACTER = 1, 2
_BUILT_IN_TITLE = 62
_LAST_HEADING = 9
_GENERATIONS = 50
"""Styles that one is based on, one behind the other; Word allows a dozen."""


class Style(NamedTuple):
    """What a style means, with what it is based on."""

    level: int | None = None
    """Heading level 1-9, 0 for the title, None for ordinary text."""
    list: int | None = None
    depth: int | None = None
    """Level in the list, from 0."""
    hidden: bool = False
    lineage: tuple[int, ...] = ()
    """The style's index, then those of the styles it is based on."""


_UNKNOWN = Style()


class _Stored(NamedTuple):
    base: int
    level: int | None
    paragraph: ParaLook
    chars: CharLook


class StyleSheet:
    """All styles of a document, by index; what a style is based on is inherited.

    :param data: the structure; empty for a document that has none
    :param reader: reads the properties in it
    :param miss: told once of each style that is wanted and not there
    """

    def __init__(self, data: bytes, reader: Looks, miss: Callable[[], None]) -> None:
        self._reader = reader
        self._miss = miss
        self._size = u16(data, 4)
        self._places = _places(data)
        self._data = data
        self._styles: dict[int, Style] = {}

    def get(self, index: int) -> Style:
        """Return what a style means."""
        style = self._styles.get(index)
        if style is None:
            style = self._styles[index] = self._resolve(index)
        return style

    @property
    def hides(self) -> bool:
        """Whether any style hides its text."""
        return any(
            self.get(index).hidden for index, (start, end) in enumerate(self._places) if start < end
        )

    def _resolve(self, index: int) -> Style:
        lineage: list[int] = []
        stored: list[_Stored] = []
        while index != _NONE and index not in lineage and len(lineage) < _GENERATIONS:
            found = self._stored(index)
            if found is None:
                self._miss()
                break
            lineage.append(index)
            stored.append(found)
            index = found.base
        style = _UNKNOWN
        for found in reversed(stored):
            style = _derive(style, found)
        return style._replace(lineage=tuple(lineage))

    def _stored(self, index: int) -> _Stored | None:
        """Read one style (2.9.258 ``STD``)."""
        if index >= len(self._places):
            return None
        start, end = self._places[index]
        std = self._data[start:end]
        if not std:
            return None
        built_in, kind_and_base, count = u16(std, 0) & 0xFFF, u16(std, 2), u16(std, 4) & 0xF
        kind, base = kind_and_base & 0xF, kind_and_base >> 4
        length = u16(std, self._size)
        name = wide(std, self._size + 2, length)
        parts = _parts(std, self._size + 2 + 2 * length + 2, count)
        paragraph = parts[0] if kind == _PARAGRAPH and parts else b""
        chars = parts[1:2] if kind == _PARAGRAPH else parts[:1] if kind == _CHARACTER else []
        return _Stored(
            base,
            _level(built_in, name),
            self._reader.paragraph(paragraph),
            self._reader.chars(b"".join(chars)),
        )


def _level(built_in: int, name: str) -> int | None:
    """Tell the level by the name, which may list others after commas, or by the number."""
    level = named_level(name.partition(",")[0])
    if level is None and built_in == _BUILT_IN_TITLE:
        return 0
    if level is None and 1 <= built_in <= _LAST_HEADING:
        return built_in
    return level


def _places(data: bytes) -> list[tuple[int, int]]:
    """Return where each style begins and ends; empty ones stand for none."""
    places = []
    at = 2 + u16(data, 0)
    for _ in range(u16(data, 2)):
        if at + 2 > len(data):
            break
        length = u16(data, at)
        places.append((at + 2, at + 2 + length))
        at += 2 + length
    return places


def _parts(std: bytes, at: int, count: int) -> list[bytes]:
    """Return the lists of changes of a style; each begins at an even place (2.9.338)."""
    parts = []
    for _ in range(count):
        length = u16(std, at)
        parts.append(std[at + 2 : at + 2 + length])
        at += 2 + length + length % 2
    return parts


def _derive(base: Style, stored: _Stored) -> Style:
    paragraph, vanish = stored.paragraph, stored.chars.vanish
    level = stored.level
    if level is None:
        level = base.level if paragraph.outline is None else outline_level(paragraph.outline)
    return Style(
        level=level,
        list=base.list if paragraph.list is None else paragraph.list,
        depth=base.depth if paragraph.level is None else paragraph.level,
        hidden=switched(vanish, style=base.hidden),
    )


def outline_level(value: int) -> int | None:
    """Turn an outline level (0-8, 9 for ordinary text) into a heading level 1-9."""
    return value + 1 if value < BODY_TEXT else None


def switched(value: int, *, style: bool) -> bool:
    """Tell whether a switch is on, given what the style says (2.9.328)."""
    if value == looks.AS_STYLE:
        return style
    if value == looks.NOT_AS_STYLE:
        return not style
    return value != looks.OFF
