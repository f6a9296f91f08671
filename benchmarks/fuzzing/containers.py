"""Mutations of binary Word documents, in place in the streams of their container.

Streams are found as [MS-CFB] 2.3 and 2.6 say; the parts of a document as the pairs of offset and
length at the start of ``WordDocument`` say ([MS-DOC] 2.5.1).
"""

import io
import struct
import warnings
from functools import lru_cache
from typing import NamedTuple

import olefile

from fuzzing.chance import Chance
from fuzzing.plain import bytes_, in_place

_PAIRS_AT, _PAIRS = 154, 93
_PAGE = 512
_WORD, _TABLES = "worddocument", ("1table", "0table")


class _Layout(NamedTuple):
    """Where the bytes of the streams stand in the file."""

    word: tuple[int, ...]
    table: tuple[int, ...]


def container(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate a document's header, tables, pages of properties, text or container."""
    layout = _layout(data)
    if not layout.word or chance.random() < 0.05:  # noqa: PLR2004 - a share
        return bytes_(chance, data, other)
    content = bytearray(data)
    word = bytearray(content[at] for at in layout.word)
    table = bytearray(content[at] for at in layout.table)
    for _ in range(chance.few(10)):
        _change(chance, content, word, table)
    for stream, places in ((word, layout.word), (table, layout.table)):
        for at, value in zip(places, stream, strict=True):
            if value != data[at]:
                content[at] = value
    return bytes(content)


def _change(chance: Chance, content: bytearray, word: bytearray, table: bytearray) -> None:
    roll = chance.random()
    if roll < 0.2:  # noqa: PLR2004 - shares
        in_place(chance, word, 0, _PAIRS_AT + 8 * _PAIRS)
    elif roll < 0.65:  # noqa: PLR2004
        pairs = _filled(word, len(table))
        if pairs:
            start, length = chance.choice(pairs)
            in_place(chance, table, start, start + length)
    elif roll < 0.85:  # noqa: PLR2004
        _page(chance, word)
    elif roll < 0.93:  # noqa: PLR2004
        in_place(chance, word, 0, len(word))
    else:
        in_place(chance, content, 0, len(content) if chance.random() < 0.3 else _PAGE)  # noqa: PLR2004


def _page(chance: Chance, word: bytearray) -> None:
    """Change a page, mostly one of the last: properties come behind the text."""
    pages = len(word) // _PAGE
    if pages:
        page = max(0, pages - chance.few(12)) if chance.random() < 0.8 else chance.randrange(pages)  # noqa: PLR2004
        in_place(chance, word, page * _PAGE, (page + 1) * _PAGE)


def _filled(word: bytearray, room: int) -> list[tuple[int, int]]:
    """Return offset and length of each part of the table stream."""
    found = []
    for number in range(_PAIRS):
        at = _PAIRS_AT + 8 * number
        if at + 8 <= len(word):
            start, length = struct.unpack_from("<2I", word, at)
            if 0 < length <= room and start < room:
                found.append((start, length))
    return found


@lru_cache(maxsize=256)
def _layout(data: bytes) -> _Layout:
    try:
        with warnings.catch_warnings(), olefile.OleFileIO(io.BytesIO(data)) as ole:
            warnings.simplefilter("ignore")
            found = {entry.name.lower(): _places(ole, entry) for entry in ole.root.kids}
    except Exception:  # noqa: BLE001 - some of the seeds are no containers, on purpose
        return _Layout((), ())
    tables = [found[name] for name in _TABLES if name in found]
    return _Layout(found.get(_WORD, ()), tables[0] if tables else ())


def _places(ole: "olefile.OleFileIO", entry: "olefile.OleDirectoryEntry") -> tuple[int, ...]:
    """Return where in the file each byte of a stream stands."""
    small = entry.size < ole.minisectorcutoff
    if small:
        inner = _chain(ole, ole.root.isectStart, ole.root.size, small=False)
        outer = _chain(ole, entry.isectStart, entry.size, small=True)
        return tuple(inner[at] for at in outer)
    return _chain(ole, entry.isectStart, entry.size, small=False)


def _chain(ole: "olefile.OleFileIO", sector: int, size: int, *, small: bool) -> tuple[int, ...]:
    if small and not ole.minifat:
        ole.loadminifat()
    width = ole.minisectorsize if small else ole.sectorsize
    table = ole.minifat if small else ole.fat
    places: list[int] = []
    while sector < len(table) and len(places) < size:
        start = sector * width if small else (sector + 1) * width
        places.extend(range(start, start + width))
        sector = table[sector]
    return tuple(places[:size])
