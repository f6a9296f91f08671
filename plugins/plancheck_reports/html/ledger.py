"""The table of all plans, a row each, and the means to sort and filter it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck_reports.html.context import DECISIONS, UNREADABLE, Page, Sheet
from plancheck_reports.html.markup import Element, Node, el
from plancheck_reports.html.plans import decided

Json = Mapping[str, Any]

KINDS = ("missing", "partial", "defect", "unknown")

ORDER = {status: at for at, status in enumerate(("missing", "unknown", "partial", "waived", "met"))}
"""Status → where it sorts; what does not apply comes last."""


def ledger(page: Page) -> Element:
    """Return the table, those plans first with which there is most to do."""
    columns = _Columns(page)
    return el(
        "section.ledger",
        el("h2", page.say("page.ledger")),
        _filters(page),
        el(
            "div.grid",
            el(
                "table.roll",
                el("thead", el("tr", columns.heads())),
                el("tbody", (columns.row(sheet) for sheet in page.ordered)),
            ),
            tabindex=0,
            role="region",
            aria_label=page.say("page.ledger"),
        ),
        el("p.key", page.say("page.cells"), " ", el("span.hint", page.say("page.hint"))),
        id="ledger",
    )


class _Columns:
    """The columns that this batch needs."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.errors = [rule for rule in page.requirements if rule["severity"] == "error"]
        self._scored = any(sheet.plan["score"] for sheet in page.sheets)
        self._unknown = bool(page.report["summary"]["results"]["unknown"])
        rounds = (page.report["batch"] or {}).get("rounds")
        self._changes = {each["path"]: each for each in rounds["plans"]} if rounds else {}
        self._numbers = {rule["id"]: at for at, rule in enumerate(page.rules, 1)}

    def heads(self) -> Iterator[Node]:
        """Yield the heads; ``data-sort`` says by what a column can be sorted."""
        yield self._head("plan", "text")
        yield self._head("period", "text")
        yield self._head("decision", "up")
        if self._scored:
            yield self._head("score", "up", look="num")
        for kind in self._kinds():
            yield self._head(kind, "down", look="num")
        yield self._head("months", "down")
        if self._changes:
            yield self._head("changes", "down")
        for rule in self.errors:
            yield el("th.req", rule["title"], scope="col", data_sort="up")

    def _head(self, name: str, by: str, look: str = "") -> Element:
        words = self._page.say(f"page.column.{name}")
        return el("th", words, scope="col", data_sort=by, class_=look or None)

    def _kinds(self) -> Sequence[str]:
        return KINDS if self._unknown else KINDS[:-1]

    def row(self, sheet: Sheet) -> Element:
        """Return a plan's row."""
        return el(
            "tr",
            self._cells(sheet),
            data_state=sheet.state,
            data_lacks=" ".join(self._lacking(sheet)) or None,
            data_plan=sheet.id,
        )

    def _lacking(self, sheet: Sheet) -> Iterator[str]:
        """Yield the numbers of the rules that are missing or met in part, or of defects."""
        rules = {entry.rule for entry in sheet.entries if entry.kind in KINDS}
        yield from (str(self._numbers[rule]) for rule in sorted(rules) if rule in self._numbers)

    def _cells(self, sheet: Sheet) -> Iterator[Node]:
        page, plan = self._page, sheet.plan
        yield el(
            "th",
            el("a", page.name(plan), href=f"#{sheet.id}"),
            el("small", plan["path"]) if page.name(plan) != plan["path"] else None,
            scope="row",
        )
        start = plan["period"]["start"] if plan["period"] else ""
        yield self._cell("period", page.period(plan), start)
        rank = (UNREADABLE, *DECISIONS).index(sheet.state)
        yield self._cell("decision", decided(page, sheet), rank)
        if self._scored:
            yield self._score(plan["score"])
        for kind in self._kinds():
            yield self._count(kind, sheet)
        yield self._months(sheet)
        if self._changes:
            yield self._change(self._changes.get(plan["path"]))
        statuses = {result["rule"]: result["status"] for result in plan["results"]}
        first = {entry.rule: entry.number for entry in reversed(sheet.entries)}
        for rule in self.errors:
            yield self._status(sheet, rule, statuses.get(rule["id"]), first.get(rule["id"]))

    def _cell(self, name: str, content: Node, key: object, *, look: str = "") -> Element:
        label = self._page.say(f"page.column.{name}")
        return el("td", content, data_l=label, data_k=str(key), class_=look or None)

    def _score(self, score: Json | None) -> Element:
        if score is None:
            return self._cell("score", "", -1, look="num")
        shown = f"{score['total']}" + ("*" if score["provisional"] else "")
        return self._cell("score", shown, score["total"], look="num")

    def _count(self, kind: str, sheet: Sheet) -> Element:
        count = sheet.counted(kind)
        if sheet.state == UNREADABLE:
            return self._cell(kind, "", -1, look="num")
        return self._cell(kind, str(count) if count else "·", count, look=f"num {kind}")

    def _months(self, sheet: Sheet) -> Element:
        schedule = sheet.plan["schedule"]
        if sheet.state == UNREADABLE:
            return self._cell("months", "", -1)
        if schedule is None or not schedule["months"]:
            return self._cell("months", self._page.say("page.none"), 13, look="wide none")
        lacking = schedule["missing_months"]
        shown = self._page.listed([str(month) for month in lacking]) or "·"
        return self._cell("months", shown, len(lacking), look="wide")

    def _change(self, change: Json | None) -> Element:
        if change is None or change["before"] is None:
            return self._cell("changes", "", -1)
        counts = {name: len(change[name]) for name in ("mended", "remaining", "new")}
        shown = self._page.say("page.changes", **counts)
        return self._cell("changes", shown, counts["remaining"], look="wide")

    def _status(self, sheet: Sheet, rule: Json, status: str | None, number: int | None) -> Element:
        if status is None:
            return el("td", data_l=rule["title"], data_k=len(ORDER) + 1)
        sign = self._page.say(f"page.cell.{status}")
        link = f"#{sheet.id}v{number}" if number else None
        return el(
            "td",
            el("a", sign, href=link, aria_label=self._page.say(f"result.{status}")),
            data_l=rule["title"],
            data_k=ORDER.get(status, len(ORDER)),
            class_=f"st {'na' if status == 'n/a' else status}",
        )


