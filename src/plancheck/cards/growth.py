"""Whether a regular expression takes more than linear time on text made of its own atoms.

What a pattern's tree shows (:mod:`plancheck.cards.patterns`) is sure but not all: here the pattern
is run. Texts are made of what the pattern itself asks for: what it repeats, what stands before
that, each of its characters, a whole match and one that lacks its end. They grow step by step, so
that a pattern which never ends is told before it does not.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from time import process_time
from typing import Any

_PARSER: Any = import_module("re._parser")
_COMPILER: Any = import_module("re._compiler")
"""The standard library's own parser of patterns and what compiles its trees; both have no public
name."""

Item = tuple[Any, Any]
"""An operation of a parsed pattern and its operand."""

_STEPS = (*range(8, 44, 4), 64, 128, 256)
"""Repetitions of an atom, few enough that a pattern which doubles its time by each is seen."""
_SMALL, _LARGE = 1_024, 4_096
"""Characters; four times the text takes four times as long, sixteen times when it is quadratic."""
_FACTOR = 8
_SLOW = 0.1
"""Seconds that no pattern needs for a text of some thousand characters."""
_MEASURABLE = 0.002
"""Seconds below which a clock says little."""
_ATOMS = 16
"""Atoms of one pattern that are tried."""
_LEAST = 50
"""Repetitions of what must be repeated."""
_FEW = 4
"""Characters that stand for a class."""
_STRANGE = "\0"
"""What no pattern asks for: a match that nearly was."""
_CHARS = "甲一1a A，、。 \n\t<>\"'&;-_#*.:()《》\0é０"
"""Of these come the characters that a class allows."""

Pattern = re.Pattern[str] | re.Pattern[bytes]


def grows(pattern: Pattern, *, anchored: bool = False) -> str:
    """Return the beginning of a text on which a pattern takes more than linear time, or nothing.

    :param anchored: whether it is only matched at one place; else it is looked for everywhere
    """
    for head, atom, tail in _texts(pattern):
        if _is_slow(pattern, head, atom, tail, anchored=anchored):
            return f"{head}{atom * 3}"
    return ""


def _is_slow(pattern: Pattern, head: str, atom: str, tail: str, *, anchored: bool) -> bool:
    def seconds(times: int) -> float:
        return _seconds(pattern, f"{head}{atom * times}{tail}", anchored=anchored)

    if any(seconds(times) > _SLOW for times in _STEPS if times * len(atom) <= _SMALL):
        return True
    small, large = (max(1, size // len(atom)) for size in (_SMALL, _LARGE))
    found = seconds(large)
    if found <= _MEASURABLE:
        return False
    return all(seconds(large) > _FACTOR * seconds(small) for _ in range(3))


def _seconds(pattern: Pattern, text: str, *, anchored: bool) -> float:
    """Return the processor time that a pattern takes over a text."""
    written: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "ignore")
    start = process_time()
    if anchored:
        pattern.match(written)
    else:
        for _ in pattern.finditer(written):
            pass
    return process_time() - start


def _texts(pattern: Pattern) -> Iterator[tuple[str, str, str]]:
    """Yield what a text begins with, what it repeats, and what it ends with; each once."""
    seen: set[tuple[str, str]] = set()
    parsed = _PARSER.parse(pattern.pattern, pattern.flags)
    sampler = _Sampler(parsed.state)
    for head, atom in sampler.atoms(list(parsed)):
        if atom and (head, atom) not in seen and len(seen) < _ATOMS:
            seen.add((head, atom))
            for tail in ("", _STRANGE):
                yield head, atom, tail


class _Sampler:
    """Makes texts that the parts of a pattern match.

    :param state: what belongs to the parsed pattern, its flags and groups
    """

    def __init__(self, state: object) -> None:
        self._state = state
        self._known: dict[str, str] = {}

    def atoms(self, items: list[Item], head: str = "") -> Iterator[tuple[str, str]]:
        """Yield what may be repeated, with what a match needs before it."""
        whole = self.sample(items)
        yield from self._repeated(items, head)
        yield head, whole
        yield head, whole[:-1]
        for char in dict.fromkeys(self._characters(items)):
            yield "", char

    def _repeated(self, items: list[Item], head: str) -> Iterator[tuple[str, str]]:
        """Yield what each repetition repeats, in each of its ways."""
        for item in items:
            name, value = str(item[0]), item[1]
            if name.endswith("_REPEAT"):
                for way in self._ways(list(value[2])):
                    yield head, way
                    yield "", way
            for inner in inside(item):
                yield from self._repeated(list(inner), head)
            head += self.sample([item])

    def _ways(self, items: list[Item]) -> Iterator[str]:
        """Yield a text for each branch, or for some characters of a class."""
        if len(items) == 1:
            name, value = str(items[0][0]), items[0][1]
            if name == "SUBPATTERN":
                yield from self._ways(list(value[3]))
                return
            if name == "BRANCH":
                for branch in value[1]:
                    yield from self._ways(list(branch))
                return
            if name in {"IN", "ANY", "NOT_LITERAL"}:
                yield from self._allowed(items[0])[:_FEW]
                return
        yield self.sample(items)

    def sample(self, items: Iterable[Item]) -> str:
        """Return a text that some parts match, as short as may be, if anything is repeated."""
        return "".join(map(self._one, items))

    def _one(self, item: Item) -> str:
        name, value = str(item[0]), item[1]
        if name == "LITERAL":
            return chr(value)
        if name in {"IN", "ANY", "NOT_LITERAL"}:
            return next(iter(self._allowed(item)), "")
        if name == "ASSERT_NOT" or (name == "ASSERT" and value[0] < 0):
            return ""  # what must not follow, or stands before
        least = value[0] if name.endswith("_REPEAT") else 1
        return self.sample(next(inside(item), ())) * max(1, min(least, _LEAST))

    def _allowed(self, item: Item) -> list[str]:
        """Return characters that a class allows, those that it names first."""
        named = list(_named(item))
        test = _COMPILER.compile(_PARSER.SubPattern(self._state, [item]))
        return [char for char in dict.fromkeys((*named, *_CHARS)) if _fits(test, char)]

    def _characters(self, items: Iterable[Item]) -> Iterator[str]:
        """Yield the characters that stand in a pattern."""
        for item in items:
            if str(item[0]) in {"LITERAL", "IN"}:
                yield from self._allowed(item) if str(item[0]) == "IN" else self._one(item)
            for inner in inside(item):
                yield from self._characters(inner)


def _fits(test: Any, char: str) -> bool:  # noqa: ANN401 - of text or of bytes
    try:
        return bool(test.match(char))
    except TypeError:
        return bool(test.match(char.encode("latin-1", "ignore")))


def _named(item: Item) -> Iterator[str]:
    """Yield the characters that a class names, and the first of its ranges."""
    if str(item[0]) == "IN":
        for kind, value in item[1]:
            if str(kind) == "LITERAL":
                yield chr(value)
            elif str(kind) == "RANGE":
                yield chr(value[0])


def inside(item: Item) -> Iterator[Iterable[Item]]:
    """Yield the sequences inside a group, a repetition, an alternation or a look around."""
    name, value = str(item[0]), item[1]
    if name == "SUBPATTERN":
        yield value[3]
    elif name.endswith("_REPEAT"):
        yield value[2]
    elif name == "BRANCH":
        yield from value[1]
    elif name in {"ASSERT", "ASSERT_NOT"}:
        yield value[1]
    elif name == "ATOMIC_GROUP":
        yield value
