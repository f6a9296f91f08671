"""In which order a letter names things, and what it does not say twice.

Data, so that nobody has to look for it in code. A topic that is not named here stands before the
form of the plan and its text.
"""

from collections.abc import Mapping
from typing import Any

TOPICS = (
    "congress",
    "schedule",
    "tasks",
    "women",
    "rights",
    "openness",
    "finance",
    "organization",
    "home",
    "care",
    "development",
    "culture",
)
"""What reviewing unions ask of every plan comes first: the congress, a schedule (and who answers
for what stands in it), women, rights; then the union's other duties, from those with a duty to
account for them to those of free choice."""

LAST = ("structure", "text")
"""The form of the plan and its wording: what is easily mended comes last."""

FORM = frozenset(("schedule", "structure", "tasks"))
"""Topics that ask for a part of the plan, and not for something to be done."""

SAID_WITH = {"schedule/complete": "schedule/monthly"}
"""Rule → the rule whose gap is the same absence: months cannot be complete in a schedule that is
not there, or is none by month. It is not said where the other one is."""

UNTOLD = ("near.nothing-to-see",)
"""Reasons for which words do not count that would puzzle a school: the words speak of another
matter, and do so rightly."""

REWORDED = {"near.perhaps": "letter.near.perhaps"}
"""Reasons that speak to the reviewer → the same for a school."""

ASIDE = (
    "opinion.doubted",
    "opinion.found",
    "opinion.regraded",
    "result.missing",
    "result.partial",
)
"""Remarks on a verdict that are for the reviewer, or say no more than the verdict."""

KINDS = ("law", "regulation", "local", "practice")
"""Kinds of basis, the surest first."""


NAMED = ("local", "practice")
"""Kinds that a letter names, lest they be taken for law; laws and decrees name themselves."""


COMMON = "practice"
"""The kind of basis that is told once for all that is only to be improved."""


SEVERITIES = ("error", "warning", "info")
"""Heaviest first."""


def rank(rule: str) -> tuple[int, int]:
    """Return where a rule stands in a letter, by its topic."""
    topic = rule.partition("/")[0]
    if topic in TOPICS:
        return 0, TOPICS.index(topic)
    return (2, LAST.index(topic)) if topic in LAST else (1, 0)


def by_topic(result: Mapping[str, Any]) -> tuple[tuple[int, int], int]:
    """Return where a result stands among others: by topic, and in it by weight."""
    return rank(result["rule"]), SEVERITIES.index(result["severity"])


def by_weight(result: Mapping[str, Any]) -> tuple[int, tuple[int, int]]:
    """Return where a result stands among others: by weight, and in it by topic."""
    return SEVERITIES.index(result["severity"]), rank(result["rule"])
