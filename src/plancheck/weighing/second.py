"""A rule with a second opinion: the card's verdict and what the weights say, made one.

The card says which words there are; the weights say whether the statement as a whole counts. Where
the two differ the weights decide, as they are right more often
(``docs/decisions/012-second-opinion.md``), and the verdict says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plancheck.judging.judge import EVIDENCE, NEAR_MISSES, convened, with_words
from plancheck.judging.judge import by_statement as of_card
from plancheck.judging.meeting_words import table_of
from plancheck.judging.meetings import Advice
from plancheck.judging.quotes import quote_clauses
from plancheck.reading.plan import Plan, Statement
from plancheck.reading.words import signs
from plancheck.rule import NearMiss, Quote, Rule, Status, Verdict
from plancheck.weighing.clues import MET, NEAR, NOTHING, PARTIAL
from plancheck.weighing.grams import spot
from plancheck.weighing.opinion import DOUBT, Heard, Opinion

MEASURE = 0.8
"""How likely it must be that what counts is a measure (0-1): more than even, as the weights are
prone to take a vow for one."""

MEANT = 0.25
"""How likely it must be that a statement of many duties counts in which the card sees a measure
(0-1): official plans list a dozen in a sentence, the words of each drown among the others, and the
card's grammar has told this one's verb from theirs."""

BARE = 0.5
"""The same of one short clause: as plain as a task can be told (慰问离退休教师)."""

LONGEST_BARE = 20
"""Characters of such a clause, at most."""

VOWED = 0.5
"""How likely it must be that what is no measure counts (0-1): less is asked of a vow, which earns
less."""

NO_MEASURE = 0.3
"""How likely it is, at most, that it is a measure."""

DENIED = 0.8
"""How likely it must be that a statement counts which promises nothing, as the reading has it
(0-1): that is said to be met only where there is little doubt."""

RULED_OUT = 0.7
"""How likely it must be that a statement of an excerpt counts where the card has words that rule it
out (0-1): as likely as in a whole plan."""

SEVERAL = 4
"""Clauses from which on a statement names many duties."""

LISTED = 2
"""Commas of a list (、) from which on it does."""

SURE = 0.9
"""How likely a short statement without a word of the card must be to count for anything (0-1):
much that is short is much alike."""

SHORT = 16
"""Characters below which a statement is short."""

CONVENES = 0.75
"""How likely it must be that a statement of some length without a word of the card convenes a body
(0-1)."""

REFUSED = 0.4
"""Share of the bound below which a statement does not convene a body, though the card takes it
to."""

AROUND = 2
"""Clauses that are quoted on either side of the one that a rule is about, at most."""


def counts(heard: Heard, least: float) -> bool:
    """Whether a statement counts.

    :param least: how likely that must be (0-1) of one that names a duty or two
    """
    statement, level = heard.statement, heard.card.level
    if not statement.commits:
        return heard.likely >= max(least, DENIED)
    if heard.settled:
        return True
    if heard.ruled_out:
        return heard.likely >= max(least, RULED_OUT)
    if heard.measure <= NO_MEASURE:
        least = min(least, VOWED)
    if level == NOTHING and (len(statement.norm) < SHORT or _is_note(statement)):
        return heard.likely >= max(least, SURE)
    if level >= MET:
        least = min(least, _least_seen(statement))
    return heard.likely >= least


def _least_seen(statement: Statement) -> float:
    """Return how likely it must be that a statement counts in which the card sees a measure."""
    if len(statement.clauses) >= SEVERAL or statement.norm.count("、") >= LISTED:
        return MEANT
    bare = len(statement.clauses) == 1 and len(statement.norm) <= LONGEST_BARE
    return BARE if bare else 1.0


def _is_note(statement: Statement) -> bool:
    """Whether a statement is a note to others, which rarely promises (注：各周工作由主席统筹)."""
    return statement.line.norm.startswith(signs("notes"))


def foremost(heard: Iterable[Heard], level: int = PARTIAL) -> list[Heard]:
    """Return the likeliest of each paragraph or row, and those with words of the card.

    The others are likely because of these: what stands around a statement is heard with it.

    :param level: what the card must say of a statement for its words to be the card's
    """
    every = list(heard)
    best: dict[object, Heard] = {}
    for each in every:
        where = spot(each.statement)
        if where not in best or each.likely > best[where].likely:
            best[where] = each
    return [
        each for each in every if each.card.level >= level or best[spot(each.statement)] is each
    ]


def is_measure(heard: Heard) -> bool:
    """Whether what counts is a measure: where the card says so, the weights do not demote it."""
    return heard.card.level >= MET or heard.measure >= MEASURE


def together(plan: Plan, rule: Rule, first: Verdict, opinion: Opinion) -> Verdict:
    """Return the verdict of the card, or its code, and of the weights.

    :param first: what the card or its code says
    """
    plan = with_words(plan, rule)
    heard, least = tuple(opinion.hear(plan, rule)), opinion.least(plan)
    if table_of(rule) is not None:
        return _convened(plan, rule, first, heard, least)
    earned = foremost(each for each in heard if counts(each, least))
    measures = [each for each in earned if is_measure(each)]
    quotes = tuple(quote(plan, each) for each in (measures or earned)[:EVIDENCE])
    if not earned:
        status = Status.MISSING
    elif measures:
        status = Status.MET
    elif first.status is Status.MET and not _by_card(earned):
        status, quotes = Status.MET, first.evidence  # its code has put several statements together
    else:
        status = Status.PARTIAL
    near = () if status is Status.MET else tuple(_near(plan, first, heard, least, quotes))
    if status is first.status:
        return replace(first, evidence=quotes, near_misses=near)
    return Verdict(status, quotes, near, _message(first.status, status))


def _advice(heard: Sequence[Heard], least: float) -> Advice:
    """Return what is thought of a body's meetings.

    Those that the card sees stand where there is doubt; a statement without any word of the card
    must be surer and of some length, as a date and a festival alone are much like a meeting
    (三月：庆祝妇女节). What promises nothing convenes nothing.
    """
    sure = {
        each.statement.index: each.at
        for each in foremost((each for each in heard if each.statement.commits), NEAR)
        if (
            each.likely >= least
            if each.card.level >= NEAR
            else each.likely >= CONVENES and len(each.statement.norm) >= SHORT
        )
    }
    unlikely = frozenset(each.statement.index for each in heard if each.likely < REFUSED * least)
    return Advice(sure, unlikely)


def _convened(
    plan: Plan, rule: Rule, first: Verdict, heard: Sequence[Heard], least: float
) -> Verdict:
    """Return the verdict on a body that is to be convened: how often, the meetings tell."""
    verdict = convened(plan, rule, _advice(heard, least))
    if verdict.status is first.status:
        return verdict
    doubted = tuple(_doubted(plan, heard, least))[:NEAR_MISSES]
    message = verdict.message or _message(first.status, verdict.status)
    return replace(verdict, near_misses=verdict.near_misses or doubted, message=message)


def by_statement(
    plan: Plan, rule: Rule, first: Verdict, opinion: Opinion
) -> tuple[list[tuple[Status, Quote]], list[NearMiss]]:
    """Return what each statement earns by itself, and what looks like it; neither is bounded.

    :param first: what the card or its code says of the plan
    """
    plan = with_words(plan, rule)
    heard, least = tuple(opinion.hear(plan, rule)), opinion.least(plan)
    own, near = of_card(plan, rule, _advice(heard, least))
    if table_of(rule) is not None:
        earned = own
    else:
        earned = [
            (Status.MET if is_measure(each) else Status.PARTIAL, quote(plan, each))
            for each in foremost(each for each in heard if counts(each, least))
        ]
    verdict = together(plan, rule, first, opinion)
    known = {each.place for _, each in earned}
    earned += [(verdict.status, each) for each in verdict.evidence if each.place not in known]
    taken = [each.place for _, each in earned]
    misses = {each.place: each for each in (*near, *_doubted(plan, heard, least))}
    misses |= {each.place: each for each in verdict.near_misses}
    return earned, [
        each for each in misses.values() if not any(each.place.overlaps(one) for one in taken)
    ]


def _by_card(earned: Sequence[Heard]) -> bool:
    """Whether the card sees a measure or a vow in what counts; if not, its code has seen more."""
    return any(each.card.level >= PARTIAL for each in earned)


def _message(first: Status, status: Status) -> str:
    if first is Status.MISSING:
        return "opinion.found"
    return "opinion.doubted" if status is Status.MISSING else "opinion.regraded"


def _near(
    plan: Plan, first: Verdict, heard: Sequence[Heard], least: float, quotes: Sequence[Quote]
) -> Iterator[NearMiss]:
    """Yield the card's near misses, and what the weights doubt; none that is evidence."""
    found: list[NearMiss] = []
    for miss in (*_doubted(plan, heard, least), *first.near_misses):
        taken = [*(each.place for each in quotes), *(each.place for each in found)]
        if len(found) < NEAR_MISSES and not any(miss.place.overlaps(each) for each in taken):
            found.append(miss)
    yield from sorted(found, key=lambda miss: (miss.place.block, miss.place.start))


def _doubted(plan: Plan, heard: Iterable[Heard], least: float) -> Iterator[NearMiss]:
    """Yield statements that the card takes and the weights do not, and those worth a look."""
    for each in foremost(heard):
        if counts(each, least):
            continue
        reason = "near.perhaps" if each.likely >= DOUBT else "near.unlikely"
        if each.likely >= DOUBT or each.card.level >= PARTIAL:
            text, place = quote(plan, each)
            yield NearMiss(text, place, reason)


def quote(plan: Plan, heard: Heard) -> Quote:
    """Return the words of a statement that a rule is about.

    What the card earns it by, or the clause in question and what is promised around it.
    """
    clauses = heard.statement.clauses
    first, last = heard.card.clauses or (heard.at, heard.at)
    if heard.card.clauses is None:
        while first and heard.at - first < AROUND and clauses[first - 1].role.commits:
            first -= 1
        while (
            last + 1 < len(clauses) and last - heard.at < AROUND and clauses[last + 1].role.commits
        ):
            last += 1
    return quote_clauses(plan, heard.statement, first, last)
