"""What is said of a finding, in plain sentences: every format that lists findings says the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from plancheck.api import message, terminal, where
from plancheck_reports.findings import Group, Item

Json = Mapping[str, Any]

QUOTE = 30
"""Characters of a quotation."""

SHOWN = 3
"""Quotations in one sentence; the others are counted."""

MANY = 5
"""Plans of which it is told what the most of them lack."""

COMMONEST = 5
"""Requirements named then."""

USUAL = "default"
"""The profile that need not be named."""


class Wording:
    """Words for the findings of one plan.

    All it returns is on one line and free of whatever is invisible or steers a terminal.

    :param rules: the table of rules; later ones win, so that those of a plan go last
    """

    def __init__(self, lang: str, *rules: Iterable[Json], shown: int = SHOWN) -> None:
        self.lang = lang
        self._rules = {rule["id"]: rule for table in rules for rule in table}
        self._shown = shown

    def text(self, code: str, **values: object) -> str:
        """Return a message of the catalogues."""
        return message(code, self.lang, values)

    def title(self, rule: str) -> str:
        """Return the title of a rule."""
        return terminal.clean(self._rules.get(rule, {}).get("title", rule))

    def titles(self, found: Iterable[Item]) -> str:
        """Return the titles of the rules of some findings."""
        return self.text("report.comma").join(self.title(item.rule) for item in found)

    def criterion(self, rule: str) -> str:
        """Return what a rule asks for; nothing where it does not say."""
        return terminal.clean(self._rules.get(rule, {}).get("criteria", {}).get("met", ""))

    def told(self, item: Item) -> str:
        """Return the rule's title, and what was said of this plan where that is more."""
        title = self.title(item.rule)
        said = (title, self.text(f"result.{item.kind}"))
        more = terminal.clean(item.message)
        return title if not more or more in said else self.both(title, more)

    def headline(self, item: Item) -> str:
        """Say in one line what is the matter."""
        return self.both(self.label(item), self.told(item))

    def label(self, item: Item) -> str:
        """Name the kind of a finding."""
        code = "ci.waived" if item.let_pass else f"report.{item.kind}"
        return self.text(code)

    def both(self, first: str, second: str) -> str:
        """Join two pieces by a colon."""
        return self.text("report.colon").join((first, second))

    def details(self, item: Item) -> Iterator[str]:
        """Yield the rest, a line each: words with their places, what was asked for, advice."""
        kind = "missing" if item.kind == "waived" else item.kind
        yield from self.quoted(f"report.found.{kind}", item.quotes)
        yield from self.quoted("report.near", item.near_misses)
        if item.kind == "partial" and item.group is not Group.INFO:
            yield from self._labelled("report.criteria", self.criterion(item.rule))
        yield from self._labelled("report.advice", terminal.clean(item.advice))
        if item.waiver:
            yield self.waiver(item.waiver)

    def quoted(self, code: str, quotes: Sequence[Json]) -> Iterator[str]:
        """Yield a line of quotations, where there are any."""
        if not quotes:
            return
        shown = [self.quote(entry) for entry in quotes[: self._shown]]
        if len(quotes) > self._shown:
            shown.append(self.text("report.others", count=len(quotes) - self._shown))
        yield self.text(code) + self.text("report.semicolon").join(shown)

    def quote(self, entry: Json, *, glued: bool = False) -> str:
        """Return a quotation with its place and, for a near miss, its reason.

        :param glued: whether :func:`plancheck.api.terminal.wrap` shall keep the place on one line
        """
        words = terminal.shorten(terminal.clean(entry["quote"]), QUOTE)
        place = where(entry["place"], self.lang)
        if glued:
            place = terminal.glued(place)
        if "reason" in entry:
            reason = terminal.clean(entry["reason"])
            return self.text("report.quote.near", words=words, place=place, reason=reason)
        return self.text("report.quote", words=words, place=place)

    def waiver(self, waiver: Json) -> str:
        """Say why something is let pass, on whose word, and for how long."""
        facts = {key: waiver[key] for key in ("reason", "who", "expires", "path") if waiver[key]}
        said = [self.text(f"ci.waiver.{key}", **{key: facts[key]}) for key in facts]
        return terminal.clean(self.text("report.semicolon").join(said))

    def period(self, known: Json | None) -> str:
        """Return the period of a plan."""
        if known is None:
            return ""
        start, end = known["start"].split("-"), known["end"].split("-")
        year, month, last_year, last_month = (int(part) for part in (*start, *end))
        code = "report.year" if year == last_year else "report.years"
        return self.text(code, year=year, month=month, last_year=last_year, last_month=last_month)

    def problem(self, plan: Json) -> str:
        """Say why a plan could not be read."""
        return self.both(self.text("report.unreadable"), terminal.clean(plan["problem"]["message"]))

    def sentences(self, lines: Iterable[str]) -> str:
        """Put lines behind each other as sentences."""
        bare = (line.rstrip(" 。.;；") for line in lines)
        return "".join(self.text("ci.sentence", text=line) for line in bare if line).rstrip()

    def _labelled(self, code: str, text: str) -> Iterator[str]:
        if text:
            yield self.text(code) + text


