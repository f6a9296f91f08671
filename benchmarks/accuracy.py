"""How often verdicts agree with labels: ``plancheck evaluate`` on all that is labelled.

Run as ``python benchmarks/accuracy.py [-v] [RULES]``; ``PLANCHECK_CORPUS`` names the corpus. RULES
are what ``--select`` takes. Plans, seeds and statements of the corpus come first (what is held
back, by numbers that divide by 3, stands apart), then our own plans, schedules and statements.
``-v`` names the cases that disagree; those held back are never shown.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from labelled import CORPUS, FIXTURES, plain

from plancheck.cli import main as plancheck

HELD_BACK = ("--holdout", "3")
Words = tuple[str | Path, ...]


def main() -> int:
    """Print the tables; return the worst exit code."""
    listed = [word for word in sys.argv[1:] if word == "-v"]
    rules = [word for word in sys.argv[1:] if word != "-v"]
    more = [*listed, *(["--select", ",".join(rules)] if rules else [])]
    codes = []
    with TemporaryDirectory() as folder:
        for name, words in _sets(Path(folder)):
            print(f"== {name}", flush=True)
            codes.append(plancheck(["evaluate", *map(str, words), "--no-config", *more]))
            print()
    if CORPUS is None:
        print("PLANCHECK_CORPUS is not set: only our own plans and statements were judged")
    return max(codes)


def _sets(folder: Path) -> Iterator[tuple[str, Words]]:
    """Yield what is labelled, with the words that have it evaluated."""
    if CORPUS:
        yield "plans", (CORPUS / "plans", CORPUS / "docs" / "*.docx", *HELD_BACK)
        yield "seeds", (CORPUS / "seeds", CORPUS / "seeds" / "*.txt")
        yield "phrases", (CORPUS / "phrases", *HELD_BACK)
    plans, schedules = plain(folder)
    yield "own plans", (plans, plans / "*.txt")
    yield "own schedules", (schedules, schedules / "*.txt")
    yield "own statements", (FIXTURES / "statements",)


if __name__ == "__main__":
    sys.exit(main())
