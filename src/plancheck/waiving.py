"""Let pass what the reviewer's waivers let pass, and keep account of each.

A waiver concerns what is missing, met in part or not judged, or a defect. What is met stays met;
what has expired, or is not to be waived by the profile, lets nothing pass and is told.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from plancheck.baseline import SUFFIX, Baseline, let_pass, read_baseline
from plancheck.config.globs import matches
from plancheck.config.waivers import read_waivers
from plancheck.files import rooted
from plancheck.outcome import Defect, Result, Review, Waiver
from plancheck.profile import means
from plancheck.reading.text import normalise
from plancheck.rule import Status

WAIVED = (Status.MISSING, Status.PARTIAL, Status.UNKNOWN)
"""Statuses that a waiver lets pass."""


class Use(NamedTuple):
    """What became of the waivers that name one plan."""

    concerned: frozenset[Waiver] = frozenset()
    """All that name it."""
    used: frozenset[Waiver] = frozenset()
    refused: frozenset[Waiver] = frozenset()
    """Those of rules that its profile lets nobody waive."""
    mended: tuple[Waiver, ...] = ()
    """What a baseline knew of it and is there no more."""


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a run.

    :param paths: the files they stand in
    :param baselines: what was there before and is let pass, too
    :param today: the day by which they expire (``YYYY-MM-DD``); the last one of a waiver is its own
    :param void: whether the reviewer sets all of them aside
    """

    paths: tuple[str, ...]
    waivers: tuple[Waiver, ...]
    baselines: tuple[Baseline, ...]
    today: str
    void: bool = False
    here: str = ""
    """The working directory, from which the plans' paths go."""

    @property
    def expired(self) -> tuple[Waiver, ...]:
        """Return those whose day is over."""
        return tuple(
            waiver
            for waiver in self.waivers
            if waiver.expires is not None and waiver.expires < self.today
        )

    def applied(self, review: Review) -> tuple[Review, Use]:
        """Return a review with what is let pass, and what became of the waivers."""
        if self.void:
            return review, Use()
        concerned = frozenset(
            waiver for waiver in self.waivers if _concerns(waiver, review, self.here)
        )
        usable = [each for each in self.waivers if each in concerned.difference(self.expired)]
        desk = _Desk(review, usable)
        mended = tuple(
            baseline.waiver(known.rule, review.path)
            for baseline in self.baselines
            for known in baseline.mended(review)
        )
        passed = _based(desk.waived(), self.baselines)
        return passed, Use(concerned, frozenset(desk.used), frozenset(desk.refused), mended)


def read(
    paths: Sequence[str], rules: Sequence[str], today: str, *, void: bool, lenient: bool
) -> Waivers:
    """Read the files of waivers of a run.

    :param rules: ids of the rules there are
    :param lenient: whether others may be named
    :raises ConfigError: when one of them has a fault
    :raises StateError: when a baseline cannot be used
    """
    found = [
        each
        for path in paths
        if not is_baseline(path)
        for each in read_waivers(path, rules, lenient=lenient)
    ]
    old = [read_baseline(path) for path in paths if is_baseline(path)]
    return Waivers(tuple(paths), tuple(found), tuple(old), today, void, os.getcwd())


def is_baseline(path: str) -> bool:
    """Tell whether a file of what is let pass is a baseline."""
    return path.endswith(SUFFIX)


class Account:
    """What became of a run's waivers, while its plans come in."""

    def __init__(self, waivers: Waivers) -> None:
        self._waivers = waivers
        self._concerned: set[Waiver] = set()
        self._used: set[Waiver] = set()
        self._refused: set[Waiver] = set()
        self._mended: list[Waiver] = []

    def add(self, use: Use) -> None:
        """Take note of one plan."""
        self._concerned |= use.concerned
        self._used |= use.used
        self._refused |= use.refused
        self._mended += use.mended

    def lists(self) -> dict[str, list[Waiver]]:
        """Return the waivers that need attention, by why.

        ``expired``; ``refused`` by a profile; ``unused``: those that name a plan of this run in
        which there is nothing to let pass, and what of a baseline was mended.
        """
        expired = self._waivers.expired
        idle = self._concerned - self._used - self._refused - set(expired)
        every = self._waivers.waivers
        return {
            "expired": list(expired),
            "refused": [waiver for waiver in every if waiver in self._refused],
            "unused": [*(waiver for waiver in every if waiver in idle), *self._mended],
        }


class _Desk:
    """One review and the waivers that may be used for it."""

    def __init__(self, review: Review, waivers: Sequence[Waiver]) -> None:
        self._review = review
        self._waivers = waivers
        self.used: set[Waiver] = set()
        self.refused: set[Waiver] = set()

    def waived(self) -> Review:
        """Return the review with what they let pass."""
        review = self._review
        if not self._waivers:
            return review
        results = tuple(map(self._result, review.results))
        defects = tuple(map(self._defect, review.defects))
        return replace(review, results=results, defects=defects)

    def _result(self, result: Result) -> Result:
        if result.verdict.status not in WAIVED or result.crash:
            return result
        waiver = self._allowed(result)
        if waiver is None:
            return result
        was = result.verdict.status
        verdict = replace(result.verdict, status=Status.WAIVED)
        return replace(result, verdict=verdict, waiver=waiver, waived=was)

    def _defect(self, defect: Defect) -> Defect:
        return replace(defect, waiver=self._allowed(defect, defect.finding.text))

    def _allowed(self, found: Result | Defect, words: str = "") -> Waiver | None:
        """Return the first waiver for a finding that its profile admits."""
        for waiver in self._waivers:
            if waiver.rule != found.rule.id or not _means(waiver, words):
                continue
            if _is_fixed(found, self._review):
                self.refused.add(waiver)
                continue
            self.used.add(waiver)
            return waiver
        return None


def _based(review: Review, baselines: Iterable[Baseline]) -> Review:
    """Return a review with what the baselines know let pass."""
    for baseline in baselines:
        every: tuple[Result | Defect, ...] = (*review.results, *review.defects)
        passed = {
            number: baseline.waiver(known.rule, review.path)
            for number, known in baseline.covered(review).items()
            if not _is_fixed(every[number], review)
        }
        review = let_pass(review, passed)
    return review


def _is_fixed(found: Result | Defect, review: Review) -> bool:
    """Tell whether the profile of a plan lets nobody waive a rule."""
    return means(review.terms.profile.unwaivable, found.rule, found.severity)


def _means(waiver: Waiver, words: str) -> bool:
    """Tell whether a waiver means a finding with these words."""
    if not waiver.quotes or not words:
        return True
    said = normalise(words).norm
    return any(normalise(each).norm in said for each in waiver.quotes)


def _concerns(waiver: Waiver, review: Review, here: str) -> bool:
    if waiver.sha256:
        return waiver.sha256 == review.sha256
    return matches(waiver.plan, rooted(review.path, here), waiver.folder)
