"""Lists of words from a card's ``[marks]`` table, for the Python beside the card."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from plancheck.patterns import regex
from plancheck.rule import Rule


class Marks:
    """The lists of a card by their names; hashable, so that patterns are made once.

    :param lists: name → words
    """

    __slots__ = ("_hash", "_words", "lists")

    def __init__(self, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        self.lists = lists
        self._words = dict(lists)
        self._hash = hash(lists)  # asked for every line of a plan

    @classmethod
    def of(cls, rule: Rule) -> "Marks":
        """Return the lists of a rule, made once for a card.

        :raises KeyError: when the card has no ``[marks]``
        """
        kept = _MADE.get(id(rule.data))
        if kept is None or kept[0] is not rule.data:
            table: Mapping[str, Sequence[str]] = rule.data["marks"]
            made = cls(tuple((name, tuple(words)) for name, words in table.items()))
            kept = _MADE[id(rule.data)] = rule.data, made
        return kept[1]

    def __eq__(self, other: object) -> bool:
        """Whether two cards have the same lists."""
        return self is other or (isinstance(other, Marks) and self.lists == other.lists)

    def __hash__(self) -> int:
        """Be a key of what is made of the lists."""
        return self._hash

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return the pattern that finds any word of a list; longer words first.

        :raises KeyError: when the card has no such list
        """
        return _pattern(self, name)

    def names(self) -> tuple[str, ...]:
        """Return the names of the lists in the card's order."""
        return tuple(self._words)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a list as they are written.

        :raises KeyError: when the card has no such list
        """
        return self._words[name]

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
def _pattern(marks: Marks, name: str) -> re.Pattern[str]:
    words = sorted(marks.words(name), key=len, reverse=True)
    return regex("|".join(map(re.escape, words)))


_MADE: dict[int, tuple[Mapping[str, Any], Marks]] = {}
"""Lists by the identity of the card's data, which is kept beside them."""
