"""What came of a check: results, reviews, and the exit code they earn."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from plancheck.errors import Unreadable
from plancheck.profile import Terms
from plancheck.reading.plan import Plan
from plancheck.rule import Finding, Rule, Severity, Status, Verdict


class ExitCode(IntEnum):
    """What the process ends with; public, each value tested."""

    COMPLIES = 0
    """Every plan checked complies at the fail level."""
    FINDINGS = 1
    """Something at or above the fail level."""
    SETUP = 2
    """A fault of usage, configuration, card or plugin, or nothing to check."""
    INCOMPLETE = 3
    """A plan could not be read, or something could not be judged. Outranks 1."""
    INTERRUPTED = 130


class FailLevel(StrEnum):
    """The least severity that fails a plan."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Reason(StrEnum):
    """Why a run does not end with 0."""

    FINDINGS = "findings"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    CRASHED = "crashed"
    INTERRUPTED = "interrupted"


class State(StrEnum):
    """What is said of a plan as a whole."""

    COMPLIED = "complied"
    NOT_COMPLIED = "not_complied"
    UNKNOWN = "unknown"
    """Nothing found that fails it, but something could not be judged."""
    UNREADABLE = "unreadable"


class Waiver(NamedTuple):
    """Why something is let pass, and by whom."""

    rule: str
    plan: str
    """A pattern of paths, or the sha256 of a file."""
    reason: str
    who: str | None
    path: str
    """The file it stands in."""
    expires: str | None = None
    """Its last day (``YYYY-MM-DD``)."""
    kind: str = "waiver"
    """``waiver``, or ``baseline`` for what was there before."""
    folder: str = ""
    """What the pattern is relative to."""
    sha256: str = ""
    quotes: tuple[str, ...] = ()
    """Words of the defects that are meant; all of the rule when empty."""


@dataclass(frozen=True, slots=True)
class Result:
    """A rule's answer about one plan, as it counts."""

    rule: Rule
    severity: Severity
    """The severity in force for this plan, which the configuration may have changed."""
    verdict: Verdict
    crash: str = ""
    """Class of the exception the rule raised; empty when it did not."""
    waiver: Waiver | None = None
    """Why it is let pass; its status is then ``waived``."""
    waived: Status | None = None
    """What its status would be without the waiver."""

    @property
    def weight(self) -> Severity | None:
        """How much it weighs against the plan; None when it does not."""
        return weight(self.verdict.status, self.severity)


@dataclass(frozen=True, slots=True)
class Defect:
    """A finding of a defect rule, as it counts."""

    rule: Rule
    severity: Severity
    finding: Finding
    waiver: Waiver | None = None
    """Why it is let pass; it then weighs nothing."""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything about one plan.

    :param path: as given on the command line
    :param sha256: of the file's bytes; None when they could not be had
    :param problem: why the file could not be read; None when it could
    """

    path: str
    sha256: str | None = None
    problem: Unreadable | None = None
    plan: Plan | None = None
    results: tuple[Result, ...] = ()
    """One of every requirement in force anywhere in the run, and one of every rule that crashed."""
    defects: tuple[Defect, ...] = ()
    terms: Terms = Terms()  # noqa: RUF009 - frozen
    """What it was judged by."""

    @property
    def unknown(self) -> bool:
        """Whether something could not be judged."""
        return any(result.verdict.status is Status.UNKNOWN for result in self.results)

    @property
    def doubtful(self) -> bool:
        """Whether something could not be judged, though its rule did not fail."""
        return any(
            result.verdict.status is Status.UNKNOWN and not result.crash for result in self.results
        )

    @property
    def crashed(self) -> bool:
        """Whether a rule failed on this plan."""
        return any(result.crash for result in self.results)

    def fails(self, level: FailLevel) -> bool:
        """Tell whether something weighs as much as the fail level or more."""
        weights = [result.weight for result in self.results]
        weights += [defect.severity for defect in self.defects if defect.waiver is None]
        return any(reaches(weight, level) for weight in weights if weight)

    def state(self, level: FailLevel) -> State:
        """Say what is said of the plan as a whole."""
        if self.problem is not None:
            return State.UNREADABLE
        if self.fails(level):
            return State.NOT_COMPLIED
        return State.UNKNOWN if self.unknown else State.COMPLIED


_HEAVIEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def weight(status: Status, severity: Severity) -> Severity | None:
    """Return how much a verdict weighs: a partial one level less than its rule's missing."""
    if status is Status.MISSING:
        return severity
    if status is Status.PARTIAL and severity is not Severity.INFO:
        return _HEAVIEST_FIRST[_HEAVIEST_FIRST.index(severity) + 1]
    return None


def reaches(severity: Severity, level: FailLevel) -> bool:
    """Tell whether a severity is at or above the fail level."""
    if level is FailLevel.NEVER:
        return False
    return _HEAVIEST_FIRST.index(severity) <= _HEAVIEST_FIRST.index(Severity(level))


def reasons(reviews: Iterable[Review], level: FailLevel) -> tuple[Reason, ...]:
    """Return every reason why a run does not end with 0, in a fixed order."""
    found: set[Reason] = set()
    for review in reviews:
        if review.problem is not None:
            found.add(Reason.UNREADABLE)
        if review.crashed:
            found.add(Reason.CRASHED)
        if review.doubtful:
            found.add(Reason.UNKNOWN)
        if review.fails(level):
            found.add(Reason.FINDINGS)
    return tuple(reason for reason in Reason if reason in found)


def exit_code(why: tuple[Reason, ...]) -> ExitCode:
    """Return what a run ends with for these reasons."""
    if Reason.INTERRUPTED in why:
        return ExitCode.INTERRUPTED
    if not why:
        return ExitCode.COMPLIES
    return ExitCode.FINDINGS if why == (Reason.FINDINGS,) else ExitCode.INCOMPLETE
