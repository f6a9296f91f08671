"""Lists of words from a card's ``[marks]`` table, for the Python beside the card."""

import re
from collections.abc import Iterable
from functools import cache

from plancheck.patterns import regex
from plancheck.records import dataclass
from plancheck.rule import Rule


@dataclass(frozen=True, slots=True)
class Marks:
    """The lists of a card by their names; hashable, so that patterns are made once."""

    lists: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, rule: Rule) -> "Marks":
        """Return the lists of a rule.

        :raises KeyError: when the card has no ``[marks]``
        """
        return cls(tuple((name, tuple(words)) for name, words in rule.data["marks"].items()))

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return the pattern that finds any word of a list; longer words first.

        :raises KeyError: when the card has no such list
        """
        return _pattern(self.words(name))

    def names(self) -> tuple[str, ...]:
        """Return the names of the lists in the card's order."""
        return tuple(name for name, _ in self.lists)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a list as they are written.

        :raises KeyError: when the card has no such list
        """
        return dict(self.lists)[name]

    def any_of(self, name: str, gap: int = 0) -> str:
        """Return the text of a pattern for any word of a list, to stand in a larger one.

        :param gap: characters of the same sentence that ``…`` in a word stands for, at most
        :raises KeyError: when the card has no such list
        """
        return f"(?:{_any_of(self.words(name), gap)})"


def _any_of(words: Iterable[str], gap: int = 0) -> str:
    ordered = sorted(words, key=len, reverse=True)
    between = rf"[^。！？\n]{{0,{gap}}}?"
    return "|".join(between.join(map(re.escape, word.split("…"))) for word in ordered)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
