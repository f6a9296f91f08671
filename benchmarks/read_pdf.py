"""How well PDFs are read, against the Word files they were made from.

Run as ``python benchmarks/read_pdf.py FOLDER … [-v]``: each folder holds pairs ``ID.docx`` and
``ID.pdf`` of one plan (``pdf_pairs.py`` writes some). Printed for each folder:

- verbatim: share of the Word file's paragraphs that stand in the PDF as one paragraph, blanks apart
- whole: share of its characters in such paragraphs
- sentences: share of its sentences that stand in one paragraph or cell of the PDF
- cells: share of the cells of its tables that stand there in the same row and column with the same
  text; tables: how many tables came out as one table
- verdicts: files that get the same verdicts on all rules, and single verdicts that differ
- false missing: verdicts ``missing`` on the PDF where the Word file gets another
- milliseconds a file (in the process of its own, warm), and the most memory that process took

``-v`` names the files and rules whose verdicts differ; words of plans are never shown, since some
are held back.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plancheck import loading, plugins
from plancheck.api import Document, Paragraph, Source, Table, Zone
from plancheck.check import check
from plancheck.judging import lexicon_of
from plancheck.reading import read_plan

_SENTENCE = re.compile("[^。！？；!?;\n]+[。！？；!?;]?")
_SHORT = 6
"""Characters below which a sentence shows nothing."""


class Pair(NamedTuple):
    """What one pair shows."""

    paragraphs: tuple[int, int]
    """Found, of how many."""
    characters: tuple[int, int]
    sentences: tuple[int, int]
    cells: tuple[int, int]
    tables: tuple[int, int]
    differing: tuple[str, ...]
    """Rules and understood things that differ."""
    missing: int
    """Verdicts that are falsely ``missing``."""
    seconds: float


def squeezed(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())


def paragraphs(document: Document) -> list[str]:
    """Return the paragraphs of the body, and its notes."""
    return [
        squeezed(block.text)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.zone in (Zone.BODY, Zone.FOOTNOTE)
    ]


def tables(document: Document) -> list[Table]:
    """Return the tables."""
    return [block for block in document.blocks if isinstance(block, Table)]


def sentences(document: Document) -> Iterator[str]:
    """Yield the sentences of the body, in paragraphs and cells."""
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    texts += [cell.text for table in tables(document) for cell in table.cells]
    for text in texts:
        for found in _SENTENCE.findall(text):
            if len(squeezed(found)) >= _SHORT:
                yield squeezed(found)


def shared(first: list[str], second: list[str]) -> Counter[str]:
    """Return what two lists share, as often as both hold it."""
    return Counter(first) & Counter(second)


def places(document: Document) -> list[str]:
    """Return the cells of all tables with their places."""
    return [
        f"{number} {cell.row} {cell.column} {squeezed(cell.text)}"
        for number, table in enumerate(tables(document))
        for cell in table.cells
        if cell.text
    ]


class Judge:
    """Says what the installed rules say."""

    def __init__(self) -> None:
        self._plugins = plugins.load()
        self._lexicon = lexicon_of(self._plugins.rules)

    def read(self, path: Path) -> Document:
        """Read a file as the command line does."""
        return loading.parse(Source(path.name, path.read_bytes()), self._plugins.readers)

    def verdicts(self, document: Document) -> dict[str, str]:
        """Return what is understood of a plan, and the verdict on each rule."""
        plan = read_plan(document, "plan", self._lexicon)
        rules = self._plugins.rules
        results, _ = check(plan, rules, {rule.id: rule.severity for rule in rules})
        understood = {
            "kind": str(plan.kind),
            "period": str(plan.period),
            "months": str(plan.schedule.months if plan.schedule else ()),
            "unit": squeezed(plan.unit or ""),
            "title": squeezed(plan.title),
        }
        return understood | {result.rule.id: str(result.verdict.status) for result in results}


def compare(judge: Judge, word: Path) -> Pair:
    """Compare a pair."""
    expected = judge.read(word)
    start = time.perf_counter()
    found = judge.read(word.with_suffix(".pdf"))
    seconds = time.perf_counter() - start
    wanted = paragraphs(expected)
    same = shared(wanted, paragraphs(found))
    whole = "\n".join(squeezed(text) for text in texts_of(found))
    said = list(sentences(expected))
    here, there = judge.verdicts(expected), judge.verdicts(found)
    differing = tuple(name for name in here if here[name] != there[name])
    return Pair(
        paragraphs=(same.total(), len(wanted)),
        characters=(sum(len(text) * n for text, n in same.items()), sum(map(len, wanted))),
        sentences=(sum(sentence in whole for sentence in said), len(said)),
        cells=(shared(places(expected), places(found)).total(), len(places(expected))),
        tables=(min(len(tables(expected)), len(tables(found))), len(tables(expected))),
        differing=differing,
        missing=sum(there[name] == "missing" for name in differing),
        seconds=seconds,
    )


def texts_of(document: Document) -> Iterator[str]:
    """Yield the texts of all paragraphs and cells."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


def share(pairs: list[Pair], name: str) -> str:
    """Return a share over all pairs."""
    found = sum(getattr(pair, name)[0] for pair in pairs)
    count = sum(getattr(pair, name)[1] for pair in pairs)
    return f"{found / count:6.1%} of {count}" if count else "none"


def memory() -> str:
    """Return the most memory that a child process took, where the system tells."""
    try:
        import resource
    except ImportError:
        return "not told here"
    return f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"


def measure(judge: Judge, folder: Path, *, names: bool) -> None:
    """Print a report on a folder."""
    words = [path for path in sorted(folder.glob("*.docx")) if path.with_suffix(".pdf").exists()]
    pairs = [compare(judge, path) for path in words]
    equal = sum(not pair.differing for pair in pairs)
    single = sum(len(pair.differing) for pair in pairs)
    times = sorted(pair.seconds * 1000 for pair in pairs)
    print(f"{folder.name}: {len(pairs)} pairs")
    print(f"  verbatim {share(pairs, 'paragraphs')} · whole {share(pairs, 'characters')}")
    print(f"  sentences {share(pairs, 'sentences')}")
    print(f"  cells {share(pairs, 'cells')} · tables {share(pairs, 'tables')}")
    missing = sum(pair.missing for pair in pairs)
    print(f"  verdicts equal in {equal}; {single} differ, {missing} falsely missing")
    if times:
        print(f"  {times[len(times) // 2]:.0f} ms a file (median), {times[-1]:.0f} at most")
    if names:
        for path, pair in zip(words, pairs, strict=True):
            lost = pair.paragraphs[1] - pair.paragraphs[0]
            if pair.differing or lost:
                print(f"    {path.stem}: {lost} paragraphs; {', '.join(pair.differing)}")


def main() -> None:
    """Measure each folder."""
    words = sys.argv[1:]
    judge = Judge()
    for folder in (Path(word) for word in words if word != "-v"):
        measure(judge, folder, names="-v" in words)
    from plancheck_readers.pdf import helper

    helper.close()
    print(f"most memory of the reading process: {memory()}")


if __name__ == "__main__":
    main()
