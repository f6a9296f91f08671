"""The table of the ledger: its columns, and what stands in each line."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any

from plancheck.api import Style, regex, terminal
from plancheck_reports.ledger.asked import Asked, asked
from plancheck_reports.ledger.lines import Line, lines
from plancheck_reports.ledger.words import Words
from plancheck_reports.wording import Wording

Json = Mapping[str, Any]
Cell = str | int | float | None

STATUSES = ("met", "partial", "missing", "unknown", "waived", "n/a")
SEVERITIES = ("error", "warning", "info")

_MARK_WIDTH = 4.6
_FACT_WIDTH = 18.0
_COUNT = regex(r"0|[1-9][0-9]{0,5}")
"""A number as somebody counts, with nothing lost when it is kept as one; no telephone number."""


class Kind(Enum):
    """What a column holds, which decides how it looks and what is summed up below it."""

    NUMBER = auto()
    TEXT = auto()
    SHORT = auto()
    MARK = auto()
    COUNT = auto()
    SCORE = auto()
    DECISION = auto()
    DAY = auto()
    FREE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the ledger."""

    heading: str
    value: Callable[[Line], Cell]
    kind: Kind = Kind.TEXT
    width: float = 8
    """In characters."""
    asked: Asked | None = None
    """The requirement it is about."""


@dataclass(frozen=True, slots=True)
class Table:
    """The whole ledger, and what its parts are made from."""

    report: Json
    words: Words
    asked: tuple[Asked, ...]
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    names: Mapping[str, str]
    """Path → name of the file; the path where two files share a name."""

    @property
    def checked(self) -> list[Line]:
        """Return the lines with a plan that could be read."""
        return [line for line in self.lines if line.checked]

    def rules(self, plan: Json) -> dict[str, Json]:
        """Return the rules as a plan is judged by them."""
        return {rule["id"]: rule for rule in (*self.report["rules"], *plan["rules"])}

    def profile(self, name: str) -> Json:
        """Return a profile in use."""
        run: Json = self.report["profile"]
        return next((each for each in self.report["profiles"] if each["name"] == name), run)


def table(report: Json, style: Style) -> Table:
    """Make the ledger of a report."""
    words = Words(style.lang)
    wanted, found = asked(report["rules"], words), lines(report)
    names = _names(plan["path"] for plan in report["plans"])
    bare = Table(report, words, wanted, found, (), names)
    return Table(report, words, wanted, found, tuple(_Columns(bare).all()), names)


def _names(paths: Iterable[str]) -> dict[str, str]:
    names = {path: path.rpartition("/")[2] for path in paths}
    often = Counter(names.values())
    return {path: name if often[name] == 1 else path for path, name in names.items()}


def mark(status: str, words: Words) -> str:
    """Return the sign for a status."""
    return words(f"mark.{status}")


def told_period(plan: Json, words: Words) -> str:
    """Return a plan's period in words."""
    return Wording(words.lang).period(plan["period"])


