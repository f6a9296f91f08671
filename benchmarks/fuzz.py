"""Feeds readers with what nobody would send, and keeps what makes them fail.

Run as ``python benchmarks/fuzz.py WORK [--seconds N] [--reader NAME …] [--seeds FOLDER …]``, or
with ``--replay FILE …`` to read files again. Not part of ``.ci/run``: it is given as much time as
there is, and goes on where it ended (WORK holds its state).

Inputs are made of seeds: the fixtures, the corpus (``PLANCHECK_CORPUS``), the files that the tests
of the readers build (collected on the first start), and FOLDERs, such as documents that LibreOffice
saved. They are changed with regard to their structure: the trees of XML parts, the tables and pages
of properties of binary documents, the groups of RTF, the objects of PDF, the elements of pages; and
as mere bytes. Each is read by the public way, and a share of them is judged, in a process with a
deadline (10 seconds of its own time) and a cap on its memory (1 GB of address space). PDF is read
in that process, so that a fault's place can be told; where pdfium brings it down or is late, that
counts as refused, for the reader has a process of its own for that.

A finding is anything but a document or a reason for refusing: what a reader raises, what takes
longer, more memory, or brings the process down. Of each place that fails the first input is kept in
``WORK/findings``, with the number that makes it again. Exit code: 1 when there are any.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from select import select
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from fuzzing.kinds import KINDS, seeds
from fuzzing.store import Store

ROOT = Path(__file__).parent.parent
DEADLINE = 10.0
"""Seconds of processor time that one input may take."""
_WAITS = 12
"""How many deadlines are waited for a process that gets no processor."""
_SLICE = 10.0
"""Seconds for one reader before the next has its turn."""
_WORKER = "fuzzing.worker"
_PDFIUM = "library.py:"
"""Where a process waits for pdfium, which cannot be interrupted."""


class Process:
    """The process that reads; a new one after each that was lost."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders
        self._temporary = tempfile.TemporaryDirectory(prefix="fuzz")
        self._place = Path(self._temporary.name)
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def input(self) -> bytes:
        """The input that was read last."""
        path = self._place / "input"
        return path.read_bytes() if path.exists() else b""

    def ask(self, kind: str, what: int | str) -> dict[str, Any]:
        """Have an input made, or a file taken, and read; return what became of it."""
        process = self._running or self._start()
        before = _busy(process.pid)
        if process.stdin is None or process.stdout is None:  # both are pipes
            raise RuntimeError(_WORKER)
        process.stdin.write(json.dumps([kind, what]).encode() + b"\n")
        process.stdin.flush()
        for _ in range(_WAITS):
            if select([process.stdout], [], [], DEADLINE)[0]:
                line = process.stdout.readline()
                return json.loads(line) if line else self._died(process, kind)
            if _busy(process.pid) - before > DEADLINE * 0.9:
                break
        return self._late(process)

    def end(self) -> None:
        """End the process."""
        if self._running is not None:
            self._running.kill()
            self._running.communicate()
            self._running = None

    def close(self) -> None:
        """End the process for good."""
        self.end()
        self._temporary.cleanup()

    def _start(self) -> subprocess.Popen[bytes]:
        paths = [str(ROOT / name) for name in ("src", "plugins", "schemas", "benchmarks")]
        self._running = subprocess.Popen(  # noqa: S603 - this interpreter and our own module
            [sys.executable, "-m", _WORKER, str(self._place), *map(str, self._folders)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([*paths, *filter(None, sys.path)])},
        )
        return self._running

    def _died(self, process: subprocess.Popen[bytes], kind: str) -> dict[str, Any]:
        process.communicate()
        code = process.returncode
        self._running = None
        if kind == "pdf" and code < 0:
            return {"code": "pdf.broken", "seconds": 0.0}
        return self._lost(f"ended with {code}")

    def _late(self, process: subprocess.Popen[bytes]) -> dict[str, Any]:
        process.send_signal(signal.SIGUSR1)
        time.sleep(0.5)
        self.end()
        lost = self._lost("late")
        if lost["where"][:1] and lost["where"][0].startswith(_PDFIUM):
            return {"code": "pdf.slow", "seconds": DEADLINE}
        return lost

    def _lost(self, kind: str) -> dict[str, Any]:
        trace = (self._place / "trace").read_text("utf-8", "replace")
        ours = [line.strip() for line in trace.splitlines() if "plancheck" in line]
        where = [f"{Path(line.split(chr(34))[1]).name}:{line.split()[-1]}" for line in ours[:3]]
        return {"code": "crash", "kind": kind, "where": where, "told": trace[:6000]}


def _busy(pid: int) -> float:
    """Return the seconds of processor time that a process has had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return float("inf")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def harvested(work: Path) -> Path:
    """Return the folder of the files that the readers' tests build; collects them once."""
    folder = work / "seeds"
    if not folder.exists():
        folder.mkdir(parents=True)
        paths = [str(ROOT / name) for name in ("src", "plugins", "schemas", "benchmarks")]
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "fuzzing.harvest", "tests/readers"],
            cwd=ROOT,
            env=os.environ | {"FUZZ_SEEDS": str(folder), "PYTHONPATH": os.pathsep.join(paths)},
            stdout=subprocess.DEVNULL,
            check=False,  # a test that fails leaves seeds, too
        )
    return folder


def fuzz(store: Store, process: Process, kinds: list[str], seconds: float) -> None:
    """Try inputs until the time is up, each reader in its turn."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        kind = min(kinds, key=store.spent)
        start = time.monotonic()
        stop = min(end, start + _SLICE)
        while time.monotonic() < stop:
            number = store.next(kind)
            outcome = process.ask(kind, number)
            if store.note(kind, number, outcome):
                store.keep(kind, number, outcome, process.input)
        process.end()  # what one reader leaves in memory shall not count for the next
        store.save(kind, time.monotonic() - start)


def replay(process: Process, files: list[str]) -> int:
    """Read files again and print what becomes of each; return how many fail."""
    failed = 0
    for file in files:
        names = [name for name, kind in KINDS.items() if Path(file).suffix == kind.suffix]
        outcome = process.ask(names[0] if names else "txt", str(Path(file).resolve()))
        failed += outcome["code"] == "crash"
        print(file, outcome.get("told") or f"{outcome['code']} in {outcome['seconds']:.2f} s")
    return failed


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("work", type=Path, help="folder of the state, the seeds and the findings")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--reader", action="append", choices=sorted(KINDS))
    parser.add_argument("--seeds", action="append", type=Path, default=[])
    parser.add_argument("--replay", nargs="+", metavar="FILE")
    options = parser.parse_args()
    folders = [ROOT / "fixtures", ROOT / "tests", harvested(options.work), *options.seeds]
    if corpus := os.environ.get("PLANCHECK_CORPUS"):
        folders.append(Path(corpus, "docs"))
    process = Process(folders)
    try:
        if options.replay:
            return min(1, replay(process, options.replay))
        kinds = [name for name in options.reader or KINDS if seeds(KINDS[name], folders)]
        store = Store(options.work)
        fuzz(store, process, kinds, options.seconds)
    finally:
        process.close()
    print(store.table())
    return min(1, len(store.findings()))


if __name__ == "__main__":
    sys.exit(main())
