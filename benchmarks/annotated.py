"""Plans with a label at every line that earns something or looks like it.

``fixtures/annotated/README.md`` tells the form. Such plans teach the weights of the second opinion
(``learn_weights.py``); those of the part ``V`` are never learnt from and measure it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from plancheck.api import Document
from plancheck.model import Block, Cell, Paragraph, Table

FOLDER = Path(__file__).parent.parent / "fixtures" / "annotated"
HELD = "congress/held-each-term"
LEVELS = ("missing", "partial", "met")

ASIDE = frozenset(("topic", "pupils", "women-only", "retired-only"))
"""Why a look-alike is none: it is about something else, whatever the sentence does."""

_MARK = "@@"
_RULE_LINE = re.compile(r"\|[\s:|-]+\|?$")
_HASHES = re.compile(r"#{1,3} ")


class Label(NamedTuple):
    """What is said of a line."""

    earned: Mapping[str, str]
    """Rule → ``met`` or ``partial``; of the congress ``once``, ``spring``, ``autumn``, ``each``."""
    alike: Mapping[str, frozenset[str]]
    """Rule that a careless reader might see → why it is none."""


Spot = tuple[int, int | None]
"""A block, and a row in it where it is a table."""


class Annotated(NamedTuple):
    """A plan with the labels of its lines."""

    name: str
    facts: Mapping[str, str]
    document: Document
    labels: Mapping[Spot, Label]

    def statuses(self, rules: Sequence[str]) -> dict[str, str]:
        """Return rule → status of the plan, worked out from its lines.

        Of a text that is no plan but a bank of statements this has no meaning.
        """
        found = dict.fromkeys(rules, 0)
        sittings: set[str] = set()
        for label in self.labels.values():
            for rule, status in label.earned.items():
                if rule == HELD:
                    sittings.update(status.split(","))
                elif rule in found:
                    found[rule] = max(found[rule], LEVELS.index(status))
        if sittings and HELD in found:
            both = "each" in sittings or sittings >= {"spring", "autumn"}
            found[HELD] = 2 if both or self.facts.get("kind") == "term" else 1
        return {rule: LEVELS[level] for rule, level in found.items()}


def annotated(pattern: str = "*") -> Iterator[Annotated]:
    """Yield the annotated plans whose name fits a pattern, by name."""
    for path in sorted(FOLDER.glob(f"{pattern}.txt")):
        yield read(path.stem, path.read_text("utf-8"))


def read(name: str, text: str) -> Annotated:
    """Read an annotated plan."""
    facts: dict[str, str] = {}
    blocks: list[Block] = []
    labels: dict[Spot, Label] = {}
    rows: list[str] = []
    for raw in (*filter(None, map(str.strip, text.splitlines())), ""):
        if raw.startswith("%%"):
            facts |= dict(part.split("=", 1) for part in raw.split() if "=" in part)
            continue
        words, _, marks = raw.partition(_MARK)
        line = words.strip()
        if _RULE_LINE.match(line):
            continue
        if line.startswith("|"):
            labels[len(blocks), len(rows)] = _label(marks)
            rows.append(line)
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if line := _HASHES.sub("", line, count=1):
            labels[len(blocks), None] = _label(marks)
            blocks.append(Paragraph(line))
    return Annotated(name, facts, Document("txt", tuple(blocks)), labels)


def _label(marks: str) -> Label:
    earned: dict[str, str] = {}
    alike: dict[str, frozenset[str]] = {}
    for mark in marks.split():
        if mark.startswith("-"):
            rule, _, why = mark[1:].partition(":")
            alike[rule] = frozenset(why.split(","))
        else:
            rule, _, status = mark.partition("=")
            twice = rule == HELD and rule in earned  # a mark a sitting
            earned[rule] = f"{earned[rule]},{status}" if twice else status
    return Label(earned, alike)


def _table(rows: Sequence[str]) -> Table:
    return Table(
        tuple(
            Cell(row, column, "" if text.strip() == "^" else text.strip())
            for row, line in enumerate(rows)
            for column, text in enumerate(line.strip("|").split("|"))
        )
    )
