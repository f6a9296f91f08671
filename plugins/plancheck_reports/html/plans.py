"""A plan on the page: what it is, its verdicts, its text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck_reports.html.context import UNREADABLE, Page, Sheet
from plancheck_reports.html.document import text
from plancheck_reports.html.marks import Marks
from plancheck_reports.html.markup import Element, Node, el
from plancheck_reports.html.rounds import since
from plancheck_reports.html.verdicts import counts, verdicts

Json = Mapping[str, Any]


def plans(page: Page) -> Iterator[Node]:
    """Yield every plan that could be read, folded where there are several."""
    for sheet in page.ordered:
        if sheet.state != UNREADABLE:
            yield plan(page, sheet)


def plan(page: Page, sheet: Sheet) -> Element:
    """Return one plan."""
    return el(
        "details.plan",
        _summary(page, sheet),
        el("div.facts", _told(page, sheet)),
        el("div.panes", _panes(page, sheet)),
        id=sheet.id,
        open=page.single,
    )


def _told(page: Page, sheet: Sheet) -> Iterator[Node]:
    yield _facts(page, sheet)
    yield _health(page, sheet)
    yield since(page, sheet)
    yield _score(page, sheet)


def _panes(page: Page, sheet: Sheet) -> Iterator[Node]:
    """Yield both sides; made when they are written, and then let go."""
    marks = Marks(sheet.entries, sheet.plan.get("blocks", ()))
    yield verdicts(page, sheet, marks)
    yield text(page, sheet, marks)


def _summary(page: Page, sheet: Sheet) -> Element:
    return el(
        "summary",
        el("h3", page.name(sheet.plan)),
        decided(page, sheet),
        el("span.cs", counts(page, sheet)),
        el("span.file", sheet.plan["path"]),
    )


def decided(page: Page, sheet: Sheet) -> Element:
    """Return the reviewer's verdict as a badge."""
    decision = sheet.plan["decision"]
    words = decision["text"] if decision else page.decision(UNREADABLE)
    return el("span", words, class_=f"badge {sheet.state}")


def _facts(page: Page, sheet: Sheet) -> Element:
    lines = (
        el("div", el("dt", page.say(f"page.fact.{name}")), el("dd", value), class_=name)
        for name, value in _known(page, sheet)
        if value
    )
    return el("dl", lines)


def _known(page: Page, sheet: Sheet) -> Iterator[tuple[str, Node]]:
    plan = sheet.plan
    decision, score = plan["decision"], plan["score"]
    yield "title", plan["title"]
    yield "kind", page.say(f"kind.{plan['kind']}") if plan["kind"] else ""
    yield "period", page.period(plan)
    yield "format", plan["format"]
    yield "schedule", months(page, plan)
    if decision and decision["reasons"]:
        yield "reasons", _reasons(page, sheet, decision["reasons"])
    if score:
        yield "score", scored(page, score)
    if len(page.report["profiles"]) > 1:
        yield "profile", plan["profile"]
    yield "sha256", el("code", plan["sha256"]) if plan["sha256"] else ""


def months(page: Page, plan: Json) -> str:
    """Say which months the schedule has and lacks."""
    schedule = plan["schedule"]
    if schedule is None:
        return page.say("page.schedule.none")
    shown = page.listed([str(month) for month in schedule["months"]])
    lacking = page.listed([str(month) for month in schedule["missing_months"]])
    if not shown:
        return page.say("page.schedule.none")
    if lacking:
        return page.say("page.schedule.lacking", months=shown, lacking=lacking)
    return page.say("page.schedule", months=shown)


def scored(page: Page, score: Json) -> str:
    """Say what a plan scores."""
    code = "page.score.provisional" if score["provisional"] else "page.score"
    return page.say(code, total=score["total"], of=score["of"])


def _reasons(page: Page, sheet: Sheet, rules: Sequence[str]) -> Element:
    """Name what the reviewer's verdict follows from; each leads to its own verdict."""
    first = {entry.rule: entry.number for entry in reversed(sheet.entries)}
    titles = page.rules_of(sheet.plan)
    links = []
    for rule in rules:
        title = titles[rule]["title"] if rule in titles else rule
        link = f"#{sheet.id}v{first[rule]}" if rule in first else None
        links.append(el("li", el("a", title, href=link)))
    return el("ul.inline", *links)


def _health(page: Page, sheet: Sheet) -> Node:
    """Tell what could not be read of the file."""
    lines = [
        el(
            "li",
            el("b", page.say(f"report.{entry['grade']}")),
            " ",
            entry["message"],
            el("small", page.where(entry["place"])) if entry["place"] else None,
            class_=entry["grade"],
        )
        for entry in sheet.plan["health"]
    ]
    return el("ul.health", *lines) if lines else None


def _score(page: Page, sheet: Sheet) -> Node:
    """Return what was earned item by item, folded."""
    score = sheet.plan["score"]
    if not score:
        return None
    head = el("tr", *(el("th", page.say(f"page.points.{name}")) for name in ("item", "of", "got")))
    lines = (
        el(
            "tr",
            el("td", page.title(item["rule"])),
            el("td.num", str(item["points"])),
            el("td.num", "" if item["earned"] is None else str(item["earned"])),
        )
        for item in score["items"]
    )
    table = el("div.grid", el("table", el("thead", head), el("tbody", lines)))
    return el("details.points", el("summary", page.say("page.points")), table)
