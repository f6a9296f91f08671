"""Asking the rules: what they raise, what is not believed, what the file's health changes."""

from collections.abc import Iterator

import pytest
from fakes import checked, defect, finding, met, near, plan, quote, requirement

from plancheck.check import check
from plancheck.model import Cell, Grade, Health, Place, Table
from plancheck.outcome import ExitCode, FailLevel, Reason, State, exit_code, reasons
from plancheck.reading.plan import Plan
from plancheck.rule import Finding, Quote, Rule, Severity, Status, Verdict

PLAN = plan("走访慰问困难教职工", Table((Cell(0, 0, "三月"), Cell(0, 1, "慰问"))))
MISSING = Verdict(Status.MISSING)
BLOCKING = Health(Grade.BLOCKING, "health.page")
NOTICE = Health(Grade.NOTICE, "health.seal")


def endless(_plan: Plan) -> Verdict:
    return endless(_plan)


def stops(_plan: Plan) -> Iterator[Finding]:
    yield finding("走访")
    raise RuntimeError


def test_what_a_rule_says_is_what_counts() -> None:
    review = checked(PLAN, requirement(met("走访")), defect([finding("慰问", 0)._replace()]))
    assert review.results[0].verdict.status is Status.MET


@pytest.mark.parametrize(
    ("raised", "name"),
    [
        (ValueError("x"), "ValueError"),
        (SystemExit(0), "SystemExit"),
        (MemoryError(), "MemoryError"),
        (endless, "RecursionError"),
    ],
)
@pytest.mark.parametrize("make", [requirement, defect])
def test_a_rule_that_raises_gives_unknown_and_the_others_go_on(
    raised: object, name: str, make: object
) -> None:
    assert callable(make)
    rule: Rule = make(raised)
    review = checked(PLAN, rule, requirement(met("走访"), "care/health"))
    crashed, other = review.results
    assert (crashed.crash, crashed.verdict.status) == (name, Status.UNKNOWN)
    assert dict(crashed.verdict.values) == {"rule": rule.id, "exception": name}
    assert other.verdict.status is Status.MET
    assert reasons([review], FailLevel.ERROR) == (Reason.CRASHED,)
    assert exit_code(reasons([review], FailLevel.ERROR)) == ExitCode.INCOMPLETE


def test_an_interrupt_is_not_caught() -> None:
    with pytest.raises(KeyboardInterrupt):
        checked(PLAN, requirement(KeyboardInterrupt()))


def test_a_defect_rule_that_stops_halfway_has_found_nothing() -> None:
    review = checked(PLAN, defect(stops))
    assert review.defects == ()
    assert review.results[0].crash == "RuntimeError"


def test_debugging_shows_what_was_raised() -> None:
    seen = []
    rule = requirement(ValueError("why"))
    check(PLAN, [rule], {rule.id: Severity.ERROR}, lambda name, error: seen.append((name, error)))
    assert [(name, str(error)) for name, error in seen] == [("care/visits", "why")]


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "met",
        True,
        [],
        Verdict(Status.UNKNOWN),
        Verdict(Status.WAIVED),
        met("慰问"),
        met("走访", 2),
        met("走访", -2),
        Verdict(Status.MET, (Quote("三月", Place(1, 0, 2)),)),
        Verdict(Status.MET, (Quote("", Place(0, 5, 2)),)),
        Verdict(Status.MET, (Quote("走访", Place(0, -9, 2)),)),
        Verdict(Status.MET, (quote("走访慰问困难教职工 "),)),
        Verdict(Status.MISSING, (), (near("走路", "near.review"),)),
    ],
)
def test_an_answer_that_cannot_be_true_is_not_believed(answer: object) -> None:
    result = checked(PLAN, requirement(answer)).results[0]
    assert (result.verdict.status, result.crash) == (Status.UNKNOWN, "Disbelieved")


@pytest.mark.parametrize("answer", [None, 1, ["走访"], [finding("走路")], [finding("走访", 9)]])
def test_a_finding_outside_the_document_is_not_believed(answer: object) -> None:
    review = checked(PLAN, defect(answer))
    assert review.defects == ()
    assert review.results[0].crash == "Disbelieved"


def test_words_in_a_cell_are_found_there() -> None:
    cell = Quote("慰问", Place(1, 0, 2, (0, 1)))
    review = checked(PLAN, requirement(Verdict(Status.MET, (cell,))))
    assert review.results[0].verdict.evidence == (cell,)


