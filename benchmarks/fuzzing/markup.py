"""Mutations of formats that are text: RTF, web pages, letters, Markdown, plain text, JSON.

Their inputs are split into tokens; tokens are moved, repeated, nested and exchanged.
"""

import json
import re
from typing import Any

from fuzzing.chance import Chance
from fuzzing.plain import MOST, bytes_

_RTF = re.compile(rb"\\[a-z]+-?\d* ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[\r\n]+|[^\\{}\r\n]+")
_HTML = re.compile(rb"<!--.*?-->|<[^<>]*>?|&#?\w+;|[^<&]+|&", re.DOTALL)
_TEXT = re.compile(rb"[\r\n]+|\t|[|#*>_`\[\]()=-]|[^\r\n\t|#*>_`\[\]()=-]+")
_PDF = re.compile(rb"\d+ \d+ R|-?[\d.]+|/[^\s/<>\[\]()]*|<<|>>|[\[\]]|\s+|[^\s/<>\[\]\d-]+|[<>-]")
_VALUE = re.compile(rb"-?\d+")
_SHARE = 0.12
"""Share of inputs that are mutated as mere bytes."""


def rich(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate Rich Text Format: groups, control words and their numbers."""
    return _tokens(chance, data, other, _RTF, ((b"{", b"}"), (b"{\\*", b"}"), (b"{\\pict ", b"}")))


def page(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate a web page, or a letter that holds one."""
    shells = (b"<div>", b"</div>"), (b"<table><tr><td>", b"</td></tr></table>"), (b"<b", b">")
    return _tokens(chance, data, other, _HTML, shells)


def text(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate plain text or Markdown."""
    return _tokens(chance, data, other, _TEXT, ((b"**", b"**"), (b"[", b"](a)"), (b"> ", b"\n")))


def syntax(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate what an object of a PDF says."""
    return _tokens(chance, data, other, _PDF, ((b"<<", b">>"), (b"[", b"]")))


def data(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate a document written as JSON."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    if value is None or chance.random() < _SHARE:
        return bytes_(chance, data, other)
    for _ in range(chance.few(6)):
        value = _json(chance, value)
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")  # noqa: PLR2004


def _tokens(
    chance: Chance,
    data: bytes,
    other: bytes,
    pattern: re.Pattern[bytes],
    shells: tuple[tuple[bytes, bytes], ...],
) -> bytes:
    if chance.random() < _SHARE:
        return bytes_(chance, data, other)
    ways = _Tokens(chance, pattern.findall(data), pattern.findall(other))
    chance.some(
        *(ways.repeat, ways.delete, ways.move, ways.splice, ways.number, ways.number),
        *(ways.exchange, lambda: ways.nest(*chance.choice(shells)), ways.strange),
    )
    return b"".join(ways.tokens)[:MOST]


class _Tokens:
    """Ways to change a sequence of tokens."""

    def __init__(self, chance: Chance, tokens: list[bytes], donors: list[bytes]) -> None:
        self._chance, self.tokens, self._donors = chance, tokens or [b" "], donors

    def _insert(self, piece: list[bytes]) -> None:
        at = self._chance.place(self.tokens)
        self.tokens[at:at] = piece

    def repeat(self) -> None:
        where = self._chance.stretch(len(self.tokens), 60)
        times = min(self._chance.often(), 1 + MOST // (64 * (where.stop - where.start + 1)))
        self.tokens[where.start : where.start] = self.tokens[where] * times

    def delete(self) -> None:
        del self.tokens[self._chance.stretch(len(self.tokens), 200)]

    def move(self) -> None:
        where = self._chance.stretch(len(self.tokens), 200)
        piece = self.tokens[where]
        del self.tokens[where]
        self._insert(piece)

    def splice(self) -> None:
        self._insert(self._donors[self._chance.stretch(len(self._donors), 200)])

    def number(self) -> None:
        for at in [self._chance.randrange(len(self.tokens) or 1) for _ in range(20)]:
            if at < len(self.tokens) and _VALUE.search(self.tokens[at]):
                value = str(self._chance.number()).encode()
                self.tokens[at] = _VALUE.sub(value, self.tokens[at], count=1)
                return

    def exchange(self) -> None:
        at = self._chance.randrange(len(self.tokens) or 1)
        self.tokens[at : at + 1] = [self._chance.choice(self._donors or [b""])]

    def nest(self, opened: bytes, closed: bytes) -> None:
        where = self._chance.stretch(len(self.tokens), 60)
        depth = self._chance.choice((1, 2, 10, 300, 3000, 30_000))
        self.tokens[where] = [opened * depth, *self.tokens[where], closed * depth]

    def strange(self) -> None:
        self._insert([self._chance.word().encode(errors="replace")])


def _json(chance: Chance, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Change one value somewhere inside."""
    if isinstance(value, dict | list) and value and chance.random() < 0.85:  # noqa: PLR2004 - a share
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = chance.choice(keys)
        changed = value.copy()
        changed[key] = _json(chance, value[key])
        return changed
    return _instead(chance, value)


def _instead(chance: Chance, value: Any) -> Any:  # noqa: ANN401 - any JSON
    roll = chance.randrange(8)
    if roll < 2 and isinstance(value, list) and value:  # noqa: PLR2004 - shares
        return value * min(chance.often(), 300)
    if roll < 4 and isinstance(value, dict) and value:  # noqa: PLR2004
        return {key: item for key, item in value.items() if chance.random() < 0.7}  # noqa: PLR2004
    if roll == 4:  # noqa: PLR2004
        return [value]
    if roll == 5:  # noqa: PLR2004
        return chance.choice((None, True, [], {}, 1.5, float("inf"), "\ud800"))
    return chance.number() if roll == 6 else chance.word()  # noqa: PLR2004
