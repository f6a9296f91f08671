"""The verdict of a card's conditions on a plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from plancheck.judging.conditions import Condition, Conditions, View, condition
from plancheck.judging.frequency import TOO_FEW, Ruling, verdict_of
from plancheck.judging.last_plan import LastPlan
from plancheck.judging.lists import full_name, lexicon_of, lists_of
from plancheck.judging.meeting import Meeting
from plancheck.judging.meeting_words import table_of, words_of
from plancheck.judging.meetings import NO_ADVICE, Advice, meetings, spoken_of
from plancheck.judging.quotes import near_miss, quote_clauses
from plancheck.model import Place
from plancheck.reading.plan import PartKind, Plan, Statement
from plancheck.rule import NearMiss, Quote, Rule, Status, Verdict

EVIDENCE = 8
"""Quotes of one verdict, at most."""

NEAR_MISSES = 6
"""Near misses of one verdict, at most."""


_VOWS = frozenset((PartKind.GUIDING, PartKind.GOALS, PartKind.OPENING))
"""Parts in which even a measure is only vowed."""


def judge(plan: Plan, rule: Rule) -> Verdict:
    """Return the verdict that a card's words and conditions give.

    ``met`` where a statement fulfils a ``[[met]]`` condition, else ``partial`` where one fulfils a
    ``[[partial]]`` condition, else ``missing``; the statements that hold words of ``[[near]]`` and
    earn nothing are the near misses.
    """
    plan = with_words(plan, rule)
    if table_of(rule) is not None:
        return convened(plan, rule)
    views = list(_views(plan, rule))
    for_met, for_partial, *_ = conditions_of(rule)
    met = _found(plan, views, for_met)
    if met:
        return Verdict(Status.MET, tuple(met[:EVIDENCE]))
    partial = _found(plan, views, for_partial)
    near = tuple(near_misses(plan, rule, views, partial))
    if partial:
        return Verdict(Status.PARTIAL, tuple(partial[:EVIDENCE]), near)
    return Verdict(Status.MISSING, (), near)


def _views(plan: Plan, rule: Rule) -> Iterator[View]:
    """Yield the statements that hold a word of the card's own lists."""
    for index in plan.mentions.get(rule.id, ()):
        yield View(plan.statements[index])


def convened(plan: Plan, rule: Rule, advice: Advice = NO_ADVICE) -> Verdict:
    """Judge a card that asks whether a body is convened; local names need every statement.

    :param plan: searched for the rule's words
    """
    views = [View(statement) for statement in plan.statements]
    frequency = _frequency(rule)
    found, (status, message) = _sittings(plan, rule, views, advice)
    if message == TOO_FEW:
        told = (table_of(rule) or {}).get("once", "")
        message = told and f"{told}-{frequency}"
    earned = found[:EVIDENCE] if status in (Status.MET, Status.PARTIAL) else ()
    evidence = tuple(meeting.quote for meeting in earned)
    if status is Status.MET:
        return Verdict(status, evidence)
    return Verdict(status, evidence, tuple(near_misses(plan, rule, views, evidence)), message)


def _frequency(rule: Rule) -> str:
    return rule.option("frequency") if "frequency" in rule.choices else "term"


def _sittings(
    plan: Plan, rule: Rule, views: Sequence[View], advice: Advice = NO_ADVICE
) -> tuple[Sequence[Meeting], Ruling]:
    """Return the promised meetings of a card's body, and whether they are enough."""
    words, frequency = words_of(rule), _frequency(rule)
    found = meetings(plan, views, words, advice)
    if frequency == "school-year":
        found = found or spoken_of(plan, views, words)
    return found, verdict_of(plan, found, frequency)


