"""Agreement of what is read about time with the labels: ``PLANCHECK_CORPUS=… python …``.

Prints, for the part that was developed on and the part held back: plans with the right set of
schedule months (of those that have any, and of all), kind, period, unit, and both schedule rules.
``-v`` shows the disagreements of the part that was developed on.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plancheck.model import Cell, Document, Paragraph, Table
from plancheck.reading.outline import outline
from plancheck.reading.period import read_period, read_title
from plancheck.reading.plan import Layout
from plancheck.reading.schedule import read_schedule
from plancheck.reading.unit import read_unit

FIXTURES = Path(__file__).parent.parent / "fixtures" / "schedules.jsonl"
CHECKS = ("months", "monthly", "complete", "kind", "period", "unit")


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


def read(text: str) -> dict[str, Any]:
    """Read one plan as the checker does."""
    whole = document(text)
    lines = outline(whole)
    title, _ = read_title(lines)
    kind, period = read_period(lines, ())
    schedule = read_schedule(lines, whole, kind, period)
    kind, period = read_period(lines, schedule.months if schedule else ())
    unit, _ = read_unit(lines)
    months = schedule.months if schedule else ()
    monthly = _monthly(schedule.layout if schedule else None, len(months), kind)
    return {
        "title": title,
        "months": list(months),
        "monthly": monthly,
        "complete": _complete(monthly, months, kind, period),
        "kind": str(kind) if kind else None,
        "period": [str(period.start), str(period.end)] if period else None,
        "unit": _bare(unit),
    }


def _monthly(layout: Layout | None, count: int, kind: str | None) -> str:
    need = 3 if kind == "term" else 4
    if layout is None:
        return "missing"
    if layout is Layout.MONTHLY:
        return "met" if count >= need else "partial"
    return "partial" if layout is Layout.COARSE or count >= need else "missing"


def _complete(monthly: str, months: Any, kind: str | None, period: Any) -> str:
    if monthly == "missing":
        return "missing"
    if period is not None:
        wanted = set(period.months())
    elif kind == "term":
        wanted = {9, 10, 11, 12, 1} if {9, 10, 11, 12} & set(months) else {3, 4, 5, 6}
    else:
        wanted = set(range(1, 13))
    missing = wanted - set(months) - {2, 7, 8}
    return "partial" if missing else "met"


def _bare(unit: str | None) -> str | None:
    for end in ("委员会", "工会", "工會"):
        if unit and unit.endswith(end) and not unit.endswith(("教育工会", "分工会")):
            unit = unit.removesuffix(end)
    return unit


def cases(corpus: str | None) -> Iterator[tuple[str, bool, str, dict[str, Any]]]:
    """Yield name, whether held back, text and label of every labelled plan."""
    if FIXTURES.exists():
        for number, line in enumerate(FIXTURES.read_text("utf8").splitlines(), 1):
            label = json.loads(line)
            yield f"fixture {number}", number % 3 == 0, label["text"], label
    if corpus:
        for path in sorted(Path(corpus).glob("*/*.json")):
            label = json.loads(path.read_text("utf8"))
            label["months"] = label["schedule_months"]
            label["monthly"] = label["requirements"]["schedule/monthly"]
            label["complete"] = label["requirements"]["schedule/complete"]
            held = path.stem[0] == "d" and int(path.stem[1:]) % 3 == 0
            yield f"{path.parent.name} {path.stem}", held, path.with_suffix(".txt").read_text("utf8"), label


def source_of(name: str) -> str:
    """Return the source a case comes from."""
    return name.split()[0]


def _slip(got: Any, want: Any) -> str:
    return "not found" if got is None else "too much" if want is None else "another"


def main() -> None:
    """Print the table."""
    verbose = "-v" in sys.argv
    slips: Counter[tuple[str, bool, str, str]] = Counter()
    tally: dict[tuple[str, bool], dict[str, list[int]]] = {}
    for name, held, text, label in cases(os.environ.get("PLANCHECK_CORPUS")):
        got = read(text)
        group = tally.setdefault((name.split()[0], held), {check: [0, 0] for check in CHECKS})
        for check in CHECKS:
            want = _bare(label["unit"]) if check == "unit" else label[check]
            right = set(got[check]) == set(want) if check == "months" else got[check] == want
            group[check][0] += right
            group[check][1] += 1
            if not right and check in ("unit", "period", "kind"):
                slips[source_of(name), held, check, _slip(got[check], want)] += 1
            if verbose and not held and not right:
                print(f"{name} {check}: {got[check]} instead of {want}  {got['title'][:40]}")
    for (source, held), group in sorted(tally.items()):
        figures = "  ".join(f"{check} {right}/{n}" for check, (right, n) in group.items())
        print(f"{source:9} {'held back' if held else 'developed':10} {figures}")
    for slip, count in sorted(slips.items()):
        print(*slip, count)


if __name__ == "__main__":
    main()
