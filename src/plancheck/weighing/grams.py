"""The features of a statement: runs of one to three characters and the core's own words.

Runs stop at punctuation and at the ends of clauses; numbers are all alike, as ``0``. Those of the
headings that lend a statement its topic are features of another kind.
"""

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


class Features(NamedTuple):
    """Features of a statement."""

    clauses: tuple[frozenset[str], ...]
    """Of each clause: runs, and names of the core's lists (``@act``) that have a word in it; none
    of those that only name persons."""
    above: frozenset[str]
    """Of the headings above it."""


def features(statement: Statement) -> Features:
    """Return the features of a statement."""
    norm = statement.line.norm
    clauses = [
        set() if clause.role is Role.ROSTER else runs(norm[clause.start : clause.end])
        for clause in statement.clauses
    ]
    for name, found in statement.found.items():
        if name.startswith(SHARED):
            for at, _ in found:
                clauses[at].add(name)
    others = [line for line in statement.lent if line.line is not statement.line]
    lent = [line for line in others[:HEADINGS] if line.part not in SILENT]
    above = {ABOVE + run for line in lent for run in runs(_unnumbered(line), 2)}
    return Features(tuple(map(frozenset, clauses)), frozenset(above))


def _unnumbered(statement: Statement) -> str:
    """Return a heading's words without its number: which section it is says nothing."""
    line = statement.line
    return line.norm[max(statement.start, line.start) : statement.end]


def runs(text: str, shortest: int = 1) -> set[str]:
    """Return the runs of characters in a normalised text, each once.

    :param shortest: characters of a run, at least
    """
    found: set[str] = set()
    for piece in _PIECES.findall(_DIGITS.sub("0", text)):
        for size in range(shortest, LONGEST + 1):
            found.update(piece[at : at + size] for at in range(len(piece) - size + 1))
    return found
