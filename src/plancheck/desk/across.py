"""What is found across the plans of a run: asks the rules about batches, and writes their answers.

Such a rule is foreign code like any other: what it raises, or answers that cannot be, is told and
costs that rule alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, overload

from plancheck import messages
from plancheck.batch import Batch, BatchFinding, BatchPlan, BatchRule, Concerned
from plancheck.check import Disbelieved, Watch
from plancheck.desk.schools import Named, pairs, schools
from plancheck.reading.plan import Plan
from plancheck.report_object import Entry
from plancheck.rule import Severity
from plancheck.spool import Spool, textless

Json = dict[str, Any]

SEVERITIES = (Severity.WARNING, Severity.INFO)
"""How much a finding may weigh: a person decides what it means."""

ENOUGH = 2
"""Plans of which something can be said together."""


def digests(rules: Sequence[BatchRule], plan: Plan, watch: Watch | None = None) -> dict[str, Json]:
    """Return what the rules take down of one plan, as plain data; of each function once."""
    made: dict[str, Json] = {}
    for key, rule in _first(rules).items():
        if rule.digest is None:
            continue
        try:
            made[key] = {"text": _text(rule, rule.digest(plan))}
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - foreign code, see above
            if watch:
                watch(rule.name, error)
            made[key] = {"crash": type(error).__name__}
    return made


def _text(rule: BatchRule, answer: object) -> str:
    if not isinstance(answer, str):
        raise Disbelieved(f"{rule.name}: a digest is a text")
    return answer


def _first(rules: Sequence[BatchRule]) -> dict[str, BatchRule]:
    """Return the rules whose digests are taken: the first of each function, by its name."""
    functions: dict[int, BatchRule] = {}
    for rule in rules:
        functions.setdefault(id(rule.digest), rule)
    return {rule.name: rule for rule in functions.values()}


NAMED = 8
"""Requirements that are named in one sentence."""


class Told(NamedTuple):
    """What the rules found."""

    findings: list[Json]
    crashes: list[Json]
    last_year: Json | None

    @property
    def severities(self) -> list[Severity]:
        """How much each finding weighs."""
        return [Severity(each["severity"]) for each in self.findings]

    @property
    def part(self) -> Json:
        """What the report says of it, under ``batch``."""
        return self._asdict()


class Saying(NamedTuple):
    """How the rules' answers are worded.

    :param titles: id of a requirement → its title
    """

    lang: str
    titles: Mapping[str, str]

    def text(self, code: str, values: Mapping[str, object] | None = None) -> str:
        """Return a message."""
        return messages.text(code, self.lang, values or {})

    def rules(self, rules: Sequence[str]) -> str:
        """Name some requirements; of many the first."""
        named = self.text("report.comma").join(self.titles.get(r, r) for r in rules[:NAMED])
        return self.text("batch.rules", {"rules": named}) if len(rules) > NAMED else named


class Across:
    """Keeps what rules about the batch need of each plan, and asks them at the end.

    :param last_year: where last year's plans come from; None where there are none
    """

    def __init__(self, rules: Sequence[BatchRule], last_year: str | None = None) -> None:
        self._rules = rules
        self._keys = {id(rule.digest): key for key, rule in _first(rules).items()}
        self._plans = _Side()
        self._before = _Side()
        self._kept = Spool()
        self._last_year = last_year

    def add(self, made: Entry) -> None:
        """Take in a plan of the run."""
        self._plans.add(made)

    def add_last_year(self, made: Entry) -> None:
        """Take in a plan of last year."""
        self._before.add(made)
        self._kept.add(textless(made.plan))

    def told(
        self,
        plans: Sequence[Json],
        roster: Json | None,
        saying: Saying,
        watch: Watch | None = None,
    ) -> Told:
        """Ask the rules.

        :param plans: of the report, all that were taken in
        :param roster: of the report
        """
        findings: list[Json] = []
        crashes: list[Json] = []
        if len(self._plans.named) >= ENOUGH or self._last_year is not None:
            owners = schools(self._plans.named, roster), schools(self._before.named)
            linked = tuple(pairs(self._plans.named, self._before.named))
            for rule in self._rules:
                batch, failed = self._batch(rule, plans, owners, linked)
                crashes += [_crash(rule, saying, *each) for each in failed.items()]
                try:
                    findings += [_finding(rule, each, saying) for each in rule.judge(batch)]
                except KeyboardInterrupt:
                    raise
                except BaseException as error:  # noqa: BLE001 - as above
                    if watch:
                        watch(rule.name, error)
                    crashes.append(_crash(rule, saying, type(error).__name__, []))
        return Told(findings, crashes, self._told_last_year())

    def _told_last_year(self) -> Json | None:
        if self._last_year is None:
            return None
        unread = self._before.unread
        return {"path": self._last_year, "plans": len(self._kept), "unreadable": unread}

    def _batch(
        self,
        rule: BatchRule,
        plans: Sequence[Json],
        owners: tuple[Sequence[str | None], Sequence[str | None]],
        linked: Iterable[tuple[int, int]],
    ) -> tuple[Batch, dict[str, list[str]]]:
        """Return what a rule is asked about, and exception → plans of which its digest failed."""
        key = self._keys[id(rule.digest)] if rule.digest else ""
        made = _Members(self._plans, plans, owners[0], key)
        before = _Members(self._before, self._kept.plans, owners[1], key, last_year=True)
        at, at_before = made.positions, before.positions
        kept = tuple((at[a], at_before[b]) for a, b in linked if a in at and b in at_before)
        failed: dict[str, list[str]] = {}
        for side in (self._plans, self._before):
            for kind, path in side.failed.get(key, ()):
                failed.setdefault(kind, []).append(path)
        return Batch(made, before, kept), failed


class _Side:
    """Plans of one year: what batch rules look at, on the disk where they are many."""

    def __init__(self) -> None:
        self.heads = Spool()
        self.named: list[Named] = []
        """Of the plans that could be read."""
        self.unread: list[str] = []
        self.failed: dict[str, list[tuple[str, str]]] = {}
        self.without: dict[str, set[int]] = {}
        """Key of a digest → plans of which it failed."""
        self._count = 0

    def add(self, made: Entry) -> None:
        plan, number = made.plan, self._count
        self._count += 1
        if plan["problem"]:
            self.unread.append(plan["path"])
            return
        for key, each in made.digests.items():
            if "crash" in each:
                self.failed.setdefault(key, []).append((each["crash"], plan["path"]))
                self.without.setdefault(key, set()).add(len(self.named))
        self.named.append(Named(plan["path"], plan["unit"]))
        head = {
            "at": number,
            "sha256": plan["sha256"],
            "statuses": {each["rule"]: each["status"] for each in plan["results"]},
            "digests": {key: each.get("text", "") for key, each in made.digests.items()},
        }
        self.heads.add(head)


class _Members(Sequence[BatchPlan]):
    """The plans of one year as one rule sees them, each read when it is asked for."""

    def __init__(
        self,
        side: _Side,
        plans: Sequence[Json],
        owners: Sequence[str | None],
        key: str,
        *,
        last_year: bool = False,
    ) -> None:
        without = side.without.get(key, ())
        self._numbers = [n for n in range(len(side.named)) if n not in without]
        self._side = side
        self._plans = plans
        self._owners = owners
        self._key = key
        self._last_year = last_year

    @property
    def positions(self) -> dict[int, int]:
        """Return number among the plans that could be read → number here."""
        return {number: at for at, number in enumerate(self._numbers)}

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[BatchPlan]:
        return map(self._member, range(len(self._numbers)))

    @overload
    def __getitem__(self, at: int) -> BatchPlan: ...
    @overload
    def __getitem__(self, at: slice) -> list[BatchPlan]: ...
    def __getitem__(self, at: int | slice) -> BatchPlan | list[BatchPlan]:
        places = range(len(self._numbers))
        if isinstance(at, slice):
            return [self._member(each) for each in places[at]]
        return self._member(places[at])

    def _member(self, at: int) -> BatchPlan:
        number = self._numbers[at]
        head, named = self._side.heads[number], self._side.named[number]
        return BatchPlan(
            number=at,
            path=named.path,
            sha256=head["sha256"],
            unit=named.unit,
            school=self._owners[number],
            statuses=head["statuses"],
            digest=head["digests"].get(self._key, ""),
            part=partial(_part, self._plans, head["at"]),
            last_year=self._last_year,
        )


def _part(plans: Sequence[Json], at: int) -> Json:
    return textless(plans[at])


def _finding(rule: BatchRule, answer: object, saying: Saying) -> Json:
    """Return what the report says of a finding.

    :raises Disbelieved: when it is none
    """
    if not isinstance(answer, BatchFinding) or answer.severity not in SEVERITIES:
        raise Disbelieved(f"{rule.name} did not answer with findings")
    share = answer.share
    if share is not None and not 0 <= share <= 1:
        raise Disbelieved(f"{rule.name}: no share: {share}")
    values = {
        "rules": saying.rules(answer.rules),
        "percent": "" if share is None else int(share * 100 + 1e-9),
        **answer.values,
    }
    made: Json = {
        "rule": rule.name,
        "title": saying.text(rule.title),
        "severity": answer.severity.value,
        "message": saying.text(answer.message, values),
        "share": None if share is None else round(share, 3),
        "rules": list(answer.rules),
        "plans": [_concerned(each) for each in answer.plans],
    }
    plain: Json = json.loads(json.dumps(made))  # what is no plain data is a fault of the rule
    return plain


def _concerned(each: Concerned) -> Json:
    plan = each.plan
    return {
        "path": plan.path,
        "school": plan.unit or plan.school,
        "last_year": plan.last_year,
        "quotes": [{"quote": one.quote, "place": dict(one.place)} for one in each.passages],
    }


def _crash(rule: BatchRule, saying: Saying, kind: str, paths: list[str]) -> Json:
    title = saying.text(rule.title)
    return {"rule": rule.name, "title": title, "exception": kind, "paths": paths}
