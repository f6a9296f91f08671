"""Which files a pattern of the configuration means."""

import os
import re
from functools import lru_cache
from unicodedata import normalize

from plancheck.addresses import is_address
from plancheck.files import INSIDE


def matches(pattern: str, file: str, folder: str) -> bool:
    """Tell whether a pattern means a file.

    ``*`` and ``?`` stay inside a name, ``**`` crosses folders. A pattern without a slash is
    compared with the file's name, one with a slash with its path from ``folder``; a file outside
    the folder and an address are compared whole. A file in an archive has a name of its own, too,
    and a path that goes on behind the archive's after ``!``. Names are compared as they look: some
    systems store accents apart from their letters.
    """
    if "/" not in pattern:
        name = normalize("NFC", os.path.basename(file))
        return any(map(_compiled(pattern).fullmatch, {name, name.rpartition(INSIDE)[2]}))
    if is_address(file):
        return bool(_compiled(pattern).fullmatch(normalize("NFC", file)))
    path = os.path.realpath(file)
    base = os.path.realpath(folder)
    inside = path.startswith(base.rstrip(os.sep) + os.sep)
    shown = os.path.relpath(path, base) if inside else path
    return bool(_compiled(pattern).fullmatch(normalize("NFC", shown.replace(os.sep, "/"))))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = re.findall(
        r"\*\*/|\*\*|\*|\?|\[!?[^\]/]{1,99}\]|.", normalize("NFC", pattern), re.DOTALL
    )
    try:
        return re.compile("".join(map(_translated, pieces)), re.DOTALL)
    except re.error:  # a set such as [z-a] means itself
        return re.compile(re.escape(pattern))


def _translated(piece: str) -> str:
    special = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if piece in special:
        return special[piece]
    if len(piece) > 1:  # a set of characters
        inner = piece[1:-1]
        negated = inner.startswith("!")
        body = re.escape(inner.removeprefix("!")).replace(r"\-", "-")
        return f"[{'^/' if negated else ''}{body}]"
    return re.escape(piece)
