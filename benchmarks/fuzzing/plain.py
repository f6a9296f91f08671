"""Mutations of bytes that know nothing of what the bytes mean."""

from fuzzing.chance import SIGNS, Chance

MOST = 2 * 1024 * 1024
"""Bytes of an input; repeated pieces end there."""
_HALF, _WHOLE = 0.5, 0.3
"""Shares: of numbers that are written the other way round, of cuts that are made."""


def bytes_(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Flip, overwrite, cut, repeat and splice.

    :param other: another input, of which pieces are taken
    """
    ways = _Bytes(chance, data, other)
    chance.some(
        *(ways.flip, ways.overwrite, ways.number, ways.delete, ways.repeat, ways.splice, ways.cut)
    )
    return bytes(ways.content[:MOST])


class _Bytes:
    """Ways to change bytes."""

    def __init__(self, chance: Chance, data: bytes, other: bytes) -> None:
        self._chance, self._other = chance, other
        self.content = bytearray(data or b" ")

    def _at(self) -> int:
        return self._chance.randrange(len(self.content) or 1)

    def flip(self) -> None:
        at = self._at()
        self.content[at : at + 1] = bytes(
            value ^ 1 << self._chance.randrange(8) for value in self.content[at : at + 1]
        )

    def overwrite(self) -> None:
        at = self._at()
        self.content[at : at + 1] = bytes([self._chance.choice(SIGNS)])

    def number(self) -> None:
        size = self._chance.choice((1, 2, 4, 8))
        value = (self._chance.number() % (1 << 8 * size)).to_bytes(size, "little")
        at = self._at()
        self.content[at : at + size] = value if self._chance.random() < _HALF else value[::-1]

    def delete(self) -> None:
        del self.content[self._chance.stretch(len(self.content))]

    def repeat(self) -> None:
        where = self._chance.stretch(len(self.content))
        piece = bytes(self.content[where])
        room = max(0, MOST - len(self.content)) // max(1, len(piece))
        self.content[where.start : where.start] = piece * min(self._chance.often(), room)

    def splice(self) -> None:
        at = self._chance.place(self.content)
        self.content[at:at] = self._other[self._chance.stretch(len(self._other), 5000)]

    def cut(self) -> None:
        if self._chance.random() < _WHOLE:
            del self.content[self._at() :]


def in_place(chance: Chance, content: bytearray, start: int, end: int) -> None:
    """Change some bytes of a stretch without moving any."""
    end = min(end, len(content))
    if start >= end:
        return
    at = chance.randrange(start, end)
    size = min(chance.choice((1, 1, 2, 2, 4, 4, 8)), end - at)
    if chance.random() < 0.3:  # noqa: PLR2004 - a share
        content[at] ^= 1 << chance.randrange(8)
    elif chance.random() < 0.3:  # noqa: PLR2004 - likewise
        source = chance.randrange(start, max(start + 1, end - size))
        content[at : at + size] = content[source : source + size]
    else:
        content[at : at + size] = (chance.number() % (1 << 8 * size)).to_bytes(size, "little")
