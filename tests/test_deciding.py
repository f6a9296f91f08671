"""The reviewer's verdict and the points that follow from a review, by its profile."""

import pytest
from fakes import checked, defect, finding, met, plan, quote, requirement

from plancheck.deciding import Decision, decide
from plancheck.errors import Unreadable
from plancheck.model import Grade, Health
from plancheck.outcome import Review
from plancheck.profile import PLAIN, Profile, resolved
from plancheck.rule import Rule, Severity, Status, Verdict
from plancheck.scoring import Item, score

PLAN = plan("慰问教职工")
TORN = plan("慰问教职工", health=[Health(Grade.BLOCKING, "少了一页")])

MET = met("慰问")
PARTIAL = Verdict(Status.PARTIAL, (quote("慰问"),))
MISSING = Verdict(Status.MISSING)
NOT_ASKED = Verdict(Status.NOT_APPLICABLE)
CRASH = RuntimeError()

ERROR, WARNING, INFO = Severity


def profile(**known: object) -> Profile:
    """Return a profile with the default verdicts, but for what is given."""
    return resolved("x", {"x": Profile("x", **known)})  # type: ignore[arg-type]


def rules(*answers: tuple[object, Severity]) -> list[Rule]:
    return [requirement(said, f"r/{n}", level) for n, (said, level) in enumerate(answers)]


def decided(*asked: Rule, made: object = PLAN, by: Profile | None = None) -> Decision:
    found = decide(checked(made, *asked, profile=by or PLAIN))  # type: ignore[arg-type]
    assert found is not None
    return found


# -- the verdict ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "severity", "code"),
    [
        (MET, ERROR, "accept"),
        (MISSING, ERROR, "return"),
        (MISSING, WARNING, "revise"),
        (MISSING, INFO, "accept"),
        (PARTIAL, ERROR, "revise"),
        (PARTIAL, WARNING, "accept"),
        (NOT_ASKED, ERROR, "accept"),
        (CRASH, ERROR, "undecided"),
        (CRASH, WARNING, "undecided"),
        (CRASH, INFO, "accept"),
    ],
)
def test_a_requirement_decides_by_default(answer: object, severity: Severity, code: str) -> None:
    reasons = () if code == "accept" else ("r/0",)
    assert decided(*rules((answer, severity), (MET, ERROR))) == Decision(code, reasons)


@pytest.mark.parametrize(
    ("severity", "code"), [(ERROR, "return"), (WARNING, "accept"), (INFO, "accept")]
)
def test_a_defect_decides_by_default(severity: Severity, code: str) -> None:
    found = [finding("慰问"), finding("慰")]
    reasons = ("text/x",) if code == "return" else ()
    assert decided(defect(found, "text/x", severity)) == Decision(code, reasons)


def test_the_gravest_wins_and_names_its_own_reasons() -> None:
    asked = rules((MISSING, WARNING), (PARTIAL, ERROR), (MISSING, ERROR), (MISSING, ERROR))
    assert decided(*asked) == Decision("return", ("r/2", "r/3"))
    assert decided(*asked[:2]) == Decision("revise", ("r/0", "r/1"))


def test_unknown_leaves_it_open_only_where_it_could_become_graver() -> None:
    assert decided(*rules((MISSING, ERROR), (CRASH, ERROR))).code == "return"
    assert decided(*rules((MISSING, WARNING), (CRASH, ERROR))) == Decision("undecided", ("r/1",))
    lenient = profile(decision={"return": {"missing": []}})
    assert decided(*rules((MISSING, WARNING), (CRASH, ERROR)), by=lenient).code == "revise"


def test_a_defect_rule_that_crashed_leaves_it_open() -> None:
    assert decided(defect(CRASH, "text/x")) == Decision("undecided", ("text/x",))
    assert decided(defect(CRASH, "text/x", WARNING)).code == "accept"


