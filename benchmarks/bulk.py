"""Many files: how fast, how much memory, and what a second run costs.

``python benchmarks/bulk.py [NUMBER]`` makes NUMBER submissions (``submissions.py``; 2,000 unless
given) and checks them as a user would, in processes of their own, with a cache of its own. It
prints files a second with one process and with two, the highest memory of the parent and of its
workers (resident, as the system counts it), and how much faster the second run is, which finds
everything in the store. Timings are medians of three; ratios are of runs that take turns.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from submissions import write

ROUNDS = 3
SAMPLE = 0.1
"""Seconds between two looks at the memory."""


def main(number: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "submitted"
        write(folder, number)
        total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{number} files, {total / 1e6:.1f} MB")
        times: dict[str, list[float]] = {"one": [], "two": [], "again": []}
        memory = {"parent": 0.0, "worker": 0.0}
        for turn in range(ROUNDS):
            cache = Path(made) / f"cache{turn}"
            for name, words in (
                ("one", ["-j", "1", "--no-cache"]),
                ("two", ["-j", "2"]),
                ("again", ["-j", "2"]),
            ):
                took, parent, worker = _run(folder, words, cache)
                times[name].append(took)
                memory["parent"] = max(memory["parent"], parent)
                memory["worker"] = max(memory["worker"], worker)
        one, two, again = (median(times[name]) for name in ("one", "two", "again"))
        print(f"one process          {number / one:8.1f} files a second")
        print(f"two processes        {number / two:8.1f} files a second, {one / two:.2f} x one")
        rate, faster = number / again, two / again
        print(f"again, from the store{rate:8.1f} files a second, {faster:.1f} x the first")
        print(f"parent at most       {memory['parent']:8.0f} MB")
        print(f"a worker at most     {memory['worker']:8.0f} MB")


def _run(folder: Path, words: list[str], cache: Path) -> tuple[float, float, float]:
    """Check a folder; return seconds, and the highest memory of the parent and of a worker."""
    environment = {**os.environ, "PLANCHECK_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "plancheck", "check", str(folder), "--format", "jsonl"]
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own words
        [*command, *words, "--no-config"], stdout=subprocess.DEVNULL, env=environment
    ) as process:
        parent = worker = 0.0
        while process.poll() is None:
            parent = max(parent, _resident(process.pid))
            worker = max([worker, *map(_resident, _children(process.pid))])
            time.sleep(SAMPLE)
        return time.perf_counter() - start, parent, worker


def _resident(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(found[0]) / 1024 if found else 0.0


def _children(process: int) -> list[int]:
    try:
        words = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8")
    except OSError:
        return []
    return [int(word) for word in words.split()]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
