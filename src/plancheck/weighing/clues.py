"""What else speaks for a statement or against it, besides its words.

What its clauses do, as the reading has it; the part it stands in; what the rule's card says of it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from plancheck.judging.judge import conditions_of, fulfilled
from plancheck.judging.lists import full_name
from plancheck.reading.plan import PartKind, Plan, Role, Statement
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


def reach(plan: Plan, statement: Statement, rule: Rule) -> Reach:
    """Return what a rule's card says of a statement.

    :param plan: whose statement it is
    """
    made = conditions_of(rule)
    for level, conditions in ((MET, made.met), (PARTIAL, made.partial)):
        found = fulfilled(plan, statement, conditions)
        if found is not None:
            return Reach(level, found)
    words = statement.found.keys()
    return NONE if all(words.isdisjoint(near.lists) for near in made.near) else Reach(NEAR)


def settled(statement: Statement, card: Reach, rule: Rule) -> bool:
    """Whether a card sees a measure and the words of its ``settled`` lists leave no doubt.

    The weights hear many look-alikes that name a thing (绩效), and too few that plainly do it.
    """
    names = [full_name(rule.id, name) for name in rule.data.get("settled", ())]
    if not names or card.level < MET:
        return False
    found = [{at for at, _ in statement.found.get(name, ())} for name in names]
    return any(statement.clauses[at].role.commits for at in set.intersection(*found))


def ruled_out(plan: Plan, statement: Statement, card: Reach, rule: Rule) -> bool:
    """Whether a card sees a measure but for words that rule it out (只为女职工的)."""
    if card.level != NEAR:
        return False
    return fulfilled(plan, statement, conditions_of(rule).but_for) is not None


class Seen(NamedTuple):
    """What is to be seen of a statement besides its words."""

    role: Role
    """What the clause does that the rule is about."""
    part: PartKind
    commits: bool
    before: Role | None
    """What the clause before it does; None for the first."""
    after: Role | None
    cell: bool
    opens: bool


def seen(statement: Statement, at: int) -> Seen:
    """Return what is to be seen of a statement.

    :param at: the clause that the rule is about, from 0
    """
    clauses = statement.clauses
    return Seen(
        clauses[at].role,
        statement.part,
        statement.commits,
        clauses[at - 1].role if at else None,
        clauses[at + 1].role if at + 1 < len(clauses) else None,
        statement.line.cell is not None,
        statement.opens,
    )


def clues(what: Seen, rule: str, level: int) -> Iterator[str]:
    """Yield what is to be seen of a statement, as names.

    :param level: what the card says of it
    """
    role, part = what.role, what.part
    yield from (f"rule:{rule}", f"does:{role}", f"part:{part}", f"part:{part}:{role}")
    yield from (f"card:{level}", f"card:{level}:{role}", f"card:{level}:{rule}")
    yield from (f"does:{role}:{rule}", f"part:{part}:{rule}")
    yield "promises" if what.commits else "promises nothing"
    if what.before is not None:
        yield f"before:{what.before}"
    if what.after is not None:
        yield f"after:{what.after}"
    if what.cell:
        yield "cell"
    if what.opens:
        yield "opens"


class Weighed(NamedTuple):
    """How much a statement speaks for a rule, as logarithms of odds."""

    topic: float
    """Its words, for the rule's duty."""
    promise: float
    """Its words and clues, for a promise."""
    measure: float
    """The same, for a measure."""
    ahead: float
    """Its words, for this duty more than for the one they speak for most among the others."""
    about: float
    """The network, for the rule's duty."""
    about_ahead: float
    """The network, for this duty more than for any other."""
    counts: float
    """The network, that it counts."""
    counts_ahead: float
    """The network, that it counts for this rule more than for any other."""
    is_measure: float
    """The network, that what counts is a measure."""
    single: "Single"
    """What the clause in question speaks by itself: in a long sentence it drowns."""


class Single(NamedTuple):
    """How much a clause speaks for a rule, the rest of its sentence heard as what is around it."""

    topic: float
    """Its words, for the rule's duty."""
    ahead: float
    """The same, more than for any other duty."""
    about: float
    """The network, for the rule's duty."""
    counts: float
    """The network, that it counts."""
    is_measure: float
    """The network, that what counts is a measure."""


def numbers(
    statement: Statement, at: int, level: int, weighed: Weighed, prior: float
) -> tuple[float, ...]:
    """Return what the trees are asked of.

    :param prior: how often statements like this count for the rule, as the logarithm of the odds
    """
    role = statement.clauses[at].role
    return (
        *weighed[:-1],
        *weighed.single,
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
