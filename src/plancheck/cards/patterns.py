"""Whether the regular expressions in the Python beside a card stay quick on hostile text.

A plan may hold two million characters. A pattern that tries the same characters in many ways
(``(a+)+``, ``.*x.*y``) then takes hours, so ``plancheck try`` refuses what surely does.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from plancheck.cards.growth import Item, grows, inside

_PARSER: Any = import_module("re._parser")
"""The standard library's own parser of patterns; there is no public one."""

_FUNCTIONS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"}
_ANCHORED = {"match", "fullmatch"}
_LAZY = "regex"
"""Our own :func:`plancheck.api.regex` compiles, too."""
_MANY = 1000
"""Repetitions from which on a bound is no bound."""


class Written(NamedTuple):
    """A pattern as it stands in a Python file."""

    line: int
    pattern: str | bytes
    flags: int
    anchored: bool
    """Whether it is only matched at one place, never looked for."""


def slow_patterns(source: bytes) -> Iterator[tuple[int, str]]:
    """Yield line and pattern of each call into ``re`` whose pattern may not be linear.

    What its tree shows counts, and what it takes on texts that are made of its own atoms.

    :param source: a Python file
    :raises SyntaxError: when it is none
    """
    for written in written_patterns(source):
        if is_slow(written.pattern) or _grows(written):
            shown = written.pattern
            yield written.line, shown if isinstance(shown, str) else shown.decode("latin-1")


def written_patterns(source: bytes) -> Iterator[Written]:
    """Yield the patterns that are written out in calls into ``re``.

    :param source: a Python file
    :raises SyntaxError: when it is none
    """
    tree = ast.parse(source)
    matched = names_only_matched(tree)
    names = {
        id(node.value): target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (found := _pattern(node)):
            anchored = _method(node) in _ANCHORED or names.get(id(node)) in matched
            yield Written(node.lineno, found, _flags(node), anchored)


def names_only_matched(tree: ast.AST) -> set[str]:
    """Return the names in a file that are only ever asked to ``match`` at one place."""
    uses: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            uses.setdefault(node.id, set())
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            uses.setdefault(node.value.id, set()).add(node.attr)
    bare = _bare_names(tree)
    return {name for name, how in uses.items() if how and how <= _ANCHORED and name not in bare}


def _bare_names(tree: ast.AST) -> set[str]:
    """Return the names that are handed on, so that nobody knows what is asked of them."""
    asked = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked
    }


def _grows(written: Written) -> bool:
    try:
        pattern = re.compile(written.pattern, written.flags)
    except (re.error, ValueError):  # it fails when it is run, too
        return False
    return bool(grows(pattern, anchored=written.anchored))


def is_slow(pattern: str | bytes) -> bool:
    """Tell whether a pattern surely takes more than linear time on some text.

    What is no pattern at all is not slow; it fails when it is compiled.
    """
    try:
        parsed = _PARSER.parse(pattern)
    except re.error:
        return False
    return _slow(parsed, parsed.state)


def _method(call: ast.Call) -> str:
    """Return the name of the function of ``re`` that is called; empty for other calls."""
    function = call.func
    if isinstance(function, ast.Name) and function.id == _LAZY:
        return "compile"
    if not isinstance(function, ast.Attribute) or function.attr not in _FUNCTIONS:
        return ""
    module = function.value
    return function.attr if isinstance(module, ast.Name) and module.id == "re" else ""


def _pattern(call: ast.Call) -> str | bytes:
    """Return the literal pattern of ``re.function("pattern", …)``; empty for other calls."""
    first = call.args[0] if call.args else None
    if not _method(call) or not isinstance(first, ast.Constant):
        return ""
    return first.value if isinstance(first.value, str | bytes) else ""


def _flags(call: ast.Call) -> int:
    """Return the flags that are named anywhere in a call (``re.I | re.S``)."""
    found = 0
    for node in ast.walk(call):
        if isinstance(node, ast.Attribute) and node.attr in re.RegexFlag.__members__:
            found |= re.RegexFlag[node.attr]
    return found


def _slow(items: Iterable[Item], state: object) -> bool:
    items = list(items)
    if sum(_runs_on(item) and _is_any(item) for item in items) > 1:
        return True
    return any(_runs_on(item) and _ambiguous(item[1][2], state) for item in items) or any(
        _slow(inner, state) for item in items for inner in inside(item)
    )


def _runs_on(item: Item) -> bool:
    """Whether an item repeats without a bound that matters, and gives back what it took."""
    return str(item[0]) in {"MAX_REPEAT", "MIN_REPEAT"} and item[1][1] >= _MANY


def _is_any(item: Item) -> bool:
    body = list(item[1][2])
    return len(body) == 1 and str(body[0][0]) == "ANY"


def _ambiguous(body: Iterable[Item], state: object) -> bool:
    """Whether the body of a repetition is itself, or may shrink to, a repetition."""
    items = list(body)
    for position, item in enumerate(items):
        rest = items[:position] + items[position + 1 :]
        if any(_least(other, state) for other in rest):
            continue
        if _runs_on(item) or any(_ambiguous(inner, state) for inner in inside(item)):
            return True
    return False


def _least(item: Item, state: object) -> int:
    """Return the least number of characters an item takes."""
    return int(_PARSER.SubPattern(state, [item]).getwidth()[0])
