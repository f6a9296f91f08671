"""What ``plancheck review`` prints: what needs attention first, then what was written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck import messages
from plancheck.desk.outbox import Outbox
from plancheck.formats import Style
from plancheck.terminal import clean, wrap

Json = Mapping[str, Any]

ORDER = ("return", "undecided", "revise", "accept")
"""Verdicts, in the order in which a reviewer takes them up."""

KINDS = ("missing", "partial", "defect", "unknown")
"""What a verdict follows from."""

NAMED = 6
"""Rules named of one plan, plans of one finding; the others are counted."""

FOUND = 10
"""Findings across plans that are told; all are in the reports."""


def summary(content: Json, box: Outbox, folder: str, style: Style) -> Iterator[str]:
    """Yield the lines."""
    teller = _Teller(content, style)
    if not style.quiet:
        yield from teller.plans()
    yield from teller.unreadable()
    yield from teller.roster()
    yield from teller.absent()
    yield from teller.across()
    for name in box.set_aside:
        yield teller.line("review.set-aside", path=clean(name))
    yield teller.counts()
    yield teller.line("review.written", count=len(box.written), folder=clean(folder))


class _Teller:
    """Words one run in one style."""

    def __init__(self, content: Json, style: Style) -> None:
        self._content = content
        self._style = style
        self._titles = {rule["id"]: rule["title"] for rule in content["rules"]}
        rounds = content["batch"]["rounds"]["plans"]
        self._rounds = {each["path"]: each for each in rounds}

    def text(self, code: str, **values: object) -> str:
        return messages.text(code, self._style.lang, values)

    def line(self, code: str, **values: object) -> str:
        return wrap(self.text(code, **values), self._style.width, "", "  ")

    def plans(self) -> Iterator[str]:
        """Tell of each checked plan what is done with it and why, gravest first."""
        for code in ORDER:
            plans = [each for each in self._content["plans"] if self._decided(each) == code]
            if not plans:
                continue
            yield self.line(
                "review.decided", decision=plans[0]["decision"]["text"], count=len(plans)
            )
            for plan in plans:
                yield from self._plan(plan)
            yield ""

    def _decided(self, plan: Json) -> str | None:
        return plan["decision"]["code"] if plan["decision"] else None

    def _plan(self, plan: Json) -> Iterator[str]:
        path, unit = clean(plan["path"]), clean(plan["unit"] or "")
        name = self.text("review.plan", name=unit, path=path) if unit else path
        reasons = self._reasons(plan)
        code = "review.plan.because" if reasons else "review.plan.plain"
        yield self._indented(code, name=name, reasons=reasons)
        since = self._rounds.get(plan["path"])
        if since and since["before"]:
            yield self._indented(
                "review.since",
                number=since["handed_in"],
                **{key: len(since[key]) for key in ("mended", "remaining", "new")},
            )

    def _indented(self, code: str, **values: object) -> str:
        return wrap(self.text(code, **values), self._style.width, "  ", "    ")

    def _reasons(self, plan: Json) -> str:
        """Say what the verdict follows from: what is missing, partial, unknown, or a defect."""
        statuses = {each["rule"]: each["status"] for each in plan["results"]}
        kinds: dict[str, list[str]] = {}
        for rule in plan["decision"]["reasons"]:
            kinds.setdefault(statuses.get(rule, "defect"), []).append(rule)
        told = [
            self.text(f"review.because.{kind}", names=self._named(kinds[kind]))
            for kind in KINDS
            if kind in kinds
        ]
        return self.text("report.semicolon").join(told)

    def _named(self, rules: Sequence[str]) -> str:
        comma = self.text("report.comma")
        titles = [clean(self._titles.get(rule, rule)) for rule in rules]
        told = comma.join(titles[:NAMED])
        if len(titles) > NAMED:
            told += comma + self.text("report.others", count=len(titles) - NAMED)
        return told

    def unreadable(self) -> Iterator[str]:
        """Name the files that could not be read, and why."""
        plans = [plan for plan in self._content["plans"] if plan["problem"]]
        if not plans:
            return
        yield self.line("review.unreadable", count=len(plans))
        for plan in plans:
            reason = clean(plan["problem"]["message"])
            yield self._indented("review.unreadable.plan", path=clean(plan["path"]), reason=reason)
        yield ""

    def roster(self) -> Iterator[str]:
        """Tell who has not handed in, and what a person should look at."""
        roster = self._content["batch"]["roster"]
        if roster is None:
            return
        schools = roster["schools"]
        lists = {
            "review.not-submitted": [each["name"] for each in schools if not each["plans"]],
            "review.doubtful": [self._match(each) for each in schools if each["doubtful"]],
            "review.unlisted": roster["unlisted"],
        }
        for code, names in lists.items():
            if names:
                told = self.text("report.comma").join(map(clean, names))
                yield self.line(code, count=len(names), names=told)
                yield ""

    def _match(self, school: Json) -> str:
        plans = self.text("report.comma").join(school["plans"])
        return self.text("review.match", school=school["name"], plans=plans)

    def absent(self) -> Iterator[str]:
        """Name the schools that handed in before and not in this round."""
        gone = [each["school"] for each in self._content["batch"]["rounds"]["absent"]]
        if gone:
            told = self.text("report.comma").join(map(clean, gone))
            yield self.line("review.absent", count=len(gone), names=told)
            yield ""

    def across(self) -> Iterator[str]:
        """Tell what was found across the plans, the first of it, and what could not be asked."""
        batch = self._content["batch"]
        lines = [*map(self._found, batch["findings"][:FOUND])]
        left = len(batch["findings"]) - FOUND
        if left > 0:
            lines.append(self._indented("batch.others", count=left))
        lines += [
            self._indented(
                "batch.crashed.plans" if crash["paths"] else "batch.crashed",
                **{**crash, "paths": self._listed(crash["paths"])},
                count=len(crash["paths"]),
            )
            for crash in batch["crashes"]
        ]
        unread = (batch["last_year"] or {}).get("unreadable")
        if unread:
            told = {"count": len(unread), "paths": self._listed(unread)}
            lines.append(self._indented("batch.last-year.unread", **told))
        if lines:
            yield self.line("review.across", heading=self.text("batch.heading"))
            yield from lines
            yield ""

    def _found(self, finding: Json) -> str:
        paths = [plan["path"] for plan in finding["plans"]]
        code = "review.found" if paths else "review.plan.plain"
        return self._indented(code, name=clean(finding["message"]), paths=self._listed(paths))

    def _listed(self, names: Sequence[str]) -> str:
        comma = self.text("report.comma")
        told = comma.join(map(clean, names[:NAMED]))
        if len(names) > NAMED:
            told += comma + self.text("report.others", count=len(names) - NAMED)
        return told

    def counts(self) -> str:
        """Return the counts of the run, kept apart."""
        counts = {
            key: value for key, value in self._content["summary"].items() if isinstance(value, int)
        }
        return self.line("report.summary", **counts)
