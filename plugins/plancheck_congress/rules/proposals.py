"""Whether proposals are collected and handled, anywhere in the plan.

The two halves mostly stand in different sentences, often in different parts (征集 in the
schedule, 答复 among the tasks), so that no condition on one statement can ask for both.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby

from plancheck.api import (
    Clause,
    NearMiss,
    PartKind,
    Plan,
    Quote,
    Role,
    Rule,
    Statement,
    Status,
    Verdict,
)

REACH = 5
"""Clauses of the same paragraph after which talk of a proposal has ended: an answer may follow
without naming again what is answered."""
EVIDENCE = 4
"""Quotes shown for each half, at most."""
NEAR_MISSES = 6

_VOWS = (PartKind.GUIDING, PartKind.GOALS, PartKind.OPENING)
_EDGE = ",。;:!?、"


@dataclass(slots=True)
class _Found:
    """What a plan says of proposals."""

    collected: list[Quote] = field(default_factory=list)
    handled: list[Quote] = field(default_factory=list)
    vowed: list[Quote] = field(default_factory=list)
    """Proposal work in general, or only under 指导思想 and 工作目标."""
    missed: list[NearMiss] = field(default_factory=list)


class _Clause:
    """A clause with the names of the card's lists that have a word in it."""

    def __init__(self, statement: Statement, clause: Clause, lists: AbstractSet[str]) -> None:
        self.statement = statement
        self.start, self.end, self.role = clause
        self.lists = lists


def _clauses(statement: Statement, prefix: str) -> Iterator[_Clause]:
    """Yield the clauses of a statement."""
    lists: list[set[str]] = [set() for _ in statement.clauses]
    for name, found in statement.found.items():
        if name.startswith(prefix):
            for at, _ in found:
                lists[at].add(name.removeprefix(prefix))
    for clause, own in zip(statement.clauses, lists, strict=True):
        yield _Clause(statement, clause, own)


def check(plan: Plan, rule: Rule) -> Verdict:
    """Look for both halves in the paragraphs that speak of proposals."""
    found = _Found()
    for _, group in groupby(plan.statements, key=lambda each: each.line.index):
        _read_line(plan, list(group), f"{rule.id}:", found)
    halves = (found.collected, found.handled)
    near = tuple(found.missed[:NEAR_MISSES])
    if all(halves):
        return Verdict(Status.MET, _told(halves))
    if any(halves) or found.vowed:
        return Verdict(Status.PARTIAL, _told(halves if any(halves) else [found.vowed]), near)
    return Verdict(Status.MISSING, (), near)


def _told(halves: Iterable[Sequence[Quote]]) -> tuple[Quote, ...]:
    quotes = [quote for half in halves for quote in half[:EVIDENCE]]
    return tuple(sorted(set(quotes), key=lambda quote: quote.place))


def _read_line(plan: Plan, statements: Sequence[Statement], prefix: str, found: _Found) -> None:
    """Read one paragraph: what follows a proposal soon speaks of it still."""
    clauses = [clause for statement in statements for clause in _clauses(statement, prefix)]
    lent = any(f"{prefix}proposal" in above.found for above in statements[0].lent)
    sitting = any("sitting" in clause.lists for clause in clauses)
    named = [_names(clause, sitting=sitting) for clause in clauses]
    for at, clause in enumerate(clauses):
        if not clause.role.commits or _of_others(clauses, at):
            if "proposal" in clause.lists:
                found.missed.append(_miss(plan, clause))
        elif lent or _beside(clauses, named, at):
            _take(plan, clause, found)
        elif any(named[max(0, at - REACH) : at]) and "answer" in clause.lists:
            found.handled.append(_quote(plan, clause))


def _names(clause: _Clause, *, sitting: bool) -> bool:
    """Whether a clause speaks of proposals, be it by a local name for the slips they stand on."""
    if "proposal" in clause.lists:
        return clause.role.commits or clause.role in (Role.HEADING, Role.FACT, Role.REVIEW)
    return "slip" in clause.lists and sitting and clause.role.commits


def _beside(clauses: Sequence[_Clause], named: Sequence[bool], at: int) -> bool:
    """Whether a proposal is named in the clause or in a neighbour of the same sentence."""
    return any(
        named[near] and clauses[near].statement is clauses[at].statement
        for near in range(max(0, at - 1), min(len(clauses), at + 2))
    )


def _of_others(clauses: Sequence[_Clause], at: int) -> bool:
    """Whether the sentence tells of others' or past proposals, or the clause of suggestions."""
    clause = clauses[at]
    if "suggestions" in clause.lists and "proposal" not in clause.lists:
        return True
    sentence = [one for one in clauses if one.statement is clause.statement]
    return any(one.lists & {"others", "tally"} for one in sentence)


def _take(plan: Plan, clause: _Clause, found: _Found) -> None:
    quote = _quote(plan, clause)
    if clause.statement.part in _VOWS:
        if clause.lists & {"collect", "answer", "answer_near", "tend"}:
            found.vowed.append(quote)
        return
    if "collect" in clause.lists:
        found.collected.append(quote)
    if clause.lists & {"answer", "answer_near"}:
        found.handled.append(quote)
    if "tend" in clause.lists and "proposal" in clause.lists:
        found.vowed.append(quote)


def _quote(plan: Plan, clause: _Clause) -> Quote:
    norm, start, end = clause.statement.line.norm, clause.start, clause.end
    while end > start and norm[end - 1] in _EDGE:
        end -= 1
    place = clause.statement.line.place(start, end)
    return Quote(plan.document.text_at(place), place)


def _miss(plan: Plan, clause: _Clause) -> NearMiss:
    reason = "nothing-to-see" if clause.role is Role.MEASURE else clause.role.value
    return NearMiss(*_quote(plan, clause), f"near.{reason}")
