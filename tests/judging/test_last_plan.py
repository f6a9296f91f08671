"""What was found in one plan is never said of another, whoever asks in between."""

from plancheck.judging.last_plan import LastPlan
from plancheck.testing import plan_from


def test_what_was_found_is_not_sought_again_in_the_same_plan() -> None:
    found: LastPlan[str, int] = LastPlan()
    plan = plan_from("三月开展教职工体检。")
    assert found.get(plan, "a", lambda: 1) == 1
    assert found.get(plan, "a", lambda: 2) == 1
    assert found.get(plan, "b", lambda: 3) == 3


def test_another_plan_asked_about_meanwhile_is_not_mixed_up() -> None:
    found: LastPlan[str, int] = LastPlan()
    one, other = plan_from("三月开展教职工体检。"), plan_from("四月开展趣味运动会。")

    def interrupted() -> int:
        assert found.get(other, "b", lambda: 2) == 2
        return 1

    assert found.get(one, "a", interrupted) == 1
    assert found.get(other, "a", lambda: 4) == 4
