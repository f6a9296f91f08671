"""Plans, rules and reviews made by hand, for tests that need no reader and no reading."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from plancheck.model import Block, Document, Health, Paragraph, Place
from plancheck.outcome import Review
from plancheck.profile import PLAIN, Profile, Terms
from plancheck.reading.plan import Plan
from plancheck.rule import Finding, Kind, NearMiss, Quote, Rule, Severity, Status, Verdict


def plan(*blocks: str | Block, health: Iterable[Health] = (), **known: object) -> Plan:
    """Return a plan about which nothing is known but its blocks and what is given."""
    made = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    facts: dict[str, Any] = {
        "name": "plan.txt",
        "title": "",
        "unit": None,
        "kind": None,
        "period": None,
        "lines": (),
        "parts": (),
        "statements": (),
        "mentions": {},
        "schedule": None,
        "lexicon": frozenset(),
    }
    return Plan(document=Document("txt", made, tuple(health)), **{**facts, **known})


def quote(text: str, block: int = 0, start: int = 0) -> Quote:
    return Quote(text, Place(block, start, start + len(text)))


def near(text: str, reason: str, block: int = 0) -> NearMiss:
    return NearMiss(text, Place(block, 0, len(text)), reason)


def met(text: str, block: int = 0) -> Verdict:
    return Verdict(Status.MET, (quote(text, block),))


def requirement(
    answer: object,
    name: str = "care/visits",
    severity: Severity = Severity.ERROR,
    advice: str = "",
) -> Rule:
    """Return a requirement that answers the same of every plan, or raises what it is given."""

    def check(plan: Plan) -> object:
        if isinstance(answer, BaseException):
            raise answer
        return answer(plan) if callable(answer) else answer

    asked = cast("Callable[[Plan], Verdict]", check)
    return Rule(name, f"title of {name}", severity, Kind.REQUIREMENT, asked, advice=advice)


def defect(
    answer: object, name: str = "text/placeholder", severity: Severity = Severity.ERROR
) -> Rule:
    """Return a defect rule that answers the same of every plan, or raises what it is given."""
    rule = requirement(answer, name, severity)
    return Rule(rule.id, rule.title, severity, Kind.DEFECT, rule.check)


def finding(text: str, block: int = 0, message: str = "") -> Finding:
    return Finding(text, Place(block, 0, len(text)), message)


def checked(made: Plan, *rules: Rule, path: str = "plan.txt", profile: Profile = PLAIN) -> Review:
    """Return what a run would say of a plan."""
    from plancheck.check import check

    terms = Terms(profile, rules, {rule.id: rule.severity for rule in rules})
    return Review(path, "0" * 64, None, made, *check(made, rules, terms.severities), terms)
