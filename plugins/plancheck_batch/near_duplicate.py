"""Whose plan is copied from whose: plans of different schools that say mostly the same.

Names and numbers do not count, so that a copy with its names swapped is found; where the other
school's name was left in, the copy shows which of the two it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plancheck.api import (
    Batch,
    BatchFinding,
    BatchPlan,
    Concerned,
    Passage,
    Severity,
    normalise,
)
from plancheck_batch.overlap import Index, Overlap
from plancheck_batch.own_names import named
from plancheck_batch.passages import Common, common
from plancheck_batch.sentences import Sentence, marks, renamed, sentences


def judge(batch: Batch) -> Iterable[BatchFinding]:
    """Yield a finding for each pair or group, those with most in common first."""
    index, facts = Index(), []
    for plan in batch.plans:
        index.add(marks(plan.digest))
        facts.append((plan.school, plan.sha256))

    def apart(one: int, other: int) -> bool:
        """Whether two plans are of two schools; one file handed in twice is another matter."""
        (school, sha), (other_school, other_sha) = facts[one], facts[other]
        return (school is None or school != other_school) and (sha is None or sha != other_sha)

    found = [*index.overlaps(apart)]
    groups = sorted(_groups(found, batch), key=lambda group: (-group.share, group.center))
    return (_finding(batch, group) for group in groups)


class Group(NamedTuple):
    """Plans that each have much in common with one of them."""

    center: int
    others: tuple[int, ...]
    share: float
    """The least of them."""


def _groups(found: Iterable[Overlap], batch: Batch) -> Iterator[Group]:
    """Gather the pairs around the plans that have most of them, until each plan is told."""
    shares: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, share in found:
        shares[one][other] = shares[other][one] = share
    paths = {number: batch.plans[number].path for number in shares}
    told: set[int] = set()
    for center in sorted(shares, key=lambda number: (-len(shares[number]), paths[number])):
        others = tuple(sorted(other for other in shares[center] if other not in told))
        if others:
            told |= {center, *others}
            yield Group(center, others, min(shares[center][other] for other in others))


def _finding(batch: Batch, group: Group) -> BatchFinding:
    center = batch.plans[group.center]
    others = [batch.plans[number] for number in group.others]
    own = sentences(center.digest)
    texts = [sentences(other.digest) for other in others]
    if len(others) == 1:
        return _pair((center, own), (others[0], texts[0]), group.share)
    passages = [common(own, text) for text in texts]
    concerned = [Concerned(center, [each.one for each in passages[0]])]
    concerned += [
        Concerned(other, [each.other for each in found])
        for other, found in zip(others, passages, strict=True)
    ]
    return BatchFinding(
        "batch.near-duplicate.group",
        {"count": len(others), "name": center.unit or center.path},
        tuple(concerned),
        Severity.WARNING,
        group.share,
    )


Read = tuple[BatchPlan, Sequence[Sentence]]


def _pair(one: Read, other: Read, share: float) -> BatchFinding:
    """Return a finding about two plans: the copy first, where it can be told."""
    left, left_other = _left_in(one, other), _left_in(other, one)
    if (left_other and not left) or (bool(left) == bool(left_other) and _is_later(one, other)):
        one, other, left, left_other = other, one, left_other, left
    code, values = "batch.near-duplicate.pair", {"name": "", "where": ""}
    passages = common(one[1], other[1])
    if left and not left_other:  # where each has the other's name, nobody knows
        code = "batch.near-duplicate.named"
        values = {"name": other[0].unit or "", "where": one[0].unit or one[0].path}
        passages = [left[0], *passages]
    concerned = (
        Concerned(one[0], [each.one for each in passages]),
        Concerned(other[0], [each.other for each in passages]),
    )
    return BatchFinding(code, values, concerned, Severity.WARNING, share)


def _is_later(one: Read, other: Read) -> bool:
    return one[0].number > other[0].number


def _left_in(copy: Read, original: Read) -> list[Common]:
    """Return sentences of a plan that speak of the other school as the other's own plan does."""
    own, other = copy[0].unit, original[0].unit
    if not own or not other or own == other:
        return []
    known = {sentence.mark: sentence for sentence in original[1]}
    found = []
    for sentence in copy[1]:
        if sentence.mark not in known and named(other, normalise(sentence.quote).norm):
            same = known.get(renamed(sentence.quote, own, other))
            if same is not None:
                found.append(
                    Common(Passage(sentence.quote, sentence.place), Passage(same.quote, same.place))
                )
    return found
