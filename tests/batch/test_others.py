"""Last year's plans, who handed in twice, and what nobody meets."""

import pytest
from batch_kit import TASKS, asked, paths, text

A, B = "澄溪市第八中学", "育英小学"
NEW = tuple(f"今年新增第{n}件实事：{task}" for n, task in enumerate(TASKS))


def test_last_years_plan_with_a_new_year() -> None:
    told = asked({"a.txt": text(A)}, "last-year", last_year={"old.txt": text(A, year=2023)})
    (finding,) = told.findings
    assert finding["severity"] == "warning"
    assert finding["share"] == 1
    assert [(plan["path"], plan["last_year"]) for plan in finding["plans"]] == [
        ("a.txt", False),
        ("old.txt", True),
    ]
    assert told.last_year == {"path": "last", "plans": 1, "unreadable": []}


def test_the_very_file_again_is_told_as_such() -> None:
    told = asked({"a.txt": text(A)}, "last-year", last_year={"b.txt": text(A)})
    assert "去年的那份文件" in told.findings[0]["message"]


def test_a_new_plan_is_no_finding() -> None:
    assert asked({"a.txt": text(A, NEW)}, "last-year", last_year={"a.txt": text(A)}).findings == []


@pytest.mark.parametrize("unit", ["第八中学", "澄溪八中", "澄溪市第8中学"])
def test_the_school_is_known_however_it_is_written(unit: str) -> None:
    assert len(asked({"a.txt": text(A)}, "last-year", last_year={"x": text(unit)}).findings) == 1


def test_other_schools_are_not_compared() -> None:
    last = {"x": text("澄溪市第二中学")}
    assert asked({"a.txt": text(A)}, "last-year", last_year=last).findings == []


def test_where_no_unit_is_named_the_file_tells() -> None:
    words = text(A).replace(f"{A}工会", "")
    told = asked(
        {"育英小学2024年工会计划.txt": words},
        "last-year",
        last_year={"b/育英小学计划.txt": words.replace("2024", "2023")},
    )
    assert len(told.findings) == 1


def test_of_two_plans_of_last_year_the_more_alike_counts() -> None:
    last = {"x": text(A, NEW), "y": text(A, TASKS[:8])}
    (finding,) = asked({"a.txt": text(A)}, "last-year", last_year=last).findings
    assert paths(finding) == ["a.txt", "y"]
    assert finding["share"] == 0.8


def test_tasks_that_were_dropped_are_named_with_last_years_words() -> None:
    statuses = {
        "now": {"care_visits": "missing", "women_tasks": "met", "care_health": "partial"},
        "old": {"care_visits": "met", "women_tasks": "met", "care_health": "met"},
    }
    told = asked({"now": text(A, NEW)}, "last-year", last_year={"old": text(A)}, statuses=statuses)
    (finding,) = told.findings
    assert (finding["severity"], finding["rules"]) == ("info", ["care/visits"])
    assert "去年写到、今年没有写到的有 1 项：care/visits" in finding["message"]
    assert [len(plan["quotes"]) for plan in finding["plans"]] == [0, 1]


def test_one_file_handed_in_twice() -> None:
    told = asked({"a/x": text(A), "b/y": text(A), "c": text(B)}, "same-unit")
    (finding,) = told.findings
    assert paths(finding) == ["a/x", "b/y"]
    assert "是同一个文件" in finding["message"]


def test_two_plans_of_one_unit() -> None:
    told = asked({"a": text(A), "b": text("第八中学", NEW), "c": text(B)}, "same-unit")
    (finding,) = told.findings
    assert paths(finding) == ["a", "b"]
    assert "报了 2 个不同的文件" in finding["message"]


def test_plans_for_two_times_are_none_too_many() -> None:
    assert asked({"a": text(A), "b": text(A, year=2025)}, "same-unit").findings == []


def test_a_name_that_may_be_of_two_towns_is_nobodys() -> None:
    plans = {
        "a": text("枫林县第一小学"),
        "b": text("第一小学", NEW),
        "c": text("河口县第一小学", NEW[:6]),
    }
    assert asked(plans, "same-unit").findings == []


def test_the_roster_tells_whose_a_plan_is() -> None:
    roster = {"schools": [{"name": "育英小学", "plans": ["a", "b"]}]}
    plans = {"a": text("育英"), "b": text(B, NEW)}
    assert len(asked(plans, "same-unit", roster=roster).findings) == 1


@pytest.mark.parametrize(("count", "found"), [(4, 0), (5, 1)])
def test_what_nobody_meets(count: int, found: int) -> None:
    plans = {str(n): text(f"第{n}小学", NEW) for n in range(count)}
    lacking = {"care_visits": "missing", "women_tasks": "missing", "care_health": "n/a"}
    statuses = {path: dict(lacking) for path in plans}
    statuses["0"]["women_tasks"] = "partial"
    told = asked(plans, "nobody-meets", statuses=statuses)
    assert [each["rules"] for each in told.findings] == [["care/visits"]] * found


def test_what_cannot_be_judged_is_not_called_met_by_nobody() -> None:
    plans = {str(n): text(f"第{n}小学", NEW) for n in range(6)}
    statuses = {path: {"care_visits": "missing"} for path in plans} | {
        "3": {"care_visits": "unknown"}
    }
    assert asked(plans, "nobody-meets", statuses=statuses).findings == []
