"""What all parts of the page look up: the report, its words, its rules, its plans."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.api import Style, where
from plancheck_reports.html.entries import Entry, entries
from plancheck_reports.pen import Pen
from plancheck_reports.wording import Wording

Json = Mapping[str, Any]

DECISIONS = ("return", "undecided", "revise", "accept")
"""The reviewer's verdicts, by how much there is to do."""

UNREADABLE = "unreadable"


class Sheet(NamedTuple):
    """One plan on the page."""

    number: int
    """In the order of the report, from 1; names its places on the page."""
    plan: Json
    entries: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """What names it on the page."""
        return f"p{self.number}"

    @property
    def state(self) -> str:
        """Its verdict's code, or ``unreadable``."""
        decision = self.plan["decision"]
        return str(decision["code"]) if decision else UNREADABLE

    def counted(self, kind: str) -> int:
        """Return how many entries are of a kind; of defects how many places."""
        if kind == "defect":
            return sum(len(entry.quotes) for entry in self.entries if entry.kind == kind)
        return sum(entry.kind == kind for entry in self.entries)


class Page:
    """A report as the page looks at it."""

    def __init__(self, report: Json, style: Style) -> None:
        self.report = report
        self.pen = Pen(style)
        self.say = self.pen.text
        self.lang = style.lang
        self.rules: Sequence[Json] = report["rules"]
        self._table = {rule["id"]: rule for rule in self.rules}
        self._numbers = {rule["id"]: number for number, rule in enumerate(self.rules, 1)}
        self.sheets = tuple(
            Sheet(number, plan, entries(plan, self.rules))
            for number, plan in enumerate(report["plans"], 1)
        )
        self.by_path = {sheet.plan["path"]: sheet for sheet in self.sheets}
        self.states = Counter(sheet.state for sheet in self.sheets)

    @property
    def single(self) -> bool:
        """Whether the page is about one plan and nothing across plans."""
        return len(self.sheets) == 1 and self.report["batch"] is None

    @property
    def ordered(self) -> Sequence[Sheet]:
        """The plans, those first with which there is most to do; else in the report's order."""
        order = (UNREADABLE, *DECISIONS)
        return sorted(self.sheets, key=lambda sheet: order.index(sheet.state))

    @property
    def requirements(self) -> Sequence[Json]:
        """The rules that are requirements."""
        return [rule for rule in self.rules if rule["kind"] == "requirement"]

    def rules_of(self, plan: Json) -> Mapping[str, Json]:
        """Return rule id → rule, with a plan's own texts where its profile has some."""
        if not plan["rules"]:
            return self._table
        return {**self._table, **{rule["id"]: rule for rule in plan["rules"]}}

    def title(self, rule: str) -> str:
        """Return a rule's title; its id where nobody offers it."""
        known = self._table.get(rule)
        return str(known["title"]) if known else rule

    def rule_link(self, rule: str) -> str | None:
        """Return the link to what a rule asks for, at the end of the page."""
        return f"#r{self._numbers[rule]}" if rule in self._numbers else None

    def decision(self, code: str) -> str:
        """Name a verdict as the plans with it do; in plancheck's words where they differ."""
        plans = (sheet.plan for sheet in self.sheets if sheet.state == code)
        names = {plan["decision"]["text"] for plan in plans if plan["decision"]}
        if len(names) == 1:
            return str(names.pop())
        return self.say("report.unreadable" if code == UNREADABLE else f"decision.{code}")

    def name(self, plan: Json) -> str:
        """Return what a plan is called: its unit, its title, or its file."""
        return str(plan["unit"] or plan["title"] or plan["path"])

    def period(self, plan: Json) -> str:
        """Return a plan's period in words."""
        return Wording(self.lang).period(plan["period"])

    def where(self, place: Json) -> str:
        """Say where something stands."""
        return where(place, self.lang)

    def waived(self, waiver: Json) -> str:
        """Say what kind of waiver it is, whose, for how long, and where it stands."""
        facts = [
            self.say(f"page.waiver.{key}", value=waiver[key])
            for key in ("who", "expires", "path")
            if waiver[key]
        ]
        return self.listed([self.say(f"page.waiver.{waiver['kind']}"), *facts])

    def listed(self, names: Sequence[str]) -> str:
        """Return names as one enumeration."""
        return self.say("report.comma").join(names)