def of_plan(report: Json, plan: Json, lang: str, shown: int = SHOWN) -> Wording:
    """Return the words for one plan of a report, whose profile may have other texts."""
    return Wording(lang, report["rules"], plan["rules"], shown=shown)


def summary(report: Json, wording: Wording) -> Iterator[str]:
    """Yield what came of the run.

    First how many plans complied; then why the check is incomplete, what is wrong with waivers, the
    profiles, the configuration.
    """
    counts = {key: value for key, value in report["summary"].items() if isinstance(value, int)}
    counts["unknowns"] = report["summary"]["results"]["unknown"]
    yield wording.text("report.summary", **counts)
    if counts["plans"] >= MANY:
        yield from _commonest(report, wording)
    for reason in report["outcome"]["reasons"]:
        if reason != "findings":
            yield wording.text(f"report.reason.{reason}", **counts)
    yield from _waivers(report["waivers"], wording)
    comma = wording.text("report.comma")
    if [profile["name"] for profile in report["profiles"]] not in ([], [USUAL]):
        names = comma.join(_named(profile, wording) for profile in report["profiles"])
        yield wording.text("report.profile", profiles=names)
    if report["config"]:
        paths = terminal.clean(comma.join(report["config"]["paths"]))
        yield wording.text("report.config", paths=paths)


def _commonest(report: Json, wording: Wording) -> Iterator[str]:
    """Name what the most plans lack."""
    code = "report.commonest.rule"
    told = [
        wording.text(code, title=wording.title(each["rule"]), plans=each["plans"])
        for each in report["summary"]["missing"][:COMMONEST]
    ]
    if told:
        yield wording.text("report.commonest", rules=wording.text("report.comma").join(told))


def _waivers(known: Json | None, wording: Wording) -> Iterator[str]:
    """Yield what in the files of waivers needs attention."""
    if known is None:
        return
    if known["void"]:
        yield wording.text("waiver.void")
        return
    for key in ("expired", "refused", "unused"):
        for waiver in known[key]:
            told = {name: terminal.clean(value or "") for name, value in waiver.items()}
            if waiver["kind"] == "waiver":
                yield wording.text(f"waiver.{key}", **told)
    mended = Counter(each["path"] for each in known["unused"] if each["kind"] == "baseline")
    for path, count in mended.items():
        yield wording.text("baseline.mended", path=terminal.clean(path), count=count)


def _named(profile: Json, wording: Wording) -> str:
    title, name = terminal.clean(profile["title"]), terminal.clean(profile["name"])
    if title == name:
        return name
    return wording.text("report.profile.name", title=title, name=name)
