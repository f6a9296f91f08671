"""The process that makes and reads inputs; whoever started it watches the clock.

Takes lines of JSON on standard input: ``[kind, number]``, or ``[kind, "path of a file"]``. Answers
each with a line of JSON: what became of it (see :func:`_outcome`). Each input lies in a file before
it is read, so that it is not lost with the process.
"""

import faulthandler
import json
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from fuzzing.chance import Chance
from fuzzing.kinds import KINDS, Kind, input_of, seeds
from plancheck import loading, plugins
from plancheck.api import Document, Source
from plancheck.check import check
from plancheck.documents import from_dict, to_dict
from plancheck.errors import Unreadable
from plancheck.formats import Reader
from plancheck.judging import lexicon_of
from plancheck.reading import read_plan
from plancheck_readers.pdf.reader import read_pdf

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that reading may take, beside what the process has before."""
_JUDGED = 0.04
"""Share of the documents that are judged, too, unless they are long."""
_REFUSED = 20
"""One in how many seeds may be a file that is refused."""
_SLOW = {"pdf"}
"""Readers for which trying all seeds takes longer than an input may."""
_LONG = 60_000
"""Characters beyond which a document is not judged: that takes its time."""
_OURS = ("plancheck",)
_FRAMES = 3


class _Fault(Exception):  # noqa: N818 - what is wrong with a document that was read
    """A document that no reader should make."""


class _Worker:
    """What stays the same from input to input."""

    def __init__(self, folders: list[Path], input_: Path) -> None:
        loaded = plugins.load()
        self._rules = loaded.rules
        self._readers = [_in_process(reader) for reader in loaded.readers]
        self._lexicon = lexicon_of(loaded.rules)
        self._folders, self._input = folders, input_
        self._seeds: dict[str, list[bytes]] = {}

    def answer(self, name: str, what: int | str) -> dict[str, Any]:
        """Make an input, read it and say what became of it."""
        kind = KINDS[name]
        # What makes inputs may take memory; only what reads them is held to a cap.
        data = self._made(kind, what) if isinstance(what, int) else Path(what).read_bytes()
        self._input.write_bytes(data)
        judged = isinstance(what, str) or Chance(f"judged:{what}").random() < _JUDGED
        Path("/proc/self/clear_refs").write_text("5")  # the peak of memory counts from here
        before = _size("VmRSS")
        start = time.process_time()
        resource.setrlimit(resource.RLIMIT_AS, (_size("VmSize") + MEMORY, resource.RLIM_INFINITY))
        outcome = self._outcome(Source(f"plan{kind.suffix}", data), judged=judged)
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
        peak = _size("VmHWM") - before
        return outcome | {"seconds": time.process_time() - start, "peak": peak}

    def _made(self, kind: Kind, number: int) -> bytes:
        if kind.name not in self._seeds:
            found = seeds(kind, self._folders)
            if kind.name not in _SLOW:
                read = [data for data in found if self._is_read(Source(f"plan{kind.suffix}", data))]
                found = [*read, *found[::_REFUSED]]
            self._seeds[kind.name] = found
        return input_of(kind, number, self._seeds[kind.name])

    def _is_read(self, source: Source) -> bool:
        try:
            return bool(loading.parse(source, self._readers))
        except Unreadable:
            return False

    def _outcome(self, source: Source, *, judged: bool) -> dict[str, Any]:
        """Return ``code`` (a message's id, or ``read``), and of a fault ``kind`` and ``where``."""
        try:
            document = loading.parse(source, self._readers)
            _hold(document)
            if judged and sum(map(len, _texts(document))) < _LONG:
                self._judge(document)
        except Unreadable as error:
            cause = error.__cause__
            return _fault(cause) if error.code == "read.crashed" and cause else {"code": error.code}
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            return _fault(error)
        return {"code": "read"}

    def _judge(self, document: Document) -> None:
        severities = {rule.id: rule.severity for rule in self._rules}
        check(read_plan(document, "plan", self._lexicon), self._rules, severities, _let_through)


def _let_through(_rule: str, error: BaseException) -> None:
    raise error


def _in_process(reader: Reader) -> Reader:
    """Return a reader that works in this process: here a fault's place is wanted."""
    if reader.name != "pdf":
        return reader
    return Reader(reader.name, reader.suffixes, reader.sniff, lambda source: read_pdf(source.data))


def _hold(document: Document) -> None:
    """Make sure that a document can be written as data and comes back.

    :raises _Fault: when it cannot
    """
    data = to_dict(document)
    json.dumps(data, ensure_ascii=False).encode()
    try:
        same = from_dict(data) == document
    except Unreadable as error:
        raise _Fault(f"{error.code} {error.values}") from error
    if not same:
        raise _Fault("written as data it comes back otherwise")


def _size(name: str) -> int:
    """Return a size of this process in bytes, as Linux counts it (proc(5), status)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def _texts(document: Document) -> list[str]:
    return list(loading._texts(document.blocks))  # noqa: SLF001 - the same texts that are capped


def _fault(error: BaseException) -> dict[str, Any]:
    """Describe what was raised, and the last places of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if any(part in frame.filename for part in _OURS)]
    where = [f"{Path(frame.filename).name}:{frame.name}" for frame in ours[-_FRAMES:]]
    told = "".join(traceback.format_exception(error, limit=-12))
    return {"code": "crash", "kind": type(error).__name__, "where": where, "told": told[-6000:]}


def main() -> None:
    """Serve until there is nothing more to do."""
    where, *folders = map(Path, sys.argv[1:])
    os.environ["PATH"] = ""  # neither LibreOffice nor tesseract: only our own code
    trace = (where / "trace").open("w")
    faulthandler.enable(trace)
    faulthandler.register(signal.SIGUSR1, trace, all_threads=False)
    worker = _Worker(folders, where / "input")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    for line in sys.stdin:
        trace.seek(0)
        trace.truncate()
        answers.write(json.dumps(worker.answer(*json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
