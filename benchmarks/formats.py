"""How well each format is read: against our reader of .docx on the same plans, in one table.

Run as ``python benchmarks/formats.py --work FOLDER [--count N] [--rounds N]``. The plans are the
fixtures and the corpus (``PLANCHECK_CORPUS``); LibreOffice writes each as ``.doc``, ``.odt``,
``.rtf`` and ``.pdf``, once: FOLDER keeps them. It writes hidden and deleted text as if it counted,
and what is in a content control several times, so what it gets are copies with tracked changes
accepted, hidden text left out and content controls opened; the reference is our reader's document
of such a copy. Old text boxes (VML) it leaves out of RTF, and cuts off in PDF where they are too
small: for these two the boxes of the copies are opened. Of a PDF only the body is compared, for
page numbers are meant to be left out. Nothing of any plan is printed.

- verbatim: paragraphs and cells of the ``.docx`` that stand in the other file, too, blanks apart
- verdicts: plans of which every requirement has the same status
- ms: milliseconds a file, the median over the rounds; floor: that, as a multiple of the least any
  reader must do (unpack and parse the XML, take the streams out of the container, split RTF into
  its tokens, have pdfium give the characters), measured in turn with it
- peak: the most memory that Python's own objects take over one file
- lost: what the readers say they could not read, with the number of files
"""

import argparse
import gc
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from verdicts import read, verdicts

from plancheck.api import Document, Paragraph, Unreadable, Zone
from plancheck_readers.pdf.reader import read_pdf

ROOT = Path(__file__).parent.parent
FORMATS = {"doc": "docx", "odt": "docx", "rtf": "open", "pdf": "open"}
"""Formats → the copies that they are made of: with text boxes, or with those opened."""
_BATCH, _SECONDS = 15, 400
"""Files that LibreOffice converts in one run, and how long it may take."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = tuple(f"{_W}{name}" for name in ("del", "moveFrom"))
_TOKEN = re.compile(rb"\\[a-z]+-?\d* ?|\\'..|\\.|[{}]|[^\\{}]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan as Word document and in another format."""

    word: Path
    other: Path