def _filters(page: Page) -> Element:
    """Return the filters; without a script they could do nothing, and are not shown."""
    states = [state for state in (UNREADABLE, *DECISIONS) if page.states[state]]
    return el(
        "form.filters",
        el(
            "label",
            el("span", page.say("page.filter.name")),
            el("input", type="search", name="name", placeholder=page.say("page.filter.name.hint")),
        ),
        el(
            "fieldset",
            el("legend", page.say("page.column.decision")),
            *(
                el(
                    "label.chip",
                    el("input", type="checkbox", name="state", value=state),
                    page.decision(state),
                    " ",
                    el("small", str(page.states[state])),
                )
                for state in states
            ),
        ),
        el(
            "label",
            el("span", page.say("page.filter.lacks")),
            el(
                "select",
                el("option", page.say("page.filter.any"), value=""),
                *(
                    el("option", rule["title"], value=str(number))
                    for number, rule in enumerate(page.rules, 1)
                ),
                name="lacks",
            ),
        ),
        el("button", page.say("page.filter.clear"), type="reset"),
        el(
            "output",
            data_all=page.say("page.filter.all", total=len(page.sheets)),
            data_some=page.say("page.filter.some", shown="{shown}", total=len(page.sheets)),
            role="status",
        ),
        id="filters",
        hidden=True,
        aria_label=page.say("page.filter"),
    )
