"""The verdicts on a plan: in groups by weight, each with its words, its reasons, its advice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.api import terminal
from plancheck_reports.findings import GROUPS
from plancheck_reports.html.context import Page, Sheet
from plancheck_reports.html.entries import SECTIONS, SETTLED, Entry
from plancheck_reports.html.marks import Marks
from plancheck_reports.html.markup import Element, Node, el

Json = Mapping[str, Any]

QUOTE = 60
"""Characters of a quotation that leads to the words themselves."""

SHOWN = 12
"""Quotations of one entry that stand open; the others are folded."""


def verdicts(page: Page, sheet: Sheet, marks: Marks) -> Element:
    """Return all that is said of a plan."""
    writer = _Writer(page, sheet, marks)
    return el(
        "section.verdicts",
        el("h4", page.say("page.verdicts")),
        (writer.group(section) for section in SECTIONS),
        aria_label=page.say("page.verdicts"),
    )


class _Writer:
    """Writes the verdicts on one plan."""

    def __init__(self, page: Page, sheet: Sheet, marks: Marks) -> None:
        self._page = page
        self._say = page.say
        self._id = sheet.id
        self._entries = sheet.entries
        self._rules = page.rules_of(sheet.plan)
        self._marks = marks

    def group(self, section: str) -> Node:
        """Return the entries of a section; folded where they need no attention."""
        members = [entry for entry in self._entries if entry.section == section]
        if not members:
            return None
        area = "page.group" if section in SETTLED else "report.group"
        heading = self._say(f"{area}.{section}", count=len(members))
        return el(
            "details.group",
            el("summary", el("h5", heading)),
            (self._entry(entry) for entry in members),
            data_s=section,
            open=section not in SETTLED,
        )

    def _entry(self, entry: Entry) -> Element:
        weight = entry.section if entry.section in GROUPS else ""
        return el(
            "article",
            self._heading(entry),
            self._why(entry),
            self._waiver(entry),
            self._quotes(f"page.found.{entry.kind}", entry, entry.quotes, 0),
            self._quotes("page.near", entry, entry.near_misses, len(entry.quotes)),
            self._asked(entry),
            self._ready(entry),
            id=f"{self._id}v{entry.number}",
            class_=f"v {_css(entry.kind)} {weight}".rstrip(),
        )

    def _heading(self, entry: Entry) -> Element:
        code = "report" if entry.kind not in SETTLED else "page.kind"
        return el(
            "h6",
            el("span.n", str(entry.number)),
            el("span.k", self._say(f"{code}.{entry.kind}")),
            el("span", self._title(entry.rule)),
        )

    def _title(self, rule: str) -> str:
        return str(self._rules[rule]["title"]) if rule in self._rules else rule

    def _why(self, entry: Entry) -> Node:
        """Return the reason, where it says more than the verdict's name."""
        usual = (self._title(entry.rule), self._say(f"result.{entry.kind}"))
        if not entry.message or entry.message in usual:
            return None
        return el("p.why", entry.message)

    def _waiver(self, entry: Entry) -> Node:
        """Tell why something is let pass, by whom, and until when."""
        waiver = entry.waiver
        if waiver is None:
            return None
        return el("p.why", waiver["reason"], el("small", self._page.waived(waiver)))

    def _quotes(self, code: str, entry: Entry, quotes: Sequence[Json], first: int) -> Node:
        """Return quotations under their label; the first of them at once, the others folded."""
        if not quotes:
            return None
        lines = (self._quote(entry, first + at, quote) for at, quote in enumerate(quotes))
        if len(quotes) <= SHOWN + 1:
            return (el("b.l", self._say(code)), el("ul", lines))
        shown = [next(lines) for _ in range(SHOWN)]
        more = self._say("report.others", count=len(quotes) - SHOWN)
        return (
            el("b.l", self._say(code)),
            el("ul", *shown),
            el("details", el("summary", more), el("ul", lines)),
        )

    def _quote(self, entry: Entry, number: int, quote: Json) -> Element:
        anchor = self._marks.anchor(entry.number, number)
        words = terminal.shorten(quote["quote"], QUOTE) if anchor else quote["quote"]
        shown: Node = self._say("page.quoted", words=words)
        link = el("a.q", shown, href=f"#{self._id}q{anchor}") if anchor else el("span.q", shown)
        reason = el("i", quote["reason"]) if "reason" in quote else None
        return el("li", link, " ", el("small", self._page.where(quote["place"])), reason)

    def _asked(self, entry: Entry) -> Node:
        """Return what the rule asks for and on what it rests; all of it stands in the appendix."""
        rule = self._rules.get(entry.rule)
        if rule is None or entry.kind == "n/a":
            return None
        asked = rule["criteria"].get("met", "")
        lines = [el("span", asked)] if asked else []
        if entry.kind not in SETTLED:
            lines += [el("span.b", basis["text"]) for basis in rule["basis"]]
        label = self._say("page.asked" if asked else "page.basis")
        more = el("a", self._say("page.more"), href=self._page.rule_link(entry.rule))
        return el("p.asked", el("b.l", label), *lines, more)

    def _ready(self, entry: Entry) -> Node:
        if not entry.advice:
            return None
        return el("div.ready", el("b.l", self._say("page.ready")), el("p", entry.advice))


def _css(kind: str) -> str:
    return "na" if kind == "n/a" else kind


def counts(page: Page, sheet: Sheet) -> Iterator[Node]:
    """Yield how many things need attention, by their weight."""
    for group in GROUPS:
        count = sum(entry.section == group for entry in sheet.entries)
        if count:
            yield el("span", page.say(f"page.weight.{group}", count=count), class_=f"c {group}")
