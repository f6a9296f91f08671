"""Marks inside a line of Markdown.

Underscores are left alone: in plans they are blanks to fill (``20__年``), not emphasis. So are
marks without a partner; they are left-overs that a rule points at.
"""

import re

from plancheck.api import regex

_STRUCK = regex(r"~~(?=\S)[^~]+~~")
_IMAGE = regex(r"!\[[^\]\[]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = regex(r"\[([^\]\[]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_STRONG = regex(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*")
_EMPHASIS = regex(r"(?<![*\w])\*(?=[^\s*])([^*]*[^\s*])\*(?!\*)")
_CODE = regex(r"(?<!`)(`+)([^`]+)\1(?!`)")
_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Return the words of a line: links as their text, nothing that is struck out."""
    for mark, words in (
        (_STRUCK, ""),
        (_IMAGE, ""),
        (_LINK, r"\1"),
        (_STRONG, r"\1"),
        (_EMPHASIS, r"\1"),
        (_CODE, r"\2"),
        (_BREAK, "\n"),
        (_ESCAPE, r"\1"),
    ):
        text = mark.sub(words, text)
    return text
