"""Ask the rules about one plan.

A rule is foreign code: whatever it raises concerns that rule and that plan alone, and becomes a
verdict of its own, ``unknown``. What a rule says is held against the plan: a verdict without
evidence, or words that do not stand where the rule says they stand, are not believed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from plancheck.model import Document, Place
from plancheck.outcome import Defect, Result
from plancheck.reading.plan import Plan
from plancheck.rule import Finding, Kind, Rule, Severity, Status, Verdict

ANSWERS = (Status.MET, Status.PARTIAL, Status.MISSING, Status.NOT_APPLICABLE)
"""What a rule may say of a requirement."""

Watch = Callable[[str, BaseException], None]
"""Called with a rule's id and what it raised, for ``--debug``."""


class Disbelieved(Exception):  # noqa: N818 - a rule's words, not an error of ours
    """A rule answered with something that cannot be true."""


def check(
    plan: Plan,
    rules: Sequence[Rule],
    severities: Mapping[str, Severity],
    watch: Watch | None = None,
) -> tuple[tuple[Result, ...], tuple[Defect, ...]]:
    """Judge a plan by some rules.

    :param rules: every rule asked anywhere in the run
    :param severities: rule id → severity, for the rules in force for this plan
    """
    results: list[Result] = []
    defects: list[Defect] = []
    for rule in rules:
        severity = severities.get(rule.id)
        if severity is None:
            results.extend(_not_applicable(rule))
            continue
        try:
            if rule.kind is Kind.REQUIREMENT:
                results.append(Result(rule, severity, _verdict(rule, plan)))
            else:
                defects.extend(_defects(rule, severity, plan))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - foreign code, see above
            if watch:
                watch(rule.id, error)
            results.append(_crash(rule, severity, error))
    return tuple(results), tuple(defects)


def _not_applicable(rule: Rule) -> list[Result]:
    if rule.kind is not Kind.REQUIREMENT:
        return []
    verdict = Verdict(Status.NOT_APPLICABLE, message="result.switched-off")
    return [Result(rule, rule.severity, verdict)]


def _verdict(rule: Rule, plan: Plan) -> Verdict:
    verdict = rule.check(plan)
    if not isinstance(verdict, Verdict) or verdict.status not in ANSWERS:
        raise Disbelieved(f"{rule.id} did not answer with a verdict")
    for quote in verdict.evidence:
        believe(plan.document, quote.text, quote.place)
    for near in verdict.near_misses:
        believe(plan.document, near.text, near.place)
    if verdict.status is Status.MISSING and not plan.document.complete:
        return replace(verdict, status=Status.UNKNOWN, message="result.incomplete", values=())
    if verdict.status in (Status.MET, Status.PARTIAL) and not verdict.evidence:
        return replace(verdict, status=Status.UNKNOWN, message="result.no-evidence", values=())
    return verdict


def _defects(rule: Rule, severity: Severity, plan: Plan) -> list[Defect]:
    findings = rule.check(plan)
    if not isinstance(findings, Iterable):
        raise Disbelieved(f"{rule.id} did not answer with findings")
    found = [Defect(rule, severity, finding) for finding in findings]
    for defect in found:
        if not isinstance(defect.finding, Finding):
            raise Disbelieved(f"{rule.id} did not answer with findings")
        believe(plan.document, defect.finding.text, defect.finding.place)
    return found


def believe(document: Document, words: str, place: Place) -> None:
    """Make sure that words stand at their place.

    :raises Disbelieved: when they do not, or when there is no such place
    """
    if not 0 <= place.block < len(document.blocks) or not 0 <= place.start <= place.end:
        raise Disbelieved(f"no such place: {place}")
    try:
        there = document.text_at(place)
    except LookupError:
        raise Disbelieved(f"no such place: {place}") from None
    if there != words:
        raise Disbelieved(f"not what stands at {place}")


def _crash(rule: Rule, severity: Severity, error: BaseException) -> Result:
    kind = type(error).__name__
    verdict = Verdict(
        Status.UNKNOWN,
        message="result.crashed",
        values=(("rule", rule.id), ("exception", kind)),
    )
    return Result(rule, severity, verdict, crash=kind)
