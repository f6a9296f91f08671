"""GitLab's Code Quality: issues it can tell apart, and know again after the next commit."""

import json
from typing import Any

from ci_kit import HOSTILE, Json, hostile, let_pass
from fakes import checked, defect, finding, plan, requirement
from hypothesis import given
from test_reports import BAD, PLAN, REPORT, RULES, made, written

from plancheck.formats import Style
from plancheck.model import Grade, Health
from plancheck.rule import Severity, Status, Verdict


def issues(report: Any, lang: str = "zh") -> list[Json]:  # noqa: ANN401 - a report
    found: list[Json] = json.loads(written("gitlab", report, Style(lang=lang)))
    return found


def test_one_issue_a_finding() -> None:
    told = [(each["check_name"], each["severity"]) for each in issues(REPORT)]
    assert told == [
        ("a/missing", "critical"),
        ("b/partial", "minor"),
        ("c/warned", "minor"),
        ("e/crash", "major"),
        ("f/defect", "critical"),
        ("f/defect", "critical"),
        ("unreadable", "blocker"),
    ]


def test_what_an_issue_says() -> None:
    found = issues(REPORT)[4]
    assert found["description"] == "差错：title of f/defect。原文：“XX年”（第3段）。"
    assert found["location"] == {"path": "plan.txt", "lines": {"begin": 3}}
    assert issues(REPORT)[-1]["description"] == "读不出：读不出来"
    assert issues(made(checked(PLAN, RULES[0]), lang="en"), "en")[0]["description"].startswith(
        "missing: title of a/missing. Mentioned, but does not count: “去年慰问” (paragraph 1)"
    )


def test_info_is_info() -> None:
    rule = requirement(Verdict(Status.MISSING), "a/b", Severity.INFO)
    assert [each["severity"] for each in issues(made(checked(PLAN, rule)))] == ["info"]


def test_nothing_found_is_an_empty_list() -> None:
    assert written("gitlab", made(checked(PLAN, RULES[3])), Style()) == "[]\n"


def test_what_is_let_pass_is_left_out_and_renames_nothing() -> None:
    report = let_pass(REPORT, "a/missing")
    report["plans"][0]["defects"][0]["waiver"] = {"kind": "waiver", "reason": "x"}
    before = {each["fingerprint"] for each in issues(REPORT)}
    after = {each["fingerprint"] for each in issues(report)}
    assert len(before - after) == 2
    assert after < before


def test_fingerprints_outlast_what_is_put_in_before_them() -> None:
    before = made(checked(plan("XX年", "XX年"), defect([finding("XX年", 0), finding("XX年", 1)])))
    after = made(
        checked(plan("新", "XX年", "", "XX年"), defect([finding("XX年", 1), finding("XX年", 3)]))
    )
    one, other = ([each["fingerprint"] for each in issues(report)] for report in (before, after))
    assert one == other
    assert len(set(one)) == 2


def test_unknown_is_an_issue_of_its_own() -> None:
    half = plan("x", health=[Health(Grade.BLOCKING, "第2页没有文字")])
    (found,) = issues(made(checked(half, requirement(Verdict(Status.MISSING)))))
    assert found["severity"] == "major"
    assert found["description"].startswith("待查：care/visits：文件没有读全")


@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_text_gives_issues_gitlab_can_tell_apart(words: str, name: str, reason: str) -> None:
    found = issues(hostile(words, name, reason, count=3))
    assert len(found) == 7
    assert len({each["fingerprint"] for each in found}) == len(found)
    for each in found:
        assert each["description"].strip()
        assert each["description"].isprintable()
        path = each["location"]["path"]
        assert path.encode()
        assert not path.startswith(("/", "./"))
        assert each["location"]["lines"]["begin"] >= 1


def test_two_files_of_one_school_are_told_apart() -> None:
    report = made(checked(PLAN, RULES[0], path="a.txt"), checked(PLAN, RULES[0], path="b.txt"), BAD)
    assert len({each["fingerprint"] for each in issues(report)}) == 3
