"""Safe access to the parts of a zip package.

The standard ``zipfile`` is not used: it trusts declared sizes when it unpacks, accepts two members
of one name, and takes longer to import than a document takes to read. What is read here follows
PKWARE's APPNOTE 6.3 (sections 4.3-4.5); nothing is ever written to a disk, and only the parts that
are asked for are unpacked, under the caps of :mod:`plancheck.limits`.
"""

import struct
import zlib
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
_LOCAL_MAGIC = b"PK\x03\x04"

_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_FULL = 0xFFFFFFFF
_MANY = 0xFFFF


_SHOWN = 80


def printable(name: str) -> str:
    """Make a name from a file fit to be shown: on one line, not too long, without controls."""
    return "".join(char if char.isprintable() else "?" for char in name[:_SHOWN])


class Member(NamedTuple):
    """One entry of a package's directory."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    """Bytes in the package."""
    size: int
    """Bytes when unpacked, as declared."""
    offset: int
    """Where its local header stands."""


class Package:
    """The members of a zip package, by name.

    Names are compared as packages do (ECMA-376 part 2, 6.2.2): without regard to case, and with
    backslashes taken for slashes, as some writers have it.

    :param data: all bytes of the file
    :raises Unreadable: when it is no zip, is cut off, or holds two members of one name
    """

    def __init__(self, data: bytes) -> None:
        if not data:
            raise Unreadable("read.empty")
        self._data = data
        self._left = limits.PACKAGE
        self._entries, self._shift = _directory(data)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a member of this name."""
        return name.lower() in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all members, in lower case, in the order of the directory."""
        return tuple(self._entries)

    def fingerprint(self, name: str) -> tuple[int, bytes]:
        """Return what tells a part from any other: its checksum and its packed bytes.

        Not the checksum alone: one can be forged, and a document must not change how the next one
        is read.

        :raises Unreadable: see :meth:`read`
        """
        member = self._member(name)
        return member.crc, self._packed(name, member)

    def read(self, name: str) -> bytes:
        """Unpack a part.

        :raises Unreadable: when it is missing, encrypted, damaged, or larger than the caps allow
        """
        member = self._member(name)
        packed = self._packed(name, member)
        content = packed if member.method == _STORED else self._inflate(name, packed)
        self._left -= len(content)
        if len(content) > limits.PART or self._left < 0:
            raise Unreadable("zip.too-large", part=printable(name))
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise Unreadable("zip.damaged", part=printable(name))
        return content

    def _member(self, name: str) -> Member:
        at = self._entries.get(name.lower())
        if at is None:
            raise Unreadable("zip.missing", part=printable(name))
        member = _member(self._data, at, self._shift)
        if member.flags & _ENCRYPTED:
            raise Unreadable("zip.encrypted", part=printable(name))
        if member.method not in (_STORED, _DEFLATED):
            raise Unreadable("zip.method", part=printable(name), method=member.method)
        return member

    def _packed(self, name: str, member: Member) -> bytes:
        """Return a member's bytes as they stand in the package."""
        header = self._data[member.offset : member.offset + _LOCAL.size]
        if len(header) < _LOCAL.size or not header.startswith(_LOCAL_MAGIC):
            raise Unreadable("zip.damaged", part=printable(name))
        *_, named, extra = _LOCAL.unpack(header)
        start = member.offset + _LOCAL.size
        if self._data[start : start + named] != member.name:
            raise Unreadable("zip.damaged", part=printable(name))
        start += named + extra
        packed = self._data[start : start + member.packed]
        if len(packed) < member.packed:
            raise Unreadable("zip.truncated")
        return packed

    def _inflate(self, name: str, packed: bytes) -> bytes:
        """Unpack no more than the caps allow, whatever sizes are declared."""
        ratio = max(limits.RATIO_FLOOR, limits.RATIO * len(packed))
        most = min(ratio, limits.PART, self._left)
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = engine.decompress(packed, most + 1)
        except zlib.error as error:
            raise Unreadable("zip.damaged", part=printable(name)) from error
        if len(content) > most:
            raise Unreadable("zip.bomb" if most == ratio else "zip.too-large", part=printable(name))
        if not engine.eof:
            raise Unreadable("zip.damaged", part=printable(name))
        return content


