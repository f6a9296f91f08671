"""What was found across the plans: copies, last year's plans, what was handed in twice."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import Any

from plancheck_reports.across import Across
from plancheck_reports.html.context import Page
from plancheck_reports.html.markup import Element, Node, el

Json = Mapping[str, Any]

OPEN = 20
"""Findings of one rule that stand open; more are folded."""


def across(page: Page) -> Iterator[Node]:
    """Yield a box for each rule that found something, and what went wrong; nothing where nobody
    asked.
    """
    known = Across(page.report, page.lang)
    batch = page.report["batch"] or {}
    for title, group in groupby(batch.get("findings") or (), key=lambda each: each["title"]):
        findings = [*group]
        grave = any(each["severity"] == "warning" for each in findings)
        yield el(
            "details",
            el("summary", el("h3", page.say("page.across", title=title, count=len(findings)))),
            el("ul", (el("li", _finding(page, known, each)) for each in findings)),
            class_=f"box across {'revise' if grave else 'info'}",
            open=len(findings) <= OPEN,
        )
    notes = [*known.notes]
    if notes:
        yield el("ul.reasons", *(el("li", note) for note in notes))


def _finding(page: Page, known: Across, finding: Json) -> Iterator[Node]:
    plans = finding["plans"]
    yield el("strong", finding["message"])
    yield el("ul.inline", *(el("li", _name(page, known, plan)) for plan in plans))
    if any(plan["quotes"] for plan in plans):
        alike = len(plans) == 2 and all(plan["quotes"] for plan in plans)  # noqa: PLR2004 - side by side
        quotes = _beside(page, known, plans) if alike else _below(page, known, plans)
        yield el("details", el("summary", page.say("page.across.quotes")), quotes)


def _beside(page: Page, known: Across, plans: Sequence[Json]) -> Element:
    """Return what two plans have in common, side by side."""
    heads = (el("th", known.name(plan), scope="col") for plan in plans)
    rows = zip_longest(*(plan["quotes"] for plan in plans))
    lines = (el("tr", *(el("td", _quote(page, quote)) for quote in row)) for row in rows)
    return el("div.grid", el("table", el("thead", el("tr", *heads)), el("tbody", lines)))


def _below(page: Page, known: Across, plans: Sequence[Json]) -> Element:
    """Return the words of each plan that has some."""
    quoted = (plan for plan in plans if plan["quotes"])
    return el("ul", *(el("li", *_quoted(page, known, plan)) for plan in quoted))


def _quoted(page: Page, known: Across, plan: Json) -> Iterator[Node]:
    yield known.name(plan)
    for quote in plan["quotes"]:
        yield el("div", _quote(page, quote))


def _quote(page: Page, quote: Json | None) -> Iterator[Node]:
    if quote is not None:
        yield el("q", quote["quote"])
        yield el("small", page.where(quote["place"]))


def _name(page: Page, known: Across, plan: Json) -> Element:
    """Return what a plan is called, with the link to it where it is on the page."""
    sheet = None if plan["last_year"] else page.by_path.get(plan["path"])
    name = known.name(plan)
    return el("a", name, href=f"#{sheet.id}") if sheet else el("span", name)