@pytest.mark.parametrize("status", [Status.MET, Status.PARTIAL])
def test_a_verdict_without_evidence_is_unknown(status: Status) -> None:
    verdict = checked(PLAN, requirement(Verdict(status))).results[0].verdict
    assert (verdict.status, verdict.message) == (Status.UNKNOWN, "result.no-evidence")


@pytest.mark.parametrize(
    ("health", "answer", "status"),
    [
        (BLOCKING, MISSING, Status.UNKNOWN),
        (NOTICE, MISSING, Status.MISSING),
        (BLOCKING, met("走访"), Status.MET),
        (BLOCKING, Verdict(Status.PARTIAL, (quote("走访"),)), Status.PARTIAL),
    ],
)
def test_only_blocking_health_turns_missing_into_unknown(
    health: Health, answer: Verdict, status: Status
) -> None:
    made = plan("走访慰问", health=[health])
    assert checked(made, requirement(answer)).results[0].verdict.status is status


def test_unknown_keeps_the_near_misses() -> None:
    answer = Verdict(Status.MISSING, (), (near("走访", "near.review"),))
    made = plan("走访慰问", health=[BLOCKING])
    assert checked(made, requirement(answer)).results[0].verdict.near_misses


def test_a_rule_not_in_force_for_this_plan_is_not_asked() -> None:
    asked = requirement(RuntimeError())
    results, defects = check(PLAN, [asked, defect(RuntimeError())], {})
    assert [result.verdict.status for result in results] == [Status.NOT_APPLICABLE]
    assert defects == ()


# -- what it weighs ---------------------------------------------------------------------------

ERROR, WARNING, INFO = Severity
PARTIAL = Verdict(Status.PARTIAL, (quote("走访"),))


@pytest.mark.parametrize(
    ("answer", "severity", "level", "code"),
    [
        (met("走访"), ERROR, FailLevel.INFO, 0),
        (MISSING, ERROR, FailLevel.ERROR, 1),
        (MISSING, WARNING, FailLevel.ERROR, 0),
        (MISSING, WARNING, FailLevel.WARNING, 1),
        (MISSING, INFO, FailLevel.WARNING, 0),
        (MISSING, INFO, FailLevel.INFO, 1),
        (MISSING, ERROR, FailLevel.NEVER, 0),
        (PARTIAL, ERROR, FailLevel.ERROR, 0),
        (PARTIAL, ERROR, FailLevel.WARNING, 1),
        (PARTIAL, WARNING, FailLevel.WARNING, 0),
        (PARTIAL, WARNING, FailLevel.INFO, 1),
        (PARTIAL, INFO, FailLevel.INFO, 0),
        (RuntimeError(), ERROR, FailLevel.NEVER, 3),
        (Verdict(Status.MET), INFO, FailLevel.NEVER, 3),
    ],
)
def test_weight(answer: object, severity: Severity, level: FailLevel, code: int) -> None:
    review = checked(PLAN, requirement(answer, severity=severity))
    assert exit_code(reasons([review], level)) == code


@pytest.mark.parametrize(
    ("severity", "level", "code"),
    [
        (ERROR, FailLevel.ERROR, 1),
        (WARNING, FailLevel.ERROR, 0),
        (WARNING, FailLevel.WARNING, 1),
        (ERROR, FailLevel.NEVER, 0),
    ],
)
def test_a_defect_weighs_what_its_rule_does(
    severity: Severity, level: FailLevel, code: int
) -> None:
    review = checked(PLAN, defect([finding("走访")], severity=severity))
    assert exit_code(reasons([review], level)) == code


def test_incomplete_outranks_findings_and_both_are_named() -> None:
    review = checked(PLAN, requirement(MISSING), requirement(RuntimeError(), "care/health"))
    why = reasons([review], FailLevel.ERROR)
    assert why == (Reason.FINDINGS, Reason.CRASHED)
    assert exit_code(why) == ExitCode.INCOMPLETE


@pytest.mark.parametrize(
    ("rules", "state"),
    [
        ([requirement(met("走访"))], State.COMPLIED),
        ([requirement(MISSING)], State.NOT_COMPLIED),
        ([requirement(Verdict(Status.MET))], State.UNKNOWN),
        ([requirement(Verdict(Status.MET)), defect([finding("走访")])], State.NOT_COMPLIED),
    ],
)
def test_a_plan_as_a_whole(rules: list[Rule], state: State) -> None:
    assert checked(PLAN, *rules).state(FailLevel.ERROR) is state
