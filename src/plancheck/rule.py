"""Rules and what they answer.

A *requirement* asks whether a plan contains something and yields one :class:`Verdict`. A *defect*
rule points at places and yields :class:`Finding` objects.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from plancheck.model import Place
from plancheck.reading.plan import Plan


class Status(StrEnum):
    """What is said of a requirement. Rules answer the first three; the run adds the others."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """The item could stand where the file could not be read, or the rule crashed."""
    WAIVED = "waived"
    NOT_APPLICABLE = "n/a"


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Kind(StrEnum):
    """Whether a rule looks for something absent or for something wrong."""

    REQUIREMENT = "requirement"
    DEFECT = "defect"


class Quote(NamedTuple):
    """Words of the plan, in the original, with their place."""

    text: str
    place: Place


class NearMiss(NamedTuple):
    """Words that look like the thing and do not count."""

    text: str
    place: Place
    reason: str
    """Message id of the reason, such as ``near.review``; ids without a message are shown as
    they are, so a third-party rule may write a sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's answer about one plan.

    ``met`` and ``partial`` always carry evidence; the run turns a verdict without it into
    ``unknown``.
    """

    status: Status
    evidence: tuple[Quote, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    message: str = ""
    """Message id of a remark on the verdict, such as ``congress.one-term``, or a sentence."""
    values: tuple[tuple[str, str], ...] = ()
    """What the message's blanks are filled with."""


class Finding(NamedTuple):
    """A defect at a place."""

    text: str
    place: Place
    message: str = ""
    values: tuple[tuple[str, str], ...] = ()


class Basis(NamedTuple):
    """What a requirement rests on."""

    text: str
    """Law and article, or the local demand, ready to print."""
    kind: str = "law"
    """``law``, ``regulation``, ``local`` (a demand of the reviewing union) or ``practice``."""


class Example(NamedTuple):
    """A text on a rule's card and the verdict it must get."""

    text: str
    expect: str
    """``met``, ``partial`` or ``missing``; for a defect ``found`` or ``clean``."""
    part: str = "tasks"
    """The part of a plan in which the text stands: ``tasks``, ``goals``, ``guiding``, ``review``,
    ``schedule``; ``plan`` when the text is a whole plan."""
    why: str = ""
    title: str = "2024年A校工会工作计划"


@dataclass(frozen=True, slots=True)
class Rule:
    """A question asked of a plan.

    :param id: ``topic/rule``
    :param check: answers it; a requirement returns a :class:`Verdict`, a defect findings
    :param card: path of the card inside its plugin, for messages
    """

    id: str
    title: str
    severity: Severity
    kind: Kind
    check: Callable[[Plan], "Verdict | Iterable[Finding]"]
    criteria: Mapping[str, str] = field(default_factory=dict)
    """Status → what earns it, in a reviewer's words."""
    basis: tuple[Basis, ...] = ()
    advice: str = ""
    """A sentence ready to insert into the plan, blanks as ``___``."""
    english: Mapping[str, str] = field(default_factory=dict)
    """English title and criteria, by the same keys."""
    card: str = ""
    examples: Callable[[], tuple[Example, ...]] = tuple
    """Reads the examples; they are not loaded at run time."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """The card's words and conditions, as compiled."""
