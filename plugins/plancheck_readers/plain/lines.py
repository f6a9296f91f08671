"""A text as lines."""

from collections.abc import Iterator
from typing import NamedTuple

from plancheck.api import Unreadable, limits, regex

_ENDS = regex("\r\n|[\n\r\x85\u2029]")
_SOFT = str.maketrans({"\x0b": "\n", "\u2028": "\n"})
_PAGE = "\f"


class Line(NamedTuple):
    """One line of a text, without its end; a soft break inside it is a line feed."""

    text: str
    page: int | None = None
    """Page from 1, in texts with form feeds."""

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen in it."""
        return not self.text or self.text.isspace()


def split(text: str) -> list[Line]:
    """Split a text at its line ends, of whatever system, and at form feeds.

    :raises Unreadable: ``read.too-much-text``
    """
    if len(text) > limits.TEXT:
        raise Unreadable("read.too-much-text", most=limits.TEXT)
    return list(_lines(text.removesuffix("\x1a")))


def _lines(text: str) -> Iterator[Line]:
    pages = text.split(_PAGE)
    for number, page in enumerate(pages, 1):
        for line in _ENDS.split(page):
            yield Line(line.translate(_SOFT), number if len(pages) > 1 else None)
