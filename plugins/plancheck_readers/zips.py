"""What stands in a zip file: its directory, its entries, their bytes.

The standard ``zipfile`` is not used: it trusts declared sizes when it unpacks, accepts two members
of one name, and takes longer to import than a document takes to read. What is read here follows
PKWARE's APPNOTE 6.3 (sections 4.3-4.5); nothing is ever written to a disk.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.api import Unreadable, limits

_END = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_END_REACH = _END.size + 0xFFFF
_END64 = struct.Struct("<4sQ2H2L4Q")
_END64_MAGIC = b"PK\x06\x06"
_LOCATOR = struct.Struct("<4sLQL")
_LOCATOR_MAGIC = b"PK\x06\x07"
_ENTRY = struct.Struct("<4s6H3L5H2L")
_ENTRY_MAGIC = b"PK\x01\x02"
_LENGTHS = struct.Struct("<3H")
_LENGTHS_AT = 28
"""Where an entry tells the lengths of its name, extra field and comment."""
_LOCAL = struct.Struct("<4s5H3L2H")
MAGIC = b"PK\x03\x04"
"""How the header of an entry begins, and so nearly every zip file."""

_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_FULL = 0xFFFFFFFF
_MANY = 0xFFFF
_UNIX = 3
"""System that wrote an entry (APPNOTE 4.4.2.2)."""
_WIDE = 1
"""Extra field with sizes that do not fit 32 bits (APPNOTE 4.5.3)."""


class Directory(NamedTuple):
    """Where a zip file's directory stands."""

    at: int
    entries: int
    """Their number, as it declares."""
    shift: int
    """How far offsets are shifted: something may have been put before the file."""


class Entry(NamedTuple):
    """One entry of the directory."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    """Bytes in the file."""
    size: int
    """Bytes when unpacked, as declared."""
    offset: int
    """Where its local header stands."""
    extra: bytes
    mode: int
    """Of a Unix system, with the kind of file; 0 where it was written by another."""


def directory(data: bytes) -> Directory:
    """Find the directory at the end of a zip file.

    :raises Unreadable: when it is none, or cut off
    """
    end = data.rfind(_END_MAGIC, max(0, len(data) - _END_REACH))
    if end < 0 or len(data) - end < _END.size:
        raise Unreadable("zip.truncated" if data.startswith(MAGIC) else "zip.none")
    _, _, _, _, count, size, offset, _ = _END.unpack_from(data, end)
    if count == _MANY or _FULL in (size, offset):
        end, count, size, offset = _locate64(data, end, (count, size, offset))
    start = end - size
    if start < offset:
        raise Unreadable("zip.truncated")
    return Directory(start, count, start - offset)


def _locate64(data: bytes, end: int, small: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Find the record that large packages (and some small ones) have besides (APPNOTE 4.3.14)."""
    at = end - _LOCATOR.size - _END64.size
    if at < 0 or data[end - _LOCATOR.size : end - _LOCATOR.size + 4] != _LOCATOR_MAGIC:
        return end, *small
    magic, *_, count, size, offset = _END64.unpack_from(data, at)
    if magic != _END64_MAGIC:
        raise Unreadable("zip.truncated")
    return at, count, size, offset


def places(data: bytes, found: Directory) -> Iterator[tuple[int, bytes]]:
    """Yield where each entry of the directory stands, and its name.

    :raises Unreadable: when the directory is cut off
    """
    at = found.at
    for _ in range(found.entries):
        if len(data) - at < _ENTRY.size or data[at : at + 4] != _ENTRY_MAGIC:
            raise Unreadable("zip.truncated")
        named, extra, comment = _LENGTHS.unpack_from(data, at + _LENGTHS_AT)
        start = at + _ENTRY.size
        yield at, data[start : start + named]
        at = start + named + extra + comment


def entry(data: bytes, at: int, shift: int) -> Entry:
    """Read the entry of the directory that stands at a place."""
    fields = _ENTRY.unpack_from(data, at)
    _, made, _, flags, method, _, _, crc, packed, size, named, extra, *_, more, offset = fields
    start = at + _ENTRY.size + named
    field = data[start : start + extra]
    if _FULL in (packed, size, offset):
        size, packed, offset = _widened(field, (size, packed, offset))
    name = data[start - named : start]
    mode = more >> 16 if made >> 8 == _UNIX else 0
    return Entry(name, flags, method, crc, packed, size, offset + shift, field, mode)


def _widened(field: bytes, sizes: tuple[int, int, int]) -> tuple[int, int, int]:
    """Take sizes that do not fit 32 bits from the extra field (APPNOTE 4.5.3)."""
    wide = extra_field(field, _WIDE)
    values = []
    for size in sizes:
        if size == _FULL and len(wide) >= 8:  # noqa: PLR2004 - bytes of a 64-bit number
            values.append(int.from_bytes(wide[:8], "little"))
            wide = wide[8:]
        else:
            values.append(size)
    return values[0], values[1], values[2]


def extra_field(fields: bytes, wanted: int) -> bytes:
    """Return one of an entry's extra fields; empty when it has none of this kind."""
    at = 0
    while at + 4 <= len(fields):
        kind, length = struct.unpack_from("<2H", fields, at)
        if kind == wanted:
            return fields[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def packed(data: bytes, member: Entry, shown: str) -> bytes:
    """Return an entry's bytes as they stand in the file.

    :param shown: its name for messages
    :raises Unreadable: when it is encrypted, packed in an unknown way, damaged or cut off
    """
    if member.flags & _ENCRYPTED:
        raise Unreadable("zip.encrypted", part=shown)
    if member.method not in (_STORED, _DEFLATED):
        raise Unreadable("zip.method", part=shown, method=member.method)
    header = data[member.offset : member.offset + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(MAGIC):
        raise Unreadable("zip.damaged", part=shown)
    *_, named, extra = _LOCAL.unpack(header)
    start = member.offset + _LOCAL.size
    if data[start : start + named] != member.name:
        raise Unreadable("zip.damaged", part=shown)
    start += named + extra
    found = data[start : start + member.packed]
    if len(found) < member.packed:
        raise Unreadable("zip.truncated")
    return found


def unpacked(data: bytes, member: Entry, most: int, shown: str) -> bytes:
    """Unpack an entry, whatever size is declared.

    :returns: at most so many bytes, and one more when there are more
    :raises Unreadable: see :func:`packed`; when it unpacks to far more bytes than it has
    """
    raw = packed(data, member, shown)
    content = raw[: most + 1] if member.method == _STORED else _inflated(raw, most, shown)
    whole = len(content) <= most
    if whole and (len(content) != member.size or zlib.crc32(content) != member.crc):
        raise Unreadable("zip.damaged", part=shown)
    return content


def _inflated(raw: bytes, most: int, shown: str) -> bytes:
    ratio = max(limits.RATIO_FLOOR, limits.RATIO * len(raw))
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = engine.decompress(raw, min(ratio, most) + 1)
    except zlib.error as error:
        raise Unreadable("zip.damaged", part=shown) from error
    if len(content) > ratio:
        raise Unreadable("zip.bomb", part=shown)
    if len(content) <= most and not engine.eof:
        raise Unreadable("zip.damaged", part=shown)
    return content
