"""Plans and statements with labels: the corpus (``PLANCHECK_CORPUS``) and ``fixtures/``.

What is held back is kept apart here, for every benchmark alike: plans of the corpus whose number,
and its statements whose line number, divides by 3.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.api import Document, Plan, Reader, Source
from plancheck.loading import parse
from plancheck.reading import read_plan
from plancheck.reading.lexicon import Lexicon
from plancheck.testing import plan_from

Json = dict[str, Any]

FIXTURES = Path(__file__).parent.parent / "fixtures"
CORPUS = Path(os.environ["PLANCHECK_CORPUS"]) if os.environ.get("PLANCHECK_CORPUS") else None
HELD_BACK = 3
"""What a number divides by to be held back."""

_PARTS = {"goal": "goals"}
"""The corpus' names of parts that are not ours."""
_MARK = re.compile(r"^#{1,2} ", re.MULTILINE)


class Case(NamedTuple):
    """Something labelled."""

    group: str
    """Where it comes from, such as ``plans``."""
    held_back: bool
    name: str
    plan: Plan
    statuses: dict[str, str]
    """Rule id → the status it must get; rules that are not named are not scored."""
    facts: Json | None
    """The label, when it says what the plan as a whole is; None for a statement."""


def cases(readers: tuple[Reader, ...], lexicon: Lexicon) -> Iterator[Case]:
    """Yield everything that is labelled; the corpus only where there is one."""
    if CORPUS:
        docs = {path.stem: path for path in (CORPUS / "docs").glob("*.docx")}
        for path, label in _labels(CORPUS / "plans"):
            source = Source("plan.docx", docs[path.stem].read_bytes())
            plan = read_plan(parse(source, readers), source.name, lexicon)
            held = int(path.stem.removeprefix("d")) % HELD_BACK == 0
            yield _plan("plans", label, plan, held_back=held)
        for path, label in _labels(CORPUS / "seeds"):
            source = Source("plan.txt", path.with_suffix(".txt").read_bytes())
            yield _plan("seeds", label, read_plan(parse(source, readers), source.name, lexicon))
        yield from _statements("phrases", sorted((CORPUS / "phrases").glob("*.jsonl")), lexicon)
    for path, label in _labels(FIXTURES / "labelled"):
        text = path.with_suffix(".txt").read_text("utf-8")
        yield _plan("own plans", label, read_plan(document(text, readers), "plan.txt", lexicon))
    own = sorted((FIXTURES / "statements").glob("*.jsonl"))
    yield from _statements("own statements", own, lexicon, may_hold_back=False)


def document(text: str, readers: tuple[Reader, ...]) -> Document:
    """Read a text in the corpus' markup (``# `` and ``## `` before headings) as plain text."""
    return parse(Source("plan.txt", _MARK.sub("", text).encode()), readers)


def _labels(folder: Path) -> Iterator[tuple[Path, Json]]:
    for path in sorted(folder.glob("*.json")):
        yield path, json.loads(path.read_text("utf-8"))


def _plan(group: str, label: Json, plan: Plan, *, held_back: bool = False) -> Case:
    return Case(group, held_back, label["id"], plan, label["requirements"], label)


def _statements(
    group: str, files: Iterable[Path], lexicon: Lexicon, *, may_hold_back: bool = True
) -> Iterator[Case]:
    for path in files:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            label = json.loads(line)
            part = label.get("part", "tasks")
            plan = plan_from(label["text"], _PARTS.get(part, part), lexicon=lexicon)
            statuses = {label["rule"]: label["status"]} | label.get("also", {})
            held = may_hold_back and number % HELD_BACK == 0
            yield Case(group, held, f"{path.stem}:{number}", plan, statuses, None)
