"""The table of contents that some plans begin with: its lines stand again as headings."""

from collections.abc import Sequence

from plancheck.api import Line, regex

_NAMED = regex(r"目录:?")
_LEADERS = regex(r"(?<![.…·\-—_])[.…·\-—_]{2,200}\d{0,3}$|(?<!\d)\d{1,3}$")
"""Dots and a page number behind a heading."""
_SEVERAL = regex("[一二三四五六七八九十][、.]")


def contents(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indices of the lines of a table of contents, its name too.

    :param lines: of the body
    """
    named = next((at for at, line in enumerate(lines) if _NAMED.fullmatch(line.norm)), None)
    if named is None:
        return frozenset()
    last = {_plain(line.norm): at for at, line in enumerate(lines)}
    found = [named]
    for at in range(named + 1, len(lines)):
        words = _plain(lines[at].norm)
        together = at == named + 1 and len(_SEVERAL.findall(lines[at].norm)) > 1
        if not together and (not words or last[words] == at):
            break
        found.append(at)
    return frozenset(lines[at].index for at in found)


def _plain(norm: str) -> str:
    return _LEADERS.sub("", norm)
