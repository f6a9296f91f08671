"""A baseline: what plans lacked on the day it was written, so that only what is new is told.

It is kept by content (:mod:`plancheck.fingerprints`), never by line: it lasts while a plan is
edited, and what was mended drops out of it.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from unicodedata import normalize

from plancheck.addresses import is_address
from plancheck.errors import StateError
from plancheck.files import rooted, shown
from plancheck.fingerprints import Fingerprints, fingerprint
from plancheck.outcome import Review, Waiver
from plancheck.rule import Status

VERSION = 1
SUFFIX = ".json"
"""By it a baseline is told from a file of waivers."""

NO_WORSE = {
    Status.MISSING.value: (Status.MISSING.value, Status.PARTIAL.value),
    Status.PARTIAL.value: (Status.PARTIAL.value,),
    "defect": ("defect",),
}
"""What a plan lacked → what it may lack now and still be let pass."""

Json = dict[str, Any]


class Known(NamedTuple):
    """A finding of the day the baseline was written."""

    rule: str
    status: str
    """``missing``, ``partial`` or ``defect``."""


def found(review: Review) -> Iterator[tuple[int, str, Known]]:
    """Yield what a plan lacks: its number among results and then defects, fingerprint, finding."""
    for number, result in enumerate(review.results):
        if result.verdict.status in (Status.MISSING, Status.PARTIAL):
            known = Known(result.rule.id, result.verdict.status.value)
            yield number, fingerprint(known.rule), known
    prints = Fingerprints()
    for number, defect in enumerate(review.defects, len(review.results)):
        seen = prints.of(defect.rule.id, defect.finding.text)
        if defect.waiver is None:
            yield number, seen, Known(defect.rule.id, "defect")


def dumped(reviews: Iterable[Review], folder: str) -> str:
    """Return the text of a baseline.

    :param folder: of the file it will stand in; plans are named from there
    """
    plans = {
        _named(review.path, folder): {seen: known._asdict() for _, seen, known in found(review)}
        for review in reviews
    }
    kept = {path: plans[path] for path in sorted(plans) if plans[path]}
    table = {"version": VERSION, "plans": kept}
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline that was read.

    :param plans: path from the file's folder → fingerprint → finding
    """

    path: str
    plans: Mapping[str, Mapping[str, Known]]
    here: str = ""
    """The working directory, from which its own and the plans' paths go."""

    def known(self, review: Review) -> Mapping[str, Known]:
        """Return what was known of a plan."""
        folder = os.path.join(self.here, os.path.dirname(self.path))
        return self.plans.get(_named(rooted(review.path, self.here), folder), {})

    def waiver(self, rule: str, plan: str) -> Waiver:
        """Return why something of a plan is let pass."""
        return Waiver(rule, plan, "baseline.reason", None, self.path, kind="baseline")

    def covered(self, review: Review) -> dict[int, Known]:
        """Return number → finding, of those in a review that were known and are no worse."""
        known = self.known(review)
        return {
            number: now
            for number, seen, now in found(review)
            if seen in known and now.status in NO_WORSE[known[seen].status]
        }

    def mended(self, review: Review) -> list[Known]:
        """Return what was known of a plan and is there no more."""
        if review.plan is None:
            return []
        there = {seen for _, seen, _ in found(review)}
        open_ = {each.rule.id for each in review.results if each.verdict.status is Status.UNKNOWN}
        return [
            was
            for seen, was in self.known(review).items()
            if seen not in there and was.rule not in open_
        ]


def read_baseline(path: str) -> Baseline:
    """Read a baseline.

    :raises StateError: when it cannot be used
    """
    try:
        with open(path, encoding="utf-8") as file:
            table = json.load(file)
    except OSError as error:
        raise StateError("baseline.unreadable", file=path, reason=error.strerror) from error
    except (ValueError, RecursionError) as error:
        raise StateError("baseline.damaged", file=path) from error
    _validate(path, table)
    plans = {
        plan: {seen: Known(**each) for seen, each in entries.items()}
        for plan, entries in table["plans"].items()
    }
    return Baseline(path, plans, os.getcwd())


def _validate(path: str, table: Any) -> None:  # noqa: ANN401 - whatever the file holds
    from jsonschema import Draft202012Validator

    import plancheck_schemas

    schema = json.loads(plancheck_schemas.text("baseline"))
    if not Draft202012Validator(schema).is_valid(table):
        raise StateError("baseline.damaged", file=path)


def let_pass(review: Review, numbers: Mapping[int, Waiver]) -> Review:
    """Return a review with some of its findings let pass.

    :param numbers: as :func:`found` gives them
    """
    results = tuple(
        replace(
            each,
            verdict=replace(each.verdict, status=Status.WAIVED),
            waiver=numbers[number],
            waived=each.verdict.status,
        )
        if number in numbers
        else each
        for number, each in enumerate(review.results)
    )
    defects = tuple(
        replace(each, waiver=numbers[number]) if number in numbers else each
        for number, each in enumerate(review.defects, len(results))
    )
    return replace(review, results=results, defects=defects)


def _named(path: str, folder: str) -> str:
    """Return a plan's path as seen from a folder, the same on every system."""
    if is_address(path):
        return normalize("NFC", shown(path))
    try:
        seen = os.path.relpath(path, folder or os.curdir)
    except ValueError:  # another drive
        seen = path
    return normalize("NFC", shown(seen).replace(os.sep, "/"))
