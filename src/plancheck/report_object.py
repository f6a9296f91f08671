"""The one object all reports are made from (``report.schema.json``).

It is plain data, says the same whatever the format, and holds no clock times: the same files,
rules and options give the same object.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from plancheck import __version__, messages
from plancheck.deciding import decide
from plancheck.documents import to_dict
from plancheck.model import Document, Health
from plancheck.outcome import (
    Defect,
    FailLevel,
    Reason,
    Result,
    Review,
    State,
    Waiver,
    exit_code,
    reaches,
    reasons,
)
from plancheck.places import Places
from plancheck.profile import Profile, Terms, fitted
from plancheck.reading.plan import Plan
from plancheck.rule import Basis, NearMiss, Rule, Severity, Status
from plancheck.scoring import score, tidy

SCHEMA_VERSION = 1

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """What a report says of the run as a whole.

    :param terms: what is judged by, before the overrides for single files
    :param profiles: those in use for some file
    :param configs: the configuration files in use
    """

    plugins: tuple[tuple[str, str], ...]
    terms: Terms
    profiles: tuple[Profile, ...]
    fail_level: FailLevel
    lang: str
    configs: tuple[str, ...] = ()
    with_text: bool = False
    waivers: Json | None = None
    """The files of waivers and what in them needs attention (:func:`told_waivers`)."""
    today: str | None = None
    """The day of the check (``YYYY-MM-DD``), where one is told; else the report holds no day."""


class Counts(NamedTuple):
    """What one plan adds to the summary of a run."""

    state: State
    statuses: Mapping[Status, int]
    defects: Mapping[Severity, int]
    crashes: int
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()
    """Ids of the requirements that are missing."""


class Entry(NamedTuple):
    """One plan's part of a report."""

    plan: Json
    counts: Counts
    digests: Mapping[str, Json] = {}
    """What rules about the batch took down of it, where they are asked."""


def to_data(made: Entry) -> Json:
    """Return an entry as plain data, for :func:`from_data`."""
    return {"plan": made.plan, "counts": list(made.counts), "digests": made.digests}


def from_data(data: Json) -> Entry:
    """Return the entry that :func:`to_data` was given."""
    state, statuses, defects, crashes, why, missing = data["counts"]
    counts = Counts(
        State(state),
        {Status(key): count for key, count in statuses.items()},
        {Severity(key): count for key, count in defects.items()},
        crashes,
        tuple(map(Reason, why)),
        tuple(missing),
    )
    return Entry(data["plan"], counts, data["digests"])


class Tally:
    """The summary of a run, while its plans come in."""

    def __init__(self) -> None:
        self._states: Counter[State] = Counter()
        self._statuses: Counter[Status] = Counter()
        self._defects: Counter[Severity] = Counter()
        self._crashes = 0
        self._reasons: set[Reason] = set()
        self._missing: Counter[str] = Counter()

    def add(self, counts: Counts) -> None:
        """Count a plan."""
        self._states[counts.state] += 1
        self._statuses.update(counts.statuses)
        self._defects.update(counts.defects)
        self._crashes += counts.crashes
        self._reasons.update(counts.reasons)
        self._missing.update(counts.missing)

    def across(self, severities: Iterable[Severity], crashes: int, level: FailLevel) -> None:
        """Count what was found across the plans, and the rules that crashed over it."""
        if any(reaches(severity, level) for severity in severities):
            self._reasons.add(Reason.FINDINGS)
        if crashes:
            self._crashes += crashes
            self._reasons.add(Reason.CRASHED)

    def interrupt(self) -> None:
        """Take note that not all plans were judged."""
        self._reasons.add(Reason.INTERRUPTED)

    def outcome(self, level: FailLevel) -> Json:
        """Return the exit code and its reasons."""
        why = tuple(reason for reason in Reason if reason in self._reasons)
        return {
            "exit_code": int(exit_code(why)),
            "reasons": [reason.value for reason in why],
            "fail_level": level.value,
        }

    def summary(self) -> Json:
        """Return the counts, kept apart."""
        return {
            "plans": self._states.total(),
            **{state.value: self._states[state] for state in State},
            "results": {status.value: self._statuses[status] for status in Status},
            "defects": {severity.value: self._defects[severity] for severity in Severity},
            "crashes": self._crashes,
            "missing": [
                {"rule": rule, "plans": plans}
                for rule, plans in sorted(self._missing.items(), key=_commonest_first)
            ],
        }


def _commonest_first(each: tuple[str, int]) -> tuple[int, str]:
    return -each[1], each[0]


