"""The report for GitLab's merge requests: a list of issues (Code Quality, Code Climate's form).

https://docs.gitlab.com/ci/testing/code_quality/ — of two issues with one fingerprint GitLab keeps
one, and it knows an issue of the target branch again by its fingerprint.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Fingerprints, Style
from plancheck_reports import locations
from plancheck_reports.findings import Group, singly
from plancheck_reports.json import dumped
from plancheck_reports.wording import of_plan

Json = Mapping[str, Any]

UNREADABLE = "unreadable"
"""Stands for a rule where a plan could not be read."""

SEVERITIES = {
    UNREADABLE: "blocker",
    Group.ERROR: "critical",
    Group.UNKNOWN: "major",
    Group.WARNING: "minor",
    Group.INFO: "info",
}
"""GitLab has five, in the order of weight that the other formats use."""


def write(report: Json, style: Style) -> Iterator[str]:
    """Write one issue a finding that is not let pass, one issue a line."""
    numbers = Fingerprints()
    lead = "[\n"
    for plan in report["plans"]:
        for issue in _issues(report, plan, style.lang, numbers):
            yield lead + dumped(issue)
            lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def _issues(report: Json, plan: Json, lang: str, numbers: Fingerprints) -> Iterator[Json]:
    words = of_plan(report, plan, lang)
    path = locations.target(plan["path"]).text
    if plan["problem"]:
        number = numbers.of(UNREADABLE, plan=path)
        yield _issue(UNREADABLE, UNREADABLE, words.problem(plan), number, _at(path))
    for item in singly(plan):
        number = numbers.of(item.rule, item.words, path)
        if not item.let_pass:
            told = words.sentences((words.headline(item), *words.details(item)))
            yield _issue(item.rule, item.group, told, number, _at(path, item.place))


def _at(path: str, place: Json | None = None) -> Json:
    return {"path": path, "lines": {"begin": locations.line(place)}}


def _issue(check: str, weight: str, text: str, fingerprint: str, at: Json) -> Json:
    return {
        "description": text,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[weight],
        "location": at,
    }
