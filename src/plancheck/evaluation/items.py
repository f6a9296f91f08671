"""What was said of one plan or statement, beside what its label says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from plancheck.check import Watch, check
from plancheck.evaluation.labels import LabelledDefect, PlanLabel, StatementLabel
from plancheck.evaluation.scores import UNKNOWN
from plancheck.outcome import Defect, Result, Review
from plancheck.reading.lexicon import Lexicon
from plancheck.reading.plan import Plan
from plancheck.rule import Kind, Rule, Severity, Status
from plancheck.testing import plan_from

MONTHS = "schedule_months"
FACTS = ("kind", "period", "unit", MONTHS)
"""What a label may say of a plan as a whole."""

_LIKE = 8
"""Characters that two quotes of one place have in common at the least, where neither holds the
other."""


class Answer(NamedTuple):
    """A verdict and its label."""

    rule: str
    label: str
    said: str
    result: Result | None
    """None when the file could not be read."""


class Fact(NamedTuple):
    """What was understood of a plan as a whole, and its label."""

    name: str
    label: object
    said: object


class Slip(NamedTuple):
    """A defect that was missed, or a false one."""

    rule: str
    quote: str
    found: Defect | None
    """None when it was missed."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something labelled, and what was said of it.

    :param name: the file, or file and line
    :param number: what decides whether it is held back; None when it has no number
    :param right: rule id → labelled defects that were found
    :param slips: defects missed, and false ones
    """

    name: str
    number: int | None
    review: Review
    answers: tuple[Answer, ...]
    facts: tuple[Fact, ...] = ()
    right: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    label: PlanLabel | StatementLabel | None = None


def plan_item(label: PlanLabel, review: Review, asked: Mapping[str, Rule]) -> Item:
    """Hold what was said of a plan against its label.

    :param asked: the rules in force, by their id
    """
    right, slips = _defects(label, review, asked)
    return Item(
        name=review.path,
        number=label.number,
        review=review,
        answers=tuple(_answers(label.statuses, review, asked)),
        facts=tuple(_facts(label, review.plan)),
        right=right,
        slips=slips,
        label=label,
    )


def statement_item(
    label: StatementLabel,
    asked: Mapping[str, Rule],
    severities: Mapping[str, Severity],
    lexicon: Lexicon,
    watch: Watch | None = None,
) -> Item:
    """Judge a statement alone, as item 1 of its part in the plan of a calendar year.

    Only the rules it is labelled for are asked.
    """
    plan = plan_from(label.text, label.part, lexicon=lexicon)
    rules = [asked[rule] for rule in label.statuses if rule in asked]
    results, _ = check(plan, rules, severities, watch)
    review = Review(label.name, plan=plan, results=results)
    answers = tuple(_answers(label.statuses, review, asked))
    return Item(label.name, label.number, review, answers, label=label)


def _answers(
    statuses: Mapping[str, str], review: Review, asked: Mapping[str, Rule]
) -> Iterator[Answer]:
    """Yield the verdicts that are labelled; what was not asked for is left out.

    Of a file that could not be read nothing is known, as of a rule that crashed.
    """
    results = {result.rule.id: result for result in review.results}
    for rule, label in statuses.items():
        if rule not in asked:
            continue
        result = results.get(rule)
        if result is None:
            yield Answer(rule, label, UNKNOWN, None)
        elif result.verdict.status not in (Status.NOT_APPLICABLE, Status.WAIVED):
            yield Answer(rule, label, result.verdict.status.value, result)


def _facts(label: PlanLabel, plan: Plan | None) -> Iterator[Fact]:
    """Yield what is labelled of the plan as a whole; schedules only where there is one."""
    said = _understood(plan)
    for name in FACTS:
        if name not in label.facts:
            continue
        told = label.facts[name]
        if name == MONTHS:
            told = sorted(set(told))
            if not told and (plan is None or plan.schedule is None):
                continue
        yield Fact(name, told, said[name])


def _understood(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {**dict.fromkeys(FACTS), MONTHS: []}
    return {
        "kind": plan.kind.value if plan.kind else None,
        "period": [str(plan.period.start), str(plan.period.end)] if plan.period else None,
        "unit": plan.unit,
        MONTHS: sorted(plan.schedule.months) if plan.schedule else [],
    }


def agrees(fact: Fact) -> bool:
    """Tell whether a fact is what its label says; units may be named with their union or without.

    A label's unit is a school or its union, whichever its reader wrote down.
    """
    if fact.name == "unit":
        return _bare(fact.label) == _bare(fact.said)
    return fact.label == fact.said


def _bare(unit: object) -> object:
    if not isinstance(unit, str) or unit.endswith(("教育工会", "分工会")):
        return unit
    return unit.removesuffix("委员会").removesuffix("工会").removesuffix("工會")


def _defects(
    label: PlanLabel, review: Review, asked: Mapping[str, Rule]
) -> tuple[tuple[str, ...], tuple[Slip, ...]]:
    """Return the rules of labelled defects that were found, and all that is wrong.

    A finding that merges several places counts for every label at one of them.
    """
    if label.defects is None:
        return (), ()
    labelled = [each for each in label.defects if each.rule in asked]
    found = [each for each in review.defects if each.rule.kind is Kind.DEFECT]
    missed = [each for each in labelled if not any(_same(each, other) for other in found)]
    false = [each for each in found if not any(_same(other, each) for other in labelled)]
    slips = [Slip(each.rule, each.quote, None) for each in missed]
    slips += [Slip(each.rule.id, each.finding.text, each) for each in false]
    return tuple(each.rule for each in labelled if each not in missed), tuple(slips)


def _same(label: LabelledDefect, found: Defect) -> bool:
    return label.rule == found.rule.id and _overlap(label.quote, found.finding.text)


def _overlap(one: str, other: str) -> bool:
    """Tell whether two quotes are of one place: one holds the other, or the other's beginning."""
    first, second = "".join(one.split()), "".join(other.split())
    if first in second or second in first:
        return True
    return any(
        len(quote) > _LIKE and quote[:_LIKE] in beside
        for quote, beside in ((first, second), (second, first))
    )


def held_back(item: Item, holdout: int | None) -> bool:
    """Tell whether an item's number divides by the one given."""
    return holdout is not None and item.number is not None and item.number % holdout == 0


def crashes(items: Sequence[Item]) -> int:
    """Count the rules that failed."""
    return sum(bool(result.crash) for item in items for result in item.review.results)