class _Columns:
    """Says which columns there are."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._words = table.words
        self._report = table.report
        batch = table.report["batch"] or {}
        self._roster: Json | None = batch.get("roster")
        self._rounds: Json | None = batch.get("rounds")
        self._findings: list[Json] | None = batch.get("findings")
        self._short = {rule["id"]: rule["title"] for rule in table.report["rules"]}
        self._short |= {each.rule: each.heading for each in table.asked}

    def all(self) -> Iterator[Column]:
        yield from self._who()
        yield from self._what()
        for each in self._table.asked:
            value = partial(self._mark, rule=each.rule)
            yield Column(each.heading, value, Kind.MARK, _MARK_WIDTH, each)
        yield from self._outcome()
        yield from self._since()
        yield from self._across()
        yield from self._by_hand()

    def _column(
        self, code: str, value: Callable[[Line], Cell], kind: Kind = Kind.TEXT, width: float = 8
    ) -> Column:
        heading = self._words(f"column.{code}")
        return Column(heading, value, kind, max(width, _longest(heading) + 1.5))

    def _of_plan(
        self, code: str, value: Callable[[Json], Cell], kind: Kind = Kind.TEXT, width: float = 8
    ) -> Column:
        """Make a column about plans; blank where there is none."""

        def of_line(line: Line) -> Cell:
            return value(line.plan) if line.plan else None

        return self._column(code, of_line, kind, width)

    def _who(self) -> Iterator[Column]:
        yield self._column("number", lambda line: line.number, Kind.NUMBER, 5)
        yield self._column("school", lambda line: line.school, Kind.TEXT, 22)
        if self._roster is None:
            return
        for name in self._roster["columns"]:
            yield self._fact(name)
        yield self._column("standing", self._standing, Kind.SHORT, 9.5)

    def _fact(self, name: str) -> Column:
        told = [line.facts.get(name, "").strip() for line in self._table.lines]
        if any(told) and all(_COUNT.fullmatch(each) for each in told if each):
            return Column(name, partial(_number, name=name), Kind.NUMBER, 8)
        longest = max(terminal.width(each) for each in (*told, name))
        width = min(max(longest + 2.0, 6.5), _FACT_WIDTH)
        return Column(name, lambda line: line.facts.get(name, ""), Kind.SHORT, width)

    def _standing(self, line: Line) -> Cell:
        return self._words(f"standing.{line.standing}") if line.standing else None

    def _what(self) -> Iterator[Column]:
        names = self._table.names
        yield self._of_plan("file", lambda plan: names[plan["path"]], Kind.TEXT, 24)
        yield self._of_plan("format", lambda plan: plan["format"], Kind.SHORT, 7)
        yield self._of_plan("period", partial(told_period, words=self._words), Kind.SHORT, 16)
        if len(self._report["profiles"]) > 1:
            yield self._of_plan("profile", self._profile, Kind.SHORT, 12)
        if self._rounds:
            value = _of_round("handed_in")
            yield self._column("handed-in", value, Kind.NUMBER, 6)

    def _profile(self, plan: Json) -> Cell:
        title: str = self._table.profile(plan["profile"])["title"]
        return title

    def _mark(self, line: Line, rule: str) -> Cell:
        result = line.results.get(rule)
        return mark(result["status"], self._words) if result else None

    def _outcome(self) -> Iterator[Column]:
        yield self._of_plan("absent-months", self._absent_months, Kind.SHORT, 13)
        for severity in self._severities():
            value = partial(_defects, severity=severity)
            yield self._column(f"defects.{severity}", value, Kind.COUNT, 6.5)
        if any(plan["score"] for plan in self._report["plans"]):
            yield self._of_plan("score", _of_score("total"), Kind.SCORE, 7.5)
            yield self._of_plan("of", _of_score("of"), Kind.NUMBER, 6.5)
            yield self._of_plan("provisional", self._provisional, Kind.SHORT, 6.5)
        yield self._column("decision", self._decision, Kind.DECISION, 11.5)
        if any(plan["problem"] for plan in self._report["plans"]):
            yield self._of_plan("problem", _problem, Kind.TEXT, 26)

    def _severities(self) -> Iterator[str]:
        """Yield errors and warnings, and lighter defects where there are some."""
        plans = self._report["plans"]
        light = any(each["severity"] == "info" for plan in plans for each in plan["defects"])
        yield from SEVERITIES if light else SEVERITIES[:2]

    def _absent_months(self, plan: Json) -> Cell:
        if plan["state"] == "unreadable":
            return None
        schedule = plan["schedule"]
        if schedule is None:
            return self._words("no-schedule")
        if not schedule["months"]:
            return self._words("no-months")
        return self._words.listed([str(month) for month in schedule["missing_months"]])

    def _provisional(self, plan: Json) -> Cell:
        score = plan["score"]
        return self._words("provisional") if score and score["provisional"] else None

    def _decision(self, line: Line) -> Cell:
        return decided(line, self._words)

    def _since(self) -> Iterator[Column]:
        if not self._rounds:
            return
        yield self._column("before", self._before, Kind.SHORT, 11.5)
        for change in ("mended", "remaining", "new"):
            yield self._column(change, partial(self._changes, change=change), Kind.TEXT, 15)

    def _before(self, line: Line) -> Cell:
        before = line.since["before"] if line.since else None
        if not before or not before["decision"]:
            return None
        return self._words.decision(before["decision"])

    def _changes(self, line: Line, change: str) -> Cell:
        if not line.since:
            return None
        return self._words.listed([self._short.get(rule, rule) for rule in line.since[change]])

    def _across(self) -> Iterator[Column]:
        """Yield what was found about a plan and others together."""
        if self._findings is None:
            return
        told: dict[str, list[str]] = {}
        for finding in self._findings:
            for plan in finding["plans"]:
                if not plan["last_year"]:
                    told.setdefault(plan["path"], []).append(finding["message"])

        def value(plan: Json) -> Cell:
            return "\n".join(dict.fromkeys(told.get(plan["path"], ())))

        yield self._of_plan("across", value, Kind.TEXT, 30)

    def _by_hand(self) -> Iterator[Column]:
        """Yield what a person fills in."""
        yield self._column("returned-on", _blank, Kind.DAY, 11.5)
        yield self._column("again-on", _blank, Kind.DAY, 11.5)
        yield self._column("reviewer", _blank, Kind.FREE, 9)
        yield self._column("remarks", _blank, Kind.FREE, 16)


def _longest(heading: str) -> int:
    """Return the length of the longest word; Chinese is broken anywhere."""
    return max(map(len, heading.split())) if heading.isascii() else 0


def decided(line: Line, words: Words) -> str:
    """Return what is decided of a line; that there was nothing to decide on, otherwise."""
    if line.plan is None:
        return words("standing.absent")
    decision = line.plan["decision"]
    return decision["text"] if decision else words("unreadable")


def defects(plan: Json) -> list[Json]:
    """Return the defects of a plan that nobody waived."""
    return [defect for defect in plan["defects"] if not defect["waiver"]]


def _defects(line: Line, severity: str) -> Cell:
    if line.plan is None or not line.checked:
        return None
    return len([defect for defect in defects(line.plan) if defect["severity"] == severity])


def _problem(plan: Json) -> Cell:
    return str(plan["problem"]["message"]) if plan["problem"] else None


def _number(line: Line, name: str) -> Cell:
    told = line.facts.get(name, "").strip()
    return int(told) if told else None


def _of_round(key: str) -> Callable[[Line], Cell]:
    return lambda line: line.since[key] if line.since else None


def _of_score(key: str) -> Callable[[Json], Cell]:
    return lambda plan: plan["score"][key] if plan["score"] else None


def _blank(line: Line) -> Cell:
    del line
    return None
