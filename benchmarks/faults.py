"""What is lost when things go wrong: files that do harm, a killed parent, a killed worker.

``python benchmarks/faults.py [--files N] [--resumed N] [--kills N] [--seed N]`` makes submissions
(``submissions.py``) of which twenty kill the process that reads them, five hang and five eat all
memory (``tests/faulty.py``: a reader of the benchmark's own), and checks them as a user would.

1. With processes of this machine and with a cluster on it: is the result of every other file there
   and equal to that of a run without the harmful ones; is each harmful one named; how long does the
   run take against that of the others alone and the deadlines one after another.
2. The parent is killed (``kill -9``) at random moments and the run resumed with ``--state``: are
   the bytes those of a run that nobody disturbed; does a process of the killed run live on.
3. A worker of the cluster is killed at random moments: are the bytes the same.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import faulty
from submissions import write

Json = dict[str, Any]

HARM = {"die": 20, "hang": 5, "gorge": 5}
SECONDS = 20
"""``--timeout`` of the runs with files that hang."""

CODES = {
    "die": ("run.died",),
    "hang": ("run.slow",),
    "gorge": ("read.crashed", "run.memory", "run.slow"),  # whichever it reaches first
}
GONE = 15.0
"""Seconds in which the processes of a killed run must be gone."""


class Place(NamedTuple):
    """Where the benchmark works."""

    folder: Path
    environment: dict[str, str]

    def command(self, out: str, *words: str) -> list[str]:
        """Return the command line of a run over the submissions."""
        given = ["check", "plans", "--format", "json", "-o", out, "--no-config", "-j", "2", *words]
        return [sys.executable, "-m", "plancheck", *given]

    def run(self, out: str, *words: str) -> float:
        """Run to the end; return the seconds."""
        start = time.perf_counter()
        command = self.command(out, *words)
        subprocess.run(command, cwd=self.folder, env=self.environment, check=False)  # noqa: S603
        return time.perf_counter() - start

    def started(self, out: str, *words: str) -> "subprocess.Popen[bytes]":
        """Start a run."""
        return subprocess.Popen(  # noqa: S603
            self.command(out, *words), cwd=self.folder, env=self.environment
        )

    def read(self, out: str) -> bytes:
        """Return what a run wrote."""
        path = self.folder / out
        return path.read_bytes() if path.exists() else b""

    def plans(self, out: str) -> dict[str, Json]:
        """Return path → part of the report."""
        return {plan["path"]: plan for plan in json.loads(self.read(out))["plans"]}


def main(given: argparse.Namespace) -> None:
    """Measure and print."""
    drawn = random.Random(given.seed)  # noqa: S311 - the same moments each time
    with tempfile.TemporaryDirectory() as made:
        place = _place(Path(made) / "many", given.files - sum(HARM.values()))
        print(f"{given.files} files, {sum(HARM.values())} of them harmful; --timeout {SECONDS}")
        harmful = _do_harm(place.folder / "plans", drawn)
        for name, words in ENGINES.items():
            before = place.run("alone.json", *words, *HARMLESS)
            took = place.run("out.json", *words, "--timeout", str(SECONDS))
            alone = mean([before, place.run("alone.json", *words, *HARMLESS)])
            _print_harm(place, name, harmful)
            bound = alone + HARM["hang"] * SECONDS
            print(f"{name:8} {took:7.1f} s; {alone:.1f} s without them; {took / bound:.2f} x bound")
        place = _place(Path(made) / "few", given.resumed)
        usual = place.run("usual.json", "--no-cache")
        print(f"{given.resumed} files, kill -9 of the parent, resumed:")
        _print_kills(place, [drawn.random() * usual for _ in range(given.kills)])
        cluster = place.run("cluster.json", *ENGINES["dask"])
        same = place.read("cluster.json") == place.read("usual.json")
        print(f"cluster: the bytes of this machine's processes {same}; kill -9 of a worker:")
        _print_workers(place, [drawn.random() * cluster for _ in range(given.kills // 4)])


HARMLESS = ("--ignore-file", "ignore")
"""Words of a run without the harmful files; right before and after one with them: the machine may
have other things to do."""

ENGINES = {"local": ("--no-cache",), "dask": ("--no-cache", "--engine", "dask")}


def _place(folder: Path, number: int) -> Place:
    write(folder / "plans", number)
    faulty.install(folder / "plugin")
    (folder / "ignore").write_text("*.faulty\n", "utf-8")
    before = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, (str(folder / "plugin"), before)))
    cache = str(folder / "cache")
    return Place(folder, {**os.environ, "PYTHONPATH": path, "PLANCHECK_CACHE_DIR": cache})


def _do_harm(plans: Path, drawn: random.Random) -> dict[str, tuple[str, ...]]:
    """Put harmful files between the others; return path → what is to be said of it."""
    folders = sorted(path for path in plans.iterdir() if path.is_dir())
    harmful = {}
    for word, count in HARM.items():
        for number in range(count):
            path = drawn.choice(folders) / f"{drawn.randrange(10**6):06}-{word}{number}.faulty"
            path.write_text(word, "utf-8")
            harmful[path.relative_to(plans.parent).as_posix()] = CODES[word]
    return harmful


def _print_harm(place: Place, name: str, harmful: dict[str, tuple[str, ...]]) -> None:
    wanted, found = place.plans("alone.json"), place.plans("out.json")
    said = {path: (found[path]["problem"] or {}).get("code") for path in harmful if path in found}
    named = sum(said.get(path) in codes for path, codes in harmful.items())
    equal = sum(found.get(path) == plan for path, plan in wanted.items())
    print(f"{name:8} {equal} of {len(wanted)} others equal, {named} of {len(harmful)} named")
    for path in sorted(harmful):
        if said.get(path) not in harmful[path]:
            print(f"         {path}: {said.get(path)}")


def _print_kills(place: Place, moments: list[float]) -> None:
    usual = place.read("usual.json")
    same = left = 0
    spared = []
    for number, moment in enumerate(moments):
        words = ("--state", f"state{number}")
        process = place.started("killed.json", *words)
        _sleep(process, moment)
        family = [*_descendants(process.pid)]
        process.kill()
        process.wait()
        left += not _are_gone(family)
        spared.append(place.run("resumed.json", *words))
        same += place.read("resumed.json") == usual
    total = len(moments)
    print(f"  {same} of {total} the same bytes; processes lived on in {left}")
    print("  killed after / resumed in s: ", end="")
    print(", ".join(f"{a:.1f}/{b:.1f}" for a, b in zip(moments, spared, strict=True)))


def _print_workers(place: Place, moments: list[float]) -> None:
    usual = place.read("usual.json")
    same = killed = 0
    for moment in moments:
        process = place.started("lost.json", *ENGINES["dask"])
        _sleep(process, moment)
        workers = [pid for pid in _children(process.pid) if "spawn_main" in _words(pid)]
        if workers:
            os.kill(workers[0], signal.SIGKILL)
            killed += 1
        process.wait()
        same += place.read("lost.json") == usual
    print(f"  {same} of {len(moments)} the same bytes; a worker was there to be killed in {killed}")


def _sleep(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    end = time.perf_counter() + seconds
    while process.poll() is None and time.perf_counter() < end:
        time.sleep(0.01)


def _are_gone(family: list[int]) -> bool:
    end = time.perf_counter() + GONE
    while time.perf_counter() < end:
        if not any(_words(pid) for pid in family):
            return True
        time.sleep(0.1)
    return False


def _descendants(process: int) -> Iterator[int]:
    for child in _children(process):
        yield child
        yield from _descendants(child)


def _children(process: int) -> list[int]:
    found = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(word) for word in path.read_text("utf-8").split()]
        except OSError:
            continue
    return found


def _words(process: int) -> str:
    """Return the command line of a process; nothing when it has gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text("utf-8").replace("\0", " ")
    except OSError:
        return ""


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--files", type=int, default=2000)
    options.add_argument("--resumed", type=int, default=300)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    main(options.parse_args())
