"""Agreement of what is read about time with the labels: ``PLANCHECK_CORPUS=… python …``.

Prints, for the part that was developed on and the part held back: plans with the right set of
schedule months, both schedule rules, kind, period and unit (without 工会 and 委员会 at its end).
``-v`` shows the disagreements of the part that was developed on.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plancheck.model import Cell, Document, Paragraph, Table
from plancheck.reading import read_plan
from plancheck.reading.plan import Plan
from plancheck.rule import Status
from plancheck_schedule.look import judged, lacking

FIXTURES = Path(__file__).parent.parent / "fixtures" / "schedules.jsonl"
CHECKS = ("months", "monthly", "complete", "kind", "period", "unit")

Facts = dict[str, object]
"""What is known of a plan, by the names in :data:`CHECKS`."""


class Case(NamedTuple):
    """A labelled plan."""

    source: str
    name: str
    held: bool
    """Whether it is held back from those who build the reader."""
    text: str
    facts: Facts


def document(text: str) -> Document:
    """Return a text in the corpus' markup as a document."""
    blocks: list[Paragraph | Table] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if line.strip():
            blocks.append(Paragraph(line.lstrip("# ") if line.startswith("#") else line))
    return Document("txt", tuple(blocks))


def _table(rows: list[list[str]]) -> Table:
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == "^":
                continue
            below = 1
            while at + below < len(rows) and rows[at + below][column : column + 1] == ["^"]:
                below += 1
            cells.append(Cell(at, column, text, below))
    return Table(tuple(cells))


def facts_of(plan: Plan) -> Facts:
    """Return what was read of a plan."""
    schedule = plan.schedule
    monthly = judged(plan)
    complete = monthly
    if schedule is not None and monthly is not Status.MISSING:
        complete = Status.PARTIAL if lacking(plan, schedule) else Status.MET
    period = plan.period
    return {
        "months": sorted(schedule.months) if schedule else [],
        "monthly": monthly.value,
        "complete": complete.value,
        "kind": plan.kind.value if plan.kind else None,
        "period": [str(period.start), str(period.end)] if period else None,
        "unit": _bare(plan.unit),
    }


def _bare(unit: str | None) -> str | None:
    for end in ("委员会", "工会", "工會"):
        if unit and unit.endswith(end) and not unit.endswith(("教育工会", "分工会")):
            unit = unit.removesuffix(end)
    return unit


def cases(corpus: str | None) -> Iterator[Case]:
    """Yield every labelled plan of the project and of the corpus."""
    for number, line in enumerate(FIXTURES.read_text("utf-8").splitlines(), 1):
        label = json.loads(line)
        facts = {**label, "months": sorted(label["months"]), "unit": _bare(label["unit"])}
        yield Case("fixtures", label["id"], number % 3 == 0, label["text"], facts)
    for path in sorted(Path(corpus).glob("*/*.json")) if corpus else ():
        label = json.loads(path.read_text("utf-8"))
        asked = label["requirements"]
        facts = {
            **label,
            "months": sorted(label["schedule_months"]),
            "monthly": asked["schedule/monthly"],
            "complete": asked["schedule/complete"],
            "unit": _bare(label["unit"]),
        }
        held = path.stem[0] == "d" and int(path.stem[1:]) % 3 == 0
        text = path.with_suffix(".txt").read_text("utf-8")
        yield Case(path.parent.name, path.stem, held, text, facts)


def main() -> None:
    """Print the table."""
    right: Counter[tuple[str, bool, str]] = Counter()
    total: Counter[tuple[str, bool]] = Counter()
    for case in cases(os.environ.get("PLANCHECK_CORPUS")):
        got = facts_of(read_plan(document(case.text), case.name))
        total[case.source, case.held] += 1
        for check in CHECKS:
            agrees = got[check] == case.facts[check]
            right[case.source, case.held, check] += agrees
            if not agrees and not case.held and "-v" in sys.argv:
                print(f"{case.name} {check}: {got[check]} instead of {case.facts[check]}")
    for (source, held), count in sorted(total.items()):
        figures = "  ".join(f"{check} {right[source, held, check]}/{count}" for check in CHECKS)
        print(f"{source:9} {'held back' if held else 'developed':10} {figures}")


if __name__ == "__main__":
    main()