def test_in_a_file_not_read_whole_a_defect_may_stand_where_nobody_looked() -> None:
    asked = [*rules((MET, ERROR)), defect([], "text/x"), defect([], "text/y", WARNING)]
    assert decided(*asked) == Decision("accept")
    assert decided(*asked, made=TORN) == Decision("undecided", ("text/x",))
    missing = [*rules((MISSING, ERROR)), defect([], "text/x")]
    assert decided(*missing, made=TORN) == Decision("undecided", ("r/0", "text/x"))
    found = defect([finding("慰问")], "text/x")
    assert decided(found, made=TORN) == Decision("return", ("text/x",))


def test_nothing_is_decided_of_an_unreadable_file() -> None:
    review = Review("坏.docx", None, Unreadable("read.empty"))
    assert decide(review) is None
    assert score(review) is None


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ({"return": {"missing": ["r/1"]}}, Decision("return", ("r/1",))),
        ({"return": {"missing": ["r/"]}}, Decision("return", ("r/0", "r/1"))),
        (
            {"return": {"missing": []}, "revise": {"missing": ["info"]}},
            Decision("revise", ("r/1",)),
        ),
        ({"return": {"missing": [], "defect": ["text/x"]}}, Decision("return", ("text/x",))),
        ({"return": {"missing": []}, "revise": {"missing": []}}, Decision("accept")),
    ],
)
def test_a_profile_maps_otherwise(
    decision: dict[str, dict[str, list[str]]], expected: Decision
) -> None:
    asked = [*rules((MISSING, ERROR), (MISSING, INFO)), defect([finding("慰问")], "text/x", INFO)]
    assert decided(*asked, by=profile(decision=decision)) == expected


# -- points -----------------------------------------------------------------------------------

POINTS = {"r/2": 10, "r/0": 5, "r/1": 4.5, "r/3": 1}


def test_met_all_partial_half_missing_none_in_the_order_of_the_sheet() -> None:
    asked = rules((PARTIAL, INFO), (MET, ERROR), (MISSING, WARNING), (MET, INFO), (MET, INFO))
    found = score(checked(PLAN, *asked, profile=profile(points=POINTS)))
    assert found is not None
    assert found.items == (
        Item("r/2", 10, 0),
        Item("r/0", 5, 2.5),
        Item("r/1", 4.5, 4.5),
        Item("r/3", 1, 1),
    )
    assert (found.total, found.of, found.provisional) == (8, 20.5, False)


def test_unknown_leaves_its_cell_blank_and_the_total_provisional() -> None:
    asked = rules((MET, ERROR), (CRASH, ERROR))
    found = score(checked(PLAN, *asked, profile=profile(points={"r/0": 5, "r/1": 4})))
    assert found is not None
    assert found.items == (Item("r/0", 5, 5), Item("r/1", 4, None))
    assert (found.total, found.of, found.provisional) == (5, 9, True)


def test_what_could_not_be_read_is_not_counted_as_missing() -> None:
    found = score(checked(TORN, *rules((MISSING, ERROR)), profile=profile(points={"r/0": 5})))
    assert found is not None
    assert found.items == (Item("r/0", 5, None),)


def test_what_does_not_apply_is_in_neither_sum() -> None:
    asked = rules((MET, ERROR), (NOT_ASKED, ERROR))
    found = score(checked(PLAN, *asked, profile=profile(points={"r/0": 5, "r/1": 4, "r/9": 3})))
    assert found is not None
    assert found.items == (Item("r/0", 5, 5),)
    assert (found.total, found.of, found.provisional) == (5, 5, False)


def test_without_points_there_is_no_score() -> None:
    assert score(checked(PLAN, *rules((MET, ERROR)))) is None


def test_points_are_told_without_the_trace_of_binary_fractions() -> None:
    asked = rules((MET, INFO), (MET, INFO), (MET, INFO))
    points = {"r/0": 0.1, "r/1": 0.2, "r/2": 0.7}
    found = score(checked(PLAN, *asked, profile=profile(points=points)))
    assert found is not None
    assert str(found.total) == "1"
    assert str(score(checked(PLAN, *asked[:2], profile=profile(points=points))).total) == "0.3"  # type: ignore[union-attr]