def report(run: Run, reviews: Iterable[Review]) -> Json:
    """Build the report of a run."""
    tally, plans = Tally(), []
    for review in reviews:
        made = entry(run, review)
        tally.add(made.counts)
        plans.append(made.plan)
    return assembled(run, plans, tally)


def entry(run: Run, review: Review) -> Entry:
    """Return what a report says of one plan."""
    statuses = Counter(result.verdict.status for result in review.results)
    defects = Counter(each.severity for each in review.defects if each.waiver is None)
    crashes = sum(bool(result.crash) for result in review.results)
    why = reasons([review], run.fail_level)
    missing = tuple(
        each.rule.id for each in review.results if each.verdict.status is Status.MISSING
    )
    counts = Counts(review.state(run.fail_level), statuses, defects, crashes, why, missing)
    return Entry(_Writer(run, review).plan(), counts)


def assembled(run: Run, plans: Sequence[Json], tally: Tally) -> Json:
    """Return the report of a run.

    :param plans: the parts about each plan, in order
    :param tally: of them all
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {
            "name": "plancheck",
            "version": __version__,
            "plugins": [{"name": name, "version": version} for name, version in run.plugins],
        },
        "today": run.today,
        "outcome": tally.outcome(run.fail_level),
        "profile": _profile(run.terms.profile, run),
        "profiles": [_profile(profile, run) for profile in run.profiles],
        "config": {"path": run.configs[0], "paths": list(run.configs)} if run.configs else None,
        "rules": [_rule(rule, run.terms, run.lang) for rule in run.terms.rules],
        "summary": tally.summary(),
        "plans": plans,
        "waivers": run.waivers,
        "batch": None,
    }


def _profile(profile: Profile, run: Run) -> Json:
    options = {
        rule.id: {name: fitted(rule, profile).option(name) for name in rule.choices}
        for rule in run.terms.rules
        if rule.choices
    }
    often = (each["frequency"] for each in options.values() if "frequency" in each)
    return {
        "name": profile.name,
        "title": profile.told("title", run.lang) or profile.name,
        "description": profile.told("description", run.lang),
        "extends": profile.extends or None,
        "document": profile.document or None,
        "frequency": next(often, None),
        "options": options,
        "points": {rule: tidy(points) for rule, points in profile.points.items()} or None,
        "letter": dict(profile.letter),
    }


def _rule(rule: Rule, terms: Terms, lang: str) -> Json:
    return {
        "id": rule.id,
        "title": title(rule, lang),
        "severity": terms.severities.get(rule.id, rule.severity).value,
        "kind": rule.kind.value,
        "criteria": criteria(rule, lang),
        "basis": _basis(rule.basis),
        "advice": advice(rule, lang),
    }


def advice(rule: Rule, lang: str) -> str:
    """Return a rule's advice in a language; the Chinese sentence where there is no other."""
    return rule.english.get("advice", rule.advice) if lang == "en" else rule.advice


def criteria(rule: Rule, lang: str) -> dict[str, str]:
    """Return status → what earns it, in a language; in Chinese where there is no other."""
    return {
        status: rule.english.get(status, text) if lang == "en" else text
        for status, text in rule.criteria.items()
    }


def title(rule: Rule, lang: str) -> str:
    """Return a rule's title in a language; the Chinese one where there is no other."""
    return rule.english.get("title", rule.title) if lang == "en" else rule.title


def _basis(basis: Iterable[Basis]) -> list[Json]:
    return [{"text": entry.text, "kind": entry.kind} for entry in basis]


