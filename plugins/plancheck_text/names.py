"""Names of schools and of unions of districts in running text, and whether they mean this unit."""

import re
from collections.abc import Sequence
from functools import cache

KIND = (
    "小学|中学|高中|初中|幼儿园|幼稚园|大学|学院|学校|完小|职中|职高|技校|中专|书院|[区县]教育工会"
)
"""How the names of units end."""
_NO_NAME = (
    "[的与及在把将是了我本各每该其他所等让使从到由以并也您《]|和(?![平睦美顺悦雅])|[对向](?![阳上])"
)
"""What no name of a school has in it, but the words around it do."""

NAME = rf"(?P<name>(?:(?!{_NO_NAME})[\u4e00-\u9fff]){{2,10}}?(?:{KIND})(?!生|友))"
"""A name, from where its surroundings begin it; as few characters as make one."""


_HIGHER = re.compile("大学|学院")


@cache
def generic(words: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of words that tell no school from another."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"{KIND}|工会|委员会|{'|'.join(map(re.escape, longest))}")


def core(name: str, plain: re.Pattern[str]) -> str:
    """Return what is left of a name without the words that many have.

    :param plain: from :func:`generic`
    """
    return plain.sub("", name)


def is_other(name: str, unit: str, plain: re.Pattern[str]) -> bool:
    """Whether a name means another unit: neither is a shorter form of the other.

    :param name: normalised, like ``unit``
    """
    named, own = core(name, plain), core(unit, plain)
    if len(named) < 2 or not own:  # noqa: PLR2004 - one character is no name
        return False
    if _HIGHER.search(name) and not _HIGHER.search(unit):
        return False  # 老年大学, 职工大学, the university that teachers come from
    return not (_within(named, unit) or _within(own, name) or own[-2:] in named)


def _within(short: str, long: str) -> bool:
    """Whether all characters of one stand in the other in their order."""
    characters = iter(long)
    return all(character in characters for character in short)
