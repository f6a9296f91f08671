"""How well binary Word documents are read: against our reader of .docx on the same documents.

Run as ``python benchmarks/read_doc.py FOLDER [ROUNDS]``. The folder holds pairs, ``a.docx`` and
``a.doc`` (or ``.wps``, ``.dot``), the second saved from the first by a program that writes both;
``soffice --headless --convert-to doc FOLDER/*.docx`` makes them. It prints counts, never words.

- verbatim: blocks of the .docx that the .doc has, too, equal in text, number, level, zone and cells
- added: blocks of the .doc that the .docx has not
- verdicts: plans of which every rule says the same and quotes the same words
- time: milliseconds a file, the median over the rounds; memory: peak of Python's own allocations

LibreOffice writes what stands in a content control of its own paragraph twice; pairs without them
(``--unwrap TARGET`` writes such copies of the .docx) show what the reader does, not the writer.
"""

import gc
import io
import re
import sys
import time
import tracemalloc
import zipfile
from collections import Counter
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from verdicts import read, verdicts

SUFFIXES = (".doc", ".wps", ".dot", ".wpt")
_CONTROL = re.compile(rb"</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>|<w:sdtPr/>|</?w:sdtContent>", re.DOTALL)


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    """Return the pairs of a folder: .docx and the binary one."""
    found = [path for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES]
    return [(path.with_suffix(".docx"), path) for path in found]


def unwrap(folder: Path, target: Path) -> None:
    """Copy the .docx of a folder without their content controls."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.docx")):
        written = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(written, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "word/document.xml":
                    content = _CONTROL.sub(b"", content)
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
        (target / path.name).write_bytes(written.getvalue())


def compare(found: list[tuple[Path, Path]]) -> None:
    """Print how far the documents of all pairs are one."""
    total = same = added = equal = lossless = 0
    differing = []
    for modern, binary in found:
        one = read(modern.name, modern.read_bytes())
        other = read(binary.name, binary.read_bytes())
        left, right = Counter(one.blocks), Counter(other.blocks)
        total += left.total()
        same += (left & right).total()
        added += (right - left).total()
        lossless += one.health == other.health
        if verdicts(one) == verdicts(other):
            equal += 1
        else:
            differing.append(binary.name)
    print(
        f"{len(found)} pairs, {total} blocks: {same} verbatim ({same / total:.2%}), {added} added"
    )
    print(f"health alike: {lossless}; verdicts alike: {equal}", *differing)


def measure(found: list[tuple[Path, Path]], rounds: int) -> None:
    """Print how long reading takes, and what memory the largest takes."""
    files = [(path.name, path.read_bytes()) for _, path in found]
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        for name, data in files:
            read(name, data)
        times.append((time.perf_counter() - start) * 1000 / len(files))
    tracemalloc.start()
    for name, data in files:
        read(name, data)
    peak = tracemalloc.get_traced_memory()[1]
    size = sum(len(data) for _, data in files) / len(files) / 1024
    print(f"{median(times):.2f} ms a file of {size:.0f} KB (aim: 15); peak {peak / 1024**2:.1f} MB")


def main() -> None:
    """Measure a folder of pairs."""
    folder = Path(sys.argv[1])
    if len(sys.argv) > 3 and sys.argv[2] == "--unwrap":  # noqa: PLR2004 - folder, option, target
        unwrap(folder, Path(sys.argv[3]))
        return
    found = pairs(folder)
    compare(found)
    measure(found, int(sys.argv[2]) if len(sys.argv) > 2 else 5)  # noqa: PLR2004


if __name__ == "__main__":
    main()
