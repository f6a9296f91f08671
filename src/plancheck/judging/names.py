"""Local names for a body, recognised by who sits in it and what it decides.

A school may call its congress 议事会 or 当家日. Where one paragraph says that staff or their
delegates come together, that the head reports and that they vote, the name used there means the
body everywhere in the plan.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from plancheck.judging.meeting_words import Words
from plancheck.patterns import regex
from plancheck.reading.lexicon import Hit
from plancheck.reading.plan import Plan, Role, Statement
from plancheck.reading.words import signs

_NAME = regex(r"[\u4e00-\u9fff]{1,4}(?:会|日|帐|席|堂|场|厅)(?![议员计务展社同])")
_QUOTED = regex(r"[“「『]([\u4e00-\u9fff]{2,6})[”」』]")


NAMES = 24
"""Candidates for a local name that are looked at in one paragraph."""


class Local(NamedTuple):
    """Local names of a body."""

    names: frozenset[str]
    lines: frozenset[int]
    """Lines that describe the body."""


def local_names(plan: Plan, words: Words) -> Local:
    """Return the local names of a body in a plan.

    A paragraph describes it that says who sits in it, who reports and how they vote, unless it
    begins with the name of another gathering; or one that says it *is called* by a usual name.
    """
    wanted = (words.seated, words.report, words.decide)
    if not all(wanted):
        return Local(frozenset(), frozenset())
    by_line: dict[int, list[Statement]] = {}
    for statement in plan.statements:
        by_line.setdefault(statement.line.index, []).append(statement)
    names: set[str] = set()
    lines: set[int] = set()
    for index, statements in by_line.items():
        described = all(_has(statements, lists) for lists in wanted)
        otherwise = any(True for _ in _hits(statements[0], words.unlike))
        if (described and not otherwise) or _called(statements, words.of):
            lines.add(index)
            names.update(_names(statements[0]))
    return Local(frozenset(names), frozenset(lines))


def _called(statements: Iterable[Statement], of: frozenset[str]) -> bool:
    """Whether a sentence says that something is called by the body's usual name."""
    return any(
        statement.line.norm.endswith(signs("called"), 0, hit.start)
        for statement in statements
        for hit in _hits(statement, of)
    )


def _has(statements: Iterable[Statement], lists: frozenset[str]) -> bool:
    return any(
        statement.role_at(hit.start) not in (Role.REVIEW, Role.HEADING)
        for statement in statements
        for hit in _hits(statement, lists)
    )


def _hits(statement: Statement, lists: frozenset[str]) -> Iterator[Hit]:
    return (hit for name in lists for _, hit in statement.found.get(name, ()))


def _names(statement: Statement) -> Iterable[str]:
    line = statement.line
    for name in _QUOTED.findall(line.original):
        if name.endswith(("会", "日", "帐", "席", "堂", "场", "厅")):
            yield name
    for found in islice(_NAME.finditer(line.norm), NAMES):
        name = _trim(found.group())
        if name and line.norm.count(name) > 1:
            yield name


def _trim(name: str) -> str:
    """Leave the last three characters of a run of Han that only ends in a name."""
    for length in (4, 3):
        tail = name[-length:]
        if len(tail) == length and not tail.endswith(signs("common")):
            return tail
    return ""
