"""Words of the plan as evidence, and the reasons why others are none."""

from plancheck.model import Place
from plancheck.reading.lexicon import Hit
from plancheck.reading.plan import PartKind, Plan, Role, Statement
from plancheck.rule import NearMiss, Quote

_EDGE = ",。;:!?、"

_REASONS = {
    Role.MEASURE: "near.nothing-to-see",
    Role.GENERAL: "near.general",
    Role.REVIEW: "near.review",
    Role.MEANING: "near.meaning",
    Role.CITATION: "near.citation",
    Role.NEGATED: "near.negated",
    Role.WISH: "near.wish",
    Role.OTHERS: "near.others",
    Role.RESTRICTION: "near.restriction",
    Role.FACT: "near.fact",
    Role.ROSTER: "near.roster",
    Role.HEADING: "near.heading",
    Role.QUOTED: "near.quoted",
    Role.ABSENT: "near.absent",
}


def quote_span(plan: Plan, statement: Statement, start: int, end: int) -> Quote:
    """Return the original's words at a stretch of a statement's normalised line."""
    norm = statement.line.norm
    while end > start and norm[end - 1] in _EDGE:
        end -= 1
    while start < end and norm[start] in _EDGE:
        start += 1
    place = statement.line.place(start, end)
    return Quote(plan.document.text_at(place), place)


def quote_clauses(plan: Plan, statement: Statement, first: int, last: int) -> Quote:
    """Return the words of a statement from one clause to another."""
    clauses = statement.clauses
    return quote_span(plan, statement, clauses[first].start, clauses[last].end)


def near_miss(plan: Plan, statement: Statement, hit: Hit, reason: str = "") -> NearMiss:
    """Return the clause of a hit as a near miss, with what the clause does as its reason."""
    clause = next((each for each in statement.clauses if hit.start < each.end), None)
    start, end, role = clause or (statement.start, statement.end, Role.FACT)
    quote = quote_span(plan, statement, start, end)
    commits = role.commits or (role is Role.HEADING and statement.part is PartKind.TASKS)
    return NearMiss(quote.text, quote.place, (reason if commits else "") or _REASONS[role])


def title_quote(plan: Plan, place: Place) -> Quote:
    """Return the words at a place of the document."""
    return Quote(plan.document.text_at(place), place)
