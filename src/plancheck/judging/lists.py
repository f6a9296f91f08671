"""The word lists of cards, under names that are unique among all cards."""

from collections.abc import Iterable, Mapping, Sequence

from plancheck.reading.lexicon import Lexicon
from plancheck.reading.read import make_lexicon
from plancheck.rule import Rule

SHARED = "@"
"""Before the name of a list that stands in the core and serves all cards."""


def full_name(rule_id: str, name: str) -> str:
    """Return a list's name in the lexicon (``women/tasks:women``); shared lists keep theirs."""
    return name if name.startswith(SHARED) else f"{rule_id}:{name}"


def lists_of(rule: Rule) -> Mapping[str, Sequence[str]]:
    """Return a card's word lists under their full names."""
    words: Mapping[str, Sequence[str]] = rule.data.get("words", {})
    return {full_name(rule.id, name): entries for name, entries in words.items()}


def lexicon_of(rules: Iterable[Rule]) -> Lexicon:
    """Return one lexicon for all the rules of a run, so that a plan is searched once."""
    return make_lexicon(*(lists_of(rule) for rule in rules))
