"""Who gives a second opinion, and a rule that asks for one.

Nothing heavy is imported here: the weights are read the first time a rule is asked.
"""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from plancheck.reading.plan import Plan
from plancheck.rule import Finding, NearMiss, Question, Quote, Rule, Status, Verdict

if TYPE_CHECKING:
    from plancheck.weighing.opinion import Opinion


class Adviser(NamedTuple):
    """A second opinion on some rules, as a plugin offers it."""

    name: str
    rules: frozenset[str]
    """Ids of the rules it is asked about; those that are not installed are passed over."""
    file: str
    """Path of the weights, as ``benchmarks/learn_weights.py`` writes them."""


@dataclass(frozen=True, slots=True)
class AskTwice(Question):
    """Asks a rule's own check, then what the weights say."""

    first: Question
    adviser: Adviser

    def __call__(self, plan: Plan) -> Verdict | Iterable[Finding]:
        """Return the verdict of both."""
        from plancheck.weighing.second import together

        verdict = replace(self.first, rule=self.rule)(plan)
        if not isinstance(verdict, Verdict):
            return verdict
        return together(plan, self.rule, verdict, opinion(self.adviser))

    def by_statement(self, plan: Plan) -> tuple[list[tuple[Status, Quote]], list[NearMiss]]:
        """Return what each statement earns by itself, and what looks like it."""
        from plancheck.weighing.second import by_statement

        verdict = replace(self.first, rule=self.rule)(plan)
        if not isinstance(verdict, Verdict):
            return [], []
        return by_statement(plan, self.rule, verdict, opinion(self.adviser))


def advised(rule: Rule, advisers: Iterable[Adviser]) -> Rule:
    """Return a rule with the second opinion that is offered on it; itself where there is none."""
    check: Callable[[Plan], object] = rule.check
    for adviser in advisers:
        if rule.id in adviser.rules and isinstance(check, Question):
            return replace(rule, check=AskTwice(rule, check, adviser))
    return rule


def collect_adviser(package: str) -> Adviser:
    """Return the adviser of a pack: ``rules.txt`` and ``weights.bin`` beside its ``__init__.py``.

    :param package: the pack's ``__name__``
    :raises OSError: when one of the two files is not there
    """
    folder = os.path.dirname(str(sys.modules[package].__file__))
    with open(os.path.join(folder, "rules.txt"), encoding="utf-8") as file:
        rules = frozenset(file.read().split())
    name = package.rpartition("_")[2]
    return Adviser(name, rules, os.path.join(folder, "weights.bin"))


@cache
def opinion(adviser: Adviser) -> "Opinion":
    """Return an adviser's opinion, its weights read once; their file stays mapped."""
    from mmap import ACCESS_READ, mmap

    from plancheck.weighing.kept_weights import weights
    from plancheck.weighing.opinion import Opinion

    with open(adviser.file, "rb") as file:
        return Opinion(weights(mmap(file.fileno(), 0, access=ACCESS_READ)))
