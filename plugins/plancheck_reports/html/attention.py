"""What concerns the run and comes before any plan: what was not read, what lapsed, what is late."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from plancheck_reports.html.across import across
from plancheck_reports.html.context import UNREADABLE, Page, Sheet
from plancheck_reports.html.markup import Element, Node, el

Json = Mapping[str, Any]

OPEN = 20
"""Lines of a list that stands open; a longer one is folded."""


def attention(page: Page) -> Node:
    """Return what a reviewer must look at first; none where there is nothing."""
    parts = [part for part in _parts(page) if part is not None]
    if not parts:
        return None
    heading = el("h2", page.say("page.attention"))
    return el("section.attention", heading, *parts, id="attention")


def _parts(page: Page) -> Iterator[Node]:
    yield _reasons(page)
    yield _unreadable(page)
    yield _incomplete(page)
    yield from _waivers(page)
    yield from _roster(page)
    yield _absent(page)
    yield from across(page)


def _reasons(page: Page) -> Node:
    """Tell why the check is incomplete."""
    summary = page.report["summary"]
    counts = {key: value for key, value in summary.items() if isinstance(value, int)}
    counts["unknowns"] = summary["results"]["unknown"]
    lines = [
        el("li", page.say(f"report.reason.{reason}", **counts))
        for reason in page.report["outcome"]["reasons"]
        if reason != "findings"
    ]
    return el("ul.reasons", *lines) if lines else None


def _box(look: str, heading: str, content: Node, lines: int) -> Element:
    return el(
        "details",
        el("summary", el("h3", heading)),
        content,
        class_=f"box {look}",
        open=lines <= OPEN,
    )


def _list(
    look: str, heading: str, entries: Sequence[Any], line: Callable[[Any], Iterator[Node]]
) -> Node:
    """Return a list under its heading; none where it has no entries."""
    if not entries:
        return None
    return _box(look, heading, el("ul", (el("li", line(each)) for each in entries)), len(entries))


def _unreadable(page: Page) -> Node:
    """Name each file that could not be read, why, and what to do."""
    sheets = [sheet for sheet in page.sheets if sheet.state == UNREADABLE]
    if not sheets:
        return None
    lines = (
        el("li", el("b", sheet.plan["path"]), " ", sheet.plan["problem"]["message"], id=sheet.id)
        for sheet in sheets
    )
    heading = page.say("page.unreadable", count=len(sheets))
    return _box("unreadable", heading, el("ul", lines), len(sheets))


def _incomplete(page: Page) -> Node:
    """Name each plan of which a part could not be read."""

    def line(sheet: Sheet) -> Iterator[Node]:
        yield el("a", page.name(sheet.plan), href=f"#{sheet.id}")
        yield " "
        yield page.say("report.semicolon").join(_lost(sheet))

    sheets = [sheet for sheet in page.sheets if _lost(sheet)]
    return _list("unknown", page.say("page.incomplete", count=len(sheets)), sheets, line)


def _lost(sheet: Sheet) -> list[str]:
    health = sheet.plan["health"]
    return [entry["message"] for entry in health if entry["grade"] == "blocking"]


def _waivers(page: Page) -> Iterator[Node]:
    """Tell of waivers that lapsed, that concern nothing, or that were set aside."""

    def line(waiver: Json) -> Iterator[Node]:
        yield el("b", page.title(waiver["rule"]))
        yield f" {waiver['plan']} "
        yield waiver["reason"]
        yield el("small", page.waived(waiver))

    waivers = page.report["waivers"]
    if not waivers:
        return
    if waivers["void"]:
        yield el("p", page.say("page.waivers.void"))
    for name in ("expired", "refused", "unused"):
        told = [waiver for waiver in waivers[name] if waiver["kind"] == "waiver"]
        heading = page.say(f"page.waivers.{name}", count=len(told))
        yield _list("revise", heading, told, line)
    mended = sum(waiver["kind"] == "baseline" for waiver in waivers["unused"])
    if mended:
        yield el("p", page.say("page.waivers.mended", count=mended))


def _roster(page: Page) -> Iterator[Node]:
    """Name the schools that have not handed in, the doubtful matches, and the plans of nobody."""
    roster = (page.report["batch"] or {}).get("roster")
    if not roster:
        return
    schools = roster["schools"]
    late = [school for school in schools if not school["plans"]]
    if late:
        heading = page.say("page.late", count=len(late), total=len(schools))
        yield _box("return", heading, _schools(page, roster["columns"], late), len(late))
    doubtful = [school for school in schools if school["doubtful"]]
    heading = page.say("page.doubtful", count=len(doubtful))
    yield _list("undecided", heading, doubtful, lambda school: _matched(page, school))
    unlisted = roster["unlisted"]
    heading = page.say("page.unlisted", count=len(unlisted))
    yield _list("undecided", heading, unlisted, lambda path: iter((_plan(page, path),)))


def _schools(page: Page, columns: Sequence[str], schools: Sequence[Json]) -> Element:
    """Return schools with what the roster knows of them: whom to call."""
    if not columns:
        return el("ul.inline", *(el("li", school["name"]) for school in schools))
    heads = (page.say("page.school"), *columns)
    lines = (
        el(
            "tr",
            el("th", school["name"], scope="row"),
            *(el("td", school["facts"].get(column, "")) for column in columns),
        )
        for school in schools
    )
    head = el("thead", el("tr", *(el("th", name, scope="col") for name in heads)))
    return el("div.grid", el("table", head, el("tbody", lines)))


def _matched(page: Page, school: Json) -> Iterator[Node]:
    yield el("b", school["name"])
    for path in school["plans"]:
        yield " "
        yield _plan(page, path)
    if school["matched"]:
        yield el("small", page.say(f"page.matched.{school['matched']}"))


def _plan(page: Page, path: str) -> Element:
    sheet = page.by_path.get(path)
    return el("a", path, href=f"#{sheet.id}") if sheet else el("span", path)


def _absent(page: Page) -> Node:
    """Name the schools that handed in before and not in this round."""

    def line(each: Json) -> Iterator[Node]:
        yield el("b", each["school"])
        yield el("small", page.say("page.absent.last", path=each["path"], round=each["round"]))

    rounds = (page.report["batch"] or {}).get("rounds")
    absent = rounds["absent"] if rounds else ()
    return _list("revise", page.say("page.absent", count=len(absent)), absent, line)
