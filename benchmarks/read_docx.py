"""How long reading a Word document takes, beside what cannot be avoided and beside python-docx.

Run as ``python benchmarks/read_docx.py [ROUNDS]``; the corpus is found through
``PLANCHECK_CORPUS``. Each round times all ways one after the other on the same files, so that the
ratios hold on a machine that drifts; the median over the rounds is printed.

- parse: unzip ``word/document.xml`` with zipfile and parse it with lxml, nothing else
- warm: our reader when the template's styles and lists are known (the second file and all later)
- cold: our reader when nothing is known (the first file of a template)
- python-docx: opening the file, without asking for any text
"""

import gc
import io
import os
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import docx
from lxml import etree
from word_files import word_file

from plancheck.api import Source
from plancheck_readers.docx import READER
from plancheck_readers.word.book import forget_templates

Way = Callable[[bytes], object]


def parse(data: bytes) -> object:
    """Do the least that any reader must."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def warm(data: bytes) -> object:
    """Read as in the midst of a batch."""
    return READER.read(Source("plan.docx", data))


def cold(data: bytes) -> object:
    """Read as the first file of a run."""
    forget_templates()
    return READER.read(Source("plan.docx", data))


def python_docx(data: bytes) -> object:
    """Open with python-docx."""
    return docx.Document(io.BytesIO(data))


def time_of(way: Way, files: list[bytes]) -> float:
    """Return milliseconds a file; what others left to be collected is collected before."""
    gc.collect()
    start = time.perf_counter()
    for data in files:
        way(data)
    return (time.perf_counter() - start) * 1000 / len(files)


def measure(name: str, files: list[bytes], rounds: int) -> None:
    """Print a line for a set of files."""
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        for way in (parse, cold, warm, python_docx):
            times.setdefault(way.__name__, []).append(time_of(way, files))
    middle = {way: median(found) for way, found in times.items()}

    def ratio(one: str, other: str) -> float:
        return median(a / b for a, b in zip(times[one], times[other], strict=True))

    print(f"{name}: {len(files)} files, {rounds} rounds; milliseconds a file:")
    print("  " + " · ".join(f"{way} {value:.3f}" for way, value in middle.items()))
    print(f"  warm / parse        {ratio('warm', 'parse'):5.2f}  (aim: at most 3)")
    print(f"  python-docx / parse {ratio('python_docx', 'parse'):5.2f}  (no reader can beat this)")
    print(f"  python-docx / warm  {ratio('python_docx', 'warm'):5.2f}  (aim: at least 5)")
    print(f"  python-docx / cold  {ratio('python_docx', 'cold'):5.2f}  (aim: at least 1.2)")
    print(f"  documents a second  {1000 / middle['warm']:5.0f}  (warm, reading alone)")


def main() -> None:
    """Measure the corpus, where there is one, and files as Word writes them."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    corpus = os.environ.get("PLANCHECK_CORPUS")
    if corpus:
        paths = sorted(Path(corpus, "docs").glob("*.docx"))
        measure("corpus (python-docx's template)", [path.read_bytes() for path in paths], rounds)
    else:
        print("corpus: skipped, PLANCHECK_CORPUS is not set")
    for formatted, name in ((False, "by styles"), (True, "run by run")):
        files = [word_file(number, formatted=formatted) for number in range(30)]
        measure(f"as Word writes them, formatted {name}", files, rounds)


if __name__ == "__main__":
    main()
