"""How many plans are checked a second on one core, and where the time goes.

Run as ``python benchmarks/throughput.py [ROUNDS]``; ``PLANCHECK_CORPUS`` names the corpus,
else the sample plans are taken. Every installed rule is asked; nothing is written. Each round does
each step on all files, so that the ratios hold on a machine that drifts; medians are printed.

- load: read a Word document's blocks (styles and lists of its template known)
- read: understand the blocks as a plan (statements, roles, schedule)
- judge: ask every rule
- split: the floor for read and judge together: normalise the same text (NFKC) and split it into
  clauses, nothing else

The budget of the design: read and judge take at most four times as long as split.
"""

import gc
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from labelled import CORPUS, FIXTURES

from plancheck import plugins
from plancheck.api import Document, Paragraph, Plan, Source
from plancheck.check import check
from plancheck.cli import patient
from plancheck.judging import lexicon_of
from plancheck.loading import parse
from plancheck.reading import read_plan

BUDGET = 4.0
_ENDS = re.compile("[，,。；;！!？?：:\n]")


def main() -> None:
    """Print documents a second and the time of each step."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    patient()  # as the program itself
    offered = plugins.load()
    lexicon = lexicon_of(offered.rules)
    severities = {rule.id: rule.severity for rule in offered.rules}
    sources = [Source(path.name, path.read_bytes()) for path in _files()]
    documents = [parse(source, offered.readers) for source in sources]
    plans = [read_plan(document, "plan", lexicon) for document in documents]
    texts = list(map(_text, documents))
    steps: dict[str, Callable[[], object]] = {
        "load": lambda: [parse(source, offered.readers) for source in sources],
        "read": lambda: [read_plan(document, "plan", lexicon) for document in documents],
        "judge": lambda: [check(plan, offered.rules, severities) for plan in plans],
        "split": lambda: list(map(_split, texts)),
    }
    times = [
        {name: _time(step) / len(sources) for name, step in steps.items()} for _ in range(rounds)
    ]
    _report(times, plans, len(offered.rules))


def _files() -> Sequence[Path]:
    folder = CORPUS / "docs" if CORPUS else FIXTURES / "plans"
    return sorted(folder.glob("*.docx"))


def _text(document: Document) -> str:
    return "\n".join(
        block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells)
        for block in document.blocks
    )


def _split(text: str) -> list[str]:
    return _ENDS.split(unicodedata.normalize("NFKC", text))


def _time(step: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def _report(times: Sequence[dict[str, float]], plans: Sequence[Plan], rules: int) -> None:
    whole = median(each["load"] + each["read"] + each["judge"] for each in times)
    print(f"{len(plans)} Word documents, {rules} rules, {len(times)} rounds, one core")
    print(f"  documents a second  {1 / whole:6.0f}")
    for name in times[0]:
        print(f"  {name:6}  {median(each[name] for each in times) * 1000:7.3f} ms a document")
    for name in ("read", "judge"):
        print(f"  {name} / split  {median(each[name] / each['split'] for each in times):6.1f}")
    ratio = median((each["read"] + each["judge"]) / each["split"] for each in times)
    print(f"  read and judge / split  {ratio:6.1f}  (budget: at most {BUDGET:g})")


if __name__ == "__main__":
    main()
