"""What became of plans since the last round."""

from pathlib import Path
from typing import Any

import pytest

from plancheck.desk.rounds import NAME, Memory, compared, dumped, recall
from plancheck.errors import StateError

RULES = [{"id": name} for name in ("care/visits", "women/tasks", "text/placeholder")]


def plan(path: str, content: str, unit: str | None = "育英小学", **statuses: str) -> dict[str, Any]:
    """Return a plan of the report; statuses by rule, with ``_`` for the slash."""
    results = [
        {"rule": name.replace("_", "/"), "status": status} for name, status in statuses.items()
    ]
    return {
        "path": path,
        "sha256": content * 64,
        "unit": unit,
        "decision": {"code": "return"},
        "score": None,
        "results": [each for each in results if each["status"] != "defect"],
        "defects": [
            {"rule": each["rule"], "waiver": None} for each in results if each["status"] == "defect"
        ],
    }


def report(*plans: dict[str, Any], roster: Any = None, today: str = "2025-03-01") -> dict[str, Any]:  # noqa: ANN401
    return {
        "rules": RULES,
        "plans": list(plans),
        "batch": roster and {"roster": roster},
        "today": today,
    }


def after(*runs: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of the last of some runs."""
    memory = Memory()
    told: dict[str, Any] = {}
    for run in runs:
        told, memory = compared(memory, run)
    return told


FIRST = plan(
    "in/a.docx", "1", care_visits="missing", women_tasks="partial", text_placeholder="defect"
)


def test_the_first_round_has_nothing_to_compare_with() -> None:
    told = after(report(FIRST))
    assert told["round"] == 1
    assert told["plans"][0]["before"] is None
    assert told["plans"][0]["mended"] == told["plans"][0]["new"] == []


def test_a_plan_that_was_handed_in_again() -> None:
    again = plan("in/a.docx", "2", care_visits="met", women_tasks="missing")
    told = after(report(FIRST), report(again, today="2025-03-09"))
    entry = told["plans"][0]
    assert told["round"] == entry["handed_in"] == 2
    assert entry["before"]["day"] == "2025-03-01"
    assert entry["mended"] == ["care/visits", "text/placeholder"]
    assert entry["remaining"] == ["women/tasks"]
    assert entry["new"] == []


def test_the_same_files_again_are_no_new_round() -> None:
    assert after(report(FIRST), report(FIRST, today="2025-03-05")) == after(report(FIRST))


def test_a_mended_plan_is_known_by_its_unit_whatever_its_file_is_called() -> None:
    again = plan("in/新版.docx", "2", care_visits="met")
    assert after(report(FIRST), report(again))["plans"][0]["handed_in"] == 2


def test_without_a_unit_by_the_name_of_the_file() -> None:
    one = plan("in/三小2024年计划.docx", "1", None, care_visits="missing")
    two = plan("in2/三小2024年计划（修改稿）.docx", "2", None, care_visits="met")
    assert after(report(one), report(two))["plans"][0]["mended"] == ["care/visits"]


def test_by_the_roster_before_all() -> None:
    one, two = plan("in/x.docx", "1", None), plan("in/y.docx", "2", "某校")

    def of(path: str) -> dict[str, Any]:
        return {"schools": [{"name": "育英小学", "plans": [path]}]}

    told = after(report(one, roster=of("in/x.docx")), report(two, roster=of("in/y.docx")))
    assert told["plans"][0]["school"] == "育英小学"
    assert told["plans"][0]["handed_in"] == 2


def test_two_plans_of_one_school_go_on_apart() -> None:
    a1, b1 = plan("in/a.docx", "1", care_visits="missing"), plan("in/b.docx", "2")
    a2, b2 = plan("in/a.docx", "3", care_visits="met"), plan("in/b.docx", "2")
    told = after(report(a1, b1), report(b2, a2))
    assert [entry["handed_in"] for entry in told["plans"]] == [1, 2]
    assert told["plans"][1]["mended"] == ["care/visits"]


def test_what_cannot_be_judged_is_not_mended() -> None:
    again = plan("in/a.docx", "2", care_visits="unknown")
    entry = after(report(FIRST), report(again))["plans"][0]
    assert "care/visits" not in (*entry["mended"], *entry["remaining"])


def test_a_file_that_could_not_be_read_is_compared_with_nothing() -> None:
    bad = {**plan("in/a.docx", "2"), "decision": None}
    good = plan("in/a.docx", "3", care_visits="met")
    told = after(report(FIRST), report(bad), report(good))
    assert told["plans"][0]["before"]["decision"] is None
    assert told["plans"][0]["mended"] == ["care/visits", "women/tasks", "text/placeholder"]


def test_rules_that_are_not_asked_any_more_are_not_mended() -> None:
    again = {**report(plan("in/a.docx", "2")), "rules": [{"id": "women/tasks"}]}
    assert after(report(FIRST), again)["plans"][0]["mended"] == ["women/tasks"]


def test_schools_that_did_not_come_again_are_named_and_not_forgotten() -> None:
    other = plan("in/c.docx", "4", "三小")
    told = after(report(FIRST, other), report(FIRST), report(other))
    assert [each["school"] for each in told["absent"]] == ["育英小学"]
    assert told["plans"][0]["handed_in"] == 1


def test_memory_survives_the_disk(tmp_path: Path) -> None:
    _, memory = compared(Memory(), report(FIRST))
    (tmp_path / NAME).write_bytes(dumped(memory))
    assert recall(str(tmp_path)) == memory
    assert recall(str(tmp_path / "none")) == Memory()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "rounds.damaged"),
        ("[]", "rounds.damaged"),
        ('{"version": 1, "histories": [{}], "written": {}}', "rounds.damaged"),
        ('{"version": 2}', "rounds.version"),
        ("[" * 100_000, "rounds.damaged"),
    ],
)
def test_a_damaged_memory_is_told(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(StateError) as caught:
        recall(str(tmp_path))
    assert caught.value.code == code
