"""The report for a reviewer at a terminal: what matters first, each with its words and places."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.api import Style, message, terminal, where
from plancheck_reports.findings import GROUPS, Group, Item, items

Json = Mapping[str, Any]

QUOTE = 30
"""Characters of a quotation."""

SHOWN = 3
"""Quotations under one item; the others are counted."""

COLORS = {
    "bold": "1",
    "dim": "2",
    Group.ERROR: "1;31",
    Group.UNKNOWN: "1;35",
    Group.WARNING: "33",
    Group.INFO: "36",
    "good": "32",
}


def write(report: Json, style: Style) -> Iterator[str]:
    """Write one paragraph a plan and a summary."""
    page = _Page(report, style)
    for plan in report["plans"]:
        lines = page.plan(plan)
        if lines:
            yield "\n".join(lines) + "\n\n"
    yield "\n".join(page.summary()) + "\n"


class _Page:
    """Draws in one style."""

    def __init__(self, report: Json, style: Style) -> None:
        self._report = report
        self._style = style
        self._titles = {rule["id"]: rule["title"] for rule in report["rules"]}
        self._criteria = {rule["id"]: rule["criteria"] for rule in report["rules"]}
        labels = [self._text(f"report.{kind}") for kind in ("missing", "partial", "defect")]
        labels.append(self._text("report.unknown"))
        self._label = max(map(terminal.width, labels))

    # -- one plan ---------------------------------------------------------------------------

    def plan(self, plan: Json) -> list[str]:
        """Return the lines about a plan; none when it needs no attention and quiet is wished."""
        found = items(plan, self._report["rules"])
        body = [*self._state(plan), *self._groups(found)]
        if not body and self._style.quiet:
            return []
        return [*self._header(plan), *body, *self._folded(plan)]

    def _header(self, plan: Json) -> list[str]:
        facts = [plan["unit"], self._period(plan["period"])]
        name = self._color("bold", terminal.clean(plan["path"]))
        rest = [terminal.clean(fact) for fact in facts if fact]
        size = terminal.width("  ".join([terminal.clean(plan["path"]), *rest]))
        if size <= self._style.width:
            return ["  ".join([name, *rest])]
        return [name, *([self._wrapped("  ".join(rest), 2, 2)] if rest else [])]

    def _period(self, period: Json | None) -> str:
        if period is None:
            return ""
        start, end = period["start"].split("-"), period["end"].split("-")
        code = "report.year" if start[0] == end[0] else "report.years"
        year, month, last_year, last_month = (int(part) for part in (*start, *end))
        return self._text(code, year=year, month=month, last_year=last_year, last_month=last_month)

    def _state(self, plan: Json) -> list[str]:
        """Tell what could not be read."""
        if plan["problem"]:
            return [self._noted("report.unreadable", plan["problem"]["message"], Group.UNKNOWN)]
        return [
            self._noted(f"report.{entry['grade']}", entry["message"], Group.UNKNOWN)
            for entry in plan["health"]
            if entry["grade"] == "blocking" or not self._style.quiet
        ]

    def _noted(self, code: str, text: str, color: str) -> str:
        label = self._text(code)
        return self._labelled(label, terminal.clean(text), color, indent=2)

    def _groups(self, found: Sequence[Item]) -> Iterator[str]:
        for group in GROUPS:
            if group is Group.INFO and self._style.quiet:
                continue
            members = [item for item in found if item.group is group]
            if members:
                heading = self._text(f"report.group.{group}", count=len(members))
                yield "  " + self._color(group, heading)
            for item in members:
                yield from self._item(item)

    def _item(self, item: Item) -> Iterator[str]:
        label = self._text(f"report.{item.kind}")
        title = self._titles.get(item.rule, item.rule)
        yield self._labelled(label, self._headline(item, title), item.group, item.rule)
        yield from self._quoted(f"report.found.{item.kind}", item.quotes)
        yield from self._quoted("report.near", item.near_misses)
        asked = self._criteria.get(item.rule, {}).get("met")
        if item.kind == "partial" and asked:
            yield self._detail(self._text("report.criteria"), terminal.clean(asked))
        if item.advice:
            yield self._detail(self._text("report.advice"), terminal.clean(item.advice))

    def _headline(self, item: Item, title: str) -> str:
        parts = [terminal.clean(title)]
        plain = (title, self._text(f"result.{item.kind}"))
        if item.message and item.message not in plain:
            parts.append(terminal.clean(item.message))
        return self._text("report.colon").join(parts)

    def _quoted(self, code: str, quotes: Sequence[Json]) -> Iterator[str]:
        """Yield quotations: one beside its label, several below it."""
        shown = [self._quote(entry) for entry in quotes[:SHOWN]]
        if len(quotes) > SHOWN:
            shown.append(self._text("report.others", count=len(quotes) - SHOWN))
        if len(shown) == 1:
            yield self._detail(self._text(code), shown[0])
        elif shown:
            yield self._detail(self._text(code), "")
            yield from (self._wrapped(each, self._hang + 2, self._hang + 4) for each in shown)

    def _detail(self, label: str, text: str) -> str:
        lines = self._wrapped(label + text, self._hang, self._hang)
        head, found, rest = lines.partition(label.rstrip())
        return head + self._color("dim", found) + rest if found else lines

    def _quote(self, entry: Json) -> str:
        words = terminal.shorten(terminal.clean(entry["quote"]), QUOTE)
        place = where(entry["place"], self._style.lang)
        if "reason" in entry:
            reason = terminal.clean(entry["reason"])
            return self._text("report.quote.near", words=words, place=place, reason=reason)
        return self._text("report.quote", words=words, place=place)

    def _folded(self, plan: Json) -> Iterator[str]:
        """Name what needs no attention, in one line each."""
        if self._style.quiet:
            return
        for status in ("met", "waived", "n/a"):
            titles = [
                terminal.clean(self._titles.get(result["rule"], result["rule"]))
                for result in plan["results"]
                if result["status"] == status
            ]
            if titles:
                names = self._text("report.comma").join(titles)
                line = self._text(f"report.folded.{status}", count=len(titles), names=names)
                label, colon, rest = self._wrapped(line, 2, 4).partition(self._text("report.colon"))
                yield self._color("good" if status == "met" else "dim", label) + colon + rest

    # -- the run ----------------------------------------------------------------------------

    def summary(self) -> list[str]:
        """Return what came of the run, last, where people look."""
        summary, outcome = self._report["summary"], self._report["outcome"]
        lines = [self._wrapped(self._text("report.summary", **_counts(summary)), 0, 2)]
        lines += [
            self._wrapped(self._text(f"report.reason.{reason}", **_counts(summary)), 0, 2)
            for reason in outcome["reasons"]
            if reason != "findings"
        ]
        if self._report["config"]:
            paths = self._text("report.comma").join(self._report["config"]["paths"])
            lines.append(self._text("report.config", paths=terminal.clean(paths)))
        color = "good" if outcome["exit_code"] == 0 else "bold"
        return [self._color(color, lines[0]), *lines[1:]]

    # -- drawing ----------------------------------------------------------------------------

    def _text(self, code: str, **values: object) -> str:
        return message(code, self._style.lang, values)

    def _color(self, name: str, text: str) -> str:
        if not self._style.color:
            return text
        return "\n".join(f"\033[{COLORS[name]}m{line}\033[0m" for line in text.split("\n"))

    @property
    def _hang(self) -> int:
        return 4 + self._label + 2

    def _wrapped(self, text: str, first: int, rest: int) -> str:
        return terminal.wrap(text, self._style.width, " " * first, " " * rest)

    def _labelled(self, label: str, text: str, color: str, tail: str = "", indent: int = 4) -> str:
        """Return a text beside its label, and behind it something dim."""
        padded = terminal.pad(label, self._label)
        hang = indent + self._label + 2
        lines = terminal.wrap(
            f"{text}  {tail}" if tail else text, self._style.width, " " * hang, " " * hang
        )
        if tail and lines.endswith(tail):
            lines = lines.removesuffix(tail) + self._color("dim", tail)
        return " " * indent + self._color(color, padded) + lines[indent + self._label :]


def _counts(summary: Json) -> dict[str, object]:
    return {
        **{key: value for key, value in summary.items() if isinstance(value, int)},
        "unknowns": summary["results"]["unknown"],
    }
