"""What else speaks for a statement or against it, besides its words.

What its clauses do, as the reading has it; the part it stands in; what the rule's card says of it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from plancheck.judging.conditions import View
from plancheck.judging.judge import conditions_of
from plancheck.reading.plan import PartKind, Role, Statement
from plancheck.rule import Rule

NOTHING, NEAR, PARTIAL, MET = range(4)
"""What a card says of a statement: no word of it, a near miss, a vow, a measure."""

_VOWED = (PartKind.OPENING, PartKind.GUIDING, PartKind.GOALS)


class Reach(NamedTuple):
    """What a card says of a statement."""

    level: int
    """:data:`NOTHING` to :data:`MET`."""
    clauses: tuple[int, int] | None = None
    """The first and last clause that earn it; None where nothing is earned."""


NONE = Reach(NOTHING)
"""Of a statement without a word of the card."""


def reach(statement: Statement, rule: Rule) -> Reach:
    """Return what a rule's card says of a statement."""
    view = View(statement)
    made = conditions_of(rule)
    for level, conditions in ((MET, made.met), (PARTIAL, made.partial)):
        found = conditions.fulfilled(view)
        if found is not None:
            return Reach(level, found)
    near = any(name in statement.found for name in made.near)
    return Reach(NEAR if near else NOTHING)


def clues(statement: Statement, rule: str, at: int, level: int) -> Iterator[str]:
    """Yield what is to be seen of a statement, as names.

    :param at: the clause that the rule is about, from 0
    :param level: what the card says of it
    """
    roles = [clause.role for clause in statement.clauses]
    role, part = roles[at], statement.part
    yield from (f"rule:{rule}", f"does:{role}", f"part:{part}", f"part:{part}:{role}")
    yield from (f"card:{level}", f"card:{level}:{role}", f"card:{level}:{rule}")
    yield from (f"does:{role}:{rule}", f"part:{part}:{rule}")
    yield "promises" if statement.commits else "promises nothing"
    if at:
        yield f"before:{roles[at - 1]}"
    if at + 1 < len(roles):
        yield f"after:{roles[at + 1]}"
    if statement.line.cell is not None:
        yield "cell"
    if statement.opens:
        yield "opens"


def numbers(
    statement: Statement, at: int, level: int, weighed: tuple[float, float, float], prior: float
) -> tuple[float, ...]:
    """Return what the trees are asked of.

    :param weighed: how much the words speak for the rule, for a promise, for a measure
    :param prior: how often statements like this count for the rule, as the logarithm of the odds
    """
    role = statement.clauses[at].role
    return (
        *weighed,
        level,
        prior,
        role.commits,
        role is Role.MEASURE,
        len(statement.clauses),
        statement.end - statement.start,
        statement.part is PartKind.SCHEDULE,
        statement.part in _VOWED,
        statement.line.cell is not None,
    )
