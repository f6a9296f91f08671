"""What the core knows of words, read from the text files beside this one.

A file holds named lists: ``[name]`` on a line of its own, then words divided by blanks; ``#``
begins a comment line.
"""

from functools import cache
from os.path import dirname, join

Lists = dict[str, tuple[str, ...]]

_VERBS = "@done.verbs"
_DONE = "@done"
_NOT_PARTS = frozenset(("plain", "plain.ends", "worth", "ahead", "around", "heads for"))


@cache
def lists(name: str) -> Lists:
    """Return the lists of a file, in its order.

    :param name: ``grammar``, ``headings`` or ``signs``
    """
    found: dict[str, list[str]] = {}
    current: list[str] = []
    with open(join(dirname(__file__), f"{name}.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("["):
                current = found.setdefault(line.strip().strip("[]"), [])
            elif not line.startswith("#"):
                current.extend(line.split())
    return {key: tuple(words) for key, words in found.items()}


@cache
def grammar() -> Lists:
    """Return the grammar of commitment; deeds done are the verbs of deeds with 了."""
    words = dict(lists("grammar"))
    verbs = words.pop(_VERBS)
    words[_DONE] = (*words[_DONE], *(f"{verb}了" for verb in verbs))
    return words


def signs(name: str) -> tuple[str, ...]:
    """Return one list of the marks of clauses."""
    return lists("signs")[name]


def shared_names() -> tuple[str, ...]:
    """Return the names of the lists that cards may use, each with its ``@``."""
    return tuple(name for name in grammar() if not name.endswith(".not"))


@cache
def part_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the kinds of parts with the words of headings that tell them, narrower ones first."""
    told = lists("headings").items()
    return tuple((kind, words) for kind, words in told if kind not in _NOT_PARTS)
