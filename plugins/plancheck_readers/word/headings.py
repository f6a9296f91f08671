"""Heading levels by the names that Word gives its styles."""

import re

from plancheck.api import regex

_HEADING = regex(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "标题"})
BODY_TEXT = 9
"""The outline level of ordinary text (ECMA-376 part 1, 17.3.1.20)."""


def named_level(name: str) -> int | None:
    """Return the level that a style's name tells: 1-9, 0 for the title, None for any other."""
    if name.lower() in _TITLES:
        return 0
    heading = _HEADING.fullmatch(name)
    return int(heading[1]) if heading else None
