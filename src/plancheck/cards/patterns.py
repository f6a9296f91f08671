"""Whether the regular expressions in the Python beside a card stay quick on hostile text.

A plan may hold two million characters. A pattern that tries the same characters in many ways
(``(a+)+``, ``.*x.*y``) then takes hours, so ``plancheck try`` refuses what surely does.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

_PARSER: Any = import_module("re._parser")
"""The standard library's own parser of patterns; there is no public one."""

Item = tuple[Any, Any]
"""An operation of a parsed pattern and its operand."""

_FUNCTIONS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"}
_MANY = 1000
"""Repetitions from which on a bound is no bound."""


def slow_patterns(source: bytes) -> Iterator[tuple[int, str]]:
    """Yield line and pattern of each call into ``re`` whose pattern may not be linear.

    :param source: a Python file
    :raises SyntaxError: when it is none
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (pattern := _pattern(node)) and is_slow(pattern):
            yield node.lineno, pattern


def is_slow(pattern: str) -> bool:
    """Tell whether a pattern surely takes more than linear time on some text.

    What is no pattern at all is not slow; it fails when it is compiled.
    """
    try:
        parsed = _PARSER.parse(pattern)
    except re.error:
        return False
    return _slow(parsed, parsed.state)


def _pattern(call: ast.Call) -> str:
    """Return the literal pattern of ``re.function("pattern", …)``; empty for other calls."""
    function = call.func
    if not (isinstance(function, ast.Attribute) and function.attr in _FUNCTIONS and call.args):
        return ""
    module, first = function.value, call.args[0]
    if not (isinstance(module, ast.Name) and module.id == "re" and isinstance(first, ast.Constant)):
        return ""
    return first.value if isinstance(first.value, str) else ""


def _slow(items: Iterable[Item], state: object) -> bool:
    items = list(items)
    if sum(_runs_on(item) and _is_any(item) for item in items) > 1:
        return True
    return any(_runs_on(item) and _ambiguous(item[1][2], state) for item in items) or any(
        _slow(inner, state) for item in items for inner in _inside(item)
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
        if _runs_on(item) or any(_ambiguous(inner, state) for inner in _inside(item)):
            return True
    return False


def _least(item: Item, state: object) -> int:
    """Return the least number of characters an item takes."""
    return int(_PARSER.SubPattern(state, [item]).getwidth()[0])


def _inside(item: Item) -> Iterator[Iterable[Item]]:
    """Yield the sequences inside a group, a repetition or an alternation."""
    name, value = str(item[0]), item[1]
    if name == "SUBPATTERN":
        yield value[3]
    elif name in {"MAX_REPEAT", "MIN_REPEAT"}:
        yield value[2]
    elif name == "BRANCH":
        yield from value[1]
    elif name in {"ASSERT", "ASSERT_NOT"}:
        yield value[1]
