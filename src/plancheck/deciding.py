"""What a reviewer does with a plan: file it, have it mended, or send it back.

Which verdict follows from what is the profile's to say; what is not known and could make the
verdict graver leaves it open.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.outcome import Review
from plancheck.profile import means
from plancheck.rule import Kind, Rule, Severity, Status

GRAVEST_FIRST = ("return", "revise")
"""The verdicts that follow from something; ``accept`` is what is left."""


class Decision(NamedTuple):
    """The reviewer's verdict on a plan."""

    code: str
    """``accept``, ``revise``, ``return`` or ``undecided``."""
    reasons: tuple[str, ...] = ()
    """Ids of the rules it follows from; of ``undecided`` those that could still decide it."""


def decide(review: Review) -> Decision | None:
    """Return the verdict that a review earns by its profile; None of an unreadable file."""
    if review.plan is None:
        return None
    decision = review.terms.profile.decision
    settled = Decision("accept")
    open_rules: list[str] = []
    for code in GRAVEST_FIRST:
        reasons = tuple(dict.fromkeys(_reasons(review, decision[code])))
        if reasons:
            settled = Decision(code, reasons)
            break
        open_rules += _open(review, decision[code])
    return Decision("undecided", tuple(dict.fromkeys(open_rules))) if open_rules else settled


def _reasons(review: Review, words: Mapping[str, Any]) -> Iterator[str]:
    """Yield the rules from which a verdict follows."""
    for result in review.results:
        status = result.verdict.status.value
        if status in ("missing", "partial") and means(words[status], result.rule, result.severity):
            yield result.rule.id
    for defect in review.defects:
        if defect.waiver is None and means(words["defect"], defect.rule, defect.severity):
            yield defect.rule.id


def _open(review: Review, words: Mapping[str, Any]) -> Iterator[str]:
    """Yield the rules from which a verdict might follow if more were known.

    These are requirements that could not be judged, rules that crashed, and in a file that was
    not read whole the defects that may stand where it was not.
    """
    for result in review.results:
        if result.verdict.status is Status.UNKNOWN and means(
            _words_for(result.rule, words), result.rule, result.severity
        ):
            yield result.rule.id
    if review.plan is not None and not review.plan.document.complete:
        yield from _unseen(review, words["defect"])


def _words_for(rule: Rule, words: Mapping[str, Any]) -> Sequence[str]:
    if rule.kind is Kind.DEFECT:
        return tuple(words["defect"])
    return (*words["missing"], *words["partial"])


def _unseen(review: Review, words: Sequence[str]) -> Iterator[str]:
    severities: Mapping[str, Severity] = review.terms.severities
    for rule in review.terms.rules:
        severity = severities.get(rule.id)
        if rule.kind is Kind.DEFECT and severity is not None and means(words, rule, severity):
            yield rule.id
