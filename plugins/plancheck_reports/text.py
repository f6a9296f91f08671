"""The report for a reviewer at a terminal: what matters first, each with its words and places."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.api import Style, terminal
from plancheck_reports import wording
from plancheck_reports.across import Across
from plancheck_reports.findings import GROUPS, Group, Item, by_reason, items
from plancheck_reports.pen import Pen

Json = Mapping[str, Any]

SHOWN = {Group.ERROR: 3, Group.UNKNOWN: 3, Group.WARNING: 2, Group.INFO: 1}
"""Quotations under one item; the others are counted."""

DECIDED = {"accept": "good", "revise": "warning", "return": "error", "undecided": "unknown"}
"""Verdict → its colour."""

LABELS = ("missing", "partial", "defect", "unknown")
STATES = ("unreadable", "blocking", "notice")


def write(report: Json, style: Style) -> Iterator[str]:
    """Write one paragraph a plan and a summary."""
    for plan in report["plans"]:
        yield each(report, plan, style)
    across = [*batch(report, Pen(style))]
    if across:
        yield "\n".join(across) + "\n\n"
    yield "\n".join(summary(report, Pen(style))) + "\n"


def each(head: Json, plan: Json, style: Style) -> str:
    """Return the paragraph about one plan; empty when it needs none."""
    lines = list(_Page(head, Pen(style)).plan(plan))
    return "\n".join(lines) + "\n\n" if lines else ""


class _Page:
    """Draws plans."""

    def __init__(self, report: Json, pen: Pen) -> None:
        self._pen = pen
        self._report = report
        self._words = wording.Wording(pen.style.lang)
        self._label = max(terminal.width(pen.text(f"report.{label}")) for label in LABELS) + 2
        self._hang = 4 + self._label

    def plan(self, plan: Json) -> Iterator[str]:
        """Yield the lines about a plan; none when it needs no attention and quiet is wished."""
        self._words = wording.of_plan(self._report, plan, self._pen.style.lang)
        body = [*self._state(plan), *self._groups(items(plan, self._report["rules"]))]
        quiet = self._pen.style.quiet
        if body or not quiet:
            yield self._header(plan)
            yield from self._decision(plan)
            yield from body
        if not quiet:
            yield from self._folded(plan)

    def _header(self, plan: Json) -> str:
        pen = self._pen
        name = terminal.clean(plan["path"])
        facts = [plan["unit"], self._words.period(plan["period"])]
        rest = "".join(f"  {terminal.clean(fact)}" for fact in facts if fact)
        if terminal.width(name + rest) <= pen.style.width:
            return pen.paint("bold", name) + rest
        lines = [pen.paint("bold", pen.wrap(name, 0, 2)), pen.wrap(rest.strip(), 2, 2)]
        return "\n".join(filter(str.strip, lines))

    def _decision(self, plan: Json) -> Iterator[str]:
        """Tell the reviewer's verdict and, where there is one, the score."""
        pen, decision, score = self._pen, plan["decision"], plan["score"]
        if decision is None:
            return
        text = terminal.clean(decision["text"])
        shown = pen.text("report.decision") + text
        if score is not None:
            code = "report.score.provisional" if score["provisional"] else "report.score"
            shown += "  " + pen.text(code, total=score["total"], of=score["of"])
        lines = pen.wrap(shown, 2, 4)
        yield lines.replace(text, pen.paint(DECIDED[decision["code"]], text), 1)

    def _state(self, plan: Json) -> Iterator[str]:
        """Tell what could not be read."""
        if plan["problem"]:
            yield self._noted("unreadable", plan["problem"]["message"])
        for entry in plan["health"]:
            if entry["grade"] == "blocking" or not self._pen.style.quiet:
                yield self._noted(entry["grade"], entry["message"])

    def _noted(self, state: str, text: str) -> str:
        label = self._pen.text(f"report.{state}") + "  "
        return self._pen.labelled(label, terminal.clean(text), "unknown", indent=2)

    def _groups(self, found: Sequence[Item]) -> Iterator[str]:
        for group in GROUPS:
            members = [item for item in found if item.group is group]
            if not members or (group is Group.INFO and self._pen.style.quiet):
                continue
            heading = self._pen.text(f"report.group.{group}", count=len(members))
            yield "  " + self._pen.paint(group, heading)
            if group is Group.UNKNOWN:
                yield from self._unknown(members)
                continue
            for item in members:
                yield from self._item(item)

    def _unknown(self, members: Sequence[Item]) -> Iterator[str]:
        """Name what could not be judged, together what has one reason."""
        pen = self._pen
        label = terminal.pad(pen.text("report.unknown"), self._label)
        for reason, alike in by_reason(members).items():
            text = self._words.both(self._words.titles(alike), terminal.clean(reason))
            yield pen.labelled(label, text, Group.UNKNOWN, indent=4)

    def _named(self, entry: Json) -> str:
        """Return a rule's title, and of what is let pass why and by whom."""
        title, waiver = self._words.title(entry["rule"]), entry["waiver"]
        if not waiver:
            return title
        return self._words.both(title, self._words.waiver(waiver))

    def _item(self, item: Item) -> Iterator[str]:
        pen, words = self._pen, self._words
        label = terminal.pad(words.label(item), self._label)
        yield pen.labelled(label, words.told(item), item.group, indent=4, tail=item.rule)
        most = SHOWN[item.group]
        yield from self._quoted(f"report.found.{item.kind}", item.quotes, most)
        yield from self._quoted("report.near", item.near_misses, most)
        if item.kind == "partial" and item.group is not Group.INFO:
            yield from self._detail("report.criteria", words.criterion(item.rule))
        yield from self._detail("report.advice", item.advice)

    def _detail(self, code: str, text: str) -> Iterator[str]:
        if text:
            label = self._pen.text(code)
            yield self._beside(label, terminal.clean(text))

    def _beside(self, label: str, text: str) -> str:
        """Return a text that begins behind a dim label and goes on below it."""
        shown = label.rstrip()
        lines = self._pen.wrap(label + text, self._hang, self._hang)
        return lines.replace(shown, self._pen.paint("dim", shown), 1)

    def _quoted(self, code: str, quotes: Sequence[Json], most: int) -> Iterator[str]:
        """Yield quotations: one beside its label, several below it."""
        pen = self._pen
        shown = [self._words.quote(entry, glued=True) for entry in quotes[:most]]
        if len(quotes) > most:
            shown.append(pen.text("report.others", count=len(quotes) - most))
        if len(shown) == 1:
            yield self._beside(pen.text(code), shown[0])
        elif shown:
            yield self._beside(pen.text(code), "")
            yield from (pen.wrap(each, self._hang + 2, self._hang + 4) for each in shown)

    def _folded(self, plan: Json) -> Iterator[str]:
        """Name what needs no attention, in one line each."""
        for status, color in (("met", "good"), ("waived", "dim"), ("n/a", "dim")):
            titles = [self._named(each) for each in folded(plan, status)]
            if titles:
                label = self._pen.text(f"report.folded.{status}", count=len(titles))
                lines = self._pen.wrap(label + self._pen.text("report.comma").join(titles), 2, 4)
                yield lines.replace(label, self._pen.paint(color, label), 1)


