"""Whether each comment in hundreds of annotated copies stands at its words, and nothing moved.

Run as ``python benchmarks/annotate.py [--open N] [--keep FOLDER]``; the corpus is found through
``PLANCHECK_CORPUS``. What is checked of every copy stands in ``tests/copies.py``: the text between
a comment's marks, read out of the copy anew, is what the report quotes; all parts but four are the
same bytes in the same order; the main part shows the same, with the same look; reading the copy
gives the document that reading the file gave; a copy of a copy is that copy.

- Word documents: the corpus', and the labelled plans as three writers make them, one of them with
  tracked changes, a text box and somebody's comment. They are commented themselves.
- others: the corpus' web pages and texts, the seeds, and samples of further formats. A plain
  document of their text is commented.

``--open N`` lets LibreOffice turn every N-th copy into a PDF, ``--keep`` leaves the copies in a
folder. Of plans that are held back nothing is shown but figures.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from copies import (  # noqa: E402 - found through the line above
    WAYS,
    annotated,
    check_content,
    check_parts,
    check_quotes,
    report_on,
)
from plan_files.source import LABELLED, labelled  # noqa: E402

from plancheck.api import Source, Unreadable  # noqa: E402

CORPUS = os.environ.get("PLANCHECK_CORPUS")
TEXTS = ("*.html", "*.txt")
SAMPLES = ROOT / "tests" / "readers" / "files"
OPENING = 120
"""Seconds that LibreOffice may take over a batch of copies."""


class File(NamedTuple):
    """A document to annotate."""

    name: str
    data: bytes


class Result(NamedTuple):
    """What came of one."""

    comments: int
    telling: int
    """Comments that tell words which no range can hold."""
    seconds: float
    copy: bytes
    fault: str = ""


def word_documents() -> Iterator[File]:
    """Yield Word documents, which are commented themselves."""
    if CORPUS:
        for path in sorted(Path(CORPUS, "docs").glob("*.docx")):
            yield File(path.name, path.read_bytes())
    for path in sorted(LABELLED.glob("*.json")):
        for way, write in WAYS.items():
            yield File(f"{path.stem}, {way}.docx", write(labelled(path.stem)[0]))
    yield File("plan.docx", (SAMPLES / "plan.docx").read_bytes())


def others() -> Iterator[File]:
    """Yield what is copied as text."""
    if CORPUS:
        for pattern in TEXTS:
            for path in sorted(Path(CORPUS, "docs").glob(pattern)):
                yield File(path.name, path.read_bytes())
        for path in sorted(Path(CORPUS, "seeds").glob("*.txt")):
            yield File(path.name, path.read_bytes())
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in (".doc", ".odt", ".rtf", ".xls"):
            yield File(path.name, path.read_bytes())


def annotate(file: File, *, itself: bool) -> Result | None:
    """Annotate a document and check the copy; None where there is nothing to say of it."""
    try:
        content = report_on(file.name, file.data)
    except Unreadable as error:
        return Result(0, 0, 0, b"", f"unreadable: {error.code}")
    source = Source(file.name, file.data)
    start = time.perf_counter()
    copy = annotated(content, source)
    seconds = time.perf_counter() - start
    if not copy:
        return None
    counts = 0, 0
    doing = "comments"
    try:
        counts = check_quotes(content, copy)
        if itself:
            doing = "other parts"
            check_parts(file.data, copy)
            doing = "content"
            check_content(file.data, copy)
            doing = "a copy of the copy"
            assert annotated(content, Source(file.name, copy)) == copy  # noqa: S101 - as those do
    except AssertionError:
        return Result(*counts, seconds, copy, doing)
    return Result(*counts, seconds, copy)


def run(title: str, files: Iterator[File], *, itself: bool) -> dict[str, bytes]:
    """Annotate some documents, print a paragraph, and return the copies by name."""
    results: dict[str, Result] = {}
    silent = 0
    for file in files:
        result = annotate(file, itself=itself)
        if result is None:
            silent += 1
        else:
            results[file.name] = result
    wrong = {name: result.fault for name, result in results.items() if result.fault}
    comments = sum(result.comments for result in results.values())
    telling = sum(result.telling for result in results.values())
    times = sorted(result.seconds * 1000 for result in results.values())
    print(f"{title}: {len(results)} copies, {silent} plans of which there is nothing to say")
    print(
        f"  {comments} comments: {comments - telling} at exactly their words, {telling} that tell"
        " them beside a box, note, number or margin"
    )
    print(f"  {median(times):.1f} ms a copy, at most {times[-1]:.0f}; {len(wrong)} wrong")
    for name, fault in wrong.items():
        print(f"  WRONG {name}: {fault}")
    return {name: result.copy for name, result in results.items() if result.copy}


def open_all(copies: dict[str, bytes], folder: Path) -> None:
    """Let LibreOffice open copies; say how many became a PDF."""
    paths = []
    for number, data in enumerate(copies.values()):
        path = folder / f"copy{number}.docx"
        path.write_bytes(data)
        paths.append(path)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    said = subprocess.run(  # noqa: S603 - our own copies, nothing from outside
        [*command, *map(str, paths)],
        capture_output=True,
        timeout=OPENING + 10 * len(paths),
        check=False,
    )
    opened = sum(path.with_suffix(".pdf").exists() for path in paths)
    print(f"LibreOffice: {opened} of {len(paths)} opened, exit code {said.returncode}")


def main() -> None:
    """Annotate everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--open", type=int, default=0, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    copies = run("Word documents", word_documents(), itself=True)
    copies |= run("others, as text", others(), itself=False)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for name, data in copies.items():
            (options.keep / f"{name}.annotated.docx").write_bytes(data)
    if options.open:
        some = dict(list(copies.items())[:: options.open])
        with TemporaryDirectory() as folder:
            open_all(some, Path(folder))


if __name__ == "__main__":
    main()
