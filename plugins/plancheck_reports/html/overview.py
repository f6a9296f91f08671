"""The batch at a glance: counts kept apart, what was decided, how often each requirement is met."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck_reports.html.context import DECISIONS, UNREADABLE, Page
from plancheck_reports.html.markup import Element, Node, el

Json = Mapping[str, Any]

STATES = ("complied", "not_complied", "unknown", "unreadable")

JUDGED = ("met", "partial", "missing", "unknown")
"""Statuses that a share is taken of."""

SEVERITIES = ("error", "warning", "info")


def tiles(page: Page) -> Element:
    """Return how many plans comply, do not, could not be judged, and could not be read."""
    summary = page.report["summary"]
    counts = [("plans", summary["plans"]), *((state, summary[state]) for state in STATES)]
    return el(
        "dl.tiles",
        *(
            el(
                "div",
                el("dt", page.say(f"page.count.{state}")),
                el("dd", str(count)),
                class_=state if count else f"{state} zero",
            )
            for state, count in counts
        ),
    )


def decisions(page: Page) -> Element:
    """Return the reviewer's verdicts as one bar with its legend."""
    states = [state for state in (*DECISIONS, UNREADABLE) if page.states[state]]
    total = sum(page.states.values())
    return el(
        "figure.decisions",
        el("figcaption", page.say("page.decisions")),
        _bar([(state, page.states[state]) for state in states], total),
        el(
            "ul.legend",
            *(
                el(
                    "li",
                    el("span", page.decision(state), class_=f"badge {state}"),
                    " ",
                    page.say("page.share", count=page.states[state], share=_share(page, state)),
                )
                for state in states
            ),
        ),
    )


def _share(page: Page, state: str) -> str:
    return percent(page.states[state], sum(page.states.values()))


def percent(count: int, total: int) -> str:
    """Return a share in whole per cent; never 0 % or 100 % where it is not wholly so."""
    if not total:
        return "–"
    share = round(100 * count / total)
    if 0 < count < total:
        share = min(max(share, 1), 99)
    return f"{share}%"


def _bar(parts: Sequence[tuple[str, int]], total: int) -> Element:
    """Return a bar of as many pieces as there are counts; it repeats what stands beside it."""
    pieces: list[Node] = []
    at = 0.0
    for name, count in parts:
        width = 100 * count / total if total else 0
        if count:
            pieces.append(
                el("rect", x=_number(at), y=0, width=_number(width), height=10, class_=name)
            )
        at += width
    return el(
        "svg.bar", *pieces, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def requirements(page: Page) -> Node:
    """Return how often each requirement is met, the least often met first in each severity."""
    counted = _counted(page)
    rules = [rule for rule in page.requirements if counted[rule["id"]].total()]
    if not rules:
        return None
    names = ("requirement", "share", *JUDGED)
    head = el("tr", *(el("th", page.say(f"page.column.{name}"), scope="col") for name in names))
    return el(
        "figure.requirements",
        el("figcaption", page.say("page.requirements")),
        el(
            "div.grid",
            el("table.shares", el("thead", head), _bodies(page, rules, counted)),
            tabindex=0,
            role="region",
            aria_label=page.say("page.requirements"),
        ),
    )


def _bodies(
    page: Page, rules: Sequence[Json], counted: Mapping[str, Counter[str]]
) -> Iterator[Node]:
    for severity in SEVERITIES:
        same = [rule for rule in rules if rule["severity"] == severity]
        same.sort(key=lambda rule: _met_share(counted[rule["id"]]))
        if same:
            name = el("th", page.say(f"page.severity.{severity}"), colspan=2 + len(JUDGED))
            lines = (_requirement(page, rule, counted[rule["id"]]) for rule in same)
            yield el("tbody", el("tr.level", name), lines)


def _met_share(counts: Counter[str]) -> float:
    return counts["met"] / counts.total()


def _requirement(page: Page, rule: Json, counts: Counter[str]) -> Element:
    total = counts.total()
    return el(
        "tr",
        el("th", el("a", rule["title"], href=page.rule_link(rule["id"])), scope="row"),
        el(
            "td.share",
            _bar([(status, counts[status]) for status in JUDGED], total),
            el("span", percent(counts["met"], total)),
        ),
        *(el("td.num", str(counts[status]) if counts[status] else "") for status in JUDGED),
    )


def _counted(page: Page) -> dict[str, Counter[str]]:
    """Return rule → status → number of plans, of the statuses that a share is taken of."""
    counted: dict[str, Counter[str]] = {rule["id"]: Counter() for rule in page.rules}
    for sheet in page.sheets:
        for result in sheet.plan["results"]:
            if result["status"] in JUDGED:
                counted.setdefault(result["rule"], Counter())[result["status"]] += 1
    return counted


def defects(page: Page) -> Node:
    """Return which defects there are, in how many plans and at how many places."""
    places: Counter[str] = Counter()
    plans: Counter[str] = Counter()
    for sheet in page.sheets:
        found = [entry for entry in sheet.entries if entry.kind == "defect"]
        for entry in found:
            places[entry.rule] += len(entry.quotes)
        plans.update({entry.rule for entry in found})
    if not places:
        return None
    names = ("defect", "plans", "places")
    head = el("tr", *(el("th", page.say(f"page.column.{name}"), scope="col") for name in names))
    lines = (
        el(
            "tr",
            el("th", el("a", page.title(rule), href=page.rule_link(rule)), scope="row"),
            el("td.num", str(plans[rule])),
            el("td.num", str(places[rule])),
        )
        for rule in sorted(plans, key=lambda rule: (-plans[rule], rule))
    )
    return el(
        "figure.defects",
        el("figcaption", page.say("page.defects")),
        el("div.grid", el("table.shares", el("thead", head), el("tbody", lines))),
    )
