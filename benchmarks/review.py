"""How long it takes to review a folder end to end, and how large what comes of it is.

Run as ``python benchmarks/review.py [FOLDER]``; without one, the documents of the corpus
(``PLANCHECK_CORPUS``) are reviewed, else the sample plans. ``plancheck review`` runs in a process
of its own, as a reviewer runs it: once with nothing kept, and once more as if nothing had been
handed in since. Printed are, for each, wall-clock seconds, plans a second, and the most memory that
one process took; then, for each kind of output, how many files there are, their megabytes together
and the largest one's kilobytes. Of the plans nothing is printed but how many there are of each
outcome.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

PLANS = Path(__file__).parent.parent / "fixtures" / "plans"
_BYTES = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ``ru_maxrss``."""


def main() -> int:
    """Review twice, and print what it took and what came of it."""
    given = sys.argv[1] if len(sys.argv) > 1 else _corpus()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {"PLANCHECK_CACHE_DIR": str(folder / "cache")}
        for told in ("first", "again"):
            seconds, code = reviewed(given, folder / "out", environment)
            plans, outcome = counted(folder / "out" / "plancheck-rounds.json")
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _BYTES
            print(
                f"{told:6}{plans:5} plans {seconds:8.1f} s {plans / seconds:8.1f} a second"
                f"  peak {peak / 1e6:5.0f} MB  exit code {code}"
            )
        print("verdicts: " + ", ".join(f"{key} {outcome[key]}" for key in sorted(outcome)))
        for kind, sizes in sorted(outputs(folder / "out").items()):
            print(
                f"  {kind:16}{len(sizes):5} files {sum(sizes) / 1e6:8.2f} MB"
                f"  largest {max(sizes) / 1e3:8.1f} KB"
            )
    return 0


def _corpus() -> str:
    corpus = os.environ.get("PLANCHECK_CORPUS")
    return str(Path(corpus) / "docs") if corpus else str(PLANS)


def reviewed(plans: str, output: Path, environment: Mapping[str, str]) -> tuple[float, int]:
    """Return how long a review takes, and its exit code."""
    words = ["review", plans, "-o", str(output), "--no-config", "--profile", "scored", "--quiet"]
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "plancheck", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - start, done.returncode


def counted(rounds: Path) -> tuple[int, dict[str, int]]:
    """Return how many plans the memory of rounds has, and how many of each verdict."""
    outcome: dict[str, int] = defaultdict(int)
    histories = json.loads(rounds.read_text(encoding="utf-8"))["histories"]
    for history in histories:
        outcome[history["submissions"][-1]["decision"] or "unread"] += 1
    return len(histories), dict(outcome)


def outputs(folder: Path) -> dict[str, list[int]]:
    """Return kind of file → sizes in bytes."""
    sizes: dict[str, list[int]] = defaultdict(list)
    for path in folder.rglob("*"):
        if path.is_file():
            kind = "".join(path.suffixes[-2:]) if path.parent != folder else path.name
            sizes[kind].append(path.stat().st_size)
    return sizes


if __name__ == "__main__":
    sys.exit(main())