def by_statement(
    plan: Plan, rule: Rule, advice: Advice = NO_ADVICE
) -> tuple[list[tuple[Status, Quote]], list[NearMiss]]:
    """Return what each statement earns by itself, and every near miss; neither is bounded.

    A meeting earns what all meetings of the plan earn together.
    """
    plan = with_words(plan, rule)
    if table_of(rule) is not None:
        views = [View(statement) for statement in plan.statements]
        found, ruling = _sittings(plan, rule, views, advice)
        earned = [(ruling.status, meeting.quote) for meeting in found]
    else:
        views = list(_views(plan, rule))
        for_met, for_partial, *_ = conditions_of(rule)
        met = [(Status.MET, quote) for quote in _found(plan, views, for_met)]
        places = {quote.place for _, quote in met}
        rest = [view for view in views if not _touches(view.statement.place, places)]
        earned = met + [(Status.PARTIAL, quote) for quote in _found(plan, rest, for_partial)]
    quotes = [quote for _, quote in earned]
    return earned, list(near_misses(plan, rule, views, quotes, len(views)))


def with_words(plan: Plan, rule: Rule) -> Plan:
    """Return the plan with a rule's words looked for; the same plan where they were."""
    if plan.lexicon.issuperset(name for name in lists_of(rule) if not name.endswith(".not")):
        return plan
    from plancheck.reading.read import read_plan

    return read_plan(plan.document, plan.name, lexicon_of([rule]))


class Near(NamedTuple):
    """What looks like a card's thing."""

    lists: tuple[str, ...]
    reason: str
    """Message id of why it is not."""


class Made(NamedTuple):
    """What a card asks of statements."""

    met: Conditions
    partial: Conditions
    near: tuple[Near, ...]
    """What makes a near miss, the first that does."""
    but_for: Conditions
    """What earns ``met`` but for words that rule it out."""


def conditions_of(rule: Rule) -> Made:
    """Return what earns ``met`` and what earns ``partial``, made once for a card.

    For ``partial`` these are the card's own conditions, and a measure only vowed as a goal.
    """
    kept = _MADE.get(id(rule.data))
    if kept is None or kept[0] is not rule.data:
        met = _conditions(rule, "met", general=False)
        partial = _conditions(rule, "partial", general=True)
        vowed = [replace(each, general=True, parts=_VOWS) for each in met] if partial else []
        near = tuple(
            Near(tuple(full_name(rule.id, name) for name in table["any"]), table.get("reason", ""))
            for table in rule.data.get("near", ())
        )
        but_for = Conditions(replace(each, none=(), nowhere=()) for each in met)
        made = Made(Conditions(met), Conditions((*partial, *vowed)), near, but_for)
        kept = _MADE[id(rule.data)] = rule.data, made
    return kept[1]


_MADE: dict[int, tuple[Mapping[str, Any], Made]] = {}
"""Conditions by the identity of the card's data, which is kept beside them."""


def _conditions(rule: Rule, status: str, *, general: bool) -> list[Condition]:
    tables: Sequence[Mapping[str, Any]] = rule.data.get(status, ())
    return [condition(rule.id, table, general=general) for table in tables]


def _found(plan: Plan, views: Sequence[View], wanted: Conditions) -> list[Quote]:
    found: list[Quote] = []
    for view in views:
        reach = fulfilled(plan, view.statement, wanted)
        if reach is not None:
            found.append(quote_clauses(plan, view.statement, *reach))
    return found


def fulfilled(plan: Plan, statement: Statement, wanted: Conditions) -> tuple[int, int] | None:
    """Return the first and last clause of a statement that fulfil conditions, or None."""
    return _fulfilled.get(
        plan, (statement.index, wanted), lambda: wanted.fulfilled(View(statement))
    )


_fulfilled: LastPlan[tuple[int, Conditions], tuple[int, int] | None] = LastPlan()


def near_misses(
    plan: Plan,
    rule: Rule,
    views: Sequence[View],
    earned: Sequence[Quote] = (),
    most: int = NEAR_MISSES,
) -> Iterator[NearMiss]:
    """Yield the statements that hold words of a card's ``[[near]]`` tables and earn nothing."""
    places = {quote.place for quote in earned}
    near = conditions_of(rule).near
    count = 0
    for view in views:
        for lists, reason in near:
            hits = [hit for name in lists for _, hit in view.by_list.get(name, ())]
            if not hits:
                continue
            miss = near_miss(plan, view.statement, min(hits), reason)
            if not _touches(miss.place, places):
                yield miss
                count += 1
            break
        if count >= most:
            return


def _touches(place: Place, others: Iterable[Place]) -> bool:
    return any(place.overlaps(other) for other in others)
