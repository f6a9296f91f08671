"""Counting: agreement, confusion, precision and recall."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from plancheck.evaluation.forms import ANSWERS

UNKNOWN = "unknown"
SAID = (*ANSWERS, UNKNOWN)
"""What may have been said of a requirement; ``unknown`` agrees with no label and is no false
alarm."""

MISSING = "missing"

Json = dict[str, Any]


def share(part: float, whole: float) -> float | None:
    """Return a share; None of nothing."""
    return round(part / whole, 4) if whole else None


@dataclass(slots=True)
class Hits:
    """How often something was found that is there, found that is not, and not found."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Hits") -> "Hits":
        """Add up two counts."""
        return Hits(self.right + other.right, self.false + other.false, self.missed + other.missed)

    def object(self) -> Json:
        """Return the counts with precision, recall and F1; None where there is nothing."""
        return {
            "right": self.right,
            "false": self.false,
            "missed": self.missed,
            "precision": share(self.right, self.right + self.false),
            "recall": share(self.right, self.right + self.missed),
            "f1": share(2 * self.right, 2 * self.right + self.false + self.missed),
        }


@dataclass(slots=True)
class Tally:
    """How often which label got which verdict."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(label, said) → how often."""

    def add(self, label: str, said: str) -> None:
        """Count one verdict."""
        self.confusion[label, said] += 1

    @classmethod
    def of(cls, tallies: Iterable["Tally"]) -> "Tally":
        """Add up some tallies."""
        whole = cls()
        for tally in tallies:
            whole.confusion.update(tally.confusion)
        return whole

    @property
    def n(self) -> int:
        """How many verdicts were counted."""
        return self.confusion.total()

    @property
    def agree(self) -> int:
        """How many agree with their label exactly."""
        return sum(self.confusion[answer, answer] for answer in ANSWERS)

    @property
    def missing(self) -> Hits:
        """The finding a user acts on: a false one is a false alarm, a missed one a gap let by."""
        right = self.confusion[MISSING, MISSING]
        said = sum(self.confusion[label, MISSING] for label in ANSWERS)
        labelled = sum(self.confusion[MISSING, said] for said in SAID)
        return Hits(right, said - right, labelled - right)

    def object(self) -> Json:
        """Return the figures as plain data."""
        return {
            "n": self.n,
            "agree": self.agree,
            "share": share(self.agree, self.n),
            "confusion": {
                label: {said: self.confusion[label, said] for said in SAID} for label in ANSWERS
            },
            "missing": self.missing.object(),
        }