def folded(plan: Json, status: str) -> list[Json]:
    """Return a plan's results of one status; with those that are waived also its defects."""
    defects = plan["defects"] if status == "waived" else ()
    found = [each for each in plan["results"] if each["status"] == status]
    return [*found, *(each for each in defects if each["waiver"])]


def batch(report: Json, pen: Pen) -> Iterator[str]:
    """Yield what was found across the plans; nothing where nobody asked."""
    across = Across(report, pen.style.lang)
    if not across.asked:
        return
    yield pen.paint("bold", pen.text("batch.heading"))
    for finding in across.findings:
        if finding.severity == "info" and pen.style.quiet:
            continue
        label = pen.text(f"severity.{finding.severity}") + "  "
        yield pen.labelled(label, finding.message, finding.severity, indent=2, tail=finding.rule)
        for plan in finding.plans:
            yield pen.wrap(plan.name, 4, 6)
            for quote in plan.quotes:
                yield pen.wrap(quote, 6, 8)
    for line in across.notes:
        yield pen.wrap(line, 2, 4)
    if not across.findings and not pen.style.quiet:
        yield pen.wrap(pen.text("batch.none"), 2, 4)


def summary(report: Json, pen: Pen) -> Iterator[str]:
    """Yield what came of the run, last, where people look."""
    first, *others = wording.summary(report, wording.Wording(pen.style.lang, report["rules"]))
    color = "bold" if report["outcome"]["exit_code"] else "good"
    yield pen.paint(color, pen.wrap(first, 0, 2))
    yield from (pen.wrap(line, 0, 2) for line in others)
