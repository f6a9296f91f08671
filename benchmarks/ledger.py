"""How long the ledger takes, and how large it becomes, beside the same report as JSON.

Run as ``python benchmarks/ledger.py [PLANS …]`` (without numbers: 1, 100 and 1,000). The sample
plans are checked once by the profile with points and counted as often as is asked for, each time
under another name, with a roster on which one more school in ten has not handed in a plan. Printed
are, for each number of plans, the lines of evidence, and for each format seconds of computing,
megabytes, the process's peak memory (the report itself included), and seconds as a multiple of
JSON's.
"""

import copy
import io
import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Any

from plancheck.api import Style
from plancheck.cli import main as plancheck

PLANS = Path(__file__).parent.parent / "fixtures" / "plans"
FORMATS = ("json", "csv", "xlsx")
COLUMNS = ("片区", "学段", "主席", "电话", "教职工数")
_BYTES = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ``ru_maxrss``."""

Json = dict[str, Any]


def main() -> None:
    """Print a line for each number of plans and each format."""
    sizes = [int(word) for word in sys.argv[1:]] or [1, 100, 1000]
    sample = checked()
    for size in sizes:
        report = many(sample, size)
        print(f"{size} plans, {evidence(report):,} lines of evidence")
        base = 0.0
        for name in FORMATS:
            seconds, written = timed(name, report)
            base = base or seconds
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES
            print(
                f"  {name:5}{seconds:8.2f} s {written / 1e6:8.2f} MB"
                f"  peak {peak / 1e6:6.0f} MB  x{seconds / base:.1f}"
            )


def checked() -> Json:
    """Return the report on the sample plans."""
    with redirect_stdout(io.StringIO()) as out:
        plancheck(["check", str(PLANS), "--no-config", "--profile", "scored", "--format", "json"])
    report: Json = json.loads(out.getvalue())
    return report


def many(report: Json, size: int) -> Json:
    """Return a report on so many plans, and a roster of their schools."""
    plans = [renamed(report["plans"][number % 8], number) for number in range(size)]
    schools = [school(number, [plan["path"]]) for number, plan in enumerate(plans)]
    schools += [school(size + number, []) for number in range(size // 10)]
    roster = {"path": "名单.xlsx", "columns": [*COLUMNS], "schools": schools, "unlisted": []}
    summary = {**report["summary"], "plans": size}
    batch = {"roster": roster, "rounds": None}
    return {**report, "plans": plans, "summary": summary, "batch": batch}


def renamed(plan: Json, number: int) -> Json:
    """Return a plan under another name."""
    changed = copy.deepcopy(plan)
    changed["path"] = f"第{number}批/{number}-{Path(plan['path']).name}"
    return changed


def school(number: int, plans: list[str]) -> Json:
    """Return a school of the roster."""
    facts = dict(zip(COLUMNS, ("城关", "初中", "李明", "13800000000", "86"), strict=True))
    matched = "unit" if plans else None
    return {
        "name": f"第{number}中学",
        "facts": facts,
        "plans": plans,
        "matched": matched,
        "doubtful": False,
    }


def evidence(report: Json) -> int:
    """Return how many lines the sheet of evidence has."""
    return sum(lines(result) for plan in report["plans"] for result in plan["results"])


def lines(result: Json) -> int:
    """Return the lines of a result."""
    return len(result["evidence"]) + len(result["near_misses"]) or 1


def timed(name: str, report: Json) -> tuple[float, int]:
    """Return how long writing takes, and how many bytes come of it."""
    formats = {each.name: each for each in import_module("plancheck_reports").plancheck_reports()}
    start = time.process_time()
    pieces: Iterator[str | bytes] = iter(formats[name].write(report, Style()))
    size = sum(len(each if isinstance(each, bytes) else each.encode()) for each in pieces)
    return time.process_time() - start, size


if __name__ == "__main__":
    main()
