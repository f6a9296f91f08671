"""Whether two texts speak of one thing, by the words that both have.

Characters are taken in pairs (羽毛, 毛球, 球赛): Chinese has no blanks to tell words by. Words that
stand in every plan are taken out before, and different names of one thing are made one.
"""

from plancheck.api import Marks, Rule, regex

SAME = "same-"
"""How the names of the card's lists begin that hold names of one thing."""

TELLING = 3
"""Pairs of characters by which a thing can be found again where no verb says that it is done."""

SHORT = (2, 5)
"""Characters of an item that may be a short form."""

_ASIDE = regex(r"\([^()]*\)|第?[一二三四五六七八九十\d]{1,6}[次届期批]")
_HAN = regex("[\u4e00-\u9fffA-Za-z]+")


class Wording:
    """The words of a card by which texts are compared."""

    def __init__(self, rule: Rule) -> None:
        marks = Marks.of(rule)
        self._common, self._acts = marks["common"], marks["acts"]
        self._weak = frozenset(marks.words("weak"))
        self._same = {name: marks[name] for name in marks.names() if name.startswith(SAME)}

    def pairs(self, norm: str) -> frozenset[str]:
        """Return the pairs of characters that tell what a normalised text is about."""
        found = {name for name, pattern in self._same.items() if pattern.search(norm)}
        for pattern in (*self._same.values(), self._common):
            norm = pattern.sub(" ", norm)
        for word in _HAN.findall(norm):
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        return frozenset(found) - self._weak

    def tells(self, norm: str, *, acts: bool) -> bool:
        """Whether a text says what it is about: a thing that has a list, or enough words.

        :param acts: whether it must also say that something is held
        """
        pairs = self.pairs(norm)
        if self.names(norm) or (pairs and self._acts.search(norm)):
            return True
        return len(pairs) >= TELLING and not acts

    def shortens(self, item: str, norm: str) -> bool:
        """Whether an item is a short form of what a text tells (妇检: 妇科检查, 校运会)."""
        short = "".join(_HAN.findall(_ASIDE.sub("", item)))
        bare = self._common.sub("", short)
        if not SHORT[0] <= len(short) <= SHORT[1] or not bare:
            return False
        characters = iter(norm)
        return all(character in characters for character in short)

    def names(self, norm: str) -> bool:
        """Whether a text names a thing that has a list."""
        return any(pattern.search(norm) for pattern in self._same.values())
