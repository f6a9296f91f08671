"""A zip file copied with some members changed: the others byte by byte, packed as they are.

So what plancheck never looks at (pictures, fonts, settings) is not even unpacked. Sizes stand in
32 bits: no submission is larger (PKWARE's APPNOTE 6.3, sections 4.3 and 4.4).
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plancheck_readers.zips import directory, entry, packed, places

_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR = 0x8
"""Flag of an entry whose sizes stand behind it; in a copy they stand before."""
_UTF8 = 0x800
_DEFLATED = 8
_DEFAULT, _MADE = 20, 20
"""Version 2.0 of the format, for directories and compression."""
_DATE = (1 << 5) | 1
"""1980-01-01, the first day there is."""


class _Member(NamedTuple):
    """An entry of the copy."""

    name: bytes
    content: bytes
    """Packed."""
    method: int
    crc: int
    size: int
    flags: int = 0
    made: int = _MADE
    needs: int = _DEFAULT
    time: int = 0
    date: int = _DATE
    inner: int = 0
    outer: int = 0
    """Attributes."""


def copied(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a zip file with some members' content changed and others added behind them.

    :param changed: name → content; names as packages compare them, without regard to case
    :raises plancheck.api.Unreadable: when a member cannot be copied
    """
    wanted = {name.lower(): (name, content) for name, content in changed.items()}
    members = [_old(data, at, shift, wanted) for at, shift in _places(data)]
    members += [_new(name.encode(), content) for name, content in wanted.values()]
    return _written(members)


def stored(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of some members, in order."""
    return _written([_new(name.encode(), content) for name, content in parts.items()])


def _places(data: bytes) -> Iterator[tuple[int, int]]:
    found = directory(data)
    for at, _ in places(data, found):
        yield at, found.shift


def _old(data: bytes, at: int, shift: int, wanted: dict[str, tuple[str, bytes]]) -> _Member:
    """Copy a member, or put its new content in its place."""
    known = entry(data, at, shift)
    name = known.name.decode("utf-8", "surrogateescape").replace("\\", "/").lower()
    if name in wanted:
        return _new(known.name, wanted.pop(name)[1])
    fields = _ENTRY.unpack_from(data, at)
    _, made, needs, flags, method, time, date, crc, *_, inner, outer, _ = fields
    content = packed(data, known, name)
    flags &= ~_DESCRIPTOR
    return _Member(
        known.name, content, method, crc, known.size, flags, made, needs, time, date, inner, outer
    )


def _new(name: bytes, content: bytes) -> _Member:
    engine = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    small = engine.compress(content) + engine.flush()
    flags = 0 if name.isascii() else _UTF8
    return _Member(name, small, _DEFLATED, zlib.crc32(content), len(content), flags)


def _written(members: list[_Member]) -> bytes:
    pieces: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for member in members:
        sizes = len(member.content), member.size
        stamp = member.flags, member.method, member.time, member.date, member.crc
        local = _LOCAL.pack(b"PK\x03\x04", member.needs, *stamp, *sizes, len(member.name), 0)
        pieces += local, member.name, member.content
        place = 0, 0, 0, member.inner, member.outer, at
        known = member.made, member.needs, *stamp, *sizes, len(member.name)
        listed += _ENTRY.pack(b"PK\x01\x02", *known, *place), member.name
        at += len(local) + len(member.name) + len(member.content)
    count, size = len(members), sum(map(len, listed))
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, size, at, 0)
    return b"".join((*pieces, *listed, end))
