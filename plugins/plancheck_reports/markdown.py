"""The report as a page of GitHub Flavored Markdown: for the summary of a job, an issue, a wiki."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from plancheck.api import Style, terminal
from plancheck_reports.across import Across
from plancheck_reports.findings import GROUPS, Group, Item, by_reason, items
from plancheck_reports.marked import code, escaped
from plancheck_reports.wording import Wording, of_plan, summary

Json = Mapping[str, Any]

ROOM = 1_000_000
"""Bytes of a page. GitHub refuses a summary of more than 1 MiB; some are left for what else the
step writes into it."""

ACROSS = 5
"""Plans that are named of something found across plans."""

TABLE_SHARE = 3
"""The table may take one of so many parts of it."""

NOTES = 1_000
"""Bytes for what is said of plans left out."""

SHOWN = 100
"""Findings of one weight that are shown of a plan; the others are counted."""

FOLDED = (Group.INFO,)
"""What is shown when somebody asks for it."""


class Entry(NamedTuple):
    """What the page has of one plan."""

    rank: int
    """The weight of its gravest finding; the gravest first."""
    row: str
    section: str
    """Empty for a plan that needs no attention."""


def write(report: Json, style: Style) -> Iterator[str]:
    """Write the summary, a table of the plans, and a section for each that needs attention.

    What does not fit is left out plan by plan, the lightest first, and counted.
    """
    words = Wording(style.lang)
    head = "".join(_head(report, words))
    yield head
    across = "".join(_across(report, words))
    yield across
    entries = [_Section(report, plan, style).entry() for plan in report["plans"]]
    if style.quiet:
        entries = [entry for entry in entries if entry.section]
    room = ROOM - len(head.encode()) - len(across.encode()) - NOTES
    rows = [entry.row for entry in entries]
    shown = _fitting(entries, rows, room // TABLE_SHARE)
    table = "".join(_table([rows[number] for number in shown], words))
    yield table
    yield from _left_out("ci.markdown.rows", len(rows) - len(shown), words)
    sections = [entry.section for entry in entries]
    shown = _fitting(entries, sections, room - len(table.encode()))
    yield from (sections[number] for number in shown)
    left = sum(map(bool, sections)) - sum(bool(sections[number]) for number in shown)
    yield from _left_out("ci.markdown.sections", left, words)


def _head(report: Json, words: Wording) -> Iterator[str]:
    first, *others = summary(report, words)
    yield f"## {escaped(words.text('ci.markdown.title'))}\n\n**{escaped(first)}**\n"
    yield from (f"\n{escaped(line)}\n" for line in others)


def _across(report: Json, words: Wording) -> Iterator[str]:
    """Tell what was found across the plans, the first of it."""
    across = Across(report, words.lang)
    findings = across.findings
    if not findings and not across.asked:
        return
    yield f"\n### {escaped(words.text('batch.heading'))}\n\n"
    for finding in findings[:SHOWN]:
        names = words.text("report.semicolon").join(plan.name for plan in finding.plans[:ACROSS])
        told = words.both(words.text(f"severity.{finding.severity}"), finding.message)
        yield f"- {escaped(words.both(told, names) if names else told)}\n"
    yield from _left_out("batch.others", len(findings) - SHOWN, words)
    yield from (f"- {escaped(line)}\n" for line in across.notes)
    if not findings:
        yield f"{escaped(words.text('batch.none'))}\n"


def _fitting(entries: Sequence[Entry], texts: Sequence[str], room: int) -> list[int]:
    """Return which texts fit, the gravest first served, in the order of the plans."""
    chosen = []
    for number in sorted(range(len(texts)), key=lambda at: entries[at].rank):
        room -= len(texts[number].encode())
        if room < 0:
            break
        chosen.append(number)
    return sorted(chosen)


def _left_out(message: str, count: int, words: Wording) -> Iterator[str]:
    if count:
        yield f"\n> **{escaped(words.text(message, count=count))}**\n"


def _table(rows: Sequence[str], words: Wording) -> Iterator[str]:
    if not rows:
        return
    heads = [words.text(f"ci.markdown.{name}") for name in ("plan", "unit", "verdict")]
    heads += [words.text(f"ci.markdown.{group}") for group in GROUPS]
    yield f"\n| {' | '.join(map(escaped, heads))} |\n"
    yield "| --- | --- | --- |" + " ---: |" * len(GROUPS) + "\n"
    yield from rows


class _Section:
    """Writes of one plan."""

    def __init__(self, report: Json, plan: Json, style: Style) -> None:
        self._plan = plan
        self._quiet = style.quiet
        self._words = of_plan(report, plan, style.lang)
        self._items = items(plan, report["rules"])
        self._counts = Counter(item.group for item in self._items)

    def entry(self) -> Entry:
        """Return all there is of the plan."""
        body = "\n".join([*self._state(), *self._groups()])
        section = f"\n### {code(self._name())}\n\n{self._facts()}{body}" if body else ""
        return Entry(self._rank(), self._row(), section)

    def _rank(self) -> int:
        if self._plan["problem"]:
            return 0
        ranks = [1 + GROUPS.index(group) for group in self._counts]
        return min(ranks, default=1 + len(GROUPS))

    def _name(self) -> str:
        path: str = self._plan["path"]
        return path if path.strip() else "-"

    def _verdict(self) -> str:
        if self._plan["problem"]:
            return self._words.text("report.unreadable")
        return str(self._plan["decision"]["text"])

    def _row(self) -> str:
        cells = [code(self._name(), cell=True)]
        cells += [escaped(text, cell=True) for text in (self._plan["unit"] or "", self._verdict())]
        counts = [str(self._counts[group]) for group in GROUPS]
        cells += ["" for _ in GROUPS] if self._plan["problem"] else counts
        return f"| {' | '.join(cells)} |\n"

    def _facts(self) -> str:
        """Return who hands it in, for when, and what becomes of it."""
        plan, words = self._plan, self._words
        facts = [plan["unit"] or "", words.period(plan["period"])]
        if plan["decision"]:
            facts.append(words.text("report.decision") + plan["decision"]["text"])
        if plan["score"]:
            score = plan["score"]
            told = "report.score.provisional" if score["provisional"] else "report.score"
            facts.append(words.text(told, total=score["total"], of=score["of"]))
        shown = " · ".join(escaped(fact) for fact in facts if fact)
        return f"{shown}\n\n" if shown else ""

    def _state(self) -> Iterator[str]:
        """Tell what could not be read."""
        if self._plan["problem"]:
            yield f"- {escaped(self._words.problem(self._plan))}\n"
        for health in self._plan["health"]:
            if health["grade"] == "blocking":
                label = self._words.text("report.blocking")
                told = self._words.both(label, terminal.clean(health["message"]))
                yield f"- {escaped(told)}\n"

    def _groups(self) -> Iterator[str]:
        for group in GROUPS:
            members = [item for item in self._items if item.group is group]
            if not members or (group is Group.INFO and self._quiet):
                continue
            heading = self._words.text(f"report.group.{group}", count=len(members))
            listed = "".join(
                self._unknown(members) if group is Group.UNKNOWN else self._list(members)
            )
            if group in FOLDED:
                yield f"<details><summary>{escape(heading)}</summary>\n\n{listed}\n</details>\n"
            else:
                yield f"**{escaped(heading)}**\n\n{listed}"

    def _unknown(self, members: Sequence[Item]) -> Iterator[str]:
        label = self._words.label(members[0])
        for reason, alike in by_reason(members).items():
            told = self._words.both(self._words.titles(alike), terminal.clean(reason))
            yield f"- **{escaped(label)}** {escaped(told)}\n"

    def _list(self, members: Sequence[Item]) -> Iterator[str]:
        for item in members[:SHOWN]:
            label, told = escaped(self._words.label(item)), escaped(self._words.told(item))
            yield f"- **{label}** {told} {code(item.rule)}\n"
            yield from (f"  - {escaped(line)}\n" for line in self._words.details(item))
        if len(members) > SHOWN:
            more = self._words.text("ci.markdown.more", count=len(members) - SHOWN)
            yield f"- {escaped(more)}\n"
