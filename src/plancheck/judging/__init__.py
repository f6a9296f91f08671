"""Judging a plan by the words and conditions on a card."""

from plancheck.judging.judge import judge
from plancheck.judging.lists import lexicon_of

__all__ = ["judge", "lexicon_of"]
