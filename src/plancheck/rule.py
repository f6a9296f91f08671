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
    """What is said of a requirement.

    Rules answer the first three, and ``n/a`` where what a profile asks cannot be asked of this
    plan; the run adds the others.
    """

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
    named: str = ""
    """What is printed instead where the profile names its local document: it has a blank
    ``{document}``."""


class Choice(NamedTuple):
    """A setting of a rule that a profile may choose, such as how often a body must meet."""

    values: tuple[str, ...]
    default: str


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
    choices: Mapping[str, Choice] = field(default_factory=dict)
    """What a profile may set, by name. The ``check`` of a rule that has any is a
    :class:`Question`, so that it hears of it."""
    options: Mapping[str, str] = field(default_factory=dict)
    """What a profile has set; what it has not is at its default. Ask :meth:`option`."""
    variants: tuple[Mapping[str, Any], ...] = ()
    """Other texts (``title``, ``advice``, ``criteria``, ``basis``, ``english``) for some options,
    which are named under ``when``."""

    def option(self, name: str) -> str:
        """Return what is in force of one of the rule's choices.

        :raises KeyError: when the rule has no such choice
        """
        return self.options.get(name, self.choices[name].default)


@dataclass(frozen=True, slots=True)
class Question:
    """A ``check`` that knows its rule: the options in force among it.

    Subclasses are called with a plan. A profile's options come in by
    ``dataclasses.replace(question, rule=…)``.
    """

    rule: Rule

    def __call__(self, plan: Plan) -> "Verdict | Iterable[Finding]":
        """Answer about a plan."""
        raise NotImplementedError(plan.title)
