"""Regular expressions that are compiled when they are first used, and once for all runs.

A run has some 370 patterns, and compiling them takes longer than all else that is done for one
plan. What the standard library's compiler makes of a pattern is a list of numbers for its matching
engine; making the pattern of these takes microseconds. So the numbers are kept in the cache, found
by the pattern's own text and flags: a pattern that was changed is another one. They hold for one
version of Python's engine alone, which is part of the entry's key, and the engine checks them when
it takes them. Where anything is amiss, the pattern is compiled as always.
"""

import re
import sys
from array import array
from importlib import import_module
from typing import Any, cast, overload

from plancheck import cache

NAME = "patterns"
"""Of the entry in the cache."""

MOST = 2000
"""Patterns that are kept; beyond, only those that this run has used."""

_WORD = "I"
"""Type of the engine's numbers, as :mod:`array` knows it."""

Key = tuple[str | bytes, int]
"""A pattern's text and flags, as they are written in a module."""

Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""All flags, the numbers, how many groups, the groups by name, the names by group."""


class Regex:
    """A pattern that is compiled when it is first asked.

    It stands for a :class:`re.Pattern` wherever one is asked for matches. Its methods are those of
    the compiled pattern itself, set in place at the first question: later ones cost nothing more.
    """

    __slots__ = (
        "_flags",
        "findall",
        "finditer",
        "flags",
        "fullmatch",
        "groupindex",
        "groups",
        "match",
        "pattern",
        "search",
        "split",
        "sub",
        "subn",
    )

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any of the methods of a pattern
        """Compile the pattern: asked for what is not yet in place."""
        if name not in _TAKEN:
            raise AttributeError(name)
        made = compiled(self.pattern, self._flags)
        for each in _TAKEN:
            setattr(self, each, getattr(made, each))
        return getattr(made, name)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to other processes as text."""
        return Regex, (self.pattern, self._flags)

    def __repr__(self) -> str:
        """Look as a pattern does."""
        return f"regex({self.pattern!r})"


_TAKEN = frozenset(Regex.__slots__) - {"_flags", "pattern"}
"""What is taken over from the compiled pattern."""


@overload
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def regex(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def regex(pattern: str | bytes, flags: int = 0) -> object:
    """Return a pattern, as :func:`re.compile` does, but compiled when it is first used.

    For patterns that a program or a card brings. What is made of a plan's own words is compiled
    with :func:`re.compile`: it is not worth keeping.

    :param flags: those of :mod:`re`
    :raises re.error: at its first use, when it is no pattern
    """
    return Regex(pattern, int(flags))


class Kept:
    """The codes of the cache's entry, read when the first pattern is compiled."""

    def __init__(self) -> None:
        self.codes: dict[Key, Code] | None = None
        self.used: set[Key] = set()
        self.added = False

    def get(self, key: Key) -> Code | None:
        """Return a pattern's code; None where it is not yet known."""
        if self.codes is None:
            found = cache.load(NAME, engine()) if _SRE else None
            self.codes = cast("dict[Key, Code]", found) if isinstance(found, dict) else {}
        self.used.add(key)
        return self.codes.get(key)

    def add(self, key: Key, code: Code) -> None:
        """Take up a code that is to be written."""
        if self.codes is not None:
            self.codes[key] = code
            self.added = True


_kept = Kept()


def compiled(pattern: str | bytes, flags: int = 0) -> re.Pattern[Any]:
    """Return a compiled pattern, from the cache where it was compiled before.

    :raises re.error: when it is no pattern
    """
    key = pattern, flags
    code = _kept.get(key)
    if code is not None:
        try:
            return made_of(pattern, code)
        except (RuntimeError, OverflowError, TypeError, ValueError):  # not of this engine
            pass
    code = code_of(pattern, flags)
    if code is None:
        return re.compile(pattern, flags)
    _kept.add(key, code)
    return made_of(pattern, code)


def keep() -> None:
    """Write what was compiled and is not yet in the cache; called when a piece of work is done."""
    if not _kept.added or not _kept.codes:
        return
    _kept.added = False
    codes = _kept.codes
    if len(codes) > MOST:
        codes = {key: code for key, code in codes.items() if key in _kept.used}
    cache.store(NAME, engine(), codes)


def _module(name: str) -> Any:  # noqa: ANN401 - parts of the standard library without public names
    try:
        return import_module(name)
    except ImportError:  # another Python than the usual one
        return None


_COMPILER, _PARSER, _SRE = _module("re._compiler"), _module("re._parser"), _module("_sre")
if not all((_COMPILER, _PARSER, _SRE)) or getattr(_SRE, "CODESIZE", 0) != array(_WORD).itemsize:
    _SRE = None


def engine() -> str:
    """Return the key of all that codes hang on besides their patterns."""
    return cache.key(sys.version, sys.byteorder, str(getattr(_SRE, "MAGIC", "")))


def code_of(pattern: str | bytes, flags: int) -> Code | None:
    """Compile a pattern to what the engine is given; None where this Python does it otherwise.

    As ``re._compiler.compile`` does, which keeps the numbers to itself.

    :raises re.error: when it is no pattern
    """
    if _SRE is None:
        return None
    try:
        parsed = _PARSER.parse(pattern, flags)
        numbers = _COMPILER._code(parsed, flags)  # noqa: SLF001 - no public name
        groups = dict(parsed.state.groupdict)
        names: list[str | None] = [None] * parsed.state.groups
        for name, at in groups.items():
            names[at] = name
        whole = int(flags | parsed.state.flags)
        return whole, array(_WORD, numbers).tobytes(), len(names) - 1, groups, tuple(names)
    except (AttributeError, TypeError):
        return None


def made_of(pattern: str | bytes, code: Code) -> re.Pattern[Any]:
    """Return the pattern of a code: the engine takes its numbers.

    :raises RuntimeError: when the numbers are not of this engine
    """
    flags, numbers, groups, by_name, names = code
    listed = array(_WORD, numbers).tolist()
    made: re.Pattern[Any] = _SRE.compile(pattern, flags, listed, groups, by_name, names)
    return made
