"""How often verdicts agree with labels, and how often ``missing`` is right.

Run as ``python benchmarks/accuracy.py [-v] [RULE…]``; ``PLANCHECK_CORPUS`` names the corpus.
Without a rule (an id or its beginning) all requirements are judged. For each set (plans, seeds,
phrases of the corpus; our own plans and statements) and each requirement it prints

- n and the share of statuses (met, partial, missing) that agree exactly;
- precision, recall and F1 of ``missing``, the finding a user acts on: a false one is a false alarm,
  a missed one a gap let through;

and for plans how many agree in kind, period, unit and months of the schedule. What was developed on
and what is held back (numbers that divide by 3) stand apart. Each phrase is judged alone, as item 1
of a plan of one year, and only for the rules it is labelled for. ``-v`` names the cases of the part
developed on that disagree; those held back are never shown.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from labelled import CORPUS, Case, cases

from plancheck import plugins
from plancheck.api import Plan, Rule, Status
from plancheck.check import check
from plancheck.judging import lexicon_of

FACTS = ("kind", "period", "unit", "months")
ALL = "together"


class Answer(NamedTuple):
    """What was said of one thing, and what the label says."""

    name: str
    said: object
    label: object

    @property
    def right(self) -> bool:
        """Whether the two agree."""
        return self.said == self.label


Answers = dict[str, list[Answer]]
"""Rule id or fact → answers."""


def main() -> None:
    """Print the tables."""
    installed = plugins.load()
    asked = tuple(word for word in sys.argv[1:] if not word.startswith("-")) or ("",)
    rules = tuple(
        rule for rule in installed.rules if rule.kind == "requirement" and rule.id.startswith(asked)
    )
    tables: dict[tuple[str, bool], Answers] = defaultdict(lambda: defaultdict(list))
    for case in cases(installed.readers, lexicon_of(installed.rules)):
        table = tables[case.group, case.held_back]
        for name, answer in (*_verdicts(case, rules), *_facts(case)):
            table[name].append(answer)
    for (group, held_back), table in tables.items():
        part = "" if group.startswith("own") else "held back" if held_back else "developed on"
        print(f"\n{group}  {part}\n" + "\n".join(_lines(table)))
        if "-v" in sys.argv and not held_back:
            print("\n".join(_slips(table)))
    if CORPUS is None:
        print("\nPLANCHECK_CORPUS is not set: only our own plans and statements were judged")


def _verdicts(case: Case, rules: tuple[Rule, ...]) -> Iterator[tuple[str, Answer]]:
    asked = [rule for rule in rules if rule.id in case.statuses]
    results, _ = check(case.plan, asked, {rule.id: rule.severity for rule in asked})
    for result in results:
        name = result.rule.id
        yield name, Answer(case.name, str(result.verdict.status), case.statuses[name])


def _facts(case: Case) -> Iterator[tuple[str, Answer]]:
    label, plan = case.facts, case.plan
    if label is None:
        return
    period = [str(plan.period.start), str(plan.period.end)] if plan.period else None
    yield "kind", Answer(case.name, str(plan.kind) if plan.kind else None, label["kind"])
    yield "period", Answer(case.name, period, label["period"])
    yield "unit", Answer(case.name, _bare(plan.unit), _bare(label["unit"]))
    months = _months(plan)
    if months or label["schedule_months"]:
        yield "months", Answer(case.name, months, sorted(set(label["schedule_months"])))


def _months(plan: Plan) -> list[int]:
    return sorted(plan.schedule.months) if plan.schedule else []


def _bare(unit: str | None) -> str | None:
    """Leave out ``工会`` after a school's name: labels name the school or its union."""
    if unit is None or unit.endswith(("教育工会", "分工会")):
        return unit
    return unit.removesuffix("委员会").removesuffix("工会").removesuffix("工會")


def _lines(table: Answers) -> Iterator[str]:
    rules = sorted(name for name in table if name not in FACTS)
    every = [answer for name in rules for answer in table[name]]
    head = f"{'n':>5} {'agree':>6}   missing: {'P':>5} {'R':>6} {'F1':>6}   false missed"
    yield f"  {'':26}{head}"
    for name, answers in (*((name, table[name]) for name in rules), (ALL, every)):
        yield f"  {name:26}" + _figures(answers)
    facts = ((name, table[name]) for name in FACTS if name in table)
    shares = (f"{name} {sum(a.right for a in found)}/{len(found)}" for name, found in facts)
    said = " · ".join(shares)
    if said:
        yield f"  {said}"


def _figures(answers: list[Answer]) -> str:
    missing = Status.MISSING
    hits = sum(answer.said == answer.label == missing for answer in answers)
    false = sum(answer.said == missing for answer in answers) - hits
    missed = sum(answer.label == missing for answer in answers) - hits
    precision, recall = _share(hits, hits + false), _share(hits, hits + missed)
    f1 = _share(2 * hits, 2 * hits + false + missed)
    agree = _share(sum(answer.right for answer in answers), len(answers))
    return (
        f"{len(answers):5} {agree:6.1%}            "
        f"{precision:.3f}  {recall:.3f}  {f1:.3f}   {false:5} {missed:6}"
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _slips(table: Answers) -> Iterator[str]:
    for name, answers in table.items():
        for answer in answers:
            if not answer.right:
                yield f"    {answer.name}  {name}: {answer.said}, not {answer.label}"


if __name__ == "__main__":
    main()
