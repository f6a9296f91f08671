"""Let pass what the reviewer's waivers let pass, and keep account of each.

A waiver concerns what is missing, met in part or not judged, or a defect. What is met stays met;
what has expired, or is not to be waived by the profile, lets nothing pass and is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plancheck.baseline import SUFFIX, Baseline, let_pass, read_baseline
from plancheck.config.globs import matches
from plancheck.config.waivers import read_waivers
from plancheck.outcome import Defect, Result, Review, Waiver
from plancheck.profile import means
from plancheck.reading.text import normalise
from plancheck.rule import Status

WAIVED = (Status.MISSING, Status.PARTIAL, Status.UNKNOWN)
"""Statuses that a waiver lets pass."""


def waiving(
    paths: Sequence[str],
    rules: Sequence[str],
    today: str,
    *,
    void: bool,
    lenient: bool,
) -> "Waiving":
    """Read the files of waivers of a run.

    :param rules: ids of the rules there are
    :raises ConfigError: when one of them has a fault
    """
    found = [
        each
        for path in paths
        if not is_baseline(path)
        for each in read_waivers(path, rules, lenient=lenient)
    ]
    old = [read_baseline(path) for path in paths if is_baseline(path)]
    return Waiving(paths, found, old, today, void=void)


def is_baseline(path: str) -> bool:
    """Tell whether a file of what is let pass is a baseline."""
    return path.endswith(SUFFIX)


class Waiving:
    """The waivers of a run and what became of them.

    :param paths: the files they stand in
    :param baselines: what was there before and is let pass, too
    :param today: the day by which they expire (``YYYY-MM-DD``); the last one of a waiver is its own
    :param void: whether the reviewer sets all of them aside
    """

    def __init__(
        self,
        paths: Sequence[str],
        waivers: Sequence[Waiver],
        baselines: Sequence[Baseline],
        today: str,
        *,
        void: bool = False,
    ) -> None:
        self.paths = paths
        self.void = void
        self._waivers = waivers
        self._baselines = baselines
        self._mended: list[Waiver] = []
        self._past = [
            waiver for waiver in waivers if waiver.expires is not None and waiver.expires < today
        ]
        self._concerned: set[Waiver] = set()
        self._used: set[Waiver] = set()
        self._refused: set[Waiver] = set()

    @property
    def expired(self) -> tuple[Waiver, ...]:
        """Return those whose day is over."""
        return tuple(self._past)

    @property
    def unused(self) -> tuple[Waiver, ...]:
        """Return those that name a plan of this run in which there is nothing to let pass.

        Of baselines what was mended.
        """
        idle = self._concerned - self._used - self._refused - set(self._past)
        return (*(waiver for waiver in self._waivers if waiver in idle), *self._mended)

    @property
    def refused(self) -> tuple[Waiver, ...]:
        """Return those of rules that the profile lets nobody waive."""
        return tuple(waiver for waiver in self._waivers if waiver in self._refused)

    def applied(self, review: Review) -> Review:
        """Return a review with what is let pass."""
        mine = [waiver for waiver in self._waivers if _concerns(waiver, review)]
        self._concerned.update(mine)
        usable = [waiver for waiver in mine if waiver not in self._past]
        if self.void:
            return review
        for baseline in self._baselines:
            self._mended += [
                baseline.waiver(known.rule, review.path) for known in baseline.mended(review)
            ]
        return self._based(self._waived(review, usable))

    def _waived(self, review: Review, usable: Sequence[Waiver]) -> Review:
        if not usable:
            return review
        results = tuple(self._result(result, usable, review) for result in review.results)
        defects = tuple(self._defect(defect, usable, review) for defect in review.defects)
        return replace(review, results=results, defects=defects)

    def _based(self, review: Review) -> Review:
        """Let pass what the baselines know."""
        for baseline in self._baselines:
            every: tuple[Result | Defect, ...] = (*review.results, *review.defects)
            rules = {each.rule.id: each for each in every}
            passed = {
                number: baseline.waiver(known.rule, review.path)
                for number, known in baseline.covered(review).items()
                if not self._is_fixed(rules[known.rule], review)
            }
            review = let_pass(review, passed)
        return review

    def _is_fixed(self, found: Result | Defect, review: Review) -> bool:
        """Tell whether the profile of a plan lets nobody waive a rule."""
        return means(review.terms.profile.unwaivable, found.rule, found.severity)

    def _result(self, result: Result, waivers: Iterable[Waiver], review: Review) -> Result:
        if result.verdict.status not in WAIVED or result.crash:
            return result
        for waiver in self._allowed(result, waivers, review):
            self._used.add(waiver)
            was = result.verdict.status
            verdict = replace(result.verdict, status=Status.WAIVED)
            return replace(result, verdict=verdict, waiver=waiver, waived=was)
        return result

    def _defect(self, defect: Defect, waivers: Iterable[Waiver], review: Review) -> Defect:
        said = normalise(defect.finding.text).norm
        for waiver in self._allowed(defect, waivers, review):
            if waiver.quotes and not any(normalise(each).norm in said for each in waiver.quotes):
                continue
            self._used.add(waiver)
            return replace(defect, waiver=waiver)
        return defect

    def _allowed(
        self, found: Result | Defect, waivers: Iterable[Waiver], review: Review
    ) -> Iterator[Waiver]:
        """Yield the waivers of a finding that its profile admits."""
        for waiver in waivers:
            if waiver.rule != found.rule.id:
                continue
            if self._is_fixed(found, review):
                self._refused.add(waiver)
            else:
                yield waiver


def _concerns(waiver: Waiver, review: Review) -> bool:
    if waiver.sha256:
        return waiver.sha256 == review.sha256
    return matches(waiver.plan, review.path, waiver.folder)
