"""Words of others inside Markdown: shown as they are, never markup, never a link or a mention.

A backslash keeps CommonMark from reading a sign as markup. It does not keep GitHub and GitLab from
what they do with the text afterwards: ``@name`` still calls somebody, ``#1``, ``GH-1`` and
``deadbeef`` still become links, ``:smile:`` a picture, ``$x$`` a formula. Inside code they do
nothing of the kind, so that whatever could be meant for them stands as code.
"""

import re

from plancheck.api import regex, terminal

_RUN = regex(r"[!-~]+")
"""Printable ASCII without blanks: all that Markdown and its platforms give a meaning is in it."""

_HARMLESS = regex(
    r"""
    (?! .*[0-9a-fA-F]{7} | .*www )  # no commit, no host
    ["'(]* [A-Za-z0-9]+ (?: [-'] [A-Za-z]+ )* ["'),.;:!?%]*  # a word, perhaps at a clause's end
    | ["'(),.;:!?%+=-]+  # signs among Chinese words
    | _+  # a blank to fill in
    """,
    re.VERBOSE,
)

_AT_START = regex(r"[-+=_]|(?<=[0-9])[.)]")
"""Of the signs above those that could begin a list or a heading, or emphasize."""


def escaped(text: str, *, cell: bool = False) -> str:
    """Return a text for the middle of a line of GitHub Flavored Markdown.

    :param cell: whether it stands in a table
    """

    def safe(run: re.Match[str]) -> str:
        if not _HARMLESS.fullmatch(run[0]):
            return code(run[0], cell=cell)
        if run.start() == 0:
            return _AT_START.sub(r"\\\g<0>", run[0])
        return run[0].replace("_", r"\_")

    return _RUN.sub(safe, terminal.clean(text))


def code(text: str, *, cell: bool = False) -> str:
    """Return a text as code; nothing for an empty one.

    :param cell: whether it stands in a table. Then a bar becomes its full-width form: what a
        backslash before an escaped bar means differs from program to program.
    """
    shown = terminal.clean(text)
    if cell:
        shown = shown.replace("|", "｜")
    if not shown:
        return ""
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    pad = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
