"""Paths and lines, as programs that show code want them.

A plan has no lines: the line is the number of the paragraph, or of the row in its table, as
:func:`plancheck.api.where` says it in words. What concerns a plan as a whole is on line 1.
"""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from plancheck.api import regex

Json = Mapping[str, Any]

STDIN = "-"
"""What a report calls a plan that came by standard input and was given no name."""

_NO_TEXT = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What breaks lines, steers terminals, or cannot stand in XML or UTF-8."""


class Target(NamedTuple):
    """A file, relative to a folder."""

    path: str
    """With forward slashes, never absolute, without ``./`` and ``..``; or an address."""
    outside: bool = False
    """Whether it lies outside the working directory; then the path starts at the root of the file
    system."""

    @property
    def is_address(self) -> bool:
        """Whether it lies on no disk; then the path is an address."""
        return "://" in self.path

    @property
    def text(self) -> str:
        """The path where it has to be text; for what no text holds stands U+FFFD."""
        return _NO_TEXT.sub("\ufffd", self.path)

    @property
    def uri(self) -> str:
        """The path as a relative reference (RFC 3986, 4.2): percent-encoded, slashes kept."""
        from urllib.parse import quote

        if self.is_address:
            scheme, sign, rest = self.path.partition("://")
            return scheme + sign + quote(rest, safe="/!", errors="replace")
        return quote(self.path, safe="/!", errors="replace")


def target(path: str) -> Target:
    """Say where a plan is, relative to the working directory: in CI the root of the repository.

    Symbolic links are resolved, as a repository knows a file by the name of the file itself; where
    that leads out of the working directory, the name in it counts.

    :param path: of the report; ``a.zip!b.docx`` is taken for a file of that name beside ``a.zip``
    """
    if path == STDIN:
        return Target("stdin")
    if "://" in path:  # an address
        return Target(path, outside=True)
    try:
        here = os.getcwd()  # noqa: PTH109 - paths of reports are text, as are those of Windows here
        found = _below(os.path.realpath(path), os.path.realpath(here))
        absolute = os.path.abspath(path)  # noqa: PTH100
    except (OSError, ValueError):  # no working directory; a name that no system allows
        return Target(_rooted(path), outside=os.path.isabs(path))  # noqa: PTH117
    found = found or _below(absolute, here)
    return Target(found) if found else Target(_rooted(absolute), outside=True)


def line(place: Json | None) -> int:
    """Return the line for a place, from 1."""
    if place is None:
        return 1
    number: int = place["cell"][0] + 1 if "cell" in place else place["nth"]
    return max(number, 1)  # a blank paragraph before the first with text has the number 0


def columns(place: Json | None) -> tuple[int, int]:
    """Return the columns of the first code point and of the one behind the last, from 1."""
    return (1, 1) if place is None else (place["start"] + 1, place["end"] + 1)


def _below(path: str, folder: str) -> str:
    """Return a path as seen from a folder above it; nothing when it is not below."""
    start = folder.rstrip(os.sep) + os.sep
    return _slashed(path[len(start) :]) if path.startswith(start) else ""


def _rooted(path: str) -> str:
    """Return a path without what makes it absolute; a drive stays, as a folder."""
    steps = _slashed(path).split("/")
    return "/".join(step for step in steps if step not in ("", ".", "..")) or "plan"


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
