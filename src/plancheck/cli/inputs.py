"""Which files a command line means: operands, lists of files, less what an ignore file tells."""

import os
import sys
from collections.abc import Callable, Collection

from plancheck import foreign
from plancheck.cli.options import Arguments, Option
from plancheck.errors import UsageError
from plancheck.files import STDIN, Submission, is_within, nearby, shown, submissions
from plancheck.plugins import Plugins

OPTIONS = (
    Option("files-from", "FILE", many=True),
    Option("ignore-file", "FILE"),
    Option("stdin-name", "NAME"),
    Option("shard", "I/N"),
)

IGNORE = ".plancheckignore"
"""Looked for in the working directory and in those above it: the reviewer's own."""


def operands(arguments: Arguments) -> tuple[str, ...]:
    """Return what is to be checked: the operands and the lines of lists.

    :raises UsageError: when there is nothing, or a list cannot be read
    """
    given = list(arguments.operands)
    for path in arguments.every("files-from"):
        given += _listed(path)
    if not given:
        raise UsageError("usage.too-few", command="check", operands="PATH…")
    return tuple(given)


def _listed(path: str) -> list[str]:
    """Return the paths in a list: a line each, or parted by NUL as ``find -print0`` does."""
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                data = file.read()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError("usage.no-list", path=shown(path), reason=reason) from error
    text = os.fsdecode(data.removeprefix(b"\xef\xbb\xbf"))
    lines = text.split("\0") if "\0" in text else text.splitlines()
    return [line for line in lines if line.strip()]


def inputs(
    arguments: Arguments, offered: Plugins, paths: Collection[str], leave_out: str
) -> tuple[Submission, ...]:
    """Return the files to check; none where an ignore file leaves out all there are.

    :param paths: as :func:`operands` gives them
    :param leave_out: a folder in which nothing is a submission; none when empty
    :raises UsageError: when a path does not exist, or nothing is found
    """
    part = _part(arguments)
    found = submissions(
        paths,
        offered.formats.suffixes,
        arguments.one("stdin-name"),
        foreign=foreign.HANDED_IN,
        left_out=_left_out(_ignored(ignore_file(arguments)), leave_out),
    )
    return tuple(item for item in found if part is None or _lot(item.name, part[1]) == part[0])


def _part(arguments: Arguments) -> tuple[int, int] | None:
    """Return which part of the files is meant, from 0, and of how many; None for all.

    :raises UsageError: when the option says no such thing
    """
    if not arguments.has("shard"):
        return None
    word = arguments.one("shard")
    number, slash, count = word.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise UsageError("usage.no-shard", value=word)
    return int(number) - 1, int(count)


def _lot(name: str, count: int) -> int:
    """Return the part that a file falls into, by its path: the same on every machine."""
    from hashlib import sha256

    drawn = sha256(name.encode("utf-8", "backslashreplace")).digest()[:8]
    return int.from_bytes(drawn, "big") % count


def _left_out(ignored: Callable[[str], bool] | None, folder: str) -> Callable[[str], bool] | None:
    if not folder:
        return ignored
    return lambda file: is_within(file, folder) or (ignored is not None and ignored(file))


def ignore_file(arguments: Arguments) -> str | None:
    """Return the ignore file in use."""
    if arguments.has("ignore-file"):
        return arguments.one("ignore-file")
    folder = os.getcwd()
    while True:
        path = os.path.join(folder, IGNORE)
        if os.path.isfile(path):
            return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _ignored(path: str | None) -> Callable[[str], bool] | None:
    """Return what tells whether a file is left out, by gitignore's syntax.

    :raises UsageError: when the ignore file cannot be read
    """
    if path is None:
        return None
    from pathspec import GitIgnoreSpec

    try:
        with open(path, encoding="utf-8-sig") as file:
            spec = GitIgnoreSpec.from_lines(file.read().splitlines())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError("usage.no-ignore-file", path=nearby(path), reason=reason) from error
    base = os.path.realpath(os.path.dirname(path) or os.curdir)

    def ignored(file: str) -> bool:
        if not is_within(file, base):
            return False
        inside = os.path.relpath(os.path.realpath(file), base)
        return spec.match_file(inside.replace(os.sep, "/"))

    return ignored
