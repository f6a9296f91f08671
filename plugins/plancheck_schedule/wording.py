"""Whether two texts speak of one thing, by the words that both have.

Characters are taken in pairs (羽毛, 毛球, 球赛): Chinese has no blanks to tell words by. Words that
stand in every plan are taken out before, and different names of one thing are made one.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from plancheck.api import Rule

SAME = "same-"
"""How the names of the card's lists begin that hold names of one thing."""

TELLING = 3
"""Pairs of characters by which a thing can be found again where no verb says that it is done."""

_HAN = re.compile("[\u4e00-\u9fffA-Za-z]+")


class Wording:
    """The words of a card by which texts are compared."""

    def __init__(self, rule: Rule) -> None:
        marks: Mapping[str, Sequence[str]] = rule.data["marks"]
        self._common = _any(tuple(marks["common"]))
        self._acts = _any(tuple(marks["acts"]))
        self._same = {
            name: _any(tuple(words)) for name, words in marks.items() if name.startswith(SAME)
        }

    def pairs(self, norm: str) -> frozenset[str]:
        """Return the pairs of characters that tell what a normalised text is about."""
        found = {name for name, pattern in self._same.items() if pattern.search(norm)}
        for pattern in (*self._same.values(), self._common):
            norm = pattern.sub(" ", norm)
        for word in _HAN.findall(norm):
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        return frozenset(found)

    def tells(self, norm: str, *, acts: bool) -> bool:
        """Whether a text says what it is about: a thing that has a list, or enough words.

        :param acts: whether it must also say that something is held
        """
        pairs = self.pairs(norm)
        if self.names(norm) or (pairs and self._acts.search(norm)):
            return True
        return len(pairs) >= TELLING and not acts

    def names(self, norm: str) -> bool:
        """Whether a text names a thing that has a list."""
        return any(pattern.search(norm) for pattern in self._same.values())


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
