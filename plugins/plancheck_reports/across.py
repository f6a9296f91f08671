"""What was found across the plans, in plain sentences: every format says the same."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from plancheck.api import FailLevel, Severity, message, reaches, terminal
from plancheck_reports.wording import Wording

Json = Mapping[str, Any]

QUOTED = 2
"""Quotations of one plan in a report without much room."""


class Plan(NamedTuple):
    """A plan that a finding is about."""

    name: str
    """Its school and its file, on one line."""
    quotes: tuple[str, ...]


class Finding(NamedTuple):
    """Something found across plans."""

    rule: str
    severity: str
    message: str
    plans: tuple[Plan, ...]
    title: str = ""
    """Of the rule."""


class Test(NamedTuple):
    """What a rule about batches came to, for reports that count tests."""

    rule: str
    title: str
    outcome: str
    """``passed``, ``failure`` where it fails the run, ``error`` where the rule failed."""
    lines: tuple[str, ...]


def tests(report: Json, lang: str) -> list[Test]:
    """Return a test of each rule that found something or failed; one that passed where none did.

    None where nothing was asked across the plans.
    """
    told = Across(report, lang)
    if not told.asked:
        return []
    level = FailLevel(report["outcome"]["fail_level"])
    found: dict[str, list[Finding]] = {}
    for each in told.findings:
        found.setdefault(each.rule, []).append(each)
    made = [_test(rule, each, level) for rule, each in found.items()]
    made += [
        Test(crash["rule"], terminal.clean(crash["title"]), "error", (told.crash(crash),))
        for crash in report["batch"].get("crashes", ())
    ]
    return made or [Test("", message("batch.none", lang), "passed", ())]


def _test(rule: str, found: list[Finding], level: FailLevel) -> Test:
    fails = any(reaches(Severity(each.severity), level) for each in found)
    lines = [
        line
        for each in found
        for line in (each.message, *(f"- {plan.name}" for plan in each.plans))
    ]
    return Test(rule, found[0].title, "failure" if fails else "passed", tuple(lines))


class Across:
    """What a report says across its plans.

    All it returns is on one line and free of whatever is invisible or steers a terminal.
    """

    def __init__(self, report: Json, lang: str) -> None:
        self._batch = report["batch"] or {}
        self._words = Wording(lang)
        self._lang = lang

    @property
    def asked(self) -> bool:
        """Whether anything was asked across the plans."""
        return self._batch.get("findings") is not None

    @property
    def findings(self) -> list[Finding]:
        """What was found, in the order of the report."""
        return [
            Finding(
                each["rule"],
                each["severity"],
                terminal.clean(each["message"]),
                tuple(map(self._plan, each["plans"])),
                terminal.clean(each["title"]),
            )
            for each in self._batch.get("findings") or ()
        ]

    @property
    def notes(self) -> Iterator[str]:
        """What went wrong, and which plans of last year were compared with."""
        for crash in self._batch.get("crashes", ()):
            yield self.crash(crash)
        last = self._batch.get("last_year")
        if last:
            yield self._text("batch.last-year", path=last["path"], count=last["plans"])
            if last["unreadable"]:
                paths = self._text("report.comma").join(last["unreadable"])
                count = len(last["unreadable"])
                yield self._text("batch.last-year.unread", count=count, paths=paths)

    def whole(self, finding: Finding) -> str:
        """Return a finding and whom it concerns as one sentence."""
        names = (plan.name for plan in finding.plans)
        return self._text("report.semicolon").join((finding.message, *names))

    def crash(self, crash: Json) -> str:
        """Say which rule failed, and over what."""
        told = {"title": crash["title"], "exception": crash["exception"]}
        code = "batch.crashed.plans" if crash["paths"] else "batch.crashed"
        return self._text(code, count=len(crash["paths"]), paths=self._listed(crash), **told)

    def name(self, plan: Json) -> str:
        """Return what a plan is called: its school and its file."""
        if plan["last_year"]:
            return self._text("batch.plan.last-year", path=plan["path"])
        if not plan["school"]:
            return terminal.clean(plan["path"])
        return self._text("batch.plan", school=plan["school"], path=plan["path"])

    def _plan(self, plan: Json) -> Plan:
        shown = [self._words.quote(each, glued=True) for each in plan["quotes"][:QUOTED]]
        return Plan(self.name(plan), tuple(shown))

    def _listed(self, crash: Json) -> str:
        return self._text("report.comma").join(crash["paths"])

    def _text(self, code: str, **values: object) -> str:
        return terminal.clean(message(code, self._lang, values))
