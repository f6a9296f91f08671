"""Rules about a whole batch: what no plan shows by itself.

Whose plan is copied from whose, what became of last year's, who handed in twice. A batch rule
sees each plan twice: where the plan is judged it takes a *digest*, a small text; when all plans
are judged it gets the digests of all of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from plancheck.reading.plan import Plan
from plancheck.rule import Severity


class BatchPlan(NamedTuple):
    """One checked plan of the batch, as a batch rule sees it."""

    number: int
    """Its place among the plans it stands with, from 0."""
    path: str
    sha256: str | None
    unit: str | None
    """As the plan names it."""
    school: str | None
    """Whose it is: the same words for all plans of one school. None where nothing tells."""
    statuses: Mapping[str, str]
    """Id of a requirement → its status."""
    digest: str
    """What the rule's own function said of it; empty for a rule that has none."""
    part: Callable[[], Mapping[str, Any]]
    """Returns the plan's part of the report (``report.schema.json``), without its text."""
    last_year: bool = False
    """Whether it is one of last year's, which are not part of the report."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The plans of a run. They are read as they are asked for: hold few at a time.

    :param plans: in the order of the report, without those that could not be read, and without
        those of which the rule's digest failed
    :param last_year: those of last year; none where they were not given
    :param pairs: numbers in ``plans`` and in ``last_year`` of plans of one school
    """

    plans: Sequence[BatchPlan]
    last_year: Sequence[BatchPlan] = ()
    pairs: tuple[tuple[int, int], ...] = ()


class Passage(NamedTuple):
    """Words of a plan and where they stand."""

    quote: str
    place: Mapping[str, Any]
    """As reports give it (:meth:`plancheck.api.Places.write`)."""


class Concerned(NamedTuple):
    """A plan that a finding is about."""

    plan: BatchPlan
    passages: Sequence[Passage] = ()
    """A few; where they answer to each other, in the same order in each plan."""


@dataclass(frozen=True, slots=True)
class BatchFinding:
    """Something found across plans.

    :param message: id of a message, or the sentence itself, with blanks
    :param values: what the blanks are filled with; ``{rules}`` is filled with the titles of the
        rules, ``{percent}`` with the share
    :param plans: whom it concerns; none where it is the whole batch
    :param severity: ``warning`` or ``info``: a person decides what it means
    :param share: how much of the plans it is about, from 0 to 1, where that can be said
    :param rules: ids of requirements that it is about
    """

    message: str
    values: Mapping[str, object]
    plans: tuple[Concerned, ...] = ()
    severity: Severity = Severity.INFO
    share: float | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchRule:
    """A question asked of all plans of a run together.

    :param name: its id, such as ``batch/near-duplicate``
    :param title: id of a message, or the words themselves
    :param judge: yields what it finds
    :param digest: returns a small text about one plan; called where the plan is judged, maybe in
        another process, and kept between runs, so that it depends on the plan alone. Rules with
        one and the same function share what it returns
    """

    name: str
    title: str
    judge: Callable[[Batch], Iterable[BatchFinding]]
    digest: Callable[[Plan], str] | None = None