def _directory(data: bytes) -> tuple[dict[str, int], int]:
    """Find the entries of the directory at the end of a package.

    :returns: where each entry stands, by name; how far the offsets in them are shifted
    """
    at, count, shift = _locate(data)
    if count > limits.MEMBERS:
        raise Unreadable("zip.members", count=count, most=limits.MEMBERS)
    entries: dict[str, int] = {}
    for _ in range(count):
        if len(data) - at < _ENTRY.size or data[at : at + 4] != _ENTRY_MAGIC:
            raise Unreadable("zip.truncated")
        named, extra, comment = _LENGTHS.unpack_from(data, at + _LENGTHS_AT)
        start = at + _ENTRY.size
        raw = data[start : start + named]
        name = raw.decode("utf-8", "surrogateescape").replace("\\", "/").lower()
        if name in entries:
            raise Unreadable("zip.duplicate", part=printable(raw.decode("utf-8", "replace")))
        entries[name] = at
        at = start + named + extra + comment
    return entries, shift


def _locate(data: bytes) -> tuple[int, int, int]:
    """Find the directory: its place, its number of entries, and how far offsets are shifted.

    They are shifted when something was put before the package.
    """
    end = data.rfind(_END_MAGIC, max(0, len(data) - _END_REACH))
    if end < 0 or len(data) - end < _END.size:
        raise Unreadable("zip.truncated" if data.startswith(_LOCAL_MAGIC) else "zip.none")
    _, _, _, _, count, size, offset, _ = _END.unpack_from(data, end)
    if count == _MANY or _FULL in (size, offset):
        end, count, size, offset = _locate64(data, end, (count, size, offset))
    start = end - size
    if start < offset:
        raise Unreadable("zip.truncated")
    return start, count, start - offset


def _locate64(data: bytes, end: int, small: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Find the record that large packages (and some small ones) have besides (APPNOTE 4.3.14)."""
    at = end - _LOCATOR.size - _END64.size
    if at < 0 or data[end - _LOCATOR.size : end - _LOCATOR.size + 4] != _LOCATOR_MAGIC:
        return end, *small
    magic, *_, count, size, offset = _END64.unpack_from(data, at)
    if magic != _END64_MAGIC:
        raise Unreadable("zip.truncated")
    return at, count, size, offset


def _member(data: bytes, at: int, shift: int) -> Member:
    """Read the entry of the directory that stands at a place."""
    fields = _ENTRY.unpack_from(data, at)
    _, _, _, flags, method, _, _, crc, packed, size, named, extra, *_, offset = fields
    start = at + _ENTRY.size + named
    if _FULL in (packed, size, offset):
        size, packed, offset = _widened(data[start : start + extra], (size, packed, offset))
    return Member(data[start - named : start], flags, method, crc, packed, size, offset + shift)


def _widened(field: bytes, sizes: tuple[int, int, int]) -> tuple[int, int, int]:
    """Take sizes that do not fit 32 bits from the extra field (APPNOTE 4.5.3)."""
    wide = _extra64(field)
    values = []
    for size in sizes:
        if size == _FULL and len(wide) >= 8:  # noqa: PLR2004 - bytes of a 64-bit number
            values.append(int.from_bytes(wide[:8], "little"))
            wide = wide[8:]
        else:
            values.append(size)
    return values[0], values[1], values[2]


def _extra64(field: bytes) -> bytes:
    at = 0
    while at + 4 <= len(field):
        kind, length = struct.unpack_from("<2H", field, at)
        if kind == 1:
            return field[at + 4 : at + 4 + length]
        at += 4 + length
    return b""
