"""The features of a statement: runs of one to three characters and the core's own words.

Runs stop at punctuation and at the ends of clauses; numbers are all alike, as ``0``. Those of the
headings that lend a statement its topic are features of another kind.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from plancheck.patterns import regex
from plancheck.reading.plan import PartKind, Role, Statement

LONGEST = 3
"""Characters of a run, at most."""

HEADINGS = 2
"""Headings above a statement that are looked at, the nearest first."""

ABOVE = "^"
"""Before a run of a heading. No run of a statement begins so: it is punctuation there."""

SHARED = "@"
"""Before the name of a list of the core's grammar."""

NEIGHBOURS = 4
"""Statements on either side of one, in its paragraph or row, that are heard with it."""

SILENT = frozenset(
    (
        PartKind.TITLE,
        PartKind.REVIEW,
        PartKind.MEANING,
        PartKind.DECLINED,
        PartKind.ROSTER,
        PartKind.SIGNATURE,
        PartKind.MARGIN,
    )
)
"""Parts in which nothing is promised, whatever the words, and whose headings lend nothing."""

_DIGITS = regex(r"\d+")
_PIECES = regex(r"[^,.。;:!?、“”\"'‘’《》()\[\]^@\s]+")


class Words(NamedTuple):
    """What the features of a statement are made of."""

    clauses: tuple[tuple[str, tuple[str, ...]], ...]
    """Of each clause: its text, and the names of the core's lists (``@act``) that have a word in
    it; no text of those that only name persons."""
    above: tuple[str, ...]
    """The headings above it."""


def words(statement: Statement) -> Words:
    """Return what the features of a statement are made of."""
    norm = statement.line.norm
    names: list[tuple[str, ...]] = [()] * len(statement.clauses)
    for name, found in statement.found.items():
        if name.startswith(SHARED):
            for at in {at for at, _ in found}:
                names[at] += (name,)
    clauses = (
        ("" if clause.role is Role.ROSTER else norm[clause.start : clause.end], own)
        for clause, own in zip(statement.clauses, names, strict=True)
    )
    lent = [line for line in _above(statement)[:HEADINGS] if line.part not in SILENT]
    return Words(tuple(clauses), tuple(map(_unnumbered, lent)))


def _above(statement: Statement) -> list[Statement]:
    """Return what lends a statement its topic: headings, and the question that it answers.

    Other openings of its own line are not among them.
    """
    own = statement.line
    return [lent for lent in statement.lent if lent.line is not own or lent.asks]


class Features(NamedTuple):
    """Features of a statement."""

    clauses: tuple[frozenset[str], ...]
    """Of each clause: runs, and names of lists."""
    above: frozenset[str]
    """Of the headings above it."""


def features(statement: Statement) -> Features:
    """Return the features of a statement."""
    clauses, above = words(statement)
    return Features(
        tuple(frozenset(runs(text).union(names)) for text, names in clauses),
        frozenset(ABOVE + run for text in above for run in runs(text, 2)),
    )


def beside(statements: Sequence[Statement]) -> Iterator[tuple[Statement, tuple[Statement, ...]]]:
    """Yield each statement of a plan with those around it in its paragraph or table row.

    One sentence names the thing, the next says what is done, the third takes it back.
    """
    for _, group in groupby(statements, spot):
        line = tuple(group)
        for at, statement in enumerate(line):
            yield (
                statement,
                (*line[max(at - NEIGHBOURS, 0) : at], *line[at + 1 : at + 1 + NEIGHBOURS]),
            )


def spot(statement: Statement) -> tuple[int, int | None]:
    """Return the block that a statement stands in, and the row where it is a table."""
    cell = statement.line.cell
    return statement.line.block, cell[0] if cell is not None else None


def _unnumbered(statement: Statement) -> str:
    """Return a heading's words without its number: which section it is says nothing."""
    line = statement.line
    return line.norm[max(statement.start, line.start) : statement.end]


def runs(text: str, shortest: int = 1) -> set[str]:
    """Return the runs of characters in a normalised text, each once.

    :param shortest: characters of a run, at least
    """
    found: set[str] = set()
    for piece in _PIECES.findall(plain(text)):
        for size in range(shortest, LONGEST + 1):
            found.update(piece[at : at + size] for at in range(len(piece) - size + 1))
    return found


def plain(text: str) -> str:
    """Return a text with all numbers alike; the runs of it are those of its pieces."""
    return _DIGITS.sub("0", text)
