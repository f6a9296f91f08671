"""Text as it is matched: one form for what people write in many ways.

A plan is matched on a normalised form and reported in the original, so every normalised string
keeps the way back. Two steps:

1. one character for one character: full-width to half-width, Traditional to Simplified, the many
   dashes, dots and quotation marks to one each (offsets stay);
2. marks that carry no meaning for matching are left out: blanks, quotation marks, the dot of
   三·八, zero-width and bidirectional controls (offsets move, :attr:`Text.origin` leads back).
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from plancheck.patterns import regex
from plancheck.reading.characters import VARIANTS

DROPPED = regex(
    "["
    " \\t\\r\\f\\v\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\u00ad"
    "\u0000-\u0008\u000e-\u001f\u007f"
    "\"'“”‘’„‟「」『』〝〞＂＇`´·•‧・∙⋅"
    "]+"
)


class Text(NamedTuple):
    """A piece of text, normalised, with the way back to the original."""

    norm: str
    """What is matched."""
    origin: tuple[int, ...] | None
    """Offset in the original of each normalised character; None where they are equal."""
    length: int
    """Code points of the original."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's offsets of a stretch of the normalised form."""
        if self.origin is None:
            return start, end
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else self.length
            return at, at
        return self.origin[start], self.origin[end - 1] + 1

    def first_gap(self) -> int:
        """Return where, behind the first character, something was first left out; 0 for nowhere."""
        if self.origin is None:
            return 0
        pairs = enumerate(pairwise(self.origin), 1)
        return next((at for at, (one, next_one) in pairs if next_one > one + 1), 0)


@cache
def table() -> dict[int, str]:
    """Return the one-for-one table of step 1."""
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    glyphs = {
        code: plain  # radicals and compatibility forms that PDF and old fonts leave behind
        for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00))
        if len(plain := normalize("NFKC", chr(code))) == 1
    }
    return glyphs | wide | {ord(variant): plain for variant, plain in VARIANTS}


def normalise(original: str) -> Text:
    """Return the normalised form of a text."""
    plain = original.translate(table())
    if DROPPED.search(plain) is None:
        return Text(plain, None, len(original))
    kept: list[str] = []
    origin: list[int] = []
    at = 0
    for gap in DROPPED.finditer(plain):
        kept.append(plain[at : gap.start()])
        origin.extend(range(at, gap.start()))
        at = gap.end()
    kept.append(plain[at:])
    origin.extend(range(at, len(plain)))
    return Text("".join(kept), tuple(origin), len(original))