class _Writer:
    """Writes one plan's part of the report."""

    def __init__(self, run: Run, review: Review) -> None:
        self._run = run
        self._review = review
        document = review.plan.document if review.plan else Document("", ())
        self._place = Places(document).write

    def plan(self) -> Json:
        review, plan = self._review, self._review.plan
        entry: Json = {
            "path": review.path,
            "sha256": review.sha256,
            "format": plan.document.format if plan else None,
            "state": "unreadable" if review.problem else "checked",
            "problem": self._problem(),
            "health": [self._health(item) for item in plan.document.health] if plan else [],
            "title": plan.title or None if plan else None,
            "unit": plan.unit if plan else None,
            "kind": plan.kind.value if plan and plan.kind else None,
            "period": _period(plan),
            "schedule": _schedule(plan),
            "profile": review.terms.profile.name,
            "rules": self._other_rules(),
            "decision": self._decision(),
            "score": _score(review),
            "results": [self._result(result) for result in review.results],
            "defects": [self._defect(defect) for defect in review.defects],
        }
        if self._run.with_text and plan:
            entry["blocks"] = to_dict(plan.document)["blocks"]
        return entry

    def _other_rules(self) -> list[Json]:
        """Return the rules that this plan's profile has otherwise than the table of the run."""
        run, terms = self._run, self._review.terms
        if terms.profile == run.terms.profile:
            return []
        table = {rule.id: _rule(rule, run.terms, run.lang) for rule in run.terms.rules}
        rules = (_rule(rule, terms, run.lang) for rule in terms.rules)
        return [rule for rule in rules if _texts(rule) != _texts(table[rule["id"]])]

    def _decision(self) -> Json | None:
        decision = decide(self._review)
        if decision is None:
            return None
        told = self._review.terms.profile.decision[decision.code]
        own = told.get("text", "")
        if self._run.lang == "en":
            own = told.get("english", own)
        text = own or self._text(f"decision.{decision.code}")
        return {"code": decision.code, "text": text, "reasons": list(decision.reasons)}

    def _text(self, code: str, values: Iterable[tuple[str, object]] = ()) -> str:
        return messages.text(code, self._run.lang, values)

    def _problem(self) -> Json | None:
        problem = self._review.problem
        if problem is None:
            return None
        return {"code": problem.code, "message": self._text(problem.code, problem.values.items())}

    def _health(self, item: Health) -> Json:
        return {
            "grade": item.grade.value,
            "code": item.code,
            "message": self._text(item.code, item.values),
            "place": self._place(item.place) if item.place else None,
        }

    def _result(self, result: Result) -> Json:
        verdict = result.verdict
        return {
            "rule": result.rule.id,
            "severity": result.severity.value,
            "status": verdict.status.value,
            "message": self._message(result),
            "crash": result.crash or None,
            "evidence": [
                {"quote": quote.text, "place": self._place(quote.place)}
                for quote in verdict.evidence
            ],
            "near_misses": [self._near_miss(near) for near in verdict.near_misses],
            "basis": _basis(result.rule.basis),
            "advice": advice(result.rule, self._run.lang),
            "waiver": _waiver(result.waiver, self._run.lang),
            "waived": result.waived.value if result.waived else None,
        }

    def _message(self, result: Result) -> str:
        verdict = result.verdict
        if verdict.message:
            return self._text(verdict.message, verdict.values)
        return self._text(f"result.{verdict.status.value}")

    def _near_miss(self, near: NearMiss) -> Json:
        return {
            "quote": near.text,
            "place": self._place(near.place),
            "reason": self._text(near.reason),
        }

    def _defect(self, defect: Defect) -> Json:
        finding = defect.finding
        message = self._text(finding.message, finding.values) if finding.message else ""
        return {
            "rule": defect.rule.id,
            "severity": defect.severity.value,
            "message": message or title(defect.rule, self._run.lang),
            "quote": finding.text,
            "place": self._place(finding.place),
            "waiver": _waiver(defect.waiver, self._run.lang),
        }


def _waiver(waiver: Waiver | None, lang: str) -> Json | None:
    """Return a waiver as plain data."""
    if waiver is None:
        return None
    keys = ("kind", "rule", "plan", "reason", "who", "expires", "path")
    told = {key: getattr(waiver, key) for key in keys}
    return {**told, "reason": messages.text(waiver.reason, lang)}


def told_waivers(paths: Iterable[str], lang: str, *, void: bool, **lists: Iterable[Waiver]) -> Json:
    """Return what a report says of a run's waivers, after all plans were judged.

    :param lists: those ``expired``, ``refused`` and ``unused``
    """
    told = {key: [_waiver(each, lang) for each in waivers] for key, waivers in lists.items()}
    return {"paths": list(paths), "void": void, **told}


def _texts(rule: Json) -> Json:
    return {key: value for key, value in rule.items() if key != "severity"}


def _score(review: Review) -> Json | None:
    earned = score(review)
    if earned is None:
        return None
    return {
        "total": earned.total,
        "of": earned.of,
        "provisional": earned.provisional,
        "items": [item._asdict() for item in earned.items],
    }


def _period(plan: Plan | None) -> Json | None:
    """Return a plan's period as plain data."""
    if plan is None or plan.period is None:
        return None
    return {"start": str(plan.period.start), "end": str(plan.period.end)}


def _schedule(plan: Plan | None) -> Json | None:
    """Return the months of a plan's schedule, and those of its period without an entry."""
    if plan is None or plan.schedule is None:
        return None
    months = plan.schedule.months
    due = plan.period.months() if plan.period else ()
    return {"months": list(months), "missing_months": [m for m in due if m not in months]}
