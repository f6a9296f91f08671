"""Little-endian numbers out of bytes that may be too short."""

import struct
from itertools import pairwise
from typing import NamedTuple

from plancheck.api import Unreadable, limits


def damaged(what: str) -> Unreadable:
    """Return the refusal of a document in which something essential cannot be read.

    :param what: the structure, by its name in [MS-DOC]
    """
    return Unreadable("doc.damaged", part=what)


def too_many_looks() -> Unreadable:
    """Return the refusal of a document with more, or longer, properties than any honest one."""
    size = limits.PROPERTIES // 1024**2
    return Unreadable("doc.too-many-runs", most=limits.RUNS, size=size)


def u16(data: bytes, at: int) -> int:
    """Return an unsigned number of two bytes; 0 beyond the end."""
    return int.from_bytes(data[at : at + 2], "little")


def s16(data: bytes, at: int) -> int:
    """Return a signed number of two bytes; 0 beyond the end."""
    return int.from_bytes(data[at : at + 2], "little", signed=True)


def u32(data: bytes, at: int) -> int:
    """Return an unsigned number of four bytes; 0 beyond the end."""
    return int.from_bytes(data[at : at + 4], "little")


def s32(data: bytes, at: int) -> int:
    """Return a signed number of four bytes; 0 beyond the end."""
    return int.from_bytes(data[at : at + 4], "little", signed=True)


def wide(data: bytes, at: int, count: int) -> str:
    """Return a text of so many UTF-16 code units; shorter where the bytes end."""
    return data[at : at + 2 * count].decode("utf-16-le", "replace")


class Plc(NamedTuple):
    """An array of positions and what is said of the stretches between them (2.8.1)."""

    bounds: tuple[int, ...] = ()
    """One more than there are stretches."""
    data: bytes = b""
    """What is said, one element after the other."""
    size: int = 0
    """Bytes of an element."""

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """Start and end of every stretch."""
        return list(pairwise(self.bounds))

    def element(self, index: int) -> bytes:
        """Return what is said of a stretch."""
        return self.data[index * self.size : (index + 1) * self.size]


def plc(data: bytes, size: int, what: str) -> Plc:
    """Take an array of positions apart.

    :param size: bytes of what is said of each stretch
    :raises Unreadable: when positions go backwards, which would let stretches overlap without end,
        or where there are too many
    """
    count = (len(data) - 4) // (4 + size)
    if count < 1:
        return Plc()
    if count > limits.RUNS:
        raise too_many_looks()
    bounds = struct.unpack_from(f"<{count + 1}I", data)
    if any(first > second for first, second in pairwise(bounds)):
        raise damaged(what)
    return Plc(bounds, data[4 * (count + 1) :], size)
