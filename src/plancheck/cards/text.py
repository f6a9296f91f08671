"""A card as its author sees it: lines and keys, for messages that point at the fault."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from plancheck.errors import CardError
from plancheck.suggest import unknown

Path = tuple[str | int, ...]
"""The way to a value: keys, and indexes from 0."""

_SHOWN = 80
"""Characters of a line that a message quotes."""

_FULL_WIDTH = "“”‘’＂＇，＝［］｛｝【】"
"""Marks an input method writes where TOML wants ``" ' , = [ ] { }``."""

_PART = r"""[\w-]+|"[^"]*"|'[^']*'"""
_NAME = rf"[\w-]+(?:\.(?:{_PART}))*"
"""The name of a table, such as ``options."congress/held-each-term"``."""

_TOML = (
    ("Expected '=' after a key", "card.toml-equals"),
    ("Expected newline or end of document", "card.toml-end"),
    ("Cannot overwrite", "card.toml-twice"),
    ("Cannot declare", "card.toml-twice"),
    ("Cannot mutate", "card.toml-twice"),
    ("Unescaped", "card.toml-escape"),
    ("Unterminated string", "card.toml-string"),
    ("Illegal character", "card.toml-string"),
    ('Expected "\'"', "card.toml-string"),
    ("Unclosed", "card.toml-bracket"),
    ("Expected ']'", "card.toml-bracket"),
    ("Invalid value", "card.toml-value"),
)
"""How the parser's sentences begin, and our message for each."""


class Card(NamedTuple):
    """A parsed card together with its text."""

    label: str
    """The card's path, for messages."""
    text: str
    table: Mapping[str, Any]

    def fault(self, path: Path, code: str, **values: object) -> CardError:
        """Make an error about the value at a path."""
        return CardError(code, **self._where(path), **values)

    def unknown(
        self, path: Path, code: str, name: str, known: Iterable[str], **values: object
    ) -> CardError:
        """Make an error about a name that does not exist; see :func:`plancheck.suggest.unknown`."""
        return unknown(CardError, code, name, known, **self._where(path), value=name, **values)

    def _where(self, path: Path) -> dict[str, object]:
        return {"file": self.label, "line": line_of(self.text, path), "key": key_of(path)}


def decode(label: str, data: bytes) -> str:
    """Return a card's text.

    :raises CardError: when it is not UTF-8
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CardError("card.encoding", file=label, line=line) from error


def not_toml(label: str, text: str, said: str) -> CardError:
    """Put what the TOML parser said into an author's terms."""
    lines = text.splitlines()
    found = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line, column = (int(found[1]), int(found[2])) if found else (max(1, len(lines)), 1)
    source = lines[line - 1].strip()[:_SHOWN] if line <= len(lines) else ""
    code = next((code for start, code in _TOML if said.startswith(start)), "card.toml")
    if any(mark in re.sub(r'"[^"]*"|#.*', "", source) for mark in _FULL_WIDTH):
        code = "card.toml-fullwidth"
    reason = said.partition(" (at ")[0]
    return CardError(code, file=label, line=line, column=column, source=source, reason=reason)


def key_of(path: Path) -> str:
    """Write the way to a value as a reader of the card would look for it: ``examples #2: text``."""
    shown = ""
    for step in path:
        if isinstance(step, int):
            shown += f" #{step + 1}"
        else:
            shown += f"{': ' if shown else ''}{step}"
    return shown


def line_of(text: str, path: Path) -> int:
    """Return the line (from 1) where a value stands, or the nearest heading above it."""
    best, depth = 1, 0
    for number, there in _paths(text):
        shared = _shared(there, path)
        if shared == len(there) and shared > depth:
            best, depth = number, shared
    return best


def _paths(text: str) -> Iterator[tuple[int, Path]]:
    """Yield line numbers of headings and keys, each with its path."""
    counts: dict[str, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(rf"\s*\[\[\s*({_NAME})\s*\]\]", line):
            name = heading[1]
            counts[name] = counts.get(name, -1) + 1
            table = (*name.split("."), counts[name])
            yield number, table
        elif heading := re.match(rf"\s*\[\s*({_NAME})\s*\]", line):
            table = tuple(part.strip("\"'") for part in re.findall(_PART, heading[1]))
            yield number, table
        elif key := re.match(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*=""", line):
            yield number, (*table, next(filter(None, key.groups())))


def _shared(one: Path, other: Path) -> int:
    """Count the steps that two paths have in common from the start."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
