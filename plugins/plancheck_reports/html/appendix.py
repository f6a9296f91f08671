"""The end of the page: what each rule asks for and on what it rests, and how the run was made."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck_reports.html.context import Page
from plancheck_reports.html.markup import Element, Node, el
from plancheck_reports.html.overview import SEVERITIES

Json = Mapping[str, Any]

STATUSES = ("met", "partial", "missing", "n/a", "unknown")
"""Statuses that a rule's criteria may tell of, in this order; others follow."""


def appendix(page: Page) -> Element:
    """Return the rules and their criteria, folded."""
    return el(
        "section.appendix",
        el("h2", page.say("page.rules")),
        (_level(page, severity) for severity in SEVERITIES),
        id="rules",
    )


def _level(page: Page, severity: str) -> Node:
    rules = [rule for rule in page.rules if rule["severity"] == severity]
    if not rules:
        return None
    heading = page.say(f"page.rules.{severity}", count=len(rules))
    return el(
        "details.rules",
        el("summary", el("h3", heading)),
        (_rule(page, rule) for rule in rules),
    )


def _rule(page: Page, rule: Json) -> Element:
    number = str(page.rule_link(rule["id"])).removeprefix("#")
    heading = el("h4", rule["title"], " ", el("code", rule["id"]))
    return el("article.rule", heading, el("dl", _told(page, rule)), id=number)


def _told(page: Page, rule: Json) -> Iterator[Node]:
    criteria = rule["criteria"]
    order = [status for status in STATUSES if status in criteria]
    order += [status for status in criteria if status not in STATUSES]
    for status in order:
        name = page.say(f"page.kind.{status}") if status in STATUSES else status
        yield _pair(name, criteria[status])
    if rule["basis"]:
        lines = [
            el("li", basis["text"], el("small", page.say(f"basis.{basis['kind']}")))
            for basis in rule["basis"]
        ]
        yield _pair(page.say("page.basis"), el("ul", *lines))
    if rule["advice"]:
        yield _pair(page.say("page.ready"), rule["advice"])


def _pair(name: str, value: Node) -> Element:
    return el("div", el("dt", name), el("dd", value))


def colophon(page: Page) -> Element:
    """Return by what the run was made, so that it can be made again."""
    lines = [el("div", el("dt", name), el("dd", value)) for name, value in _run(page)]
    return el("footer", el("p", page.say("page.caution")), el("dl", *lines))


def _run(page: Page) -> Iterator[tuple[str, str]]:
    report = page.report
    tool = report["tool"]
    plugins = [f"{each['name']} {each['version']}" for each in tool["plugins"]]
    yield page.say("page.run.tool"), f"{tool['name']} {tool['version']}"
    yield page.say("page.run.profile"), page.listed(profiles(page))
    yield page.say("page.run.level"), page.say(f"page.level.{report['outcome']['fail_level']}")
    if report["config"]:
        yield page.say("page.run.config"), page.listed(report["config"]["paths"])
    if report["waivers"]:
        yield page.say("page.run.waivers"), page.listed(report["waivers"]["paths"])
    if report["today"]:
        yield page.say("page.run.today"), report["today"]
    yield page.say("page.run.plugins"), page.listed(plugins)


def profiles(page: Page) -> list[str]:
    """Name the profiles that plans were judged by."""
    return [
        each["title"]
        if each["title"] == each["name"]
        else page.say("report.profile.name", title=each["title"], name=each["name"])
        for each in page.report["profiles"] or [page.report["profile"]]
    ]