def accepted(data: bytes, *, boxes: bool) -> bytes:
    """Return a Word document with tracked changes accepted and hidden text left out.

    :param boxes: whether old text boxes stay
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
                content = _accepted(content)
                content = content if boxes else _opened(content)
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _accepted(part: bytes) -> bytes:
    root = etree.fromstring(part)
    hidden = [run for run in root.iter(f"{_W}r") if run.find(f"{_W}rPr/{_W}vanish") is not None]
    for node in [*root.iter(*_GONE), *hidden]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    for control in list(root.iter(f"{_W}sdt")):
        for node in control.findall(f"{_W}sdtContent"):
            for child in list(node):
                control.addprevious(child)
        parent = control.getparent()
        if parent is not None:
            parent.remove(control)
    for node in list(root.iter(f"{_W}ins", f"{_W}moveTo")):
        for child in list(node):
            node.addprevious(child)
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _opened(part: bytes) -> bytes:
    """Put what old text boxes hold behind their paragraph."""
    root = etree.fromstring(part)
    for box in list(root.iter(f"{_W}pict")):
        paragraph = next(box.iterancestors(f"{_W}p"), None)
        parent = box.getparent()
        if paragraph is None or parent is None:
            continue
        held = [child for content in box.iter(f"{_W}txbxContent") for child in content]
        for child in reversed(held):
            paragraph.addnext(child)
        if held:
            parent.remove(box)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def copies(work: Path, count: int, kind: str) -> list[Path]:
    """Write the copies of a kind (see :data:`FORMATS`); return them."""
    folders = [ROOT / "fixtures/plans"]
    if corpus := os.environ.get("PLANCHECK_CORPUS"):
        folders.append(Path(corpus, "docs"))
    sources = [path for folder in folders for path in sorted(folder.glob("*.docx"))]
    target = work / kind
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for number, path in enumerate(sources[:count]):
        copy = target / f"{number:03}.docx"
        if not copy.exists():
            copy.write_bytes(accepted(path.read_bytes(), boxes=kind == "docx"))
        made.append(copy)
    return made


def convert(files: Sequence[Path], suffix: str, target: Path) -> None:
    """Have LibreOffice write what is not there yet."""
    program = shutil.which("soffice")
    lacking = [path for path in files if not (target / f"{path.stem}.{suffix}").exists()]
    if program is None and lacking:
        sys.exit("soffice is not installed")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        for start in range(0, len(lacking), _BATCH):
            batch = map(str, lacking[start : start + _BATCH])
            home = f"-env:UserInstallation=file://{profile}"
            order = ["--convert-to", suffix, "--outdir", str(target), *batch]
            subprocess.run(  # noqa: S603 - our own files
                [str(program), "--headless", home, *order],
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )


def texts(document: Document, *, body: bool) -> Counter[str]:
    """Return paragraphs and cells without blanks.

    :param body: whether only those of the body
    """

    def every() -> Iterator[str]:
        for block in document.blocks:
            if body and block.zone is not Zone.BODY:
                continue
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from (cell.text for cell in block.cells)

    return Counter(filter(None, ("".join(text.split()) for text in every())))


def statuses(document: Document) -> dict[str, object]:
    """Return the status of each requirement."""
    return {name: said[0] for name, said in verdicts(document).items() if "/" in name}


def floor(suffix: str, data: bytes) -> object:
    """Do the least that any reader must."""
    if suffix in ("docx", "odt"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = "word/document.xml" if suffix == "docx" else "content.xml"
            return etree.fromstring(archive.read(main))
    if suffix == "doc":
        import olefile

        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return [ole.openstream(name).read() for name in ("WordDocument", "1Table")]
    if suffix == "rtf":
        return _TOKEN.findall(data)
    document = import_module("pypdfium2").PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _read(suffix: str, data: bytes) -> Document:
    """Read a file in this process, where memory can be measured."""
    return read_pdf(data) if suffix == "pdf" else read(f"plan.{suffix}", data)


def _milliseconds(act: Callable[[str, bytes], object], suffix: str, data: bytes) -> float:
    start = time.perf_counter()
    act(suffix, data)
    return (time.perf_counter() - start) * 1000


def row(suffix: str, pairs: Sequence[Pair], rounds: int) -> str:
    """Measure a format; return its line of the table."""
    total = same = alike = 0
    lost: Counter[str] = Counter()
    files = []
    for pair in pairs:
        data = pair.other.read_bytes()
        try:
            other = _read(suffix, data)
        except Unreadable as error:
            lost[error.code] += 1
            continue
        files.append(data)
        word = read(pair.word.name, pair.word.read_bytes())
        left = texts(word, body=suffix == "pdf")
        total += left.total()
        same += (left & texts(other, body=suffix == "pdf")).total()
        alike += statuses(word) == statuses(other)
        lost.update({entry.code for entry in other.health})
    took, ratio = _timed(suffix, files, rounds)
    peak = _peak(suffix, files)
    said = ", ".join(f"{code} {count}" for code, count in sorted(lost.items())) or "nothing"
    return (
        f"{suffix:<6} {len(pairs):>5} {len(files):>5} {same / max(1, total):>9.2%} "
        f"{alike:>4}/{len(files):<4} {took:>7.2f} {ratio:>6.1f} {peak:>7.1f}  {said}"
    )


def _timed(suffix: str, files: Sequence[bytes], rounds: int) -> tuple[float, float]:
    """Return milliseconds a file, and as a multiple of the floor; medians."""
    times, ratios = [], []
    gc.collect()
    for _ in range(rounds):
        for data in files:
            least = _milliseconds(floor, suffix, data)
            times.append(_milliseconds(_read, suffix, data))
            ratios.append(times[-1] / least)
    return (median(times), median(ratios)) if times else (0.0, 0.0)


def _peak(suffix: str, files: Sequence[bytes]) -> float:
    """Return the most megabytes over one file."""
    peak = 0
    tracemalloc.start()
    for data in files:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        _read(suffix, data)
        peak = max(peak, tracemalloc.get_traced_memory()[1] - before)
    tracemalloc.stop()
    return peak / 1024**2


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, required=True, help="keeps what LibreOffice wrote")
    parser.add_argument("--count", type=int, default=1_000, help="plans at most")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = copies(options.work, options.count, "docx")
    print("format tried  read  verbatim verdicts     ms  floor peak MB  lost (files)")
    print(row("docx", [Pair(path, path) for path in files], options.rounds), flush=True)
    for suffix, kind in FORMATS.items():
        files = copies(options.work, options.count, kind)
        target = options.work / suffix
        convert(files, suffix, target)
        others = [target / f"{path.stem}.{suffix}" for path in files]
        pairs = [Pair(word, other) for word, other in zip(files, others, strict=True)]
        pairs = [pair for pair in pairs if pair.other.exists()]
        print(row(suffix, pairs, options.rounds), flush=True)


if __name__ == "__main__":
    main()
