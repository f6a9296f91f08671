"""From the paths of a command line to the files to check."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from plancheck.addresses import is_address, named
from plancheck.errors import UsageError

STDIN = "-"
INSIDE = "!"
"""Stands between an archive's path and that of a member inside it."""


class Submission(NamedTuple):
    """A file to check."""

    name: str
    """As reports show it: as given, with forward slashes."""
    path: str
    """Where it is; for standard input the name it shall go by, for a member of an archive the
    archive's path and its own inside, with ``!`` between (``plans.zip!a/plan.docx``)."""
    stdin: bool = False
    archive: str = ""
    """The file that a member lies in; empty for one that is a file itself."""
    address: str = ""
    """Where it is had from when it is not on a disk, with what opens it; its path is then what of
    the address may be shown."""

    @property
    def file(self) -> str:
        """The file on the disk."""
        return self.archive or self.path


def submissions(
    paths: Iterable[str],
    suffixes: Collection[str],
    stdin_name: str = "",
    *,
    foreign: Collection[str] = (),
    left_out: Callable[[str], bool] | None = None,
) -> tuple[Submission, ...]:
    """Return the files that some paths mean, in the order given, each once.

    A file is taken whatever its suffix. A folder gives all files below it with one of the
    suffixes, sorted; a pattern (``*.docx``, ``**/2024*``) whatever it matches. Never taken are
    hidden files and folders, and the lock files that Word and LibreOffice put beside an open file.

    :param suffixes: what is read; lower case, with the dot
    :param stdin_name: the name standard input goes by, for its suffix
    :param foreign: suffixes that folders are searched for as well, so that a plan that cannot be
        read is named and not left out in silence
    :param left_out: tells whether a file is no submission; where all are none, none is returned
    :raises UsageError: when a path does not exist, or nothing is found
    """
    some_left_out = False
    chosen: dict[str, Submission] = {}
    given = tuple(paths)
    wanted = frozenset((*suffixes, *foreign))
    for path in given:
        for found in _expand(path, wanted, stdin_name):
            local = not (found.stdin or found.address)
            if left_out is not None and local and left_out(found.file):
                some_left_out = True
                continue
            chosen.setdefault(found.address or os.path.abspath(found.path), found)
    if not chosen and not some_left_out:
        raise UsageError("files.nothing", paths=[*map(shown, given)], suffixes=sorted(suffixes))
    return tuple(chosen.values())


def is_within(path: str, folder: str) -> bool:
    """Tell whether a path lies in a folder, links followed."""
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))


def is_lock(name: str) -> bool:
    """Tell whether a name is that of a lock file of an office program."""
    return name.startswith(("~$", ".~lock."))


def _expand(path: str, suffixes: Collection[str], stdin_name: str) -> Iterator[Submission]:
    if path == STDIN:
        yield Submission(stdin_name or STDIN, stdin_name or STDIN, stdin=True)
    elif is_address(path):
        yield from _remote(path, suffixes)
    elif os.path.isdir(path):
        yield from map(_submission, _below(os.path.normpath(path), suffixes))
    elif os.path.lexists(path):
        if not is_lock(os.path.basename(path)):
            yield _submission(path)
    elif archive := _archive_of(path):
        yield Submission(shown(path), path, archive=archive)
    else:
        yield from map(_submission, _matching(path))


def _submission(path: str) -> Submission:
    return Submission(shown(path), path)


def _remote(address: str, suffixes: Collection[str]) -> Iterator[Submission]:
    from plancheck import remote

    for each in remote.found(address, lambda name: is_wanted(name, suffixes), is_passed_over):
        yield Submission(named(each), named(each), address=each)


def rooted(path: str, here: str) -> str:
    """Return a path as it is seen from a folder; an address is the same everywhere."""
    return path if is_address(path) else os.path.join(here, path)


def _archive_of(path: str) -> str:
    """Return the file in which a path means a member; empty when there is none."""
    at = path.find(INSIDE)
    while at >= 0:
        if os.path.isfile(path[:at]):
            return path[:at]
        at = path.find(INSIDE, at + 1)
    return ""


def shown(path: str) -> str:
    """Write a path for people and reports: forward slashes, and no undecodable bytes."""
    if is_address(path):
        path = named(path)
    name = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return name.replace(os.sep, "/") if os.sep != "/" else name


def _below(folder: str, suffixes: Collection[str]) -> Iterator[str]:
    unreadable: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not is_passed_over(name))
        for name in sorted(names):
            if is_wanted(name, suffixes):
                yield os.path.join(here, name)
    yield from sorted(error.filename for error in unreadable)  # as files that cannot be read


def is_wanted(name: str, suffixes: Collection[str]) -> bool:
    """Tell whether a file of this name is looked for: by its suffix, or its last two."""
    if name.startswith(".") or is_lock(name):
        return False
    stem, suffix = os.path.splitext(name.lower())
    return suffix in suffixes or os.path.splitext(stem)[1] + suffix in suffixes


def is_passed_over(folder: str) -> bool:
    """Tell whether a folder holds no submissions: a hidden one, or the pictures of a saved page."""
    return folder.startswith(".") or folder.endswith(("_files", ".files"))


def _matching(pattern: str) -> list[str]:
    found: list[str] = []
    if any(sign in pattern for sign in "*?["):
        from glob import glob

        found = [path for path in sorted(glob(pattern, recursive=True)) if _plain(path)]
    if not found:
        raise UsageError("files.not-found", path=shown(pattern), folder=shown(os.getcwd()))
    return found


def _plain(path: str) -> bool:
    return os.path.isfile(path) and not is_lock(os.path.basename(path))


def same_file(one: str, other: str) -> bool:
    """Tell whether two paths are one file."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def nearby(path: str) -> str:
    """Write a path as seen from the working directory, for people and reports."""
    if is_address(path):
        return shown(path)
    try:
        return shown(os.path.relpath(path))
    except ValueError:  # another drive
        return shown(path)
