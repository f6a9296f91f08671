"""Bytes cut into tokens, one after the other, without recursion."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from plancheck.api import regex

_TOKEN = regex(
    rb"\\([A-Za-z]+)(-?[0-9]+)? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)",
    re.DOTALL,
)
_WORD, _VALUE, _BYTE, _SYMBOL, _BRACE, _TEXT = range(1, 7)
_LONGEST = 32
"""Letters of a control word."""
_DIGITS = 10


class Token(NamedTuple):
    """One token."""

    kind: str
    """``{``, ``}``, ``word``, ``symbol`` or ``bytes``."""
    word: str = ""
    value: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token("{"), Token("}")


def tokens(data: bytes) -> Iterator[Token]:
    r"""Yield tokens; what ``\bin`` holds is passed over."""
    at = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        if match is None:  # a line end, or a lone backslash at the end
            at += 1
            continue
        at = match.end()
        kind = match.lastindex
        if kind in (_WORD, _VALUE):
            token = _word(match[_WORD], match[_VALUE])
            if token.word == "bin":
                at += max(token.value or 0, 0)
            yield token
        elif kind == _BYTE:
            yield Token("bytes", data=bytes.fromhex(match[_BYTE].decode()))
        elif kind == _SYMBOL:
            yield Token("symbol", match[_SYMBOL].decode("latin-1"))
        elif kind == _BRACE:
            yield _OPEN if match[_BRACE] == b"{" else _CLOSE
        else:
            yield Token("bytes", data=match[_TEXT])


@lru_cache(maxsize=1024)
def _word(name: bytes, value: bytes | None) -> Token:
    number = None if value is None else int(value[:_DIGITS])
    return Token("word", name[:_LONGEST].decode(), number)
