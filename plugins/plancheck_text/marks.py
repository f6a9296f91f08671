"""Lists of words from a card's ``[marks]`` as patterns."""

import re
from collections.abc import Sequence
from functools import cache

from plancheck.api import Rule


class Marks:
    """The lists of a card, each as one pattern, made when it is first asked for."""

    def __init__(self, rule: Rule) -> None:
        self._lists = rule.data["marks"]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return the pattern that finds any word of a list; longer words first.

        :raises KeyError: when the card has no such list
        """
        return _pattern(tuple(self._lists[name]))


@cache
def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
