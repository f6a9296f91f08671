"""The report for test reports of CI: JUnit's XML, in the form that Jenkins' xUnit plugin checks.

A suite is a plan, a test is a rule, whether it found something or not; else the totals would say
nothing. What fails the plan at the fail level is a failure; what weighs less is told in the output
of a passed test. What nobody could judge, a crashed rule and an unreadable plan are errors: the run
is incomplete then, and ends with exit code 3. So there are failures or errors just where a run
does not end with 0.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from plancheck.api import FailLevel, Style, terminal
from plancheck_reports import across, locations
from plancheck_reports.findings import Item, merged, singly
from plancheck_reports.wording import Wording, of_plan

if TYPE_CHECKING:
    from lxml import etree

Json = Mapping[str, Any]

SHOWN = 20
"""Quotations of one finding; the others are counted."""

TIME = "0"
"""Seconds a test took: the same run gives the same report, so that there is no clock in it."""

DOT = "．"
"""Stands for the dots of a path: what reads a class name takes what is before its last dot for a
folder."""

READING = ""
"""Stands for a rule in the test of whether a plan could be read."""


class Case(NamedTuple):
    """A test: a rule asked of a plan."""

    rule: str
    outcome: str
    """``passed``, ``failure``, ``error`` or ``skipped``."""
    found: Sequence[Item] = ()
    cause: Sequence[Item] = ()
    """Those of the findings that the outcome follows from."""
    result: Json | None = None


def write(report: Json, style: Style) -> Iterator[str]:
    """Write all suites, one after another."""
    from io import BytesIO

    from lxml import etree

    level = FailLevel(report["outcome"]["fail_level"])
    counts = Counter(
        case.outcome for plan in report["plans"] for case in _cases(report, plan, level)
    )
    counts += Counter(test.outcome for test in across.tests(report, style.lang))
    totals = {"name": "plancheck", **_counts(counts), "time": TIME}
    del totals["skipped"]  # the schema has it for a suite only
    buffer = BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("testsuites", totals):
            file.write("\n")
            for plan in report["plans"]:
                words = of_plan(report, plan, style.lang, SHOWN)
                file.write(_suite(plan, _cases(report, plan, level), words), pretty_print=True)
                file.flush()
                yield _taken(buffer)
            for suite in _across(report, style.lang):
                file.write(suite, pretty_print=True)
    yield _taken(buffer) + "\n"


def _taken(buffer: Any) -> str:  # noqa: ANN401 - a BytesIO, which is imported when it is needed
    text: str = buffer.getvalue().decode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return text


def _cases(report: Json, plan: Json, level: FailLevel) -> list[Case]:
    if plan["problem"]:
        return [Case(READING, "error")]
    results = {result["rule"]: result for result in plan["results"]}
    found: dict[str, list[Item]] = {}
    for item in singly(plan):
        found.setdefault(item.rule, []).append(item)
    return [
        _case(rule["id"], results.get(rule["id"]), found.get(rule["id"], ()), level)
        for rule in report["rules"]
    ]


def _case(rule: str, result: Json | None, found: Sequence[Item], level: FailLevel) -> Case:
    unknown = [item for item in found if item.kind == "unknown"]
    failing = [item for item in found if item.fails(level)]
    waived = [item for item in found if item.let_pass]
    if unknown:
        return Case(rule, "error", found, unknown, result)
    if failing:
        return Case(rule, "failure", found, failing, result)
    if result and result["status"] == "n/a":
        return Case(rule, "skipped", result=result)
    if waived and len(waived) == len(found):
        return Case(rule, "skipped", found, waived, result)
    return Case(rule, "passed", found, result=result)


def _counts(outcomes: Counter[str]) -> dict[str, str]:
    return {
        "tests": str(outcomes.total()),
        "failures": str(outcomes["failure"]),
        "errors": str(outcomes["error"]),
        "skipped": str(outcomes["skipped"]),
    }


def _suite(plan: Json, cases: Sequence[Case], words: Wording) -> "etree._Element":
    from lxml import etree

    target = locations.target(plan["path"]).text
    by_stdin = plan["path"] == locations.STDIN
    name = words.text("ci.stdin") if by_stdin else terminal.clean(plan["path"])
    counts = _counts(Counter(case.outcome for case in cases))
    suite = etree.Element("testsuite", {"name": name, **counts, "time": TIME, "file": target})
    _properties(suite, plan)
    for case in cases:
        title = words.title(case.rule) if case.rule else words.text("ci.junit.reading")
        test = etree.SubElement(suite, "testcase")
        test.set("name", f"{terminal.clean(case.rule)} {title}".strip())
        test.set("classname", terminal.clean(target).replace(".", DOT))
        test.set("time", TIME)
        if plan["problem"]:
            _put(test, "error", [words.problem(plan)], "unreadable")
        elif case.outcome == "passed":
            _put(test, "system-out", _lines(case, words))
        else:
            _put(test, case.outcome, _lines(case, words), *_why(case, words))
    _put(suite, "system-out", [terminal.clean(entry["message"]) for entry in plan["health"]])
    return suite


def _across(report: Json, lang: str) -> "Iterator[etree._Element]":
    """Yield the suite of what was asked across the plans; none where nobody asked."""
    from lxml import etree

    tests = across.tests(report, lang)
    if not tests:
        return
    counts = _counts(Counter(test.outcome for test in tests))
    name = Wording(lang).text("batch.heading")
    suite = etree.Element("testsuite", {"name": name, **counts, "time": TIME})
    for test in tests:
        case = etree.SubElement(suite, "testcase")
        case.set("name", f"{test.rule} {test.title}".strip())
        case.set("classname", name)
        case.set("time", TIME)
        if test.outcome == "passed":
            _put(case, "system-out", test.lines)
        else:
            kind = "crashed" if test.outcome == "error" else "batch"
            _put(case, test.outcome, test.lines, kind)
    yield suite


def _properties(suite: "etree._Element", plan: Json) -> None:
    from lxml import etree

    facts = {
        "sha256": plan["sha256"],
        "profile": plan["profile"],
        "decision": plan["decision"] and plan["decision"]["text"],
        "score": plan["score"] and f"{plan['score']['total']}/{plan['score']['of']}",
    }
    properties = etree.SubElement(suite, "properties")
    for name, value in facts.items():
        if value:
            told = {"name": name, "value": terminal.clean(value)}
            etree.SubElement(properties, "property", told)


def _put(
    parent: "etree._Element", tag: str, lines: Sequence[str], kind: str = "", message: str = ""
) -> None:
    """Add an element with some lines; none where there is nothing to say."""
    from lxml import etree

    if not lines and not kind:
        return
    element = etree.SubElement(parent, tag)
    if kind:
        element.set("type", kind)
        element.set("message", message or lines[0])
    if lines:
        element.text = "\n".join(lines)


def _lines(case: Case, words: Wording) -> list[str]:
    """Return all there is to say of a test: what was found, or what it is met by."""
    if case.result and case.result["status"] == "met":
        return list(words.quoted("report.found.partial", case.result["evidence"]))
    found = merged(case.found)
    return [line for item in found for line in (words.headline(item), *words.details(item))]


def _why(case: Case, words: Wording) -> tuple[str, str]:
    """Return in a word and in a sentence why a test did not pass."""
    if not case.cause:
        return "n/a", terminal.clean(case.result["message"]) if case.result else ""
    first = case.cause[0]
    if case.outcome == "skipped":
        reason = words.waiver(first.waiver) if first.waiver else words.told(first)
        return "waived", reason
    kind = "crashed" if first.crash else first.kind
    more = len(case.cause) - 1
    others = words.text("report.semicolon") + words.text("report.others", count=more)
    return kind, words.headline(first) + (others if more else "")
