"""The streams of a document's container ([MS-CFB], read by olefile)."""

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import olefile

from plancheck.api import Unreadable, limits
from plancheck_readers.word_binary.binary import damaged, u16, u32

_HEADER = 512
_SHIFTS = {9: 512, 12: 4096}
"""Exponents of a sector's size that there are, and the size."""
_SHIFT_AT = 30
_COUNTS = (40, 44, 64, 72)
"""Where the header tells the number of sectors of the directory and of its three tables."""
_ENTRY = 128
"""Bytes of an entry of the directory."""


class Streams(NamedTuple):
    """What of a container a document's text needs."""

    document: bytes
    """``WordDocument``: the text and the properties of its characters and paragraphs."""
    tables: tuple[bytes, bytes]
    """``0Table`` and ``1Table``, of which one counts; empty where there is none."""
    data: bytes
    """``Data``: pictures, choices of form fields, long properties."""


def open_streams(data: bytes) -> Streams:
    """Open a container.

    :param data: all bytes of the file
    :raises Unreadable: when it is damaged or its structure claims more than the file holds
    """
    _check_header(data)
    try:
        with _Container(io.BytesIO(data)) as ole:
            return _streams(ole, len(data))
    except Unreadable:
        raise
    except Exception as error:  # olefile raises what Python does on lying offsets
        raise damaged("OLE") from error


class _Container(olefile.OleFileIO):  # type: ignore[misc]  # olefile has no types
    """A container whose directory is looked at before a tree is made of it."""

    def loaddirectory(self, sect: int) -> None:
        """Read the directory, unless it loops or is longer than any honest one."""
        most = limits.MEMBERS * _ENTRY // self.sectorsize
        if _check_chain(self.fat, sect, most + 1) > most:
            raise damaged("Directory")
        super().loaddirectory(sect)


def _streams(ole: Any, most: int) -> Streams:  # noqa: ANN401 - olefile has no types
    """Read the streams.

    :param most: bytes that a stream can have: a loop of sectors makes it longer than the file
    """
    if ole.root is None or ole.root.size > most:  # it holds all small streams
        raise damaged("Root Entry")
    _check_chain(ole.fat, ole.root.isectStart, -(-ole.root.size // ole.sectorsize))
    names = ("WordDocument", "0Table", "1Table", "Data")
    document, table_0, table_1, beside = (_stream(ole, name, most) for name in names)
    if not document:
        raise damaged("WordDocument")
    return Streams(document, (table_0, table_1), beside)


def _check_header(data: bytes) -> None:
    """Refuse a container whose tables could not lie in it: olefile would follow them for hours."""
    sector = _SHIFTS.get(u16(data, _SHIFT_AT))
    if sector is None or len(data) < _HEADER:
        raise damaged("OLE")
    most = len(data) // sector + 1
    if any(u32(data, at) > most for at in _COUNTS):
        raise damaged("OLE")


def _check_chain(table: Sequence[int], sector: int, count: int) -> int:
    """Refuse a chain of sectors that comes back to one of its own: its bytes would repeat.

    :param count: sectors of it that are looked at
    :returns: how many sectors it has, up to that
    """
    met: set[int] = set()
    while len(met) < count and sector < len(table):
        if sector in met:
            raise damaged("OLE")
        met.add(sector)
        sector = table[sector]
    return len(met)


def _stream(ole: Any, name: str, most: int) -> bytes:  # noqa: ANN401 - see above
    """Return a stream's bytes; none where there is no such stream."""
    entry = next((kid for kid in ole.root.kids if kid.name.lower() == name.lower()), None)
    if entry is None:
        return b""
    if entry.size > most:
        raise damaged(name)
    if entry.size >= ole.minisectorcutoff:
        _check_chain(ole.fat, entry.isectStart, -(-entry.size // ole.sectorsize))
    with ole.openstream(name) as stream:
        content: bytes = stream.read()
    return content
