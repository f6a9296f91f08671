"""The one object that all forms of an evaluation are made from (``evaluation.schema.json``).

It is plain data: the same files, labels and options give the same object.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plancheck import __version__, messages
from plancheck.evaluation.items import FACTS, Answer, Fact, Item, Slip, agrees, crashes, held_back
from plancheck.evaluation.labels import PlanLabel, StatementLabel
from plancheck.evaluation.scores import Hits, Tally, share
from plancheck.model import Document, Place
from plancheck.outcome import ExitCode
from plancheck.places import Places
from plancheck.report_object import title
from plancheck.rule import Kind, Rule, Severity

SCHEMA_VERSION = 1

PLANS, STATEMENTS = "plans", "statements"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What an evaluation is about.

    :param labels: where the labels are, as given
    :param rules: the rules in force, by their id
    :param holdout: what the numbers of items that are held back divide by; None for none
    :param fail_under: the share of verdicts that must agree, from 0 to 1
    :param listed: whether each disagreement is named; never those of what is held back
    """

    labels: str
    rules: Mapping[str, Rule]
    severities: Mapping[str, Severity]
    lang: str = "zh"
    holdout: int | None = None
    fail_under: float | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What was judged, and what had no counterpart.

    :param unused: stems of labels without a file
    :param strays: files without a label
    """

    plans: Sequence[Item] = ()
    statements: Sequence[Item] = ()
    unused: Sequence[str] = field(default=())
    strays: Sequence[str] = field(default=())


def evaluation(question: Question, measured: Measured) -> Json:
    """Build the object."""
    sets = list(_sets(question, measured))
    items = (*measured.plans, *measured.statements)
    total = Tally.of(_tallies(items).values())
    passed = _passes(total, question.fail_under)
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "plancheck", "version": __version__},
        "outcome": {"exit_code": int(_exit_code(items, passed=passed))},
        "labels": question.labels,
        "holdout": question.holdout,
        "rules": [
            {
                "id": rule.id,
                "title": title(rule, question.lang),
                "severity": question.severities[rule.id].value,
                "kind": rule.kind.value,
            }
            for rule in question.rules.values()
        ],
        "sets": sets,
        "agreement": {"n": total.n, "agree": total.agree, "share": share(total.agree, total.n)},
        "gate": None
        if question.fail_under is None
        else {"fail_under": question.fail_under, "passed": passed},
        "unmatched": {"labels": list(measured.unused), "files": list(measured.strays)},
    }


def _passes(total: Tally, least: float | None) -> bool:
    """Tell whether as many agree as asked for; where nothing was judged, nothing was shown."""
    return least is None or (total.n > 0 and total.agree >= least * total.n)


def _exit_code(items: Sequence[Item], *, passed: bool) -> ExitCode:
    """Return the exit code: what could not be judged outranks a share that is too low."""
    if crashes(items) or any(item.review.problem for item in items):
        return ExitCode.INCOMPLETE
    return ExitCode.COMPLIES if passed else ExitCode.FINDINGS


def _sets(question: Question, measured: Measured) -> Iterator[Json]:
    for kind, items in ((PLANS, measured.plans), (STATEMENTS, measured.statements)):
        for apart in (False, True):
            chosen = [item for item in items if held_back(item, question.holdout) is apart]
            if chosen:
                yield {"kind": kind, "held_back": apart, **_set(question, chosen, apart=apart)}


def _set(question: Question, items: Sequence[Item], *, apart: bool) -> Json:
    tallies = _tallies(items)
    heavy = [
        tally for rule, tally in tallies.items() if question.severities[rule] is Severity.ERROR
    ]
    listed = question.listed and not apart
    return {
        "items": len(items),
        "labels": len({_label_of(item) for item in items}),
        "unreadable": [
            {
                "path": item.name,
                "code": item.review.problem.code,
                "message": messages.text(
                    item.review.problem.code, question.lang, item.review.problem.values
                ),
            }
            for item in items
            if item.review.problem
        ],
        "crashes": crashes(items),
        "requirements": {
            "rules": {rule: tally.object() for rule, tally in sorted(tallies.items())},
            "error": Tally.of(heavy).object(),
            "total": Tally.of(tallies.values()).object(),
        },
        "defects": _defects(question, items),
        "facts": _facts(items),
        "disagreements": list(_disagreements(question, items)) if listed else None,
    }


def _label_of(item: Item) -> str:
    return item.label.stem if isinstance(item.label, PlanLabel) else item.name


def _tallies(items: Sequence[Item]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for item in items:
        for answer in item.answers:
            tallies[answer.rule].add(answer.label, answer.said)
    return tallies


def _defects(question: Question, items: Sequence[Item]) -> Json | None:
    """Return the figures of defects; None where no label tells of any."""
    told = [item.label for item in items if isinstance(item.label, PlanLabel)]
    asked = any(rule.kind is Kind.DEFECT for rule in question.rules.values())
    if not asked or all(label.defects is None for label in told):
        return None
    counts: dict[str, Hits] = defaultdict(Hits)
    for item in items:
        for rule in item.right:
            counts[rule].right += 1
        for slip in item.slips:
            counts[slip.rule].missed += slip.found is None
            counts[slip.rule].false += slip.found is not None
    total = sum(counts.values(), Hits())
    rules = {rule: hits.object() for rule, hits in sorted(counts.items())}
    return {"rules": rules, "total": total.object()}


def _facts(items: Sequence[Item]) -> Json:
    n: Counter[str] = Counter()
    agree: Counter[str] = Counter()
    for item in items:
        for fact in item.facts:
            n[fact.name] += 1
            agree[fact.name] += agrees(fact)
    return {
        name: {"n": n[name], "agree": agree[name], "share": share(agree[name], n[name])}
        for name in FACTS
        if n[name]
    }


def _disagreements(question: Question, items: Sequence[Item]) -> Iterator[Json]:
    for item in items:
        writer = _Writer(item, question.lang)
        found = list(writer.disagreements())
        if found:
            yield {"item": item.name, "notes": writer.notes, "differences": found}


class _Writer:
    """Writes what differs in one item, with the words of both sides."""

    def __init__(self, item: Item, lang: str) -> None:
        self._item = item
        self._lang = lang
        plan = item.review.plan
        self._write: Callable[[Place], Json] = Places(
            plan.document if plan else Document("", ())
        ).write

    @property
    def notes(self) -> str | None:
        """What the label's author says of hard cases."""
        label = self._item.label
        notes = label.why if isinstance(label, StatementLabel) else label.notes if label else ""
        return notes or None

    def disagreements(self) -> Iterator[Json]:
        """Yield verdicts, facts and defects that differ."""
        for answer in self._item.answers:
            if answer.said != answer.label:
                yield {"what": "requirement", **self._answer(answer)}
        for fact in self._item.facts:
            if not agrees(fact):
                yield {"what": "fact", **_fact(fact)}
        for slip in self._item.slips:
            yield {"what": "defect", **self._slip(slip)}

    def _answer(self, answer: Answer) -> Json:
        verdict = answer.result.verdict if answer.result else None
        return {
            "rule": answer.rule,
            "label": answer.label,
            "said": answer.said,
            "label_quotes": list(self._label_quotes(answer.rule)),
            "evidence": [
                {"quote": quote.text, "place": self._write(quote.place)}
                for quote in (verdict.evidence if verdict else ())
            ],
            "near_misses": [
                {
                    "quote": near.text,
                    "place": self._write(near.place),
                    "reason": messages.text(near.reason, self._lang),
                }
                for near in (verdict.near_misses if verdict else ())
            ],
        }

    def _label_quotes(self, rule: str) -> Sequence[str]:
        label = self._item.label
        if isinstance(label, StatementLabel):
            return (label.text,)
        return label.evidence.get(rule, ()) if label else ()

    def _slip(self, slip: Slip) -> Json:
        found = slip.found.finding if slip.found else None
        return {
            "rule": slip.rule,
            "said": "missed" if found is None else "false",
            "quote": slip.quote,
            "place": self._write(found.place) if found else None,
        }


def _fact(fact: Fact) -> Json:
    return {"name": fact.name, "label": fact.label, "said": fact.said}
